//! One hand at a time on a case: a clerk claims it for the window where they signed in, and what
//! comes of it is filed from there. A claim ends with the acknowledgement of the next revision, by
//! hand, by a supervisor, or with its day; none is needed where a case began.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{ClaimRequest, ClaimWire};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::looks::record_look;
use super::step_rows::is_over;
use crate::auth::{Person, find_standing, identify_caller};
use crate::error::DbError;
use crate::filing::{
    FiledClaim, FiledRevision, find_claims, find_claims_to, find_newest, parse_case_id,
};
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::records::{Db, values};
use crate::storage::Storage;

/// `POST /cases/{case}/claims`
pub async fn claim_case(
    State(storage): State<Arc<Storage>>,
    Path(case): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let clerk = run_blocking(|| identify_caller(&storage, &headers))?.require_person()?;
    clerk.require_reason()?;
    let case = parse_case_id(&case)?;
    let request: ClaimRequest = read_json(&headers, body).await?;
    let claim = run_blocking(|| enter_claim(&storage, case, &request, &clerk))?;
    Ok(json_answer(StatusCode::CREATED, &claim))
}

/// `POST /cases/{case}/claims/{claim}/end`
pub async fn end_claim(
    State(storage): State<Arc<Storage>>,
    Path((case, claim)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let claim = run_blocking(|| {
        let person = identify_caller(&storage, &headers)?.require_person()?;
        close_claim(&storage, parse_case_id(&case)?, &claim, &person)
    })?;
    Ok(json_answer(StatusCode::OK, &claim))
}

/// `GET /claims`: those of the station that are open.
pub async fn list_claims(
    State(storage): State<Arc<Storage>>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let open = run_blocking(|| {
        let caller = identify_caller(&storage, &headers)?;
        let (now, place) = (storage.now(), caller.find_place());
        let of_station = "c.station_code = ?1 AND k.ended_ms IS NULL";
        let claims = find_claims(&storage.records.get_db()?, of_station, caller.station_code())?;
        let open = claims.into_iter().filter(|claim| claim.is_open(now));
        Ok::<_, ApiError>(open.map(|claim| tell_claim(claim, place)).collect::<Vec<_>>())
    })?;
    Ok(json_answer(StatusCode::OK, &open))
}

/// Whoever has the case in hand now.
pub fn find_open_claim(
    db: &Db<'_>,
    case: Uuid,
    now: Timestamp,
) -> Result<Option<FiledClaim>, ApiError> {
    Ok(find_claims_to(db, case)?.into_iter().rfind(|claim| claim.is_open(now)))
}

/// As it is told at `place`.
pub fn tell_claim(claim: FiledClaim, place: Option<Uuid>) -> ClaimWire {
    ClaimWire {
        id: claim.id,
        case: claim.case,
        number: claim.number,
        revision: claim.revision,
        by: claim.clerk,
        by_name: claim.clerk_name,
        window: claim.window,
        here: place == Some(claim.installation),
        at: claim.at,
        until: claim.until,
        ended_at: claim.ended_at,
    }
}

pub fn not_acknowledged() -> ApiError {
    ApiError::unprocessable("not_acknowledged", "The case has not wholly arrived.")
}

fn enter_claim(
    storage: &Storage,
    case: Uuid,
    request: &ClaimRequest,
    by: &Person,
) -> Result<ClaimWire, ApiError> {
    let change = storage.records.begin_change(&case.to_string())?;
    let newest = find_newest(&change, case, &by.station_code)?;
    let place = require_place(&change, by)?;
    if let Some(earlier) = find_claim(&change, request.id)? {
        let is_repeat = earlier.case == case
            && earlier.installation == place
            && earlier.revision == request.revision;
        let reused = || ApiError::unprocessable("key_reused", "The id is another claim's.");
        return if is_repeat { Ok(tell_claim(earlier, Some(place))) } else { Err(reused()) };
    }
    check_claimable(&change, case, request, &newest)?;
    let now = storage.now();
    match find_open_claim(&change, case, now)? {
        // A colleague at the same window goes on: it is one hand.
        Some(open) if open.installation == place => return Ok(tell_claim(open, Some(place))),
        Some(_) => {
            let title = "Another window has the case in hand.";
            return Err(ApiError::unprocessable("case_claimed", title));
        }
        None => {}
    }
    insert_claim(&change, case, request, by, (place, now))?;
    let entry = find_claim(&change, request.id)?.ok_or(DbError::Unreadable)?;
    change.commit()?;
    record_look(storage, case, by, &format!("claim of revision {}", request.revision))?;
    Ok(tell_claim(entry, Some(place)))
}

/// A claim is a window's: what is filed under it comes with that window's own credential.
fn require_place(db: &Db<'_>, by: &Person) -> Result<Uuid, ApiError> {
    let title = "Only a window of the station has a case in hand.";
    let nowhere = || ApiError::forbidden("installation_only", title);
    let place = by.installation.ok_or_else(nowhere)?;
    let standing = find_standing(db, place)?;
    let is_good = standing.is_some_and(|standing| standing.is_good_at(&by.station_code));
    is_good.then_some(place).ok_or_else(nowhere)
}

/// Whether there is anything to go on with, from the revision that was read.
fn check_claimable(
    db: &Db<'_>,
    case: Uuid,
    request: &ClaimRequest,
    newest: &FiledRevision,
) -> Result<(), ApiError> {
    if newest.acknowledgement.is_none() {
        return Err(not_acknowledged());
    }
    if request.revision != newest.revision {
        let title = "It is not the newest revision that was looked at.";
        return Err(ApiError::unprocessable("newer_revision", title));
    }
    if is_over(db, case)? {
        let title = "The deciding office has decided or ended the case.";
        return Err(ApiError::unprocessable("already_decided", title));
    }
    Ok(())
}

fn find_claim(db: &Db<'_>, id: Uuid) -> Result<Option<FiledClaim>, ApiError> {
    Ok(find_claims(db, "k.id = ?1", &id.to_string())?.pop())
}

fn insert_claim(
    db: &Db<'_>,
    case: Uuid,
    request: &ClaimRequest,
    by: &Person,
    (place, now): (Uuid, Timestamp),
) -> Result<(), ApiError> {
    let select = "SELECT \"window\" FROM accounts WHERE number = ?1";
    let window = db.query_first(select, &values![&by.number])?;
    let window: String = window.map(|row| row.get(0)).transpose()?.unwrap_or_default();
    db.execute(
        "INSERT INTO case_claims (id, case_uuid, revision, installation, clerk, clerk_name,
           \"window\", at_ms, until_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        &values![
            request.id,
            case,
            request.revision,
            place,
            &by.number,
            &by.name,
            &window,
            now.as_millisecond(),
            find_days_end(now)?.as_millisecond()
        ],
    )?;
    Ok(())
}

/// Midnight where the counters stand: what nobody let go is free the next morning.
fn find_days_end(now: Timestamp) -> Result<Timestamp, ApiError> {
    let zone = Offset::constant(8);
    let next = zone.to_datetime(now).date().checked_add(1.day());
    let end = next.and_then(|day| zone.to_timestamp(day.at(0, 0, 0, 0)));
    end.map_err(|_| ApiError::internal())
}

/// By whoever is at the window of the claim, or by a supervisor. Again is no change.
fn close_claim(
    storage: &Storage,
    case: Uuid,
    id: &str,
    by: &Person,
) -> Result<ClaimWire, ApiError> {
    let unknown = || ApiError::new(StatusCode::NOT_FOUND, "unknown_claim", "No such claim.");
    let id: Uuid = id.parse().map_err(|_| unknown())?;
    let change = storage.records.begin_change(&case.to_string())?;
    find_newest(&change, case, &by.station_code)?;
    let claim = find_claim(&change, id)?.filter(|claim| claim.case == case).ok_or_else(unknown)?;
    if by.installation != Some(claim.installation) && !by.is_supervisor() {
        let title = "The claim is another window's.";
        return Err(ApiError::forbidden("supervisor_only", title));
    }
    if claim.is_open(storage.now()) {
        let now_ms = storage.now().as_millisecond();
        change
            .execute("UPDATE case_claims SET ended_ms = ?2 WHERE id = ?1", &values![id, now_ms])?;
    }
    let claim = find_claim(&change, id)?.ok_or(DbError::Unreadable)?;
    change.commit()?;
    Ok(tell_claim(claim, by.installation))
}

#[cfg(test)]
mod tests {
    use super::find_days_end;

    #[test]
    fn a_day_ends_where_the_counters_stand() {
        for (now, end) in [
            ("2026-11-22T04:00:00Z", "2026-11-22T16:00:00Z"),
            ("2026-11-22T15:59:59Z", "2026-11-22T16:00:00Z"),
            ("2026-11-22T16:00:00Z", "2026-11-23T16:00:00Z"),
            ("2026-12-31T15:00:00Z", "2026-12-31T16:00:00Z"),
        ] {
            let end_of = find_days_end(now.parse().unwrap()).unwrap();
            assert_eq!(end_of.to_string(), end, "{now}");
        }
    }
}
