//! What an author should mend in a pack before it is served. A pack with findings still loads.
//! Not the checklist cases (`cases`).

mod forms;
mod references;

use serde::Serialize;

use crate::pack::Pack;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LintCode {
    /// `when`, `when_all` or `ask_when` names a question or option that does not exist.
    DanglingReference,
    /// A clause that lets the counter ask for anything (其他材料, 按要求提供).
    CatchAllClause,
    /// The item names a form the pack does not have.
    UnknownForm,
    /// An option nobody can choose, since its question is never asked.
    UnreachableOption,
    /// A material whose conditions exclude each other.
    NeverNeeded,
    /// A question whose answer changes neither a material nor another question.
    IdleQuestion,
    DuplicateId,
    /// Replaced by an item the pack does not have.
    UnknownReplacement,
    /// Read from a chip, but nobody's.
    ChipOfNobody,
    /// A field prefilled from a source that does not exist.
    UnknownPrefill,
    /// A choice without options, or a condition on a field or value that does not exist.
    BrokenField,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Lint {
    pub code: LintCode,
    /// Id of the item, or of the form.
    pub of: String,
    /// The material, question or field, and the words in question.
    pub at: String,
}

/// Everything found, in the order of the pack; empty when there is nothing to mend.
pub fn lint(pack: &Pack) -> Vec<Lint> {
    let mut found = Vec::new();
    for item in pack.items() {
        references::look(pack, item, &mut found);
    }
    for form in pack.forms() {
        forms::look(pack, form, &mut found);
    }
    found
}

/// Each id that an earlier one already has.
fn repeated<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = std::collections::BTreeSet::new();
    ids.filter(|id| !seen.insert(*id)).collect()
}
