//! Working days: weekends, statutory holidays and the make-up days that replace them.
//! Not a source of truth beyond the years it knows: past those every answer is marked provisional.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::{Time, Weekday};
use serde::{Deserialize, Serialize};

use crate::time::date::Date;

/// What differs from the plain Monday-to-Friday week in one year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct YearRules {
    /// Weekdays and weekends that are off.
    pub off: BTreeSet<Date>,
    /// Weekend days that are worked (调休).
    pub work: BTreeSet<Date>,
    /// Working days on which the counter closes early, and when it closes. Set by the counter's own
    /// office, by no statute [G]; the day still counts as a whole working day.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub half: BTreeMap<Date, Time>,
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

/// 2004 to 2026, as the npm package chinese-days 1.5.7 (MIT) has them; the last year after the
/// State Council's notice of 2025-11-04.
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

    /// The years of `newer` take the place of those here or are added; a year is replaced whole,
    /// half days too.
    pub fn with_newer_years(mut self, newer: Calendar) -> Self {
        self.years.extend(newer.years);
        self
    }

    /// Days that say nothing or contradict themselves: noted under another year, both off and
    /// worked, or half a day that is off. Empty for a calendar that may be used.
    pub fn find_contradictions(&self) -> Vec<Date> {
        let of_year = |(year, rules): (&i16, &YearRules)| {
            let days = rules.off.iter().chain(&rules.work).chain(rules.half.keys());
            let astray = days.filter(|day| day.year() != *year).copied();
            let both = rules.off.intersection(&rules.work).copied();
            let idle = rules.half.keys().filter(|day| !self.is_working(**day).0).copied();
            astray.chain(both).chain(idle).collect::<Vec<_>>()
        };
        let days: BTreeSet<Date> = self.years.iter().flat_map(of_year).collect();
        days.into_iter().collect()
    }

    /// When the counter closes early on a half day; none on a whole day, and none on a day off.
    pub fn closing_time(&self, day: Date) -> Option<Time> {
        let half = self.years.get(&day.year())?.half.get(&day).copied();
        half.filter(|_| self.is_working(day).0)
    }

    /// The last year known, for "known until".
    pub fn known_until(&self) -> Option<i16> {
        self.years.keys().next_back().copied()
    }

    /// (is it a working day, is that known). An unknown year falls back on Monday to Friday.
    pub fn is_working(&self, day: Date) -> (bool, bool) {
        let is_weekday = !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        match self.years.get(&day.year()) {
            None => (is_weekday, false),
            Some(rules) => {
                ((is_weekday || rules.work.contains(&day)) && !rules.off.contains(&day), true)
            }
        }
    }

    /// The day after `from` is day 1 (行政许可法 art. 82: working days).
    pub fn add_working_days(&self, from: Date, n: u32) -> Deadline {
        nth_day(from, n, |day| self.is_working(day))
    }

    /// Calendar days (自然日); known for every year.
    pub fn add_natural_days(&self, from: Date, n: u32) -> Deadline {
        let span = jiff::Span::new().try_days(n);
        let date = span.and_then(|span| from.checked_add(span)).unwrap_or(Date::MAX);
        Deadline { date, provisional: false }
    }

    /// Working days after `from` up to and including `to`; 0 on the last day, negative once it has
    /// passed.
    pub fn working_days_left(&self, from: Date, to: Date) -> i64 {
        let (first, last, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
        let count = day_range(first, last).skip(1).filter(|day| self.is_working(*day).0).count();
        sign * i64::try_from(count).unwrap_or(i64::MAX)
    }
}

/// The `n`th day after `from` that counts; `counts` says whether a day does, and whether that is
/// known.
pub(crate) fn nth_day(from: Date, n: u32, counts: impl Fn(Date) -> (bool, bool)) -> Deadline {
    let mut end = Deadline { date: from, provisional: !counts(from).1 };
    let mut remaining = n;
    while remaining > 0 {
        let Ok(next) = end.date.tomorrow() else { break };
        let (counted, known) = counts(next);
        end.date = next;
        end.provisional |= !known;
        remaining -= u32::from(counted);
    }
    end
}

/// Every day from `first` to `last`, both included.
pub(crate) fn day_range(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.tomorrow().ok())
        .take_while(move |day| *day <= last)
}

#[cfg(test)]
mod tests;
