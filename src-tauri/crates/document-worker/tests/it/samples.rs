//! Forms of made-up people, one of each kind, and images that no camera made.

use counter_documents::sheet::*;
use counter_documents::{Look, Sheet};
use image::{ImageFormat, RgbImage};
use std::io::Cursor;

/// Characters that older fonts lack; each is in a real name somewhere.
pub const RARE: &str = "𬱖䶮㼆𠅤";

/// As the foot of [`application`] bears it.
pub const FORM_CODE: &str = "3f2a 91bc 0d4e 77aa";

fn texts(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// As a trial's papers bear it.
pub fn look() -> Look {
    Look {
        letterhead: Letterhead {
            remarks: vec!["式样为示例".into()],
            seal: "（专用印章）".into(),
            copies: "一式两份，一份交申请人，一份存档".into(),
            ..Letterhead::default()
        },
        ..Look::default()
    }
}

/// The same, with what the desk says of the copies of this paper.
pub fn look_of(sheet: &Sheet) -> Look {
    let copies = match sheet.form_name() {
        "handover_slip" => "一式两份，收件人与窗口各执一份",
        "check_record" => "窗口存档",
        _ => return look(),
    };
    let letterhead = Letterhead { copies: copies.into(), ..look().letterhead };
    Look { letterhead, ..look() }
}

pub fn head() -> Head {
    Head {
        station: "示例市示例街道政务服务中心".into(),
        window: "综合服务窗口 3 号".into(),
        clerk_name: "李示例".into(),
        number: Some("SL-20261120-000123".into()),
        printed_at: "2026年11月20日".into(),
        item_name: "城乡居民基本养老保险参保登记".into(),
        department: "示例市人力资源和社会保障局".into(),
        applicant_name: format!("陈示例{RARE}"),
        agent_name: Some("陈示范".into()),
        agent_role: Some("监护人".into()),
        place: vec!["地址：示例镇示例路 1 号".into(), "办公时间：周一至周五 9:00–17:00".into()],
        ..Head::default()
    }
}

fn row(name: &str, original: u32, copy: u32, state: &str) -> MaterialRow {
    MaterialRow { name: name.into(), original, copy, state: state.into(), wanted: String::new() }
}

fn materials() -> Vec<MaterialRow> {
    vec![
        row("居民身份证", 1, 0, "读取芯片，原件已退还"),
        MaterialRow {
            wanted: "应交 原件1 复印件1".into(),
            ..row(
                "户口簿（首页、户主页及本人页）",
                1,
                0,
                "扫描 3 页，已验原件（工号1001，2026年11月20日 10:31），原件已退还",
            )
        },
        row("城乡居民基本养老保险参保登记表", 0, 0, "系统生成，2026年11月20日已打印"),
    ]
}

pub fn accepted() -> Sheet {
    Sheet::AcceptanceReceipt(AcceptanceReceipt {
        head: head(),
        opening: "你（单位）于2026年11月20日提出的“城乡居民基本养老保险参保登记”申请，经形式审查，申请材料齐全、符合法定形式，现予受理。".into(),
        received_on: "2026年11月20日".into(),
        accepted_on: "2026年11月20日".into(),
        deadline: "承诺办结：2026年12月4日前（10个工作日）".into(),
        materials: materials(),
        card_remarks: Vec::new(),
        deemed: None,
        notes: texts(&[
            "办理进度可凭本回执编号在窗口、网上办事大厅查询，咨询电话 12345。",
            "办理结果由窗口通知领取，领取时请带本回执和有效身份证件。",
            "本事项不收费。",
        ]),
        receipt_code: String::new(),
        receipt_note: String::new(),
        clock_note: String::new(),
    })
}

/// Nobody answered in time: it stands accepted, and papers are still asked for.
pub fn accepted_by_silence() -> Sheet {
    let Sheet::AcceptanceReceipt(mut receipt) = accepted() else { unreachable!() };
    let paper = |material: &str, problem: &str| NoticeItem {
        material: material.into(),
        problem: problem.into(),
        how_to_fix: "请提交原件 1 份。".into(),
    };
    receipt.opening = "你（单位）于2026年11月20日提出的申请，本窗口收到申请材料后五个工作日内没有答复，自收到申请材料之日起视为受理。".into();
    receipt.deemed = Some(DeemedNote {
        law: texts(&["依据《中华人民共和国行政许可法》第三十二条第（四）项。"]),
        papers: vec![paper("婚姻状况证明", "未提交"), paper("银行卡", "页面模糊")],
        note: "补交期间办理期限照常计算，不因此停止。".into(),
    });
    Sheet::AcceptanceReceipt(receipt)
}

/// The window's own paper of what was checked, after a notice and an acceptance.
pub fn check_record() -> Sheet {
    let check = |what: &str| CheckLine {
        at: "2026年11月20日 10:31".into(),
        by: "1001".into(),
        what: what.into(),
    };
    let notice = |title: &str, items: Vec<NoticeItem>| NoticeRecord {
        title: title.into(),
        at: "2026年11月20日 10:40".into(),
        by: "1001".into(),
        printed: "首次打印：2026年11月20日 10:41".into(),
        items,
        ..NoticeRecord::default()
    };
    let fault = NoticeItem {
        material: "户口簿".into(),
        problem: "缺本人页".into(),
        how_to_fix: "补交本人页".into(),
    };
    Sheet::CheckRecord(CheckRecord {
        head: head(),
        opening: "下列各行是办理本件时逐项记下的；没有记下的，不在其列。".into(),
        pack: "2026.11.3".into(),
        received_on: "2026年11月20日 10:26".into(),
        checks: vec![check("读取申请人陈示例的证件"), check("核对原件：居民户口簿")],
        notices: vec![notice("补正告知", vec![fault]), notice("受理", Vec::new())],
        receipt_code: "0000-0000-0000-00000".into(),
        receipt_note: "凭核验码可向本窗口核对本件与记录是否一致。".into(),
        clock_note: "作出决定时，本窗口时钟尚未经后台核对。".into(),
    })
}

/// Given while the line was down, on trial: everything a head can bear.
pub fn accepted_offline() -> Sheet {
    let Sheet::AcceptanceReceipt(mut receipt) = accepted() else { unreachable!() };
    receipt.head.number = Some("L03-20261120-0007".into());
    receipt.head.provisional = true;
    receipt.head.mark = Some("试用".into());
    receipt.head.agent_name = None;
    receipt.head.agent_role = None;
    receipt.receipt_code = "0000-0000-0000-00000".into();
    receipt.receipt_note = "凭核验码可向本窗口核对本件与记录是否一致。".into();
    receipt.clock_note = "作出决定时，本窗口时钟尚未经后台核对。".into();
    Sheet::AcceptanceReceipt(receipt)
}

pub fn received() -> Sheet {
    Sheet::MaterialsReceipt(MaterialsReceipt {
        head: head(),
        opening: "你（单位）的“城乡居民基本养老保险参保登记”申请，本窗口已于2026年11月20日 10时26分收到，已提交的材料如下。本回执只证明收到材料，不表示申请已被受理。".into(),
        received_on: "2026年11月20日 10时26分".into(),
        deadline: "补正告知期限 2026年11月27日，逾期不告知的，自收到申请材料之日起即为受理".into(),
        materials: materials(),
        notes: texts(&["请妥善保存本回执；补交材料时请出示。"]),
    })
}

pub fn correction() -> Sheet {
    let item = |material: &str, problem: &str, how: &str| NoticeItem {
        material: material.into(),
        problem: problem.into(),
        how_to_fix: how.into(),
    };
    Sheet::CorrectionNotice(CorrectionNotice {
        head: head(),
        opening: "你（单位）于2026年11月20日提出的“城乡居民基本养老保险参保登记”申请，经形式审查，申请材料不齐全或者不符合法定形式。需要补正的全部内容一次性告知如下：".into(),
        items: vec![
            item("户口簿", "缺本人页；户主页印章不清", "补交本人页，户主页请到派出所加盖清晰印章"),
            item(
                "银行账户信息",
                "账户户名与申请人姓名不一致",
                "提供申请人本人名下的社会保障卡金融账户",
            ),
            item("委托书", "未写明委托事项和期限", "按样表重新填写，由申请人签名"),
        ],
        deadline: "请于2026年12月18日前一次补齐，交回本窗口".into(),
        law: texts(&[
            "《中华人民共和国行政许可法》第三十二条第一款第四项：申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知申请人需要补正的全部内容，逾期不告知的，自收到申请材料之日起即为受理。",
        ]),
        notes: texts(&[
            "全部补正材料收齐之日起计算办理时限。",
            "已收材料由本窗口保管，凭接收回执可以取回。",
        ]),
    })
}

pub fn refused() -> Sheet {
    Sheet::Refusal(Refusal {
        head: Head { item_name: "高龄老人津贴申请".into(), ..head() },
        opening:
            "你（单位）于2026年11月20日提出的“高龄老人津贴申请”申请，经审查，依法决定不予受理。"
                .into(),
        reasons: texts(&["申请人户籍不在本市，不符合高龄老人津贴的发放条件。"]),
        law: texts(&[
            "《示例市高龄老人津贴发放办法》第四条：具有本市户籍的老年人可以申领高龄老人津贴。",
        ]),
        remedies: texts(&[
            "如不服本决定，可以自收到本通知书之日起六十日内向示例市人民政府申请行政复议。",
            "也可以自收到本通知书之日起六个月内依法向人民法院提起行政诉讼。",
        ]),
        right_office: None,
        notes: Vec::new(),
    })
}

pub fn not_ours() -> Sheet {
    let Sheet::Refusal(refusal) = refused() else { unreachable!() };
    Sheet::Refusal(Refusal {
        opening: "你（单位）提出的“高龄老人津贴申请”申请，依法不属于本行政机关职权范围，决定不予受理。请向下列有权办理的机关申请。".into(),
        reasons: Vec::new(),
        right_office: Some(RightOffice {
            name: "邻市示例区民政局".into(),
            address: Some("邻市示例区政务服务中心二楼 8 号窗口".into()),
            phone: Some("0757-00000000".into()),
        }),
        ..refusal
    })
}

pub fn letter(kind: LetterKind) -> Sheet {
    let fact = |label: &str, value: &str| LetterFact { label: label.into(), value: value.into() };
    Sheet::Letter(Letter {
        kind,
        head: head(),
        opening: "你（单位）申请的“示例事项”在审查中需要进行专家评审，现将所需时间告知如下。"
            .into(),
        facts: vec![
            fact("暂缺材料", "健康证明\n卫生检测报告"),
            fact("补交期限", "2026年12月4日前"),
        ],
        points: texts(&["上述时间不计算在办理期限内。"]),
        ..Letter::default()
    })
}

pub fn list() -> Sheet {
    let row = |name: &str, original, copy, need: &str, why: &str| ListRow {
        name: name.into(),
        original,
        copy,
        need: need.into(),
        why: why.into(),
    };
    let answer = |question: &str, answer: &str| Situation {
        question: question.into(),
        answer: answer.into(),
    };
    Sheet::OneTimeList(OneTimeList {
        station: "示例市示例街道政务服务中心".into(),
        window: "综合服务窗口 3 号".into(),
        clerk_name: "李示例".into(),
        printed_at: "2026年11月20日".into(),
        mark: None,
        item_name: "城乡居民基本养老保险参保登记".into(),
        department: "示例市人力资源和社会保障局".into(),
        situations: vec![answer("由谁办理", "委托他人办理"), answer("参保人类别", "普通城乡居民")],
        conditions: texts(&[
            "年满十六周岁（不含在校学生）的本市户籍居民",
            "未参加职工基本养老保险",
        ]),
        materials: vec![
            row("居民身份证", 1, 0, "必要", "现场读取，当场退还"),
            row("户口簿", 1, 0, "必要", "首页、户主页及本人页；窗口扫描，不收复印件"),
            row("授权委托书", 1, 0, "必要", "因为：委托他人办理"),
            row("代理人身份证", 1, 0, "必要", "因为：委托他人办理"),
            row("残疾人证", 1, 0, "任选其一", "享受代缴的提供其一"),
        ],
        limit: Some("即办".into()),
        fee: Some("不收费".into()),
        notes: texts(&[
            "办公时间：工作日 9:00—12:00，13:30—17:00。",
            "地址：示例路 1 号一楼；咨询电话 12345。",
        ]),
        version: Some("2026.11".into()),
    })
}

pub fn application() -> Sheet {
    let field = |label: &str, value: &str, wide| SheetField {
        label: label.into(),
        value: value.into(),
        wide,
    };
    Sheet::ApplicationForm(ApplicationForm {
        head: head(),
        title: "城乡居民基本养老保险参保登记表".into(),
        sections: vec![
            SheetSection {
                title: "参保人".into(),
                fields: vec![
                    field("姓名", &format!("陈示例{RARE}"), false),
                    field("性别", "男", false),
                    field("公民身份号码", "440699199001010014", false),
                    field("出生日期", "1990年1月1日", false),
                    field("联系电话", "10000000000", false),
                    field(
                        "户籍地址",
                        "示例市示例区示例街道示例路1号*不是强调*_也不是_ #let x = 1",
                        true,
                    ),
                    field("备注", "第一行\n第二行", true),
                ],
            },
            SheetSection {
                title: "缴费".into(),
                fields: vec![
                    field("缴费档次", "每年 360 元", false),
                    field("银行账号", "", false),
                    field("是否代缴", "否", false),
                ],
            },
        ],
        declaration: texts(&["以上所填内容真实。"]),
        remarks: texts(&["申请人证件上的两个姓名：SAMPLE JANE（陈示例）。"]),
        form_code: FORM_CODE.into(),
        terms: texts(&["签名只用于本件。"]),
        signers: vec![
            SignerLine {
                label: "监护人签名".into(), name: "陈示范".into(), signs_for: true
            },
            SignerLine { label: "配偶签名".into(), name: "李示范".into(), signs_for: false },
        ],
    })
}

/// A box of this kind to write in; `value` is what an invented person wrote.
pub fn blank_field(label: &str, kind: FieldKind, value: &str) -> BlankField {
    let options = if kind == FieldKind::Choice {
        texts(&["到窗口领取", "邮寄到家"])
    } else {
        Vec::new()
    };
    BlankField {
        label: label.into(),
        kind,
        required: true,
        hint: String::new(),
        options,
        max_len: None,
        value: value.into(),
    }
}

pub fn blank(fields: Vec<BlankField>, sample: bool) -> Sheet {
    Sheet::BlankForm(BlankForm {
        station: "示例市示例街道政务服务中心综合服务窗口".into(),
        window: "3 号窗".into(),
        printed_at: "2026年11月20日".into(),
        mark: None,
        sample,
        title: "授权委托书".into(),
        item_name: "城乡居民基本养老保险参保登记".into(),
        material: "委托书及代办人身份证".into(),
        version: "2026.11".into(),
        sections: vec![BlankSection { title: "委托人".into(), fields }],
        declaration: texts(&["以上所填内容真实。"]),
        signs: texts(&["委托人签名", "受托人签名"]),
    })
}

/// Paper with a few dark lines, as a scanner would give it.
pub fn paper(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let ink = y % 20 < 4 && x > width / 8 && x < width * 7 / 8;
        image::Rgb(if ink { [30, 30, 40] } else { [250, 249, (x % 200) as u8] })
    })
}

pub fn encoded(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// As many keys as the desk takes for one card, in the panel's groups.
pub fn key_card() -> Sheet {
    let line = |n: usize| KeyLine {
        keys: texts(if n.is_multiple_of(2) { &["F9", "Ctrl+Shift+Enter"] } else { &["Ctrl+←"] }),
        says: format!("第 {n} 个键"),
        also: format!("Key number {n}, and what it does"),
    };
    let group = |title: &str, also: &str, rows: usize| KeyLines {
        title: title.into(),
        also: also.into(),
        rows: (1..=rows).map(line).collect(),
    };
    Sheet::KeyCard(KeyCard {
        station: "示例市示例街道政务服务中心".into(),
        window: "综合服务窗口 3 号".into(),
        printed_at: "2026年11月20日".into(),
        mark: None,
        version: "0.2.0".into(),
        groups: vec![
            group("随处可用", "Everywhere", 12),
            group("材料", "Materials", 19),
            group("办件", "Case", 12),
            group("签申请表", "Signing the form", 4),
            group("出具意见", "Deciding", 2),
            group("打断", "Interruptions", 7),
        ],
    })
}

/// A busy day: more cases than one page holds.
pub fn day_sheet() -> Sheet {
    let row = |n: u32| DaySheetRow {
        number: if n.is_multiple_of(3) { String::new() } else { format!("SL-20261120-{n:06}") },
        provisional: format!("临DEMO01-7C2-K7QX-{n:04}"),
        item: "城乡居民基本养老保险参保登记".into(),
        received: "09:31".into(),
        clerk: "1001".into(),
        status: "已受理".into(),
        lies: if n.is_multiple_of(3) { "待上传" } else { "已送达后台" }.into(),
        held: if n.is_multiple_of(4) { "原件 1，复印件 2，实物 1" } else { "" }.into(),
    };
    Sheet::DaySheet(DaySheet {
        station: "示例市示例街道政务服务中心".into(),
        window: "综合服务窗口 3 号".into(),
        clerk_name: "李示例".into(),
        printed_at: "2026年11月20日".into(),
        mark: None,
        day: "2026-11-20".into(),
        as_of: "2026-11-20 17:31".into(),
        taken: 40,
        at_office: 26,
        on_paper: 1,
        here: 13,
        parts: texts(&["在办 0 件", "待上传 13 件", "搁置待查 0 件"]),
        drafts: 2,
        given_up: 1,
        rows: (1..=40).map(row).collect(),
    })
}

/// What was tried of a new computer; without lines the page that tries its printer.
pub fn setup_sheet(lines: Vec<SetupLine>) -> Sheet {
    let fact = |label: &str, value: &str| LetterFact { label: label.into(), value: value.into() };
    Sheet::SetupSheet(SetupSheet {
        station: "示例市示例街道政务服务中心".into(),
        printed_at: "2026年11月20日".into(),
        mark: Some("试用".into()),
        title: if lines.is_empty() { "测试页" } else { "设备调试小结" }.into(),
        facts: vec![fact("程序版本", "0.3.0"), fact("中心", "")],
        lines,
    })
}

pub fn setup_line() -> SetupLine {
    SetupLine {
        step: "读卡器".into(),
        result: "/dev/ttyUSB0：读出一张居民身份证".into(),
        at: "2026-11-20 10:42".into(),
    }
}
