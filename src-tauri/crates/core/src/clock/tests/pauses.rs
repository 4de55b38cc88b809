//! Special procedures: days that are not counted, over holidays and without an end.

use jiff::civil::date;

use super::{Course, firm, item};
use crate::clock::{Alert, ClockKind, ClockView, Pause, Stage, legal_clock, stage_clock};
use crate::item::ProjectType;
use crate::state::Status;
use crate::time::calendar::Calendar;
use crate::time::date::Date;

fn pause(from: Date, to: Option<Date>) -> Pause {
    Pause { from, to }
}

fn clock(accepted: Date, pauses: &[Pause], today: Date) -> ClockView {
    let course = Course { accepted: Some(accepted), pauses: pauses.to_vec(), ..Course::default() };
    legal_clock(
        &item(ProjectType::Commitment),
        &course,
        Status::Accepted,
        &Calendar::builtin(),
        today,
    )
}

#[test]
fn working_days_in_a_pause_do_not_count() {
    // Thursday before Mid-Autumn; ten days: 28, 29, 30 September, 8, 9, 10 (a Saturday), 12, 13,
    // 14, 15 October.
    let start = date(2026, 9, 24);
    assert_eq!(clock(start, &[], start).deadline, firm(date(2026, 10, 15)));
    // A pause within the holiday costs nothing.
    let holiday = pause(date(2026, 10, 1), Some(date(2026, 10, 7)));
    assert_eq!(clock(start, &[holiday], start).deadline, firm(date(2026, 10, 15)));
    // Across it: 29 and 30 September, 8, 9 and the worked Saturday 10 October.
    let across = pause(date(2026, 9, 29), Some(date(2026, 10, 10)));
    assert_eq!(clock(start, &[across], start).deadline, firm(date(2026, 10, 22)));
    let twice = [across, holiday, pause(date(2026, 10, 8), Some(date(2026, 10, 9)))];
    assert_eq!(clock(start, &twice, start).deadline, firm(date(2026, 10, 22)));
    let ended_before_it_began = pause(date(2026, 9, 30), Some(date(2026, 9, 28)));
    assert_eq!(clock(start, &[ended_before_it_began], start).deadline, firm(date(2026, 10, 15)));
    // The same over Labour Day, with a make-up Saturday in the second.
    let course = |pauses: &[Pause]| clock(date(2026, 4, 30), pauses, date(2026, 4, 30)).deadline;
    assert_eq!(course(&[pause(date(2026, 5, 6), Some(date(2026, 5, 8)))]), firm(date(2026, 5, 21)));
    assert_eq!(course(&[pause(date(2026, 5, 1), Some(date(2026, 5, 9)))]), firm(date(2026, 5, 22)));
}

#[test]
fn over_the_spring_festival_and_its_make_up_days() {
    // Accepted on Thursday 12 February; expert review from the worked Saturday 14 to the worked
    // Saturday 28 February.
    let start = date(2026, 2, 12);
    assert_eq!(clock(start, &[], start).deadline, firm(date(2026, 3, 4)));
    let review = pause(date(2026, 2, 14), Some(date(2026, 2, 28)));
    assert_eq!(clock(start, &[review], start).deadline, firm(date(2026, 3, 12)));
    let during = clock(start, &[review], date(2026, 2, 24));
    assert_eq!(
        (during.kind, during.deadline, during.days_left),
        (ClockKind::Paused, firm(date(2026, 3, 12)), Some(9))
    );
    let after = clock(start, &[review], date(2026, 3, 2));
    assert_eq!((after.kind, after.days_left), (ClockKind::Promise, Some(8)));
}

#[test]
fn while_a_pause_is_open_the_clock_stands_still() {
    let open = [pause(date(2026, 5, 8), None)];
    let start = date(2026, 4, 30);
    for today in [date(2026, 5, 8), date(2026, 5, 12), date(2026, 8, 3)] {
        let view = clock(start, &open, today);
        assert_eq!(
            (view.kind, view.deadline, view.days_left),
            (ClockKind::Paused, None, Some(8)),
            "{today}"
        );
        assert_eq!(view.alert, Alert::None);
    }
    let before = clock(start, &open, date(2026, 5, 6));
    assert_eq!(
        (before.kind, before.deadline, before.days_left),
        (ClockKind::Promise, None, Some(9))
    );
    // What was over when the pause began stays over.
    let late = clock(date(2026, 4, 1), &open, date(2026, 5, 12));
    assert_eq!(
        (late.kind, late.alert, late.deadline.is_some()),
        (ClockKind::Promise, Alert::Red, true)
    );
}

#[test]
fn a_pause_stops_neither_the_notice_nor_the_handing_over() {
    let course = Course {
        received: Some(date(2026, 2, 13)),
        decided: Some(date(2026, 4, 30)),
        pauses: vec![pause(date(2026, 1, 1), None)],
        ..Course::default()
    };
    let item = crate::item::Item { task_type: "01".into(), ..item(ProjectType::Commitment) };
    let end = |stage| {
        stage_clock(&item, stage, &course, &Calendar::builtin(), date(2026, 2, 13)).deadline
    };
    assert_eq!(end(Stage::Notice), firm(date(2026, 2, 27)));
    assert_eq!(end(Stage::Result), firm(date(2026, 5, 18)));
    assert_eq!(end(Stage::FirstReview), None);
}

#[test]
fn calendar_days_pause_as_well() {
    let mut item = item(ProjectType::Commitment);
    item.limit.as_mut().unwrap().working = false;
    let pauses = vec![pause(date(2026, 9, 26), Some(date(2026, 9, 27)))];
    let course = Course { accepted: Some(date(2026, 9, 23)), pauses, ..Course::default() };
    let view =
        stage_clock(&item, Stage::Decision, &course, &Calendar::builtin(), date(2026, 9, 23));
    // On Monday 5 October the counter is closed.
    let rolled = view.deadline.map(|end| (end.date, end.rolled_from));
    assert_eq!(rolled, Some((date(2026, 10, 8), Some(date(2026, 10, 5)))));
    assert_eq!(view.days_left, Some(13));
}
