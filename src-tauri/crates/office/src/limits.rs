//! What one caller may take of the office, so that the others are served: one list, each number
//! with what happens beyond it. What a case may bring is `counter_core::limits`.

mod allowance;
mod allowances;
mod crowd;
mod patience;

use std::time::Duration;

use counter_core::limits::{MAX_FILE_BYTES, MAX_FILES};
use jiff::SignedDuration;

pub use allowance::{Allowance, Pace};
pub use allowances::Allowances;
pub use crowd::{Crowd, Place};
pub use patience::Patience;

/// Of a line and the requests on it.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Lines at once. More wait before the door, where they cost nothing.
    pub lines: usize,
    /// Of them those of one address; another one is cut.
    pub lines_of_a_peer: usize,
    /// The same of this machine's own. A gateway on it brings everybody's, so that they may be all
    /// there are.
    pub own_lines: usize,
    /// Until the head of a request is there, and how long a line may say nothing between two.
    /// Longer than our client keeps an idle line: one that it takes up again must be there.
    pub head: Duration,
    /// Of a body. One that comes more slowly is answered 408 `body_late`.
    pub body: BytePace,
    /// Of a line's answers, all told. One that takes them more slowly is cut.
    pub answers: BytePace,
}

/// How fast a caller moves bytes at least. Our client gives a line up at twice the pace.
#[derive(Debug, Clone, Copy)]
pub struct BytePace {
    /// Without a byte.
    pub silence: Duration,
    /// For all of them: so long, and a second for each so many.
    pub grace: Duration,
    pub bytes_a_second: u64,
}

impl Default for Limits {
    fn default() -> Self {
        let pace = BytePace {
            silence: Duration::from_secs(30),
            grace: Duration::from_secs(30),
            bytes_a_second: 16 * 1024,
        };
        Limits {
            lines: 2_048,
            lines_of_a_peer: 256,
            own_lines: 2_048,
            head: Duration::from_secs(30),
            body: pace,
            answers: pace,
        }
    }
}

/// How long a refused caller may go on speaking before the line is closed.
pub const REFUSED_WAIT: Duration = Duration::from_secs(5);

/// Longest body of whoever has not said who they are: a sign-in, a joining.
pub const MAX_STRANGERS_BYTES: usize = 4 * 1024;

/// Bytes of a request's head; beyond it the answer is 431. What is read ahead of a line is at most
/// twice as many.
#[cfg(feature = "listen")]
pub const MAX_HEAD_BYTES: usize = 32 * 1024;

/// Requests of one credential that are worked on at once, and how many it may send: a day's work
/// comes at once, and then 200 a second. Beyond both the answer is 429 `too_many_requests`.
pub const REQUESTS_AT_ONCE: usize = 64;
pub const REQUESTS: Pace = Pace { each_ms: 5, most: 12_000 };

/// Requests of all strangers together that ask the records something: whose a credential is that
/// the office has not seen since it began, or what a code is for. Beyond it they are answered 429
/// `too_many_requests`, known callers as ever. The most are those of a whole town after a restart.
pub const STRANGERS_REQUESTS: Pace = Pace { each_ms: 10, most: 4_000 };

/// Longest number that somebody signs in with, in characters, and longest password, in bytes.
pub const MAX_NUMBER_CHARS: usize = 64;
pub const MAX_PASSWORD_BYTES: usize = 1_024;

/// Passwords checked at once, each with 19 MiB: so many of known installations, and as many of
/// strangers. Who waits longer for a turn is answered 503 `sign_in_busy`.
pub const PASSWORD_CHECKS: usize = 2;
pub const PASSWORD_WAIT: Duration = Duration::from_secs(3);

/// Wrong passwords of all strangers together: a hundred, then one a second. Beyond it strangers are
/// answered 429 `too_many_sign_ins`, known installations as ever.
pub const STRANGERS_TRIES: Pace = Pace { each_ms: 1_000, most: 100 };

/// Counts of tries: of each known installation, and of all strangers together.
pub const KNOWN_SLOTS: u32 = 64;
pub const STRANGERS_SLOTS: u32 = 65_536;

/// New cases of one station in 24 hours; beyond it 422 `case_quota`.
pub const CASES_A_DAY: u32 = 20_000;

/// Bytes of one station's uploads whose revision is not acknowledged, as they were announced; beyond
/// it 422 `upload_quota`. Twice what the largest case may have.
pub const OPEN_BYTES: u64 = 2 * MAX_FILES as u64 * MAX_FILE_BYTES;

/// An upload that nobody has gone on with for so long ends, unless a revision that has it was
/// acknowledged.
pub const UPLOAD_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
