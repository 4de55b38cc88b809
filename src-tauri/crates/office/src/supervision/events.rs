//! What a station tells of a case after it was accepted, apart from revisions: filed once, answered
//! once, and completed like a revision. What the citizen holds on paper is taken and marked; a wish
//! that the state of the case does not allow is filed too, and answered with why not.
//!
//! Invariant: a repeat of an event, however late, gets its first answer, whatever has become of the
//! case since.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{
    Acknowledgement, CaseState, Decision, EventFiled, EventFiling, EventStatus, FilingMark,
};
use counter_core::case::{Event, EventAnswer, EventKind};
use uuid::Uuid;

use super::step_rows::{find_steps, is_decided, is_over};
use crate::auth::{Caller, identify_caller};
use crate::filing::{
    FiledEvent, FiledRevision, Filing, answer_once, check_installation, encode_row, find_event,
    find_events, find_newest, find_revisions, is_number_given, is_number_used, judge_event,
    key_mismatch, list_missing, mark_claim, note_number, parse_case_id, parse_event_key,
    refuse_bounds, verify_parts,
};
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::records::{Db, values};
use crate::storage::Storage;

/// `POST /cases/{case}/events`
pub async fn submit_event(
    State(filing): State<Arc<Filing>>,
    Path(case): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let caller = run_blocking(|| identify_caller(&filing.storage, &headers))?;
    let (case, id) = (parse_case_id(&case)?, parse_event_key(&headers)?);
    let _claim = filing.claim_case(case)?;
    let event: EventFiling = read_json(&headers, body).await?;
    if event.case != case || event.id != id {
        return Err(key_mismatch());
    }
    if event.station_code != caller.station_code() {
        return Err(ApiError::forbidden("other_station", "The case is another station's."));
    }
    event.check_bounds().map_err(refuse_bounds)?;
    run_blocking(|| file_event(&filing, &event, &caller))
}

/// `GET /cases/{case}/events/{event}`
pub async fn get_event_status(
    State(storage): State<Arc<Storage>>,
    Path((case, event)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let status = run_blocking(|| {
        let caller = identify_caller(&storage, &headers)?;
        let case = parse_case_id(&case)?;
        find_newest(&storage.records.get_db()?, case, caller.station_code())?;
        let filed = require_event(&storage.records.get_db()?, case, &event)?;
        describe_event(&storage, case, filed)
    })?;
    Ok(json_answer(StatusCode::OK, &status))
}

/// `POST /cases/{case}/events/{event}/complete`
pub async fn complete_event(
    State(filing): State<Arc<Filing>>,
    Path((case, event)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let caller = run_blocking(|| identify_caller(&filing.storage, &headers))?;
    let case = parse_case_id(&case)?;
    let _claim = filing.claim_case(case)?;
    let answer = run_blocking(|| {
        let records = &filing.storage.records;
        let number = find_newest(&records.get_db()?, case, caller.station_code())?.number;
        let filed = require_event(&records.get_db()?, case, &event)?;
        match filed.acknowledgement {
            Some(earlier) => Ok(earlier),
            None => acknowledge_event(&filing, number, &filed.filing),
        }
    })?;
    Ok(json_answer(StatusCode::OK, &answer))
}

fn file_event(filing: &Filing, event: &EventFiling, caller: &Caller) -> Result<Response, ApiError> {
    let change = filing.storage.records.begin_change(&event.case.to_string())?;
    let revisions = find_revisions(&change, event.case, &event.station_code)?;
    // First of all: a late repeat gets its old answer, whatever has happened since.
    if let Some(filed) = find_event(&change, event.id)? {
        if filed.filing != *event {
            let title = "The event was filed before with another content.";
            return Err(ApiError::unprocessable("key_reused", title));
        }
        return Ok(answer_event(filed.verdict, true));
    }
    let newest = revisions.first().ok_or_else(ApiError::unknown_case)?;
    check_installation(&change, newest, caller)?;
    let is_followed =
        |filed: &FiledRevision| filed.revision >= event.after && filed.acknowledgement.is_some();
    if !revisions.iter().any(is_followed) {
        let open = "The revision that it follows is not acknowledged yet.";
        return Err(ApiError::new(StatusCode::CONFLICT, "previous_open", open));
    }
    let judgement = judge_event(filing, &change, event, caller.installation())?;
    let odd = mark_decision(&change, newest, event, caller.installation())?;
    let lapse = mark_lapse(newest, event);
    let unfit = judgement.marks.contains(&FilingMark::UnfitRole);
    let of_void = mark_void(&change, newest, event)?;
    let of_void = of_void.into_iter().filter(|mark| !unfit || *mark != FilingMark::UnfitRole);
    let mut marks: Vec<FilingMark> =
        judgement.marks.into_iter().chain(odd).chain(lapse).chain(of_void).collect();
    marks.extend(mark_claim(&change, newest, event.at, caller)?);
    let verdict = match find_obstacle(&change, newest, event)? {
        Some(code) => EventAnswer::Refused { code: code.to_owned() },
        None => {
            EventAnswer::Taken { marks: marks.iter().map(|mark| mark.name().to_owned()).collect() }
        }
    };
    let author = judgement.author.as_ref().map(encode_row).transpose()?;
    change.execute(
        "INSERT INTO events (id, case_uuid, clerk, filed_ms, filing, verdict, author, marks)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        &values![
            event.id,
            event.case,
            &event.clerk,
            filing.storage.now().as_millisecond(),
            encode_row(event)?,
            encode_row(&verdict)?,
            &author,
            encode_row(&marks)?
        ],
    )?;
    if let Event::Decided { number, .. } = &event.event {
        note_number(&change, number, event.id)?;
    }
    change.commit()?;
    Ok(answer_event(verdict, false))
}

/// What is odd of a decision that the counter made in a department's name.
fn mark_decision(
    db: &Db<'_>,
    newest: &FiledRevision,
    event: &EventFiling,
    installation: Option<Uuid>,
) -> Result<Vec<FilingMark>, ApiError> {
    let Event::Decided { number, .. } = &event.event else { return Ok(Vec::new()) };
    let is_given = is_number_given(db, installation, number)?;
    let is_accepted = newest.submission.decision == Decision::Accepted;
    let odd = [
        (!is_accepted).then_some(FilingMark::NotAccepted),
        is_decided(db, event.case)?.then_some(FilingMark::AlreadyDecided),
        (!is_given).then_some(FilingMark::NumberNotGiven),
        is_number_used(db, number)?.then_some(FilingMark::NumberUsed),
    ];
    Ok(odd.into_iter().flatten().collect())
}

/// What is odd of an end for corrections that never came.
fn mark_lapse(newest: &FiledRevision, event: &EventFiling) -> Vec<FilingMark> {
    let is_odd = event.event.kind() == EventKind::Lapsed
        && newest.submission.decision != Decision::Correction;
    if is_odd { vec![FilingMark::NotNotified] } else { Vec::new() }
}

/// What is odd of a void. Of a case that the department has begun with it is only a request.
fn mark_void(
    db: &Db<'_>,
    newest: &FiledRevision,
    event: &EventFiling,
) -> Result<Vec<FilingMark>, ApiError> {
    if event.event.kind() != EventKind::Void {
        return Ok(Vec::new());
    }
    let has_begun = !find_steps(db, "case_uuid = ?1", &event.case.to_string())?.is_empty();
    let is_accepted = newest.submission.decision == Decision::Accepted;
    let odd = [
        (!is_accepted).then_some(FilingMark::NotAccepted),
        event.consented_by.is_none().then_some(FilingMark::UnfitRole),
        has_begun.then_some(FilingMark::DepartmentBegun),
    ];
    Ok(odd.into_iter().flatten().collect())
}

/// Why the state of the case does not allow what is only wished for.
fn find_obstacle(
    db: &Db<'_>,
    newest: &FiledRevision,
    event: &EventFiling,
) -> Result<Option<&'static str>, ApiError> {
    match event.event {
        Event::WithdrawalAsked { .. } | Event::Void { done: false, .. } => {
            if newest.submission.decision != Decision::Accepted {
                return Ok(Some("not_accepted"));
            }
            if is_decided(db, event.case)? {
                return Ok(Some("already_decided"));
            }
            if is_over(db, event.case)? {
                return Ok(Some("already_ended"));
            }
            let is_asked = match event.event.kind() {
                EventKind::Void => find_events(db, event.case)?.iter().any(|e| e.is_void(true)),
                _ => is_withdrawal_taken(db, event.case)?,
            };
            Ok(is_asked.then_some("already_asked"))
        }
        // The applicant has its paper.
        Event::Decided { .. } | Event::Lapsed { .. } | Event::Void { done: true, .. } => Ok(None),
    }
}

/// The applicant's wish that the case end was taken: the office may end it, or decide it all the same.
pub(super) fn is_withdrawal_taken(db: &Db<'_>, case: Uuid) -> Result<bool, ApiError> {
    let is_taken = |filed: &FiledEvent| {
        filed.filing.event.kind() == EventKind::WithdrawalAsked
            && matches!(filed.verdict, EventAnswer::Taken { .. })
    };
    Ok(find_events(db, case)?.iter().any(is_taken))
}

fn answer_event(verdict: EventAnswer, replayed: bool) -> Response {
    answer_once(&EventFiled { state: CaseState::AwaitingMaterials, verdict }, replayed)
}

fn require_event(db: &Db<'_>, case: Uuid, id: &str) -> Result<FiledEvent, ApiError> {
    let unknown = || ApiError::new(StatusCode::NOT_FOUND, "unknown_event", "No such event.");
    let id = id.parse::<Uuid>().map_err(|_| unknown())?;
    find_event(db, id)?.filter(|filed| filed.filing.case == case).ok_or_else(unknown)
}

fn describe_event(
    storage: &Storage,
    case: Uuid,
    filed: FiledEvent,
) -> Result<EventStatus, ApiError> {
    let verdict = filed.verdict;
    if let Some(answer) = filed.acknowledgement {
        let (state, received_digest) = (answer.state, Some(answer.received_digest));
        return Ok(EventStatus { state, verdict, missing: Vec::new(), received_digest });
    }
    let missing = list_missing(storage, case, filed.filing.manifest)?;
    let state = CaseState::AwaitingMaterials;
    Ok(EventStatus { state, verdict, missing, received_digest: None })
}

fn acknowledge_event(
    filing: &Filing,
    number: String,
    event: &EventFiling,
) -> Result<Acknowledgement, ApiError> {
    verify_parts(filing, event.case, &event.manifest)?;
    let received_digest = event.received_digest();
    let answer = Acknowledgement { number, state: CaseState::Acknowledged, received_digest };
    filing.storage.records.get_db()?.execute(
        "UPDATE events SET acknowledgement = ?2 WHERE id = ?1",
        &values![event.id, encode_row(&answer)?],
    )?;
    Ok(answer)
}
