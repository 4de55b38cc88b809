//! 免责凭据: what of a case was checked, by whom and when, and what its notices said. The window's own
//! paper.

use super::{Head, NoticeItem, silent};
use serde::{Deserialize, Serialize};

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckRecord {
    pub head: Head,
    /// What is said before the table, each sentence with its fact.
    pub opening: String,
    /// Version of the pack of items that the case is worked by.
    pub pack: String,
    pub received_on: String,
    pub checks: Vec<CheckLine>,
    pub notices: Vec<NoticeRecord>,
    /// 核验码 in groups; empty where nothing is decided yet.
    pub receipt_code: String,
    pub receipt_note: String,
    pub clock_note: String,
}

/// One entry of the journal.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckLine {
    pub at: String,
    /// Number of the clerk who did it.
    pub by: String,
    pub what: String,
}

/// One decision with what its paper names.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeRecord {
    pub title: String,
    pub at: String,
    pub by: String,
    /// Whether its paper was printed, and when first.
    pub printed: String,
    pub items: Vec<NoticeItem>,
    pub reasons: Vec<String>,
    pub right_office: String,
}

silent!(CheckRecord, CheckLine, NoticeRecord);
