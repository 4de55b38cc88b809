//! Papers of hard data, one of each kind: a long item and a long address, a rare character and one that
//! no font has, a foreigner of two names, thirty materials, three signers.

use crate::samples;
use counter_documents::Sheet;
use counter_documents::sheet::*;

pub const ITEM: &str = "城乡居民基本养老保险与职工基本养老保险制度衔接及跨省转移接续（含个人账户储存额清退、遗属待遇申领和补缴续缴）登记";
const ADDRESS: &str = "示例省示例市示例区示例街道示例社区居民委员会示例路一百二十三号示例花园第四期南区十二栋二单元三十四楼三四〇一房";
/// As much of the second name as a foreigner's card holds.
const FOREIGNER: &str = "SANTOS-OLIVEIRA, MARIA FERNANDA DE LA CRUZ MON（示例外）";
/// Two characters beyond the first plane, and one of an older chip's own.
const RARE: &str = "陈𬱖䶮\u{E863}示例";
/// The same as it is printed.
pub const MARKED: &str = "陈𬱖䶮〓(U+E863)示例";
const MATERIALS: u32 = 30;

/// The first takes several lines, each other one.
fn materials() -> impl Iterator<Item = String> {
    let issued_by = "由示例市示例区示例街道办事处出具并加盖公章的原件".repeat(2);
    let others = (2..=MATERIALS).map(|number| format!("第{number:02}号示例材料"));
    std::iter::once(format!("第01号示例材料（{issued_by}）")).chain(others)
}

fn head() -> Head {
    Head {
        item_name: ITEM.into(),
        applicant_name: FOREIGNER.into(),
        agent_name: Some(RARE.into()),
        agent_role: Some("代办人".into()),
        agent_mandate: Some("代为提交材料、填表、签名，并领取办理结果；至2099年12月31日止".into()),
        typed_numbers: Some(format!("代办人{RARE}的号码为手工录入")),
        place: vec![format!("地址：{ADDRESS}")],
        ..samples::head()
    }
}

fn brought() -> Vec<MaterialRow> {
    let row = |name: String| MaterialRow {
        name,
        original: 1,
        state: "原件已退还".into(),
        ..MaterialRow::default()
    };
    materials().map(row).collect()
}

fn faults() -> Vec<NoticeItem> {
    let fault = |material: String| NoticeItem {
        material,
        problem: "未提交".into(),
        how_to_fix: "请提交原件".into(),
    };
    materials().map(fault).collect()
}

/// What a paper is called, and what must be read on it beside the item.
pub struct Hard {
    pub name: &'static str,
    pub sheet: Sheet,
    pub wanted: Vec<String>,
}

impl Hard {
    fn new(name: &'static str, sheet: Sheet, wanted: &[&str]) -> Self {
        Self { name, sheet, wanted: wanted.iter().map(|words| (*words).to_owned()).collect() }
    }

    fn with_materials(mut self) -> Self {
        self.wanted.extend(materials());
        self
    }
}

pub fn list_hard_papers() -> impl Iterator<Item = Hard> {
    [receipts(), notices(), forms(), lists()].into_iter().flatten()
}

fn receipts() -> Vec<Hard> {
    let Sheet::AcceptanceReceipt(accepted) = samples::accepted_offline() else { unreachable!() };
    let Sheet::MaterialsReceipt(received) = samples::received() else { unreachable!() };
    let Sheet::CheckRecord(record) = samples::check_record() else { unreachable!() };
    let accepted = AcceptanceReceipt { head: head(), materials: brought(), ..accepted };
    let received = MaterialsReceipt { head: head(), materials: brought(), ..received };
    let check = |name: String| CheckLine {
        at: "2026年11月20日 10:31".into(),
        by: "1001".into(),
        what: format!("核对原件：{name}"),
    };
    let checks = materials().map(check).collect();
    let record = CheckRecord { head: head(), checks, ..record };
    let people = [FOREIGNER, MARKED, ADDRESS];
    vec![
        Hard::new("acceptance", Sheet::AcceptanceReceipt(accepted), &people).with_materials(),
        Hard::new("materials", Sheet::MaterialsReceipt(received), &people).with_materials(),
        Hard::new("check-record", Sheet::CheckRecord(record), &people).with_materials(),
    ]
}

fn notices() -> Vec<Hard> {
    let Sheet::CorrectionNotice(notice) = samples::correction() else { unreachable!() };
    let Sheet::Refusal(refusal) = samples::not_ours() else { unreachable!() };
    let opening = format!("你（单位）提出的“{ITEM}”申请，需要补正的内容告知如下：");
    let notice = CorrectionNotice { head: head(), opening, items: faults(), ..notice };
    let office = RightOffice {
        name: ITEM.into(),
        address: Some(ADDRESS.into()),
        phone: Some(FOREIGNER.into()),
    };
    let refusal = Refusal { head: head(), right_office: Some(office), ..refusal };
    let people = [FOREIGNER, MARKED, ADDRESS];
    let letter = |kind: LetterKind| {
        let Sheet::Letter(letter) = samples::letter(kind) else { unreachable!() };
        let letter = Letter { head: head(), materials: brought(), ..letter };
        Hard::new(kind.form_name(), Sheet::Letter(letter), &people).with_materials()
    };
    let decisions = [
        Hard::new("correction", Sheet::CorrectionNotice(notice), &people).with_materials(),
        Hard::new("refusal", Sheet::Refusal(refusal), &people),
    ];
    decisions.into_iter().chain(LetterKind::ALL.map(letter)).collect()
}

/// What is filled and signed.
fn forms() -> Vec<Hard> {
    let field = |label: &str, value: &str| SheetField {
        label: label.into(),
        value: value.into(),
        wide: value == ADDRESS,
    };
    let fields = vec![field("姓名", FOREIGNER), field("性别", "女"), field("地址", ADDRESS)];
    let sections = vec![SheetSection { title: "申请人".into(), fields }];
    let signer = |label: &str, name: &str, signs_for: bool| SignerLine {
        label: label.into(),
        name: name.into(),
        signs_for,
    };
    let signers = vec![
        signer("代办人签名", RARE, true),
        signer("配偶签名", "陈甲示例", false),
        signer("负责人签名", FOREIGNER, false),
    ];
    let Sheet::ApplicationForm(form) = samples::application() else { unreachable!() };
    let form = ApplicationForm { head: head(), sections, signers, ..form };
    let blank_fields = vec![
        samples::blank_field("委托人", FieldKind::Text, FOREIGNER),
        samples::blank_field("受托人", FieldKind::Text, RARE),
        samples::blank_field("地址", FieldKind::LongText, ADDRESS),
    ];
    let Sheet::BlankForm(blank) = samples::blank(blank_fields, false) else { unreachable!() };
    let blank = BlankForm { item_name: ITEM.into(), ..blank };
    let signed = format!("{MARKED}（代）");
    let wanted = [FOREIGNER, MARKED, ADDRESS];
    let signers = [FOREIGNER, ADDRESS, &signed, "陈甲示例", "配偶签名", "负责人签名"];
    vec![
        Hard::new("application", Sheet::ApplicationForm(form), &signers),
        Hard::new("mandate", Sheet::Mandate(blank), &wanted),
    ]
}

/// Papers that name nobody.
fn lists() -> Vec<Hard> {
    let Sheet::OneTimeList(list) = samples::list() else { unreachable!() };
    let row = |name: String| ListRow {
        name,
        original: 1,
        need: "必要".into(),
        why: "窗口扫描".into(),
        ..ListRow::default()
    };
    let list = OneTimeList {
        item_name: ITEM.into(),
        materials: materials().map(row).collect(),
        notes: vec![format!("地址：{ADDRESS}")],
        ..list
    };
    let Sheet::DaySheet(mut day) = samples::day_sheet() else { unreachable!() };
    day.rows.truncate(3);
    day.rows.iter_mut().for_each(|row| row.item = ITEM.into());
    vec![
        Hard::new("list", Sheet::OneTimeList(list), &[ADDRESS]).with_materials(),
        Hard::new("day-sheet", Sheet::DaySheet(day), &[]),
    ]
}
