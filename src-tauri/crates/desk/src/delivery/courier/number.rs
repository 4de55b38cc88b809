//! The small steps: the office's number, what became of a case, and the office's word that it has
//! read every byte.
use super::parcel::{self, Progress};
use super::{Post, note_line, outcome, row_after, store_outcome};
use crate::Failure;
use crate::delivery::courier::mutants::Mutant;
use counter_backoffice::{CaseState, CaseStatus, OfficeError, Submission};
use counter_core::fact::Fact;
use counter_core::outbox::Outcome;
use counter_store::OutboxRow;

/// The office has a later revision than this station ever made: its data is an old copy.
const NEWER: &str = "newer_at_office";

/// Step (a), or the next revision under the number. Idempotent by its own key; a lost answer is
/// asked about.
pub async fn file_case<P: Post>(post: &P, row: OutboxRow) -> Result<(), Failure> {
    let submission = parcel::submission(&row)?;
    let Some((client, credential)) = post.office() else {
        return note_failure(post, row, &OfficeError::Unreachable);
    };
    // Marked before it leaves: whatever cuts this short, the office is asked before it is sent
    // again.
    let row = store_outcome(post, row, Outcome::Began)?;
    match client.submit_case(&credential, &submission).await {
        Ok(accepted) => {
            let row = OutboxRow { progress: parts_brought_before(post, &row)?, ..row };
            note_number(post, row, accepted.number, Outcome::Created)
        }
        Err(error) => note_failure(post, row, &error),
    }
}

/// The number into the journal, unless it is there; another one than the case has is no answer of
/// its office.
fn note_number<P: Post>(
    post: &P,
    row: OutboxRow,
    number: String,
    outcome: Outcome,
) -> Result<(), Failure> {
    let existing = post.official(&row.case)?;
    if existing.as_ref().is_some_and(|existing| *existing != number) {
        return note_failure(post, row, &OfficeError::Garbage);
    }
    note_success(post, &outcome);
    match existing {
        None if Mutant::NumberNotLinked.is_planted() => store_outcome(post, row, outcome).map(drop),
        Some(_) => store_outcome(post, row, outcome).map(drop),
        None => record_fact(post, row_after(post, row, outcome), Fact::OfficialNumber { number }),
    }
}

/// Parts that the office read with an earlier revision are there already; what it misses after all
/// it names at the end.
fn parts_brought_before<P: Post>(post: &P, row: &OutboxRow) -> Result<String, Failure> {
    if row.revision == 1 {
        return Ok(row.progress.clone());
    }
    let rows = post.store(|s| s.outbox_rows(&row.case))?;
    let mut existing = Progress::of(row);
    let mut before = rows.iter().rev().filter(|r| r.revision < row.revision);
    if let Some(before) = before.find(|r| r.state == "acknowledged") {
        existing.done.extend(parcel::manifest(before)?.into_iter().map(|part| part.id));
    }
    existing.text()
}

/// `GET /cases/{case}`: nobody here knows what became of the last request.
pub async fn ask_about_case<P: Post>(post: &P, row: OutboxRow) -> Result<(), Failure> {
    let submission = parcel::submission(&row)?;
    let Some((client, credential)) = post.office() else {
        return note_failure(post, row, &OfficeError::Unreachable);
    };
    match client.case_status(&credential, submission.case).await {
        Ok(found) if found.revision < row.revision => note_absent(post, row),
        Ok(found) if found.revision > row.revision => {
            handle_overtaken(post, row, &submission, found)
        }
        Ok(found) => settle(post, row, &submission, found),
        Err(OfficeError::Refused { status: 404, code }) if code == "unknown_case" => {
            note_absent(post, row)
        }
        Err(error) => note_failure(post, row, &error),
    }
}

/// The office is further than this row: an old copy of the disk came back. It takes a revision only
/// after it has vouched for the one before, or in its place; so one that is followed by a revision
/// of this very station, and was not replaced, is acknowledged.
fn handle_overtaken<P: Post>(
    post: &P,
    row: OutboxRow,
    sent: &Submission,
    found: CaseStatus,
) -> Result<(), Failure> {
    let ours = post
        .store(|s| s.outbox_rows(&row.case))?
        .iter()
        .any(|later| later.revision == found.revision);
    if !ours || found.in_place_of.is_some() {
        note_success(post, &Outcome::Found);
        return store_outcome(post, row, Outcome::Refused { code: NEWER.into() }).map(drop);
    }
    match post.official(&row.case)? {
        Some(existing) if existing == found.number => {
            note_acknowledged(post, row, sent.received_digest())
        }
        _ => note_number(post, row, found.number, Outcome::Found),
    }
}

fn note_absent<P: Post>(post: &P, row: OutboxRow) -> Result<(), Failure> {
    note_success(post, &Outcome::Absent);
    store_outcome(post, row, Outcome::Absent).map(drop)
}

fn settle<P: Post>(
    post: &P,
    row: OutboxRow,
    sent: &Submission,
    found: CaseStatus,
) -> Result<(), Failure> {
    if found.state == CaseState::Acknowledged
        && post.official(&row.case)?.as_deref() == Some(found.number.as_str())
    {
        return match found.received_digest {
            Some(digest) if digest == sent.received_digest() => {
                note_acknowledged(post, row, digest)
            }
            _ => note_failure(post, row, &OfficeError::KeyReused),
        };
    }
    if names_others(sent, &found.missing) {
        return note_failure(post, row, &OfficeError::KeyReused);
    }
    // By their lengths only; the office names what it finds damaged when all is there.
    let there = sent.manifest.iter().filter(|part| !found.missing.contains(&part.sha256));
    let progress =
        Progress { done: there.map(|part| part.id.clone()).collect(), ..Progress::of(&row) };
    let row = OutboxRow { progress: progress.text()?, ..row };
    note_number(post, row, found.number, Outcome::Found)
}

/// The office misses parts of something else under the same name: it was filed from a disk that is
/// gone, and decided once more from an old copy of it. Nothing that is sent from here completes it.
fn names_others(sent: &Submission, missing: &[String]) -> bool {
    missing.iter().any(|sha256| sent.manifest.iter().all(|part| part.sha256 != *sha256))
}

/// Step (c). Only a digest over all that was meant to be sent is an acknowledgement.
pub async fn complete_case<P: Post>(post: &P, row: OutboxRow) -> Result<(), Failure> {
    let submission = parcel::submission(&row)?;
    let Some((client, credential)) = post.office() else {
        return note_failure(post, row, &OfficeError::Unreachable);
    };
    match client.complete_case(&credential, submission.case).await {
        Ok(answer) if answer.received_digest == submission.received_digest() => {
            note_acknowledged(post, row, answer.received_digest)
        }
        Ok(_) | Err(OfficeError::MaterialsMissing { .. }) if Mutant::AckUnverified.is_planted() => {
            note_acknowledged(post, row, submission.received_digest())
        }
        // Of another revision, or of another case: asked what is what.
        Ok(_) => note_failure(post, row, &OfficeError::TimedOut),
        Err(OfficeError::MaterialsMissing { missing }) if names_others(&submission, &missing) => {
            note_failure(post, row, &OfficeError::KeyReused)
        }
        Err(OfficeError::MaterialsMissing { missing }) => {
            let mut progress = Progress::of(&row);
            for part in submission.manifest.iter().filter(|part| missing.contains(&part.sha256)) {
                progress.done.remove(&part.id);
                progress.uploads.remove(&part.id);
            }
            let row = OutboxRow { progress: progress.text()?, ..row };
            note_failure(post, row, &OfficeError::MaterialsMissing { missing: Vec::new() })
        }
        Err(error) => note_failure(post, row, &error),
    }
}

fn note_acknowledged<P: Post>(post: &P, row: OutboxRow, digest: String) -> Result<(), Failure> {
    note_success(post, &Outcome::Acknowledged);
    let revision = row.revision;
    if Mutant::AckUnrecorded.is_planted() {
        return store_outcome(post, row, Outcome::Acknowledged).map(drop);
    }
    record_fact(
        post,
        row_after(post, row, Outcome::Acknowledged),
        Fact::Acknowledged { digest, revision },
    )
}

pub(super) fn record_fact<P: Post>(post: &P, row: OutboxRow, fact: Fact) -> Result<(), Failure> {
    let case = row.case.clone();
    post.record(row, fact)?;
    post.changed(&case);
    Ok(())
}

pub(super) fn note_success<P: Post>(post: &P, outcome: &Outcome) {
    outcome::note_outcome(post, outcome);
    post.heard(true);
}

/// Kept with the row, and told to the line.
pub fn note_failure<P: Post>(post: &P, row: OutboxRow, error: &OfficeError) -> Result<(), Failure> {
    let outcome = outcome::outcome_of(error);
    if Mutant::UnknownIsDone.is_planted() && outcome == Outcome::Unknown {
        let digest = parcel::submission(&row)?.received_digest();
        return note_acknowledged(post, row, digest);
    }
    outcome::note_outcome(post, &outcome);
    note_line(post, error);
    store_outcome(post, row, outcome).map(drop)
}
