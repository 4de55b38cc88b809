//! The clocks a case has on its common way; the rest of the law and the walks over chance are
//! beside.

mod chance;
mod law;
mod pauses;

use jiff::civil::date;

use super::*;
use crate::item::Limit;
use crate::time::date::Moment;

fn item(project_type: ProjectType) -> Item {
    let json = serde_json::json!({
        "id": "shili", "name": "示例", "department": "示例局", "task_type": "05", "form": "general",
        "project_type": project_type, "article32": true, "limit": { "legal_days": 20,
            "promise_days": 10 },
    });
    serde_json::from_value(json).unwrap()
}

fn at(text: &str) -> Option<Moment> {
    Some(text.parse().unwrap())
}

fn clock(item: &Item, status: Status, accepted: Option<Moment>, today: Date) -> ClockView {
    legal_clock(
        item,
        &Course::from_moments(at("2026-02-13T09:00:00+08:00"), accepted),
        status,
        &Calendar::builtin(),
        today,
    )
}

fn firm(date: Date) -> Option<Deadline> {
    Some(Deadline::firm(date))
}

#[test]
fn five_working_days_to_say_what_is_missing() {
    let item = item(ProjectType::Commitment);
    let view = clock(&item, Status::Received, None, date(2026, 2, 24));
    assert_eq!((view.kind, view.deadline), (ClockKind::CorrectionNotice, firm(date(2026, 2, 27))));
    assert_eq!(
        (view.days_left, view.deemed_accepted, view.promise_days),
        (Some(3), false, Some(10))
    );
    let last = clock(&item, Status::Received, None, date(2026, 2, 27));
    assert_eq!((last.days_left, last.deemed_accepted), (Some(0), false));
    let late = clock(&item, Status::Received, None, date(2026, 2, 28));
    assert_eq!((late.days_left, late.deemed_accepted), (Some(-1), true));
}

/// Friday 27 February is the last day; the two days before it are a weekday each.
#[test]
fn the_most_pressing_deadline_stands_first_in_a_list() {
    let calendar = Calendar::builtin();
    let judge =
        |whole, day| judge_pressure(date(2026, 2, 27), whole, &calendar, date(2026, 2, day));
    assert_eq!(judge(20, 24), (Pressure::Calm, 3));
    assert_eq!(judge(20, 25), (Pressure::Near, 2));
    assert_eq!(judge(5, 25).0, Pressure::Calm, "of a short period one day is near");
    assert_eq!(judge(5, 26), (Pressure::Near, 1));
    assert_eq!(judge(20, 27), (Pressure::LastDay, 0));
    assert_eq!(judge(20, 28), (Pressure::Past, -1), "over a weekend at once");
    assert_eq!(judge(0, 27), (Pressure::Calm, 0), "to be done today is not late before tonight");
    assert!(Pressure::Past < Pressure::LastDay && Pressure::LastDay < Pressure::Near);
}

#[test]
fn what_has_not_left_alarms_two_working_days_before_its_limit() {
    // Friday the 13th; the Spring Festival and its make-up days lie between.
    let at = at("2026-02-13T09:00:00+08:00").unwrap();
    let clock_on = |today| {
        let limit = delivery_limit(at, &Calendar::builtin(), today);
        (limit.deadline.date, limit.days_left, limit.urgency)
    };
    let last = date(2026, 2, 27);
    assert_eq!(clock_on(date(2026, 2, 13)), (last, 5, Urgency::Calm));
    assert_eq!(clock_on(date(2026, 2, 24)), (last, 3, Urgency::Calm));
    assert_eq!(clock_on(date(2026, 2, 25)), (last, 2, Urgency::Soon));
    assert_eq!(clock_on(last), (last, 0, Urgency::Soon));
    // Saturday, and a working one: late at once.
    assert_eq!(clock_on(date(2026, 2, 28)), (last, -1, Urgency::Over));
}

#[test]
fn the_clock_counts_from_the_local_day_of_receipt() {
    let received = at("2026-09-29T16:30:00Z");
    let item = item(ProjectType::Commitment);
    let view = legal_clock(
        &item,
        &Course::from_moments(received, None),
        Status::Received,
        &Calendar::builtin(),
        date(2026, 9, 30),
    );
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
    assert_eq!(
        (view.kind, view.deadline, view.days_left),
        (ClockKind::Promise, firm(date(2026, 5, 18)), Some(7))
    );
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
    // What goes on is told all the same.
    let pauses = vec![Pause { from: date(2026, 5, 7), to: None }];
    let stands = Course { pauses, ..Course::from_moments(None, at("2026-04-30T10:00:00+08:00")) };
    let told = |course: &Course, status| {
        legal_clock(&item, course, status, &Calendar::builtin(), date(2026, 5, 8))
    };
    assert_eq!(
        (told(&stands, Status::Accepted).kind, told(&stands, Status::Accepted).deadline),
        (ClockKind::Paused, None)
    );
    let decided = Course { decided: Some(date(2026, 5, 8)), ..stands };
    assert_eq!(
        (told(&decided, Status::Completed).kind, told(&decided, Status::Completed).deadline),
        (ClockKind::Result, None)
    );
}

#[test]
fn nothing_runs_before_receipt_while_waiting_or_after_the_end() {
    let item = item(ProjectType::Commitment);
    for status in
        [Status::Draft, Status::Correction, Status::Refused, Status::Redirected, Status::Voided]
    {
        assert_eq!(clock(&item, status, None, date(2026, 2, 24)).deadline, None, "{status:?}");
    }
    let view = legal_clock(
        &item,
        &Course::default(),
        Status::Received,
        &Calendar::builtin(),
        date(2026, 2, 24),
    );
    assert_eq!(view.kind, ClockKind::None);
}
