//! `POST /cases/search`: any clerk of a station finds its cases, by a number or by a person's card,
//! whichever window they began at. Each case that was found is a look.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{CaseQuestion, FoundCase, MAX_FOUND};
use uuid::Uuid;

use super::claims::{find_open_claim, tell_claim};
use super::looks::record_look;
use crate::auth::{Person, identify_caller};
use crate::filing::{ListedCase, find_newest, list_newest, parse_case_id};
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::records::{Db, hash_person, values};
use crate::storage::Storage;

pub async fn search_cases(
    State(storage): State<Arc<Storage>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let clerk = run_blocking(|| identify_caller(&storage, &headers))?.require_person()?;
    clerk.require_reason()?;
    let question: CaseQuestion = read_json(&headers, body).await?;
    if !question.is_possible() {
        let title = "One number, or one person, is asked after.";
        return Err(ApiError::unprocessable("bad_question", title));
    }
    let found = run_blocking(|| find_cases(&storage, &question, &clerk))?;
    Ok(json_answer(StatusCode::OK, &found))
}

/// Written down before anything is told.
fn find_cases(
    storage: &Storage,
    question: &CaseQuestion,
    clerk: &Person,
) -> Result<Vec<FoundCase>, ApiError> {
    let cases = find_ids(&storage.records.get_db()?, question, &clerk.station_code)?;
    let subject = match question.person {
        Some(_) => "found by person",
        None => "found by number",
    };
    let mut found = Vec::new();
    for case in cases {
        record_look(storage, case, clerk, subject)?;
        found.extend(describe_case(storage, case, clerk)?);
    }
    Ok(found)
}

fn find_ids(db: &Db<'_>, question: &CaseQuestion, station: &str) -> Result<Vec<Uuid>, ApiError> {
    let rows = match (&question.number, &question.person) {
        (Some(number), _) => db.query(
            "SELECT uuid FROM cases WHERE station_code = ?1 AND (number = ?2 OR provisional = ?2)
             ORDER BY seq DESC LIMIT ?3",
            &values![station, number.trim(), MAX_FOUND],
        )?,
        (None, Some(person)) => {
            let hash = hash_person(db, &person.id_kind, person.number.expose())?;
            db.query(
                "SELECT uuid FROM cases JOIN case_people ON case_uuid = uuid
                 WHERE station_code = ?1 AND person = ?2 ORDER BY seq DESC LIMIT ?3",
                &values![station, hash, MAX_FOUND],
            )?
        }
        (None, None) => Vec::new(),
    };
    rows.iter().map(|row| parse_case_id(&row.get::<String>(0)?)).collect()
}

fn describe_case(
    storage: &Storage,
    case: Uuid,
    clerk: &Person,
) -> Result<Option<FoundCase>, ApiError> {
    let db = storage.records.get_db()?;
    let first = find_newest(&db, case, &clerk.station_code)?.installation;
    let claim = find_open_claim(&db, case, storage.now())?;
    let mut newest = list_newest(&db, "uuid = ?1", &case.to_string(), None, 1)?;
    let describe = |listed: ListedCase| FoundCase {
        filed: listed.case,
        clerk: listed.outline.clerk,
        window: listed.outline.window,
        here: first.is_some() && first == clerk.installation,
        claim: claim.map(|claim| tell_claim(claim, clerk.installation)),
    };
    Ok(newest.pop().map(describe))
}
