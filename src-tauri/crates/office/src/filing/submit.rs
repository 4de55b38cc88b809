//! `POST /cases` and `POST /cases/{case}/revisions`: filed once, however often it is sent. The
//! number, the case and the stored answer are one transaction.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use counter_backoffice::{Accepted, CaseState, FilingMark, Submission};
use serde::Serialize;

use super::amendment::check_amendment;
use super::audit_anchor::note_anchor;
use super::cases::{find_answer, find_newest, parse_case_id};
use super::check::{check_submission, key_mismatch, parse_key, revision_gap};
use super::claim_rows::{check_installation, check_join, is_taken_elsewhere, mark_claim};
use super::context::Filing;
use super::insert::{format_number, insert_case, insert_revision};
use super::judgement::judge_filing;
use super::room::check_case_room;
use super::turns::admit_case;
use crate::auth::{Caller, identify_caller};
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::mutants::Mutant;
use crate::records::{Db, values};

/// Says that the answer was given before.
const REPLAYED: &str = "idempotent-replayed";

pub async fn submit_case(
    State(filing): State<Arc<Filing>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let caller = run_blocking(|| identify_caller(&filing.storage, &headers))?;
    let key = parse_key(&headers)?;
    // Claimed before the body is read: two halves of the same case must not race.
    let _claim = filing.claim_case(key.0)?;
    admit_case(&filing)?;
    let submission: Submission = read_json(&headers, body).await?;
    check_submission(&submission, key, &caller)?;
    if submission.revision != 1 {
        return Err(revision_gap());
    }
    run_blocking(|| file_case(&filing, &submission, &caller))
}

pub async fn submit_revision(
    State(filing): State<Arc<Filing>>,
    Path(case): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let caller = run_blocking(|| identify_caller(&filing.storage, &headers))?;
    let (case, key) = (parse_case_id(&case)?, parse_key(&headers)?);
    if key.0 != case {
        return Err(key_mismatch());
    }
    let _claim = filing.claim_case(case)?;
    admit_case(&filing)?;
    let submission: Submission = read_json(&headers, body).await?;
    check_submission(&submission, key, &caller)?;
    if submission.revision == 1 {
        return Err(revision_gap());
    }
    run_blocking(|| file_revision(&filing, &submission, &caller))
}

fn file_case(
    filing: &Filing,
    submission: &Submission,
    caller: &Caller,
) -> Result<Response, ApiError> {
    let change = filing.storage.records.begin_change(&submission.case.to_string())?;
    if let Some(answer) = find_answer(&change, submission)? {
        return Ok(answer_filed(&answer, true));
    }
    // What goes in its place was here before it: a first one that comes late is out of turn.
    let find = "SELECT uuid FROM cases WHERE uuid = ?1";
    if change.query_first(find, &values![submission.case])?.is_some() {
        return Err(revision_gap());
    }
    let number = insert_numbered_case(filing, &change, submission, caller)?;
    file_numbered(filing, change, submission, caller, (number, None))
}

fn file_revision(
    filing: &Filing,
    submission: &Submission,
    caller: &Caller,
) -> Result<Response, ApiError> {
    let change = filing.storage.records.begin_change(&submission.case.to_string())?;
    let newest = find_newest(&change, submission.case, &submission.station_code);
    // First of all: a late repeat gets its old answer, whatever has happened since.
    if newest.is_ok() {
        match find_answer(&change, submission) {
            Ok(Some(answer)) => return Ok(answer_filed(&answer, true)),
            Ok(None) => {}
            // The first that arrives counts; the other one goes after it.
            Err(error) if is_taken_elsewhere(&change, submission, caller)? => {
                let title = "Another window filed this revision first.";
                return Err(ApiError { code: "revision_taken", title, ..error });
            }
            Err(error) => return Err(error),
        }
    }
    let filed = match newest {
        Ok(newest) => {
            check_installation(&change, &newest, caller)?;
            check_amendment(&change, &newest, submission)?;
            check_join(&change, &newest, submission, caller)?;
            let mark = mark_claim(&change, &newest, submission.decided_at, caller)?;
            (newest.number, mark)
        }
        // What it goes in the place of never came. A case that another window began is here.
        Err(error)
            if error.is_unknown_case()
                && submission.in_place_of.is_some()
                && submission.continues.is_none() =>
        {
            (insert_numbered_case(filing, &change, submission, caller)?, None)
        }
        Err(error) => return Err(error),
    };
    file_numbered(filing, change, submission, caller, filed)
}

/// The revision's row with all that belongs to it; the case's number, and what is odd of its window.
fn file_numbered(
    filing: &Filing,
    change: Db<'_>,
    submission: &Submission,
    caller: &Caller,
    (number, mark): (String, Option<FilingMark>),
) -> Result<Response, ApiError> {
    let mut judgement = judge_filing(filing, &change, submission, caller.installation())?;
    judgement.marks.extend(mark);
    let answer = Accepted { number, state: CaseState::AwaitingMaterials };
    let now = filing.storage.now();
    insert_revision(&change, submission, &answer, &judgement, (caller.installation(), now))?;
    note_anchor(&change, caller, submission.audit.as_ref(), now)?;
    change.commit()?;
    Ok(answer_filed(&answer, false))
}

fn insert_numbered_case(
    filing: &Filing,
    change: &Db<'_>,
    submission: &Submission,
    caller: &Caller,
) -> Result<String, ApiError> {
    let now = filing.storage.now();
    check_case_room(change, &submission.station_code, now)?;
    let seq = insert_case(change, submission, caller.installation())?;
    let number = format_number(filing.trial, now, seq);
    change.execute("UPDATE cases SET number = ?2 WHERE seq = ?1", &values![seq, &number])?;
    Ok(number)
}

fn answer_filed(answer: &Accepted, replayed: bool) -> Response {
    if Mutant::ShortAnswer.is_planted() {
        return json_answer(StatusCode::CREATED, &answer.number);
    }
    answer_once(answer, replayed)
}

/// What was filed gets this answer for ever; a repeat is told that it is one.
pub fn answer_once<T: Serialize>(answer: &T, replayed: bool) -> Response {
    let mut response = json_answer(StatusCode::CREATED, answer);
    if replayed {
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    }
    response
}
