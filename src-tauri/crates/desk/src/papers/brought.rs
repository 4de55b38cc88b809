//! Of which rows something came to the counter: what papers list, and whether they list anything.
use crate::cases::case_file::CaseFile;
use counter_core::case::{Custody, Person};
use counter_core::casework::{CaseAssessment, CaseMaterial};
use counter_core::item::{PersonRole, Supply};
use counter_core::private::Private;

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

/// What of the row is on record as held at the window, with its place: originals or things, and copies.
pub fn list_stays<'a>(row: &'a CaseMaterial<'_>) -> impl Iterator<Item = Stay<'a>> {
    let what = if row.papers.objects > 0 { "实物" } else { "原件" };
    let has_copies = row.papers.copies > 0;
    let stays = [
        (what, row.custody == Custody::Held, row.place.as_ref()),
        ("复印件", has_copies && row.copies_custody == Custody::Held, row.copies_place.as_ref()),
    ];
    let stays = stays.into_iter().filter(|(_, is_held, _)| *is_held);
    stays.map(|(what, _, place)| Stay { what, place })
}

/// Something of the citizen's at the window, and where, where that was said.
pub struct Stay<'a> {
    pub what: &'static str,
    pub place: Option<&'a Private>,
}

/// Whoever's card was read in the place of a paper.
pub fn find_card_holder<'a>(file: &'a CaseFile, row: &CaseMaterial) -> Option<&'a Person> {
    let role = row.def.person.unwrap_or(PersonRole::Applicant);
    file.case.find_person(role).filter(|_| row.by_card)
}
