//! Lists of what was filed, without its papers, and `GET /cases?clerk=me`. Changes nothing.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{
    Author, CaseState, Decision, LateWire, MAX_OWN_CASES, OfficeCase, is_received,
};
use counter_core::case::Deferred;
use counter_core::date::Date;
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;
use uuid::Uuid;

use super::cases::decode_row;
use crate::auth::identify_caller;
use crate::http::{ApiError, json_answer, run_blocking};
use crate::records::{Db, Row, values};
use crate::storage::Storage;

/// What a list needs of a submission; persons, answers and form are not even taken out of the row.
#[derive(Deserialize)]
pub struct Outline {
    case: Uuid,
    provisional: Option<String>,
    item: String,
    pub decision: Decision,
    pub received_at: Timestamp,
    pub clerk: String,
    pub window: String,
    pub decided_at: Timestamp,
    pub accepted_at: Option<Timestamp>,
    pub deferred: Option<Deferred>,
    deemed: Option<OutlineDeemed>,
    in_place_of: Option<u32>,
    pub slip: Option<String>,
    #[serde(default)]
    pub words: OutlineWords,
}

/// Of the decision's words no more than that it was late, and which day was promised.
#[derive(Default, Deserialize)]
pub struct OutlineWords {
    #[serde(default)]
    pub late: Vec<LateWire>,
    promise: Option<OutlinePromise>,
}

#[derive(Deserialize)]
struct OutlinePromise {
    day: Option<Date>,
}

/// Of what silence accepted no more than that papers are still asked for, and not which.
#[derive(Deserialize)]
struct OutlineDeemed {
    papers: Vec<IgnoredAny>,
}

impl Outline {
    pub fn is_received(&self) -> bool {
        is_received(self.decision, self.received_at, self.decided_at)
    }

    /// The day that the paper of its acceptance names.
    pub fn promise_day(&self) -> Option<Date> {
        self.words.promise.as_ref()?.day
    }

    /// Silence accepted it, and not all that is asked for is here.
    pub fn asks_papers(&self) -> bool {
        self.deemed.as_ref().is_some_and(|deemed| !deemed.papers.is_empty())
    }
}

/// A case in a list: what everybody may see of it, what its newest submission says, and who decided
/// that, as the office proved it.
pub struct ListedCase {
    pub case: OfficeCase,
    pub outline: Outline,
    pub author: Option<Author>,
}

pub async fn list_own_cases(
    State(storage): State<Arc<Storage>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let cases = run_blocking(|| {
        let caller = identify_caller(&storage, &headers)?;
        let before = read_query(query.as_deref())
            .ok_or_else(|| ApiError::bad_request("bad_query", "The only list is clerk=me."))?;
        let decided_by = "uuid IN (SELECT case_uuid FROM revisions WHERE clerk = ?1)";
        list_newest(
            &storage.records.get_db()?,
            decided_by,
            &caller.require_person()?.number,
            before,
            MAX_OWN_CASES,
        )
    })?;
    let cases: Vec<OfficeCase> = cases.into_iter().map(|listed| listed.case).collect();
    Ok(json_answer(StatusCode::OK, &cases))
}

/// The clerk's own list, and the case that its last page ended with, if there was one.
fn read_query(query: Option<&str>) -> Option<Option<Uuid>> {
    let (mut is_own, mut before) = (false, None);
    for pair in query?.split('&') {
        match pair.split_once('=')? {
            ("clerk", "me") if !is_own => is_own = true,
            ("before", case) if before.is_none() => before = Some(case.parse().ok()?),
            _ => return None,
        }
    }
    is_own.then_some(before)
}

/// The newest revision of each case that fits one of our own conditions on ?1, newest case first;
/// of those filed before a case of the list, or the newest.
pub fn list_newest(
    db: &Db<'_>,
    condition: &'static str,
    value: &str,
    before: Option<Uuid>,
    most: u32,
) -> Result<Vec<ListedCase>, ApiError> {
    let before = before.map(|case| find_place(db, condition, value, case)).transpose()?;
    let query = format!(
        "SELECT number, newest.revision, filed_ms, submission, acknowledgement IS NOT NULL,
           EXISTS (SELECT 1 FROM returns b WHERE b.case_uuid = uuid AND b.revision = newest.revision),
           author
         FROM cases JOIN revisions newest ON newest.case_uuid = uuid
           AND newest.revision = (SELECT max(revision) FROM revisions WHERE case_uuid = uuid)
         WHERE {condition} AND seq < ?2 ORDER BY seq DESC LIMIT ?3"
    );
    db.query(&query, &values![value, before.unwrap_or(i64::MAX), most])?
        .iter()
        .map(read_case)
        .collect()
}

fn find_place(
    db: &Db<'_>,
    condition: &'static str,
    value: &str,
    case: Uuid,
) -> Result<i64, ApiError> {
    let query = format!("SELECT seq FROM cases WHERE {condition} AND uuid = ?2");
    let row = db.query_first(&query, &values![value, case])?;
    Ok(row.ok_or_else(ApiError::unknown_case)?.get(0)?)
}

fn read_case(row: &Row) -> Result<ListedCase, ApiError> {
    let outline: Outline = decode_row(&row.get::<String>(3)?)?;
    let acknowledged: bool = row.get(4)?;
    let case = OfficeCase {
        case: outline.case,
        number: row.get(0)?,
        provisional: outline.provisional.clone(),
        item: outline.item.clone(),
        decision: outline.decision,
        state: if acknowledged { CaseState::Acknowledged } else { CaseState::AwaitingMaterials },
        received_at: outline.received_at,
        filed_at: Timestamp::from_millisecond(row.get(2)?).unwrap_or(Timestamp::UNIX_EPOCH),
        revision: row.get(1)?,
        returned: row.get(5)?,
        in_place_of: outline.in_place_of,
    };
    let author: Option<String> = row.get(6)?;
    let author = author.map(|text| decode_row(&text)).transpose()?;
    Ok(ListedCase { case, outline, author })
}
