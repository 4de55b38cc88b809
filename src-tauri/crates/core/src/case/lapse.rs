//! 逾期未补: a notice that stated by which day its corrections are to come and what follows if they do
//! not, and that the applicant was told of it once more before anything follows. Ending the case is an
//! event (`event`), proposed by a clerk; no day ends a case by itself.
//!
//! Invariant: only a notice that stated day and consequence can lapse. One that did not never does.
use crate::time::date::{Date, Moment};
use serde::{Deserialize, Serialize};

/// Stable name of the paper.
pub const LAPSE_NOTICE: &str = "lapse_notice";

/// What a notice stated, in the place's own words, and on what they rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LapseTerms {
    /// The last day on which the corrections can come.
    pub until: Date,
    pub consequence: String,
    /// The rule that says so.
    pub source: String,
}

/// How the applicant was told before the case is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarnedBy {
    Telephone,
    Message,
    InPerson,
}

/// That they were told, as the clerk put it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LapseWarning {
    pub how: WarnedBy,
    pub on: Date,
    /// Number of the clerk who put it down, and when.
    pub by: String,
    pub at: Moment,
}

/// Why a case cannot be ended for corrections that never came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LapseObstacle {
    /// The notice says no day, or nothing of what follows.
    NotStated,
    /// All that it asks for came.
    AllCame,
    /// Its day is not over.
    NotOver,
    /// The applicant was not told.
    NotWarned,
}
