//! What the paper of a decision says that is not the clerk's own word, as it goes to the office:
//! made by the functions that the paper itself is made by.
use super::context::PaperContext;
use super::notices::print_reasons;
use super::parts::say_due_day;
use super::remedies::print_remedies;
use super::sentences::Ground;
use crate::cases::case_file::CaseFile;
use crate::cases::submission::PrintedWords;
use counter_backoffice::PromiseWire;
use counter_core::case::{Decision, DecisionKind};

/// Of the newest decision.
pub fn print_words(context: &PaperContext, file: &CaseFile) -> PrintedWords {
    let Some((decision, _)) = file.case.decision() else { return PrintedWords::default() };
    match decision.kind {
        DecisionKind::Accept => {
            let promise = Some(print_promise(context, file, decision));
            PrintedWords { promise, ..PrintedWords::default() }
        }
        DecisionKind::Correction => PrintedWords::default(),
        DecisionKind::Refuse | DecisionKind::Redirect => {
            let ground = Ground::new(file, Some(decision));
            PrintedWords {
                reasons: print_reasons(decision, &ground),
                remedies: print_remedies(context, &ground),
                promise: None,
            }
        }
    }
}

fn print_promise(context: &PaperContext, file: &CaseFile, decision: &Decision) -> PromiseWire {
    let is_deferred = decision.deferred.is_some();
    let due = say_due_day(context, file, is_deferred);
    PromiseWire {
        text: if is_deferred { format!("办结期限：{}", due.words) } else { due.words },
        day: due.day.map(|day| day.date),
        provisional: due.day.is_some_and(|day| day.provisional),
    }
}
