//! The locked screen, and the short secret that opens it again. Not the signing in: that is
//! `office::sign_in`.
//!
//! Invariant: while locked (`desk::station::lock`) the desk answers hello, status, lock,
//! unlock_screen and relieve only, and gives no bytes; delivery goes on. A short secret is chosen
//! together with the password, never at the locked screen alone.
use super::Station;
use super::session::Clerk;
use super::stored::StoredName;
use crate::Failure;
use crate::contract::views::LockView;
use crate::contract::{FailureCode, Topic, WhileLocked};
use counter_core::date::{Moment, moment_text};
use counter_store::secret;

/// Wrong short secrets before only the password opens the screen.
const TRIES: u32 = 5;

pub struct ScreenLock {
    since: Moment,
    wrong: u32,
}

impl Station {
    /// The lock lies in the station, so it holds for every window and for the bytes of pages.
    pub fn require_unlocked(&self, while_locked: WhileLocked) -> Result<(), Failure> {
        let answers = while_locked == WhileLocked::Answers || !self.is_locked();
        answers.then_some(()).ok_or_else(|| Failure::new(FailureCode::Locked))
    }

    pub fn is_locked(&self) -> bool {
        self.lock.lock().is_some()
    }

    pub fn lock_screen(&self) {
        let since = self.now();
        self.lock.lock().get_or_insert(ScreenLock { since, wrong: 0 });
        self.announce(Topic::Session);
    }

    pub fn unlock_screen(&self) {
        self.lock.lock().take();
        self.announce(Topic::Session);
    }

    pub fn lock_view(&self) -> Option<LockView> {
        let clerk = self.require_clerk().ok()?;
        let has_secret = self.stored_text(StoredName::ScreenSecret(&clerk.number)).is_some();
        let lock = self.lock.lock();
        let lock = lock.as_ref()?;
        Some(LockView {
            number: clerk.number,
            name: clerk.name,
            since: moment_text(lock.since),
            secret: has_secret,
            left: TRIES.saturating_sub(lock.wrong),
        })
    }

    /// A try is counted before it is looked at, so that many at once are not more than five.
    pub async fn try_screen_secret(&self, clerk: &Clerk, typed: &str) -> Result<(), Failure> {
        let spent = || Failure::new(FailureCode::SecretSpent);
        let verifier =
            self.stored_text(StoredName::ScreenSecret(&clerk.number)).ok_or_else(spent)?;
        let left = {
            let mut lock = self.lock.lock();
            let Some(lock) = lock.as_mut() else { return Ok(()) };
            if lock.wrong >= TRIES {
                return Err(spent());
            }
            lock.wrong += 1;
            TRIES - lock.wrong
        };
        let typed = typed.to_owned();
        let right = tokio::task::spawn_blocking(move || secret::check_verifier(&typed, &verifier));
        match right.await.map_err(|_| Failure::new(FailureCode::Internal))? {
            true => Ok(()),
            false if left == 0 => Err(spent()),
            false => Err(Failure::new(FailureCode::WrongSecret).with("left", left)),
        }
    }

    /// Kept as an Argon2id verifier in the encrypted store; four digits fall quickly to whoever has
    /// the station key, not before.
    pub async fn choose_screen_secret(&self, clerk: &str, typed: String) -> Result<(), Failure> {
        let verifier = tokio::task::spawn_blocking(move || secret::make_verifier(&typed)).await;
        let verifier = verifier
            .map_err(|_| Failure::new(FailureCode::Internal))?
            .map_err(|_| Failure::new(FailureCode::Internal))?;
        self.store_text(StoredName::ScreenSecret(clerk), &verifier)
    }
}

/// Four to six digits, not all the same and not the clerk's own number, which everybody knows.
pub fn check_secret_strength(clerk: &str, typed: &str) -> Result<(), Failure> {
    let digits = (4..=6).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_digit());
    let same = typed.bytes().all(|b| typed.as_bytes().first() == Some(&b));
    (digits && !same && typed != clerk)
        .then_some(())
        .ok_or_else(|| Failure::new(FailureCode::SecretBad))
}

#[cfg(test)]
mod tests {
    use super::check_secret_strength;

    #[test]
    fn a_secret_is_four_to_six_digits_and_no_obvious_one() {
        for good in ["2468", "13579", "102030"] {
            assert!(check_secret_strength("1001", good).is_ok(), "{good}");
        }
        for bad in ["", "123", "1234567", "12a4", "0000", "1001", "１２３４"] {
            assert!(check_secret_strength("1001", bad).is_err(), "{bad}");
        }
    }
}
