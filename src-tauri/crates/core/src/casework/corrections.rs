//! Whether all of what a correction notice asked for came in: the day of acceptance hangs on it.

use super::amendment::requested_corrections;
use super::assessment::CaseAssessment;
use super::mandate_faults::{MANDATE, list_mandate_faults};
use super::materials::{CaseMaterial, MaterialState};
use super::notice::is_named;
use super::prefill::is_from_person;
use super::signing::{SIGNATURE, list_unsigned};
use crate::case::Fault;
use crate::form::FieldDef;

/// One line of the open notice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correction<'a> {
    pub fault: &'a Fault,
    /// Its place on the notice, from 0.
    pub place: u32,
    pub has_come: bool,
    /// Nothing in the case could show that it came: the clerk's own key says it.
    pub is_by_word: bool,
}

/// All that the open notice asked for, in its order.
pub fn check_corrections<'a>(assessment: &CaseAssessment<'a>) -> Vec<Correction<'a>> {
    let requested = (0..).zip(requested_corrections(assessment.case));
    let check = |(place, fault): (u32, &'a Fault)| {
        let is_there = is_shown(assessment, fault);
        let has_come = is_there.unwrap_or_else(|| assessment.case.is_correction_noted(place));
        Correction { fault, place, has_come, is_by_word: is_there.is_none() }
    };
    requested.map(check).collect()
}

/// What the open notice asked for and is not here yet, by its names on the notice.
pub fn list_missing_corrections(assessment: &CaseAssessment) -> Vec<String> {
    let missing = check_corrections(assessment).into_iter().filter(|line| !line.has_come);
    missing.map(|line| line.fault.name.clone()).collect()
}

/// A row wants a paper that came since and nothing wrong with it, unless the answers now say that it
/// is not needed; a field wants to be written anew.
/// None of what is neither: it has no place where it could be seen.
fn is_shown(assessment: &CaseAssessment, fault: &Fault) -> Option<bool> {
    if fault.name == SIGNATURE {
        return Some(list_unsigned(assessment).is_empty());
    }
    if fault.name == MANDATE {
        return Some(list_mandate_faults(assessment).is_empty());
    }
    if let Some(row) = find_row(assessment, fault) {
        let mut alternatives = list_alternatives(assessment, row);
        let is_here = !row.is_needed()
            || alternatives.any(|material| {
                material.state == MaterialState::Received
                    && assessment.case.has_arrived(material.id(), material.def.supply)
            });
        return Some(is_here);
    }
    let fields = || assessment.form.iter().flat_map(|form| form.def.fields());
    // Of fields with one name the notice does not say which: any of them is what was asked for.
    let mut namesakes = fields().filter(|field| field.label == fault.name).peekable();
    if namesakes.peek().is_some() {
        return Some(namesakes.any(|field| is_written(assessment, field)));
    }
    let field = fields().find(|field| is_named(&fault.name, &field.label));
    field.map(|field| is_written(assessment, field))
}

fn is_written(assessment: &CaseAssessment, field: &FieldDef) -> bool {
    let case = assessment.case;
    case.has_new_value(&field.id) || (is_from_person(field) && case.has_new_people())
}

/// By its id, by its own name, or by a name that means it.
pub(super) fn find_row<'b, 'a>(
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
