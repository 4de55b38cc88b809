//! What is said about a material: papers received, original compared, faulty, counted.
//!
//! Invariant: an original can be stated as checked only after its pages were shown (`PageShown`).
use super::editing::{record_facts, require_editable, require_status, show_case};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::contract::limits::PAPERS;
use crate::contract::views::CaseView;
use crate::contract::{
    CaseId, CorrectionOf, FailureCode, MaterialCount, MaterialPapers, MaterialProblem, MaterialRef,
};
use crate::desk::Desk;
use crate::station::limits::require_length;
use counter_core::casework::{check_corrections, list_missing_corrections};
use counter_core::fact::Fact;
use counter_core::limits::MAX_TEXT_CHARS;
use counter_core::state::Action;
use counter_core::text::normalize_lines;

/// The deliberate stamp: papers handed over and kept. From here the legal clock counts.
pub async fn receive(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    file.require_item()?;
    if file.case.received.is_some() {
        return show_case(desk, &file);
    }
    require_status(&file, Action::Receive)?;
    record_facts(desk, file, vec![Fact::Received])
}

/// The last of what the notice asked for is here, and the record shows it: from this day on the
/// office's time counts, whenever the slip is written.
pub async fn corrections_in(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    require_status(&file, Action::ReceiveCorrections)?;
    if file.case.corrected_at().is_some() {
        return show_case(desk, &file);
    }
    let missing = list_missing_corrections(&file.assess());
    if !missing.is_empty() {
        let names = missing.join("、");
        return Err(Failure::new(FailureCode::CorrectionsMissing).with("names", names));
    }
    record_facts(desk, file, vec![Fact::CorrectionsIn])
}

/// The clerk's own key for a line of the notice that nothing else in the case could show; the same key
/// takes it back, until the stamp says that all is in.
pub async fn note_correction(desk: &Desk, payload: CorrectionOf) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    require_status(&file, Action::ReceiveCorrections)?;
    if file.case.corrected_at().is_some() {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    let CorrectionOf { fault, came, .. } = payload;
    let has_come = check_corrections(&file.assess())
        .iter()
        .find(|line| line.is_by_word && line.place == fault)
        .map(|line| line.has_come);
    match has_come {
        None => Err(Failure::new(FailureCode::BadRequest)),
        Some(has_come) if has_come == came => show_case(desk, &file),
        Some(_) => {
            let revision = file.case.revision();
            record_facts(desk, file, vec![Fact::CorrectionNoted { revision, fault, came }])
        }
    }
}

pub(super) fn require_material(file: &CaseFile, material: &str) -> Result<(), Failure> {
    let item = file.require_item()?;
    let exists = item.materials.iter().any(|m| m.id == material);
    exists.then_some(()).ok_or_else(|| Failure::new(FailureCode::UnknownMaterial))
}

/// 已验原件 is a legal statement: only after every page of the material was on the screen.
pub async fn check_original(desk: &Desk, payload: MaterialRef) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    require_material(&file, &payload.material)?;
    let was_shown =
        file.assess().find_material(&payload.material).is_some_and(|material| material.pages_shown);
    if !was_shown {
        return Err(Failure::new(FailureCode::PageNotShown));
    }
    record_facts(desk, file, vec![Fact::OriginalChecked { material: payload.material }])
}

pub async fn set_problem(desk: &Desk, payload: MaterialProblem) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    require_material(&file, &payload.material)?;
    let problem = payload.problem.map(|p| normalize_lines(&p)).filter(|p| !p.is_empty());
    require_length(problem.as_deref().unwrap_or_default(), MAX_TEXT_CHARS)?;
    record_facts(desk, file, vec![Fact::ProblemSet { material: payload.material, problem }])
}

pub async fn count_object(desk: &Desk, payload: MaterialCount) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    require_material(&file, &payload.material)?;
    let (material, count) = (payload.material, require_countable(payload.count)?);
    record_facts(desk, file, vec![Fact::ObjectCounted { material, count }])
}

/// So many papers of a kind came for the row, whatever a scan noted.
pub async fn count_papers(desk: &Desk, payload: MaterialPapers) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    require_material(&file, &payload.material)?;
    let (material, count) = (payload.material, require_countable(payload.count)?);
    record_facts(desk, file, vec![Fact::PapersCounted { material, kind: payload.kind, count }])
}

fn require_countable(count: u32) -> Result<u32, Failure> {
    (count <= PAPERS).then_some(count).ok_or_else(|| Failure::new(FailureCode::BadRequest))
}
