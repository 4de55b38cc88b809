//! Days and moments of the counter. Not a clock: the moment always comes from outside.

use std::fmt;
use std::str::FromStr;

pub use jiff::civil::Date;
use jiff::civil::{DateTime, Time};
use jiff::tz::Offset;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Beijing time has been +08:00 without summer time since 1992; every case is younger.
const LOCAL: Offset = Offset::constant(8);

/// An instant, kept in UTC and shown in Beijing time. Serialised as an RFC 3339 string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(Timestamp);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DateFault {
    #[error("not a moment in RFC 3339")]
    NotAMoment,
    #[error("not a date in the form YYYY-MM-DD")]
    NotADate,
}

impl DateFault {
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAMoment => "not_a_moment",
            Self::NotADate => "not_a_date",
        }
    }
}

impl Moment {
    /// Milliseconds since 1970 UTC. A value no calendar can hold becomes the nearest one it can:
    /// a broken system clock must not stop the counter.
    pub fn from_millis(millis: i64) -> Self {
        let edge = if millis < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Self(Timestamp::from_millisecond(millis).unwrap_or(edge))
    }

    pub fn millis(self) -> i64 {
        self.0.as_millisecond()
    }

    pub fn local_datetime(self) -> DateTime {
        LOCAL.to_datetime(self.0)
    }

    /// The local day: what the legal clock counts from.
    pub fn date(self) -> Date {
        self.local_datetime().date()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Moment {
    type Err = DateFault;

    fn from_str(text: &str) -> Result<Self, DateFault> {
        text.parse().map(Self).map_err(|_| DateFault::NotAMoment)
    }
}

/// When the local day begins.
pub fn start_of(day: Date) -> Moment {
    moment_of(day, Time::midnight())
}

/// A local day and time as a moment.
pub fn moment_of(day: Date, time: Time) -> Moment {
    let edge = if day.year() < 1970 { Timestamp::MIN } else { Timestamp::MAX };
    Moment(LOCAL.to_timestamp(day.to_datetime(time)).unwrap_or(edge))
}

/// Reads `YYYY-MM-DD` and nothing else; the library alone would also take times and week dates.
pub fn parse_date(text: &str) -> Result<Date, DateFault> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(i, b)| if matches!(i, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() });
    if !shaped {
        return Err(DateFault::NotADate);
    }
    keep_likely_year(text.parse().ok())
}

/// Of a year before it (0026) nobody at a counter speaks: a slip of the keys.
const EARLIEST_YEAR: i16 = 1000;

pub(super) fn keep_likely_year(day: Option<Date>) -> Result<Date, DateFault> {
    day.filter(|day| day.year() >= EARLIEST_YEAR).ok_or(DateFault::NotADate)
}

/// Local legal time, to the minute, as people read it: `2026-11-22 09:30`.
pub fn moment_text(at: Moment) -> String {
    at.local_datetime().strftime("%Y-%m-%d %H:%M").to_string()
}

/// `YYYY-MM-DD`.
pub fn date_text(date: Date) -> String {
    date.strftime("%Y-%m-%d").to_string()
}

/// Sunday is 0.
pub fn weekday(date: Date) -> u8 {
    date.weekday().to_sunday_zero_offset().unsigned_abs()
}

/// Completed years on a day (周岁); negative before birth. Who was born on 29 February is a year
/// older on 1 March.
pub fn age_on(birth: Date, day: Date) -> i16 {
    let before_birthday = (day.month(), day.day()) < (birth.month(), birth.day());
    day.year() - birth.year() - i16::from(before_birthday)
}

/// The age that counts on a day for a rule that lets people come so many months before their
/// birthday. Where that month has no such day, its last one is it.
pub fn age_ahead(birth: Date, day: Date, months: u8) -> i16 {
    let age = age_on(birth, day);
    let year = birth.year().saturating_add(age).saturating_add(1);
    let first_day = birthday_in(birth, year)
        .and_then(|birthday| birthday.checked_sub(Span::new().months(months)).ok());
    age + i16::from(first_day.is_some_and(|first_day| first_day <= day))
}

/// The day before the eighteenth birthday (民法典 art. 17).
pub fn find_last_day_under_age(birth: Date) -> Option<Date> {
    birthday_in(birth, birth.year().checked_add(18)?)?.yesterday().ok()
}

/// Who was born on 29 February has it on 1 March of other years.
fn birthday_in(birth: Date, year: i16) -> Option<Date> {
    let day = Date::new(year, birth.month(), birth.day());
    day.or_else(|_| Date::new(year, 3, 1)).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_local_day_begins_sixteen_hundred_utc() {
        let before: Moment = "2026-11-22T15:59:59Z".parse().unwrap();
        let after: Moment = "2026-11-22T16:00:00Z".parse().unwrap();
        assert_eq!(before.date(), date(2026, 11, 22));
        assert_eq!(after.date(), date(2026, 11, 23));
    }

    #[test]
    fn travels_as_rfc_3339_and_as_millis() {
        let moment = Moment::from_millis(1_795_000_000_123);
        let json = serde_json::to_string(&moment).unwrap();
        assert_eq!(serde_json::from_str::<Moment>(&json).unwrap(), moment);
        assert_eq!(moment.to_string().parse::<Moment>().unwrap().millis(), 1_795_000_000_123);
        assert_eq!("gestern".parse::<Moment>(), Err(DateFault::NotAMoment));
    }

    #[test]
    fn an_absurd_clock_is_clamped() {
        assert!(Moment::from_millis(i64::MAX) > Moment::from_millis(0));
        assert!(Moment::from_millis(i64::MIN) < Moment::from_millis(0));
    }

    #[test]
    fn only_one_way_to_write_a_date() {
        assert_eq!(parse_date("2024-02-29"), Ok(date(2024, 2, 29)));
        for bad in ["2025-02-29", "2026-1-1", "20260101", "2026-01-01T00:00", "", "二〇二六"] {
            assert_eq!(parse_date(bad), Err(DateFault::NotADate), "{bad}");
        }
    }

    #[test]
    fn people_read_local_time_to_the_minute() {
        let moment: Moment = "2026-11-22T16:00:59Z".parse().unwrap();
        assert_eq!(moment_text(moment), "2026-11-23 00:00");
        assert_eq!(date_text(moment.date()), "2026-11-23");
        assert_eq!(date_text(date(2026, 1, 2)), "2026-01-02");
    }

    #[test]
    fn the_week_begins_with_sunday() {
        let week = [22, 23, 28, 29].map(|day| weekday(date(2026, 11, day)));
        assert_eq!(week, [0, 1, 6, 0]);
    }

    #[test]
    fn age_changes_on_the_birthday() {
        assert_eq!(age_on(date(1946, 11, 22), date(2026, 11, 21)), 79);
        assert_eq!(age_on(date(1946, 11, 22), date(2026, 11, 22)), 80);
        assert_eq!(age_on(date(2000, 2, 29), date(2026, 2, 28)), 25);
    }

    #[test]
    fn under_age_ends_with_the_day_before_the_eighteenth_birthday() {
        assert_eq!(find_last_day_under_age(date(2012, 5, 8)), Some(date(2030, 5, 7)));
        assert_eq!(find_last_day_under_age(date(2012, 1, 1)), Some(date(2029, 12, 31)));
        let leap = find_last_day_under_age(date(2012, 2, 29)).unwrap();
        assert_eq!(leap, date(2030, 2, 28));
        assert_eq!(
            (age_on(date(2012, 2, 29), leap), age_on(date(2012, 2, 29), leap.tomorrow().unwrap())),
            (17, 18)
        );
    }

    #[test]
    fn an_age_may_be_reached_some_months_ahead() {
        let eighty = date(1946, 11, 22);
        for (day, months, age) in [
            (date(2026, 10, 21), 1, 79),
            (date(2026, 10, 22), 1, 80),
            (date(2026, 11, 21), 0, 79),
            (date(2026, 11, 22), 0, 80),
            (date(2026, 11, 22), 1, 80),
            (date(2026, 9, 21), 2, 79),
            (date(2026, 9, 22), 2, 80),
        ] {
            assert_eq!(age_ahead(eighty, day, months), age, "{day} {months}");
        }
        // The year before has no such day, and the month ahead of it is longer.
        let leap = date(1948, 2, 29);
        assert_eq!(age_ahead(leap, date(2028, 1, 28), 1), 79);
        assert_eq!(age_ahead(leap, date(2028, 1, 29), 1), 80);
        assert_eq!(age_ahead(leap, date(2027, 2, 28), 0), 78);
        assert_eq!(age_ahead(leap, date(2027, 3, 1), 0), 79);
        assert_eq!(age_ahead(leap, date(2027, 1, 31), 1), 78);
        assert_eq!(age_ahead(leap, date(2027, 2, 1), 1), 79);
        // A month before 31 March is the last day of February.
        let late = date(1966, 3, 31);
        assert_eq!(age_ahead(late, date(2026, 2, 27), 1), 59);
        assert_eq!(age_ahead(late, date(2026, 2, 28), 1), 60);
        assert_eq!(age_ahead(date(2010, 12, 1), date(2026, 11, 30), 0), 15);
        assert_eq!(age_ahead(date(2010, 12, 1), date(2026, 12, 1), 0), 16);
    }
}
