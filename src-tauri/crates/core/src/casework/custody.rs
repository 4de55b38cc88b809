//! Where what the citizen brought is, before a case leaves the window: back with them, or held and named
//! where.

use super::assessment::CaseAssessment;
use super::materials::CaseMaterial;

/// Names of the rows of which that is not on record.
pub fn list_unsettled<'a>(assessment: &'a CaseAssessment<'_>) -> Vec<&'a str> {
    let rows = assessment.materials.iter().filter(|row| row.is_without_holder());
    rows.map(CaseMaterial::name).collect()
}
