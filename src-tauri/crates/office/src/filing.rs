//! `POST /cases`: one case, filed once, however often it is sent. The number, the case and the stored answer are one
//! transaction.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use counter_backoffice::digest::is_sha256;
use counter_backoffice::{Accepted, CaseState, IDEMPOTENCY_KEY, MAX_PART, Submission};
use jiff::Timestamp;
use jiff::tz::Offset;
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use uuid::Uuid;

use crate::access::{self, Caller};
use crate::answer::{Fault, json, read_json};
use crate::office::{Office, at_leisure};

const MOST_PARTS: usize = 2000;
/// Says that the answer was given before.
const REPLAYED: &str = "idempotent-replayed";

pub async fn submit(State(office): State<Arc<Office>>, headers: HeaderMap, body: Body) -> Result<Response, Fault> {
    let caller = at_leisure(|| access::caller(&office, &headers))?;
    let key = key(&headers)?;
    // Claimed before the body is read: two halves of the same case must not race.
    let _claim = office.claim(format!("case {key}"))?;
    let submission: Submission = read_json(&headers, body).await?;
    check(&submission, key, &caller)?;
    let (answer, replayed) = at_leisure(|| file(&office, &submission))?;
    let mut response = json(StatusCode::CREATED, &answer);
    if replayed {
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    }
    Ok(response)
}

/// The key is a quoted string by its draft; many clients leave the quotes out, which does no harm.
fn key(headers: &HeaderMap) -> Result<Uuid, Fault> {
    let missing = || Fault::bad("idempotency_key_missing", "Idempotency-Key with the case's UUID is required.");
    let text = headers.get(IDEMPOTENCY_KEY).and_then(|v| v.to_str().ok()).ok_or_else(missing)?;
    text.trim().trim_matches('"').parse().map_err(|_| missing())
}

fn check(submission: &Submission, key: Uuid, caller: &Caller) -> Result<(), Fault> {
    if submission.case != key {
        return Err(Fault::unfit("key_mismatch", "Idempotency-Key must be the case's UUID."));
    }
    if submission.station_code != caller.station_code() {
        return Err(Fault::new(StatusCode::FORBIDDEN, "other_station", "The case is another station's."));
    }
    if !is_sha256(&submission.journal_head) || submission.entries == 0 || submission.revision == 0 {
        return Err(Fault::unfit("bad_journal", "Journal head, entries or revision are not possible."));
    }
    let mut ids = BTreeSet::new();
    let mut lengths = BTreeMap::new();
    let fine = submission.manifest.len() <= MOST_PARTS
        && submission.manifest.iter().all(|part| {
            ids.insert(&part.id)
                && is_sha256(&part.sha256)
                && is_media_type(&part.media)
                && (1..=MAX_PART).contains(&part.len)
                && *lengths.entry(&part.sha256).or_insert(part.len) == part.len
        });
    if fine { Ok(()) } else { Err(Fault::unfit("bad_manifest", "The manifest is not possible.")) }
}

/// The media type goes back out as a header one day, so it has to be one.
fn is_media_type(text: &str) -> bool {
    let fine = |half: &str| {
        let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".+-".contains(&b);
        !half.is_empty() && half.len() <= 64 && half.bytes().all(known)
    };
    text.split_once('/').is_some_and(|(kind, sub)| fine(kind) && fine(sub))
}

fn file(office: &Office, submission: &Submission) -> Result<(Accepted, bool), Fault> {
    let mut db = office.db();
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(answer) = known(&change, submission)? {
        return Ok((answer, true));
    }
    let now = office.now();
    insert(&change, submission, now)?;
    let seq = change.last_insert_rowid();
    let answer = Accepted { number: number(office.trial, now, seq), state: CaseState::AwaitingMaterials };
    change.execute(
        "UPDATE cases SET number = ?2, answer = ?3 WHERE seq = ?1",
        params![seq, answer.number, encode(&answer)?],
    )?;
    change.commit()?;
    Ok((answer, false))
}

/// The answer given before, when this case was filed before with the same content. Contents are compared as values,
/// not as bytes: a counter updated between two attempts may write the same case a little differently.
fn known(change: &Transaction<'_>, submission: &Submission) -> Result<Option<Accepted>, Fault> {
    let stored = change
        .query_row("SELECT submission, answer FROM cases WHERE uuid = ?1", [submission.case.to_string()], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    let Some((before, answer)) = stored else {
        return Ok(None);
    };
    if decode::<Submission>(&before)? != *submission {
        return Err(Fault::unfit("key_reused", "The case was filed before with another content."));
    }
    Ok(Some(decode(&answer)?))
}

fn insert(change: &Transaction<'_>, s: &Submission, now: Timestamp) -> Result<(), Fault> {
    let inserted = change.execute(
        "INSERT INTO cases (uuid, provisional, station_code, clerk, filed_ms, state, submission)
         VALUES (?1, ?2, ?3, ?4, ?5, 'awaiting_materials', ?6)",
        params![s.case.to_string(), s.provisional, s.station_code, s.clerk, now.as_millisecond(), encode(s)?],
    );
    match inserted {
        Ok(_) => Ok(()),
        // The UUID was just looked for in this transaction, so it is the other unique column.
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
            Err(Fault::unfit("provisional_taken", "The provisional number belongs to another case."))
        }
        Err(error) => Err(error.into()),
    }
}

/// Opaque, and shaped unlike any official number: nobody should take it for one.
fn number(trial: bool, now: Timestamp, seq: i64) -> String {
    let day = Offset::constant(8).to_datetime(now).date();
    let prefix = if trial { "TRIAL" } else { "SL" };
    format!("{prefix}-{:04}{:02}{:02}-{seq:06}", day.year(), day.month(), day.day())
}

pub fn encode<T: serde::Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|_| unreadable())
}

pub fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|_| unreadable())
}

fn unreadable() -> Fault {
    tracing::error!(code = "office_row_unreadable", "a stored row is not readable");
    Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", "The office failed.")
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
