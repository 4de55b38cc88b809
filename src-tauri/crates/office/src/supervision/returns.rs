//! Sending a case back to its window (退件), and what a station was sent back. A return is open while it is of the
//! newest revision: the next filing closes it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{CommentWire, ReturnRequest, ReturnWire};
use jiff::Timestamp;
use uuid::Uuid;

use crate::auth::access::{self, Person};
use crate::filing::cases::{case_id, decode, encode, newest};
use crate::http::answer::{Fault, json, read_json};
use crate::office::{Office, at_leisure};
use crate::records::{Db, DbError, values};
use crate::supervision::steps;

const MOST_COMMENTS: usize = 200;
const LONGEST_TARGET: usize = 128;
const LONGEST_TEXT: usize = 2000;

/// `POST /cases/{case}/returns`
pub async fn send_back(
    State(office): State<Arc<Office>>,
    Path(case): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    let supervisor = at_leisure(|| access::caller(&office, &headers))?.supervisor()?;
    let case = case_id(&case)?;
    let asked: ReturnRequest = read_json(&headers, body).await?;
    let count = asked.comments.len();
    if !(1..=MOST_COMMENTS).contains(&count) || !asked.comments.iter().all(is_possible) {
        return Err(Fault::unfit("bad_return", "Comments are missing or not possible."));
    }
    let answer = at_leisure(|| enter(&office, case, &asked, &supervisor))?;
    Ok(json(StatusCode::CREATED, &answer))
}

/// `GET /returns`
pub async fn returns(State(office): State<Arc<Office>>, headers: HeaderMap) -> Result<Response, Fault> {
    let open = at_leisure(|| {
        let caller = access::caller(&office, &headers)?;
        let newest = "station_code = ?1 AND revision = (SELECT max(revision) FROM revisions WHERE case_uuid = uuid)";
        read(&office.records.get()?, newest, caller.station_code())
    })?;
    Ok(json(StatusCode::OK, &open))
}

/// Every return of the case, oldest first.
pub fn of(db: &Db<'_>, case: Uuid) -> Result<Vec<ReturnWire>, Fault> {
    read(db, "case_uuid = ?1", &case.to_string())
}

pub fn is_open(db: &Db<'_>, case: Uuid, newest: u32) -> Result<bool, Fault> {
    let there = "SELECT EXISTS (SELECT 1 FROM returns WHERE case_uuid = ?1 AND revision = ?2)";
    Ok(db.one(there, &values![case, newest])?.ok_or(DbError::Unreadable)?.get(0)?)
}

fn is_possible(comment: &CommentWire) -> bool {
    let named = |kind| comment.target.strip_prefix(kind).is_some_and(|id| (1..=LONGEST_TARGET).contains(&id.len()));
    let text = comment.text.expose();
    (comment.target == "case" || named("field:") || named("material:"))
        && !comment.target.contains(char::is_control)
        && !text.trim().is_empty()
        && text.chars().count() <= LONGEST_TEXT
}

fn enter(office: &Office, case: Uuid, asked: &ReturnRequest, by: &Person) -> Result<ReturnWire, Fault> {
    let change = office.records.change(&case.to_string())?;
    let filed = newest(&change, case, &by.station_code)?;
    if let Some(before) = read(&change, "id = ?1", &asked.id.to_string())?.pop() {
        let seen = asked.revision.unwrap_or(before.revision);
        let same = before.case == case && before.revision == seen && before.comments == asked.comments;
        return if same { Ok(before) } else { Err(Fault::unfit("key_reused", "The id is another return's.")) };
    }
    if asked.revision.is_some_and(|seen| seen != filed.revision) {
        return Err(Fault::unfit("newer_revision", "It is not the newest revision that was looked at."));
    }
    if filed.acknowledgement.is_none() {
        return Err(Fault::unfit("not_acknowledged", "The case has not wholly arrived."));
    }
    if steps::decided(&change, case)? {
        return Err(Fault::unfit("already_decided", "The deciding office has decided the case."));
    }
    if is_open(&change, case, filed.revision)? {
        return Err(Fault::unfit("already_returned", "The case was sent back already."));
    }
    change.execute(
        "INSERT INTO returns (id, case_uuid, revision, clerk, clerk_name, at_ms, comments)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &values![
            asked.id,
            case,
            filed.revision,
            &by.number,
            &by.name,
            office.now().as_millisecond(),
            encode(&asked.comments)?
        ],
    )?;
    let entered = read(&change, "id = ?1", &asked.id.to_string())?.pop().ok_or_else(Fault::unknown_case)?;
    change.commit()?;
    Ok(entered)
}

/// The returns that fit one of our own conditions.
fn read(db: &Db<'_>, which: &'static str, of: &str) -> Result<Vec<ReturnWire>, Fault> {
    let query = format!(
        "SELECT id, case_uuid, number, revision, clerk, clerk_name, at_ms, comments
         FROM returns JOIN cases ON uuid = case_uuid WHERE {which} ORDER BY returns.seq"
    );
    let mut found = Vec::new();
    for row in db.query(&query, &values![of])? {
        found.push(ReturnWire {
            id: case_id(&row.get::<String>(0)?)?,
            case: case_id(&row.get::<String>(1)?)?,
            number: row.get(2)?,
            revision: row.get(3)?,
            by: row.get(4)?,
            by_name: row.get(5)?,
            at: Timestamp::from_millisecond(row.get(6)?).unwrap_or(Timestamp::UNIX_EPOCH),
            comments: decode(&row.get::<String>(7)?)?,
        });
    }
    Ok(found)
}
