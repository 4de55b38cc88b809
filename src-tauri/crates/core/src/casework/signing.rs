//! The form is seen and signed before the decision: which form is in force, who has yet to sign it,
//! and what of that stands against accepting.
//!
//! Invariant: a signature holds while the form that it was given on says what the case says
//! (`digest_values`), through whatever else is decided; only a changed value asks for a new one.

use super::assessment::CaseAssessment;
pub use super::form_digest::digest_form;
use super::form_digest::digest_printed;
use super::materials::{CaseMaterial, MaterialState, is_group_received};
pub use super::signers::Signer;
use super::signers::list_signers as list_signers_of;
pub use super::signing_lacks::SIGNATURE;
use super::signing_lacks::{find_form, list_unsigned as list_unsigned_of};
use crate::case::Document;
use crate::item::RowNeed;

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

/// Somebody has yet to sign, and all of them said that they will not.
pub fn is_signature_refused(assessment: &CaseAssessment) -> bool {
    let input = assessment.as_input();
    let Some(form) = find_form(assessment.case, &input) else { return false };
    let unsigned = list_unsigned_of(&input, Some(form));
    let refuses = |signer: &Signer| input.case.signing.is_refused(&form.id, &signer.person);
    !unsigned.is_empty() && unsigned.iter().all(refuses)
}

/// The row of the list that is the applicant's word for an agent, where it has not come and may not
/// follow (授权委托书).
pub fn find_missing_authority<'a>(assessment: &'a CaseAssessment) -> Option<&'a CaseMaterial<'a>> {
    let rows = &assessment.materials;
    let is_owed = |row: &CaseMaterial| match row.row.need {
        RowNeed::Required => row.state != MaterialState::Received,
        RowNeed::OneOf(_) => !is_group_received(rows, row.group()),
        RowNeed::Optional | RowNeed::Later | RowNeed::NotNeeded => false,
    };
    rows.iter().find(|row| row.def.authority && is_owed(row))
}
