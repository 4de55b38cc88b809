//! Until when what was taken in must be at the office, whatever became of the line.
//!
//! Invariant: what has not left counts its five working days from the local receipt, whatever the
//! line (`core::clock::delivery_limit`).

use super::NOTICE_DAYS;
use super::count::Count;
use crate::time::calendar::{Calendar, Deadline};
use crate::time::date::{Date, Moment};

/// How pressing it is that something leaves this counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    Calm,
    /// The last days: time to bring the line back, or to carry the papers over.
    Soon,
    Over,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeliveryLimit {
    pub deadline: Deadline,
    /// Working days; 0 on the last one, negative after it.
    pub days_left: i64,
    pub urgency: Urgency,
}

/// The alarm begins so many working days before the limit.
const ALARM_DAYS: i64 = 2;

/// What was taken in must be at the office before its five working days are over, counted from the
/// local receipt whatever became of the line: a silent office may be held to have accepted.
pub fn delivery_limit(from: Moment, cal: &Calendar, today: Date) -> DeliveryLimit {
    let deadline = cal.add_working_days(from.date(), NOTICE_DAYS);
    let count = Count::working_days(cal);
    let days_left = count.days_left(from.date(), NOTICE_DAYS, Some(deadline), today);
    let urgency = match days_left {
        ..0 => Urgency::Over,
        0..=ALARM_DAYS => Urgency::Soon,
        _ => Urgency::Calm,
    };
    DeliveryLimit { deadline, days_left, urgency }
}
