//! What the deciding office says of a case after the window accepted it: entered once, heard by the
//! station in order. Here a supervisor's token stands for the department's examiner; whom an
//! authority lets do it is its own matter.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{Decision, StepRequest, StepWire};
use counter_core::case::Step;
use counter_core::text::parse_digits;
use uuid::Uuid;

use super::events::is_withdrawal_taken;
use super::step_rows::{SELECT_STEPS, find_steps, read_step};
use super::step_rules::may_follow;
use crate::auth::identify_caller;
use crate::error::DbError;
use crate::filing::{encode_row, find_events, find_newest, parse_case_id};
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::records::values;
use crate::storage::Storage;

/// Steps in one answer; the station asks again from the last of them.
const MAX_LISTED: u32 = 200;
/// The largest whole number that every reader of JSON keeps.
pub(super) const MAX_SEQ: i64 = (1 << 53) - 1;

/// Whose word a step is.
pub struct Examiner<'a> {
    pub number: &'a str,
    pub name: &'a str,
    pub station_code: &'a str,
}

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
    let answer = run_blocking(|| {
        let (number, name) = (&examiner.number, &examiner.name);
        let by = Examiner { number, name, station_code: &examiner.station_code };
        insert_step(&storage, case, &request, &by)
    })?;
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
        let after =
            query.as_deref().and_then(|q| q.strip_prefix("after=")).and_then(parse_digits::<i64>);
        let after = after
            .filter(|seq| *seq <= MAX_SEQ)
            .ok_or_else(|| ApiError::bad_request("bad_query", "Steps are asked after a number."))?;
        let query = format!(
            "{SELECT_STEPS} WHERE station_code = ?1 AND steps.seq > ?2 ORDER BY steps.seq LIMIT ?3"
        );
        let rows = storage
            .records
            .get_db()?
            .query(&query, &values![caller.station_code(), after, MAX_LISTED])?;
        rows.iter().map(read_step).collect::<Result<Vec<_>, _>>()
    })?;
    Ok(json_answer(StatusCode::OK, &steps))
}

pub fn insert_step(
    storage: &Storage,
    case: Uuid,
    request: &StepRequest,
    by: &Examiner<'_>,
) -> Result<StepWire, ApiError> {
    let change = storage.records.begin_change(&case.to_string())?;
    let newest = find_newest(&change, case, by.station_code)?;
    let query = format!("{SELECT_STEPS} WHERE id = ?1");
    let find_own =
        || change.query_first(&query, &values![request.id])?.as_ref().map(read_step).transpose();
    if let Some(earlier) = find_own()? {
        let is_repeat = earlier.case == case && earlier.step.read().as_ref() == Some(&request.step);
        let reused = || ApiError::unprocessable("key_reused", "The id is another step's.");
        return if is_repeat { Ok(earlier) } else { Err(reused()) };
    }
    if newest.acknowledgement.is_none() || newest.submission.decision != Decision::Accepted {
        let title = "Only a case that was accepted and has wholly arrived goes on.";
        return Err(ApiError::unprocessable("not_accepted", title));
    }
    let steps =
        find_steps(&change, "case_uuid = ?1", &case.to_string())?.remove(&case).unwrap_or_default();
    let events = find_events(&change, case)?;
    let is_unasked = match request.step {
        Step::Withdrawn { .. } => !is_withdrawal_taken(&change, case)?,
        Step::Voided { .. } => !events.iter().any(|filed| filed.is_void(true)),
        _ => false,
    };
    let is_void = events.iter().any(|filed| filed.is_void(false));
    if is_unasked || is_void || !may_follow(&steps, &request.step) {
        let title = "The step is not possible, or not after what was said before.";
        return Err(ApiError::unprocessable("bad_step", title));
    }
    change.execute(
        "INSERT INTO steps (id, case_uuid, clerk, clerk_name, at_ms, step)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &values![
            request.id,
            case,
            by.number,
            by.name,
            storage.now().as_millisecond(),
            encode_row(&request.step)?
        ],
    )?;
    let entry = find_own()?.ok_or(DbError::Unreadable)?;
    change.commit()?;
    Ok(entry)
}
