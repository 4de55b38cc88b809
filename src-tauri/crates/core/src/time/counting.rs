//! Counting days without walking over them: what ends in the year 9999 takes as many steps as what
//! ends next week, give or take a few.

use jiff::SignedDuration;
use jiff::civil::Weekday;

use crate::time::date::Date;

const WEEK: i64 = 7;
const WEEKDAYS: i64 = 5;

pub fn is_weekday(day: &Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// From `first` to `last`, both included; 0 when `last` comes before.
pub fn count_days(first: Date, last: Date) -> i64 {
    (last.duration_since(first).as_hours() / 24 + 1).max(0)
}

/// Monday to Friday, of the same days.
pub fn count_weekdays(first: Date, last: Date) -> i64 {
    let days = count_days(first, last);
    let begins = i64::from(first.weekday().to_monday_zero_offset());
    let rest = (0..days % WEEK).filter(|more| (begins + more) % WEEK < WEEKDAYS);
    days / WEEK * WEEKDAYS + count_each(rest)
}

pub fn count_each<T>(each: impl Iterator<Item = T>) -> i64 {
    each.map(|_| 1).sum()
}

/// The `n`th day after `from` that counts; `count` says how many do after `from` up to and
/// including a day. Where there are never so many, the last day there is.
pub fn find_day(from: Date, n: u32, count: impl Fn(Date) -> i64) -> Date {
    if n == 0 {
        return from;
    }
    let (n, most) = (i64::from(n), count_days(from, Date::MAX) - 1);
    let day_after = |days: i64| from.saturating_add(SignedDuration::from_hours(24 * days));
    // One day less is too early, since no day counts twice.
    let (mut early, mut enough) = ((n - 1).min(most), n.min(most));
    while enough < most && count(day_after(enough)) < n {
        early = enough;
        enough = (enough * 2).min(most);
    }
    while enough - early > 1 {
        let middle = early + (enough - early) / 2;
        match count(day_after(middle)) < n {
            true => early = middle,
            false => enough = middle,
        }
    }
    day_after(enough)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::cell::Cell;

    /// Twenty-two halvings of all days there are, and as many doublings on the way up.
    const MOST_STEPS: u32 = 48;

    #[test]
    fn the_year_9999_takes_few_steps() {
        for (from, counting_from, n, end) in [
            (date(2026, 12, 1), date(2026, 12, 2), 5, date(2026, 12, 6)),
            (date(2026, 12, 1), date(9999, 3, 1), 1, date(9999, 3, 1)),
            (date(2026, 12, 1), date(9999, 12, 31), 2, Date::MAX),
            (Date::MIN, date(9999, 12, 31), 1, Date::MAX),
            (date(2026, 12, 1), date(2026, 12, 2), u32::MAX, Date::MAX),
            (Date::MAX, Date::MAX, 3, Date::MAX),
        ] {
            let steps = Cell::new(0);
            let found = find_day(from, n, |day| {
                steps.set(steps.get() + 1);
                count_days(counting_from, day)
            });
            assert_eq!(found, end, "{from} + {n}");
            assert!(steps.get() <= MOST_STEPS, "{from} + {n}: {} steps", steps.get());
        }
    }

    #[test]
    fn weekdays_come_out_as_those_counted_one_by_one() {
        let first = date(2026, 2, 25);
        let (mut last, mut counted) = (first, 0);
        while last < date(2026, 4, 1) {
            counted += i64::from(is_weekday(&last));
            assert_eq!(count_weekdays(first, last), counted, "{last}");
            last = last.tomorrow().unwrap();
        }
        assert_eq!(count_weekdays(first, date(2026, 2, 24)), 0);
        assert_eq!(count_days(first, date(2026, 2, 23)), 0);
        assert_eq!(count_days(Date::MIN, Date::MAX), 7_304_484);
    }
}
