//! The papers around what may follow and around time that is not counted: 容缺受理承诺书 and 通知书,
//! 特殊程序审查期限告知书, 延长办理期限通知书; and the slip with
//! which a case goes to the office on paper. Their wording is an example.
use super::card_remarks::card_remarks;
use super::context::PaperContext;
use super::parts::{materials_in_hand, paper_head, received_on};
use super::wording::{cite_law, deadline_day, long_date, long_moment};
use crate::cases::case_file::CaseFile;
use counter_core::case::{Decision, Deferred, Special, Step, Told};
use counter_core::clock::{ClockView, Course, legal_clock};
use counter_core::state::Status;
use counter_documents::Sheet;
use counter_documents::sheet::{Letter, LetterFact, LetterKind};

fn fact(label: &str, value: impl Into<String>) -> LetterFact {
    LetterFact { label: label.to_owned(), value: value.into() }
}

fn clock(context: &PaperContext, file: &CaseFile, course: &Course) -> ClockView {
    let (today, calendar) = (context.now.date(), &context.catalog.calendar);
    file.item()
        .map(|item| legal_clock(item, course, Status::Accepted, calendar, today))
        .unwrap_or_default()
}

fn due_day(clock: &ClockView) -> String {
    deadline_day(clock).unwrap_or_else(|| "以办事指南为准".to_owned())
}

fn missing_names(file: &CaseFile, deferred: &Deferred) -> String {
    let all = file.item().map(|item| item.materials.as_slice()).unwrap_or_default();
    let name = |id: &String| {
        all.iter().find(|m| m.id == *id).map_or_else(|| id.clone(), |m| m.name.clone())
    };
    deferred.materials.iter().map(name).collect::<Vec<_>>().join("\n")
}

/// 承诺书 is the applicant's own word and bears no number: it is signed before there is one.
pub fn commitment(context: &PaperContext, file: &CaseFile, deferred: &Deferred) -> Sheet {
    let until = long_date(deferred.until);
    Sheet::Letter(Letter {
        kind: LetterKind::DeferredCommitment,
        head: paper_head(context, file, file.case.display_number()),
        opening: format!(
            "本人（单位）申请办理“{}”，下列材料暂时未能提交，申请容缺受理，并作出以下承诺。",
            file.item_name()
        ),
        facts: vec![
            fact("暂缺材料", missing_names(file, deferred)),
            fact("补交期限", format!("{until}前")),
        ],
        materials: Vec::new(),
        points: vec![
            format!("在{until}前把上列材料一次补交到受理窗口。"),
            "补交的材料真实、合法、有效，与已提交的内容一致。".to_owned(),
            "知道逾期未补交会影响本件的办理，由此产生的后果由本人（单位）承担。".to_owned(),
        ],
        law: Vec::new(),
    })
}

/// 通知书 takes the place of the acceptance receipt.
pub fn deferred_notice(
    context: &PaperContext,
    file: &CaseFile,
    decision: &Decision,
    number: Option<&str>,
) -> Option<Sheet> {
    let deferred = decision.deferred.as_ref()?;
    let accepted = file.case.accepted_at().unwrap_or(context.now);
    let course = Course { accepted: Some(accepted.date()), ..file.course() };
    let until = long_date(deferred.until);
    let remarks = card_remarks(file);
    let form = if remarks.is_empty() {
        "、符合法定形式"
    } else {
        "，证件读卡时另有记录（见下）"
    };
    let to_come = format!("请在{until}前把暂缺材料补交到本窗口；补交后换取受理回执。");
    Some(Sheet::Letter(Letter {
        kind: LetterKind::DeferredNotice,
        head: paper_head(context, file, number),
        opening: format!(
            "你（单位）于{}提出的“{}”申请，主要材料齐全{form}，暂缺的材料已承诺补交，决定容缺受理。",
            received_on(file),
            file.item_name()
        ),
        facts: vec![
            fact("受理日期", long_date(accepted.date())),
            fact("暂缺材料", missing_names(file, deferred)),
            fact("补交期限", format!("{until}前")),
            fact("办结期限", due_day(&clock(context, file, &course))),
        ],
        materials: materials_in_hand(file),
        points: std::iter::once(to_come).chain(remarks).collect(),
        law: Vec::new(),
    }))
}

fn special_procedure(special: Special) -> &'static str {
    match special {
        Special::Hearing => "听证",
        Special::Tender => "招标",
        Special::Auction => "拍卖",
        Special::Inspection => "检验",
        Special::Testing => "检测",
        Special::Quarantine => "检疫",
        Special::Appraisal => "鉴定",
        Special::ExpertReview => "专家评审",
    }
}

/// What the applicant must be told in writing of a step; none for the others.
pub fn step_letter(context: &PaperContext, file: &CaseFile, told: &Told) -> Option<Sheet> {
    let head = paper_head(context, file, file.case.display_number());
    let name = file.item_name();
    let letter = |kind, opening, facts, points: &str, article| Letter {
        kind,
        head,
        opening,
        facts,
        materials: Vec::new(),
        points: vec![points.to_owned()],
        law: cite_law(file, article),
    };
    let letter = match &told.step {
        Step::SpecialProcedure { procedure: special, from, days, working } => letter(
            LetterKind::SpecialNotice,
            format!(
                "你（单位）申请的“{name}”在审查中需要进行{}，现将所需时间告知如下。",
                special_procedure(*special)
            ),
            vec![
                fact("特别程序", special_procedure(*special)),
                fact("开始日期", long_date(*from)),
                fact("所需时间", format!("{days} 个{}", if *working { "工作日" } else { "日" })),
            ],
            "上述时间不计算在办理期限内；特别程序结束后继续计算。",
            "第四十五条",
        ),
        Step::Extended { days, reason } => letter(
            LetterKind::ExtensionNotice,
            format!(
                "你（单位）申请的“{name}”不能在原定期限内作出决定，经本机关负责人批准，延长办理期限。"
            ),
            vec![
                fact(
                    "延长时间",
                    format!("{days} 个{}", if counts_working_days(file) { "工作日" } else { "日" }),
                ),
                fact("延长理由", reason.clone()),
                fact("办结期限", due_day(&clock(context, file, &file.course()))),
            ],
            "办理进度可以凭编号到本窗口查询。",
            "第四十二条",
        ),
        Step::SpecialEnded { .. } | Step::Decided { .. } | Step::Delivered { .. } => return None,
    };
    Some(Sheet::Letter(letter))
}

/// Extended in the unit of the case's own period.
fn counts_working_days(file: &CaseFile) -> bool {
    file.item().and_then(|item| item.limit.as_ref()).is_none_or(|limit| limit.working)
}

/// 纸质移交单: what the office did not take goes to it on paper.
pub fn handover_slip(context: &PaperContext, file: &CaseFile, code: &str) -> Sheet {
    let decided = file.case.decision().map(|(_, at)| long_moment(*at)).unwrap_or_default();
    Sheet::Letter(Letter {
        kind: LetterKind::HandoverSlip,
        head: paper_head(context, file, file.case.display_number()),
        opening: format!(
            "窗口受理的“{}”未能通过网络送达，现以纸质方式移交，编号、意见和时间不变。",
            file.item_name()
        ),
        facts: vec![
            fact("收件时间", received_on(file)),
            fact("意见时间", decided),
            fact("后台代码", code),
        ],
        materials: materials_in_hand(file),
        points: vec![
            "随单移交申请表、已收材料的复印件或者打印件，以及已出具的文书。".to_owned(),
            "请收件人核对后签收，并告知窗口是否另有后台编号。".to_owned(),
        ],
        law: Vec::new(),
    })
}
