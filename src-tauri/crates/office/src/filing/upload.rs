//! An upload: a part that a filed case announced, on its way. What lies in the store is its offset,
//! so nothing can disagree with it after a crash.

use axum::http::{HeaderMap, StatusCode};
use counter_backoffice::{Part, tus};

use super::cases::{find_newest, find_upload};
use super::event_rows::find_events;
use super::room::{check_upload_room, is_long_untouched, touch_upload};
use crate::auth::{generate_secret, identify_caller};
use crate::http::ApiError;
use crate::records::{Db, values};
use crate::storage::Storage;

pub struct Upload {
    pub id: String,
    /// Bytes of the whole part.
    pub len: u64,
}

/// The upload of the part that the headers name; a new one where there is none yet.
pub fn open_upload(storage: &Storage, headers: &HeaderMap) -> Result<Upload, ApiError> {
    let caller = identify_caller(storage, headers)?;
    let metadata =
        headers.get(tus::METADATA).and_then(|v| v.to_str().ok()).and_then(tus::Metadata::parse);
    let metadata = metadata.ok_or_else(|| {
        ApiError::bad_request("bad_metadata", "Upload-Metadata must name case, part and sha256.")
    })?;
    let len = tus::count_header(headers, tus::LENGTH)
        .ok_or_else(|| ApiError::bad_request("length_missing", "Upload-Length is required."))?;
    let change = storage.records.begin_change(&metadata.case.to_string())?;
    check_announced(&change, &metadata, len, caller.station_code())?;
    let now = storage.now();
    if let Some(id) = find_upload(&change, metadata.case, &metadata.sha256)? {
        touch_upload(&change, &id, now)?;
        change.commit()?;
        return Ok(Upload { id, len });
    }
    check_upload_room(&change, caller.station_code(), len)?;
    let id = generate_secret()?;
    storage.parts.create(&id)?;
    change.execute(
        "INSERT INTO uploads (id, case_uuid, sha256, len, station_code, open_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &values![
            &id,
            metadata.case,
            &metadata.sha256,
            len as i64,
            caller.station_code(),
            now.as_millisecond()
        ],
    )?;
    change.commit()?;
    Ok(Upload { id, len })
}

/// Only what the newest manifest of a case of this station names, or one of its events', may be
/// uploaded.
fn check_announced(
    db: &Db<'_>,
    part: &tus::Metadata,
    len: u64,
    station_code: &str,
) -> Result<(), ApiError> {
    let newest = find_newest(db, part.case, station_code)?.submission.manifest;
    let events = find_events(db, part.case)?;
    let told = events.iter().flat_map(|event| &event.filing.manifest);
    let is_it = |p: &Part| p.id == part.part && p.sha256 == part.sha256 && p.len == len;
    if newest.iter().chain(told).any(is_it) {
        return Ok(());
    }
    Err(ApiError::unprocessable("not_in_manifest", "The case's manifest has no such part."))
}

/// The caller's upload and how many bytes it holds.
pub fn measure_upload(
    storage: &Storage,
    headers: &HeaderMap,
    id: &str,
) -> Result<(Upload, u64), ApiError> {
    let caller = identify_caller(storage, headers)?;
    let select = "SELECT len, open_ms FROM uploads JOIN cases ON uuid = case_uuid
                  WHERE id = ?1 AND cases.station_code = ?2";
    let row = storage.records.get_db()?.query_first(select, &values![id, caller.station_code()])?;
    let no_upload = || ApiError::new(StatusCode::NOT_FOUND, "upload_gone", "No such upload.");
    let row = row.ok_or_else(no_upload)?;
    let (len, now) = (row.get::<u64>(0)?, storage.now());
    if is_long_untouched(row.get(1)?, now) {
        touch_upload(&storage.records.get_db()?, id, now)?;
    }
    // Only names from our own table ever become file names.
    let stored = storage.parts.len(id)?.ok_or_else(no_upload)?;
    Ok((Upload { id: id.to_owned(), len }, stored.min(len)))
}

pub fn beyond_length() -> ApiError {
    ApiError::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "beyond_length",
        "The body goes beyond the announced length.",
    )
}
