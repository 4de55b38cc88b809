//! What was filed, to look at: a case's state, a clerk's own cases, the bytes of a part. Changes nothing.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use counter_backoffice::{CONTENT_DIGEST, CaseState, CaseStatus, OfficeCase, Submission, digest};
use jiff::Timestamp;
use uuid::Uuid;

use crate::access::{self, Caller};
use crate::answer::{Fault, json};
use crate::complete::{Filed, case_id, filed, upload_of};
use crate::filing::decode;
use crate::office::{Office, at_leisure};

/// Newest cases in a clerk's list.
const LISTED: u32 = 500;

/// `GET /cases/{case}`
pub async fn status(
    State(office): State<Arc<Office>>,
    Path(case): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let status = at_leisure(|| {
        let caller = access::caller(&office, &headers)?;
        let case = case_id(&case)?;
        let filed = filed(&office.db(), case, caller.station_code())?;
        state_of(&office, case, filed)
    })?;
    Ok(json(StatusCode::OK, &status))
}

fn state_of(office: &Office, case: Uuid, filed: Filed) -> Result<CaseStatus, Fault> {
    if let Some(before) = filed.acknowledgement {
        let received_digest = Some(before.received_digest);
        return Ok(CaseStatus { number: filed.number, state: before.state, missing: Vec::new(), received_digest });
    }
    let mut missing: Vec<String> = Vec::new();
    for part in filed.submission.manifest {
        let id = upload_of(&office.db(), case, &part.sha256)?;
        let held = id.map(|id| office.shelf.len(&id)).transpose()?.flatten();
        if held != Some(part.len) && !missing.contains(&part.sha256) {
            missing.push(part.sha256);
        }
    }
    Ok(CaseStatus { number: filed.number, state: CaseState::AwaitingMaterials, missing, received_digest: None })
}

/// `GET /cases?clerk=me`
pub async fn mine(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let cases = at_leisure(|| {
        let caller = access::caller(&office, &headers)?;
        if query.as_deref() != Some("clerk=me") {
            return Err(Fault::bad("bad_query", "The only list is clerk=me."));
        }
        let Caller::Clerk { number, .. } = caller else {
            return Err(Fault::new(StatusCode::FORBIDDEN, "clerk_only", "A clerk's token is required."));
        };
        list(&office, &number)
    })?;
    Ok(json(StatusCode::OK, &cases))
}

fn list(office: &Office, clerk: &str) -> Result<Vec<OfficeCase>, Fault> {
    let db = office.db();
    let mut query = db
        .prepare("SELECT number, state, filed_ms, submission FROM cases WHERE clerk = ?1 ORDER BY seq DESC LIMIT ?2")?;
    let rows = query.query_map(rusqlite::params![clerk, LISTED], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?, row.get::<_, String>(3)?))
    })?;
    let mut cases = Vec::new();
    for row in rows {
        let (number, state, filed_ms, submission) = row?;
        let submission: Submission = decode(&submission)?;
        cases.push(OfficeCase {
            case: submission.case,
            number,
            provisional: submission.provisional,
            item: submission.item,
            decision: submission.decision,
            state: if state == "acknowledged" { CaseState::Acknowledged } else { CaseState::AwaitingMaterials },
            received_at: submission.received_at,
            filed_at: Timestamp::from_millisecond(filed_ms).unwrap_or(Timestamp::UNIX_EPOCH),
        });
    }
    Ok(cases)
}

/// `GET /cases/{case}/parts/{sha256}`: for review, once the case is acknowledged. A station's credential does not
/// read: it lies on a machine, and only people look at papers.
pub async fn part(
    State(office): State<Arc<Office>>,
    Path((case, sha256)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let (media, bytes) = at_leisure(|| {
        let caller = access::caller(&office, &headers)?;
        let Caller::Clerk { station_code, .. } = caller else {
            return Err(Fault::new(StatusCode::FORBIDDEN, "clerk_only", "A clerk's token is required."));
        };
        let case = case_id(&case)?;
        let filed = filed(&office.db(), case, &station_code)?;
        read_part(&office, case, filed, &sha256)
    })?;
    let headers = [(header::CONTENT_TYPE, media), (header::CACHE_CONTROL, "no-store".to_owned())];
    let digest = [(CONTENT_DIGEST, digest::content_digest(&bytes))];
    let guard = [(header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    Ok((headers, digest, guard, bytes).into_response())
}

fn read_part(office: &Office, case: Uuid, filed: Filed, sha256: &str) -> Result<(String, Vec<u8>), Fault> {
    let unknown = || Fault::new(StatusCode::NOT_FOUND, "unknown_part", "The case has no such part.");
    if filed.acknowledgement.is_none() {
        return Err(unknown());
    }
    let part = filed.submission.manifest.into_iter().find(|p| p.sha256 == sha256).ok_or_else(unknown)?;
    let id = upload_of(&office.db(), case, sha256)?.ok_or_else(unknown)?;
    Ok((part.media, office.shelf.read(&id)?))
}
