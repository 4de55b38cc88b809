//! `GET /continuations?after=`: what the office acknowledged of cases that more than one window has had
//! in hand, so that each of them knows where the case went on. Changes nothing.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{RevisionElsewhere, Submission};
use counter_core::text::parse_digits;
use uuid::Uuid;

use super::steps::MAX_SEQ;
use crate::auth::identify_caller;
use crate::filing::{decode_row, parse_case_id};
use crate::http::{ApiError, json_answer, run_blocking};
use crate::records::{Row, values};
use crate::storage::Storage;

/// In one answer; the window asks again from the last of them. A submission may be a mebibyte.
const MAX_LISTED: u32 = 50;

pub async fn list_continuations(
    State(storage): State<Arc<Storage>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let lines = run_blocking(|| {
        let caller = identify_caller(&storage, &headers)?;
        let after = read_after(query.as_deref())?;
        let select = "
SELECT n.seq, n.case_uuid, c.number, n.revision, n.at_ms, r.submission, r.filed_by
FROM continuations n JOIN cases c ON c.uuid = n.case_uuid
  JOIN revisions r ON r.case_uuid = n.case_uuid AND r.revision = n.revision
WHERE c.station_code = ?1 AND n.seq > ?2 ORDER BY n.seq LIMIT ?3";
        let values = values![caller.station_code(), after, MAX_LISTED];
        let rows = storage.records.get_db()?.query(select, &values)?;
        rows.iter().map(|row| read_line(row, caller.find_place())).collect::<Result<Vec<_>, _>>()
    })?;
    Ok(json_answer(StatusCode::OK, &lines))
}

fn read_after(query: Option<&str>) -> Result<i64, ApiError> {
    let after = query.and_then(|q| q.strip_prefix("after=")).and_then(parse_digits::<i64>);
    after
        .filter(|seq| *seq <= MAX_SEQ)
        .ok_or_else(|| ApiError::bad_request("bad_query", "They are asked after a number."))
}

fn read_line(row: &Row, place: Option<Uuid>) -> Result<RevisionElsewhere, ApiError> {
    let submission: Submission = decode_row(&row.get::<String>(5)?)?;
    let filed_by: Option<String> = row.get(6)?;
    Ok(RevisionElsewhere {
        seq: row.get(0)?,
        case: parse_case_id(&row.get::<String>(1)?)?,
        number: row.get(2)?,
        revision: row.get(3)?,
        clerk: submission.clerk,
        window: submission.window,
        at: row.get(4)?,
        journal_head: submission.journal_head,
        here: filed_by.is_some() && filed_by == place.map(|id| id.to_string()),
    })
}
