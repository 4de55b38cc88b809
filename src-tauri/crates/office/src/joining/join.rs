//! `POST /join`: a one-time code for the station's centre file, and for the credential of the
//! installation that comes with it. Nobody is signed in there: the code is what lets a station in.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{IDEMPOTENCY_KEY, JoinAnswer, JoinRequest, Private};
use counter_centre::Code;
use jiff::Timestamp;
use uuid::Uuid;

use super::codes::{find_code, mark_used};
use super::files::{find_newest_file, no_centre_file};
use crate::auth::{enrol_installation, find_standing, renew_credential};
use crate::http::{ApiError, json_answer, read_strangers_json, run_blocking};
use crate::records::Db;
use crate::storage::Storage;

pub async fn join_centre(
    State(storage): State<Arc<Storage>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let attempt = parse_attempt(&headers)?;
    let request: JoinRequest = read_strangers_json(&headers, body).await?;
    let unreadable = |_| ApiError::unprocessable("code_unreadable", "It is no code, or mistyped.");
    let code = Code::read(request.code.expose()).map_err(unreadable)?;
    storage.admit_stranger().map_err(ApiError::too_many_requests)?;
    let answer = run_blocking(|| use_code(&storage, &code, &request, attempt))?;
    if let Some(given) = &answer.delivery_credential {
        storage.note_credential(given.expose());
    }
    Ok(json_answer(StatusCode::OK, &answer))
}

/// The code is used up in the change that stores its answer: an answer that was lost on the way is
/// there for whoever asks again under the same key.
fn use_code(
    storage: &Storage,
    code: &Code,
    request: &JoinRequest,
    attempt: Uuid,
) -> Result<JoinAnswer, ApiError> {
    let (hash, attempt, now) = (code.sha256(), attempt.to_string(), storage.now());
    let change = storage.records.begin_change(&hash)?;
    let row = find_code(&change, &hash)?.ok_or_else(unknown)?;
    if request.station_code.as_ref().is_some_and(|station| *station != row.station_code) {
        return Err(unknown());
    }
    if let Some(usage) = row.usage {
        if !usage.is_repeated_by(&attempt, request.installation, now) {
            return Err(gone("code_used", "It was used."));
        }
        let installation = request.installation.filter(|id| usage.names_installation(*id));
        let delivery_credential =
            renew_joined(&change, installation, &row.station_code, now)?.map(Private::new);
        change.commit()?;
        return Ok(JoinAnswer { centre_file: usage.answer, delivery_credential });
    }
    if row.is_ended(now) {
        return Err(gone("code_ended", "The code has ended."));
    }
    // One that the station would refuse, since the code is of another key, uses no code up.
    let file = find_newest_file(&change, &row.station_code)?;
    let file = file.filter(|file| code.is_of_key(file.key())).ok_or_else(no_centre_file)?;
    mark_used(&change, &hash, &attempt, request.installation, now, file.text())?;
    let enrol = |id| enrol_installation(&change, id, &row.station_code, "", now);
    let credential = request.installation.map(enrol).transpose()?;
    change.commit()?;
    Ok(JoinAnswer {
        centre_file: file.text().to_owned(),
        delivery_credential: credential.map(Private::new),
    })
}

/// Another credential for an installation whose answer was lost. Not for one that has ended since,
/// nor for one that has joined elsewhere: the code was for once.
fn renew_joined(
    change: &Db<'_>,
    installation: Option<Uuid>,
    station_code: &str,
    now: Timestamp,
) -> Result<Option<String>, ApiError> {
    let Some(id) = installation else { return Ok(None) };
    let standing = find_standing(change, id)?;
    let is_good = standing.is_some_and(|standing| standing.is_good_at(station_code));
    is_good.then(|| renew_credential(change, id, now)).transpose()
}

/// A quoted string by its draft; many clients leave the quotes out, which does no harm.
fn parse_attempt(headers: &HeaderMap) -> Result<Uuid, ApiError> {
    let key = headers.get(IDEMPOTENCY_KEY).and_then(|value| value.to_str().ok());
    key.and_then(|text| text.trim().trim_matches('"').parse().ok()).ok_or_else(|| {
        ApiError::bad_request("idempotency_key_missing", "Idempotency-Key with a UUID is required.")
    })
}

fn unknown() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "code_unknown", "No such code.")
}

fn gone(code: &'static str, title: &'static str) -> ApiError {
    ApiError::new(StatusCode::GONE, code, title)
}
