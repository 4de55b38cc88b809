//! Checklist cases an author writes beside a pack: these answers must give exactly these materials,
//! and leave nothing to ask. Not the checklist itself, which counter-core makes.

use std::collections::BTreeMap;

use counter_core::item::{Item, questions_unanswered};
use serde::{Deserialize, Serialize};

use crate::authoring::situations::needed_materials;
use crate::error::CatalogError;
use crate::pack::{Pack, Source, parse};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistCase {
    pub item: String,
    /// The situation in a few words.
    pub title: String,
    /// Question to option, and facts (`card.age`). An answer to a question that is not asked must
    /// count for nothing.
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
    /// Ids of the materials of the list, in its order; those not needed are left out.
    pub materials: Vec<String>,
}

impl ChecklistCase {
    /// `cases.yaml` of a pack folder.
    pub fn from_source(source: &Source) -> Result<Vec<Self>, CatalogError> {
        parse("cases.yaml", source.text("cases.yaml")?)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseFailure {
    pub item: String,
    pub title: String,
    pub expected: Vec<String>,
    /// Empty when the pack has no such item.
    pub found: Vec<String>,
    /// Questions that are asked and that the case does not answer.
    pub unanswered: Vec<String>,
}

/// The cases the pack does not meet; empty when all is well.
pub fn find_failures(pack: &Pack, cases: &[ChecklistCase]) -> Vec<CaseFailure> {
    cases.iter().filter_map(|case| failure(pack, case)).collect()
}

/// Whether an item gives what the case says.
pub(crate) fn meets_case(item: &Item, case: &ChecklistCase) -> bool {
    needed_materials(item, &case.answers) == case.materials
        && questions_unanswered(item, &case.answers).is_empty()
}

fn failure(pack: &Pack, case: &ChecklistCase) -> Option<CaseFailure> {
    let item = pack.item(&case.item);
    if item.is_some_and(|item| meets_case(item, case)) {
        return None;
    }
    Some(CaseFailure {
        item: case.item.clone(),
        title: case.title.clone(),
        expected: case.materials.clone(),
        found: item.map(|item| needed_materials(item, &case.answers)).unwrap_or_default(),
        unanswered: item.map(|item| questions_unanswered(item, &case.answers)).unwrap_or_default(),
    })
}
