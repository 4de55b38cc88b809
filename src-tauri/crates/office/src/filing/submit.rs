//! `POST /cases` and `POST /cases/{case}/revisions`: filed once, however often it is sent. The number, the case and the
//! stored answer are one transaction.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use counter_backoffice::{Accepted, CaseState, Decision, Submission};
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::auth::access;
use crate::filing::cases::{Filed, answered, case_id, encode, newest};
use crate::filing::check;
use crate::filing::turns;
use crate::http::answer::{Fault, json, read_json};
use crate::office::{Office, at_leisure};
use crate::records::{Db, DbError, values};
use crate::supervision::returns;
use counter_core::planted::{self, Mistake};

/// Says that the answer was given before.
const REPLAYED: &str = "idempotent-replayed";

pub async fn submit(State(office): State<Arc<Office>>, headers: HeaderMap, body: Body) -> Result<Response, Fault> {
    let caller = at_leisure(|| access::caller(&office, &headers))?;
    let key = check::key(&headers)?;
    // Claimed before the body is read: two halves of the same case must not race.
    let _claim = office.claim(format!("case {}", key.0))?;
    turns::admit(&office)?;
    let submission: Submission = read_json(&headers, body).await?;
    check::submission(&submission, key, &caller)?;
    if submission.revision != 1 {
        return Err(check::gap());
    }
    at_leisure(|| file(&office, &submission))
}

pub async fn revise(
    State(office): State<Arc<Office>>,
    Path(case): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    let caller = at_leisure(|| access::caller(&office, &headers))?;
    let (case, key) = (case_id(&case)?, check::key(&headers)?);
    if key.0 != case {
        return Err(check::mismatch());
    }
    // The same claim as a first filing's and a completion's: one thing at a time happens to a case.
    let _claim = office.claim(format!("case {case}"))?;
    turns::admit(&office)?;
    let submission: Submission = read_json(&headers, body).await?;
    check::submission(&submission, key, &caller)?;
    if submission.revision == 1 {
        return Err(check::gap());
    }
    at_leisure(|| amend(&office, &submission))
}

fn file(office: &Office, submission: &Submission) -> Result<Response, Fault> {
    let change = office.records.change(&submission.case.to_string())?;
    if let Some(answer) = answered(&change, submission)? {
        return Ok(filed(&answer, true));
    }
    let now = office.now();
    let seq = insert_case(&change, submission)?;
    let answer = Accepted { number: number(office.trial, now, seq), state: CaseState::AwaitingMaterials };
    change.execute("UPDATE cases SET number = ?2 WHERE seq = ?1", &values![seq, &answer.number])?;
    insert_revision(&change, submission, &answer, now)?;
    change.commit()?;
    Ok(filed(&answer, false))
}

fn amend(office: &Office, submission: &Submission) -> Result<Response, Fault> {
    let change = office.records.change(&submission.case.to_string())?;
    let before = newest(&change, submission.case, &submission.station_code)?;
    // First of all: a late repeat gets its old answer, whatever has happened since.
    if let Some(answer) = answered(&change, submission)? {
        return Ok(filed(&answer, true));
    }
    follows(&change, &before, submission)?;
    let answer = Accepted { number: before.number, state: CaseState::AwaitingMaterials };
    insert_revision(&change, submission, &answer, office.now())?;
    change.commit()?;
    Ok(filed(&answer, false))
}

/// Whether this revision may come after that one.
fn follows(db: &Db<'_>, before: &Filed, s: &Submission) -> Result<(), Fault> {
    if Some(s.revision) != before.revision.checked_add(1) {
        return Err(check::gap());
    }
    if before.acknowledgement.is_none() {
        let open = "The revision before is not acknowledged yet.";
        return Err(Fault::new(StatusCode::CONFLICT, "previous_open", open));
    }
    // Corrections come in, promised papers come in, or a supervisor sent it back.
    let waits = before.submission.decision == Decision::Correction || before.submission.deferred.is_some();
    if !waits && !returns::is_open(db, s.case, before.revision)? {
        return Err(Fault::unfit("not_returned", "Nothing was to be put right."));
    }
    if s.provisional.is_some() && s.provisional != before.provisional {
        return Err(Fault::unfit("number_changed", "The case has another provisional number, or none."));
    }
    let held = "SELECT len FROM uploads WHERE case_uuid = ?1 AND sha256 = ?2";
    for part in &s.manifest {
        let len: Option<u64> = db.one(held, &values![s.case, &part.sha256])?.map(|row| row.get(0)).transpose()?;
        // The same bytes cannot have two lengths; such a part would be missing for ever.
        if len.is_some_and(|len| len != part.len) {
            return Err(check::bad_manifest());
        }
    }
    Ok(())
}

fn insert_case(change: &Db<'_>, s: &Submission) -> Result<i64, Fault> {
    if planted::is(Mistake::FallsOver) && s.people.len() > 1 {
        return Err(DbError::Unreadable.into());
    }
    let insert = "INSERT INTO cases (uuid, provisional, station_code) VALUES (?1, ?2, ?3) RETURNING seq";
    match change.one(insert, &values![s.case, &s.provisional, &s.station_code]) {
        Ok(row) => Ok(row.ok_or(DbError::Unreadable)?.get(0)?),
        // The UUID was just looked for in this change, so it is the other unique column.
        Err(DbError::Taken) => {
            Err(Fault::unfit("provisional_taken", "The provisional number belongs to another case."))
        }
        Err(error) => Err(error.into()),
    }
}

fn insert_revision(change: &Db<'_>, s: &Submission, answer: &Accepted, now: Timestamp) -> Result<(), Fault> {
    change.execute(
        "INSERT INTO revisions (case_uuid, revision, clerk, filed_ms, submission, answer)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &values![s.case, s.revision, &s.clerk, now.as_millisecond(), encode(s)?, encode(answer)?],
    )?;
    Ok(())
}

fn filed(answer: &Accepted, replayed: bool) -> Response {
    if planted::is(Mistake::ShortAnswer) {
        return json(StatusCode::CREATED, &answer.number);
    }
    let mut response = json(StatusCode::CREATED, answer);
    if replayed {
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    }
    response
}

/// Opaque, and shaped unlike any official number: nobody should take it for one.
fn number(trial: bool, now: Timestamp, seq: i64) -> String {
    let day = Offset::constant(8).to_datetime(now).date();
    let prefix = if trial { "TRIAL" } else { "SL" };
    format!("{prefix}-{:04}{:02}{:02}-{seq:06}", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_local_day_and_never_looks_official() {
        let late: Timestamp = "2026-11-21T16:00:00Z".parse().expect("time");
        assert_eq!(number(true, late, 17), "TRIAL-20261122-000017");
        assert_eq!(number(false, late, 17), "SL-20261122-000017");
    }
}
