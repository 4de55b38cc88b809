//! How far the computer's clock can be believed. Pure: what the clock says and what the office says
//! come in as arguments. Not the legal clock; that is `clock`.
//!
//! Invariant: hours are counted on `core::trusted_time`, which goes with the clock and never back
//! with it; only the office's Date corrects it. A wrong clock or zone is a notice; it keeps nobody
//! from working.

use serde::{Deserialize, Serialize};

/// Clocks of offices and counters differ by seconds. What is further off would print a wrong time
/// on a receipt.
pub const TOLERANCE_MS: i64 = 5 * 60_000;

/// A count of time that goes on with the clock, never goes back with it, and is put right by the
/// office's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reckoning {
    /// What the time is taken to be, in milliseconds since 1970 UTC.
    pub time_ms: i64,
    /// What the computer's clock said then.
    pub clock_ms: i64,
    /// The difference between the two is the office's word, not the clock's own leap.
    pub by_office: bool,
    /// When the office bore the clock out last: its own time then. What the clock did since changes
    /// nothing of it. None where it never did, and in what 0.4.0 stored.
    #[serde(default)]
    pub confirmed_ms: Option<i64>,
}

/// What is wrong with the clock, and by how many milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Slower than the office.
    Behind(i64),
    /// Faster than the office.
    Ahead(i64),
    /// Earlier than it was here before; no office has been heard since.
    SetBack(i64),
}

impl Reckoning {
    pub fn from_clock(clock_ms: i64) -> Self {
        Self { time_ms: clock_ms, clock_ms, by_office: false, confirmed_ms: None }
    }

    pub fn from_office(office_ms: i64, clock_ms: i64) -> Self {
        let reckoning = Self { time_ms: office_ms, clock_ms, by_office: true, confirmed_ms: None };
        Self { confirmed_ms: reckoning.find_doubt().is_none().then_some(office_ms), ..reckoning }
    }

    /// The office said the time. A clock that it does not bear out was confirmed when it was before.
    pub fn hear_office(self, office_ms: i64, clock_ms: i64) -> Self {
        let by_office = Self::from_office(office_ms, clock_ms);
        Self { confirmed_ms: by_office.confirmed_ms.or(self.confirmed_ms), ..by_office }
    }

    /// The clock was looked at again. Set back, it adds nothing; what was reckoned before stays.
    pub fn observe_clock(self, clock_ms: i64) -> Self {
        let elapsed_ms = clock_ms.saturating_sub(self.clock_ms);
        let by_office = self.by_office && elapsed_ms >= -TOLERANCE_MS;
        let time_ms = self.time_ms.saturating_add(elapsed_ms.max(0));
        Self { time_ms, clock_ms, by_office, ..self }
    }

    /// Reckoned time less clock: positive where the clock is behind.
    pub fn lag_ms(self) -> i64 {
        self.time_ms.saturating_sub(self.clock_ms)
    }

    pub fn find_doubt(self) -> Option<Doubt> {
        let lag = self.lag_ms();
        match (lag > TOLERANCE_MS, lag < -TOLERANCE_MS) {
            (true, _) if self.by_office => Some(Doubt::Behind(lag)),
            (true, _) => Some(Doubt::SetBack(lag)),
            (_, true) => Some(Doubt::Ahead(lag.saturating_neg())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_795_000_000_000;
    const HOUR: i64 = 3_600_000;
    const DAY: i64 = 24 * HOUR;

    #[test]
    fn a_clock_set_back_does_not_give_hours_back() {
        let seen = Reckoning::from_clock(NOON)
            .observe_clock(NOON + 2 * HOUR)
            .observe_clock(NOON - 3 * DAY);
        assert_eq!(seen.time_ms, NOON + 2 * HOUR);
        assert_eq!(seen.find_doubt(), Some(Doubt::SetBack(3 * DAY + 2 * HOUR)));
        let later = seen.observe_clock(NOON - 3 * DAY + HOUR);
        assert_eq!(later.time_ms, NOON + 3 * HOUR, "hours count on from there");
    }

    #[test]
    fn the_office_decides_who_is_wrong() {
        assert_eq!(Reckoning::from_office(NOON, NOON + 4 * 60_000).find_doubt(), None);
        assert_eq!(Reckoning::from_office(NOON, NOON - DAY).find_doubt(), Some(Doubt::Behind(DAY)));
        assert_eq!(Reckoning::from_office(NOON, NOON + DAY).find_doubt(), Some(Doubt::Ahead(DAY)));
    }

    #[test]
    fn a_leap_ahead_alone_is_a_weekend_and_back_again_is_a_leap_back() {
        let ahead = Reckoning::from_clock(NOON).observe_clock(NOON + 10 * DAY);
        assert_eq!(ahead.find_doubt(), None);
        let back = ahead.observe_clock(NOON + HOUR);
        assert_eq!(back.find_doubt(), Some(Doubt::SetBack(10 * DAY - HOUR)));
        assert_eq!(Reckoning::from_office(NOON + HOUR, back.clock_ms).find_doubt(), None);
    }

    #[test]
    fn a_leap_back_after_the_offices_word_is_the_clocks_own() {
        let told = Reckoning::from_office(NOON, NOON);
        assert_eq!(told.observe_clock(NOON - 60_000).find_doubt(), None);
        assert_eq!(told.observe_clock(NOON - DAY).find_doubt(), Some(Doubt::SetBack(DAY)));
        assert!(told.observe_clock(NOON + 60_000).by_office);
    }

    #[test]
    fn a_clock_is_confirmed_by_the_offices_word_alone() {
        let unknown = Reckoning::from_clock(NOON).observe_clock(NOON + HOUR);
        assert_eq!(unknown.confirmed_ms, None);
        let heard = unknown.hear_office(NOON + HOUR, NOON + HOUR + 60_000);
        assert_eq!(heard.confirmed_ms, Some(NOON + HOUR));
        let wrong = heard.observe_clock(NOON + 9 * DAY).hear_office(NOON + DAY, NOON + 9 * DAY);
        assert_eq!(wrong.confirmed_ms, Some(NOON + HOUR), "a wrong clock is not confirmed");
        let before: Reckoning =
            serde_json::from_str(r#"{"time_ms":1,"clock_ms":1,"by_office":true}"#).unwrap();
        assert_eq!(before.confirmed_ms, None);
    }

    #[test]
    fn no_clock_is_too_absurd() {
        for clock in [i64::MIN, 0, i64::MAX] {
            let seen = Reckoning::from_clock(NOON).observe_clock(clock);
            assert!(seen.time_ms >= NOON);
            let _ = (
                seen.lag_ms(),
                seen.find_doubt(),
                Reckoning::from_office(clock, NOON).observe_clock(i64::MAX).find_doubt(),
            );
        }
    }
}
