//! Sending a case back to its window (退件), and what a station was sent back. A return is open while
//! it is of the newest revision: the next filing closes it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{CommentWire, ReturnRequest, ReturnWire};
use counter_core::limits::{MAX_COMMENT_CHARS, MAX_COMMENTS, is_within};
use uuid::Uuid;

use super::return_rows::read_returns;
use super::step_rows::is_over;
use crate::auth::{Person, identify_caller};
use crate::error::DbError;
use crate::filing::{FiledRevision, encode_row, find_newest, is_returned, parse_case_id};
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::records::{Db, values};
use crate::storage::Storage;

const MAX_TARGET: usize = 128;

/// `POST /cases/{case}/returns`
pub async fn send_back(
    State(storage): State<Arc<Storage>>,
    Path(case): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let supervisor = run_blocking(|| identify_caller(&storage, &headers))?.require_supervisor()?;
    let case = parse_case_id(&case)?;
    let request: ReturnRequest = read_json(&headers, body).await?;
    let count = request.comments.len();
    if !(1..=MAX_COMMENTS).contains(&count) || !request.comments.iter().all(is_possible) {
        return Err(ApiError::unprocessable("bad_return", "Comments are missing or not possible."));
    }
    let answer = run_blocking(|| enter_return(&storage, case, &request, &supervisor))?;
    Ok(json_answer(StatusCode::CREATED, &answer))
}

/// `GET /returns`
pub async fn list_returns(
    State(storage): State<Arc<Storage>>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let open = run_blocking(|| {
        let caller = identify_caller(&storage, &headers)?;
        let newest = "station_code = ?1
            AND revision = (SELECT max(revision) FROM revisions WHERE case_uuid = uuid)";
        read_returns(&storage.records.get_db()?, newest, caller.station_code())
    })?;
    Ok(json_answer(StatusCode::OK, &open))
}

fn is_possible(comment: &CommentWire) -> bool {
    let has_id = |kind| {
        comment.target.strip_prefix(kind).is_some_and(|id| (1..=MAX_TARGET).contains(&id.len()))
    };
    let text = comment.text.expose();
    (comment.target == "case" || has_id("field:") || has_id("material:"))
        && !comment.target.contains(char::is_control)
        && !text.trim().is_empty()
        && is_within(text, MAX_COMMENT_CHARS)
}

fn enter_return(
    storage: &Storage,
    case: Uuid,
    request: &ReturnRequest,
    by: &Person,
) -> Result<ReturnWire, ApiError> {
    let change = storage.records.begin_change(&case.to_string())?;
    let newest = find_newest(&change, case, &by.station_code)?;
    let find_own =
        || Ok::<_, ApiError>(read_returns(&change, "id = ?1", &request.id.to_string())?.pop());
    if let Some(earlier) = find_own()? {
        let revision = request.revision.unwrap_or(earlier.revision);
        let is_repeat = earlier.case == case
            && earlier.revision == revision
            && earlier.comments == request.comments;
        let reused = || ApiError::unprocessable("key_reused", "The id is another return's.");
        return if is_repeat { Ok(earlier) } else { Err(reused()) };
    }
    check_returnable(&change, case, request, &newest)?;
    change.execute(
        "INSERT INTO returns (id, case_uuid, revision, clerk, clerk_name, at_ms, comments)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &values![
            request.id,
            case,
            newest.revision,
            &by.number,
            &by.name,
            storage.now().as_millisecond(),
            encode_row(&request.comments)?
        ],
    )?;
    let entry = find_own()?.ok_or(DbError::Unreadable)?;
    change.commit()?;
    Ok(entry)
}

/// Whether the newest revision may be sent back, and is the one that was looked at.
fn check_returnable(
    db: &Db<'_>,
    case: Uuid,
    request: &ReturnRequest,
    newest: &FiledRevision,
) -> Result<(), ApiError> {
    let refuse = |code, title| Err(ApiError::unprocessable(code, title));
    if request.revision.is_some_and(|revision| revision != newest.revision) {
        return refuse("newer_revision", "It is not the newest revision that was looked at.");
    }
    if newest.acknowledgement.is_none() {
        return refuse("not_acknowledged", "The case has not wholly arrived.");
    }
    if is_over(db, case)? {
        return refuse("already_decided", "The deciding office has decided or ended the case.");
    }
    if is_returned(db, case, newest.revision)? {
        return refuse("already_returned", "The case was sent back already.");
    }
    Ok(())
}
