//! Whether all of what a correction notice asked for came in: the day of acceptance hangs on it.

use super::amendment::requested_corrections;
use super::assessment::CaseAssessment;
use super::materials::{CaseMaterial, MaterialState};
use super::notice::is_named;
use super::prefill::is_from_person;
use super::signing::{SIGNATURE, list_unsigned};
use crate::case::Fault;
use crate::form::FieldDef;

/// What the open notice asked for and is not here yet, by its names on the notice.
pub fn list_missing_corrections(assessment: &CaseAssessment) -> Vec<String> {
    let requested = requested_corrections(assessment.case).iter();
    let missing = requested.filter(|fault| !has_come(assessment, fault));
    missing.map(|fault| fault.name.clone()).collect()
}

/// A row wants a paper that came since and nothing wrong with it, unless the answers now say that it
/// is not needed; a field wants to be written anew.
/// What is neither has no place where it could be seen: there the clerk's own key says it.
fn has_come(assessment: &CaseAssessment, fault: &Fault) -> bool {
    if fault.name == SIGNATURE {
        return list_unsigned(assessment).is_empty();
    }
    if let Some(row) = find_row(assessment, fault) {
        return !row.is_needed()
            || list_alternatives(assessment, row).any(|material| {
                material.state == MaterialState::Received
                    && assessment.case.has_arrived(material.id(), material.def.supply)
            });
    }
    let fields = || assessment.form.iter().flat_map(|form| form.def.fields());
    // Of fields with one name the notice does not say which: any of them is what was asked for.
    let mut namesakes = fields().filter(|field| field.label == fault.name).peekable();
    if namesakes.peek().is_some() {
        return namesakes.any(|field| is_written(assessment, field));
    }
    let named = fields().find(|field| is_named(&fault.name, &field.label));
    named.is_none_or(|field| is_written(assessment, field))
}

fn is_written(assessment: &CaseAssessment, field: &FieldDef) -> bool {
    let case = assessment.case;
    case.has_new_value(&field.id) || (is_from_person(field) && case.has_new_people())
}

/// By its id, by its own name, or by a name that means it.
fn find_row<'b, 'a>(
    assessment: &'b CaseAssessment<'a>,
    fault: &Fault,
) -> Option<&'b CaseMaterial<'a>> {
    let by_id = fault.material.as_deref().and_then(|id| assessment.find_material(id));
    let mut needed = assessment.materials.iter().filter(|material| material.is_needed());
    let by_name = needed.clone().find(|material| material.name() == fault.name);
    by_id.or(by_name).or_else(|| needed.find(|material| is_named(&fault.name, material.name())))
}

/// The row, or all rows of the group of which one paper will do.
fn list_alternatives<'b, 'a>(
    assessment: &'b CaseAssessment<'a>,
    row: &'b CaseMaterial<'a>,
) -> impl Iterator<Item = &'b CaseMaterial<'a>> {
    let is_same = move |material: &&'b CaseMaterial<'a>| {
        material.id() == row.id() || (row.group().is_some() && material.group() == row.group())
    };
    assessment.materials.iter().filter(is_same)
}
