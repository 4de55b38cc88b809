//! Which legal deadline a case has today. Counts only; says nothing, prints nothing, reads no
//! clock.

mod count;
mod course;
mod delivery;
mod lateness;
mod period;
mod promise;
#[cfg(test)]
mod tests;
mod warning;

use serde::{Deserialize, Serialize};

use crate::item::{Item, ProjectType};
use crate::state::Status;
use crate::time::calendar::{Calendar, Deadline};
use crate::time::date::Date;
use count::Count;
pub use course::{Course, Pause};
pub use delivery::{DeliveryLimit, Urgency, delivery_limit};
pub use lateness::{LateStep, find_late_answer, find_late_decision};
pub use period::{
    Basis, Period, decision_limit, decision_period, delivery_of_result_limit, extension_limit,
    first_review_limit, named_limit,
};
pub use promise::settle_promise;
pub use warning::{Alert, Deferral, Pressure, judge_pressure};

/// 行政许可法 art. 32: working days to give the one correction notice.
const NOTICE_DAYS: u32 = 5;

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
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
    /// 初审: the lower level's time to examine.
    FirstReview,
    /// 送达: the time to hand over what was decided.
    Result,
    /// 特别程序: today is not counted. The deadline is known once the end of the procedure is.
    Paused,
}

/// A step of a case that has a limit of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    Notice,
    Decision,
    FirstReview,
    Result,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClockView {
    pub kind: ClockKind,
    pub deadline: Option<Deadline>,
    /// 0 on the last day, negative after it; in the unit of the period.
    pub days_left: Option<i64>,
    /// Of how many days the running period is, with what it was lengthened by.
    #[serde(default)]
    pub period_days: Option<u32>,
    /// What the catalogue promises (or the law allows), known before acceptance too; not
    /// lengthened.
    pub promise_days: Option<u32>,
    pub promise_working: bool,
    /// The days are those of a class [G]: nobody promised them, and no slip may say so.
    #[serde(default)]
    pub from_class: bool,
    /// The days are those of 行政许可法: the catalogue names none. No promise either.
    #[serde(default)]
    pub from_statute: bool,
    /// The notice period passed in silence: the case counts as accepted from the day of receipt.
    pub deemed_accepted: bool,
    #[serde(default)]
    pub alert: Alert,
    /// While papers that may follow are still missing.
    #[serde(default)]
    pub deferral: Option<Deferral>,
}

/// A period that runs from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    pub kind: ClockKind,
    pub period: Period,
    /// Day 0.
    pub start: Date,
}

/// The clock that counts in this status.
pub fn legal_clock(
    item: &Item,
    course: &Course,
    status: Status,
    cal: &Calendar,
    today: Date,
) -> ClockView {
    match stage_of(item, course, status) {
        Some(stage) => stage_clock(item, stage, course, cal, today),
        None => known(item, course),
    }
}

/// The clock of one step, whatever the status.
pub fn stage_clock(
    item: &Item,
    stage: Stage,
    course: &Course,
    cal: &Calendar,
    today: Date,
) -> ClockView {
    let view = known(item, course);
    let (kind, period, start) = match stage {
        Stage::Notice => {
            let notice = item.article32.then_some(Period::statute(NOTICE_DAYS));
            (ClockKind::CorrectionNotice, notice, course.received)
        }
        Stage::Decision if item.project_type == ProjectType::OnTheSpot => {
            // 当场或当天: the day the papers came; the next morning it is already late.
            (ClockKind::OnTheSpot, Some(Period::statute(0)), course.acceptance_day())
        }
        Stage::Decision => {
            (ClockKind::Promise, decision_period(item, course), course.acceptance_day())
        }
        Stage::FirstReview => {
            (ClockKind::FirstReview, first_review_limit(item), course.acceptance_day())
        }
        Stage::Result => (ClockKind::Result, delivery_of_result_limit(item), course.decided),
    };
    match (period, start) {
        (Some(period), Some(start)) => {
            let clock = Running { kind, period, start }.over(view, course, cal, today);
            if stage == Stage::Notice { wait_for_refiling(clock, course, today) } else { clock }
        }
        // A promise of unknown length is still one: the slip names the guide instead.
        _ if kind == ClockKind::Promise => {
            let deferral = course.deferred_until.zip(start);
            let deferral =
                deferral.map(|(until, start)| warning::deferral_on(cal, start, until, None, today));
            let paused = course.pauses.iter().any(|pause| pause.covers(today));
            ClockView { kind: if paused { ClockKind::Paused } else { kind }, deferral, ..view }
        }
        // Decided, and nothing says until when the result must be in the applicant's hands.
        (None, Some(_)) if kind == ClockKind::Result => ClockView { kind, ..view },
        _ => view,
    }
}

/// No notice period ends before the day on which the case was opened again under the right item.
fn wait_for_refiling(clock: ClockView, course: &Course, today: Date) -> ClockView {
    let Some((deadline, until)) = clock.deadline.zip(course.silent_until) else { return clock };
    if deadline.date >= until || today > until {
        return clock;
    }
    let days_left = Some(if today == until { 0 } else { 1 });
    let deadline = Some(Deadline::firm(until));
    ClockView { deadline, days_left, deemed_accepted: false, alert: Alert::None, ..clock }
}

fn stage_of(item: &Item, course: &Course, status: Status) -> Option<Stage> {
    let decided = course.decided.is_some();
    match status {
        Status::Accepted | Status::Deferred | Status::Deemed | Status::Completed if decided => {
            course.delivered.is_none().then_some(Stage::Result)
        }
        Status::Received if item.project_type == ProjectType::OnTheSpot => Some(Stage::Decision),
        Status::Received => item.article32.then_some(Stage::Notice),
        Status::Accepted | Status::Deferred | Status::Deemed => Some(Stage::Decision),
        // All is in: the case counts as accepted from that day, though the slip is not written yet.
        Status::Correction => course.corrected.map(|_| Stage::Decision),
        _ => None,
    }
}

/// What can be told before any clock runs.
fn known(item: &Item, course: &Course) -> ClockView {
    let period = decision_period(item, course);
    let by_catalog = item.limit.as_ref().is_none_or(|limit| limit.working);
    ClockView {
        promise_days: period.map(|period| period.days),
        promise_working: period.map_or(by_catalog, |period| period.working),
        from_class: period.is_some_and(|period| period.basis == Basis::Class),
        from_statute: period.is_some_and(|period| period.basis == Basis::Statute),
        ..ClockView::default()
    }
}

impl Running {
    /// How it stands today, for a period that belongs to no item.
    pub fn clock_view(&self, course: &Course, cal: &Calendar, today: Date) -> ClockView {
        let Period { days, working, basis, .. } = self.period;
        let view = ClockView {
            promise_days: Some(days),
            promise_working: working,
            from_class: basis == Basis::Class,
            from_statute: basis == Basis::Statute,
            ..ClockView::default()
        };
        self.over(view, course, cal, today)
    }

    fn over(&self, view: ClockView, course: &Course, cal: &Calendar, today: Date) -> ClockView {
        // Art. 45 stops the time to decide; a notice needs no hearing, and what is decided needs
        // none any more.
        let stops = matches!(self.kind, ClockKind::Promise | ClockKind::FirstReview);
        let pauses = if stops { course.pauses.as_slice() } else { &[] };
        let Period { working, rolls, .. } = self.period;
        let count = Count { cal, working, rolls, pauses };
        let total_days = self.period.total_days();
        let deadline = count.last_day(self.start, total_days);
        let over = deadline.is_some_and(|end| end.date < today);
        let paused = !over && count.is_paused(today);
        let decides = matches!(self.kind, ClockKind::Promise | ClockKind::OnTheSpot);
        let deferral = course.deferred_until.filter(|_| decides);
        ClockView {
            kind: if paused { ClockKind::Paused } else { self.kind },
            deadline,
            days_left: Some(count.days_left(self.start, total_days, deadline, today)),
            period_days: Some(total_days),
            deemed_accepted: over && self.kind == ClockKind::CorrectionNotice,
            alert: if paused {
                Alert::None
            } else {
                warning::alert_on(&count, self.start, total_days, deadline, today)
            },
            deferral: deferral
                .map(|until| warning::deferral_on(cal, self.start, until, deadline, today)),
            ..view
        }
    }
}
