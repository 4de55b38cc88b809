//! `GET /queue`: what a station filed, newest first and page by page, for its supervisor. What was
//! odd of a case stays on the first page until somebody has looked into that, whatever was filed
//! since. Changes nothing.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{Decision, MAX_QUEUED, QueueCase};
use counter_core::case::{Step, with_steps};
use counter_core::clock::Course;
use counter_core::date::Moment;
use jiff::Timestamp;
use uuid::Uuid;

use super::mark_rows::find_open_marks;
use super::step_rows::find_steps;
use crate::auth::identify_caller;
use crate::filing::{ListedCase, find_counter_decisions, find_lapsed, find_voided, list_newest};
use crate::http::{ApiError, json_answer, run_blocking};
use crate::storage::Storage;

const OF_STATION: &str = "station_code = ?1";
/// Not among the newest, and with marks that nobody has cleared. What the first page cannot hold
/// comes in as others are cleared, and is on its own page.
const MARKED_BEHIND: &str = "station_code = ?1
  AND uuid IN (SELECT case_uuid FROM revisions WHERE open_marks > 0)
  AND seq NOT IN (SELECT seq FROM cases WHERE station_code = ?1 ORDER BY seq DESC LIMIT 2000)";
const _: () = assert!(MAX_QUEUED == 2000);

pub async fn get_queue(
    State(storage): State<Arc<Storage>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let cases = run_blocking(|| {
        let supervisor = identify_caller(&storage, &headers)?.require_supervisor()?;
        read_queue(&storage, &supervisor.station_code, read_before(query.as_deref())?)
    })?;
    Ok(json_answer(StatusCode::OK, &cases))
}

/// The case that the last page ended with; without one the newest are asked for.
fn read_before(query: Option<&str>) -> Result<Option<Uuid>, ApiError> {
    let Some(query) = query else { return Ok(None) };
    let case = query.strip_prefix("before=").and_then(|case| case.parse().ok());
    case.map(Some)
        .ok_or_else(|| ApiError::bad_request("bad_query", "Cases are asked before a case."))
}

fn read_queue(
    storage: &Storage,
    station_code: &str,
    before: Option<Uuid>,
) -> Result<Vec<QueueCase>, ApiError> {
    let db = storage.records.get_db()?;
    let mut cases = list_newest(&db, OF_STATION, station_code, before, MAX_QUEUED)?;
    if before.is_none() && cases.len() >= MAX_QUEUED as usize {
        cases.extend(list_newest(&db, MARKED_BEHIND, station_code, None, MAX_QUEUED)?);
    }
    let steps = find_steps(&db, OF_STATION, station_code)?;
    let decided = find_counter_decisions(&db, station_code)?;
    let lapsed = find_lapsed(&db, station_code)?;
    let voided = find_voided(&db, station_code)?;
    let mut open = find_open_marks(&db, station_code)?;
    let entry = |listed: ListedCase| {
        let steps = steps.get(&listed.case.case).map_or(&[][..], Vec::as_slice);
        let decided = decided.get(&listed.case.case).copied();
        let course = Some(follow_course(&listed, decided, steps));
        let is_lapsed = lapsed.contains(&listed.case.case);
        let marked = open.remove(&listed.case.case).unwrap_or_default();
        let (newest, earlier_marks): (Vec<_>, Vec<_>) =
            marked.into_iter().partition(|one| one.revision == listed.case.revision);
        QueueCase {
            asks_papers: listed.outline.asks_papers(),
            promise_day: listed.outline.promise_day(),
            voided: voided.contains(&listed.case.case)
                || steps.iter().any(|(_, step)| matches!(step, Step::Voided { .. })),
            filed: listed.case,
            clerk: listed.outline.clerk,
            window: listed.outline.window,
            slip: listed.outline.slip,
            course,
            lapsed: is_lapsed,
            withdrawn: steps.iter().any(|(_, step)| matches!(step, Step::Withdrawn { .. })),
            author: listed.author,
            marks: newest.into_iter().flat_map(|one| one.marks).collect(),
            earlier_marks,
            late: listed.outline.words.late,
        }
    };
    Ok(cases.into_iter().map(entry).collect())
}

/// The days of the case: what the window filed, and what was said of it since.
fn follow_course(
    listed: &ListedCase,
    decided: Option<Timestamp>,
    steps: &[(String, Step)],
) -> Course {
    let filed = &listed.outline;
    let moment = |at: Timestamp| Moment::from_millis(at.as_millisecond());
    let accepted = (filed.decision == Decision::Accepted)
        .then(|| filed.accepted_at.unwrap_or(filed.decided_at));
    let received = filed.is_received().then(|| moment(filed.received_at));
    let course = Course::from_moments(received, accepted.map(moment));
    let course = Course {
        deferred_until: filed.deferred.as_ref().map(|d| d.until),
        decided: decided.map(|at| moment(at).date()),
        ..course
    };
    with_steps(course, steps.iter().map(|(id, step)| (id.as_str(), step)))
}
