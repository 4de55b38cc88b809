//! Whether a day that a counter says of a case can be true. A clock that is off or a typing error is
//! told apart from a case by it; the law's own periods are `clock`'s.

use jiff::ToSpan;

use crate::time::date::{Date, Moment};

const YEARS_BEFORE: i64 = 2;
const YEARS_AFTER: i64 = 1;

/// Whether a case of now may name this moment: not more than two years before, nor one year after,
/// by days of the legal calendar. Both last days count.
pub fn is_plausible_date(at: Moment, now: Moment) -> bool {
    is_plausible_day(at.date(), now)
}

/// The same of a day.
pub fn is_plausible_day(day: Date, now: Moment) -> bool {
    let today = now.date();
    let first = today.saturating_sub(YEARS_BEFORE.years());
    let last = today.saturating_add(YEARS_AFTER.years());
    (first..=last).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_plausible(at: &str, now: &str) -> bool {
        is_plausible_date(at.parse().unwrap(), now.parse().unwrap())
    }

    #[test]
    fn two_years_before_and_one_after_are_the_last_days() {
        let now = "2026-11-22T04:00:00Z";
        for good in ["2024-11-21T16:00:00Z", "2026-11-22T04:00:00Z", "2027-11-22T15:59:59Z"] {
            assert!(is_plausible(good, now), "{good}");
        }
        for far in ["2024-11-21T15:59:59Z", "2027-11-22T16:00:00Z", "1970-01-01T00:00:00Z"] {
            assert!(!is_plausible(far, now), "{far}");
        }
    }

    #[test]
    fn a_year_counts_from_the_local_day_and_a_leap_day_from_the_one_before() {
        assert!(is_plausible("2024-12-31T15:59:59Z", "2026-12-31T15:59:59Z"));
        assert!(!is_plausible("2024-12-31T15:59:59Z", "2026-12-31T16:00:00Z"));
        assert!(is_plausible("2026-02-28T00:00:00Z", "2028-02-29T00:00:00Z"));
        assert!(!is_plausible("2026-02-27T00:00:00Z", "2028-02-29T00:00:00Z"));
        assert!(is_plausible("2029-02-28T00:00:00Z", "2028-02-29T00:00:00Z"));
        assert!(!is_plausible("2029-03-01T00:00:00Z", "2028-02-29T00:00:00Z"));
    }

    #[test]
    fn a_clock_beyond_every_calendar_stops_nothing() {
        let (first, last) = (Moment::from_millis(i64::MIN), Moment::from_millis(i64::MAX));
        assert!(is_plausible_date(first, first) && is_plausible_date(last, last));
        assert!(!is_plausible_date(first, last) && !is_plausible_date(last, first));
    }
}
