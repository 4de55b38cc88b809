//! The small steps of an event: filed with the office's word on it, what became of it, and the
//! office's word that it has read every byte. Those of a case are `number`.
//!
//! Invariant: no event goes to an office that does not name its kind. It waits here, says so, and is
//! not set aside.
use super::number::{note_failure, note_success, record_fact};
use super::parcel::{self, Progress};
use super::{Post, row_after, store_outcome};
use crate::Failure;
use crate::contract::FailureCode;
use crate::office::greeting::ask_hello;
use counter_backoffice::{Ability, CaseState, EventFiling, EventStatus, OfficeError};
use counter_core::case::EventAnswer;
use counter_core::fact::Fact;
use counter_core::outbox::Outcome;
use counter_store::OutboxRow;

/// The office has never had it, or is of before there were events.
const ABSENT: [&str; 3] = ["unknown_event", "unknown_case", "unknown_path"];

/// Step (a). Idempotent by its own key; a lost answer is asked about.
pub async fn file_event<P: Post>(post: &P, row: OutboxRow) -> Result<(), Failure> {
    let filing = parcel::event(&row)?;
    let Some((client, credential)) = post.office() else {
        return note_failure(post, row, &OfficeError::Unreachable);
    };
    match ask_hello(&client).await {
        Ok(greeting) if !greeting.hello.can(Ability::to_take(filing.event.kind())) => {
            post.heard(true);
            let code = FailureCode::OfficeWithoutEvent.as_str().to_owned();
            return store_outcome(post, row, Outcome::Stumbled { code }).map(drop);
        }
        Ok(_) => {}
        Err(error) => return note_failure(post, row, &error),
    }
    // Marked before it leaves: whatever cuts this short, the office is asked before it is sent
    // again.
    let row = store_outcome(post, row, Outcome::Began)?;
    match client.submit_event(&credential, &filing).await {
        Ok(filed) => note_verdict(post, row, &filing, filed.verdict, Outcome::Created).map(drop),
        Err(error) => note_failure(post, row, &error),
    }
}

/// The office's word into the journal, unless it is there.
fn note_verdict<P: Post>(
    post: &P,
    row: OutboxRow,
    filing: &EventFiling,
    answer: EventAnswer,
    outcome: Outcome,
) -> Result<OutboxRow, Failure> {
    note_success(post, &outcome);
    let id = filing.id.to_string();
    if post.is_event_answered(&row.case, &id)? {
        return store_outcome(post, row, outcome);
    }
    let row = row_after(post, row, outcome);
    record_fact(post, row.clone(), Fact::EventAnswered { id, answer })?;
    Ok(row)
}

/// `GET /cases/{case}/events/{event}`: nobody here knows what became of the last request.
pub async fn ask_about_event<P: Post>(post: &P, row: OutboxRow) -> Result<(), Failure> {
    let filing = parcel::event(&row)?;
    let Some((client, credential)) = post.office() else {
        return note_failure(post, row, &OfficeError::Unreachable);
    };
    match client.event_status(&credential, filing.case, filing.id).await {
        Ok(found) => settle(post, row, &filing, found),
        Err(OfficeError::Refused { status: 404, code }) if ABSENT.contains(&code.as_str()) => {
            note_success(post, &Outcome::Absent);
            store_outcome(post, row, Outcome::Absent).map(drop)
        }
        Err(error) => note_failure(post, row, &error),
    }
}

fn settle<P: Post>(
    post: &P,
    row: OutboxRow,
    sent: &EventFiling,
    found: EventStatus,
) -> Result<(), Failure> {
    // By their lengths only; the office names what it finds damaged when all is there.
    let there = sent.manifest.iter().filter(|part| !found.missing.contains(&part.sha256));
    let progress =
        Progress { done: there.map(|part| part.id.clone()).collect(), ..Progress::of(&row) };
    let row = OutboxRow { progress: progress.text()?, ..row };
    let row = note_verdict(post, row, sent, found.verdict, Outcome::Found)?;
    match (found.state, found.received_digest) {
        (CaseState::AwaitingMaterials, _) => Ok(()),
        (_, Some(digest)) if digest == sent.received_digest() => {
            note_acknowledged(post, row, sent, digest)
        }
        _ => note_failure(post, row, &OfficeError::KeyReused),
    }
}

/// Step (c). Only a digest over all that was meant to be sent is an acknowledgement.
pub async fn complete_event<P: Post>(post: &P, row: OutboxRow) -> Result<(), Failure> {
    let filing = parcel::event(&row)?;
    let Some((client, credential)) = post.office() else {
        return note_failure(post, row, &OfficeError::Unreachable);
    };
    match client.complete_event(&credential, filing.case, filing.id).await {
        Ok(answer) if answer.received_digest == filing.received_digest() => {
            note_acknowledged(post, row, &filing, answer.received_digest)
        }
        // Of another one: asked what is what.
        Ok(_) => note_failure(post, row, &OfficeError::TimedOut),
        Err(OfficeError::MaterialsMissing { missing }) => {
            let mut progress = Progress::of(&row);
            for part in filing.manifest.iter().filter(|part| missing.contains(&part.sha256)) {
                progress.done.remove(&part.id);
                progress.uploads.remove(&part.id);
            }
            let row = OutboxRow { progress: progress.text()?, ..row };
            note_failure(post, row, &OfficeError::MaterialsMissing { missing: Vec::new() })
        }
        Err(error) => note_failure(post, row, &error),
    }
}

fn note_acknowledged<P: Post>(
    post: &P,
    row: OutboxRow,
    filing: &EventFiling,
    digest: String,
) -> Result<(), Failure> {
    note_success(post, &Outcome::Acknowledged);
    let id = filing.id.to_string();
    let row = row_after(post, row, Outcome::Acknowledged);
    record_fact(post, row, Fact::EventAcknowledged { id, digest })
}
