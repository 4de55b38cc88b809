//! The audit trail, as a supervisor reads it: who did or saw what, when, where, and why. This
//! computer's own, and beside it the other looks that the office wrote down.
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `looks`: what was seen and not changed. `reasons`: what somebody gave a reason for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AuditOnly {
    All,
    Looks,
    Reasons,
    Refused,
}

/// Why somebody looked: what they typed, the case that was open, or the command. `unrecorded`: the
/// office has no reason of a look elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AuditWhy {
    Typed,
    Case,
    Command,
    Unrecorded,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AuditLine {
    pub at: String,
    pub by: String,
    /// Name of a command, or what was looked at: `page <id>`.
    pub action: String,
    pub case: Option<String>,
    /// The case's number, as far as it is known here.
    pub number: Option<String>,
    pub outcome: String,
    pub why: AuditWhy,
    /// What was typed, or the name of the command.
    pub reason: Option<String>,
    /// None: of this computer's own. Else the window as the office has it, empty where it has none.
    pub elsewhere: Option<String>,
}

/// `all`: how many lines fit the filter; shown are the newest of them. `with_office`: the other looks
/// that the office wrote down are among them. `goes_on`: there are older lines that were not looked
/// through; a table has them.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AuditView {
    pub lines: Vec<AuditLine>,
    pub all: u32,
    pub clerks: Vec<String>,
    pub with_office: bool,
    pub goes_on: bool,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AuditExported {
    pub file: String,
    pub count: u32,
}

super::declare! { AuditOnly, AuditWhy, AuditLine, AuditView, AuditExported }
