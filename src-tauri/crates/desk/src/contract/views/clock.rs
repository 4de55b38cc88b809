//! A case before the legal clock, and what the deciding office said of it.
use counter_core::clock::{Alert, ClockKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CaseClock {
    #[ts(type = "ClockKind")]
    pub kind: ClockKind,
    pub received_at: Option<String>,
    pub deadline: Option<String>,
    pub weekday: Option<u8>,
    pub days_left: Option<i32>,
    // Of how many days the running period is.
    pub period_days: Option<u32>,
    pub provisional: bool,
    // The day off on which a period in calendar days would have ended.
    pub rolled_from: Option<String>,
    // The deadline is a day off, and stays there by the item's rule.
    pub on_day_off: bool,
    pub promise_days: Option<u32>,
    pub promise_working: bool,
    pub promised: bool,
    pub extended: Option<u32>,
    #[ts(type = "ClockAlert")]
    pub alert: Alert,
    // 逾期视为受理: nobody answered in time.
    pub unanswered: bool,
    pub deferral: Option<DeferralView>,
    /// 在部门，当天办结: accepted here, and a department's to decide on the same day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub with_department: bool,
}

/// 容缺: the papers that may follow and are not here yet.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DeferralView {
    pub until: String,
    pub weekday: u8,
    pub days_left: i32,
    #[ts(type = "ClockAlert")]
    pub alert: Alert,
    pub materials: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    Special,
    Extended,
    Granted,
    NotGranted,
    Withdrawn,
    Voided,
    Delivered,
    /// Said in a way that this version cannot read.
    Unknown,
}

/// `on`: the day it began or was done; `until`: the last day of a procedure that is over. `paper`:
/// the applicant is told in writing.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StepView {
    pub id: String,
    pub kind: StepKind,
    pub procedure: Option<String>,
    pub on: Option<String>,
    pub until: Option<String>,
    pub days: Option<u32>,
    pub working: bool,
    pub reason: Option<String>,
    pub by_name: String,
    pub at: String,
    pub paper: bool,
    /// How often a printer took it.
    pub prints: u32,
    /// How often it was kept as a file, for want of a printer.
    pub saves: u32,
}

super::declare! { CaseClock, DeferralView, StepKind, StepView }
