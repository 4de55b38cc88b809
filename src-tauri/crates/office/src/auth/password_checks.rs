//! Passwords are checked by few at once: each check takes 19 MiB and a processor. Installations that
//! the office knows have checks of their own, which strangers cannot take.

use axum::http::{StatusCode, header};
use tokio::sync::Semaphore;

use crate::http::{ApiError, run_blocking};
use crate::limits::{PASSWORD_CHECKS, PASSWORD_WAIT};

pub struct PasswordChecks {
    known: Semaphore,
    strangers: Semaphore,
}

impl Default for PasswordChecks {
    fn default() -> Self {
        let room = || Semaphore::new(PASSWORD_CHECKS);
        PasswordChecks { known: room(), strangers: room() }
    }
}

impl PasswordChecks {
    /// Does the work when its turn comes, or says that it did not come.
    pub async fn run<T>(&self, is_known: bool, work: impl FnOnce() -> T) -> Result<T, ApiError> {
        let room = if is_known { &self.known } else { &self.strangers };
        let turn = tokio::time::timeout(PASSWORD_WAIT, room.acquire()).await;
        let Ok(Ok(_turn)) = turn else { return Err(sign_in_busy()) };
        Ok(run_blocking(work))
    }
}

/// Nothing was judged: it may be tried again, and does not count.
fn sign_in_busy() -> ApiError {
    let title = "More sign-ins than the office checks at once.";
    let busy = ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "sign_in_busy", title);
    busy.with_header(header::RETRY_AFTER, PASSWORD_WAIT.as_secs())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::auth::password::verify_password;

    #[derive(Default)]
    struct Seen {
        now: AtomicUsize,
        most: AtomicUsize,
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn of_two_hundred_at_once_two_are_checked_and_a_known_one_waits_for_none_of_them() {
        let (checks, seen) = (Arc::new(PasswordChecks::default()), Arc::new(Seen::default()));
        let mut strangers = tokio::task::JoinSet::new();
        for _ in 0..200 {
            let (checks, seen) = (checks.clone(), seen.clone());
            strangers.spawn(async move {
                let work = || {
                    let now = seen.now.fetch_add(1, Ordering::SeqCst) + 1;
                    seen.most.fetch_max(now, Ordering::SeqCst);
                    verify_password(None, "guess");
                    seen.now.fetch_sub(1, Ordering::SeqCst);
                };
                checks.run(false, work).await.map_err(|error| error.code)
            });
        }
        let outcomes = strangers.join_all().await;
        assert_eq!(seen.most.load(Ordering::SeqCst), PASSWORD_CHECKS);
        let checked = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert!(checked >= PASSWORD_CHECKS, "{checked}");
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(()) | Err("sign_in_busy"))));

        let taken = checks.strangers.acquire_many(PASSWORD_CHECKS as u32).await.expect("all");
        let refused = checks.run(false, || ()).await.expect_err("no turn comes");
        assert_eq!((refused.status.as_u16(), refused.headers.len()), (503, 1));
        assert!(checks.run(true, || ()).await.is_ok());
        drop(taken);
    }
}
