//! What the deciding office says of a case after the window accepted it: entered once, heard by the
//! station in order. Here a supervisor's token stands for the department's examiner; whom an
//! authority lets do it is its own matter.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{Decision, StepRequest, StepWire};
use counter_core::case::Step;
use jiff::Timestamp;
use uuid::Uuid;

use super::step_rules::may_follow;
use crate::auth::{Person, identify_caller};
use crate::error::DbError;
use crate::filing::{decode_row, encode_row, find_newest, parse_case_id};
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::records::{Db, Row, values};
use crate::storage::Storage;

/// Steps in one answer; the station asks again from the last of them.
const MAX_LISTED: u32 = 200;
/// The largest whole number that every reader of JSON keeps.
const MAX_SEQ: i64 = (1 << 53) - 1;

const SELECT: &str = "SELECT steps.seq, id, case_uuid, number, clerk, clerk_name, at_ms, step
                      FROM steps JOIN cases ON uuid = case_uuid";

/// `POST /cases/{case}/steps`
pub async fn enter_step(
    State(storage): State<Arc<Storage>>,
    Path(case): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let examiner = run_blocking(|| identify_caller(&storage, &headers))?.require_supervisor()?;
    let case = parse_case_id(&case)?;
    let request: StepRequest = read_json(&headers, body).await?;
    let answer = run_blocking(|| insert_step(&storage, case, &request, &examiner))?;
    Ok(json_answer(StatusCode::CREATED, &answer))
}

/// `GET /steps?after=`
pub async fn list_steps(
    State(storage): State<Arc<Storage>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let steps = run_blocking(|| {
        let caller = identify_caller(&storage, &headers)?;
        let after = query.as_deref().and_then(|q| q.strip_prefix("after=")).and_then(|n| n.parse::<i64>().ok());
        let after = after
            .filter(|seq| (0..=MAX_SEQ).contains(seq))
            .ok_or_else(|| ApiError::bad_request("bad_query", "Steps are asked after a number."))?;
        let query = format!("{SELECT} WHERE station_code = ?1 AND steps.seq > ?2 ORDER BY steps.seq LIMIT ?3");
        let rows = storage.records.get_db()?.query(&query, &values![caller.station_code(), after, MAX_LISTED])?;
        rows.iter().map(read_step).collect::<Result<Vec<_>, _>>()
    })?;
    Ok(json_answer(StatusCode::OK, &steps))
}

/// Steps with their ids by case, in order, for the cases that fit one of our own conditions on ?1.
pub fn find_steps(
    db: &Db<'_>,
    condition: &'static str,
    value: &str,
) -> Result<HashMap<Uuid, Vec<(String, Step)>>, ApiError> {
    let mut steps: HashMap<Uuid, Vec<(String, Step)>> = HashMap::new();
    for row in db.query(&format!("{SELECT} WHERE {condition} ORDER BY steps.seq"), &values![value])? {
        let step = read_step(&row)?;
        steps.entry(step.case).or_default().push((step.id.to_string(), step.step));
    }
    Ok(steps)
}

/// The deciding office has spoken: nothing is sent back to the window any more.
pub fn is_decided(db: &Db<'_>, case: Uuid) -> Result<bool, ApiError> {
    let steps = find_steps(db, "case_uuid = ?1", &case.to_string())?;
    Ok(steps.values().flatten().any(|(_, step)| matches!(step, Step::Decided { .. })))
}

fn insert_step(storage: &Storage, case: Uuid, request: &StepRequest, by: &Person) -> Result<StepWire, ApiError> {
    let change = storage.records.begin_change(&case.to_string())?;
    let newest = find_newest(&change, case, &by.station_code)?;
    let query = format!("{SELECT} WHERE id = ?1");
    let find_own = || change.query_first(&query, &values![request.id])?.as_ref().map(read_step).transpose();
    if let Some(earlier) = find_own()? {
        let is_repeat = earlier.case == case && earlier.step == request.step;
        let reused = || ApiError::unprocessable("key_reused", "The id is another step's.");
        return if is_repeat { Ok(earlier) } else { Err(reused()) };
    }
    if newest.acknowledgement.is_none() || newest.submission.decision != Decision::Accepted {
        let title = "Only a case that was accepted and has wholly arrived goes on.";
        return Err(ApiError::unprocessable("not_accepted", title));
    }
    let steps = find_steps(&change, "case_uuid = ?1", &case.to_string())?.remove(&case).unwrap_or_default();
    if !may_follow(&steps, &request.step) {
        let title = "The step is not possible, or not after what was said before.";
        return Err(ApiError::unprocessable("bad_step", title));
    }
    change.execute(
        "INSERT INTO steps (id, case_uuid, clerk, clerk_name, at_ms, step)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &values![request.id, case, &by.number, &by.name, storage.now().as_millisecond(), encode_row(&request.step)?],
    )?;
    let entry = find_own()?.ok_or(DbError::Unreadable)?;
    change.commit()?;
    Ok(entry)
}

fn read_step(row: &Row) -> Result<StepWire, ApiError> {
    Ok(StepWire {
        seq: row.get(0)?,
        id: parse_case_id(&row.get::<String>(1)?)?,
        case: parse_case_id(&row.get::<String>(2)?)?,
        number: row.get(3)?,
        by: row.get(4)?,
        by_name: row.get(5)?,
        at: Timestamp::from_millisecond(row.get(6)?).unwrap_or(Timestamp::UNIX_EPOCH),
        step: decode_row(&row.get::<String>(7)?)?,
    })
}
