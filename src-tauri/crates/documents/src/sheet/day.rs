//! The daily reconciliation of a window. It names cases by their numbers and nobody by name but the
//! clerk who prints it.

use super::silent;
use serde::{Deserialize, Serialize};

/// One case that was taken in on the day.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DaySheetRow {
    pub number: String,
    pub provisional: String,
    pub item: String,
    /// Time of receipt: 「09:31」.
    pub received: String,
    pub clerk: String,
    pub status: String,
    /// Where it lies now: 「已送达后台」, 「待上传」.
    pub lies: String,
    /// What stays at the window: 「原件 1，实物 2」, empty where nothing does.
    pub held: String,
}

/// 每日对账单
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DaySheet {
    pub station: String,
    pub window: String,
    pub clerk_name: String,
    pub printed_at: String,
    pub mark: Option<String>,
    pub day: String,
    /// When it was counted: what was still here then may be at the office now.
    pub as_of: String,
    pub taken: u32,
    pub at_office: u32,
    /// Not taken over the line, and handed over on paper.
    pub on_paper: u32,
    pub here: u32,
    /// What is still here, by where it lies: 「待上传 3 件」.
    pub parts: Vec<String>,
    /// Opened on the day and never received.
    pub drafts: u32,
    pub given_up: u32,
    pub rows: Vec<DaySheetRow>,
}

silent!(DaySheetRow, DaySheet);
