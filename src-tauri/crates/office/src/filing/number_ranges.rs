//! 文号 given to installations in advance, for what departments entrusted to their counters, and which
//! of them a decision bore. A number is given to one installation, and borne once.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::NumberRangeWire;
use jiff::Timestamp;
use uuid::Uuid;

use super::cases::parse_case_id;
use crate::auth::{find_standing, identify_caller};
use crate::error::DbError;
use crate::http::{ApiError, json_answer, run_blocking};
use crate::records::{Db, Row, values};
use crate::storage::Storage;

const SELECT: &str = "SELECT id, department, prefix, suffix, low, high FROM number_ranges";

/// `GET /number-ranges`
pub async fn list_number_ranges(
    State(storage): State<Arc<Storage>>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let ranges = run_blocking(|| read_own_ranges(&storage, &headers))?;
    Ok(json_answer(StatusCode::OK, &ranges))
}

fn read_own_ranges(
    storage: &Storage,
    headers: &HeaderMap,
) -> Result<Vec<NumberRangeWire>, ApiError> {
    let installation = identify_caller(storage, headers)?.require_installation()?;
    find_ranges(&storage.records.get_db()?, installation)
}

/// In the order in which they were given.
fn find_ranges(db: &Db<'_>, installation: Uuid) -> Result<Vec<NumberRangeWire>, ApiError> {
    let select = format!("{SELECT} WHERE installation = ?1 ORDER BY seq");
    db.query(&select, &values![installation])?.iter().map(read_range).collect()
}

fn read_range(row: &Row) -> Result<NumberRangeWire, ApiError> {
    Ok(NumberRangeWire {
        id: parse_case_id(&row.get::<String>(0)?)?,
        department: row.get(1)?,
        prefix: row.get(2)?,
        suffix: row.get(3)?,
        first: row.get(4)?,
        last: row.get(5)?,
    })
}

/// Whether it was given: not one that could not be, that shares a number with another, or for an
/// installation that there is not.
pub fn give_numbers(
    storage: &Storage,
    installation: Uuid,
    range: &NumberRangeWire,
) -> Result<bool, DbError> {
    let change = storage.records.begin_change("number_ranges")?;
    let is_known = find_standing(&change, installation)?.is_some_and(|standing| !standing.is_ended);
    if !is_known || !range.is_possible() || has_shared_number(&change, range)? {
        return Ok(false);
    }
    insert_range(&change, installation, range, storage.now())?;
    change.commit()?;
    Ok(true)
}

fn has_shared_number(db: &Db<'_>, range: &NumberRangeWire) -> Result<bool, DbError> {
    let select = "SELECT count(*) FROM number_ranges
         WHERE id = ?1 OR (prefix = ?2 AND suffix = ?3 AND low <= ?5 AND high >= ?4)";
    let values = values![
        range.id,
        &range.prefix,
        &range.suffix,
        to_stored(range.first),
        to_stored(range.last)
    ];
    let row = db.query_first(select, &values)?.ok_or(DbError::Unreadable)?;
    Ok(row.get::<u64>(0)? > 0)
}

fn insert_range(
    db: &Db<'_>,
    installation: Uuid,
    range: &NumberRangeWire,
    now: Timestamp,
) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO number_ranges (id, installation, department, prefix, suffix, low, high, given_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        &values![
            range.id,
            installation,
            &range.department,
            &range.prefix,
            &range.suffix,
            to_stored(range.first),
            to_stored(range.last),
            now.as_millisecond()
        ],
    )
}

/// A range that is given holds no larger ones.
fn to_stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Whether the number is one that this installation was given.
pub fn is_number_given(
    db: &Db<'_>,
    installation: Option<Uuid>,
    number: &str,
) -> Result<bool, ApiError> {
    let Some(installation) = installation else { return Ok(false) };
    Ok(find_ranges(db, installation)?.iter().any(|range| range.holds(number)))
}

/// Whether a decision that came before bears the number.
pub fn is_number_used(db: &Db<'_>, number: &str) -> Result<bool, ApiError> {
    let select = "SELECT event FROM used_numbers WHERE number = ?1";
    Ok(db.query_first(select, &values![number])?.is_some())
}

/// The first decision that bears it has it.
pub fn note_number(db: &Db<'_>, number: &str, event: Uuid) -> Result<(), DbError> {
    db.execute(
        "INSERT INTO used_numbers (number, event) VALUES (?1, ?2) ON CONFLICT (number) DO NOTHING",
        &values![number, event],
    )
}
