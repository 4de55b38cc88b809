//! `POST /cases/{case}/complete`: the office reads every byte again, and only then takes the newest
//! revision for its own. What does not match its hash is thrown away and named, so that it can be
//! sent anew.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{Acknowledgement, CaseState, Part};
use uuid::Uuid;

use super::cases::{FiledRevision, encode_row, find_newest, find_upload, parse_case_id};
use super::claim_rows::{end_claims_before, note_continuation};
use super::context::Filing;
use crate::auth::identify_caller;
use crate::http::{ApiError, json_answer, run_blocking};
use crate::records::values;

pub async fn complete_case(
    State(filing): State<Arc<Filing>>,
    Path(case): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let caller = run_blocking(|| identify_caller(&filing.storage, &headers))?;
    let case = parse_case_id(&case)?;
    let _claim = filing.claim_case(case)?;
    let answer = run_blocking(|| {
        let newest = find_newest(&filing.storage.records.get_db()?, case, caller.station_code())?;
        match newest.acknowledgement {
            Some(earlier) => Ok(earlier),
            None => acknowledge_revision(&filing, case, newest),
        }
    })?;
    Ok(json_answer(StatusCode::OK, &answer))
}

fn acknowledge_revision(
    filing: &Filing,
    case: Uuid,
    newest: FiledRevision,
) -> Result<Acknowledgement, ApiError> {
    verify_parts(filing, case, &newest.submission.manifest)?;
    let answer = Acknowledgement {
        number: newest.number,
        state: CaseState::Acknowledged,
        received_digest: newest.submission.received_digest(),
    };
    let change = filing.storage.records.begin_change(&case.to_string())?;
    change.execute(
        "UPDATE revisions SET acknowledgement = ?3 WHERE case_uuid = ?1 AND revision = ?2",
        &values![case, newest.revision, encode_row(&answer)?],
    )?;
    // From here on the office has them, and none of them ends.
    change.execute("UPDATE uploads SET open_ms = NULL WHERE case_uuid = ?1", &values![case])?;
    let now = filing.storage.now();
    end_claims_before(&change, case, newest.revision, now)?;
    note_continuation(&change, case, newest.revision, now)?;
    change.commit()?;
    Ok(answer)
}

/// Every part of a manifest is here and whole; those that are not are named.
pub fn verify_parts(filing: &Filing, case: Uuid, manifest: &[Part]) -> Result<(), ApiError> {
    let mut missing = Vec::new();
    for part in manifest {
        if !missing.contains(&part.sha256) && !verify_part(filing, case, part)? {
            missing.push(part.sha256.clone());
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let title = "Parts are missing or were damaged on the way.";
    let mut error = ApiError::unprocessable("materials_missing", title);
    error.missing = missing;
    Err(error)
}

/// Reads the part again, to the last byte. A damaged one is dropped; one that is merely short
/// stays, to go on from.
fn verify_part(filing: &Filing, case: Uuid, part: &Part) -> Result<bool, ApiError> {
    let (records, parts) = (&filing.storage.records, &filing.storage.parts);
    let Some(id) = find_upload(&records.get_db()?, case, &part.sha256)? else {
        return Ok(false);
    };
    // Bytes still arriving could be taken back after they were read here.
    let _claim = filing.claim_upload(&id)?;
    match parts.len(&id)? {
        Some(len) if len < part.len => return Ok(false),
        Some(_) if parts.sha256(&id)? == part.sha256 => {
            parts.sync(&id)?;
            return Ok(true);
        }
        _ => {}
    }
    records.get_db()?.execute("DELETE FROM uploads WHERE id = ?1", &values![&id])?;
    parts.remove(&id)?;
    Ok(false)
}
