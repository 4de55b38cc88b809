//! Turns after an outage. When the line comes back for a whole town, each station asks once, in a tiny request, when it
//! may begin, and the office hands out times that lie one after the other. Both halves are here, pure: what a station
//! does with the answer, and the office's book of turns. The time is an argument, in milliseconds.
//!
//! Not here: pauses after a failure, which are `outbox`.

use std::collections::HashMap;

/// Up to so many waiting cases are no flood: they go without asking.
const FEW: usize = 3;
/// Longest wait that is given or obeyed. The outbox takes any longer one for a clock that was set back.
const LONGEST_MS: i64 = 15 * 60_000;
/// Where the office cannot say, a town still does not come back at the same moment.
const UNGUIDED_MS: i64 = 20_000;

/// Must a station with so many cases waiting ask for its turn when the line comes back?
pub fn asks(waiting: usize) -> bool {
    waiting > FEW
}

/// When the station may begin. `after_ms` is the office's answer; none when it could not say. Turns lie one after the
/// other already, so dice would only push them into each other again; without one they are all there is.
pub fn begins_at(after_ms: Option<i64>, now_ms: i64, rand01: f64) -> i64 {
    let dice = if rand01.is_finite() { rand01.clamp(0.0, 1.0) } else { 0.5 };
    let wait = after_ms.map_or((UNGUIDED_MS as f64 * dice) as i64, |asked| asked.clamp(0, LONGEST_MS));
    now_ms.saturating_add(wait)
}

/// Of the office's pace, turns take this many hundredths; the rest is for what citizens bring today.
const SHARE: i64 = 85;
/// Cases that one turn may hold at most: a mistaken count must not close the office to everybody else.
const LARGEST_TURN: u32 = 2_000;
/// Of a second's cases, this part may come at once.
const BURST: i64 = 4;
/// Turns remembered at most.
const REMEMBERED: usize = 20_000;

/// Who may file when, at a pace of so many cases a second.
#[derive(Debug)]
pub struct Turns {
    pace: i64,
    /// Everything before is given away, in microseconds.
    given_until: i64,
    /// Where the cases admitted so far would end at the pace, in microseconds (a leaky bucket).
    filled_until: i64,
    turns: HashMap<String, i64>,
}

impl Turns {
    /// A pace of 0 is one case a second.
    pub fn new(pace: u32) -> Self {
        Turns { pace: i64::from(pace.max(1)), given_until: i64::MIN, filled_until: i64::MIN, turns: HashMap::new() }
    }

    /// Milliseconds until this caller may begin to file so many cases. Asked again before then, it is the same turn.
    pub fn ask(&mut self, who: &str, cases: u32, now_ms: i64) -> i64 {
        let now = micros(now_ms);
        if let Some(at) = self.turns.get(who).filter(|at| (now..=now + micros(LONGEST_MS)).contains(*at)) {
            return (at - now) / 1000;
        }
        let at = self.give(cases.clamp(1, LARGEST_TURN), now);
        if self.turns.len() >= REMEMBERED {
            self.turns.retain(|_, at| *at > now);
            // More than any town has: somebody is inventing callers.
            if self.turns.len() >= REMEMBERED {
                self.turns.clear();
            }
        }
        self.turns.insert(who.to_owned(), at);
        (at - now) / 1000
    }

    /// One case arrives. When the pace is exceeded: milliseconds until it has its own place behind all turns given.
    pub fn admit(&mut self, now_ms: i64) -> Result<(), i64> {
        let now = micros(now_ms);
        let each = 1_000_000 / self.pace;
        // Never further ahead than a full bucket, unless the clock was set back.
        let filled = if self.filled_until > now + 1_000_000 { now } else { self.filled_until.max(now) };
        if filled + each <= now + each.max(1_000_000 / BURST) {
            self.filled_until = filled + each;
            return Ok(());
        }
        let at = self.give(1, now);
        Err(((at - now) / 1000).max(1000))
    }

    fn give(&mut self, cases: u32, now: i64) -> i64 {
        let at = self.given_until.clamp(now, now + micros(LONGEST_MS));
        self.given_until = at + i64::from(cases) * 1_000_000 * 100 / (self.pace * SHARE);
        at
    }
}

fn micros(ms: i64) -> i64 {
    ms.saturating_mul(1000).clamp(-(1 << 60), 1 << 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_790_000_000_000;

    #[test]
    fn a_few_cases_go_without_asking() {
        assert!(!asks(0) && !asks(3) && asks(4));
    }

    #[test]
    fn a_turn_is_kept_but_not_an_absurd_one() {
        assert_eq!(begins_at(Some(4_000), NOW, 0.9), NOW + 4_000);
        assert_eq!(begins_at(Some(-4), NOW, 0.9), NOW);
        assert_eq!(begins_at(Some(i64::MAX), NOW, 0.9), NOW + LONGEST_MS);
        assert_eq!(begins_at(None, NOW, 0.5), NOW + UNGUIDED_MS / 2);
        assert_eq!(begins_at(None, i64::MAX, f64::NAN), i64::MAX);
    }

    #[test]
    fn turns_lie_one_after_the_other_below_the_pace() {
        let mut turns = Turns::new(100);
        let starts: Vec<i64> = (0..5).map(|n| turns.ask(&n.to_string(), 85, NOW)).collect();
        assert_eq!(starts, [0, 1000, 2000, 3000, 4000]);
        assert_eq!(turns.ask("9", 1, NOW + 60_000), 0, "a quiet office has no backlog");
    }

    #[test]
    fn asking_again_brings_the_same_turn() {
        let mut turns = Turns::new(100);
        turns.ask("a", 850, NOW);
        assert_eq!(turns.ask("b", 40, NOW), 10_000);
        assert_eq!(turns.ask("b", 40, NOW + 4_000), 6_000);
        assert_eq!(turns.ask("b", 40, NOW + 10_001), 469, "its turn came; this is another one, behind itself");
    }

    #[test]
    fn a_count_that_cannot_be_closes_nobody_out() {
        let mut turns = Turns::new(100);
        turns.ask("a", u32::MAX, NOW);
        assert_eq!(turns.ask("b", 1, NOW), 23_529);
        (0..100_000).for_each(|n| assert!(turns.ask(&n.to_string(), 1000, NOW) <= LONGEST_MS));
        assert_eq!(turns.ask("c", 1, NOW), LONGEST_MS);
        assert!(turns.turns.len() <= REMEMBERED);
    }

    #[test]
    fn the_pace_is_kept_and_the_refused_get_places_of_their_own() {
        let mut turns = Turns::new(100);
        let mut refused = Vec::new();
        let mut admitted = 0;
        for _ in 0..40 {
            match turns.admit(NOW) {
                Ok(()) => admitted += 1,
                Err(after) => refused.push(after),
            }
        }
        assert_eq!(admitted, 25, "a quarter of a second's cases at once");
        assert_eq!((refused.first(), refused.last()), (Some(&1000), Some(&1000)));
        let mut later = Turns::new(100);
        (0..100).for_each(|n| assert_eq!(later.ask(&n.to_string(), 85, NOW), i64::from(n) * 1000));
        (0..25).for_each(|_| assert_eq!(later.admit(NOW), Ok(())));
        assert_eq!(later.admit(NOW), Err(100_000), "behind the turns given");
        let admitted = (0..3000).filter(|n| later.admit(NOW + n).is_ok()).count();
        assert!((298..=302).contains(&admitted), "{admitted} in three seconds");
    }

    #[test]
    fn a_clock_set_back_or_forward_keeps_the_office_open() {
        for jump in [-315_360_000_000, 315_360_000_000] {
            let mut turns = Turns::new(100);
            turns.ask("a", 2000, NOW);
            (0..25).for_each(|_| assert_eq!(turns.admit(NOW), Ok(())));
            assert_eq!(turns.admit(NOW + jump), Ok(()));
            assert!(turns.ask("b", 1, NOW + jump) <= LONGEST_MS);
            assert!(turns.ask("b", 1, NOW + jump) <= LONGEST_MS);
        }
        let mut extreme = Turns::new(0);
        assert!(extreme.ask("a", 5, i64::MAX) >= 0 && extreme.admit(i64::MIN).is_ok());
    }
}
