//! The locked screen, what locks it, and the short secret that opens it again. Not the signing in:
//! that is `office::sign_in`.
//!
//! Invariant: while locked (`desk::station::lock`) the desk answers hello, status, lock,
//! unlock_screen, relieve, sign_in and what is told of keys and pointers only, and gives no bytes;
//! after a lock that came by itself the citizen's own commands too, for ten minutes. Delivery goes on. A short secret is chosen together with the password, never at the locked
//! screen alone. A session that is over is opened by a password alone, and handed to nobody.
use super::Station;
use super::session::Clerk;
use super::session_times::{MINUTE_MS, SessionTimes};
use super::stored::StoredName;
use crate::Failure;
use crate::contract::views::{LockCause, LockSource, LockSourceView, LockView, LockingView};
use crate::contract::{FailureCode, Topic, WhileLocked};
use counter_core::code::variant_code;
use counter_core::date::{Moment, moment_text};
use counter_store::secret;
use std::sync::atomic::Ordering;

/// So much later an idle screen locks while a form stands before the citizen, and so long after that
/// the citizen is still answered.
const CITIZEN_MINUTES: u32 = 10;

/// What a window reports at once at most, so that none of them makes itself young.
const LONGEST_REPORT_S: u32 = 120;

#[derive(Clone, Copy)]
pub struct ScreenLock {
    since: Moment,
    cause: LockCause,
}

impl Station {
    /// The lock lies in the station, so it holds for every window and for the bytes of pages.
    pub fn require_unlocked(&self, while_locked: WhileLocked) -> Result<(), Failure> {
        self.watch_session();
        let answers = match while_locked {
            WhileLocked::Answers => true,
            WhileLocked::AfterIdle => self.answers_citizen(),
            WhileLocked::Closed => !self.is_locked(),
        };
        answers.then_some(()).ok_or_else(|| Failure::new(FailureCode::Locked))
    }

    /// Whether whoever reads and signs a form goes on: a lock by hand blanks their screen at once, one
    /// that came by itself leaves them some minutes.
    pub fn answers_citizen(&self) -> bool {
        let lock = *self.lock.lock();
        let Some(ScreenLock { since, cause }) = lock else { return true };
        let locked_ms = self.now().millis().saturating_sub(since.millis());
        cause == LockCause::Idle && locked_ms < i64::from(CITIZEN_MINUTES) * MINUTE_MS
    }

    /// After a lock that came by itself the time is over in which the citizen is still answered.
    pub fn has_citizen_time_ended(&self) -> bool {
        let is_idle = self.lock.lock().is_some_and(|lock| lock.cause == LockCause::Idle);
        is_idle && !self.answers_citizen()
    }

    pub fn is_locked(&self) -> bool {
        self.lock.lock().is_some()
    }

    /// Only somebody's session can be locked: else nobody could open it again.
    pub fn lock_screen(&self, cause: LockCause) {
        if !self.is_signed_in() {
            return;
        }
        let since = self.now();
        match &mut *self.lock.lock() {
            // Whatever locked before, an end counts.
            Some(lock) if cause == LockCause::SessionOver => lock.cause = cause,
            // By hand, after it locked by itself: the citizen's screen is blank at once.
            Some(lock) if lock.cause == LockCause::Idle && cause != LockCause::Idle => {
                lock.cause = cause;
            }
            Some(_) => return,
            lock => *lock = Some(ScreenLock { since, cause }),
        }
        self.end_technician_leave();
        self.drop_consent();
        if cause != LockCause::Pressed {
            self.audit_lock(&variant_code(&cause));
        }
        self.announce(Topic::Session);
    }

    pub fn unlock_screen(&self) {
        self.presence.lock().active_ms = self.reckoned_ms();
        self.lock.lock().take();
        self.announce(Topic::Session);
    }

    fn is_session_over(&self) -> bool {
        self.lock.lock().as_ref().is_some_and(|lock| lock.cause == LockCause::SessionOver)
    }

    /// For what a session that is over no longer allows.
    pub fn require_session(&self) -> Result<(), Failure> {
        match self.is_session_over() {
            true => Err(Failure::new(FailureCode::SessionOver)),
            false => Ok(()),
        }
    }

    /// The password opens it again, nothing else.
    pub fn end_session(&self, number: &str) {
        self.lock_screen(LockCause::SessionOver);
        self.end_token(number);
    }

    /// Whether the session is over or the windows are idle by now; then the screen is locked. Asked
    /// before every command too, so that nothing is done between the end and the next look.
    pub fn watch_session(&self) {
        let Ok(clerk) = self.require_clerk() else { return };
        let (now, presence, times) =
            (self.reckoned_ms(), *self.presence.lock(), self.session_times());
        let is_over = times.is_over(presence, now) || self.has_leave_ended(now);
        if is_over && !self.is_session_over() {
            self.end_session(&clerk.number);
        } else if self.waiting_times(times).is_idle(presence, now) && !self.is_locked() {
            self.lock_screen(LockCause::Idle);
        }
    }

    /// Whoever reads a form touches nothing for minutes.
    fn waiting_times(&self, times: SessionTimes) -> SessionTimes {
        let waits = self.citizen_reads.load(Ordering::SeqCst);
        let later = if waits { CITIZEN_MINUTES } else { 0 };
        SessionTimes { idle_minutes: times.idle_minutes.saturating_add(later), ..times }
    }

    /// A form was put before the citizen, or went from there.
    pub fn note_citizen_reads(&self, reads: bool) {
        self.citizen_reads.store(reads, Ordering::SeqCst);
    }

    /// For how long nothing was touched in any of our windows.
    pub fn untouched_ms(&self) -> i64 {
        let now_ms = self.reckoned_ms();
        now_ms.saturating_sub(self.presence.lock().active_ms).max(0)
    }

    /// Whoever reads a form is still there, also where the screen locked by itself meanwhile: that
    /// stays locked.
    pub fn note_citizen_touch(&self, seconds_ago: u32) {
        if self.answers_citizen() {
            let ago_ms = i64::from(seconds_ago.min(LONGEST_REPORT_S)) * 1000;
            let at_ms = self.reckoned_ms().saturating_sub(ago_ms);
            let mut presence = self.presence.lock();
            presence.active_ms = presence.active_ms.max(at_ms);
        }
    }

    /// A key or a pointer in one of our windows, so many seconds ago. What is over stays over.
    pub fn note_activity(&self, seconds_ago: u32) {
        self.watch_session();
        if !self.is_locked() {
            let ago_ms = i64::from(seconds_ago.min(LONGEST_REPORT_S)) * 1000;
            let at_ms = self.reckoned_ms().saturating_sub(ago_ms);
            let mut presence = self.presence.lock();
            presence.active_ms = presence.active_ms.max(at_ms);
        }
    }

    pub fn note_lock_source(&self, source: LockSource, live: bool) {
        let mut sources = self.live_sources.lock();
        let is_news = match live {
            true => sources.insert(source),
            false => sources.remove(&source),
        };
        if is_news {
            tracing::info!(?source, live, "a source of locks");
        }
    }

    pub fn locking_view(&self) -> LockingView {
        let SessionTimes { idle_minutes, session_hours, ends_with_day } = self.session_times();
        let live = self.live_sources.lock();
        let sources = LockSource::ALL.map(|source| LockSourceView {
            source,
            live: source == LockSource::OwnWindows || live.contains(&source),
        });
        LockingView { idle_minutes, session_hours, ends_with_day, sources: sources.to_vec() }
    }

    pub fn lock_view(&self) -> Option<LockView> {
        let clerk = self.require_clerk().ok()?;
        let has_secret = self.stored_text(StoredName::ScreenSecret(&clerk.number)).is_some();
        let left = self.tries_of(&clerk.number).left();
        let pause_seconds = u32::try_from(self.pause_seconds(&clerk.number)).unwrap_or(u32::MAX);
        let lock = self.lock.lock();
        let ScreenLock { since, cause } = *lock.as_ref()?;
        Some(LockView {
            number: clerk.number,
            name: clerk.name,
            since: moment_text(since),
            cause,
            secret: has_secret && cause != LockCause::SessionOver,
            left,
            pause_seconds,
        })
    }

    /// After the free tries only the password opens, however long one waits: a short secret is soon
    /// found by trying.
    pub async fn try_screen_secret(&self, clerk: &Clerk, typed: &str) -> Result<(), Failure> {
        self.require_session()?;
        let spent = || Failure::new(FailureCode::SecretSpent);
        let verifier =
            self.stored_text(StoredName::ScreenSecret(&clerk.number)).ok_or_else(spent)?;
        if self.tries_of(&clerk.number).left() == 0 {
            return Err(spent());
        }
        let counted = self.count_try(&clerk.number)?;
        let typed = typed.to_owned();
        let right = tokio::task::spawn_blocking(move || secret::check_verifier(&typed, &verifier));
        match right.await.map_err(|_| Failure::new(FailureCode::Internal))? {
            true => self.clear_tries(&counted),
            false if self.tries_of(&clerk.number).left() == 0 => {
                Err(self.describe_wrong_try(&clerk.number, spent()))
            }
            false => {
                let wrong = Failure::new(FailureCode::WrongSecret);
                Err(self.describe_wrong_try(&clerk.number, wrong))
            }
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
