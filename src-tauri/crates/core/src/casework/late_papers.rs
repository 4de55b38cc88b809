//! What the acceptance of a case that nobody answered in time still asks for (补交).

use super::case_input::CaseInput;
use super::faults::{count_words, list_faults};
use super::lack::{Lack, LackCode};
use super::materials::MaterialState;
use super::signing_lacks::unsigned_fault;
use crate::case::Fault;

/// What is still asked for (补交): faulty and missing papers, those that may follow, the form and its
/// signature.
pub(super) fn list_late_papers(input: &CaseInput, window_scans: bool) -> Vec<Fault> {
    let may_follow = input.materials.iter().filter(|row| row.state == MaterialState::Promised);
    let may_follow = may_follow.map(|row| Fault {
        material: Some(row.id().to_owned()),
        name: row.name().to_owned(),
        problem: "未提交".to_owned(),
        fix: count_words(row, window_scans),
        reason: None,
    });
    let form = input.form.filter(|form| !form.is_complete()).map(|form| Fault {
        material: None,
        name: form.def.title.clone(),
        problem: "未填写完整".to_owned(),
        fix: "请补填。".to_owned(),
        reason: None,
    });
    let papers = list_faults(input.materials, window_scans).into_iter().chain(may_follow);
    papers.chain(form).chain(unsigned_fault(input)).collect()
}

/// Accepting once more what is still to be completed wants that something of it came.
pub(super) fn late_paper_lack(input: &CaseInput) -> Option<Lack> {
    let first = input.case.late_papers().first()?;
    // By name alone: how a copy is made changes nothing.
    let missing = list_late_papers(input, true);
    let is_missing = |fault: &Fault| missing.iter().any(|other| other.name == fault.name);
    let material = first.material.as_deref().unwrap_or_default();
    let lack = Lack::new(LackCode::LatePapers, &[("material", material), ("name", &first.name)]);
    input.case.late_papers().iter().all(is_missing).then_some(lack)
}
