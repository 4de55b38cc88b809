//! 再次补正告知: a notice after one that was given. The law has it once, and everything (行政许可法 art. 32
//! (4)), so what could have been told the first time wants a supervisor's reason.
//!
//! Invariant: without a supervisor a further notice names only what lies on a page, a certificate or a
//! field that came after the notice before. What the program cannot see to be so is not.

use super::assessment::CaseAssessment;
use super::corrections::find_row;
use super::mandate_faults::MANDATE;
use super::materials::CaseMaterial;
use super::signing::SIGNATURE;
use crate::case::{Fault, FurtherNotice};
use crate::form::FieldDef;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a supervisor's reason is missing")]
pub struct FurtherReasonMissing {
    /// Of what could have been told before, as the notice names it.
    pub names: Vec<String>,
}

/// What a notice that is about to be given records; none of a first one.
///
/// # Errors
/// It names what could have been told before, and nobody says why it is told only now.
pub fn judge_further_notice(
    assessment: &CaseAssessment,
    faults: &[Fault],
    reason: Option<String>,
) -> Result<Option<FurtherNotice>, FurtherReasonMissing> {
    if !assessment.case.was_notified() {
        return Ok(None);
    }
    let placed = (0u32..).zip(faults).filter(|(_, fault)| !lies_on_new(assessment, fault));
    let (seen_before, seen): (Vec<u32>, Vec<&Fault>) = placed.unzip();
    if seen_before.is_empty() {
        return Ok(Some(FurtherNotice { seen_before, reason: None }));
    }
    if reason.is_none() {
        let names = seen.into_iter().map(|fault| fault.name.clone()).collect();
        return Err(FurtherReasonMissing { names });
    }
    Ok(Some(FurtherNotice { seen_before, reason }))
}

/// Of the list and the form, what a further notice names without a supervisor; none where no notice was
/// given before.
pub fn list_came_since<'b>(assessment: &'b CaseAssessment<'_>) -> Option<Vec<&'b str>> {
    let case = assessment.case;
    let rows = assessment.materials.iter().filter(|row| case.has_only_new_pages(row.id()));
    let fields = assessment.form.iter().flat_map(|form| form.def.fields());
    let labels = fields.map(|field| field.label.as_str());
    let labels = labels.filter(|label| is_new_field(assessment, label));
    case.was_notified().then(|| rows.map(CaseMaterial::name).chain(labels).collect())
}

fn lies_on_new(assessment: &CaseAssessment, fault: &Fault) -> bool {
    if [SIGNATURE, MANDATE].contains(&fault.name.as_str()) {
        return false;
    }
    if let Some(row) = find_row(assessment, fault) {
        return assessment.case.has_only_new_pages(row.id());
    }
    is_new_field(assessment, &fault.name)
}

/// Of fields with one name the notice does not say which: each of them.
fn is_new_field(assessment: &CaseAssessment, label: &str) -> bool {
    let fields = assessment.form.iter().flat_map(|form| form.def.fields());
    let mut namesakes = fields.filter(|field| field.label == label).peekable();
    namesakes.peek().is_some() && namesakes.all(|field| is_new_value(assessment, field))
}

/// What card or answers fill by themselves was not written down: what stood there then is not known.
fn is_new_value(assessment: &CaseAssessment, field: &FieldDef) -> bool {
    let is_known = field.prefill.is_none() || assessment.case.value_at_notice(&field.id).is_some();
    is_known && assessment.case.has_other_value(&field.id)
}
