//! What a submission says of the decision and of each row beyond what an office judges by: the
//! words, as recorded and as printed, and what came.
use super::Hand;
use crate::cases::case_file::CaseFile;
use counter_backoffice::{
    CheckWire, CorrectionWire, DecisionWords, FaultWire, FurtherWire, IntakeWire, LateWire,
    PaperWire, Private, PromiseWire,
};
use counter_core::case::{Case, Custody, Decision, Fault, FurtherNotice, NotedCorrection};
use counter_core::casework::CaseMaterial;
use counter_core::clock::LateStep;
use counter_core::code::variant_code;
use counter_core::date::Moment;

/// What stands on the decision's paper beside the clerk's own words.
#[derive(Default)]
pub struct PrintedWords {
    pub reasons: Vec<String>,
    pub remedies: Vec<String>,
    pub promise: Option<PromiseWire>,
}

pub(in crate::cases) fn timestamp(moment: Moment) -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(moment.millis()).unwrap_or_default()
}

pub(super) fn decision_words(
    after: &CaseFile,
    decision: &Decision,
    paper_words: PrintedWords,
    hand: &Hand,
) -> DecisionWords {
    let late = after
        .settled_item()
        .map(|item| after.case.list_late_answers(&item, &hand.catalog.calendar));
    DecisionWords {
        faults: decision.faults.iter().map(|fault| fault_wire(after, fault)).collect(),
        reasons: paper_words.reasons.into_iter().map(Private::new).collect(),
        remedies: paper_words.remedies,
        right_office: decision.right_office.as_deref().map(Private::new),
        promise: paper_words.promise,
        late: late.unwrap_or_default().into_iter().map(late_wire).collect(),
        papers: issued_papers(&after.case),
        corrections: after.case.list_noted_corrections().map(correction_wire).collect(),
        further: decision.further.as_ref().map(further_wire),
    }
}

fn further_wire(further: &FurtherNotice) -> FurtherWire {
    FurtherWire {
        seen_before: further.seen_before.clone(),
        reason: further.reason.as_deref().map(Private::new),
    }
}

pub fn late_wire(step: LateStep) -> LateWire {
    let LateStep { kind, due, provisional, on } = step;
    LateWire { kind: variant_code(&kind), due, provisional, on }
}

/// A demand that is no paper may be the one field of the form that has its name.
fn fault_wire(after: &CaseFile, fault: &Fault) -> FaultWire {
    let form = after.form().filter(|_| fault.material.is_none());
    let fields = form.into_iter().flat_map(|form| form.fields());
    let mut namesakes = fields.filter(|field| field.label == fault.name);
    let field = namesakes.next().filter(|_| namesakes.next().is_none());
    FaultWire {
        material: fault.material.clone(),
        field: field.map(|field| field.id.clone()),
        name: Private::new(fault.name.as_str()),
        problem: Private::new(fault.problem.as_str()),
        fix: Private::new(fault.fix.as_str()),
        reason: fault.reason.as_deref().map(Private::new),
    }
}

fn correction_wire(noted: NotedCorrection<'_>) -> CorrectionWire {
    CorrectionWire {
        name: Private::new(noted.fault.name.as_str()),
        clerk: noted.by.to_owned(),
        at: timestamp(noted.at),
    }
}

fn issued_papers(case: &Case) -> Vec<PaperWire> {
    let papers = case.documents.iter().map(|(paper, at)| PaperWire {
        form: paper.form.clone(),
        sha256: paper.sha256.clone(),
        number: paper.number.clone(),
        issued_at: timestamp(*at),
        prints: case.count_prints(&paper.id),
        saves: case.count_saves(&paper.id),
    });
    papers.collect()
}

/// None where nothing came and nothing was said of it.
pub(super) fn intake_wire(material: &CaseMaterial) -> Option<IntakeWire> {
    let told = |custody: Custody| (custody != Custody::None).then(|| variant_code(&custody));
    let check = material.checked.as_ref();
    let intake = IntakeWire {
        papers: material.papers,
        pages: material.pages.len() as u32,
        check: check.map(|(clerk, at)| CheckWire { clerk: clerk.clone(), at: timestamp(*at) }),
        custody: told(material.custody),
        place: material.place.clone(),
        copies_custody: told(material.copies_custody),
        copies_place: material.copies_place.clone(),
        problem: material.problem.as_deref().map(Private::new),
    };
    Some(intake).filter(|intake| *intake != IntakeWire::default())
}
