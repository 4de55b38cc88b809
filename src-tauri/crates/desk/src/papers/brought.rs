//! Of which rows something came to the counter: what papers list, and whether they list anything.
use crate::cases::case_file::CaseFile;
use counter_core::case::{Person, Reading};
use counter_core::casework::{CaseAssessment, CaseMaterial};
use counter_core::item::{PersonRole, Supply};

/// Whether anything of the list came.
pub fn has_brought(assessment: &CaseAssessment, file: &CaseFile) -> bool {
    assessment.materials.iter().any(|row| has_come(file, row))
}

pub fn has_come(file: &CaseFile, row: &CaseMaterial) -> bool {
    // A form that came back signed was printed here.
    if row.def.supply == Supply::Form {
        return false;
    }
    !row.papers.is_empty() || !row.pages.is_empty() || find_card_holder(file, row).is_some()
}

/// Whoever's card was read in the place of a paper.
pub fn find_card_holder<'a>(file: &'a CaseFile, row: &CaseMaterial) -> Option<&'a Person> {
    let role = row.def.person.unwrap_or(PersonRole::Applicant);
    let by_chip = row.def.supply == Supply::Chip && row.pages.is_empty() && row.is_needed();
    let person = file.case.find_person(role).filter(|_| by_chip);
    person.filter(|person| person.reading == Reading::Card)
}
