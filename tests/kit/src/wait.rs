//! Waiting for a condition, never for a time.

use std::time::{Duration, Instant};

use crate::{Fault, TestResult};

/// Long enough for a loaded machine; a story that waits this long has failed.
pub const PATIENCE: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(25);

/// Looks until `look` gives something.
///
/// # Errors
/// `InVain` after half a minute, naming `what`; whatever `look` reports, at once.
pub async fn wait_until<T>(
    what: &str,
    look: impl AsyncFnMut() -> TestResult<Option<T>>,
) -> TestResult<T> {
    wait_at_most(PATIENCE, what, look).await
}

pub async fn wait_at_most<T>(
    patience: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> TestResult<Option<T>>,
) -> TestResult<T> {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(seen) = look().await? {
            return Ok(seen);
        }
        if Instant::now() >= deadline {
            return Err(Fault::InVain(what.to_owned()));
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// As [`wait_until`], where nothing else goes on meanwhile.
pub fn wait_blocking<T>(
    what: &str,
    mut look: impl FnMut() -> TestResult<Option<T>>,
) -> TestResult<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(seen) = look()? {
            return Ok(seen);
        }
        if Instant::now() >= deadline {
            return Err(Fault::InVain(what.to_owned()));
        }
        std::thread::sleep(LOOK_AGAIN);
    }
}
