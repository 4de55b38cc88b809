//! The computer's clock and zone, and the count of time that no setting of the clock takes back
//! (`core::trusted_time`).
//!
//! Invariant: in the desk, `station` alone reads the clock and makes ids; the one other source of
//! chance is the dice of `delivery`. Programs that wait (devices, worker) measure spans, never
//! dates. The office has a clock of its own, handed in.
use super::Station;
use super::stored::StoredName;
use crate::Failure;
use crate::contract::FailureCode;
use counter_core::bounds::is_plausible_date;
use counter_core::date::Moment;
use counter_core::trusted_time::{Doubt, Reckoning};
use std::sync::Arc;

/// Milliseconds since 1970 UTC, as this computer has it.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Legal time, whatever the computer's zone is (`core::date`).
pub const BEIJING_SECONDS: i32 = 8 * 3600;
/// How much of the count of time a power cut may lose.
const STORE_EVERY_MS: i64 = 60_000;

pub fn system_clock() -> Clock {
    Arc::new(|| jiff::Timestamp::now().as_millisecond())
}

impl Station {
    pub fn now(&self) -> Moment {
        Moment::from_millis((self.clock)())
    }

    pub fn clock(&self) -> Clock {
        self.clock.clone()
    }

    /// What the computer's zone is ahead of UTC now, in seconds.
    pub fn zone_seconds(&self) -> i32 {
        zone_seconds_at((self.clock)())
    }

    /// The store is open: the count goes on from where it was stored.
    pub fn resume_reckoning(&self) {
        let now = self.now().millis();
        let stored = self.stored_value::<Reckoning>(StoredName::ClockReckoning);
        let mut reckoning = self.reckoning.lock();
        if !reckoning.by_office {
            *reckoning = stored.unwrap_or_else(|| Reckoning::from_clock(now)).observe_clock(now);
        } else if reckoning.confirmed_ms.is_none() {
            reckoning.confirmed_ms = stored.and_then(|stored| stored.confirmed_ms);
        }
    }

    /// Looks at the clock, and stores the count from time to time.
    pub fn observe_clock(&self) -> Reckoning {
        let now = self.now().millis();
        let reckoning = {
            let mut reckoning = self.reckoning.lock();
            if *reckoning == Reckoning::default() {
                *reckoning = Reckoning::from_clock(now);
            }
            *reckoning = reckoning.observe_clock(now);
            *reckoning
        };
        self.store_reckoning(reckoning);
        reckoning
    }

    fn store_reckoning(&self, now: Reckoning) {
        let before = *self.stored_reckoning.lock();
        let leapt =
            (now.lag_ms() - before.lag_ms()).abs() > 1_000 || now.by_office != before.by_office;
        if !leapt && now.time_ms - before.time_ms < STORE_EVERY_MS {
            return;
        }
        // Before a passphrase is given there is no store; the next look stores it.
        if self.store_value(StoredName::ClockReckoning, &now).is_ok() {
            *self.stored_reckoning.lock() = now;
        }
    }

    /// The office said what time it is. To the second, and a line may be slow: no more is asked of
    /// it.
    pub fn set_office_time(&self, office_ms: i64) {
        let before_ms = self.reckoned_ms();
        {
            let mut reckoning = self.reckoning.lock();
            *reckoning = reckoning.hear_office(office_ms, self.now().millis());
        }
        let mut presence = self.presence.lock();
        *presence = presence.shift(office_ms.saturating_sub(before_ms));
        drop(presence);
        self.observe_clock();
    }

    /// Hours that must not come again by setting the clock back are counted on this.
    pub fn reckoned_ms(&self) -> i64 {
        self.observe_clock().time_ms
    }

    /// When the office bore this clock out last, as far as anything here says it.
    pub fn clock_confirmed(&self) -> Option<Moment> {
        self.reckoning.lock().confirmed_ms.map(Moment::from_millis)
    }

    /// What speaks against the computer's clock.
    pub fn clock_doubt(&self) -> Option<Doubt> {
        self.reckoning.lock().find_doubt()
    }

    /// By how many seconds the clock is off, where that is more than clocks differ by anyhow.
    pub fn clock_offset_seconds(&self) -> Option<i64> {
        let reckoning = *self.reckoning.lock();
        reckoning.find_doubt().map(|_| -reckoning.lag_ms() / 1000)
    }

    /// A day that no office would believe is stamped on nothing: the clock is put right first.
    pub fn require_plausible_clock(&self) -> Result<(), Failure> {
        let trusted = Moment::from_millis(self.reckoned_ms());
        match is_plausible_date(self.now(), trusted) {
            true => Ok(()),
            false => Err(Failure::new(FailureCode::ClockImplausible)),
        }
    }

    /// The time, where the office has confirmed the clock and nothing speaks against it: for what
    /// cannot be taken back.
    pub fn confirmed_now(&self) -> Option<Moment> {
        let reckoning = *self.reckoning.lock();
        (reckoning.by_office && reckoning.find_doubt().is_none())
            .then(|| Moment::from_millis(reckoning.time_ms))
    }
}

/// The same at any time.
pub fn zone_seconds_at(millis: i64) -> i32 {
    let at = jiff::Timestamp::from_millisecond(millis).unwrap_or_default();
    jiff::tz::TimeZone::system().to_offset(at).seconds()
}

/// A zone as people write it: `UTC+8`, `UTC-3:30`.
pub fn zone_text(seconds: i32) -> String {
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
    match minutes % 60 {
        0 => format!("UTC{sign}{}", minutes / 60),
        odd => format!("UTC{sign}{}:{odd:02}", minutes / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_named_as_people_write_them() {
        for (seconds, text) in
            [(0, "UTC+0"), (28_800, "UTC+8"), (-12_600, "UTC-3:30"), (20_700, "UTC+5:45")]
        {
            assert_eq!(zone_text(seconds), text);
        }
    }
}
