//! From what the client says to what the outbox makes of it.
use super::Post;
use counter_backoffice::OfficeError;
use counter_core::outbox::Outcome;

pub fn outcome_of(error: &OfficeError) -> Outcome {
    let http = |status: u16, retry_after_ms: Option<i64>| Outcome::Http {
        status,
        code: Some(error.code().into()),
        retry_after_ms,
    };
    match error {
        OfficeError::TimedOut => Outcome::Unknown,
        error if error.is_line_down() => Outcome::Unreachable { code: error.code().into() },
        OfficeError::Overloaded { retry_after } => http(
            503,
            retry_after.map(|s| i64::try_from(s).unwrap_or(i64::MAX).saturating_mul(1000)),
        ),
        OfficeError::Unauthorized => http(401, None),
        OfficeError::ServerFault { status } => http(*status, None),
        OfficeError::Garbage | OfficeError::TooLarge => http(502, None),
        OfficeError::Refused { status, code } => {
            Outcome::Http { status: *status, code: Some(code.clone()), retry_after_ms: None }
        }
        // Of this very case, and soon over: busy with it, a part to send again.
        error if error.is_passing() => http(409, None),
        error => Outcome::Refused { code: error.code().into() },
    }
}

/// What it says about the line and the office as a whole.
pub fn note_outcome<P: Post>(post: &P, outcome: &Outcome) {
    let (now, dice) = (post.now_ms(), post.dice());
    post.breaker(|b| *b = std::mem::take(b).after_outcome(outcome, now, dice));
}
