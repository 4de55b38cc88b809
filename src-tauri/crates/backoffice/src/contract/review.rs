//! The second look at a case: what a supervisor reads, and what they send back to the window (退件).

use counter_core::clock::Course;
use counter_core::date::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::case::{CaseState, OfficeCase, Submission};
use super::event::EventWire;
use super::marks::{Author, FilingMark, RevisionMarks};
use super::words::LateWire;
use counter_core::private::Private;

/// Cases of one page of a station's queue, beside those that are marked: a page with fewer is the
/// last.
pub const MAX_QUEUED: u32 = 2_000;

/// Cases of one page of a clerk's own list: a page with fewer is the last.
pub const MAX_OWN_CASES: u32 = 500;

/// One thing to be put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentWire {
    /// `case`, `field:<id>` or `material:<id>`.
    pub target: String,
    pub text: Private,
}

/// Body of `POST /cases/{case}/returns`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnRequest {
    /// Made by the caller: a repeat under the same id is the same return.
    pub id: Uuid,
    /// The revision that was looked at. When a newer one came in meanwhile, nothing is sent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    pub comments: Vec<CommentWire>,
}

/// A case sent back to its window. Open until the next revision is filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnWire {
    pub id: Uuid,
    pub case: Uuid,
    pub number: String,
    /// The revision that was sent back.
    pub revision: u32,
    /// Number and name of the supervisor.
    pub by: String,
    pub by_name: String,
    pub at: jiff::Timestamp,
    pub comments: Vec<CommentWire>,
}

/// One line of the station's queue. Names nobody of the case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QueueCase {
    #[serde(flatten)]
    pub filed: OfficeCase,
    /// Number of the clerk who decided the newest revision.
    pub clerk: String,
    pub window: String,
    /// Number of the paper slip that the case was taken in on. None from an office of before 0.7.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slip: Option<String>,
    /// The days of the case so far, as far as the office knows them. Whether several departments
    /// decide is the catalogue's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course: Option<Course>,
    /// The deciding office ended it, as the applicant had asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// The window ended it, as its corrections never came. Left out where it did not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lapsed: bool,
    /// It was made void, as of the wrong item. Left out where it was not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub voided: bool,
    /// Who decided the newest revision, where the office can prove it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// What was odd when it was filed and nobody has cleared yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<FilingMark>,
    /// The same of the revisions before it: filing the next one answers no question about them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_marks: Vec<RevisionMarks>,
    /// What the window answered after its day, as its newest submission says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub late: Vec<LateWire>,
    /// The day that the paper of its newest acceptance names, by which the case is to be decided. None
    /// from an office of before 0.7.0, and where the paper names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise_day: Option<Date>,
    /// Silence accepted it, and papers are still asked for (补交). False from an office of before
    /// 0.4.0.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asks_papers: bool,
}

/// One revision as it was filed, for a supervisor's eyes. Its permits stay at the office: they would
/// name whoever signed in as the author of anything.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RevisionWire {
    pub number: String,
    pub revision: u32,
    /// How many there are.
    pub of: u32,
    pub state: CaseState,
    pub submission: Submission,
    /// Every return of the case so far, oldest first.
    pub returns: Vec<ReturnWire>,
    /// Every event of the case so far, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventWire>,
    /// Who decided it, where the office can prove it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// What was odd when it was filed and nobody has cleared yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<FilingMark>,
}
