//! How much of one station the office takes in: cases a day, bytes that wait for their
//! acknowledgement. What is beyond it is told by a code with the word `quota`, which every counter
//! waits for, and no case ends by it. And uploads that nobody goes on with end.

use jiff::{SignedDuration, Timestamp};

use super::cases::parse_case_id;
use super::context::Filing;
use crate::error::DbError;
use crate::http::ApiError;
use crate::limits::{CASES_A_DAY, OPEN_BYTES, UPLOAD_LIFE};
use crate::records::{Db, values};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Of new cases; what is filed again is one that is there.
pub fn check_case_room(
    change: &Db<'_>,
    station_code: &str,
    now: Timestamp,
) -> Result<(), ApiError> {
    let select = "SELECT min(filed_ms) FROM revisions WHERE case_uuid =
                    (SELECT uuid FROM cases WHERE station_code = ?1
                     ORDER BY seq DESC LIMIT 1 OFFSET ?2)";
    let row = change.query_first(select, &values![station_code, CASES_A_DAY - 1])?;
    let earlier: Option<Timestamp> = row.ok_or(DbError::Unreadable)?.get(0)?;
    if earlier.is_some_and(|filed| filed > now - DAY) {
        let title = "The station has filed as many cases as one may in a day.";
        return Err(ApiError::unprocessable("case_quota", title));
    }
    Ok(())
}

/// Of a new upload of so many bytes.
pub fn check_upload_room(change: &Db<'_>, station_code: &str, len: u64) -> Result<(), ApiError> {
    let select = "SELECT CAST(coalesce(sum(len), 0) AS BIGINT) FROM uploads
                  WHERE station_code = ?1 AND open_ms IS NOT NULL";
    let row = change.query_first(select, &values![station_code])?;
    let open: u64 = row.ok_or(DbError::Unreadable)?.get(0)?;
    if open.saturating_add(len) > OPEN_BYTES {
        let title = "More bytes of the station wait for their acknowledgement than one may have.";
        return Err(ApiError::unprocessable("upload_quota", title));
    }
    Ok(())
}

/// The upload is gone on with. Written down once a day at most.
pub fn touch_upload(db: &Db<'_>, id: &str, now: Timestamp) -> Result<(), DbError> {
    let touch = "UPDATE uploads SET open_ms = ?2 WHERE id = ?1 AND open_ms < ?3";
    db.execute(touch, &values![id, now.as_millisecond(), (now - DAY).as_millisecond()])
}

/// Whether `touch_upload` has something to write; none where its case is acknowledged.
pub fn is_long_untouched(open_at: Option<Timestamp>, now: Timestamp) -> bool {
    open_at.is_some_and(|at| at < now - DAY)
}

/// Ends the oldest upload that nobody has gone on with, if there is one: whoever begins an upload
/// clears one away. Nothing is lost with it: its counter has every page until the acknowledgement,
/// and begins anew. Those of an acknowledged revision stay for ever.
pub fn end_silent_upload(filing: &Filing) -> Result<(), ApiError> {
    let storage = &filing.storage;
    let before = (storage.now() - UPLOAD_LIFE).as_millisecond();
    let select = "SELECT id, case_uuid FROM uploads WHERE open_ms < ?1 ORDER BY open_ms LIMIT 1";
    let row = storage.records.get_db()?.query_first(select, &values![before])?;
    let Some(row) = row else { return Ok(()) };
    let (id, case) = (row.get::<String>(0)?, parse_case_id(&row.get::<String>(1)?)?);
    // Whoever completes the case, or sends the part, has just come back.
    let _case = filing.claim_case(case)?;
    let _upload = filing.claim_upload(&id)?;
    let change = storage.records.begin_change(&case.to_string())?;
    let delete = "DELETE FROM uploads WHERE id = ?1 AND open_ms < ?2 RETURNING id";
    let is_ended = change.query_first(delete, &values![&id, before])?.is_some();
    change.commit()?;
    if is_ended {
        storage.parts.remove(&id)?;
    }
    Ok(())
}
