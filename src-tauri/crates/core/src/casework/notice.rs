//! What a correction notice says: everything that is missing or faulty now (行政许可法 art. 32: once,
//! and everything), and what it may ask for without giving a reason (清单标准收件).

use super::assessment::CaseAssessment;
use super::faults::list_faults;
use super::mandate_faults::{MANDATE, list_mandate_faults};
use super::materials::CaseMaterial;
use super::signing::{SIGNATURE, is_signature_refused, list_signers};
use super::signing_lacks::unsigned_fault;
use crate::case::{Fault, MandateGround, Person};

/// A short name of a listed paper, 户口簿 for 居民户口簿, is that paper; anything shorter than this is in
/// too many names.
const SHORTEST_NAME: usize = 3;

/// What of a listed paper a clerk writes behind its name.
const ADDITIONS: [&str; 7] =
    ["原件", "复印件", "原件及复印件", "原件和复印件", "首页", "正反面", "全本"];

/// One fault for each paper that is faulty or missing, one for each group of which none is here. No
/// copy is asked for that the window's scan stands for. A signature is asked for where it was refused:
/// as long as it was not, it is given here. Whoever acts by what ended, or is not on record, is
/// named.
pub fn suggest_corrections(assessment: &CaseAssessment, window_scans: bool) -> Vec<Fault> {
    let refused = is_signature_refused(assessment);
    let signature = refused.then(|| unsigned_fault(&assessment.as_input())).flatten();
    let papers = list_faults(&assessment.materials, window_scans).into_iter();
    papers.chain(list_mandate_faults(assessment)).chain(signature).collect()
}

/// What a notice may ask for without a reason: the papers of this citizen's list, the fields of the
/// form, by name, its signature, and by what somebody acts.
pub fn list_requestable<'b>(assessment: &'b CaseAssessment<'_>) -> Vec<&'b str> {
    let papers =
        assessment.materials.iter().filter(|material| material.is_needed()).map(CaseMaterial::name);
    let fields =
        assessment.form.iter().flat_map(|form| form.def.fields()).map(|field| field.label.as_str());
    let signature = (!list_signers(assessment).is_empty()).then_some(SIGNATURE);
    let acts = |person: &Person| !MandateGround::of_role(person.role).is_empty();
    let mandate = assessment.case.people.iter().any(acts).then_some(MANDATE);
    papers.chain(fields).chain(signature).chain(mandate).collect()
}

/// Whether the list holds nothing of that name, so that the clerk must say why it is asked for.
pub fn is_off_list(requestable: &[&str], name: &str) -> bool {
    !requestable.iter().any(|listed| is_named(name, listed))
}

/// Whether a row is still what the line speaks of whose name a clerk may have written over.
pub fn is_of_row(assessment: &CaseAssessment, material: &str, name: &str) -> bool {
    assessment.find_material(material).is_some_and(|row| is_named(name, row.name()))
}

/// Whether a name that a clerk wrote means what is on the list: it is that name, a short form of it, or
/// that name and a word on which of it. Words that only speak of it are another thing.
pub(super) fn is_named(name: &str, listed: &str) -> bool {
    let name = name.trim();
    let is_distinctive = name.chars().count() >= SHORTEST_NAME;
    name.strip_prefix(listed).is_some_and(is_addition) || (is_distinctive && listed.contains(name))
}

fn is_addition(rest: &str) -> bool {
    let is_in_brackets = rest.starts_with(['（', '(']) && rest.ends_with(['）', ')']);
    rest.is_empty() || is_in_brackets || ADDITIONS.contains(&rest)
}
