//! One file being looked at: findings with their places. Knows no rule.

use std::collections::BTreeMap;

use super::place::{Place, find_places};
use super::{Lint, LintCode};

pub(super) struct Look {
    file: String,
    of: String,
    legacy: bool,
    places: BTreeMap<String, Place>,
    pub found: Vec<Lint>,
}

impl Look {
    pub fn new(file: &str, text: &str, of: &str, legacy: bool) -> Self {
        Self {
            file: file.into(),
            of: of.into(),
            legacy,
            places: find_places(text),
            found: Vec::new(),
        }
    }

    /// `path` as in `materials/3/when`; the nearest thing around it that has a place is shown.
    pub fn add(&mut self, code: LintCode, path: &str, at: impl Into<String>) {
        let around = std::iter::successors(Some(path), |path| {
            path.rsplit_once('/').map(|(around, _)| around)
        });
        let place = around
            .filter_map(|path| self.places.get(path))
            .next()
            .copied()
            .unwrap_or(Place { line: 1, column: 1 });
        let (file, of) = (self.file.clone(), self.of.clone());
        let Place { line, column } = place;
        self.found.push(Lint { file, line, column, code, of, at: at.into(), legacy: self.legacy });
    }
}

/// The place in the list of each id that an earlier one already has.
pub(super) fn find_repeated<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let mut known_ids = std::collections::BTreeSet::new();
    ids.enumerate().filter(|(_, id)| !known_ids.insert(*id)).collect()
}
