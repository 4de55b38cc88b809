//! The calendar the program ships with, delivered years and half days.
use super::*;
use jiff::civil::{Weekday, date};

fn due(from: Date, n: u32) -> Deadline {
    Calendar::builtin().add_working_days(from, n)
}

fn perhaps(date: Date) -> Deadline {
    Deadline { provisional: true, ..Deadline::firm(date) }
}

#[test]
fn the_published_deadline_vectors() {
    let cases = [
        (date(2026, 2, 13), 5, date(2026, 2, 27)),
        (date(2026, 9, 30), 5, date(2026, 10, 13)),
        (date(2026, 4, 20), 20, date(2026, 5, 20)),
        (date(2026, 4, 30), 10, date(2026, 5, 18)),
        (date(2026, 5, 8), 1, date(2026, 5, 9)),
        (date(2026, 2, 14), 1, date(2026, 2, 24)),
    ];
    for (from, n, date) in cases {
        assert_eq!(due(from, n), Deadline::firm(date), "{from} + {n}");
    }
}

#[test]
fn beyond_the_known_year_is_provisional() {
    // New Year's Day is off in any year; the weekend after it follows.
    assert_eq!(due(date(2026, 12, 25), 5), perhaps(date(2027, 1, 4)));
    assert_eq!(due(date(2026, 12, 25), 4), Deadline::firm(date(2026, 12, 31)));
    assert!(due(date(2003, 12, 30), 2).provisional);
    assert_eq!(Calendar::builtin().known_until(), Some(2026));
    assert_eq!(Calendar::builtin().years.len(), 23);
}

#[test]
fn a_delivered_year_removes_the_doubt() {
    let rules = YearRules {
        off: [date(2027, 1, 1)].into(),
        work: [date(2027, 1, 3)].into(),
        ..YearRules::default()
    };
    let calendar = Calendar::builtin().with_year(2027, rules);
    let end = calendar.add_working_days(date(2026, 12, 25), 5);
    assert_eq!(end, Deadline::firm(date(2027, 1, 3)));
}

#[test]
fn every_exception_of_2026_is_what_it_says() {
    let calendar = Calendar::builtin();
    for work in [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)] {
        assert_eq!(calendar.is_working(date(2026, work.0, work.1)), (true, true));
    }
    let weekdays_off = day_range(date(2026, 1, 1), date(2026, 12, 31))
        .filter(|d| !matches!(d.weekday(), Weekday::Saturday | Weekday::Sunday))
        .filter(|d| !calendar.is_working(*d).0);
    // 2 + 6 + 1 + 3 + 1 + 1 + 5 weekdays of the seven holidays.
    assert_eq!(weekdays_off.count(), 19);
}

#[test]
fn the_holidays_of_earlier_years() {
    // National Day 2025 and Mid-Autumn were one holiday; 2020's Spring Festival was prolonged; 2004
    // has make-up days too.
    let calendar = Calendar::builtin();
    for (day, works) in [
        (date(2025, 10, 8), false),
        (date(2025, 10, 11), true),
        (date(2020, 1, 31), false),
        (date(2019, 10, 12), true),
        (date(2012, 1, 21), true),
        (date(2023, 1, 21), false),
    ] {
        assert_eq!(calendar.is_working(day), (works, true), "{day}");
    }
    assert_eq!(due(date(2025, 9, 30), 1).date, date(2025, 10, 9));
}

#[test]
fn days_left_count_to_the_last_day_and_below() {
    let calendar = Calendar::builtin();
    let last = date(2026, 2, 27);
    assert_eq!(calendar.working_days_left(date(2026, 2, 13), last), 5);
    assert_eq!(calendar.working_days_left(last, last), 0);
    assert_eq!(calendar.working_days_left(date(2026, 2, 28), last), -1);
    assert_eq!(calendar.working_days_left(date(2026, 3, 2), last), -2);
}

#[test]
fn the_end_of_time_is_survived() {
    let calendar = Calendar::builtin();
    assert_eq!(calendar.add_working_days(date(9999, 12, 30), 5).date, date(9999, 12, 31));
    assert_eq!(calendar.end_calendar_days(Deadline::firm(Date::MAX), true).date, Date::MAX);
}

/// As somebody counts on a calendar on the wall.
fn count_one_by_one(calendar: &Calendar, from: Date, n: u32) -> Deadline {
    let mut end = Deadline { provisional: !calendar.is_working(from).1, ..Deadline::firm(from) };
    let mut remaining = n;
    while remaining > 0 {
        end.date = end.date.tomorrow().unwrap();
        let (working, known) = calendar.is_working(end.date);
        end.provisional |= !known;
        remaining -= u32::from(working);
    }
    end
}

#[test]
fn far_days_are_those_counted_one_by_one() {
    let odd = YearRules {
        off: [date(2028, 5, 6), date(2028, 5, 8), date(2029, 1, 2)].into(),
        work: [date(2028, 5, 6), date(2028, 5, 7), date(2028, 5, 9), date(2027, 1, 2)].into(),
        ..YearRules::default()
    };
    let calendars =
        [Calendar::builtin(), Calendar::default(), Calendar::builtin().with_year(2028, odd)];
    for calendar in &calendars {
        for from in [
            date(2003, 12, 20),
            date(2025, 12, 31),
            date(2026, 9, 1),
            date(2027, 12, 24),
            date(2031, 9, 28),
            date(2049, 6, 1),
        ] {
            for n in [0, 1, 2, 5, 20, 44, 260, 700] {
                let end = calendar.add_working_days(from, n);
                assert_eq!(end, count_one_by_one(calendar, from, n), "{from} + {n}");
                assert_eq!(calendar.working_days_left(from, end.date), i64::from(n));
            }
        }
        let (first, last) = (date(2024, 2, 29), date(2431, 10, 2));
        let counted = day_range(first, last).skip(1).filter(|day| calendar.is_working(*day).0);
        let counted = i64::try_from(counted.count()).unwrap();
        assert_eq!(calendar.working_days_left(first, last), counted);
        assert_eq!(calendar.working_days_left(last, first), -counted);
    }
}

/// Counted one by one a single one of them is three million days.
#[test]
fn the_end_of_time_is_counted_as_quickly_as_next_week() {
    let calendar = Calendar::builtin();
    let all = calendar.working_days_left(date(2026, 12, 31), Date::MAX);
    for day in 0..2_000 {
        let from = date(2027, 1, 1).saturating_add(jiff::Span::new().days(day));
        let left = calendar.working_days_left(from, Date::MAX);
        assert_eq!(left + calendar.working_days_left(date(2026, 12, 31), from), all);
        let n = u32::try_from(left).unwrap();
        let end = calendar.add_working_days(from, n).date;
        assert_eq!((end, calendar.working_days_left(from, end)), (date(9999, 12, 31), left));
    }
}

#[test]
fn a_half_day_closes_early_and_counts_whole() {
    let rules = r#"{ "2026": { "off": ["2026-02-16", "2026-02-17"], "work": ["2026-02-14"],
        "half": { "2026-02-14": "12:00", "2026-02-17": "12:00" } } }"#;
    let calendar: Calendar = serde_json::from_str(rules).unwrap();
    assert_eq!(calendar.closing_time(date(2026, 2, 14)), Some(jiff::civil::time(12, 0, 0, 0)));
    assert_eq!(calendar.is_working(date(2026, 2, 14)), (true, true));
    assert_eq!(calendar.add_working_days(date(2026, 2, 13), 1).date, date(2026, 2, 14));
    for day in [date(2026, 2, 13), date(2026, 2, 17), date(2027, 2, 14)] {
        assert_eq!(calendar.closing_time(day), None, "{day}");
    }
    assert_eq!(calendar.find_contradictions(), [date(2026, 2, 17)]);
    let written = serde_json::to_string(&calendar).unwrap();
    assert_eq!(serde_json::from_str::<Calendar>(&written).unwrap(), calendar);
}

#[test]
fn a_newer_calendar_replaces_years_whole_and_adds_the_next() {
    let newer: Calendar = serde_json::from_str(
        r#"{ "2026": { "off": ["2026-12-25"], "work": [] }, "2027": { "off": ["2027-01-01"], "work": ["2027-01-03"] } }"#,
    )
    .unwrap();
    let calendar = Calendar::builtin().with_newer_years(newer);
    assert_eq!((calendar.known_until(), calendar.years.len()), (Some(2027), 24));
    assert_eq!(calendar.is_working(date(2026, 12, 25)), (false, true));
    assert_eq!(calendar.is_working(date(2026, 10, 1)), (true, true));
    assert_eq!(calendar.is_working(date(2025, 10, 8)), (false, true));
    // The doubt of the published vector is gone.
    let end = calendar.add_working_days(date(2026, 12, 25), 5);
    assert_eq!(end, Deadline::firm(date(2027, 1, 3)));
    assert!(calendar.add_working_days(date(2027, 12, 31), 1).provisional);
}

#[test]
fn a_calendar_that_contradicts_itself_is_told() {
    assert_eq!(Calendar::builtin().find_contradictions(), []);
    let rules = YearRules {
        off: [date(2027, 1, 1), date(2027, 1, 2)].into(),
        work: [date(2027, 1, 2), date(2028, 1, 1)].into(),
        ..YearRules::default()
    };
    let calendar = Calendar::default().with_year(2027, rules);
    assert_eq!(calendar.find_contradictions(), [date(2027, 1, 2), date(2028, 1, 1)]);
}

#[test]
fn every_year_comes_out_even_but_those_with_days_beyond_the_law() {
    let calendar = Calendar::builtin();
    // 3 September 2015; the Spring Festival of 2020 was lengthened.
    let beyond = [Imbalance { year: 2015, days: 1 }, Imbalance { year: 2020, days: 2 }];
    assert_eq!(calendar.find_imbalances(), beyond);
    assert_eq!(calendar.find_worked_holidays(), []);
    assert_eq!(due(date(2005, 12, 30), 1), Deadline::firm(date(2005, 12, 31)));
    assert_eq!(due(date(2005, 12, 31), 1), Deadline::firm(date(2006, 1, 4)));
}

#[test]
fn a_year_with_a_slip_is_told() {
    let mut rules = Calendar::builtin().years.get(&2026).cloned().unwrap();
    rules.work.remove(&date(2026, 10, 10));
    rules.off.remove(&date(2026, 9, 25));
    let slipped = Calendar::builtin().with_year(2026, rules.clone());
    // One free Thursday too many, one holiday too few: the sum hides it, the day does not.
    assert_eq!(slipped.find_imbalances().len(), 2);
    assert_eq!(slipped.find_worked_holidays(), [date(2026, 9, 25)]);
    rules.off.insert(date(2026, 9, 25));
    let slipped = Calendar::builtin().with_year(2026, rules);
    assert_eq!(slipped.find_imbalances().last(), Some(&Imbalance { year: 2026, days: 1 }));
}

#[test]
fn beyond_the_known_years_the_holidays_of_the_law_are_off() {
    let calendar = Calendar::builtin();
    for (year, month, day) in [
        (2027, 1, 1),
        (2027, 2, 5),
        (2027, 2, 8),
        (2027, 4, 5),
        (2027, 6, 9),
        (2027, 9, 15),
        (2029, 5, 1),
        (2029, 5, 2),
        (2030, 10, 1),
        (2060, 10, 1),
    ] {
        assert_eq!(calendar.is_working(date(year, month, day)), (false, false), "{year}-{month}");
    }
    for (year, month, day) in [(2027, 2, 9), (2027, 5, 3), (2027, 10, 4), (2060, 3, 1)] {
        assert_eq!(calendar.is_working(date(year, month, day)), (true, false), "{year}-{month}");
    }
    assert_eq!(due(date(2027, 9, 30), 1), perhaps(date(2027, 10, 4)));
    // Once the year is delivered, only what it says counts.
    let calendar = calendar.with_year(2027, YearRules::default());
    assert_eq!(calendar.is_working(date(2027, 10, 1)), (true, true));
}

#[test]
fn calendar_days_end_on_the_next_working_day_or_say_so() {
    let calendar = Calendar::builtin();
    let last = Deadline::firm;
    let rolled = |from, to| Deadline { rolled_from: Some(from), ..Deadline::firm(to) };
    for (day, to) in [
        (date(2026, 10, 2), date(2026, 10, 8)),
        (date(2026, 10, 5), date(2026, 10, 8)),
        (date(2026, 2, 15), date(2026, 2, 24)),
        // Saturday 10 October is worked; Sunday 11 October is not.
        (date(2026, 10, 11), date(2026, 10, 12)),
    ] {
        assert_eq!(calendar.end_calendar_days(last(day), true), rolled(day, to), "{day}");
        let stays = Deadline { on_day_off: true, ..last(day) };
        assert_eq!(calendar.end_calendar_days(last(day), false), stays, "{day}");
    }
    for day in [date(2026, 10, 10), date(2026, 12, 16)] {
        assert_eq!(calendar.end_calendar_days(last(day), true), last(day), "{day}");
    }
    // The year is not announced: whether the day is off is not known, and may move it.
    let next_year = calendar.end_calendar_days(last(date(2027, 1, 24)), true);
    assert_eq!((next_year.date, next_year.provisional), (date(2027, 1, 25), true));
    assert!(calendar.end_calendar_days(last(date(2027, 1, 26)), true).provisional);
    assert!(!calendar.end_calendar_days(last(date(2027, 1, 26)), false).provisional);
}
