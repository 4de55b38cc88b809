//! Five wrong passwords close a number for a minute. In memory: a restart of the office forgives.

use std::collections::HashMap;

const WRONG_ALLOWED: u32 = 5;
const LOCK_SECONDS: i64 = 60;
/// Wrong attempts this far apart are not one attack.
const FORGET_SECONDS: i64 = 15 * 60;
/// Numbers remembered at most, so that invented numbers cannot fill the memory.
const REMEMBERED: usize = 10_000;

#[derive(Default)]
pub struct Lockout {
    failures: HashMap<String, Failures>,
}

struct Failures {
    times: u32,
    last: i64,
}

impl Lockout {
    /// Seconds that `number` must still wait, at the second `now`. A clock set back does not
    /// prolong the lock.
    pub fn remaining_seconds(&self, number: &str, now: i64) -> Option<u64> {
        let failures = self.failures.get(number).filter(|f| f.times >= WRONG_ALLOWED)?;
        let seconds = (failures.last + LOCK_SECONDS - now).min(LOCK_SECONDS);
        u64::try_from(seconds).ok().filter(|seconds| *seconds > 0)
    }

    pub fn record_failure(&mut self, number: &str, now: i64) {
        self.failures.retain(|_, f| (now - f.last).abs() < FORGET_SECONDS);
        if self.failures.len() >= REMEMBERED && !self.failures.contains_key(number) {
            return;
        }
        let entry =
            self.failures.entry(number.to_owned()).or_insert(Failures { times: 0, last: now });
        // A lock that has run out starts a new count.
        if entry.times >= WRONG_ALLOWED {
            entry.times = 0;
        }
        entry.times += 1;
        entry.last = now;
    }

    pub fn record_success(&mut self, number: &str) {
        self.failures.remove(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(times: u32) -> Lockout {
        let mut lockout = Lockout::default();
        for _ in 0..times {
            lockout.record_failure("1", 1000);
        }
        lockout
    }

    #[test]
    fn the_fifth_wrong_one_locks_for_a_minute() {
        assert_eq!(after(4).remaining_seconds("1", 1000), None);
        let lockout = after(5);
        assert_eq!(lockout.remaining_seconds("1", 1000), Some(60));
        assert_eq!(lockout.remaining_seconds("1", 1059), Some(1));
        assert_eq!(lockout.remaining_seconds("1", 1060), None);
        assert_eq!(lockout.remaining_seconds("2", 1000), None);
        assert_eq!(lockout.remaining_seconds("1", -999_999), Some(60), "clock set back");
    }

    #[test]
    fn afterwards_the_count_starts_anew() {
        let mut lockout = after(5);
        lockout.record_failure("1", 1061);
        assert_eq!(lockout.remaining_seconds("1", 1061), None);
        let mut lockout = after(4);
        lockout.record_success("1");
        lockout.record_failure("1", 1000);
        assert_eq!(lockout.remaining_seconds("1", 1000), None);
    }
}
