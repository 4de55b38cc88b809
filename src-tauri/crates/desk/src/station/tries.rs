//! Tries of a clerk's secret (password or screen code, with the line and without) and of the
//! passphrase that opens the store: counted on the disk before anybody judges them. How many are
//! free and how long a pause is, `core::tries` says.
//!
//! Invariant: one counter for each clerk, whatever secret is tried and for what. A try that cannot
//! be written down is not judged; one that nobody judged is given back.
use super::Station;
use super::stored::StoredName;
use crate::Failure;
use crate::contract::FailureCode;
use crate::contract::limits::{CLERK_NUMBER, check_length};
use crate::contract::views::StartState;
use counter_core::tries::Tries;
use counter_store::keys;
use serde::{Deserialize, Serialize};

/// A try that was counted and is being judged.
pub struct CountedTry {
    number: String,
    before: Tries,
}

/// What failed before the last good try, until its clerk has read of it.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FailedTries {
    pub count: u32,
    pub last_ms: i64,
}

impl FailedTries {
    fn with_more(self, tries: Tries) -> FailedTries {
        FailedTries { count: self.count.saturating_add(tries.count), last_ms: tries.last_ms }
    }
}

impl Station {
    pub fn tries_of(&self, number: &str) -> Tries {
        let stored: Option<Tries> = self.stored_value(StoredName::Tries(number));
        stored.unwrap_or_default().follow_clock(self.reckoned_ms())
    }

    /// Seconds until the clerk's next try is let through.
    pub fn pause_seconds(&self, number: &str) -> i64 {
        in_seconds(self.tries_of(number).wait_ms(self.reckoned_ms()))
    }

    pub fn count_try(&self, number: &str) -> Result<CountedTry, Failure> {
        // The number names a row of the store.
        check_length(number, CLERK_NUMBER)?;
        let _one_at_a_time = self.tries.lock();
        let before = self.tries_of(number);
        let counted = before.count_try(self.reckoned_ms());
        // Refused or not: a pause that began anew, since the clock was put back, runs from now on.
        self.store_value(StoredName::Tries(number), &counted.unwrap_or(before))?;
        counted.map_err(|wait| paused(FailureCode::TriesPaused, wait))?;
        Ok(CountedTry { number: number.to_owned(), before })
    }

    /// The secret was right. What failed before it is told to its clerk.
    pub fn clear_tries(&self, counted: &CountedTry) -> Result<(), Failure> {
        let _one_at_a_time = self.tries.lock();
        self.remember_failed(StoredName::FailedTries(&counted.number), counted.before)?;
        self.remove_stored(StoredName::Tries(&counted.number))
    }

    pub fn give_back_try(&self, counted: &CountedTry) {
        let _one_at_a_time = self.tries.lock();
        let tries = self.tries_of(&counted.number).give_back(counted.before);
        if self.store_value(StoredName::Tries(&counted.number), &tries).is_err() {
            tracing::info!("a try that nobody judged stays counted: the store takes nothing");
        }
    }

    /// The refusal of a wrong secret, with the tries that are left or the pause that begins.
    pub fn describe_wrong_try(&self, number: &str, failure: Failure) -> Failure {
        describe_wrong(self.tries_of(number), self.reckoned_ms(), failure)
    }

    /// None where the passphrase is being chosen, or no store waits for one.
    pub fn count_passphrase_try(&self) -> Result<Option<Tries>, Failure> {
        let home = &self.environment.home;
        if self.start_state().0 == StartState::Ready || !keys::is_under_passphrase(home) {
            return Ok(None);
        }
        let _one_at_a_time = self.tries.lock();
        let now = self.reckoned_ms();
        let before = keys::passphrase_tries(home, now)?.follow_clock(now);
        let counted = before.count_try(now);
        keys::store_passphrase_tries(home, counted.unwrap_or(before))?;
        counted.map_err(|wait| paused(FailureCode::PassphrasePaused, wait))?;
        Ok(Some(before))
    }

    /// How the start went says whether the passphrase was right.
    pub fn settle_passphrase_try(&self, before: Option<Tries>) -> Result<(), Failure> {
        let _one_at_a_time = self.tries.lock();
        let (state, code) = self.start_state();
        let failure = Failure::new(code.unwrap_or(FailureCode::WrongPassphrase));
        let (home, now) = (&self.environment.home, self.reckoned_ms());
        match (before, state, failure.code) {
            (None, StartState::Ready, _) => Ok(()),
            (None, ..) => Err(failure),
            (Some(before), StartState::Ready, _) => {
                // The store is open: whatever happens to the count keeps nobody out of it.
                let noted = self.remember_failed(StoredName::FailedPassphrases, before);
                if noted.is_err() || keys::clear_passphrase_tries(home).is_err() {
                    tracing::warn!("the count of passphrases was not cleared");
                }
                Ok(())
            }
            (Some(_), _, FailureCode::WrongPassphrase) => {
                Err(describe_wrong(keys::passphrase_tries(home, now)?, now, failure))
            }
            (Some(before), ..) => {
                let tries = keys::passphrase_tries(home, now)?.give_back(before);
                keys::store_passphrase_tries(home, tries)?;
                Err(failure)
            }
        }
    }

    fn remember_failed(&self, name: StoredName, tries: Tries) -> Result<(), Failure> {
        if tries.count == 0 {
            return Ok(());
        }
        let unread: FailedTries = self.stored_value(name).unwrap_or_default();
        self.store_value(name, &unread.with_more(tries))
    }
}

fn describe_wrong(tries: Tries, now_ms: i64, failure: Failure) -> Failure {
    match tries.left() {
        0 => failure.with("seconds", in_seconds(tries.wait_ms(now_ms))),
        left => failure.with("left", left),
    }
}

fn paused(code: FailureCode, wait_ms: i64) -> Failure {
    Failure::new(code).with("seconds", in_seconds(wait_ms))
}

/// Never a second too short.
fn in_seconds(ms: i64) -> i64 {
    ms.saturating_add(999) / 1000
}
