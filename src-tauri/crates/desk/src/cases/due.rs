//! Deadlines that come to the clerk: how pressing each case of a list is today, and the notices of
//! what is near its day, due today, or past it. Counted anew at every look; names nobody.
//!
//! Invariant: to its clerk an on-the-spot case counts only while it waits for a key at this window.
//! What waits for a department is not the clerk's to finish: it is the supervisor's to ask after, from
//! the next morning on ([`find_station_pressure`]).
use super::Cases;
use super::summary::CaseSummary;
use crate::Failure;
use crate::contract::views::{Notice, NoticeKind, StaffRole};
use crate::station::session::Clerk;
use crate::station::stored::StoredName;
use counter_core::clock::{Pressure, judge_pressure};
use counter_core::code::{parse_variant, variant_code};
use counter_core::date::Moment;
use counter_core::hours::find_closing_time;
use counter_core::state::{Action, Delivery, Role, Status, is_allowed};
use counter_core::written::{read_date, read_time};
use counter_store::{HeadFilter, HeadRow};
use jiff::civil::Time;
use std::collections::{BTreeMap, BTreeSet};

/// Notices are asked for each second, and each row has its summary in it.
const COUNT_EVERY_MS: i64 = 5_000;
/// An on-the-spot case is told so many minutes before the place closes [G].
const CLOSING_MINUTES: i64 = 60;
/// Where neither calendar nor hours nor the setting can be read [G].
const USUAL_CLOSING: Time = Time::constant(17, 0, 0, 0);
/// Of a row that an older program wrote the period is not known: it counts as a long one.
const LONG_PERIOD: u32 = 20;
/// In the order in which they stand on the screen.
const KINDS: [NoticeKind; 4] = [
    NoticeKind::DeadlinePast,
    NoticeKind::DeadlineToday,
    NoticeKind::ClosingSoon,
    NoticeKind::DeadlineNear,
];
/// Where a deadline can run.
pub(super) const STATUSES: [Status; 7] = [
    Status::Received,
    Status::Correction,
    Status::Accepted,
    Status::Deferred,
    Status::Deemed,
    Status::Returned,
    Status::Replacing,
];

/// The last count, and for whom.
#[derive(Default)]
pub struct DueCount {
    at_ms: i64,
    clerk: String,
    cases: Vec<DueCase>,
}

/// `undecided`: received, nothing said about it yet, and silence would accept it.
#[derive(Clone)]
struct DueCase {
    case: String,
    kind: NoticeKind,
    undecided: bool,
    with_department: bool,
}

/// By the kind of the notice: the cases that were in it when it was read.
type ReadCases = BTreeMap<String, BTreeSet<String>>;

/// What of a deadline's pressure is the station's, for its supervisor: nothing is past that went to a
/// department on paper, as nobody tells how that goes on.
pub fn find_station_pressure(pressure: Pressure, status: Status, delivery: Delivery) -> Pressure {
    // What answers a notice is still to be decided here, however the notice went.
    let is_on_paper = delivery == Delivery::HandedOver && status != Status::Correction;
    match pressure {
        Pressure::Past if is_on_paper => Pressure::Calm,
        own => own,
    }
}

/// What of that is the clerk's: nothing of an on-the-spot case that waits for a department.
fn find_clerk_pressure(pressure: Pressure, period_days: Option<u32>, status: Status) -> Pressure {
    if waits_for_department(period_days, status) { Pressure::Calm } else { pressure }
}

/// 在部门，当天办结: accepted here, and a department's to decide on the same day.
pub fn is_with_department(period_days: Option<u32>, status: Status) -> bool {
    period_days == Some(0) && status == Status::Accepted
}

fn waits_for_department(period_days: Option<u32>, status: Status) -> bool {
    period_days == Some(0) && !is_allowed(status, Role::Clerk, Action::Accept)
}

impl Cases {
    /// How pressing a case of a list is to its clerk today, and how many working days are left.
    pub fn judge_row(&self, summary: &CaseSummary) -> (Pressure, Option<i64>) {
        let (pressure, days_left) = self.judge_station_row(summary);
        (find_clerk_pressure(pressure, summary.period_days, summary.status), days_left)
    }

    /// The same to the supervisor.
    fn judge_station_row(&self, summary: &CaseSummary) -> (Pressure, Option<i64>) {
        let Some(end) = summary.deadline.as_deref().and_then(|day| read_date(day).ok()) else {
            return (Pressure::Calm, None);
        };
        let (loaded, today) = (self.catalog.current(), self.station.now().date());
        let whole = summary.period_days.unwrap_or(LONG_PERIOD);
        let (pressure, days_left) = judge_pressure(end, whole, &loaded.calendar, today);
        (find_station_pressure(pressure, summary.status, summary.delivery), Some(days_left))
    }

    /// One notice for each kind, with how many there are; none of a kind that was read as it is.
    pub fn deadline_notices(&self) -> Vec<Notice> {
        let Ok(clerk) = self.station.require_clerk() else { return Vec::new() };
        let due = self.count_due(&clerk);
        let read: ReadCases =
            self.station.stored_value(StoredName::DeadlinesRead(&clerk.number)).unwrap_or_default();
        let notice = |kind: NoticeKind| {
            let of_kind = due.iter().filter(|due| due.kind == kind);
            let is_read = |due: &DueCase| {
                read.get(&variant_code(&kind)).is_some_and(|cases| cases.contains(&due.case))
            };
            let undecided = of_kind.clone().filter(|due| due.undecided).count();
            let with_department = of_kind.clone().filter(|due| due.with_department).count();
            let mut params = vec![
                ("count", of_kind.clone().count().to_string()),
                ("undecided", undecided.to_string()),
            ];
            if with_department > 0 {
                params.push(("with_department", with_department.to_string()));
            }
            let has_news = of_kind.clone().any(|due| !is_read(due));
            has_news.then(|| Notice::new(kind, true, &params))
        };
        KINDS.into_iter().filter_map(notice).collect()
    }

    /// Told again when another case comes to it.
    pub fn mark_deadline_read(&self, kind: NoticeKind) -> Result<(), Failure> {
        let clerk = self.station.require_clerk()?;
        let name = StoredName::DeadlinesRead(&clerk.number);
        let mut read: ReadCases = self.station.stored_value(name).unwrap_or_default();
        let due = self.count_due(&clerk).into_iter().filter(|due| due.kind == kind);
        read.insert(variant_code(&kind), due.map(|due| due.case).collect());
        self.station.store_value(name, &read)
    }

    fn count_due(&self, clerk: &Clerk) -> Vec<DueCase> {
        let now = self.station.now();
        let mut count = self.due_count.lock();
        let is_fresh = (now.millis() - count.at_ms).abs() < COUNT_EVERY_MS;
        if !is_fresh || count.clerk != clerk.number {
            let cases = self.list_due(clerk, now).unwrap_or_default();
            *count = DueCount { at_ms: now.millis(), clerk: clerk.number.clone(), cases };
        }
        count.cases.clone()
    }

    /// A supervisor has those of the whole window.
    fn list_due(&self, clerk: &Clerk, now: Moment) -> Result<Vec<DueCase>, Failure> {
        let is_own = clerk.role != StaffRole::Supervisor;
        let filter = HeadFilter {
            clerk: is_own.then(|| clerk.number.clone()),
            statuses: STATUSES.iter().map(variant_code).collect(),
            ..HeadFilter::default()
        };
        let heads = self.station.with_store(|store| store.heads(&filter))?;
        let is_closing = self.is_closing(now);
        let due = |head: HeadRow| self.due_case(head, is_own, is_closing);
        Ok(heads.into_iter().filter_map(due).collect())
    }

    /// `is_own`: for the clerk of the case.
    fn due_case(&self, head: HeadRow, is_own: bool, is_closing: bool) -> Option<DueCase> {
        let status: Status = parse_variant(&head.status)?;
        let summary = CaseSummary::read(&head);
        let (pressure, days_left) =
            if is_own { self.judge_row(&summary) } else { self.judge_station_row(&summary) };
        let is_on_the_spot =
            summary.period_days == Some(0) && !waits_for_department(summary.period_days, status);
        let kind = match pressure {
            Pressure::Past => NoticeKind::DeadlinePast,
            Pressure::LastDay => NoticeKind::DeadlineToday,
            Pressure::Near => NoticeKind::DeadlineNear,
            Pressure::Calm if is_on_the_spot && is_closing && days_left == Some(0) => {
                NoticeKind::ClosingSoon
            }
            Pressure::Calm => return None,
        };
        let undecided = status == Status::Received && summary.silence_accepts;
        let with_department = is_with_department(summary.period_days, status);
        Some(DueCase { case: head.case, kind, undecided, with_department })
    }

    /// The last hour of the day, and what is after it.
    fn is_closing(&self, now: Moment) -> bool {
        let minutes_of = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
        let closing = minutes_of(self.closing_time(now));
        minutes_of(now.local_datetime().time()) >= closing - CLOSING_MINUTES
    }

    /// The calendar knows half days, the centre its hours; else the setting counts.
    fn closing_time(&self, now: Moment) -> Time {
        let loaded = self.catalog.current();
        let by_hours = || {
            let centre = self.station.joined_centre()?;
            find_closing_time(centre.body().place.as_ref()?.hours.as_deref()?)
        };
        let by_calendar = loaded.calendar.closing_time(now.date());
        let by_setting = || read_time(&self.station.settings().closing_time);
        by_calendar.or_else(by_hours).or_else(by_setting).unwrap_or(USUAL_CLOSING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_for_a_department_presses_the_supervisor_and_no_clerk() {
        let past = |period, status| find_clerk_pressure(Pressure::Past, Some(period), status);
        assert_eq!(past(0, Status::Accepted), Pressure::Calm);
        assert_eq!(past(0, Status::Replacing), Pressure::Calm);
        for status in [Status::Received, Status::Deferred, Status::Returned] {
            assert_eq!(past(0, status), Pressure::Past, "{status:?}");
        }
        assert_eq!(past(10, Status::Accepted), Pressure::Past, "of a promise all is told");
        let sent = Delivery::Acknowledged;
        let station = find_station_pressure(Pressure::Past, Status::Accepted, sent);
        assert_eq!(station, Pressure::Past);
        assert!(is_with_department(Some(0), Status::Accepted));
        for (period, status) in [
            (Some(10), Status::Accepted),
            (None, Status::Accepted),
            (Some(0), Status::Received),
            (Some(0), Status::Replacing),
            (Some(0), Status::Completed),
        ] {
            assert!(!is_with_department(period, status), "{period:?} {status:?}");
        }
    }

    #[test]
    fn what_went_on_paper_is_never_past() {
        let on_paper =
            |pressure, status| find_station_pressure(pressure, status, Delivery::HandedOver);
        assert_eq!(on_paper(Pressure::Past, Status::Accepted), Pressure::Calm);
        assert_eq!(on_paper(Pressure::Near, Status::Accepted), Pressure::Near);
        assert_eq!(on_paper(Pressure::Past, Status::Correction), Pressure::Past, "decided here");
    }
}
