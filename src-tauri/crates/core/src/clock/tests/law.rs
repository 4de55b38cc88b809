//! What the statute, a class and an extension give, and when it turns yellow and red.

use jiff::civil::date;

use super::{Course, firm, item};
use crate::clock::{
    Alert, Basis, ClockKind, ClockView, Stage, decision_period, legal_clock, stage_clock,
};
use crate::item::{Item, LimitClass, ProjectType};
use crate::state::Status;
use crate::time::calendar::Calendar;
use crate::time::date::Date;

fn licence() -> Item {
    Item { task_type: "01".into(), limit: None, ..item(ProjectType::Commitment) }
}

fn accepted(on: Date) -> Course {
    Course { received: Some(on), accepted: Some(on), ..Course::default() }
}

fn stage(item: &Item, stage: Stage, course: &Course, today: Date) -> ClockView {
    stage_clock(item, stage, course, &Calendar::builtin(), today)
}

#[test]
fn a_licence_without_a_limit_has_the_statutes() {
    let course = accepted(date(2026, 4, 20));
    let alone = stage(&licence(), Stage::Decision, &course, date(2026, 4, 20));
    assert_eq!(
        (alone.kind, alone.deadline, alone.days_left),
        (ClockKind::Promise, firm(date(2026, 5, 20)), Some(20))
    );
    assert_eq!((alone.promise_days, alone.from_class, alone.from_statute), (Some(20), false, true));
    let joint = Course { joint: true, ..course.clone() };
    let together = stage(&licence(), Stage::Decision, &joint, date(2026, 4, 20));
    assert_eq!((together.deadline, together.days_left), (firm(date(2026, 6, 25)), Some(45)));
    let longer = Course { extended: Some(10), ..course.clone() };
    assert_eq!(
        stage(&licence(), Stage::Decision, &longer, date(2026, 4, 20)).deadline,
        firm(date(2026, 6, 3))
    );
    let notice = stage(&licence(), Stage::Notice, &course, date(2026, 4, 20));
    assert_eq!(
        (notice.kind, notice.deadline),
        (ClockKind::CorrectionNotice, firm(date(2026, 4, 27)))
    );
    let first = stage(&licence(), Stage::FirstReview, &course, date(2026, 4, 20));
    assert_eq!((first.kind, first.deadline), (ClockKind::FirstReview, firm(date(2026, 5, 20))));
    let other = Item { task_type: "07".into(), ..licence() };
    for stage in [Stage::Decision, Stage::FirstReview, Stage::Result] {
        let decided = Course { decided: Some(date(2026, 5, 6)), ..course.clone() };
        assert_eq!(
            stage_clock(&other, stage, &decided, &Calendar::builtin(), date(2026, 5, 6)).deadline,
            None
        );
    }
}

#[test]
fn a_decision_is_handed_over_within_ten_days() {
    // Thursday before Labour Day; Saturday 9 May is worked.
    let decided = Course { decided: Some(date(2026, 4, 30)), ..accepted(date(2026, 4, 20)) };
    let clock = |course: &Course, status| {
        legal_clock(&licence(), course, status, &Calendar::builtin(), date(2026, 5, 15))
    };
    for status in [Status::Accepted, Status::Completed] {
        let view = clock(&decided, status);
        assert_eq!((view.kind, view.deadline), (ClockKind::Result, firm(date(2026, 5, 18))));
        assert_eq!((view.days_left, view.alert), (Some(1), Alert::Yellow));
    }
    let done = Course { delivered: Some(date(2026, 5, 8)), ..decided };
    assert_eq!(clock(&done, Status::Completed).kind, ClockKind::None);
    assert_eq!(clock(&accepted(date(2026, 4, 20)), Status::Completed).kind, ClockKind::None);
}

#[test]
fn an_extension_is_added_but_never_more_than_the_law_allows() {
    let from = date(2026, 9, 1);
    let with = |days, joint| Course { extended: Some(days), joint, ..accepted(from) };
    let left = |item: &Item, course: &Course| stage(item, Stage::Decision, course, from).days_left;
    assert_eq!(left(&licence(), &with(10, false)), Some(30));
    assert_eq!(left(&licence(), &with(60, false)), Some(30));
    assert_eq!(left(&licence(), &with(15, true)), Some(60));
    assert_eq!(left(&licence(), &with(7, false)), Some(27));
    // No article limits the extension of what is no licence; the promise of ten days is what grows.
    assert_eq!(left(&item(ProjectType::Commitment), &with(12, false)), Some(22));
    // Sunday 20 September and Saturday 10 October are worked, Mid-Autumn and National Day are not.
    let ends = |days| stage(&licence(), Stage::Decision, &with(days, false), from).deadline;
    assert_eq!((ends(0), ends(10)), (firm(date(2026, 9, 29)), firm(date(2026, 10, 19))));
}

#[test]
fn a_class_counts_only_where_nobody_promised() {
    let with = |class, legal, promise| {
        let mut item = item(ProjectType::Commitment);
        let limit = item.limit.as_mut().unwrap();
        (limit.class, limit.legal_days, limit.promise_days) = (Some(class), legal, promise);
        decision_period(&item, &Course::default()).map(|period| (period.days, period.basis))
    };
    assert_eq!(with(LimitClass::General, Some(20), Some(8)), Some((8, Basis::Promise)));
    assert_eq!(with(LimitClass::General, Some(20), None), Some((5, Basis::Class)));
    assert_eq!(with(LimitClass::General, Some(3), None), Some((3, Basis::Legal)));
    assert_eq!(with(LimitClass::CrossLevel, None, None), Some((10, Basis::Class)));
    assert_eq!(with(LimitClass::Simple, None, None), Some((0, Basis::Class)));
    assert_eq!(with(LimitClass::Special, Some(20), None), Some((20, Basis::Legal)));
    assert_eq!(with(LimitClass::Special, None, None), None);
    let mut item = item(ProjectType::Commitment);
    item.limit = serde_json::from_value(serde_json::json!({ "class": "general" })).unwrap();
    let view = stage(&item, Stage::Decision, &accepted(date(2026, 2, 13)), date(2026, 2, 13));
    assert_eq!((view.deadline, view.promise_days), (firm(date(2026, 2, 27)), Some(5)));
    assert_eq!((view.from_class, view.from_statute), (true, false));
}

#[test]
fn yellow_in_the_last_days_and_red_after_them() {
    // Ten days from Thursday 30 April end on Monday 18 May.
    let long = |today| {
        stage(&item(ProjectType::Commitment), Stage::Decision, &accepted(date(2026, 4, 30)), today)
            .alert
    };
    assert_eq!(long(date(2026, 5, 13)), Alert::None);
    assert_eq!(long(date(2026, 5, 14)), Alert::Yellow);
    assert_eq!(long(date(2026, 5, 18)), Alert::Yellow);
    assert_eq!(long(date(2026, 5, 19)), Alert::Red);
    // Five days from Friday the 13th, the Spring Festival between, end on Friday the 27th.
    let short = |today| {
        stage(&item(ProjectType::Commitment), Stage::Notice, &accepted(date(2026, 2, 13)), today)
            .alert
    };
    assert_eq!(short(date(2026, 2, 25)), Alert::None);
    assert_eq!(short(date(2026, 2, 26)), Alert::Yellow);
    assert_eq!(short(date(2026, 2, 27)), Alert::Yellow);
    assert_eq!(short(date(2026, 2, 28)), Alert::Red);
    // On the spot there is no yellow: the same day is in time, and the next is not, though it be a
    // Sunday.
    let now = |today| {
        stage(&item(ProjectType::OnTheSpot), Stage::Decision, &accepted(date(2026, 2, 14)), today)
            .alert
    };
    assert_eq!((now(date(2026, 2, 14)), now(date(2026, 2, 15))), (Alert::None, Alert::Red));
}

#[test]
fn calendar_days_warn_by_working_days_too() {
    let mut item = item(ProjectType::Commitment);
    item.limit.as_mut().unwrap().working = false;
    // Ten calendar days from Wednesday 23 September end on Saturday 3 October, and so on 8 October:
    // the last working day before it is 30 September.
    let alert = |today| {
        let view = stage(&item, Stage::Decision, &accepted(date(2026, 9, 23)), today);
        (view.days_left, view.alert)
    };
    assert_eq!(alert(date(2026, 9, 24)), (Some(14), Alert::None));
    assert_eq!(alert(date(2026, 9, 28)), (Some(10), Alert::None));
    assert_eq!(alert(date(2026, 9, 29)), (Some(9), Alert::Yellow));
    assert_eq!(alert(date(2026, 10, 4)), (Some(4), Alert::Yellow));
    assert_eq!(alert(date(2026, 10, 9)), (Some(-1), Alert::Red));
}

#[test]
fn calendar_days_that_end_on_a_day_off_go_by_the_items_rule() {
    let end = |rolls, from| {
        let limit = serde_json::json!({ "promise_days": 15, "working": false, "rolls": rolls });
        let limit = Some(serde_json::from_value(limit).unwrap());
        let item = Item { limit, ..item(ProjectType::Commitment) };
        stage(&item, Stage::Decision, &accepted(from), from).deadline.unwrap()
    };
    let rolled = end(true, date(2026, 9, 17));
    assert_eq!(rolled.date, date(2026, 10, 8));
    assert_eq!((rolled.rolled_from, rolled.on_day_off), (Some(date(2026, 10, 2)), false));
    let stays = end(false, date(2026, 9, 17));
    assert_eq!((stays.date, stays.on_day_off), (date(2026, 10, 2), true));
    assert_eq!(Some(end(true, date(2026, 12, 1))), firm(date(2026, 12, 16)));
    // Of no calendar day there is nothing to go on.
    let same_day = serde_json::json!({ "promise_days": 0, "working": false });
    let limit = Some(serde_json::from_value(same_day).unwrap());
    let item = Item { limit, ..item(ProjectType::Commitment) };
    let sunday = date(2026, 10, 11);
    assert_eq!(stage(&item, Stage::Decision, &accepted(sunday), sunday).deadline, firm(sunday));
}

#[test]
fn a_joint_item_has_its_days_without_being_told() {
    let joint = serde_json::json!({ "lead": "a", "parts": [] });
    let item = Item { joint: Some(serde_json::from_value(joint).unwrap()), ..licence() };
    let from = date(2026, 4, 20);
    let view = stage(&item, Stage::Decision, &accepted(from), from);
    assert_eq!((view.deadline, view.days_left), (firm(date(2026, 6, 25)), Some(45)));
    let longer = Course { extended: Some(60), ..accepted(from) };
    assert_eq!(stage(&item, Stage::Decision, &longer, from).days_left, Some(60));
}

#[test]
fn after_corrections_the_last_one_counts() {
    let item = item(ProjectType::Commitment);
    let clock = |course: &Course, status| {
        legal_clock(&item, course, status, &Calendar::builtin(), date(2026, 5, 8))
    };
    let waits = Course { received: Some(date(2026, 4, 20)), ..Course::default() };
    assert_eq!(clock(&waits, Status::Correction).kind, ClockKind::None);
    let all_in = Course { corrected: Some(date(2026, 4, 30)), ..waits };
    assert_eq!(clock(&all_in, Status::Correction).deadline, firm(date(2026, 5, 18)));
    // The slip may be written days later: the time already runs.
    let written = Course { accepted: Some(date(2026, 5, 7)), ..all_in.clone() };
    assert_eq!(clock(&written, Status::Accepted).deadline, firm(date(2026, 5, 18)));
    // What is added after acceptance starts nothing anew.
    let later = Course { accepted: Some(date(2026, 4, 29)), ..all_in };
    assert_eq!(clock(&later, Status::Accepted).deadline, firm(date(2026, 5, 15)));
}

#[test]
fn papers_may_not_follow_later_than_the_limit() {
    let until = |day, today| {
        let course = Course { deferred_until: Some(day), ..accepted(date(2026, 4, 30)) };
        let found = stage(&item(ProjectType::Commitment), Stage::Decision, &course, today)
            .deferral
            .unwrap();
        (found.beyond_limit, found.days_left, found.alert)
    };
    assert_eq!(until(date(2026, 5, 18), date(2026, 5, 8)), (false, 7, Alert::None));
    assert_eq!(until(date(2026, 5, 19), date(2026, 5, 18)), (true, 1, Alert::Yellow));
    assert_eq!(until(date(2026, 5, 12), date(2026, 5, 13)), (false, -1, Alert::Red));
    let course = Course { deferred_until: Some(date(2026, 5, 12)), ..accepted(date(2026, 4, 30)) };
    let unlimited = Item { limit: None, ..item(ProjectType::Commitment) };
    let view = stage(&unlimited, Stage::Decision, &course, date(2026, 5, 8));
    assert_eq!(view.deferral.map(|d| (d.days_left, d.beyond_limit)), Some((3, false)));
}
