//! Working days: weekends, statutory holidays and the make-up days that replace them.
//! Not a source of truth beyond the years it knows: past those every answer is marked provisional.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

use crate::date::Date;

/// What differs from the plain Monday-to-Friday week in one year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct YearRules {
    /// Weekdays and weekends that are off.
    pub off: BTreeSet<Date>,
    /// Weekend days that are worked (调休).
    pub work: BTreeSet<Date>,
}

/// The last day of a period; `provisional` when it passes a day of a year not yet announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Deadline {
    pub date: Date,
    pub provisional: bool,
}

/// Years by number. A year absent here is unknown, not free of holidays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Calendar {
    years: BTreeMap<i16, YearRules>,
}

/// 2004 to 2026, as the npm package chinese-days 1.5.7 (MIT) has them; the last year after the State Council's notice of
/// 2025-11-04.
const YEARS: &str = include_str!("calendar/years.json");

impl Calendar {
    /// The calendar the program ships with.
    pub fn builtin() -> Self {
        static READ: OnceLock<Calendar> = OnceLock::new();
        // A file that cannot be read leaves no year known: every answer is then marked provisional.
        READ.get_or_init(|| serde_json::from_str(YEARS).unwrap_or_default()).clone()
    }

    /// Adds or replaces a year, for calendars delivered after the program.
    pub fn with_year(mut self, year: i16, rules: YearRules) -> Self {
        self.years.insert(year, rules);
        self
    }

    /// The last year known, for "known until".
    pub fn known_until(&self) -> Option<i16> {
        self.years.keys().next_back().copied()
    }

    /// (is it a working day, is that known). An unknown year falls back on Monday to Friday.
    pub fn is_working(&self, day: Date) -> (bool, bool) {
        let plain = !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        match self.years.get(&day.year()) {
            None => (plain, false),
            Some(rules) => ((plain || rules.work.contains(&day)) && !rules.off.contains(&day), true),
        }
    }

    /// The day after `from` is day 1 (行政许可法 art. 82: working days).
    pub fn add_working_days(&self, from: Date, n: u32) -> Deadline {
        let mut end = Deadline { date: from, provisional: !self.is_working(from).1 };
        let mut left = n;
        while left > 0 {
            let Ok(next) = end.date.tomorrow() else { break };
            let (working, known) = self.is_working(next);
            end.date = next;
            end.provisional |= !known;
            left -= u32::from(working);
        }
        end
    }

    /// Calendar days (自然日); known for every year.
    pub fn add_natural_days(&self, from: Date, n: u32) -> Deadline {
        let span = jiff::Span::new().try_days(n);
        let date = span.and_then(|span| from.checked_add(span)).unwrap_or(Date::MAX);
        Deadline { date, provisional: false }
    }

    /// Working days after `from` up to and including `to`; 0 on the last day, negative once it has passed.
    pub fn working_days_left(&self, from: Date, to: Date) -> i64 {
        let (first, last, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
        let passed = days(first, last).skip(1).filter(|day| self.is_working(*day).0).count();
        sign * i64::try_from(passed).unwrap_or(i64::MAX)
    }
}

fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(move |day| *day <= last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn due(from: Date, n: u32) -> Deadline {
        Calendar::builtin().add_working_days(from, n)
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
            assert_eq!(due(from, n), Deadline { date, provisional: false }, "{from} + {n}");
        }
    }

    #[test]
    fn beyond_the_known_year_is_provisional() {
        assert_eq!(due(date(2026, 12, 25), 5), Deadline { date: date(2027, 1, 1), provisional: true });
        assert_eq!(due(date(2026, 12, 25), 4), Deadline { date: date(2026, 12, 31), provisional: false });
        assert!(due(date(2003, 12, 30), 2).provisional);
        assert_eq!(Calendar::builtin().known_until(), Some(2026));
        assert_eq!(Calendar::builtin().years.len(), 23);
    }

    #[test]
    fn a_delivered_year_removes_the_doubt() {
        let rules = YearRules { off: [date(2027, 1, 1)].into(), work: [date(2027, 1, 3)].into() };
        let calendar = Calendar::builtin().with_year(2027, rules);
        let end = calendar.add_working_days(date(2026, 12, 25), 5);
        assert_eq!(end, Deadline { date: date(2027, 1, 3), provisional: false });
    }

    #[test]
    fn every_exception_of_2026_is_what_it_says() {
        let calendar = Calendar::builtin();
        for work in [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)] {
            assert_eq!(calendar.is_working(date(2026, work.0, work.1)), (true, true));
        }
        let weekdays_off = days(date(2026, 1, 1), date(2026, 12, 31))
            .filter(|d| !matches!(d.weekday(), Weekday::Saturday | Weekday::Sunday))
            .filter(|d| !calendar.is_working(*d).0);
        // 2 + 6 + 1 + 3 + 1 + 1 + 5 weekdays of the seven holidays.
        assert_eq!(weekdays_off.count(), 19);
    }

    #[test]
    fn the_holidays_of_earlier_years() {
        // National Day 2025 and Mid-Autumn were one holiday; 2020's Spring Festival was prolonged; 2004 has make-up days too.
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
        assert_eq!(calendar.add_natural_days(date(2026, 1, 1), u32::MAX).date, Date::MAX);
        assert_eq!(calendar.add_natural_days(date(2026, 12, 25), 30).date, date(2027, 1, 24));
    }
}
