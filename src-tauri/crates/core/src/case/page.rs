//! The pages of a case, and what is known of the paper that they show.
use super::count::PaperKind;
use crate::identity::private::Private;
use crate::time::date::Moment;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One page of the case: a page of a sealed file (a PDF holds several).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageOf {
    pub id: String,
    pub file: String,
    pub index: u32,
    pub media: String,
    pub sha256: String,
    pub len: u64,
    /// `scan`, `import`, `carried` or `certificate`.
    pub source: String,
    pub material: Option<String>,
    #[serde(default)]
    pub turns: u8,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Custody {
    #[default]
    None,
    Held,
    Returned,
    /// Held, and for another case that goes on from this one (作废重开).
    Moved,
}

#[derive(Clone, Debug, Default)]
pub struct MaterialState {
    pub checked: Option<(String, Moment)>,
    /// Number of the case in which it was, where that was not this one.
    pub checked_in: Option<String>,
    /// The pages that were there when the original was compared; a page that came later was not
    /// compared.
    pub(super) compared: BTreeSet<String>,
    pub custody: Custody,
    /// The pages that were there when it was said where the original is.
    pub(super) settled: BTreeSet<String>,
    /// Where what is held lies.
    pub place: Option<Private>,
    /// Of the copies that were given; `custody` is of originals and objects.
    pub copies_custody: Custody,
    /// The pages that were there when it was said where the copies are.
    pub(super) copies_settled: BTreeSet<String>,
    pub copies_place: Option<Private>,
    /// Counted by key; see `Case::count_papers`.
    pub papers: BTreeMap<PaperKind, u32>,
    pub problem: Option<String>,
    pub count: u32,
}
