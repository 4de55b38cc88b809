//! Every form comes out of the worker as PDF/A whose text can be read again.

use crate::{samples, worker};
use counter_documents::sheet::{Head, LetterKind, MaterialRow};
use counter_documents::{Sheet, Typeset};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The text of the PDF without spaces and line ends, which are layout. The PDF stays in the build
/// folder to look at.
pub fn text_of(name: &str, pdf: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    fs::write(&path, pdf).unwrap();
    let output = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().split_whitespace().collect()
}

fn typeset(sheet: &Sheet) -> Typeset {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(worker().typeset_paper(sheet, &samples::look_of(sheet))).unwrap()
}

pub fn with(sheet: &Sheet, name: &str, expected: &[&str]) -> (String, u32) {
    let typeset = typeset(sheet);
    assert!(
        typeset.pdf.windows(14).any(|bytes| bytes == b"pdfaid:part>2<"),
        "{name} is no PDF/A-2"
    );
    let text = text_of(name, &typeset.pdf);
    for words in expected {
        assert!(text.contains(words), "{name} lacks {words}: {text}");
    }
    (text, typeset.pages)
}

#[test]
fn day_sheet() {
    let sum = "收件40件=已送达后台26件+纸质移交1件+仍在本机13件";
    let expected = [
        "每日对账单",
        sum,
        "待上传13件",
        "SL-20261120-000040",
        "临DEMO01-7C2-K7QX-0001",
        "草稿2件，作废1件",
    ];
    let (text, pages) = with(&samples::day_sheet(), "day-sheet", &expected);
    assert!(
        pages >= 2 && text.matches("编号（临时编号）").count() as u32 == pages,
        "{pages} pages"
    );
}

#[test]
fn setup_sheets() {
    let expected =
        ["设备调试小结", "程序版本", "读出一张居民身份证", "2026-11-2010:42", "试用·不具效力"];
    let (text, pages) =
        with(&samples::setup_sheet(vec![samples::setup_line()]), "setup", &expected);
    assert!(pages == 1 && !text.contains("方框"), "{text}");
    let expected = ["测试页", "方框的四条边", "小字：政务服务综合窗口", "标题：政务服务综合窗口"];
    let (text, pages) = with(&samples::setup_sheet(Vec::new()), "test-page", &expected);
    assert!(pages == 1 && !text.contains("各步的结果"), "{text}");
}

#[test]
fn all_keys_stand_on_one_page_in_both_languages() {
    let expected = [
        "快捷键卡",
        "随处可用Everywhere",
        "打断Interruptions",
        "第16个键",
        "Keynumber16,andwhatitdoes",
        "Ctrl+Shift+Enter",
        "程序版本Version0.2.0",
        "第1页/共1页",
    ];
    let (_, pages) = with(&samples::key_card(), "key-card", &expected);
    assert_eq!(pages, 1);
}

#[test]
fn acceptance_receipt() {
    let rare = format!("陈示例{}：", samples::RARE);
    let expected = [
        "受理回执",
        "SL-20261120-000123",
        &rare,
        "2026年12月4日前",
        "户口簿",
        "专用印章",
        "第1页/共1页",
    ];
    let (text, pages) = with(&samples::accepted(), "acceptance", &expected);
    assert_eq!(pages, 1);
    for absent in ["补打", "试用", "临时编号", "核验码"] {
        assert!(!text.contains(absent), "{absent}");
    }
}

#[test]
fn acceptance_by_silence() {
    let expected = [
        "自收到申请材料之日起视为受理",
        "请补交的材料",
        "婚姻状况证明",
        "页面模糊",
        "办理期限照常计算",
        "第三十二条",
    ];
    let (text, _) = with(&samples::accepted_by_silence(), "acceptance-by-silence", &expected);
    assert!(!text.contains("申请材料齐全"), "{text}");
}

#[test]
fn a_record_of_what_was_checked() {
    let expected = [
        "免责凭据",
        "事项包版本",
        "2026.11.3",
        "核对原件：居民户口簿",
        "补正告知",
        "缺本人页",
        "首次打印：2026年11月20日",
        "核验码0000-0000-0000-00000",
        "经办人签名",
        "窗口存档",
    ];
    let (text, _) = with(&samples::check_record(), "check-record", &expected);
    assert!(!text.contains("签收") && !text.contains("交申请人"), "it is the window's own: {text}");
}

#[test]
fn provisional_on_trial() {
    let expected = [
        "临时编号：L03-20261120-0007",
        "试用·不具效力",
        "核验码0000-0000-0000-00000",
        "本窗口时钟尚未经后台核对",
    ];
    let (text, _) = with(&samples::accepted_offline(), "acceptance-offline", &expected);
    for absent in ["监护人", "代办人", "代理人", "手工录入"] {
        assert!(!text.contains(absent), "{absent}: nobody acts");
    }
    assert!(text.contains("申请人签收"));
}

/// Whoever acts is named as what they are, and an agent with how far they may act.
#[test]
fn who_acts_is_named_as_what_they_are() {
    let Sheet::AcceptanceReceipt(mut receipt) = samples::accepted() else { unreachable!() };
    receipt.head.typed_numbers = Some("监护人陈示范的号码为手工录入".into());
    let expected = ["监护人陈示范", "申请人（监护人）签收", "监护人陈示范的号码为手工录入"];
    let guardian = Sheet::AcceptanceReceipt(receipt.clone());
    let (text, _) = with(&guardian, "guardian", &expected);
    assert!(!text.contains("代理人") && !text.contains("代办"));
    receipt.head.agent_role = Some("代办人".into());
    receipt.head.agent_mandate = Some("代为办理本事项；至2027年1月1日止".into());
    let expected = ["代办人陈示范", "代为办理本事项；至2027年1月1日止", "申请人（代办人）签收"];
    with(&Sheet::AcceptanceReceipt(receipt), "agent", &expected);
    let commitment = samples::letter(LetterKind::DeferredCommitment);
    with(&commitment, "guardian-commitment", &["承诺人（监护人）签字"]);
    let Sheet::ApplicationForm(mut form) = samples::application() else { unreachable!() };
    form.head.typed_numbers = Some("监护人陈示范的号码为手工录入".into());
    let expected = ["监护人签名", "证件上的两个姓名：SAMPLEJANE（陈示例）", "手工录入"];
    with(&Sheet::ApplicationForm(form), "guardian-application", &expected);
}

/// The head of a paper that names who acts.
fn head_of(sheet: &mut Sheet) -> &mut Head {
    match sheet {
        Sheet::AcceptanceReceipt(paper) => &mut paper.head,
        Sheet::MaterialsReceipt(paper) => &mut paper.head,
        Sheet::CorrectionNotice(paper) => &mut paper.head,
        Sheet::Refusal(paper) => &mut paper.head,
        Sheet::Letter(paper) => &mut paper.head,
        Sheet::CheckRecord(paper) => &mut paper.head,
        Sheet::ApplicationForm(paper) => &mut paper.head,
        _ => unreachable!("it names nobody"),
    }
}

#[test]
fn every_paper_names_a_role_as_what_it_is() {
    for role in ["法定代表人", "配偶", "监护人"] {
        let papers = [
            samples::accepted(),
            samples::received(),
            samples::correction(),
            samples::refused(),
            samples::not_ours(),
            samples::check_record(),
            samples::application(),
        ];
        for mut sheet in papers.into_iter().chain(LetterKind::ALL.map(samples::letter)) {
            let head = head_of(&mut sheet);
            head.agent_role = Some(role.into());
            head.typed_numbers = Some(format!("{role}陈示范的号码为手工录入"));
            let (form, named) = (sheet.form_name(), format!("{role}陈示范"));
            let (text, _) = with(&sheet, &format!("role-{form}"), &[named.as_str()]);
            assert!(!text.contains("代理人") && !text.contains("代办人"), "{form}, {role}: {text}");
            let signs = match form {
                "application_form" | "check_record" | "course_slip" | "handover_slip" => continue,
                "deferred_commitment" => format!("承诺人（{role}）签字"),
                "withdrawal_request" => format!("申请人（{role}）签字"),
                _ => format!("申请人（{role}）签收"),
            };
            assert!(text.contains(&signs), "{form}, {role}: {text}");
        }
    }
}

#[test]
fn materials_receipt() {
    let expected = [
        "接收回执",
        "10时26分",
        "2026年11月27日",
        "不表示申请已被受理",
        "式样为示例",
        "应交原件1复印件1",
        "系统生成",
    ];
    with(&samples::received(), "materials", &expected);
}

#[test]
fn correction_notice() {
    let expected =
        ["申请材料补正告知书", "户主页印章不清", "按样表重新填写", "第三十二条", "2026年12月18日"];
    with(&samples::correction(), "correction", &expected);
}

#[test]
fn refusal() {
    let expected = ["不予受理通知书", "户籍不在本市", "行政复议", "行政诉讼"];
    let (text, _) = with(&samples::refused(), "refusal", &expected);
    assert!(!text.contains("应当向其申请的机关"));
}

#[test]
fn refusal_that_names_the_right_office() {
    let expected = ["不属于本行政机关职权范围", "邻市示例区民政局", "二楼8号窗口"];
    with(&samples::not_ours(), "refusal-elsewhere", &expected);
}

#[test]
fn letters() {
    let titles = [
        "容缺受理承诺书",
        "容缺受理通知书",
        "特殊程序审查期限告知书",
        "延长办理期限通知书",
        "纸质移交单",
        "撤回申请书",
        "准予决定书",
        "不予决定书",
        "终止办理告知书",
        "更正告知书",
        "办理进度告知单",
    ];
    for (kind, title) in LetterKind::ALL.into_iter().zip(titles) {
        let expected = [title, "专家评审", "卫生检测报告", "2026年12月4日前", "不计算在办理期限内"];
        let (text, pages) = with(&samples::letter(kind), kind.form_name(), &expected);
        assert_eq!(pages, 1);
        // The applicant's own word is signed by them and sealed by nobody; how far a case is decides
        // nothing.
        let is_sealed = ![
            LetterKind::DeferredCommitment,
            LetterKind::WithdrawalRequest,
            LetterKind::CourseSlip,
        ]
        .contains(&kind);
        assert_eq!(text.contains("专用印章"), is_sealed);
    }
}

#[test]
fn one_time_list() {
    let expected =
        ["一次性告知书", "委托他人办理", "任选其一", "窗口不得要求提供其他材料", "被告知人签名"];
    with(&samples::list(), "list", &expected);
}

#[test]
fn application_form_sets_values_as_they_are() {
    let expected =
        ["参保登记表", "440699199001010014", "*不是强调*_也不是_#letx=1", "第二行", "配偶签名"];
    let told = ["签名须知", "签名只用于本件。"];
    let expected = [expected.as_slice(), told.as_slice()].concat();
    let (text, _) = with(&samples::application(), "application", &expected);
    assert!(text.contains(samples::RARE));
}

#[test]
fn a_long_list_runs_over_pages_with_its_head_repeated() {
    let Sheet::MaterialsReceipt(mut receipt) = samples::received() else { unreachable!() };
    let row = |number| MaterialRow {
        name: format!("第{number}号材料"),
        original: 1,
        ..MaterialRow::default()
    };
    receipt.materials = (1..=60).map(row).collect();
    let (text, pages) = with(&Sheet::MaterialsReceipt(receipt), "materials-long", &["第60号材料"]);
    assert!(pages > 1);
    assert_eq!(text.matches("收取与退还").count() as u32, pages.min(3));
}

#[test]
fn a_character_in_no_font_is_marked_for_the_pen() {
    let Sheet::OneTimeList(mut list) = samples::list() else { unreachable!() };
    // Private use above all, also where a font has a sign of its own there; and a script of clay.
    list.item_name = "事项\u{10FFFD}名\u{7}称\u{E863}\u{F8FF}\u{12000}".into();
    let sheet = Sheet::OneTimeList(list);
    with(&sheet, "missing-type", &["事项〓(U+10FFFD)名称〓(U+E863)〓(U+F8FF)〓(U+12000)"]);
    let told = typeset(&sheet).missing;
    assert_eq!(told, ["U+E863", "U+F8FF", "U+12000", "U+10FFFD"]);
    assert_eq!(typeset(&samples::accepted()).missing, [""; 0], "rare, and in a font");
}

#[test]
fn nothing_unseen_and_no_stray_mark_is_printed() {
    let Sheet::OneTimeList(mut list) = samples::list() else { unreachable!() };
    let unseen = [
        '\u{200b}',
        '\u{200e}',
        '\u{202d}',
        '\u{2060}',
        '\u{ad}',
        '\u{feff}',
        '\u{fe0f}',
        '\u{e0101}',
        '\u{0}',
    ];
    let soiled: String =
        "事项名称".chars().zip(unseen).flat_map(|(c, u)| [u, c, '\u{336}']).collect();
    list.item_name = format!("{soiled}\u{a0}\u{2003}Zoe\u{308} Nguye\u{302}\u{303}n");
    let sheet = Sheet::OneTimeList(list);
    with(&sheet, "unseen", &["事项名称ZoëNguyễn"]);
    assert_eq!(typeset(&sheet).missing, [""; 0]);
}

#[tokio::test]
async fn the_same_sheet_gives_the_same_bytes() {
    let first = worker().typeset_sheet(&samples::accepted()).await.unwrap();
    let again = worker();
    again.typeset_sheet(&samples::correction()).await.unwrap();
    assert!(first == again.typeset_sheet(&samples::accepted()).await.unwrap());
}
