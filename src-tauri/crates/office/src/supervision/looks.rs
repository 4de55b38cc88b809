//! Who looked at whose papers: written down before anything is shown, and read by the station's
//! supervisor.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{LookKind, LookReason, LookWire, MAX_LOOKS};
use counter_core::text::parse_digits;
use jiff::Timestamp;
use uuid::Uuid;

use super::steps::MAX_SEQ;
use crate::auth::{Person, identify_caller};
use crate::error::DbError;
use crate::filing::{decode_row, encode_row, parse_case_id};
use crate::http::{ApiError, json_answer, run_blocking};
use crate::records::{Db, Row, values};
use crate::storage::Storage;

/// What a look at a paper ends with: the answer that was given.
pub const UNCHANGED: &str = ": unchanged";
pub const DIFFERS: &str = ": differs";

/// `subject` says in words what is looked at; ids only, no personal data. Why is what their request
/// said. A look is its case's
/// station's, whoever looked; that of a case which is not here yet the clerk's.
pub fn record_look(
    storage: &Storage,
    case: Uuid,
    person: &Person,
    subject: &str,
) -> Result<(), ApiError> {
    let reason = person.reason.as_ref().map(encode_row).transpose()?;
    storage.records.get_db()?.execute(
        "INSERT INTO looks (clerk, case_uuid, what, at_ms, station_code, installation, reason)
         VALUES (?1, ?2, ?3, ?4,
           coalesce((SELECT c.station_code FROM cases c WHERE c.uuid = ?2), ?5), ?6, ?7)",
        &values![
            &person.number,
            case,
            subject,
            storage.now().as_millisecond(),
            &person.station_code,
            person.installation,
            &reason
        ],
    )?;
    Ok(())
}

/// `GET /looks?before=`
pub async fn list_looks(
    State(storage): State<Arc<Storage>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let looks = run_blocking(|| {
        let supervisor = identify_caller(&storage, &headers)?.require_supervisor()?;
        read_looks(&storage, &supervisor, read_before(query.as_deref())?)
    })?;
    Ok(json_answer(StatusCode::OK, &looks))
}

/// Without a number the newest.
fn read_before(query: Option<&str>) -> Result<i64, ApiError> {
    let Some(query) = query else { return Ok(MAX_SEQ) };
    let before = query.strip_prefix("before=").and_then(parse_digits::<i64>);
    before
        .filter(|seq| (1..=MAX_SEQ).contains(seq))
        .ok_or_else(|| ApiError::bad_request("bad_query", "Looks are asked before a number."))
}

/// A look as an administrator reads it at the office's own machine, of any station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedLook {
    pub at: Timestamp,
    pub clerk: String,
    pub case: String,
    /// In words; ids only.
    pub what: String,
    pub station_code: String,
    pub installation: Option<String>,
    pub reason: Option<LookReason>,
}

/// Newest first.
pub fn list_all_looks(db: &Db<'_>, most: u32) -> Result<Vec<ListedLook>, DbError> {
    let select = "SELECT at_ms, clerk, case_uuid, what, station_code, installation, reason
                  FROM looks ORDER BY seq DESC LIMIT ?1";
    db.query(select, &values![most])?.iter().map(read_listed).collect()
}

fn read_listed(row: &Row) -> Result<ListedLook, DbError> {
    let reason: Option<String> = row.get(6)?;
    Ok(ListedLook {
        at: row.get(0)?,
        clerk: row.get(1)?,
        case: row.get(2)?,
        what: row.get(3)?,
        station_code: row.get(4)?,
        installation: row.get(5)?,
        reason: reason.and_then(|reason| serde_json::from_str(&reason).ok()),
    })
}

fn read_looks(storage: &Storage, by: &Person, before: i64) -> Result<Vec<LookWire>, ApiError> {
    let select = "
SELECT l.seq, l.at_ms, l.clerk, l.case_uuid, l.what, c.number, i.\"window\", l.installation,
  l.reason
FROM looks l LEFT JOIN cases c ON c.uuid = l.case_uuid
  LEFT JOIN installations i ON i.id = l.installation
WHERE l.station_code = ?1 AND l.seq < ?2 ORDER BY l.seq DESC LIMIT ?3";
    let values = values![&by.station_code, before, MAX_LOOKS];
    let rows = storage.records.get_db()?.query(select, &values)?;
    rows.iter().map(|row| read_look(row, by.installation)).collect()
}

/// Of which certificates it was, and on what ground, stays here.
fn read_look(row: &Row, asked_at: Option<Uuid>) -> Result<LookWire, ApiError> {
    let what: String = row.get(4)?;
    let (kind, revision, differs) = read_kind(&what);
    let window: Option<String> = row.get(6)?;
    let installation: Option<String> = row.get(7)?;
    let reason: Option<String> = row.get(8)?;
    Ok(LookWire {
        seq: row.get(0)?,
        at: Timestamp::from_millisecond(row.get(1)?).unwrap_or(Timestamp::UNIX_EPOCH),
        clerk: row.get(2)?,
        case: parse_case_id(&row.get::<String>(3)?)?,
        number: row.get(5)?,
        kind,
        revision,
        differs,
        window: window.filter(|window| !window.is_empty()),
        here: installation.is_some() && installation == asked_at.map(|id| id.to_string()),
        reason: reason.as_deref().map(decode_row).transpose()?,
    })
}

/// As the places that record one write it.
fn read_kind(what: &str) -> (LookKind, Option<u32>, Option<bool>) {
    if let Some(revision) = what.strip_prefix("revision ").and_then(parse_digits::<u32>) {
        return (LookKind::Revision, Some(revision), None);
    }
    if let Some(receipt) = what.strip_prefix("receipt of revision ") {
        // Without an answer where a former office wrote it down.
        let answers = [(UNCHANGED, false), (DIFFERS, true)];
        let answered = answers.iter().find_map(|(answer, differs)| {
            receipt.strip_suffix(answer).map(|revision| (revision, *differs))
        });
        let revision = answered.map_or(receipt, |(revision, _)| revision);
        let differs = answered.map(|(_, differs)| differs);
        return (LookKind::Receipt, parse_digits::<u32>(revision), differs);
    }
    let kind = match what.split(' ').next() {
        Some("part") => LookKind::Part,
        Some("certificates") => LookKind::Certificates,
        Some("certificate") => LookKind::Certificate,
        _ => LookKind::Other,
    };
    (kind, None, None)
}
