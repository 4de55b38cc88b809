//! How often a secret may be tried: five times freely, then each time after a pause that doubles up
//! to a quarter of an hour. A try counts before it is judged, and a good one clears the count. Pure:
//! the time comes in as an argument.
//!
//! Invariant: between two tries that are let through after the fifth, time has gone forward by the
//! whole pause, whatever the clock did; and no pause is longer than a quarter of an hour.

use serde::{Deserialize, Serialize};

/// Tries without a pause; a screen code is good for no more than these.
pub const FREE_TRIES: u32 = 5;
pub const FIRST_PAUSE_MS: i64 = 30_000;
pub const LONGEST_PAUSE_MS: i64 = 15 * 60_000;

/// The tries of one secret since the last good one. Stored: a field that is added needs a default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tries {
    pub count: u32,
    /// When the last of them was made, in milliseconds since 1970 UTC.
    pub last_ms: i64,
}

impl Tries {
    /// What is assumed where the count should be and is not: the longest pause, from now on.
    pub fn assume_many(now_ms: i64) -> Self {
        let mut count = FREE_TRIES;
        while pause_ms(count) < LONGEST_PAUSE_MS {
            count += 1;
        }
        Self { count, last_ms: now_ms }
    }

    /// A try that seems to lie ahead was made before the clock was put back: its pause begins now.
    pub fn follow_clock(self, now_ms: i64) -> Self {
        Self { last_ms: self.last_ms.min(now_ms), ..self }
    }

    /// How long the next try still has to wait.
    pub fn wait_ms(self, now_ms: i64) -> i64 {
        let Self { count, last_ms } = self.follow_clock(now_ms);
        last_ms.saturating_add(pause_ms(count)).saturating_sub(now_ms).max(0)
    }

    /// One try more.
    ///
    /// # Errors
    /// The milliseconds that are still to be waited.
    pub fn count_try(self, now_ms: i64) -> Result<Self, i64> {
        match self.wait_ms(now_ms) {
            0 => Ok(Self { count: self.count.saturating_add(1), last_ms: now_ms }),
            wait => Err(wait),
        }
    }

    /// Takes back a try that nobody judged. `before`: as it stood when that try was counted; where
    /// another try came in between, its time stays.
    pub fn give_back(self, before: Self) -> Self {
        match self.count == before.count.saturating_add(1) {
            true => before,
            false => Self { count: self.count.saturating_sub(1), ..self },
        }
    }

    /// Free tries that are left.
    pub fn left(self) -> u32 {
        FREE_TRIES.saturating_sub(self.count)
    }
}

/// The pause after so many tries.
fn pause_ms(count: u32) -> i64 {
    match count.checked_sub(FREE_TRIES) {
        None => 0,
        Some(doublings) => {
            FIRST_PAUSE_MS.saturating_mul(1 << doublings.min(30)).min(LONGEST_PAUSE_MS)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOON: i64 = 1_795_000_000_000;

    /// The pauses that wrong try after wrong try meets, each made as soon as it may be.
    fn pauses(tries: usize) -> Vec<i64> {
        let (mut state, mut now) = (Tries::default(), NOON);
        let mut pauses = Vec::new();
        for _ in 0..tries {
            let wait = state.wait_ms(now);
            now += wait;
            state = state.count_try(now).unwrap();
            pauses.push(wait / 1000);
        }
        pauses
    }

    #[test]
    fn five_are_free_and_then_the_pause_doubles_up_to_a_quarter_of_an_hour() {
        assert_eq!(pauses(13), [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
        assert_eq!(Tries::assume_many(NOON).wait_ms(NOON), LONGEST_PAUSE_MS);
        assert_eq!(Tries { count: u32::MAX, last_ms: NOON }.wait_ms(NOON), LONGEST_PAUSE_MS);
    }

    #[test]
    fn a_try_that_nobody_judged_is_given_back_with_its_time() {
        let paused = Tries { count: 5, last_ms: NOON };
        let later = NOON + FIRST_PAUSE_MS;
        let counted = paused.count_try(later).unwrap();
        assert_eq!(counted.give_back(paused), paused);
        let none = Tries::default();
        let two = none.count_try(NOON).unwrap().count_try(NOON + 1).unwrap();
        assert_eq!(two.give_back(none), Tries { count: 1, last_ms: NOON + 1 }, "the other stays");
        assert_eq!(Tries::default().give_back(two), Tries::default(), "cleared meanwhile");
    }

    proptest! {
        /// Somebody who tries as fast as they can and sets the clock as they like.
        #[test]
        fn no_setting_of_the_clock_saves_a_pause(
            leaps in proptest::collection::vec(-2 * LONGEST_PAUSE_MS..LONGEST_PAUSE_MS, 1..200)
        ) {
            let (mut state, mut now, mut forward) = (Tries::default(), NOON, 0);
            for leap in leaps {
                now += leap;
                forward += leap.max(0);
                state = state.follow_clock(now);
                prop_assert!(state.wait_ms(now) <= LONGEST_PAUSE_MS);
                let pause = pause_ms(state.count);
                if let Ok(counted) = state.count_try(now) {
                    prop_assert!(forward >= pause, "{forward} of {pause} ms at try {}", state.count);
                    (state, forward) = (counted, 0);
                }
            }
            prop_assert!(state.count_try(now + LONGEST_PAUSE_MS).is_ok(), "never for ever");
        }
    }
}
