//! The form is seen and signed before the decision: which form is in force, who has yet to sign it,
//! and what of that stands against accepting.
//!
//! Invariant: a signature holds while the form that it was given on says what the case says
//! (`digest_values`), through whatever else is decided; only a changed value asks for a new one.

use super::assessment::CaseAssessment;
pub use super::form_digest::digest_form;
use super::form_digest::digest_printed;
pub use super::signers::Signer;
use super::signers::list_signers as list_signers_of;
pub use super::signing_lacks::SIGNATURE;
use super::signing_lacks::{
    find_form, find_signed_slip as find_signed_slip_of, list_unsigned as list_unsigned_of,
};
use crate::case::{Document, SignedSlip};

/// SHA-256, hexadecimal, over what the application form of the case prints now.
pub fn digest_values(assessment: &CaseAssessment) -> String {
    digest_printed(&assessment.as_input())
}

/// The newest form that still says what the case says.
pub fn find_form_in_force<'a>(assessment: &CaseAssessment<'a>) -> Option<&'a Document> {
    find_form(assessment.case, &assessment.as_input())
}

/// Who signs the form of this case; nobody where the item or its list asks for none.
pub fn list_signers(assessment: &CaseAssessment) -> Vec<Signer> {
    list_signers_of(&assessment.as_input())
}

/// Who has not signed the form in force yet.
pub fn list_unsigned(assessment: &CaseAssessment) -> Vec<Signer> {
    let input = assessment.as_input();
    list_unsigned_of(&input, find_form(assessment.case, &input))
}

/// The paper slip that was signed while the counter was out, in the place of all signatures.
pub fn find_signed_slip<'a>(assessment: &CaseAssessment<'a>) -> Option<&'a SignedSlip> {
    find_signed_slip_of(assessment.case, &assessment.as_input())
}

/// Somebody has yet to sign, and all of them said that they will not.
pub fn is_signature_refused(assessment: &CaseAssessment) -> bool {
    let input = assessment.as_input();
    let Some(form) = find_form(assessment.case, &input) else { return false };
    let unsigned = list_unsigned_of(&input, Some(form));
    let signing = &input.case.signing;
    let refuses = |signer: &Signer| signing.find_refusal(&form.id, &signer.person).is_some();
    !unsigned.is_empty() && unsigned.iter().all(refuses)
}

/// Where the applicant's word for an agent (授权委托书) stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authority<'a> {
    /// Pages lie under its row, and nothing is wrong with them.
    Here,
    /// None do, whether the list asks for it now, later or not at all: the row's name.
    Missing(&'a str),
    /// The list has no row for it.
    NoRow,
}

/// An agent signs by the applicant's word alone, so a list that lets it follow helps nobody here.
pub fn find_authority<'a>(assessment: &'a CaseAssessment<'_>) -> Authority<'a> {
    let rows = || assessment.materials.iter().filter(|row| row.def.authority);
    if rows().any(|row| !row.pages.is_empty() && row.problem.is_none()) {
        return Authority::Here;
    }
    let row = rows().find(|row| row.is_needed()).or_else(|| rows().next());
    row.map_or(Authority::NoRow, |row| Authority::Missing(row.name()))
}
