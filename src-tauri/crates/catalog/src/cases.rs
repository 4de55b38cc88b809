//! Checklist cases an author writes beside a pack: these answers must give exactly these materials.
//! Not the checklist itself, which counter-core makes.

use std::collections::BTreeMap;

use counter_core::item::{Item, RowNeed, checklist};
use serde::{Deserialize, Serialize};

use crate::pack::Pack;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistCase {
    pub item: String,
    /// The situation in a few words.
    pub title: String,
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
    /// Ids of the materials of the list, in its order; those not needed are left out.
    pub materials: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseFailure {
    pub item: String,
    pub title: String,
    pub expected: Vec<String>,
    /// Empty when the pack has no such item.
    pub found: Vec<String>,
}

/// The cases the pack does not meet; empty when all is well.
pub fn failures(pack: &Pack, cases: &[ChecklistCase]) -> Vec<CaseFailure> {
    cases.iter().filter_map(|case| failure(pack, case)).collect()
}

/// Whether an item gives what the case says.
pub(crate) fn meets(item: &Item, case: &ChecklistCase) -> bool {
    wanted(item, case) == case.materials
}

fn wanted(item: &Item, case: &ChecklistCase) -> Vec<String> {
    let rows = checklist(item, &case.answers).into_iter().filter(|row| row.need != RowNeed::NotNeeded);
    rows.map(|row| row.material).collect()
}

fn failure(pack: &Pack, case: &ChecklistCase) -> Option<CaseFailure> {
    let found = pack.item(&case.item).map(|item| wanted(item, case));
    let missed = found.as_ref() != Some(&case.materials);
    let found = found.unwrap_or_default();
    missed.then(|| CaseFailure {
        item: case.item.clone(),
        title: case.title.clone(),
        expected: case.materials.clone(),
        found,
    })
}
