//! What people know, whatever becomes of the disk: what was scanned, shown, given and made.

use std::collections::{BTreeMap, HashMap};

#[derive(Default)]
pub struct Ledger {
    /// Bytes of each page as they were scanned, by the page's id.
    pub pages: HashMap<String, Vec<u8>>,
    /// What was shown as decided: case, revision, provisional number, when.
    pub shown: Vec<(String, u32, String, i64)>,
    /// Every provisional number that was ever given, with its case.
    pub given: BTreeMap<String, String>,
    pub official: BTreeMap<String, String>,
    /// Every submission that was ever made, by its key.
    pub made: BTreeMap<String, Vec<String>>,
    /// Every event that was ever made, by its id.
    pub events: BTreeMap<String, String>,
    /// What an applicant has on paper that it was asked for, decided or ended: case, event, when.
    pub events_shown: Vec<(String, String, i64)>,
    /// Cases that went on paper: the revision, and when.
    pub handed_over: BTreeMap<String, (u32, i64)>,
    pub copied_at: Option<i64>,
    pub restored: bool,
    pub purged: Vec<String>,
}
