//! `GET /cases/{case}/record`: what a window needs to go on with a case that another one may have
//! begun. Written down before it is told, as a supervisor's look at a revision is.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{EarlierRevision, RecordWire, StepWire};
use uuid::Uuid;

use super::claims::{find_open_claim, not_acknowledged, tell_claim};
use super::looks::record_look;
use super::return_rows::find_returns;
use super::review::{leave_out_permits, tell_event};
use super::step_rows::{SELECT_STEPS, read_step};
use crate::auth::{Person, identify_caller};
use crate::filing::{FiledRevision, find_events, find_revisions, parse_case_id};
use crate::http::{ApiError, json_answer, run_blocking};
use crate::records::{Db, values};
use crate::storage::Storage;

pub async fn get_record(
    State(storage): State<Arc<Storage>>,
    Path(case): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let record = run_blocking(|| {
        let clerk = identify_caller(&storage, &headers)?.require_person()?;
        clerk.require_reason()?;
        read_record(&storage, parse_case_id(&case)?, &clerk)
    })?;
    Ok(json_answer(StatusCode::OK, &record))
}

fn read_record(storage: &Storage, case: Uuid, clerk: &Person) -> Result<RecordWire, ApiError> {
    let revisions = find_revisions(&storage.records.get_db()?, case, &clerk.station_code)?;
    let first = revisions.first().and_then(|newest| newest.installation);
    let is_whole = |filed: &FiledRevision| filed.acknowledgement.is_some();
    let place = revisions.iter().position(is_whole).ok_or_else(not_acknowledged)?;
    // Newest first, as they are kept.
    let mut known = revisions.into_iter().skip(place);
    let newest = known.next().ok_or_else(not_acknowledged)?;
    let mut earlier: Vec<EarlierRevision> = known.map(|filed| filed.submission.into()).collect();
    earlier.reverse();
    record_look(storage, case, clerk, &format!("revision {}", newest.revision))?;
    let db = storage.records.get_db()?;
    let claim = find_open_claim(&db, case, storage.now())?;
    Ok(RecordWire {
        number: newest.number,
        revision: newest.revision,
        submission: leave_out_permits(newest.submission),
        earlier,
        returns: find_returns(&db, case)?,
        events: find_events(&db, case)?.into_iter().map(tell_event).collect(),
        steps: list_steps_of(&db, case)?,
        author: newest.author,
        here: first.is_some() && first == clerk.installation,
        claim: claim.map(|claim| tell_claim(claim, clerk.installation)),
    })
}

fn list_steps_of(db: &Db<'_>, case: Uuid) -> Result<Vec<StepWire>, ApiError> {
    let query = format!("{SELECT_STEPS} WHERE case_uuid = ?1 ORDER BY steps.seq");
    db.query(&query, &values![case])?.iter().map(read_step).collect()
}
