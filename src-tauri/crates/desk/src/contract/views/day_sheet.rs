//! The daily reconciliation.
use counter_core::daysheet::Lies;
use counter_core::state::{Delivery, Status};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DayRow {
    pub case: String,
    pub number: Option<String>,
    pub provisional: Option<String>,
    pub item: String,
    pub clerk: String,
    pub received_at: Option<String>,
    pub decided_at: Option<String>,
    #[ts(type = "CaseStatus")]
    pub status: Status,
    #[ts(type = "DeliveryState")]
    pub delivery: Delivery,
    #[ts(type = "Lies")]
    pub lies: Lies,
    pub code: Option<String>,
    pub in_place_of: Option<u32>,
    pub held_originals: u32,
    pub held_copies: u32,
    pub held_objects: u32,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DaySums {
    pub open: u32,
    pub waiting: u32,
    pub parked: u32,
    pub refused: u32,
    pub withdrawn: u32,
    pub voided: u32,
    pub on_paper: u32,
}

/// `taken` is how many rows there are; `at_office` and `here` are counted from where each lies.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DaySheetView {
    pub day: String,
    pub weekday: u8,
    pub as_of: String,
    pub taken: u32,
    pub at_office: u32,
    pub here: u32,
    pub sums: DaySums,
    pub drafts: u32,
    pub given_up: u32,
    pub rows: Vec<DayRow>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DaySheetExported {
    pub file: String,
}

super::declare! { DayRow, DaySums, DaySheetView, DaySheetExported }
