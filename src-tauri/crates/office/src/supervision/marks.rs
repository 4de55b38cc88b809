//! `POST /cases/{case}/revisions/{n}/marks`: a supervisor has looked into what was odd about a
//! revision. Who and when stays; what was filed stays as it is.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{ClearMarks, MarksLeft};
use uuid::Uuid;

use super::mark_rows::ClearedMarks;
use super::review::pick_revision;
use crate::auth::{Person, identify_caller};
use crate::filing::{count_marks, find_revisions, parse_case_id};
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::records::values;
use crate::storage::Storage;

pub async fn clear_marks(
    State(storage): State<Arc<Storage>>,
    Path((case, n)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let supervisor = run_blocking(|| identify_caller(&storage, &headers))?.require_supervisor()?;
    let case = parse_case_id(&case)?;
    let request: ClearMarks = read_json(&headers, body).await?;
    if !request.is_possible() {
        return Err(ApiError::unprocessable("bad_marks", "Too many marks, or one that is none."));
    }
    let left = run_blocking(|| store_cleared(&storage, case, &n, &request, &supervisor))?;
    Ok(json_answer(StatusCode::OK, &left))
}

fn store_cleared(
    storage: &Storage,
    case: Uuid,
    n: &str,
    request: &ClearMarks,
    by: &Person,
) -> Result<MarksLeft, ApiError> {
    let change = storage.records.begin_change(&case.to_string())?;
    let filed = pick_revision(find_revisions(&change, case, &by.station_code)?, n)?;
    // Who was first stays. What the revision does not have is nothing to clear.
    for mark in request.cleared.iter().filter(|mark| filed.marks.contains(mark)) {
        change.execute(
            "INSERT INTO cleared_marks (case_uuid, revision, mark, clerk, clerk_name, at_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (case_uuid, revision, mark) DO NOTHING",
            &values![
                case,
                filed.revision,
                mark.name(),
                &by.number,
                &by.name,
                storage.now().as_millisecond()
            ],
        )?;
    }
    let cleared = ClearedMarks::find(&change, "case_uuid = ?1", &case.to_string())?;
    let marks = cleared.take_away(case, filed.revision, filed.marks);
    change.execute(
        "UPDATE revisions SET open_marks = ?3 WHERE case_uuid = ?1 AND revision = ?2",
        &values![case, filed.revision, count_marks(&marks)],
    )?;
    change.commit()?;
    Ok(MarksLeft { marks })
}
