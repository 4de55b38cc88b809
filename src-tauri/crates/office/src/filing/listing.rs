//! What was filed, without its papers: a case's state, a clerk's own cases, the station's queue. Changes nothing.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{CaseState, CaseStatus, Decision, OfficeCase, QueueCase};
use counter_core::case::{Deferred, Step, with_steps};
use counter_core::clock::Course;
use counter_core::date::Moment;
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use crate::auth::access;
use crate::filing::cases::{Filed, case_id, decode, newest};
use crate::filing::complete::upload_of;
use crate::http::answer::{Fault, json};
use crate::office::{Office, at_leisure};
use crate::records::values;
use crate::supervision::steps;

/// Newest cases in a clerk's list.
const LISTED: u32 = 500;
/// Newest cases in a station's queue.
const QUEUED: u32 = 2000;

/// `GET /cases/{case}`
pub async fn status(
    State(office): State<Arc<Office>>,
    Path(case): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let status = at_leisure(|| {
        let caller = access::caller(&office, &headers)?;
        let case = case_id(&case)?;
        let filed = newest(&office.records.get()?, case, caller.station_code())?;
        state_of(&office, case, filed)
    })?;
    Ok(json(StatusCode::OK, &status))
}

fn state_of(office: &Office, case: Uuid, filed: Filed) -> Result<CaseStatus, Fault> {
    let (state, revision) = (filed.state(), filed.revision);
    if let Some(before) = filed.acknowledgement {
        let received_digest = Some(before.received_digest);
        return Ok(CaseStatus { number: filed.number, state, missing: Vec::new(), received_digest, revision });
    }
    let mut missing: Vec<String> = Vec::new();
    for part in filed.submission.manifest {
        let id = upload_of(&office.records.get()?, case, &part.sha256)?;
        let held = id.map(|id| office.shelf.len(&id)).transpose()?.flatten();
        if held != Some(part.len) && !missing.contains(&part.sha256) {
            missing.push(part.sha256);
        }
    }
    Ok(CaseStatus { number: filed.number, state, missing, received_digest: None, revision })
}

/// `GET /cases?clerk=me`
pub async fn mine(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let cases = at_leisure(|| {
        let caller = access::caller(&office, &headers)?;
        if query.as_deref() != Some("clerk=me") {
            return Err(Fault::bad("bad_query", "The only list is clerk=me."));
        }
        let decided = "uuid IN (SELECT case_uuid FROM revisions WHERE clerk = ?1)";
        list(&office, decided, &caller.person()?.number, LISTED)
    })?;
    let cases: Vec<OfficeCase> = cases.into_iter().map(|case| case.filed).collect();
    Ok(json(StatusCode::OK, &cases))
}

/// `GET /queue`
pub async fn queue(State(office): State<Arc<Office>>, headers: HeaderMap) -> Result<Response, Fault> {
    let cases = at_leisure(|| {
        let supervisor = access::caller(&office, &headers)?.supervisor()?;
        list(&office, "station_code = ?1", &supervisor.station_code, QUEUED)
    })?;
    Ok(json(StatusCode::OK, &cases))
}

/// What a list needs of a submission; persons, answers and form are not even taken out of the row.
#[derive(Deserialize)]
struct Outline {
    case: Uuid,
    provisional: Option<String>,
    item: String,
    decision: Decision,
    received_at: Timestamp,
    clerk: String,
    window: String,
    decided_at: Timestamp,
    accepted_at: Option<Timestamp>,
    deferred: Option<Deferred>,
}

impl Outline {
    /// The days of the case: what the window filed, and what was said of it since.
    fn course(&self, told: &[(String, Step)]) -> Course {
        let moment = |at: Timestamp| Moment::from_millis(at.as_millisecond());
        let accepted = (self.decision == Decision::Accepted).then(|| self.accepted_at.unwrap_or(self.decided_at));
        let course = Course::of(Some(moment(self.received_at)), accepted.map(moment));
        let course = Course { deferred_until: self.deferred.as_ref().map(|d| d.until), ..course };
        with_steps(course, told.iter().map(|(id, step)| (id.as_str(), step)))
    }
}

/// The newest revision of each case that fits one of our own conditions, newest case first.
fn list(office: &Office, which: &'static str, of: &str, most: u32) -> Result<Vec<QueueCase>, Fault> {
    let query = format!(
        "SELECT number, newest.revision, filed_ms, submission, acknowledgement IS NOT NULL,
           EXISTS (SELECT 1 FROM returns b WHERE b.case_uuid = uuid AND b.revision = newest.revision)
         FROM cases JOIN revisions newest ON newest.case_uuid = uuid
           AND newest.revision = (SELECT max(revision) FROM revisions WHERE case_uuid = uuid)
         WHERE {which} ORDER BY seq DESC LIMIT ?2"
    );
    let mut cases = Vec::new();
    let db = office.records.get()?;
    let told = steps::told(&db, which, of)?;
    for row in db.query(&query, &values![of, most])? {
        let outline: Outline = decode(&row.get::<String>(3)?)?;
        let acknowledged: bool = row.get(4)?;
        let filed = OfficeCase {
            case: outline.case,
            number: row.get(0)?,
            provisional: outline.provisional.clone(),
            item: outline.item.clone(),
            decision: outline.decision,
            state: if acknowledged { CaseState::Acknowledged } else { CaseState::AwaitingMaterials },
            received_at: outline.received_at,
            filed_at: Timestamp::from_millisecond(row.get(2)?).unwrap_or(Timestamp::UNIX_EPOCH),
            revision: row.get(1)?,
            returned: row.get(5)?,
        };
        let course = Some(outline.course(told.get(&outline.case).map_or(&[], Vec::as_slice)));
        cases.push(QueueCase { filed, clerk: outline.clerk, window: outline.window, course });
    }
    Ok(cases)
}
