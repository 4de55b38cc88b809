//! 更正告知书: an accepted case was of the wrong item, and goes on under the right one. It says both numbers,
//! why, what the citizen has to do and what they can do against it; and of the first case only what has
//! become of it so far. Its wording is an example.
use super::context::PaperContext;
use super::parts::{opening_words, paper_head, received_on};
use super::remedies::name_offices;
use super::sentences::{Ground, Sentence};
use crate::cases::case_file::CaseFile;
use counter_core::case::{DecisionKind, VoidStanding};
use counter_documents::Sheet;
use counter_documents::sheet::{Letter, LetterFact, LetterKind};

/// `standing`: what has become of the first case. None of a case that goes on from no other.
pub fn refiling_notice(
    context: &PaperContext,
    file: &CaseFile,
    wrong_item: &str,
    standing: VoidStanding,
) -> Option<Sheet> {
    use Sentence::{
        BringAsTold, CountsFromFirst, ReceiptBack, ReceiptOut, RefiledAs, RefilingRemedies,
        VoidAsked, VoidDone, VoidRefused, VoidWithDepartment,
    };
    let refiled = file.case.refiled.as_ref()?;
    let number = file.case.display_number();
    let is_notified =
        file.case.decision().is_some_and(|(decision, _)| decision.kind == DecisionKind::Correction);
    let ground = Ground {
        refiled: Some(standing),
        is_receipt_back: refiled.receipt_back,
        is_refiled_notified: is_notified,
        counts_from_first: file.case.counts_from_receipt(),
        ..Ground::default()
    };
    let points = [
        VoidDone,
        VoidAsked,
        VoidWithDepartment,
        VoidRefused,
        ReceiptBack,
        ReceiptOut,
        CountsFromFirst,
        BringAsTold,
        RefilingRemedies,
    ];
    let points = points.iter().filter_map(|point| ground.find_words(*point));
    let fact =
        |label: &str, value: &str| LetterFact { label: label.to_owned(), value: value.to_owned() };
    let opening = opening_words(file, &ground, &[RefiledAs]);
    Some(Sheet::Letter(Letter {
        kind: LetterKind::RefilingNotice,
        head: paper_head(context, file, number),
        opening: opening.replace("{first}", &refiled.number).replace("{wrong}", wrong_item),
        facts: vec![
            fact("原编号", &refiled.number),
            fact("现编号", number.unwrap_or_default()),
            fact("更正原因", &refiled.reason),
            fact("收件时间", &received_on(file)),
        ],
        points: points.map(|words| name_offices(words, context.paper_texts())).collect(),
        ..Letter::default()
    }))
}
