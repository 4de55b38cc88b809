//! The rows that go in and out. Their `Debug` shows what identifies a row and never its contents,
//! so a log line cannot leak a person.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One fact of a case's journal, chained to the one before it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRow {
    pub case: String,
    /// From 0.
    pub seq: u64,
    pub at: String,
    pub by: String,
    /// JSON; holds personal data.
    pub body: String,
    /// The hash of the entry before; empty for the first.
    pub prev: String,
    pub hash: String,
}

/// What the lists of cases show, derived from the journal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadRow {
    pub case: String,
    pub status: String,
    pub delivery: String,
    pub clerk: String,
    pub item: String,
    pub provisional: Option<String>,
    pub official: Option<String>,
    pub updated_ms: i64,
    /// JSON; holds personal data.
    pub summary: String,
    /// The text a case is found by; holds personal data. Empty: still to be filled in.
    pub search: String,
}

/// Which heads to list. Empty parts do not narrow the list; a limit of 0 means all.
#[derive(Clone, Default)]
pub struct HeadFilter {
    pub clerk: Option<String>,
    pub statuses: Vec<String>,
    /// Sought in the search text, whatever the case of Latin letters.
    pub text: Option<String>,
    /// Or all of these, wherever they stand in it.
    pub words: Vec<String>,
    pub limit: u32,
}

/// A submission, or an event, on its way to the office. `payload` and `key` never change once stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxRow {
    pub case: String,
    /// Id of the office that it was made for; goes to no other.
    pub office: String,
    /// From 1: how many times the case was decided when this was made.
    pub revision: u32,
    /// Id of the event that this row is about, which happened after that revision; none of a
    /// submission.
    pub event: Option<String>,
    pub payload: String,
    pub key: String,
    pub state: String,
    pub attempts: u32,
    pub next_at_ms: i64,
    pub last_code: Option<String>,
    /// JSON: upload addresses and offsets.
    pub progress: String,
}

/// A sealed page or an issued document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRow {
    pub id: String,
    pub case: String,
    pub media: String,
    /// Of the page in the clear, in hex.
    pub sha256: String,
    pub len: u64,
}

/// Who did what, for the supervisor; without personal data of citizens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    pub at: String,
    pub by: String,
    pub action: String,
    pub case: Option<String>,
    pub outcome: String,
}

/// How far the audit trail goes: how many lines there are, and the hash of the last one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditHead {
    pub lines: u64,
    pub head: String,
}

/// 文号 that the office gave in advance for a department's decisions: `prefix`, a number from `first` to
/// `last`, `suffix`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberRange {
    /// The office's.
    pub id: String,
    pub department: String,
    pub prefix: String,
    pub suffix: String,
    pub first: u64,
    pub last: u64,
}

/// A 文号 that was taken, and for which case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenNumber {
    pub department: String,
    pub number: String,
    pub case: String,
}

/// Everything one step of the clerk changes about a case, stored together or not at all.
pub struct CaseWrite<'a> {
    pub case: &'a str,
    /// How many entries the writer saw in the journal.
    pub expected_seq: u64,
    pub entries: &'a [EntryRow],
    pub head: &'a HeadRow,
    /// A new submission or event, and those that it settles.
    pub outbox: &'a [OutboxRow],
}

impl fmt::Debug for EntryRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntryRow")
            .field("case", &self.case)
            .field("seq", &self.seq)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for HeadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeadRow")
            .field("case", &self.case)
            .field("status", &self.status)
            .field("delivery", &self.delivery)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for HeadFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeadFilter")
            .field("statuses", &self.statuses)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for OutboxRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutboxRow")
            .field("case", &self.case)
            .field("revision", &self.revision)
            .field("event", &self.event)
            .field("state", &self.state)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for CaseWrite<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CaseWrite")
            .field("case", &self.case)
            .field("expected_seq", &self.expected_seq)
            .field("entries", &self.entries.len())
            .finish_non_exhaustive()
    }
}
