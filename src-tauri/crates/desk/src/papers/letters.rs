//! The papers around what may follow and around time that is not counted: 容缺受理承诺书 and 通知书,
//! 特殊程序审查期限告知书, 延长办理期限通知书; and the slip with
//! which a case goes to the office on paper. Their wording is an example.
use super::card_remarks::{card_remarks, name_remarks};
use super::context::PaperContext;
use super::materials::list_with_form;
use super::parts::{
    clock_words, code_words, due_day, opening_words, paper_head, received_on, say_due_day,
};
use super::sentences::{Ground, Sentence};
use super::wording::{cite_law, long_date, long_moment};
use crate::cases::case_file::CaseFile;
use counter_core::case::{Decision, Deferred, Special, Step, Told};
use counter_core::clock::{ClockView, legal_clock};
use counter_core::state::Status;
use counter_documents::Sheet;
use counter_documents::sheet::{Letter, LetterFact, LetterKind};

fn fact(label: &str, value: impl Into<String>) -> LetterFact {
    LetterFact { label: label.to_owned(), value: value.into() }
}

/// What a paper slip took in says so; of any other case the receipt has the time.
fn slip_fact(file: &CaseFile) -> Option<LetterFact> {
    file.case.slip.as_ref().map(|_| fact("收件时间", received_on(file)))
}

fn clock(context: &PaperContext, file: &CaseFile) -> ClockView {
    let (today, calendar) = (context.now.date(), &context.catalog.calendar);
    file.settled_item()
        .map(|item| legal_clock(&item, &file.course(), Status::Accepted, calendar, today))
        .unwrap_or_default()
}

fn missing_names(file: &CaseFile, deferred: &Deferred) -> String {
    let names = deferred.materials.iter().map(|id| file.material_name(id));
    names.collect::<Vec<_>>().join("\n")
}

/// 承诺书 is the applicant's own word and bears no number: it is signed before there is one.
pub fn commitment(context: &PaperContext, file: &CaseFile, deferred: &Deferred) -> Sheet {
    use Sentence::{PromiseCare, PromiseInTime, PromiseTruth, Promising};
    let until = long_date(deferred.until);
    let ground = Ground { is_deferred: true, ..Ground::new(file, None) };
    let promises = [PromiseInTime, PromiseTruth, PromiseCare];
    let promises = promises.iter().filter_map(|promise| ground.find_words(*promise));
    let facts =
        [fact("暂缺材料", missing_names(file, deferred)), fact("补交期限", format!("{until}前"))];
    Sheet::Letter(Letter {
        kind: LetterKind::DeferredCommitment,
        head: paper_head(context, file, file.case.display_number()),
        opening: opening_words(file, &ground, &[Promising]),
        facts: facts.into_iter().chain(slip_fact(file)).collect(),
        points: promises.map(|words| words.replace("{until}", &until)).collect(),
        ..Letter::default()
    })
}

/// 通知书 takes the place of the acceptance receipt, and bears its code.
pub fn deferred_notice(
    context: &PaperContext,
    file: &CaseFile,
    decision: &Decision,
    number: Option<&str>,
) -> Option<Sheet> {
    let deferred = decision.deferred.as_ref()?;
    let accepted = file.case.accepted_at().unwrap_or(context.now);
    let until = long_date(deferred.until);
    let ground = Ground::new(file, Some(decision));
    let to_come = ground.say(&[Sentence::BringLater]).replace("{until}", &until);
    let extended = deferred.extended.as_ref().zip(ground.find_words(Sentence::DeferralExtended));
    let extended = extended.map(|(extension, words)| {
        let words = words.replace("{from}", &long_date(extension.from));
        words.replace("{reason}", extension.reason.expose())
    });
    use Sentence::{Applied, AppliedOn, Deferred, MostInOrder, MostThere};
    let sentences = [AppliedOn, Applied, MostInOrder, MostThere, Deferred];
    Some(Sheet::Letter(Letter {
        kind: LetterKind::DeferredNotice,
        head: paper_head(context, file, number),
        opening: opening_words(file, &ground, &sentences),
        facts: vec![
            fact("受理日期", long_date(accepted.date())),
            fact("暂缺材料", missing_names(file, deferred)),
            fact("补交期限", format!("{until}前")),
            fact("办结期限", say_due_day(context, file, true).words),
        ],
        materials: list_with_form(file, context.scans),
        points: std::iter::once(to_come).chain(extended).chain(card_remarks(file)).collect(),
        law: Vec::new(),
        receipt_code: code_words(file, &ground),
        receipt_note: ground.say(&[Sentence::CheckByCode]),
        clock_note: clock_words(&ground),
    }))
}

pub(super) fn special_procedure(special: Special) -> &'static str {
    match special {
        Special::Hearing => "听证",
        Special::Tender => "招标",
        Special::Auction => "拍卖",
        Special::Inspection => "检验",
        Special::Testing => "检测",
        Special::Quarantine => "检疫",
        Special::Appraisal => "鉴定",
        Special::ExpertReview => "专家评审",
        Special::OnSiteCheck => "实地核查",
    }
}

/// The article that leaves its time out. The law does not name the check on the spot: its ground is
/// the place's own guide.
fn special_article(special: Special) -> Option<&'static str> {
    (special != Special::OnSiteCheck).then_some("第四十五条")
}

/// What the applicant must be told in writing of a step; none for the others.
pub fn step_letter(context: &PaperContext, file: &CaseFile, told: &Told) -> Option<Sheet> {
    let head = paper_head(context, file, file.case.display_number());
    let ground = Ground { is_told: true, ..Ground::new(file, None) };
    let procedure = match &told.step {
        Step::SpecialProcedure { procedure, .. } => special_procedure(*procedure),
        _ => "",
    };
    let letter = |kind, opening, facts: Vec<LetterFact>, point, article: Option<&str>| Letter {
        kind,
        head,
        opening: opening_words(file, &ground, &[opening]).replace("{procedure}", procedure),
        facts: facts.into_iter().chain(slip_fact(file)).collect(),
        points: vec![ground.say(&[point])],
        law: article.map(|article| cite_law(file, article)).unwrap_or_default(),
        ..Letter::default()
    };
    let letter = match &told.step {
        Step::SpecialProcedure { procedure: special, from, days, working } => letter(
            LetterKind::SpecialNotice,
            Sentence::SpecialNeeded,
            vec![
                fact("特别程序", procedure),
                fact("开始日期", long_date(*from)),
                fact("所需时间", format!("{days} 个{}", if *working { "工作日" } else { "日" })),
            ],
            Sentence::SpecialTime,
            special_article(*special),
        ),
        Step::Extended { days, reason } => letter(
            LetterKind::ExtensionNotice,
            Sentence::Extended,
            vec![
                fact(
                    "延长时间",
                    format!("{days} 个{}", if counts_working_days(file) { "工作日" } else { "日" }),
                ),
                fact("延长理由", reason.clone()),
                fact("办结期限", due_day(&clock(context, file))),
            ],
            Sentence::AskAtWindow,
            Some("第四十二条"),
        ),
        Step::SpecialEnded { .. }
        | Step::Decided { .. }
        | Step::Withdrawn { .. }
        | Step::Voided { .. }
        | Step::Delivered { .. } => return None,
    };
    Some(Sheet::Letter(letter))
}

/// Extended in the unit of the case's own period.
pub(super) fn counts_working_days(file: &CaseFile) -> bool {
    let item = file.settled_item();
    item.as_ref().and_then(|item| item.limit.as_ref()).is_none_or(|limit| limit.working)
}

/// 纸质移交单: what the office did not take goes to it on paper.
pub fn handover_slip(context: &PaperContext, file: &CaseFile, code: &str) -> Sheet {
    // The office gets nothing of this case but what lies with this slip.
    let remarks = name_remarks(file).into_iter().chain(card_remarks(file));
    let decided = file.case.decision().map(|(_, at)| long_moment(*at)).unwrap_or_default();
    let ground = Ground::new(file, file.case.decision().map(|(decision, _)| decision));
    use Sentence::{WithCopies, WithForm, WithHeld, WithPages, WithPapers};
    let parts = [WithForm, WithPages, WithCopies, WithHeld, WithPapers];
    let parts: Vec<&str> = parts.iter().filter_map(|part| ground.find_words(*part)).collect();
    Sheet::Letter(Letter {
        kind: LetterKind::HandoverSlip,
        head: paper_head(context, file, file.case.display_number()),
        opening: opening_words(file, &ground, &[Sentence::HandedOver]),
        facts: vec![
            fact("收件时间", received_on(file)),
            fact("意见时间", decided),
            fact("后台代码", code),
        ],
        materials: list_with_form(file, context.scans),
        points: [format!("随单应附：{}。", parts.join("、")), ground.say(&[Sentence::SignedFor])]
            .into_iter()
            .chain(remarks)
            .collect(),
        ..Letter::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::example::{ALLOWANCE, at, case_file, context};
    use counter_core::fact::Fact;

    fn facts(slip: Option<&str>) -> Vec<(String, String)> {
        let noted = slip.map(|slip| Fact::SlipNoted { slip: slip.into(), received_at: at() });
        let facts: Vec<Fact> = noted.into_iter().chain([Fact::Received]).collect();
        let file = case_file(ALLOWANCE, &facts);
        let deferred = Deferred { until: at().date(), materials: Vec::new(), extended: None };
        let Sheet::Letter(letter) = commitment(&context(), &file, &deferred) else {
            unreachable!()
        };
        letter.facts.into_iter().map(|fact| (fact.label, fact.value)).collect()
    }

    #[test]
    fn a_letter_says_that_its_case_came_from_a_paper_slip() {
        let of_slip = facts(Some("0007"));
        let (label, value) = of_slip.last().unwrap();
        assert_eq!(label, "收件时间");
        assert!(value.ends_with("（纸质登记单 0007 号补录）"), "{value}");
        assert!(facts(None).iter().all(|(label, _)| label != "收件时间"));
    }

    #[test]
    fn the_law_is_cited_only_for_what_it_names() {
        assert_eq!(special_article(Special::Hearing), Some("第四十五条"));
        assert_eq!(special_article(Special::OnSiteCheck), None);
    }
}
