//! The next state of a case on its way to the office. Pure: the time and the dice are arguments.
//! Which case goes next is `plan`, whether any may is `breaker`. Not the sending itself: that is
//! the desk's courier.
//!
//! Invariant: a refused case is parked and visible; the queue goes on without it.

mod breaker;
mod mutants;
mod plan;
#[cfg(test)]
mod tests;

pub use breaker::{Breaker, Gate};
#[doc(hidden)]
pub use mutants::Mutant;
pub use plan::{Step, Stop, Waiting, Waits, explain_wait, is_behind, plan_step};

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
    /// Asked what became of a case, the office named its number.
    Found,
    /// Asked what became of a case, the office has never had it.
    Absent,
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
    /// A gateway between answered this one request itself. It says nothing of the case, and nothing
    /// of the line.
    Barred { code: String },
    /// What is kept of it here cannot be sent; a person must look.
    Damaged { code: String },
    /// This station could not do its part just now, its disk for one.
    Stumbled { code: String },
    /// It may or may not have arrived. Sending the same again is safe: the office gives its first
    /// answer once more.
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
pub fn next_state(state: &OutboxState, outcome: Outcome, now_ms: i64, rand01: f64) -> OutboxState {
    let is_reopened = state.state == Delivery::Acknowledged && Mutant::AckReopens.is_planted();
    if state.state.is_settled() && !is_reopened {
        return state.clone();
    }
    match outcome {
        Outcome::Queued => fresh(resting(state.state), now_ms),
        Outcome::Began => {
            OutboxState { state: sending(state.state), next_at_ms: now_ms, ..state.clone() }
        }
        Outcome::Created | Outcome::Progressed => fresh(Delivery::AwaitingMaterials, now_ms),
        Outcome::Found => settled(state, Delivery::AwaitingMaterials, now_ms),
        Outcome::Absent => settled(state, Delivery::Queued, now_ms),
        Outcome::Acknowledged => fresh(Delivery::Acknowledged, now_ms),
        Outcome::Refused { code } => ended(state, Delivery::Refused, code, now_ms),
        Outcome::Damaged { code } => ended(state, Delivery::Parked, code, now_ms),
        Outcome::Stumbled { code } => {
            let pause = pause(state.attempts, None, rand01);
            failed(state, state.state, code, now_ms, pause)
        }
        Outcome::Http { status, code, retry_after_ms } => {
            let code = code.unwrap_or_else(|| format!("http_{status}"));
            if is_permanent(status, &code) {
                return ended(state, Delivery::Parked, code, now_ms);
            }
            let pause = pause(state.attempts, retry_after_ms, rand01);
            failed(state, resting(state.state), code, now_ms, pause)
        }
        Outcome::Unreachable { code } => {
            let pause = pause(state.attempts, None, rand01);
            failed(state, resting(state.state), code, now_ms, pause)
        }
        Outcome::Barred { code } => {
            // Gateways refuse by chance as well: the first time nothing is waited for.
            let failures = state.attempts.checked_sub(1);
            let pause = failures.map_or(0, |failures| pause(failures, None, rand01));
            failed(state, resting(state.state), code, now_ms, pause)
        }
        Outcome::Unknown => {
            let pause = pause(state.attempts, None, rand01);
            failed(state, state.state, OUTCOME_UNKNOWN.to_owned(), now_ms, pause)
        }
    }
}

/// The state of a submission that is not sent any more: a later one went in its place, or it was
/// handed over on paper. What the office said of it stays.
pub fn settle_aside(state: &OutboxState, how: Delivery) -> OutboxState {
    if state.state.is_settled() || Mutant::ReplacedBlocks.is_planted() {
        return state.clone();
    }
    OutboxState { state: how, ..state.clone() }
}

/// Is it time? A next time further away than any pause can be means that the clock was set back:
/// then it is.
pub fn is_due(state: &OutboxState, now_ms: i64) -> bool {
    is_waiting(state.state) && is_over(state.next_at_ms, now_ms)
}

fn is_over(at_ms: i64, now_ms: i64) -> bool {
    let ahead = at_ms.saturating_sub(now_ms);
    ahead <= 0 || (ahead > RETRY_AFTER_CAP_MS + BASE_MS && !Mutant::ClockBack.is_planted())
}

/// Neither done nor set aside for a person.
pub fn is_waiting(state: Delivery) -> bool {
    matches!(state, Delivery::Queued | Delivery::Sending | Delivery::AwaitingMaterials)
}

/// Nobody here knows whether the office has it: the program ended, or no answer came, while a
/// request was under way.
pub fn is_unknown(state: &OutboxState) -> bool {
    state.state == Delivery::Sending || state.last_code.as_deref() == Some(OUTCOME_UNKNOWN)
}

/// A 4xx says that this request will never do. Not so: 401 (our credential, not the case), 402 and
/// 403 (what the caller may), 408, 409 (in progress), 423, 425 and 429, which ask for patience; and
/// codes that are about somebody else.
fn is_permanent(status: u16, code: &str) -> bool {
    if Mutant::ExpiryParks.is_planted() && status == 401 {
        return true;
    }
    let swallowed = Mutant::SwallowedRefusal.is_planted();
    (400..500).contains(&status)
        && !swallowed
        && !matches!(status, 401..=403 | 408 | 409 | 423 | 425 | 429)
        && !is_about_others(code)
}

/// Room that others have filled: people put that right at the office, and the case goes as it is.
fn is_about_others(code: &str) -> bool {
    code.contains("quota")
}

/// The office's number is never forgotten: a case it knows waits for its materials, any other waits
/// in the queue.
fn resting(state: Delivery) -> Delivery {
    if state == Delivery::AwaitingMaterials && !Mutant::NumberForgotten.is_planted() {
        state
    } else {
        Delivery::Queued
    }
}

fn sending(state: Delivery) -> Delivery {
    match state {
        Delivery::AwaitingMaterials => state,
        _ if state.is_set_aside() => state,
        _ => Delivery::Sending,
    }
}

fn fresh(state: Delivery, now_ms: i64) -> OutboxState {
    OutboxState { state, attempts: 0, next_at_ms: now_ms, last_code: None }
}

/// Known again, but nothing was gained by it: a pause that had grown stays grown.
fn settled(old: &OutboxState, state: Delivery, now_ms: i64) -> OutboxState {
    let state = if is_waiting(old.state) { state } else { old.state };
    OutboxState { state, next_at_ms: now_ms, last_code: None, ..old.clone() }
}

fn ended(old: &OutboxState, state: Delivery, code: String, now_ms: i64) -> OutboxState {
    OutboxState {
        state,
        attempts: old.attempts.saturating_add(1),
        next_at_ms: now_ms,
        last_code: Some(code),
    }
}

fn failed(
    old: &OutboxState,
    state: Delivery,
    code: String,
    now_ms: i64,
    pause_ms: i64,
) -> OutboxState {
    // A late failure of an overlapping try must not wake what was set aside.
    let state = if old.state.is_set_aside() { old.state } else { state };
    let state = if Mutant::DroppedRetry.is_planted() { Delivery::None } else { state };
    let next_at_ms = now_ms.saturating_add(pause_ms);
    OutboxState {
        state,
        attempts: old.attempts.saturating_add(1),
        next_at_ms,
        last_code: Some(code),
    }
}

/// Full jitter below the doubled base; on top of a Retry-After only a little, so that a city does
/// not come back at once.
fn pause(attempts: u32, retry_after_ms: Option<i64>, rand01: f64) -> i64 {
    let dice = if rand01.is_finite() { rand01.clamp(0.0, 1.0) } else { 0.5 };
    let dice = if Mutant::NoJitter.is_planted() { 1.0 } else { dice };
    let retry_after_ms = retry_after_ms.filter(|_| !Mutant::WaitIgnored.is_planted());
    let longest = if Mutant::WaitUncapped.is_planted() { i64::MAX / 2 } else { RETRY_AFTER_CAP_MS };
    let spread = |width: i64| (width as f64 * dice) as i64;
    match retry_after_ms {
        Some(asked) => asked.clamp(FLOOR_MS, longest) + spread(BASE_MS),
        None => {
            let width = BASE_MS.saturating_mul(1 << attempts.min(20)).min(CAP_MS);
            spread(width).max(FLOOR_MS)
        }
    }
}
