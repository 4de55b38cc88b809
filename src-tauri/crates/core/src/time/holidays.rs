//! The holidays that the law itself names (全国年节及纪念日放假办法), by the year. Not which weekends are
//! worked for longer ones, nor where a holiday on a weekend is made up: the State Council says that
//! year by year, and `calendar` has the years it has said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::time::counting::{count_each, is_weekday};

/// Days of the lunar calendar and of the sun, 2004 to 2050, as borax 4.1.3 and lunar_python 1.4.8
/// (both MIT) agree on them. A year beyond has the days of the solar calendar only.
const FESTIVALS: &str = include_str!("calendar/festivals.json");

#[derive(Debug, Clone, Copy, Deserialize)]
struct Festivals {
    /// 正月初一.
    spring: Date,
    qingming: Date,
    dragon_boat: Date,
    mid_autumn: Date,
}

/// Each as often as the law gives it: Mid-Autumn may fall on National Day, and frees a day more.
pub fn statutory_days(year: i16) -> Vec<Date> {
    let festivals = festivals_of(year);
    let around_spring = |from: i64, to: i64| {
        let day =
            move |n| festivals.map(|year| year.spring.saturating_add(jiff::Span::new().days(n)));
        (from..=to).filter_map(day)
    };
    let on = |month, day| Date::new(year, month, day).ok();
    let mut days: Vec<Date> = on(1, 1).into_iter().collect();
    // As amended for 2008, 2014 and 2025.
    match year {
        ..2008 | 2014..2025 => days.extend(around_spring(0, 2)),
        2008..2014 => days.extend(around_spring(-1, 1)),
        2025.. => days.extend(around_spring(-1, 2)),
    }
    if let Some(known) = festivals.filter(|_| year >= 2008) {
        days.extend([known.qingming, known.dragon_boat, known.mid_autumn]);
    }
    let labour = match year {
        ..2008 => 3,
        2008..2025 => 1,
        2025.. => 2,
    };
    days.extend((1..=labour).filter_map(|day| on(5, day)));
    days.extend((1..=3).filter_map(|day| on(10, day)));
    days
}

pub fn is_statutory(day: Date) -> bool {
    statutory_days(day.year()).contains(&day)
}

/// Weekdays that these holidays free, from `first` to `last`, which does not come before it.
pub(super) fn count_freed_weekdays(first: Date, last: Date) -> i64 {
    if first.year() == last.year() {
        return count_in_year(first, last);
    }
    let parts =
        count_in_year(first, first.last_of_year()) + count_in_year(last.first_of_year(), last);
    match last.year() - first.year() {
        ..=1 => parts,
        _ => parts + freed_before(last.year()) - freed_before(first.year() + 1),
    }
}

/// Of days of one year. Two holidays on one day free it once.
fn count_in_year(first: Date, last: Date) -> i64 {
    let days: BTreeSet<Date> = statutory_days(first.year()).into_iter().collect();
    count_each(days.range(first..=last).filter(|day| is_weekday(day)))
}

/// In all years before this one, added up once for all.
fn freed_before(year: i16) -> i64 {
    static SUMS: OnceLock<Vec<i64>> = OnceLock::new();
    let sums = SUMS.get_or_init(|| {
        let years =
            (Date::MIN.year()..=Date::MAX.year()).filter_map(|year| Date::new(year, 1, 1).ok());
        let sums = years.scan(0, |sum, first| {
            *sum += count_in_year(first, first.last_of_year());
            Some(*sum)
        });
        std::iter::once(0).chain(sums).collect()
    });
    let years = i32::from(year) - i32::from(Date::MIN.year());
    usize::try_from(years).ok().and_then(|years| sums.get(years)).copied().unwrap_or_default()
}

fn festivals_of(year: i16) -> Option<Festivals> {
    static READ: OnceLock<BTreeMap<i16, Festivals>> = OnceLock::new();
    READ.get_or_init(|| serde_json::from_str(FESTIVALS).unwrap_or_default()).get(&year).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_law_gives_ten_eleven_and_thirteen_days() {
        for (year, days) in [(2004, 10), (2007, 10), (2008, 11), (2024, 11), (2025, 13), (2050, 13)]
        {
            assert_eq!(statutory_days(year).len(), days, "{year}");
        }
        // Without the lunar calendar only the solar days are known.
        assert_eq!(statutory_days(2051).len(), 6);
        // A year that no date has, as a file may name it.
        assert_eq!(statutory_days(i16::MAX), []);
    }

    #[test]
    fn the_new_moon_minutes_before_and_after_midnight() {
        assert!(is_statutory(date(2027, 2, 6)) && is_statutory(date(2027, 2, 5)));
        assert!(!is_statutory(date(2027, 2, 9)));
        assert!(is_statutory(date(2030, 2, 2)) && !is_statutory(date(2030, 2, 1)));
        // Mid-Autumn on National Day.
        let of_2031 = statutory_days(2031);
        assert_eq!(of_2031.iter().filter(|day| **day == date(2031, 10, 1)).count(), 2);
    }
}
