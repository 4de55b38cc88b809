//! Whether a submission is possible at all, before anything is looked up.

use axum::http::HeaderMap;
use counter_backoffice::{IDEMPOTENCY_KEY, OutOfBounds, Submission};
use counter_core::text::parse_digits;
use uuid::Uuid;

use crate::auth::Caller;
use crate::http::{ApiError, body_too_large};

/// Case and revision that the request names. The key is a quoted string by its draft; many clients
/// leave the quotes out, which does no harm.
pub fn parse_key(headers: &HeaderMap) -> Result<(Uuid, u32), ApiError> {
    let missing = || {
        ApiError::bad_request(
            "idempotency_key_missing",
            "Idempotency-Key with the case's UUID is required.",
        )
    };
    let text = find_key(headers).ok_or_else(missing)?;
    let (case, revision) = text.split_once('.').unwrap_or((text, "1"));
    Ok((case.parse().map_err(|_| missing())?, parse_digits(revision).ok_or_else(missing)?))
}

/// The id of the event that the request names, written in the same way.
pub fn parse_event_key(headers: &HeaderMap) -> Result<Uuid, ApiError> {
    let id = find_key(headers).and_then(|text| text.parse::<Uuid>().ok());
    id.ok_or_else(|| {
        let title = "Idempotency-Key with the event's id is required.";
        ApiError::bad_request("idempotency_key_missing", title)
    })
}

fn find_key(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(IDEMPOTENCY_KEY)?.to_str().ok()?;
    Some(text.trim().trim_matches('"'))
}

pub fn check_submission(
    submission: &Submission,
    key: (Uuid, u32),
    caller: &Caller,
) -> Result<(), ApiError> {
    let (case, revision) = key;
    if submission.case != case {
        return Err(key_mismatch());
    }
    if submission.station_code != caller.station_code() {
        return Err(ApiError::forbidden("other_station", "The case is another station's."));
    }
    submission.check_bounds().map_err(refuse_bounds)?;
    if submission.revision != revision {
        return Err(key_mismatch());
    }
    Ok(())
}

pub fn refuse_bounds(wrong: OutOfBounds) -> ApiError {
    match wrong {
        OutOfBounds::Journal => ApiError::unprocessable(
            "bad_journal",
            "Journal head, entries or revision are not possible.",
        ),
        OutOfBounds::TextChars { .. } => {
            ApiError::unprocessable("text_too_long", "A text is longer than the office takes.")
        }
        OutOfBounds::SubmissionBytes { .. } => body_too_large(),
        OutOfBounds::Part | OutOfBounds::Files { .. } | OutOfBounds::FileBytes { .. } => {
            bad_manifest()
        }
    }
}

pub fn bad_manifest() -> ApiError {
    ApiError::unprocessable("bad_manifest", "The manifest is not possible.")
}

pub fn revision_gap() -> ApiError {
    ApiError::unprocessable("revision_gap", "It is not the case's next revision.")
}

pub fn key_mismatch() -> ApiError {
    ApiError::unprocessable("key_mismatch", "Idempotency-Key must name the case and its revision.")
}
