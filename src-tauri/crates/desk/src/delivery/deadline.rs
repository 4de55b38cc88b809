//! 五个工作日: what was taken in must be at the office by then, however long the line is down. Says so
//! in time; the count is `core::clock::delivery_limit`.
use super::Delivery;
use crate::contract::views::{Alarm, Notice, NoticeKind, OutboxLimit};
use counter_core::clock::{Urgency, delivery_limit};
use counter_core::date::{Moment, date_text, weekday};
use counter_store::OutboxRow;
use serde::Deserialize;

/// The notice is asked for each second, and each row has its whole submission in it.
const COUNT_EVERY_MS: i64 = 5_000;

/// The last count.
#[derive(Default)]
pub struct DeadlineCount {
    at_ms: i64,
    notice: Option<Notice>,
}

/// Two moments out of a submission; the rest is not even taken out of it.
#[derive(Deserialize)]
struct SubmissionTimes {
    received_at: Moment,
    decided_at: Moment,
    in_place_of: Option<u32>,
}

impl Delivery {
    /// None for a row that cannot be read: delivery says what is wrong with that.
    pub fn delivery_limit(&self, row: &OutboxRow) -> Option<OutboxLimit> {
        let times: SubmissionTimes = serde_json::from_str(&row.payload).ok()?;
        // An amended case has been at the office; what is awaited is what was decided since.
        let is_first = row.revision == 1
            || (times.in_place_of.is_some() && !self.is_any_acknowledged(&row.case));
        let from = if is_first { times.received_at } else { times.decided_at };
        let limit =
            delivery_limit(from, &self.catalog.current().calendar, self.station.now().date());
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

    fn is_any_acknowledged(&self, case: &str) -> bool {
        let rows = self.station.with_store(|store| store.outbox_rows(case)).unwrap_or_default();
        rows.iter().any(|row| row.state == "acknowledged")
    }

    /// How many are near their limit or past it, over all clerks of this window.
    pub fn deadline_notice(&self) -> Option<Notice> {
        let now = self.station.now().millis();
        {
            let count = self.deadline_count.lock();
            if count.at_ms != 0 && (now - count.at_ms).abs() < COUNT_EVERY_MS {
                return count.notice.clone();
            }
        }
        let notice = self.count_deadlines();
        *self.deadline_count.lock() = DeadlineCount { at_ms: now, notice: notice.clone() };
        notice
    }

    fn count_deadlines(&self) -> Option<Notice> {
        let rows = self.station.with_store(|store| store.outbox_open()).ok()?;
        let limits: Vec<OutboxLimit> =
            rows.iter().filter_map(|row| self.delivery_limit(row)).collect();
        let count = |alarm: Alarm| limits.iter().filter(|limit| limit.alarm == alarm).count();
        let (soon, over) = (count(Alarm::Soon), count(Alarm::Over));
        let first = limits.iter().map(|limit| limit.days_left).min()?;
        let params =
            [("soon", soon.to_string()), ("over", over.to_string()), ("days", first.to_string())];
        (soon + over > 0).then(|| Notice::new(NoticeKind::DeliveryDue, false, &params))
    }
}
