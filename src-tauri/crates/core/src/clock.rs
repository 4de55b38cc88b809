//! Which legal deadline a case has today. Counts only; says nothing, prints nothing, reads no clock.

use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Deadline};
use crate::date::{Date, Moment};
use crate::item::{Item, ProjectType};
use crate::state::Status;

/// 行政许可法 art. 32: working days to give the one correction notice.
const NOTICE_DAYS: u32 = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// Nothing runs: not received, waiting for the citizen, or ended.
    #[default]
    None,
    /// 即办: done the same day.
    OnTheSpot,
    /// 补正告知期限: the time to say what is missing.
    CorrectionNotice,
    /// The promised day of completion.
    Promise,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClockView {
    pub kind: ClockKind,
    pub deadline: Option<Deadline>,
    /// 0 on the last day, negative after it; in the unit of the period.
    pub days_left: Option<i64>,
    /// What the catalogue promises (or the law allows), known before acceptance too.
    pub promise_days: Option<u32>,
    pub promise_working: bool,
    /// The notice period passed in silence: the case counts as accepted from the day of receipt.
    pub deemed_accepted: bool,
}

pub fn legal_clock(
    item: &Item,
    received: Option<Moment>,
    accepted: Option<Moment>,
    status: Status,
    cal: &Calendar,
    today: Date,
) -> ClockView {
    let limit = item.limit.as_ref();
    let days = limit.and_then(|limit| limit.promise_days.or(limit.legal_days));
    let working = limit.is_none_or(|limit| limit.working);
    let view = ClockView { promise_days: days, promise_working: working, ..ClockView::default() };
    let span = Span { cal, today };
    match (status, item.project_type) {
        (Status::Received, ProjectType::OnTheSpot) => span.on_the_spot(view, received),
        (Status::Received, ProjectType::Commitment) if item.article32 => span.notice(view, received),
        (Status::Accepted, ProjectType::OnTheSpot) => span.on_the_spot(view, accepted.or(received)),
        (Status::Accepted, ProjectType::Commitment) => span.promise(view, accepted.or(received)),
        _ => view,
    }
}

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

/// What was taken in must be at the office before its five working days are over, counted from the local receipt whatever
/// became of the line: a silent office may be held to have accepted.
pub fn delivery_limit(from: Moment, cal: &Calendar, today: Date) -> DeliveryLimit {
    let deadline = cal.add_working_days(from.date(), NOTICE_DAYS);
    let days_left = Span { cal, today }.working_days_left(deadline);
    let urgency = match days_left {
        ..0 => Urgency::Over,
        0..=ALARM_DAYS => Urgency::Soon,
        _ => Urgency::Calm,
    };
    DeliveryLimit { deadline, days_left, urgency }
}

struct Span<'a> {
    cal: &'a Calendar,
    today: Date,
}

impl Span<'_> {
    /// 当场或当天: the day the papers came; the next morning it is already late.
    fn on_the_spot(&self, view: ClockView, from: Option<Moment>) -> ClockView {
        let Some(from) = from else { return view };
        let deadline = Deadline { date: from.date(), provisional: false };
        let days_left = Some(self.working_days_left(deadline));
        ClockView { kind: ClockKind::OnTheSpot, deadline: Some(deadline), days_left, ..view }
    }

    /// 行政许可法 art. 32 (4): silence until the end of the fifth working day is acceptance from receipt.
    fn notice(&self, view: ClockView, received: Option<Moment>) -> ClockView {
        let Some(received) = received else {
            return view;
        };
        let deadline = self.cal.add_working_days(received.date(), NOTICE_DAYS);
        ClockView {
            kind: ClockKind::CorrectionNotice,
            deadline: Some(deadline),
            days_left: Some(self.working_days_left(deadline)),
            deemed_accepted: deadline.date < self.today,
            ..view
        }
    }

    fn promise(&self, view: ClockView, accepted: Option<Moment>) -> ClockView {
        let view = ClockView { kind: ClockKind::Promise, ..view };
        let (Some(accepted), Some(days)) = (accepted, view.promise_days) else {
            return view;
        };
        let deadline = if view.promise_working {
            self.cal.add_working_days(accepted.date(), days)
        } else {
            self.cal.add_natural_days(accepted.date(), days)
        };
        let left = if view.promise_working {
            self.working_days_left(deadline)
        } else {
            natural_days_left(self.today, deadline.date)
        };
        ClockView { deadline: Some(deadline), days_left: Some(left), ..view }
    }

    /// A deadline passed over a weekend is late at once, though no working day lies between.
    fn working_days_left(&self, deadline: Deadline) -> i64 {
        let left = self.cal.working_days_left(self.today, deadline.date);
        if deadline.date < self.today { left.min(-1) } else { left }
    }
}

fn natural_days_left(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::item::Limit;

    fn item(project_type: ProjectType) -> Item {
        let json = serde_json::json!({
            "id": "shili", "name": "示例", "department": "示例局", "task_type": "05", "form": "general",
            "project_type": project_type, "article32": true, "limit": { "legal_days": 20, "promise_days": 10 },
        });
        serde_json::from_value(json).unwrap()
    }

    fn at(text: &str) -> Option<Moment> {
        Some(text.parse().unwrap())
    }

    fn clock(item: &Item, status: Status, accepted: Option<Moment>, today: Date) -> ClockView {
        legal_clock(item, at("2026-02-13T09:00:00+08:00"), accepted, status, &Calendar::builtin(), today)
    }

    fn firm(date: Date) -> Option<Deadline> {
        Some(Deadline { date, provisional: false })
    }

    #[test]
    fn five_working_days_to_say_what_is_missing() {
        let item = item(ProjectType::Commitment);
        let view = clock(&item, Status::Received, None, date(2026, 2, 24));
        assert_eq!((view.kind, view.deadline), (ClockKind::CorrectionNotice, firm(date(2026, 2, 27))));
        assert_eq!((view.days_left, view.deemed_accepted, view.promise_days), (Some(3), false, Some(10)));
        let last = clock(&item, Status::Received, None, date(2026, 2, 27));
        assert_eq!((last.days_left, last.deemed_accepted), (Some(0), false));
        let late = clock(&item, Status::Received, None, date(2026, 2, 28));
        assert_eq!((late.days_left, late.deemed_accepted), (Some(-1), true));
    }

    #[test]
    fn what_has_not_left_alarms_two_working_days_before_its_limit() {
        // Friday the 13th; the Spring Festival and its make-up days lie between.
        let at = at("2026-02-13T09:00:00+08:00").unwrap();
        let told = |today| {
            let limit = delivery_limit(at, &Calendar::builtin(), today);
            (limit.deadline.date, limit.days_left, limit.urgency)
        };
        let last = date(2026, 2, 27);
        assert_eq!(told(date(2026, 2, 13)), (last, 5, Urgency::Calm));
        assert_eq!(told(date(2026, 2, 24)), (last, 3, Urgency::Calm));
        assert_eq!(told(date(2026, 2, 25)), (last, 2, Urgency::Soon));
        assert_eq!(told(last), (last, 0, Urgency::Soon));
        // Saturday, and a working one: late at once.
        assert_eq!(told(date(2026, 2, 28)), (last, -1, Urgency::Over));
    }

    #[test]
    fn the_clock_counts_from_the_local_day_of_receipt() {
        let received = at("2026-09-29T16:30:00Z");
        let item = item(ProjectType::Commitment);
        let view = legal_clock(&item, received, None, Status::Received, &Calendar::builtin(), date(2026, 9, 30));
        assert_eq!(view.deadline, firm(date(2026, 10, 13)));
    }

    #[test]
    fn without_article_32_no_notice_period_runs() {
        let item = Item { article32: false, ..item(ProjectType::Commitment) };
        assert_eq!(clock(&item, Status::Received, None, date(2026, 2, 13)).kind, ClockKind::None);
    }

    #[test]
    fn on_the_spot_means_today_and_is_late_tomorrow() {
        let item = item(ProjectType::OnTheSpot);
        let view = clock(&item, Status::Received, None, date(2026, 2, 13));
        assert_eq!(
            (view.kind, view.deadline, view.days_left),
            (ClockKind::OnTheSpot, firm(date(2026, 2, 13)), Some(0))
        );
        assert_eq!(clock(&item, Status::Received, None, date(2026, 2, 15)).days_left, Some(-1));
    }

    #[test]
    fn after_acceptance_the_promise_runs() {
        let mut item = item(ProjectType::Commitment);
        let accepted = at("2026-04-30T10:00:00+08:00");
        let view = clock(&item, Status::Accepted, accepted, date(2026, 5, 8));
        assert_eq!((view.kind, view.deadline, view.days_left), (ClockKind::Promise, firm(date(2026, 5, 18)), Some(7)));
        item.limit.as_mut().unwrap().promise_days = None;
        item.limit.as_mut().unwrap().working = false;
        let legal = clock(&item, Status::Accepted, accepted, date(2026, 5, 8));
        assert_eq!((legal.deadline, legal.days_left), (firm(date(2026, 5, 20)), Some(12)));
        assert_eq!(clock(&item, Status::Accepted, accepted, date(2026, 5, 22)).days_left, Some(-2));
    }

    #[test]
    fn a_promise_into_an_unknown_year_is_provisional() {
        let view = clock(
            &item(ProjectType::Commitment),
            Status::Accepted,
            at("2026-12-25T10:00:00+08:00"),
            date(2026, 12, 25),
        );
        assert!(view.deadline.unwrap().provisional);
    }

    #[test]
    fn no_limit_in_the_catalogue_is_no_invented_deadline() {
        let item = Item { limit: None::<Limit>, ..item(ProjectType::Commitment) };
        let view = clock(&item, Status::Accepted, at("2026-04-30T10:00:00+08:00"), date(2026, 5, 8));
        assert_eq!((view.kind, view.deadline, view.days_left), (ClockKind::Promise, None, None));
    }

    #[test]
    fn nothing_runs_before_receipt_while_waiting_or_after_the_end() {
        let item = item(ProjectType::Commitment);
        for status in [Status::Draft, Status::Correction, Status::Refused, Status::Redirected, Status::Voided] {
            assert_eq!(clock(&item, status, None, date(2026, 2, 24)).deadline, None, "{status:?}");
        }
        let view = legal_clock(&item, None, None, Status::Received, &Calendar::builtin(), date(2026, 2, 24));
        assert_eq!(view.kind, ClockKind::None);
    }
}
