//! Cases on their way to the office.
use counter_core::case::EventKind;
use counter_core::state::Delivery;
use counter_core::way_out::WayOut;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OutboxWait {
    Turn,
    Time,
    Line,
    Paused,
    Unconfirmed,
    Earlier,
    Person,
}

/// `sent` of `total` bytes of pages are at the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Alarm {
    Calm,
    Soon,
    Over,
}

/// The five working days within which a case must have left.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OutboxLimit {
    pub date: String,
    pub weekday: u8,
    pub days_left: i32,
    pub provisional: bool,
    pub alarm: Alarm,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OutboxLine {
    pub case: String,
    pub revision: u32,
    /// Id of what happened after that revision, where the line is about such an event.
    pub event: Option<String>,
    #[ts(type = "EventKind | null")]
    pub event_kind: Option<EventKind>,
    pub provisional: Option<String>,
    pub number: Option<String>,
    #[ts(type = "DeliveryState")]
    pub state: Delivery,
    pub attempts: u32,
    pub last_code: Option<String>,
    pub waits: OutboxWait,
    pub next_at: Option<String>,
    pub sent: u32,
    pub total: u32,
    pub item: String,
    pub limit: Option<OutboxLimit>,
    /// What else can be done about it than trying again.
    #[ts(type = "Array<WayOut>")]
    pub ways: Vec<WayOut>,
    /// It goes in the place of this revision, which the office did not take.
    pub in_place_of: Option<u32>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OutboxPause {
    pub by: String,
    pub at: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OutboxView {
    pub paused: Option<OutboxPause>,
    pub lines: Vec<OutboxLine>,
}

super::declare! { OutboxWait, Alarm, OutboxLimit, OutboxLine, OutboxPause, OutboxView }
