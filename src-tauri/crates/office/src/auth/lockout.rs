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
    wrong: HashMap<String, Wrong>,
}

struct Wrong {
    times: u32,
    last: i64,
}

impl Lockout {
    /// Seconds that `number` must still wait, at the second `now`. A clock set back does not prolong the lock.
    pub fn wait(&self, number: &str, now: i64) -> Option<u64> {
        let wrong = self.wrong.get(number).filter(|w| w.times >= WRONG_ALLOWED)?;
        let left = (wrong.last + LOCK_SECONDS - now).min(LOCK_SECONDS);
        u64::try_from(left).ok().filter(|left| *left > 0)
    }

    pub fn wrong(&mut self, number: &str, now: i64) {
        self.wrong.retain(|_, w| (now - w.last).abs() < FORGET_SECONDS);
        if self.wrong.len() >= REMEMBERED && !self.wrong.contains_key(number) {
            return;
        }
        let entry = self.wrong.entry(number.to_owned()).or_insert(Wrong { times: 0, last: now });
        // A lock that has run out starts a new count.
        if entry.times >= WRONG_ALLOWED {
            entry.times = 0;
        }
        entry.times += 1;
        entry.last = now;
    }

    pub fn right(&mut self, number: &str) {
        self.wrong.remove(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(times: u32) -> Lockout {
        let mut lockout = Lockout::default();
        for _ in 0..times {
            lockout.wrong("1", 1000);
        }
        lockout
    }

    #[test]
    fn the_fifth_wrong_one_locks_for_a_minute() {
        assert_eq!(after(4).wait("1", 1000), None);
        let lockout = after(5);
        assert_eq!(lockout.wait("1", 1000), Some(60));
        assert_eq!(lockout.wait("1", 1059), Some(1));
        assert_eq!(lockout.wait("1", 1060), None);
        assert_eq!(lockout.wait("2", 1000), None);
        assert_eq!(lockout.wait("1", -999_999), Some(60), "clock set back");
    }

    #[test]
    fn afterwards_the_count_starts_anew() {
        let mut lockout = after(5);
        lockout.wrong("1", 1061);
        assert_eq!(lockout.wait("1", 1061), None);
        let mut lockout = after(4);
        lockout.right("1");
        lockout.wrong("1", 1000);
        assert_eq!(lockout.wait("1", 1000), None);
    }
}
