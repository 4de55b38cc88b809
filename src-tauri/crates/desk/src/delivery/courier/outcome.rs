//! From what the client says to what the outbox makes of it.
use super::Post;
use crate::contract::FailureCode;
use counter_backoffice::{Barrier, OfficeError};
use counter_core::outbox::Outcome;

pub fn outcome_of(error: &OfficeError) -> Outcome {
    let http = |status: u16, retry_after_ms: Option<i64>| Outcome::Http {
        status,
        code: Some(error.code().into()),
        retry_after_ms,
    };
    let seconds = |asked: &Option<u64>| {
        asked.map(|s| i64::try_from(s).unwrap_or(i64::MAX).saturating_mul(1000))
    };
    match error {
        OfficeError::TimedOut => Outcome::Unknown,
        // Whoever asks for patience gets it, in front of the office too.
        OfficeError::Gateway(Barrier::Busy { retry_after }) => http(429, seconds(retry_after)),
        OfficeError::Gateway(Barrier::NoAnswer { status, retry_after }) => {
            http(*status, seconds(retry_after))
        }
        error if error.is_barred() => Outcome::Barred { code: error.code().into() },
        error if error.is_line_down() => Outcome::Unreachable { code: error.code().into() },
        OfficeError::Overloaded { retry_after } => http(503, seconds(retry_after)),
        OfficeError::Unauthorized | OfficeError::InstallationEnded => http(401, None),
        OfficeError::ServerFault { status } => http(*status, None),
        OfficeError::Garbage | OfficeError::TooLarge => http(502, None),
        OfficeError::Refused { status, code } => Outcome::Http {
            status: *status,
            code: Some(explain_refusal(*status, code).to_owned()),
            retry_after_ms: None,
        },
        // Of this very case, and soon over: busy with it, a part to send again.
        error if error.is_passing() => http(409, None),
        error => Outcome::Refused { code: error.code().into() },
    }
}

/// What is about the caller or about room is told by a word that the screen has; which word the
/// office chose is in the log.
fn explain_refusal(status: u16, code: &str) -> &str {
    let explained = match status {
        _ if code.contains("quota") => FailureCode::OfficeQuota.as_str(),
        402 => FailureCode::OfficeQuota.as_str(),
        403 => FailureCode::OfficeForbids.as_str(),
        _ => return code,
    };
    tracing::warn!(status, code, "the office refuses this station for now");
    explained
}

/// What it says about the line and the office as a whole.
pub fn note_outcome<P: Post>(post: &P, outcome: &Outcome) {
    let (now, dice) = (post.now_ms(), post.dice());
    post.breaker(|b| *b = std::mem::take(b).after_outcome(outcome, now, dice));
}
