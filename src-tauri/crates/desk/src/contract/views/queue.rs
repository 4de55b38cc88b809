//! A supervisor's queue.
use super::review::LateView;
use super::station::Line;
use counter_core::clock::Pressure;
use counter_core::state::{Delivery, Status};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QueueOnly {
    All,
    Open,
    Correction,
    Returned,
    Undelivered,
    Overdue,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QueueSort {
    Deadline,
    Age,
    Clerk,
}

/// What stands behind the last row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QueueEnd {
    Whole,
    /// There are older cases, on the next page.
    Older,
    /// The office has older ones, and does not tell them now.
    Untold,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct QueueRow {
    pub case: String,
    pub item: String,
    pub number: Option<String>,
    pub provisional: Option<String>,
    pub clerk: String,
    pub window: String,
    #[ts(type = "CaseStatus")]
    pub status: Status,
    #[ts(type = "DeliveryState")]
    pub delivery: Delivery,
    pub received_at: Option<String>,
    pub age_minutes: u32,
    pub deadline: Option<String>,
    pub deadline_provisional: bool,
    pub days_left: Option<i32>,
    #[ts(type = "Pressure")]
    pub pressure: Pressure,
    /// 在部门，当天办结: accepted here, and a department's to decide on the same day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub with_department: bool,
    /// Number of the paper slip that it was taken in on (补录).
    pub slip: Option<String>,
    pub working: bool,
    pub revision: u32,
    /// The newest revision went in the place of this one, which the office had not taken.
    pub in_place_of: Option<u32>,
    /// And no supervisor of this station has opened it yet.
    pub is_replacement_unread: bool,
    /// What the office found odd, by name, and nobody has cleared yet, of whichever revision.
    pub marks: Vec<String>,
    /// What of the case came after its day.
    pub late: Vec<LateView>,
    pub here: bool,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct QueueView {
    pub rows: Vec<QueueRow>,
    pub all: u32,
    pub end: QueueEnd,
    /// Of all the rows, whatever the filter: they stand first.
    pub unread_replacements: u32,
    /// Of all the rows: those that the office marked.
    pub marked: u32,
    pub as_of: Option<String>,
    pub old: Option<String>,
    pub line: Line,
    pub clerks: Vec<String>,
    pub windows: Vec<String>,
}

super::declare! { QueueOnly, QueueSort, QueueEnd, QueueRow, QueueView }
