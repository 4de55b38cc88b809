//! When a deadline is shown in yellow, and when in red.

use serde::{Deserialize, Serialize};

use super::count::Count;
use crate::time::calendar::{Calendar, Deadline};
use crate::time::date::Date;

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Alert {
    #[default]
    None,
    /// The last days.
    Yellow,
    /// Over.
    Red,
}

/// How a deadline stands on a day, the most pressing first: lists are sorted by it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Pressure {
    Past,
    LastDay,
    /// The last days before it.
    Near,
    #[default]
    Calm,
}

/// Papers that were allowed to follow (容缺).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deferral {
    pub until: Date,
    /// Working days; 0 on the last day, negative after it.
    pub days_left: i64,
    pub alert: Alert,
    /// The day lies after the deadline of the case: the papers may not be promised for so late.
    pub beyond_limit: bool,
}

/// Yellow at so many working days left, or fewer [G]: a setting of this program, no rule names it.
const YELLOW_DAYS: i64 = 2;
/// The same for a period of at most [`SHORT`] days [G].
const YELLOW_DAYS_SHORT: i64 = 1;
const SHORT: u32 = 5;

/// The alert for a period of `whole` days from `start`; always by working days, whatever the period
/// is counted in.
pub(super) fn alert_on(
    count: &Count,
    start: Date,
    whole: u32,
    end: Option<Deadline>,
    today: Date,
) -> Alert {
    let by_work = Count { working: true, ..*count };
    let days_left = match end {
        Some(_) => by_work.days_left(start, whole, end, today),
        None => count.days_left(start, whole, end, today),
    };
    let yellow = if whole <= SHORT { YELLOW_DAYS_SHORT } else { YELLOW_DAYS };
    match days_left {
        ..0 => Alert::Red,
        // What is to be done today is not pressing before tonight.
        _ if whole == 0 => Alert::None,
        _ if days_left <= yellow => Alert::Yellow,
        _ => Alert::None,
    }
}

/// A deadline by its day alone, and how many working days are left; `whole`: of how many days the
/// period is. What is to be done the same day is not pressing before it is over.
pub fn judge_pressure(end: Date, whole: u32, cal: &Calendar, today: Date) -> (Pressure, i64) {
    let (count, end) = (Count::working_days(cal), Some(Deadline::firm(end)));
    let days_left = count.days_left(today, whole, end, today);
    let pressure = match alert_on(&count, today, whole, end, today) {
        Alert::Red => Pressure::Past,
        Alert::Yellow if days_left == 0 => Pressure::LastDay,
        Alert::Yellow => Pressure::Near,
        Alert::None => Pressure::Calm,
    };
    (pressure, days_left)
}

pub(super) fn deferral_on(
    cal: &Calendar,
    start: Date,
    until: Date,
    end: Option<Deadline>,
    today: Date,
) -> Deferral {
    let count = Count::working_days(cal);
    let day = Some(Deadline::firm(until));
    let total_days = count.days_between(start, until);
    Deferral {
        until,
        days_left: count.days_left(start, total_days, day, today),
        alert: alert_on(&count, start, total_days, day, today),
        beyond_limit: end.is_some_and(|end| end.date < until),
    }
}
