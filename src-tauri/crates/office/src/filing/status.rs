//! `GET /cases/{case}`: how far a case came, and which of its parts are missing. Changes nothing.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{CaseStatus, Part};
use uuid::Uuid;

use super::cases::{FiledRevision, find_newest, find_upload, parse_case_id};
use crate::auth::identify_caller;
use crate::http::{ApiError, json_answer, run_blocking};
use crate::storage::Storage;

pub async fn get_status(
    State(storage): State<Arc<Storage>>,
    Path(case): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let status = run_blocking(|| {
        let caller = identify_caller(&storage, &headers)?;
        let case = parse_case_id(&case)?;
        let newest = find_newest(&storage.records.get_db()?, case, caller.station_code())?;
        describe_revision(&storage, case, newest)
    })?;
    Ok(json_answer(StatusCode::OK, &status))
}

fn describe_revision(
    storage: &Storage,
    case: Uuid,
    newest: FiledRevision,
) -> Result<CaseStatus, ApiError> {
    let (state, revision, number) = (newest.state(), newest.revision, newest.number);
    let in_place_of = newest.submission.in_place_of;
    if let Some(answer) = newest.acknowledgement {
        let received_digest = Some(answer.received_digest);
        let missing = Vec::new();
        return Ok(CaseStatus { number, state, missing, received_digest, revision, in_place_of });
    }
    let missing = list_missing(storage, case, newest.submission.manifest)?;
    Ok(CaseStatus { number, state, missing, received_digest: None, revision, in_place_of })
}

/// SHA-256 of the parts of a manifest that are not here in full, by their lengths.
pub fn list_missing(
    storage: &Storage,
    case: Uuid,
    manifest: Vec<Part>,
) -> Result<Vec<String>, ApiError> {
    let mut missing: Vec<String> = Vec::new();
    for part in manifest {
        let id = find_upload(&storage.records.get_db()?, case, &part.sha256)?;
        let len = id.map(|id| storage.parts.len(&id)).transpose()?.flatten();
        if len != Some(part.len) && !missing.contains(&part.sha256) {
            missing.push(part.sha256);
        }
    }
    Ok(missing)
}
