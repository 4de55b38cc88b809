//! Whether a submission is possible at all, before anything is looked up.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::HeaderMap;
use counter_backoffice::digest::is_sha256;
use counter_backoffice::{IDEMPOTENCY_KEY, MAX_PART, Submission};
use uuid::Uuid;

use crate::auth::Caller;
use crate::http::ApiError;

const MAX_PARTS: usize = 2000;

/// Case and revision that the request names. The key is a quoted string by its draft; many clients
/// leave the quotes out, which does no harm.
pub fn parse_key(headers: &HeaderMap) -> Result<(Uuid, u32), ApiError> {
    let missing = || {
        ApiError::bad_request(
            "idempotency_key_missing",
            "Idempotency-Key with the case's UUID is required.",
        )
    };
    let text = headers.get(IDEMPOTENCY_KEY).and_then(|v| v.to_str().ok()).ok_or_else(missing)?;
    let text = text.trim().trim_matches('"');
    let (case, revision) = text.split_once('.').unwrap_or((text, "1"));
    Ok((case.parse().map_err(|_| missing())?, revision.parse().map_err(|_| missing())?))
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
    if !is_sha256(&submission.journal_head) || submission.entries == 0 || submission.revision == 0 {
        return Err(ApiError::unprocessable(
            "bad_journal",
            "Journal head, entries or revision are not possible.",
        ));
    }
    if submission.revision != revision {
        return Err(key_mismatch());
    }
    let mut ids = BTreeSet::new();
    let mut lengths = BTreeMap::new();
    let is_possible = submission.manifest.len() <= MAX_PARTS
        && submission.manifest.iter().all(|part| {
            ids.insert(&part.id)
                && is_sha256(&part.sha256)
                && is_media_type(&part.media)
                && (1..=MAX_PART).contains(&part.len)
                && *lengths.entry(&part.sha256).or_insert(part.len) == part.len
        });
    if is_possible { Ok(()) } else { Err(bad_manifest()) }
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

/// The media type goes back out as a header one day, so it has to be one.
fn is_media_type(text: &str) -> bool {
    let is_token = |half: &str| {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".+-".contains(&b);
        !half.is_empty() && half.len() <= 64 && half.bytes().all(allowed)
    };
    text.split_once('/').is_some_and(|(kind, sub)| is_token(kind) && is_token(sub))
}
