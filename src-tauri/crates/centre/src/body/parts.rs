//! The smaller values of a body.

use counter_core::date::Date;
use serde::{Deserialize, Serialize};

use super::text::{Line, Word};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Real,
    Trial,
    Practice,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub code: Word,
    pub name: Line,
}

/// Which items the window takes, and who works at it; what is missing is not narrowed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowProfile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classes: Option<Vec<Word>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Vec<Word>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<Word>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idle_lock_minutes: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_hours: Option<u32>,
}

/// A one-time code as it is kept: whoever reads this cannot use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeEntry {
    /// Of the code in its one form, hexadecimal.
    pub sha256: String,
    /// `technician`, `join`; a word of a later program fits no code of this one.
    pub purpose: Word,
    /// The station's code.
    pub station: Word,
    /// Its last day.
    pub until: Date,
}
