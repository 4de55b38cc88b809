//! Whether a case may be filed again, amended.

use axum::http::StatusCode;
use counter_backoffice::{Decision, Submission};

use super::cases::{FiledRevision, is_returned};
use super::check::{bad_manifest, revision_gap};
use crate::http::ApiError;
use crate::records::{Db, values};

/// Whether this revision may come after that one.
pub fn check_amendment(
    db: &Db<'_>,
    newest: &FiledRevision,
    s: &Submission,
) -> Result<(), ApiError> {
    match s.in_place_of {
        Some(before) => check_replacement(db, newest, before, s)?,
        None => check_next(db, newest, s)?,
    }
    if s.provisional.is_some() && s.provisional != newest.provisional {
        return Err(ApiError::unprocessable(
            "number_changed",
            "The case has another provisional number, or none.",
        ));
    }
    let select = "SELECT len FROM uploads WHERE case_uuid = ?1 AND sha256 = ?2";
    for part in &s.manifest {
        let len: Option<u64> = db
            .query_first(select, &values![s.case, &part.sha256])?
            .map(|row| row.get(0))
            .transpose()?;
        // The same bytes cannot have two lengths; such a part would be missing for ever.
        if len.is_some_and(|len| len != part.len) {
            return Err(bad_manifest());
        }
    }
    Ok(())
}

fn check_next(db: &Db<'_>, newest: &FiledRevision, s: &Submission) -> Result<(), ApiError> {
    if Some(s.revision) != newest.revision.checked_add(1) {
        return Err(revision_gap());
    }
    if newest.acknowledgement.is_none() {
        let open = "The revision before is not acknowledged yet.";
        return Err(ApiError::new(StatusCode::CONFLICT, "previous_open", open));
    }
    require_receipt_kept(newest, s)?;
    require_open_amendment(db, newest, s)
}

/// The revision before may be here with parts missing, or not at all: then whatever is here comes
/// before that one.
fn check_replacement(
    db: &Db<'_>,
    newest: &FiledRevision,
    before: u32,
    s: &Submission,
) -> Result<(), ApiError> {
    if newest.revision > before {
        return Err(revision_gap());
    }
    require_receipt_kept(newest, s)?;
    // It went further than the counter knows, or it never came and there was nothing to put right.
    if newest.acknowledgement.is_some() && newest.revision < before {
        return require_open_amendment(db, newest, s);
    }
    Ok(())
}

/// Whatever is here of the case may be older than what this one comes after, or goes in the place of.
fn require_receipt_kept(newest: &FiledRevision, s: &Submission) -> Result<(), ApiError> {
    match s.keeps_receipt(&newest.submission) {
        true => Ok(()),
        false => Err(ApiError::unprocessable(
            "receipt_changed",
            "The papers were received at another time before.",
        )),
    }
}

/// Corrections come in, promised papers or those of a case that silence accepted, or a supervisor
/// sent it back.
fn require_open_amendment(
    db: &Db<'_>,
    newest: &FiledRevision,
    s: &Submission,
) -> Result<(), ApiError> {
    let before = &newest.submission;
    // What this office kept before it knew of silence does not say it; what comes after it does.
    let is_asked = match &before.deemed {
        Some(deemed) => !deemed.papers.is_empty(),
        None => before.words.is_none() && s.deemed.is_some(),
    };
    let waits = before.decision == Decision::Correction || before.deferred.is_some() || is_asked;
    if !waits && !is_returned(db, s.case, newest.revision)? {
        return Err(ApiError::unprocessable("not_returned", "Nothing was to be put right."));
    }
    Ok(())
}
