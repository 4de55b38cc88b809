//! `GET /cases/{case}/parts/{sha256}`: the bytes of a part, once a revision that has it is
//! acknowledged.

use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use counter_backoffice::{CONTENT_DIGEST, digest};
use futures_util::stream::try_unfold;
use uuid::Uuid;

use super::looks::record_look;
use crate::auth::{Person, identify_caller};
use crate::filing::{find_revisions, find_upload, parse_case_id};
use crate::http::{ApiError, run_blocking};
use crate::storage::Storage;

/// A part as it lies in the store.
struct StoredPart {
    id: String,
    len: u64,
    media: String,
}

pub async fn get_part(
    State(storage): State<Arc<Storage>>,
    Path((case, sha256)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let part = run_blocking(|| {
        let person = identify_caller(&storage, &headers)?.require_person()?;
        find_part(&storage, parse_case_id(&case)?, &sha256, &person)
    })?;
    // Those that it should have: bytes that were damaged since the case was acknowledged are
    // noticed by the caller.
    let digest = digest::content_digest_of(&sha256).ok_or_else(unknown_part)?;
    let headers = [
        (header::CONTENT_TYPE, part.media),
        (header::CONTENT_LENGTH, part.len.to_string()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    let body = stream_part(storage, part.id, part.len);
    Ok((headers, [(CONTENT_DIGEST, digest)], body).into_response())
}

fn find_part(
    storage: &Storage,
    case: Uuid,
    sha256: &str,
    person: &Person,
) -> Result<StoredPart, ApiError> {
    let revisions = find_revisions(&storage.records.get_db()?, case, &person.station_code)?;
    let acknowledged = revisions.into_iter().filter(|filed| filed.acknowledgement.is_some());
    let mut parts = acknowledged.flat_map(|filed| filed.submission.manifest);
    let part = parts.find(|part| part.sha256 == sha256).ok_or_else(unknown_part)?;
    let id = find_upload(&storage.records.get_db()?, case, sha256)?.ok_or_else(unknown_part)?;
    let len = storage.parts.len(&id)?.ok_or(io::ErrorKind::NotFound).map_err(io::Error::from)?;
    record_look(storage, case, person, &format!("part {sha256}"))?;
    Ok(StoredPart { id, len, media: part.media })
}

/// The bytes piece by piece, each read when the caller has taken the one before: however many read
/// at once, and however slowly, of each no more than a piece is in memory.
fn stream_part(storage: Arc<Storage>, id: String, len: u64) -> Body {
    let pieces = try_unfold((storage, id, 0), move |(storage, id, at)| async move {
        if at >= len {
            return Ok::<_, io::Error>(None);
        }
        let piece = run_blocking(|| storage.parts.read_piece(&id, at))?;
        let end = at + piece.len() as u64;
        Ok(Some((piece, (storage, id, end))))
    });
    Body::from_stream(pieces)
}

fn unknown_part() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "unknown_part", "The case has no such part.")
}
