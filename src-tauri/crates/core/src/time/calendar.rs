//! Working days: weekends, statutory holidays and the make-up days that replace them.
//! Not a source of truth beyond the years it knows: past those only what the law itself names is
//! off (`holidays`), and every answer is marked provisional.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::time::counting::{count_each, count_weekdays, find_day, is_weekday};
use crate::time::date::Date;
use crate::time::holidays::{count_freed_weekdays, is_statutory, statutory_days};

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

impl YearRules {
    /// Weekdays that are off less weekends that are worked, from `first` to `last`.
    fn count_lost_weekdays(&self, first: Date, last: Date) -> i64 {
        let off = self.off.range(first..=last).filter(|day| is_weekday(day));
        let worked = self.work.range(first..=last);
        let worked = worked.filter(|day| !is_weekday(day) && !self.off.contains(day));
        count_each(off) - count_each(worked)
    }
}

/// The last day of a period; `provisional` when it passes a day of a year not yet announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Deadline {
    pub date: Date,
    pub provisional: bool,
    /// A period in calendar days ended on this day off, so it ends on `date` instead (民法典 art.
    /// 203).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rolled_from: Option<Date>,
    /// `date` is a day off, and by the item's own rule the period ends there all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_day_off: bool,
}

impl Deadline {
    /// A day that nothing can change.
    pub fn firm(date: Date) -> Self {
        Self { date, provisional: false, rolled_from: None, on_day_off: false }
    }
}

/// Weekdays off of a year that neither a statutory holiday nor a worked weekend explains; negative
/// for weekends that are worked for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imbalance {
    pub year: i16,
    pub days: i64,
}

/// Years by number. A year absent here is unknown, not free of holidays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Calendar {
    years: BTreeMap<i16, YearRules>,
}

/// 2004 to 2026, as the npm package chinese-days 1.5.7 (MIT) has them, with the worked Saturday 31
/// December 2005 that it lacks; the last year after the State Council's notice of 2025-11-04.
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

    /// Years in which days off and make-up days do not come out even: each statutory holiday frees
    /// one weekday, and every other free weekday is worked for on a weekend. The last days of
    /// December belong to the new year's holiday. The State Council has given days beyond the law
    /// (2015, 2020), so this is a question to whoever wrote the year, not a refusal.
    pub fn find_imbalances(&self) -> Vec<Imbalance> {
        let imbalance = |year: &i16| {
            let free = self.days_about(*year, |rules| &rules.off).filter(is_weekday).count();
            let worked =
                self.days_about(*year, |rules| &rules.work).filter(|day| !is_weekday(day)).count();
            let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            let days = count(free) - count(worked) - count(statutory_days(*year).len());
            Imbalance { year: *year, days }
        };
        self.years.keys().map(imbalance).filter(|year| year.days != 0).collect()
    }

    /// Days of this list from the last days of December before the year to those of its own.
    fn days_about(
        &self,
        year: i16,
        list: impl Fn(&YearRules) -> &BTreeSet<Date>,
    ) -> impl Iterator<Item = Date> {
        let new_year_of = |day: &Date| day.year() + i16::from((day.month(), day.day()) > (12, 25));
        let years = [year.checked_sub(1), Some(year)].into_iter().flatten();
        let rules = years.filter_map(|year| self.years.get(&year));
        let days: Vec<Date> = rules.flat_map(|rules| list(rules).iter().copied()).collect();
        days.into_iter().filter(move |day| new_year_of(day) == year)
    }

    /// Statutory holidays that a known year has as working days.
    pub fn find_worked_holidays(&self) -> Vec<Date> {
        let days = self.years.keys().flat_map(|year| statutory_days(*year));
        let worked: BTreeSet<Date> = days.filter(|day| self.is_working(*day).0).collect();
        worked.into_iter().collect()
    }

    /// When the counter closes early on a half day; none on a whole day, and none on a day off.
    pub fn closing_time(&self, day: Date) -> Option<Time> {
        let half = self.years.get(&day.year())?.half.get(&day).copied();
        half.filter(|_| self.is_working(day).0)
    }

    pub fn years(&self) -> impl Iterator<Item = i16> {
        self.years.keys().copied()
    }

    /// The last year known, for "known until".
    pub fn known_until(&self) -> Option<i16> {
        self.years.keys().next_back().copied()
    }

    /// (is it a working day, is that known). An unknown year falls back on Monday to Friday without
    /// the holidays of the law.
    pub fn is_working(&self, day: Date) -> (bool, bool) {
        match self.years.get(&day.year()) {
            None => (is_weekday(&day) && !is_statutory(day), false),
            Some(rules) => {
                ((is_weekday(&day) || rules.work.contains(&day)) && !rules.off.contains(&day), true)
            }
        }
    }

    /// The day after `from` is day 1 (行政许可法 art. 82: working days).
    pub fn add_working_days(&self, from: Date, n: u32) -> Deadline {
        let end = find_day(from, n, |day| self.count_working_after(from, day));
        Deadline { provisional: !self.knows_all(from, end), ..Deadline::firm(end) }
    }

    /// Whether every year of these days is known, both ends included.
    pub(crate) fn knows_all(&self, first: Date, last: Date) -> bool {
        let years = i32::from(last.year()) - i32::from(first.year()) + 1;
        first > last || count_each(self.known_parts(first, last)) == i64::from(years)
    }

    /// Working days from `first` to `last`, both included.
    pub(crate) fn count_working(&self, first: Date, last: Date) -> i64 {
        if first > last {
            return 0;
        }
        let by_rules: i64 = self
            .known_parts(first, last)
            .map(|(first, last, rules)| rules.count_lost_weekdays(first, last))
            .sum();
        // In a year that is known only its rules count.
        let by_law = if self.knows_all(first, last) {
            0
        } else {
            let parts = self.known_parts(first, last);
            let in_known = parts.map(|(first, last, _)| count_freed_weekdays(first, last));
            count_freed_weekdays(first, last) - in_known.sum::<i64>()
        };
        count_weekdays(first, last) - by_rules - by_law
    }

    fn count_working_after(&self, from: Date, last: Date) -> i64 {
        from.tomorrow().map_or(0, |first| self.count_working(first, last))
    }

    /// Of these days those of each known year, with its rules. `first` does not come after `last`.
    fn known_parts(
        &self,
        first: Date,
        last: Date,
    ) -> impl Iterator<Item = (Date, Date, &YearRules)> {
        self.years.range(first.year()..=last.year()).filter_map(move |(year, rules)| {
            let new_year = Date::new(*year, 1, 1).ok()?;
            Some((first.max(new_year), last.min(new_year.last_of_year()), rules))
        })
    }

    /// Where a period in calendar days (自然日) ends whose last day is `last`: on a day off it goes
    /// on to the next working day (民法典 art. 203), unless the item `rolls` not.
    pub fn end_calendar_days(&self, last: Deadline, rolls: bool) -> Deadline {
        let (working, known) = self.is_working(last.date);
        if working || !rolls {
            let provisional = last.provisional || (rolls && !known);
            return Deadline { provisional, on_day_off: !working, ..last };
        }
        let next = self.add_working_days(last.date, 1);
        let provisional = last.provisional || next.provisional;
        Deadline { provisional, rolled_from: Some(last.date), ..next }
    }

    /// Working days after `from` up to and including `to`; 0 on the last day, negative once it has
    /// passed.
    pub fn working_days_left(&self, from: Date, to: Date) -> i64 {
        let (first, last, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
        sign * self.count_working_after(first, last)
    }
}

/// Every day from `first` to `last`, both included.
#[cfg(test)]
pub(crate) fn day_range(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |day| day.tomorrow().ok())
        .take_while(move |day| *day <= last)
}

#[cfg(test)]
mod tests;
