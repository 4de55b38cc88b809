//! The centre files, every version of each station's, and `GET /centre`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_centre::{CentreError, CentreFile, check_first, check_replacement};
use counter_core::date::Moment;

use crate::auth::identify_caller;
use crate::error::{DbError, PublishError};
use crate::http::{ApiError, TaggedBytes, run_blocking};
use crate::records::{Db, values};
use crate::storage::Storage;

/// Adds a station's next file, as the station itself would take it: what is given out is never
/// refused there. The same file again is no change.
pub fn store_file(
    storage: &Storage,
    is_trial: bool,
    file: &CentreFile,
) -> Result<(), PublishError> {
    let body = file.body();
    if !body.kind.is_of_office(is_trial) {
        return Err(CentreError::OtherKind.into());
    }
    let today = Moment::from_millis(storage.now().as_millisecond()).date();
    let change = storage.records.begin_change(&body.station.code)?;
    match find_newest_file(&change, &body.station.code)? {
        Some(current) if current == *file => return Ok(()),
        Some(current) => check_replacement(&current, file, today)?,
        None => check_first(file, today)?,
    }
    let version = i64::try_from(body.version).unwrap_or(i64::MAX);
    change.execute(
        "INSERT INTO centre_files (station_code, version, file) VALUES (?1, ?2, ?3)",
        &values![&*body.station.code, version, file.text()],
    )?;
    Ok(change.commit()?)
}

pub fn find_newest_file(db: &Db<'_>, station_code: &str) -> Result<Option<CentreFile>, DbError> {
    let select =
        "SELECT file FROM centre_files WHERE station_code = ?1 ORDER BY version DESC LIMIT 1";
    let Some(row) = db.query_first(select, &values![station_code])? else { return Ok(None) };
    let text: String = row.get(0)?;
    CentreFile::read(text.as_bytes()).map(Some).map_err(|_| DbError::Unreadable)
}

pub async fn get_centre_file(
    State(storage): State<Arc<Storage>>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let file = run_blocking(|| {
        let caller = identify_caller(&storage, &headers)?;
        find_newest_file(&storage.records.get_db()?, caller.station_code()).map_err(ApiError::from)
    })?;
    let file = file.ok_or_else(no_centre_file)?;
    Ok(TaggedBytes::new(file.text().to_owned()).answer(&headers))
}

pub fn no_centre_file() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "no_centre_file", "The station has no centre file.")
}
