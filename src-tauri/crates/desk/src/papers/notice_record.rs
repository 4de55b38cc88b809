//! The decisions of a case for 免责凭据: what each named, and whether its paper came out.
use super::sentences::{Ground, Sentence};
use super::wording::{long_date, long_moment};
use crate::cases::case_file::CaseFile;
use counter_core::case::{Decision, Deferred, Fault};
use counter_core::casework::decision_form;
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::journal::Entry;
use counter_documents::sheet::{NoticeItem, NoticeRecord};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Oldest first. One that only went to the office once more is the same one.
pub fn list_notices(file: &CaseFile, entries: &[Entry]) -> Vec<NoticeRecord> {
    let mut revision = 0;
    let mut decided: Vec<(&Entry, &Decision, RangeInclusive<u32>)> = Vec::new();
    for entry in entries {
        match &entry.fact {
            Fact::Decided { decision } => {
                revision += 1;
                decided.push((entry, decision, revision..=revision));
            }
            // Papers that were not made anew count as those of the revision in its place.
            Fact::Replaced { .. } => {
                revision += 1;
                if let Some((.., revisions)) = decided.last_mut() {
                    *revisions = *revisions.start()..=revision;
                }
            }
            _ => {}
        }
    }
    let record = |(entry, decision, revisions): (&Entry, &Decision, RangeInclusive<u32>)| {
        record_notice(file, entry, decision, &revisions)
    };
    decided.into_iter().map(record).collect()
}

fn record_notice(
    file: &CaseFile,
    entry: &Entry,
    decision: &Decision,
    revisions: &RangeInclusive<u32>,
) -> NoticeRecord {
    use Sentence::{
        PaperPrinted, PaperSaved, PaperUnprinted, TitleAccept, TitleCorrection, TitleDeemed,
        TitleDeferred, TitleRedirect, TitleRefuse,
    };
    let printed_at = find_first(&file.case.first_prints, file, decision, revisions);
    let saved_at = find_first(&file.case.first_saves, file, decision, revisions);
    let ground = Ground {
        kind: Some(decision.kind),
        is_deferred: decision.deferred.is_some(),
        is_deemed: decision.deemed.is_some(),
        is_printed: printed_at.is_some(),
        is_saved: saved_at.is_some(),
        ..Ground::default()
    };
    let titles =
        [TitleAccept, TitleDeferred, TitleDeemed, TitleCorrection, TitleRefuse, TitleRedirect];
    let printed = ground.say(&[PaperPrinted, PaperSaved, PaperUnprinted]);
    NoticeRecord {
        title: ground.say(&titles),
        at: long_moment(entry.at),
        by: entry.by.clone(),
        printed: printed.replace("{day}", &printed_at.or(saved_at).unwrap_or_default()),
        items: list_items(file, decision, &ground),
        reasons: decision.reasons.clone(),
        right_office: decision.right_office.clone().unwrap_or_default(),
    }
}

/// When the paper that was made under this very decision was first printed, or kept as a file.
fn find_first(
    times: &BTreeMap<String, Moment>,
    file: &CaseFile,
    decision: &Decision,
    revisions: &RangeInclusive<u32>,
) -> Option<String> {
    let form = decision_form(decision);
    let papers = file.case.documents.iter().map(|(paper, _)| paper);
    let is_under = |id: &str| {
        file.case.made_under.get(id).is_some_and(|revision| revisions.contains(revision))
    };
    let mut own = papers.filter(|paper| paper.form == form && is_under(&paper.id));
    own.find_map(|paper| times.get(&paper.id)).map(|at| long_moment(*at))
}

/// What a notice found wanting, what silence left to be asked for, what may follow by a promise.
fn list_items(file: &CaseFile, decision: &Decision, ground: &Ground) -> Vec<NoticeItem> {
    let late = decision.late_papers().unwrap_or_default();
    let list_promised = |deferred: &Deferred| -> Vec<NoticeItem> {
        let later = ground.say(&[Sentence::PromisedLater]);
        let later = later.replace("{until}", &long_date(deferred.until));
        let item = |id: &String| NoticeItem {
            material: file.material_name(id).to_owned(),
            problem: ground.say(&[Sentence::StillLacking]),
            how_to_fix: later.clone(),
        };
        deferred.materials.iter().map(item).collect()
    };
    let faults = decision.faults.iter().chain(late).map(notice_item);
    faults.chain(decision.deferred.iter().flat_map(list_promised)).collect()
}

fn notice_item(fault: &Fault) -> NoticeItem {
    NoticeItem {
        material: fault.name.clone(),
        problem: fault.problem.clone(),
        how_to_fix: fault.fix.clone(),
    }
}
