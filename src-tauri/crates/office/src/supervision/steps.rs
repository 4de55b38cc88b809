//! What the deciding office says of a case after the window accepted it: entered once, heard by the station in order.
//! Here a supervisor's token stands for the department's examiner; whom an authority lets do it is its own matter.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::{Decision, StepRequest, StepWire};
use counter_core::case::Step;
use jiff::Timestamp;
use uuid::Uuid;

use crate::auth::access::{self, Person};
use crate::filing::cases::{case_id, decode, encode, newest};
use crate::http::answer::{Fault, json, read_json};
use crate::office::{Office, at_leisure};
use crate::records::{Db, DbError, Row, values};

/// Steps in one answer; the station asks again from the last of them.
const AT_ONCE: u32 = 200;
/// The largest whole number that every reader of JSON keeps.
const LAST: i64 = (1 << 53) - 1;
/// No procedure takes longer, and no extension: what is beyond is a slip of the hand.
const MOST_DAYS: u32 = 730;
const LONGEST_REASON: usize = 500;

/// `POST /cases/{case}/steps`
pub async fn enter(
    State(office): State<Arc<Office>>,
    Path(case): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    let examiner = at_leisure(|| access::caller(&office, &headers))?.supervisor()?;
    let case = case_id(&case)?;
    let asked: StepRequest = read_json(&headers, body).await?;
    let answer = at_leisure(|| entered(&office, case, &asked, &examiner))?;
    Ok(json(StatusCode::CREATED, &answer))
}

/// `GET /steps?after=`
pub async fn after(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let heard = at_leisure(|| {
        let caller = access::caller(&office, &headers)?;
        let after = query.as_deref().and_then(|q| q.strip_prefix("after=")).and_then(|n| n.parse::<i64>().ok());
        let after = after
            .filter(|n| (0..=LAST).contains(n))
            .ok_or_else(|| Fault::bad("bad_query", "Steps are asked after a number."))?;
        let db = office.records.get()?;
        let of_station = format!("{ALL} WHERE station_code = ?1 AND steps.seq > ?2 ORDER BY steps.seq LIMIT ?3");
        db.query(&of_station, &values![caller.station_code(), after, AT_ONCE])?
            .iter()
            .map(wire)
            .collect::<Result<Vec<_>, _>>()
    })?;
    Ok(json(StatusCode::OK, &heard))
}

const ALL: &str = "SELECT steps.seq, id, case_uuid, number, clerk, clerk_name, at_ms, step
                   FROM steps JOIN cases ON uuid = case_uuid";

fn wire(row: &Row) -> Result<StepWire, Fault> {
    Ok(StepWire {
        seq: row.get(0)?,
        id: case_id(&row.get::<String>(1)?)?,
        case: case_id(&row.get::<String>(2)?)?,
        number: row.get(3)?,
        by: row.get(4)?,
        by_name: row.get(5)?,
        at: Timestamp::from_millisecond(row.get(6)?).unwrap_or(Timestamp::UNIX_EPOCH),
        step: decode(&row.get::<String>(7)?)?,
    })
}

/// By case, in order, for the cases that fit one of our own conditions.
pub fn told(db: &Db<'_>, which: &'static str, of: &str) -> Result<HashMap<Uuid, Vec<(String, Step)>>, Fault> {
    let mut told: HashMap<Uuid, Vec<(String, Step)>> = HashMap::new();
    for row in db.query(&format!("{ALL} WHERE {which} ORDER BY steps.seq"), &values![of])? {
        let step = wire(&row)?;
        told.entry(step.case).or_default().push((step.id.to_string(), step.step));
    }
    Ok(told)
}

/// The deciding office has spoken: nothing is sent back to the window any more.
pub fn decided(db: &Db<'_>, case: Uuid) -> Result<bool, Fault> {
    let told = told(db, "case_uuid = ?1", &case.to_string())?;
    Ok(told.values().flatten().any(|(_, step)| matches!(step, Step::Decided { .. })))
}

fn entered(office: &Office, case: Uuid, asked: &StepRequest, by: &Person) -> Result<StepWire, Fault> {
    let change = office.records.change(&case.to_string())?;
    let filed = newest(&change, case, &by.station_code)?;
    let one = format!("{ALL} WHERE id = ?1");
    let known = |db: &Db<'_>| db.one(&one, &values![asked.id])?.as_ref().map(wire).transpose();
    if let Some(before) = known(&change)? {
        let same = before.case == case && before.step == asked.step;
        return if same { Ok(before) } else { Err(Fault::unfit("key_reused", "The id is another step's.")) };
    }
    if filed.acknowledgement.is_none() || filed.submission.decision != Decision::Accepted {
        return Err(Fault::unfit("not_accepted", "Only a case that was accepted and has wholly arrived goes on."));
    }
    let told = told(&change, "case_uuid = ?1", &case.to_string())?.remove(&case).unwrap_or_default();
    if !follows(&told, &asked.step) {
        return Err(Fault::unfit("bad_step", "The step is not possible, or not after what was said before."));
    }
    change.execute(
        "INSERT INTO steps (id, case_uuid, clerk, clerk_name, at_ms, step) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &values![asked.id, case, &by.number, &by.name, office.now().as_millisecond(), encode(&asked.step)?],
    )?;
    let entered = known(&change)?.ok_or(DbError::Unreadable)?;
    change.commit()?;
    Ok(entered)
}

/// Whether a case can go this step after those.
fn follows(told: &[(String, Step)], next: &Step) -> bool {
    let decided = told.iter().find_map(|(_, step)| if let Step::Decided { on, .. } = step { Some(*on) } else { None });
    let days = |n: u32| (1..=MOST_DAYS).contains(&n);
    match next {
        Step::SpecialProcedure { days: needed, .. } => decided.is_none() && days(*needed),
        Step::SpecialEnded { begun, on } => {
            let over = told.iter().any(|(_, step)| matches!(step, Step::SpecialEnded { begun: b, .. } if b == begun));
            let from = told.iter().find_map(|(id, step)| match step {
                Step::SpecialProcedure { from, .. } if id == begun => Some(*from),
                _ => None,
            });
            !over && from.is_some_and(|from| from <= *on)
        }
        Step::Extended { days: by, reason } => {
            let said = reason.trim().chars().count();
            decided.is_none() && days(*by) && (1..=LONGEST_REASON).contains(&said)
        }
        Step::Decided { .. } => decided.is_none(),
        Step::Delivered { on } => {
            let handed = told.iter().any(|(_, step)| matches!(step, Step::Delivered { .. }));
            !handed && decided.is_some_and(|decided| decided <= *on)
        }
    }
}
