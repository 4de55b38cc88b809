//! `GET /cases/{case}/revisions/{n}`: a revision as it was filed, for a supervisor.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{CaseState, EventWire, RevisionWire, Submission};
use uuid::Uuid;

use super::looks::record_look;
use super::mark_rows::ClearedMarks;
use super::return_rows::find_returns;
use crate::auth::{Person, identify_caller};
use crate::filing::{FiledEvent, FiledRevision, find_events, find_revisions, parse_case_id};
use crate::http::{ApiError, json_answer, run_blocking};
use crate::storage::Storage;

pub async fn get_revision(
    State(storage): State<Arc<Storage>>,
    Path((case, n)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let answer = run_blocking(|| {
        let supervisor = identify_caller(&storage, &headers)?.require_supervisor()?;
        read_revision(&storage, parse_case_id(&case)?, &n, &supervisor)
    })?;
    Ok(json_answer(StatusCode::OK, &answer))
}

fn read_revision(
    storage: &Storage,
    case: Uuid,
    n: &str,
    supervisor: &Person,
) -> Result<RevisionWire, ApiError> {
    let revisions = find_revisions(&storage.records.get_db()?, case, &supervisor.station_code)?;
    let newest = revisions.first().map_or(0, |filed| filed.revision);
    let filed = pick_revision(revisions, n)?;
    let returns = find_returns(&storage.records.get_db()?, case)?;
    let events = find_events(&storage.records.get_db()?, case)?;
    let cleared =
        ClearedMarks::find(&storage.records.get_db()?, "case_uuid = ?1", &case.to_string())?;
    record_look(storage, case, supervisor, &format!("revision {n}"))?;
    let (state, revision) = (filed.state(), filed.revision);
    Ok(RevisionWire {
        number: filed.number,
        revision,
        of: newest,
        state,
        submission: leave_out_permits(filed.submission),
        returns,
        events: events.into_iter().map(tell_event).collect(),
        author: filed.author,
        marks: cleared.take_away(case, revision, filed.marks),
    })
}

/// Without its permits.
pub fn tell_event(filed: FiledEvent) -> EventWire {
    let FiledEvent { filing, verdict, acknowledgement } = filed;
    EventWire {
        id: filing.id,
        after: filing.after,
        event: filing.event,
        at: filing.at,
        clerk: filing.clerk,
        state: acknowledgement.map_or(CaseState::AwaitingMaterials, |answer| answer.state),
        verdict,
    }
}

/// Who decided, the office says itself. A permit says it in its place to whoever can show it, so no
/// reader gets one.
pub fn leave_out_permits(submission: Submission) -> Submission {
    let mut consented_by = submission.consented_by;
    if let Some(consent) = &mut consented_by {
        consent.permit = None;
    }
    Submission { permit: None, consented_by, ..submission }
}

/// The one that a path names.
pub fn pick_revision(revisions: Vec<FiledRevision>, n: &str) -> Result<FiledRevision, ApiError> {
    let mut revisions = revisions.into_iter();
    revisions.find(|filed| filed.revision.to_string() == n).ok_or_else(|| {
        ApiError::new(StatusCode::NOT_FOUND, "unknown_revision", "The case has no such revision.")
    })
}
