//! Turns after an outage. When the line comes back for a whole town, each station asks once, in a
//! tiny request, when it may begin, and the office hands out times that lie one after the other.
//! Both halves are here, pure: what a station does with the answer, and the office's book of turns.
//! The time is an argument, in milliseconds.
//!
//! Not here: pauses after a failure, which are `outbox`.

use std::collections::HashMap;

/// Up to so many waiting cases are no flood: they go without asking.
const FEW: usize = 3;
/// Longest wait that is given or obeyed. The outbox takes more than a quarter of an hour for a
/// clock that was set back.
const LONGEST_MS: i64 = 14 * 60_000;
/// A question for the next turn is answered by then.
const ANSWER_MS: i64 = 10_000;
/// Spread of those whom the office did not tell.
const UNGUIDED_MS: i64 = 20_000;

/// Must a station with so many cases waiting ask for its turn when the line comes back?
pub fn must_ask(waiting: usize) -> bool {
    waiting > FEW
}

/// What the office says to a station: so many of its cases, from then on, one each so often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    pub after_ms: i64,
    pub every_ms: i64,
    pub cases: u32,
}

impl Turn {
    /// When the station's case number `k` is filed, counted from 0, oldest first. Those of a later
    /// turn wait until it is asked for, or some time longer if nobody answers.
    pub fn time_of(&self, k: usize, now_ms: i64, rand01: f64) -> i64 {
        match u32::try_from(k) {
            Ok(k) if k < self.cases => self.at(i64::from(k), now_ms),
            _ => unguided_start(self.ends_at(now_ms).saturating_add(ANSWER_MS), rand01),
        }
    }

    /// When the station asks for the rest.
    pub fn ends_at(&self, now_ms: i64) -> i64 {
        self.at(i64::from(self.cases), now_ms)
    }

    fn at(&self, k: i64, now_ms: i64) -> i64 {
        let wait = self.after_ms.max(0).saturating_add(self.every_ms.max(0).saturating_mul(k));
        now_ms.saturating_add(wait.min(LONGEST_MS))
    }
}

/// Where the office has not said when, a town still does not come back at the same moment. Turns
/// lie one after the other already, so there dice would only push them into each other again; here
/// they are all there is.
pub fn unguided_start(from_ms: i64, rand01: f64) -> i64 {
    let dice = if rand01.is_finite() { rand01.clamp(0.0, 1.0) } else { 0.5 };
    from_ms.saturating_add((UNGUIDED_MS as f64 * dice) as i64)
}

/// Of the office's pace, turns take this many hundredths; the rest is for what citizens bring
/// today.
const SHARE: i64 = 90;
/// A station's first turn is short: so each has the numbers of its oldest cases soon, and pages to
/// fill the wire with.
const FIRST_TURN: u32 = 8;
/// So many stations file side by side and no more: between two cases of one there is time for the
/// answer.
const LANES: usize = 16;
/// Cases that one turn may hold at most: a mistaken count must not close the office to everybody
/// else.
const LARGEST_TURN: u32 = 2_000;
/// Of a second's cases, this part may come at once.
const BURST: i64 = 4;
/// Turns remembered at most.
const REMEMBERED: usize = 20_000;

/// Who may file when, at a pace of so many cases a second.
#[derive(Debug)]
pub struct Turns {
    pace: i64,
    /// Of each lane everything before is given away, in microseconds.
    lanes: [i64; LANES],
    /// Where the cases admitted so far would end at the pace, in microseconds (a leaky bucket).
    filled_until: i64,
    turns: HashMap<String, (i64, u32)>,
}

impl Turns {
    /// A pace of 0 is one case a second.
    pub fn new(pace: u32) -> Self {
        Turns {
            pace: i64::from(pace.max(1)),
            lanes: [i64::MIN; LANES],
            filled_until: i64::MIN,
            turns: HashMap::new(),
        }
    }

    /// When this caller may file how many of so many cases. Asked again before then, it is the same
    /// turn.
    pub fn assign_turn(&mut self, who: &str, cases: u32, now_ms: i64) -> Turn {
        let now = micros(now_ms);
        let every_ms = self.every() / 1000;
        let last_turn = self.turns.get(who).copied();
        if let Some((at, cases)) =
            last_turn.filter(|(at, _)| (now..=now + micros(LONGEST_MS)).contains(at))
        {
            return Turn { after_ms: (at - now) / 1000, every_ms, cases };
        }
        let first = last_turn.is_none_or(|(at, _)| (at - now).abs() > micros(LONGEST_MS));
        let cases = cases.clamp(1, if first { FIRST_TURN } else { LARGEST_TURN });
        let at = self.give(cases, now);
        if self.turns.len() >= REMEMBERED {
            self.turns.retain(|_, (at, _)| *at > now);
            // More than any town has: somebody is inventing callers.
            if self.turns.len() >= REMEMBERED {
                self.turns.clear();
            }
        }
        self.turns.insert(who.to_owned(), (at, cases));
        Turn { after_ms: (at - now) / 1000, every_ms, cases }
    }

    /// One case arrives. When the pace is exceeded: milliseconds until it has its own place behind
    /// all turns given.
    pub fn admit_case(&mut self, now_ms: i64) -> Result<(), i64> {
        let now = micros(now_ms);
        let each = 1_000_000 / self.pace;
        // Never further ahead than a full bucket, unless the clock was set back.
        let filled =
            if self.filled_until > now + 1_000_000 { now } else { self.filled_until.max(now) };
        if filled + each <= now + each.max(1_000_000 / BURST) {
            self.filled_until = filled + each;
            return Ok(());
        }
        let at = self.give(1, now);
        Err(((at - now) / 1000).max(1000))
    }

    fn give(&mut self, cases: u32, now: i64) -> i64 {
        let every = self.every();
        let Some(lane) = self.lanes.iter_mut().min() else { return now };
        let at = (*lane).clamp(now, now + micros(LONGEST_MS));
        *lane = at + i64::from(cases) * every;
        at
    }

    /// From one case to the next in a lane: whole milliseconds, as the station is told.
    fn every(&self) -> i64 {
        (LANES as i64 * 100_000 / (self.pace * SHARE) + 1) * 1000
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
        assert!(!must_ask(0) && !must_ask(3) && must_ask(4));
    }

    fn wait(turns: &mut Turns, who: &str, cases: u32, now_ms: i64) -> (i64, u32) {
        let turn = turns.assign_turn(who, cases, now_ms);
        (turn.after_ms, turn.cases)
    }

    #[test]
    fn a_turn_is_kept_but_not_an_absurd_one() {
        let turn = |after_ms| Turn { after_ms, every_ms: 60, cases: 8 };
        let times = [0, 1, 7, 8].map(|k| turn(4_000).time_of(k, NOW, 0.5) - NOW);
        assert_eq!(times, [4_000, 4_060, 4_420, 4_480 + ANSWER_MS + UNGUIDED_MS / 2]);
        assert_eq!(turn(4_000).ends_at(NOW), NOW + 4_480);
        assert_eq!(turn(-4).time_of(0, NOW, 0.5), NOW);
        assert_eq!(turn(i64::MAX).time_of(5, NOW, 0.5), NOW + LONGEST_MS);
        assert_eq!(unguided_start(NOW, 0.5), NOW + UNGUIDED_MS / 2);
        assert_eq!(unguided_start(i64::MAX, f64::NAN), i64::MAX);
    }

    #[test]
    fn first_turns_are_short_and_lie_in_lanes_below_the_pace() {
        let mut turns = Turns::new(160);
        let first: Vec<_> = (0..17).map(|n| wait(&mut turns, &n.to_string(), 40, NOW)).collect();
        assert_eq!(
            (first[0], first[15], first[16]),
            ((0, 8), (0, 8), (896, 8)),
            "sixteen side by side, 143 cases a second"
        );
        assert_eq!(
            wait(&mut turns, "0", 32, NOW + 1),
            (895, 32),
            "the rest at once, behind the others"
        );
        assert_eq!(
            wait(&mut turns, "z", 40, NOW + 60_000),
            (0, 8),
            "a quiet office has no backlog"
        );
        assert_eq!(turns.assign_turn("z", 40, NOW).every_ms, 112);
    }

    #[test]
    fn asking_again_brings_the_same_turn() {
        let mut turns = Turns::new(1);
        (0..16).for_each(|n| assert_eq!(turns.assign_turn(&n.to_string(), 8, NOW).after_ms, 0));
        assert_eq!(wait(&mut turns, "b", 4, NOW), (142_224, 4));
        assert_eq!(wait(&mut turns, "b", 40, NOW + 4_000), (138_224, 4));
        assert_eq!(
            wait(&mut turns, "b", 40, NOW + 142_225),
            (0, 40),
            "its turn came; this is another one"
        );
        assert_eq!(wait(&mut turns, "b", 40, NOW + 2_000_000), (0, 8), "another flood");
    }

    #[test]
    fn a_count_that_cannot_be_closes_nobody_out() {
        let mut turns = Turns::new(100);
        (0..16).for_each(|n| assert_eq!(turns.assign_turn(&n.to_string(), 1, NOW).cases, 1));
        (0..16).for_each(|n| {
            assert_eq!(turns.assign_turn(&n.to_string(), u32::MAX, NOW + 1000).cases, LARGEST_TURN)
        });
        assert_eq!(wait(&mut turns, "b", 1, NOW + 1000), (356_000, 1));
        (0..100_000).for_each(|n| {
            assert!(turns.assign_turn(&n.to_string(), 1000, NOW).after_ms <= LONGEST_MS)
        });
        assert_eq!(wait(&mut turns, "c", 1, NOW), (LONGEST_MS, 1));
        assert!(turns.turns.len() <= REMEMBERED);
    }

    #[test]
    fn the_pace_is_kept_and_the_refused_get_places_of_their_own() {
        let mut turns = Turns::new(100);
        let mut refused = Vec::new();
        let mut admitted = 0;
        for _ in 0..40 {
            match turns.admit_case(NOW) {
                Ok(()) => admitted += 1,
                Err(after) => refused.push(after),
            }
        }
        assert_eq!(admitted, 25, "a quarter of a second's cases at once");
        assert_eq!((refused.first(), refused.last()), (Some(&1000), Some(&1000)));
        let mut later = Turns::new(100);
        (0..1000).for_each(|n| assert_eq!(wait(&mut later, &n.to_string(), 85, NOW).1, FIRST_TURN));
        (0..25).for_each(|_| assert_eq!(later.admit_case(NOW), Ok(())));
        assert_eq!(later.admit_case(NOW), Err(88_288), "behind the turns given");
        let admitted = (0..3000).filter(|n| later.admit_case(NOW + n).is_ok()).count();
        assert!((298..=302).contains(&admitted), "{admitted} in three seconds");
    }

    #[test]
    fn a_clock_set_back_or_forward_keeps_the_office_open() {
        for jump in [-315_360_000_000, 315_360_000_000] {
            let mut turns = Turns::new(100);
            turns.assign_turn("a", 2000, NOW);
            turns.assign_turn("a", 2000, NOW + 1);
            (0..25).for_each(|_| assert_eq!(turns.admit_case(NOW), Ok(())));
            assert_eq!(turns.admit_case(NOW + jump), Ok(()));
            assert!(turns.assign_turn("b", 1, NOW + jump).after_ms <= LONGEST_MS);
            assert!(turns.assign_turn("b", 1, NOW + jump).after_ms <= LONGEST_MS);
        }
        let mut extreme = Turns::new(0);
        assert!(
            extreme.assign_turn("a", 5, i64::MAX).after_ms >= 0
                && extreme.admit_case(i64::MIN).is_ok()
        );
    }
}
