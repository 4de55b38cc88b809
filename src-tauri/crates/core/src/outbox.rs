//! The next state of a case on its way to the office. Pure: the time and the dice are arguments.
//! Not the sending itself, and not a queue: the outbox is a table of the store.

use serde::{Deserialize, Serialize};

use crate::state::Delivery;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OutboxState {
    pub state: Delivery,
    /// Failed tries since the last progress.
    pub attempts: u32,
    /// Milliseconds since 1970 UTC; not tried before.
    pub next_at_ms: i64,
    pub last_code: Option<String>,
}

/// What one try, or one act of a clerk, brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// The case was put into the outbox, or a clerk releases a parked one.
    Queued,
    /// The request is about to leave.
    Began,
    /// The office gave its number and waits for the materials.
    Created,
    /// A material, or a part of one, arrived.
    Progressed,
    /// The office verified every digest.
    Acknowledged,
    /// The office looked at the case and refused it for good.
    Refused { code: String },
    /// The office answered with an error status.
    Http { status: u16, code: Option<String>, retry_after_ms: Option<i64> },
    /// Surely nothing left this machine, or what answered is not the office.
    Unreachable { code: String },
    /// It may or may not have arrived. Sending the same again is safe: the office gives its first answer once more.
    Unknown,
}

/// First pause; doubles with every failure.
const BASE_MS: i64 = 2_000;
/// Longest pause of our own choosing.
const CAP_MS: i64 = 5 * 60_000;
/// Longest pause an office can impose: an absurd Retry-After must not silence a counter for a day.
const RETRY_AFTER_CAP_MS: i64 = 15 * 60_000;
/// Shortest pause, so that a lucky throw does not hammer the office.
const FLOOR_MS: i64 = 500;

/// `last_code` while the outcome of the last try is not known.
pub const OUTCOME_UNKNOWN: &str = "outcome_unknown";

/// The state after an outcome. `rand01` is uniform in 0..1 (full jitter).
pub fn next(state: &OutboxState, outcome: Outcome, now_ms: i64, rand01: f64) -> OutboxState {
    if state.state == Delivery::Acknowledged {
        return state.clone();
    }
    match outcome {
        Outcome::Queued => fresh(resting(state.state), now_ms),
        Outcome::Began => OutboxState { state: sending(state.state), next_at_ms: now_ms, ..state.clone() },
        Outcome::Created | Outcome::Progressed => fresh(Delivery::AwaitingMaterials, now_ms),
        Outcome::Acknowledged => fresh(Delivery::Acknowledged, now_ms),
        Outcome::Refused { code } => ended(state, Delivery::Refused, code, now_ms),
        Outcome::Http { status, code, retry_after_ms } => {
            let code = code.unwrap_or_else(|| format!("http_{status}"));
            if is_permanent(status) {
                return ended(state, Delivery::Parked, code, now_ms);
            }
            let pause = pause(state.attempts, retry_after_ms, rand01);
            failed(state, resting(state.state), code, now_ms, pause)
        }
        Outcome::Unreachable { code } => {
            let pause = pause(state.attempts, None, rand01);
            failed(state, resting(state.state), code, now_ms, pause)
        }
        Outcome::Unknown => {
            let pause = pause(state.attempts, None, rand01);
            failed(state, state.state, OUTCOME_UNKNOWN.to_owned(), now_ms, pause)
        }
    }
}

/// Is it time? A next time further away than any pause can be means that the clock was set back: then it is.
pub fn is_due(state: &OutboxState, now_ms: i64) -> bool {
    let waiting = matches!(state.state, Delivery::Queued | Delivery::Sending | Delivery::AwaitingMaterials);
    let ahead = state.next_at_ms.saturating_sub(now_ms);
    waiting && (ahead <= 0 || ahead > RETRY_AFTER_CAP_MS + BASE_MS)
}

/// A 4xx says that this request will never do. Not so: 401 (our credential, not the case), 408, 409 (in progress),
/// 423, 425 and 429, which ask for patience.
fn is_permanent(status: u16) -> bool {
    (400..500).contains(&status) && !matches!(status, 401 | 408 | 409 | 423 | 425 | 429)
}

/// The office's number is never forgotten: a case it knows waits for its materials, any other waits in the queue.
fn resting(state: Delivery) -> Delivery {
    if state == Delivery::AwaitingMaterials { state } else { Delivery::Queued }
}

fn sending(state: Delivery) -> Delivery {
    match state {
        Delivery::Parked | Delivery::Refused | Delivery::AwaitingMaterials => state,
        _ => Delivery::Sending,
    }
}

fn fresh(state: Delivery, now_ms: i64) -> OutboxState {
    OutboxState { state, attempts: 0, next_at_ms: now_ms, last_code: None }
}

fn ended(old: &OutboxState, state: Delivery, code: String, now_ms: i64) -> OutboxState {
    OutboxState { state, attempts: old.attempts.saturating_add(1), next_at_ms: now_ms, last_code: Some(code) }
}

fn failed(old: &OutboxState, state: Delivery, code: String, now_ms: i64, pause_ms: i64) -> OutboxState {
    // A late failure of an overlapping try must not wake what was set aside.
    let state = if matches!(old.state, Delivery::Parked | Delivery::Refused) { old.state } else { state };
    let next_at_ms = now_ms.saturating_add(pause_ms);
    OutboxState { state, attempts: old.attempts.saturating_add(1), next_at_ms, last_code: Some(code) }
}

/// Full jitter below the doubled base; on top of a Retry-After only a little, so that a city does not come back at once.
fn pause(attempts: u32, retry_after_ms: Option<i64>, rand01: f64) -> i64 {
    let dice = if rand01.is_finite() { rand01.clamp(0.0, 1.0) } else { 0.5 };
    let spread = |width: i64| (width as f64 * dice) as i64;
    match retry_after_ms {
        Some(asked) => asked.clamp(FLOOR_MS, RETRY_AFTER_CAP_MS) + spread(BASE_MS),
        None => {
            let width = BASE_MS.saturating_mul(1 << attempts.min(20)).min(CAP_MS);
            spread(width).max(FLOOR_MS)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_790_000_000_000;

    fn run(from: &OutboxState, outcomes: &[Outcome]) -> OutboxState {
        outcomes.iter().fold(from.clone(), |state, outcome| next(&state, outcome.clone(), NOW, 0.5))
    }

    fn http(status: u16, retry_after_ms: Option<i64>) -> Outcome {
        Outcome::Http { status, code: None, retry_after_ms }
    }

    #[test]
    fn the_good_way() {
        let mut state = OutboxState::default();
        let way = [
            (Outcome::Queued, Delivery::Queued),
            (Outcome::Began, Delivery::Sending),
            (Outcome::Created, Delivery::AwaitingMaterials),
            (Outcome::Progressed, Delivery::AwaitingMaterials),
            (Outcome::Acknowledged, Delivery::Acknowledged),
        ];
        for (outcome, expected) in way {
            state = next(&state, outcome, NOW, 0.5);
            assert_eq!(state.state, expected);
        }
        assert!(!is_due(&state, NOW + 1));
    }

    #[test]
    fn an_acknowledged_case_stays_acknowledged() {
        let done = run(&OutboxState::default(), &[Outcome::Queued, Outcome::Acknowledged]);
        for outcome in [Outcome::Queued, Outcome::Unknown, http(500, None), http(400, None)] {
            assert_eq!(next(&done, outcome, NOW, 0.9), done);
        }
    }

    #[test]
    fn a_4xx_parks_and_only_a_clerk_releases() {
        let parked = run(&OutboxState::default(), &[Outcome::Queued, Outcome::Began, http(422, None)]);
        assert_eq!((parked.state, parked.last_code.as_deref()), (Delivery::Parked, Some("http_422")));
        assert!(!is_due(&parked, i64::MAX));
        assert_eq!(run(&parked, &[http(503, None)]).state, Delivery::Parked);
        assert_eq!(run(&parked, &[Outcome::Began]).state, Delivery::Parked);
        assert_eq!(run(&parked, &[Outcome::Queued]), fresh(Delivery::Queued, NOW));
    }

    #[test]
    fn patience_is_not_parking() {
        for status in [401, 408, 409, 425, 429, 500, 502, 503] {
            let state = run(&OutboxState::default(), &[Outcome::Queued, Outcome::Began, http(status, None)]);
            assert_eq!((state.state, state.attempts), (Delivery::Queued, 1), "{status}");
            assert!(state.next_at_ms > NOW);
        }
    }

    #[test]
    fn retry_after_is_kept_but_not_an_absurd_one() {
        let queued = run(&OutboxState::default(), &[Outcome::Queued]);
        let wait = |asked| next(&queued, http(503, Some(asked)), NOW, 0.0).next_at_ms - NOW;
        assert_eq!(wait(60_000), 60_000);
        assert_eq!(wait(i64::MAX), RETRY_AFTER_CAP_MS);
        assert_eq!(wait(-5), FLOOR_MS);
    }

    #[test]
    fn the_pause_doubles_under_full_jitter_up_to_the_cap() {
        let mut state = run(&OutboxState::default(), &[Outcome::Queued]);
        let mut widest = Vec::new();
        for _ in 0..40 {
            let lowest = next(&state, http(500, None), NOW, 0.0).next_at_ms - NOW;
            assert_eq!(lowest, FLOOR_MS);
            state = next(&state, http(500, None), NOW, 1.0);
            widest.push(state.next_at_ms - NOW);
        }
        assert_eq!(&widest[..4], [2_000, 4_000, 8_000, 16_000]);
        assert_eq!(widest[39], CAP_MS);
        assert_eq!(state.attempts, 40);
    }

    #[test]
    fn an_unknown_outcome_keeps_the_state_and_comes_again() {
        let sent = run(&OutboxState::default(), &[Outcome::Queued, Outcome::Began, Outcome::Unknown]);
        assert_eq!((sent.state, sent.last_code.as_deref()), (Delivery::Sending, Some(OUTCOME_UNKNOWN)));
        assert!(!is_due(&sent, NOW) && is_due(&sent, sent.next_at_ms));
        let late = run(&sent, &[Outcome::Created, Outcome::Unknown]);
        assert_eq!(late.state, Delivery::AwaitingMaterials);
        assert_eq!(run(&sent, &[Outcome::Created]).last_code, None);
    }

    #[test]
    fn the_office_number_survives_failures() {
        let known = run(&OutboxState::default(), &[Outcome::Queued, Outcome::Began, Outcome::Created]);
        let after = run(&known, &[Outcome::Began, http(500, None), Outcome::Unreachable { code: "refused".into() }]);
        assert_eq!((after.state, after.attempts), (Delivery::AwaitingMaterials, 2));
    }

    #[test]
    fn a_clock_set_back_does_not_silence_the_queue() {
        let waiting = next(&run(&OutboxState::default(), &[Outcome::Queued]), http(500, None), NOW, 1.0);
        assert!(!is_due(&waiting, NOW));
        assert!(is_due(&waiting, NOW + 2_000));
        assert!(is_due(&waiting, NOW - 315_360_000_000));
    }

    #[test]
    fn broken_dice_are_survived() {
        let queued = run(&OutboxState::default(), &[Outcome::Queued]);
        for dice in [f64::NAN, f64::INFINITY, -3.0, 7.0] {
            let wait = next(&queued, http(500, None), NOW, dice).next_at_ms - NOW;
            assert!((FLOOR_MS..=BASE_MS).contains(&wait), "{dice}");
        }
    }
}
