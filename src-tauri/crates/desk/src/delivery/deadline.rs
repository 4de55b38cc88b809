//! 五个工作日: what was taken in must be at the office by then, however long the line is down. Says so in time; the count
//! is `core::clock::delivery_limit`.
use crate::Desk;
use crate::contract::views::{Alarm, Notice, OutboxLimit};
use crate::station::errors::store_failure;
use crate::station::session::hold;
use crate::views::case::{date_text, weekday};
use crate::views::notices;
use counter_core::clock::{Urgency, delivery_limit};
use counter_core::date::Moment;
use counter_store::OutboxRow;
use serde::Deserialize;

/// The notice is asked for each second, and each row has its whole submission in it.
const COUNT_EVERY_MS: i64 = 5_000;

#[derive(Default)]
pub struct Told {
    at_ms: i64,
    notice: Option<Notice>,
}

/// Two moments out of a submission; the rest is not even taken out of it.
#[derive(Deserialize)]
struct Times {
    received_at: Moment,
    decided_at: Moment,
}

/// None for a row that cannot be read: delivery says what is wrong with that.
pub fn limit(desk: &Desk, row: &OutboxRow) -> Option<OutboxLimit> {
    let times: Times = serde_json::from_str(&row.payload).ok()?;
    // An amended case has been at the office; what is awaited is what was decided since.
    let from = if row.revision == 1 { times.received_at } else { times.decided_at };
    let limit = delivery_limit(from, &desk.shelf().calendar, desk.now().date());
    Some(OutboxLimit {
        date: date_text(limit.deadline.date),
        weekday: weekday(limit.deadline.date),
        days_left: limit.days_left as i32,
        provisional: limit.deadline.provisional,
        alarm: match limit.urgency {
            Urgency::Calm => Alarm::Calm,
            Urgency::Soon => Alarm::Soon,
            Urgency::Over => Alarm::Over,
        },
    })
}

/// How many are near their limit or past it, over all clerks of this window.
pub fn notice(desk: &Desk) -> Option<Notice> {
    let now = desk.now().millis();
    {
        let told = hold(&desk.due);
        if told.at_ms != 0 && (now - told.at_ms).abs() < COUNT_EVERY_MS {
            return told.notice.clone();
        }
    }
    let notice = count(desk);
    *hold(&desk.due) = Told { at_ms: now, notice: notice.clone() };
    notice
}

fn count(desk: &Desk) -> Option<Notice> {
    let rows = desk.with_store(|s| s.outbox_open().map_err(store_failure)).ok()?;
    let limits: Vec<OutboxLimit> = rows.iter().filter_map(|row| limit(desk, row)).collect();
    let of = |alarm: Alarm| limits.iter().filter(|limit| limit.alarm == alarm).count();
    let (soon, over) = (of(Alarm::Soon), of(Alarm::Over));
    let first = limits.iter().map(|limit| limit.days_left).min()?;
    let params = [("soon", soon.to_string()), ("over", over.to_string()), ("days", first.to_string())];
    (soon + over > 0).then(|| notices::notice("delivery_due", false, &params))
}
