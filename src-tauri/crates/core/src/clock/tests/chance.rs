//! What must hold for any dates and any pauses.

use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::clock::{Alert, ClockKind, ClockView, Course, Pause, Period, Running};
use crate::time::calendar::{Calendar, day_range};
use crate::time::date::Date;

/// The same cases every time.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 300,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_122),
        ..Default::default()
    }
}

/// A day of 2025, 2026 or the unknown 2027.
fn day() -> impl Strategy<Value = Date> {
    (0_i64..900).prop_map(|n| date(2025, 1, 1).saturating_add(jiff::Span::new().days(n)))
}

fn pause() -> impl Strategy<Value = Pause> {
    (day(), 0_i64..40).prop_map(|(from, long)| Pause {
        from,
        to: Some(from.saturating_add(jiff::Span::new().days(long))),
    })
}

fn view(start: Date, days: u32, working: bool, pauses: &[Pause], today: Date) -> ClockView {
    let period = Period { working, ..Period::statute(days) };
    let course = Course { pauses: pauses.to_vec(), ..Course::default() };
    Running { kind: ClockKind::Promise, period, start }.clock_view(
        &course,
        &Calendar::builtin(),
        today,
    )
}

fn end(start: Date, days: u32, pauses: &[Pause]) -> Date {
    view(start, days, true, pauses, start).deadline.unwrap().date
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_deadline_is_never_a_day_off(start in day(), n in 1_u32..60,
        pauses in prop::collection::vec(pause(), 0..4)) {
        let end = end(start, n, &pauses);
        prop_assert!(Calendar::builtin().is_working(end).0);
        prop_assert!(!pauses.iter().any(|pause| pause.covers(end)));
    }

    #[test]
    fn counted_one_by_one_it_is_the_same(start in day(), n in 0_u32..60,
        pauses in prop::collection::vec(pause(), 0..4)) {
        let calendar = Calendar::builtin();
        let counted = day_range(start, end(start, n, &pauses)).skip(1)
            .filter(|day| calendar.is_working(*day).0 && !pauses.iter().any(|pause| pause.covers(*day)));
        prop_assert_eq!(counted.count(), n as usize);
        let deadline = view(start, n, true, &pauses, start).deadline.unwrap();
        let is_doubtful = |day: Date|
            !calendar.is_working(day).1 && !pauses.iter().any(|pause| pause.covers(day));
        prop_assert_eq!(deadline.provisional, day_range(start, deadline.date).any(is_doubtful));
        if pauses.is_empty() {
            prop_assert_eq!(end(start, n, &[]), calendar.add_working_days(start, n).date);
        }
    }

    #[test]
    fn another_pause_never_makes_it_earlier(
        start in day(), n in 0_u32..60, pauses in prop::collection::vec(pause(), 0..4),
        more in pause(),
    ) {
        let before = end(start, n, &pauses);
        let with: Vec<Pause> = pauses.iter().copied().chain([more]).collect();
        prop_assert!(end(start, n, &with) >= before);
        // The same pause once more changes nothing.
        let twice: Vec<Pause> = with.iter().copied().chain([more]).collect();
        prop_assert_eq!(end(start, n, &twice), end(start, n, &with));
    }

    #[test]
    fn more_days_and_a_later_start_end_later(start in day(), n in 0_u32..60,
        pauses in prop::collection::vec(pause(), 0..4)) {
        prop_assert!(end(start, n + 1, &pauses) > end(start, n, &pauses));
        prop_assert!(end(start.tomorrow().unwrap(), n, &pauses) >= end(start, n, &pauses));
    }

    #[test]
    fn days_left_only_fall_and_red_is_exactly_over(
        start in day(), n in 1_u32..60, working: bool, pauses in prop::collection::vec(pause(),
            0..4), ahead in 0_i64..120,
    ) {
        let today = start.saturating_add(jiff::Span::new().days(ahead));
        let now = view(start, n, working, &pauses, today);
        let next = view(start, n, working, &pauses, today.tomorrow().unwrap());
        prop_assert!(next.days_left <= now.days_left);
        let over = now.deadline.is_some_and(|end| end.date < today);
        prop_assert_eq!(now.alert == Alert::Red, over);
        prop_assert_eq!(now.days_left.is_some_and(|left| left < 0), over);
    }

    #[test]
    fn an_open_pause_has_no_end_unless_the_time_is_up_before(start in day(), n in 1_u32..60,
        from in day()) {
        let plain = end(start, n, &[]);
        let open = view(start, n, true, &[Pause { from, to: None }],
            start).deadline.map(|end| end.date);
        prop_assert_eq!(open, (plain < from).then_some(plain));
    }
}
