//! `POST /turns`, and the pace at which cases are taken in. After an outage a whole town comes back at once: who asks
//! gets a turn, who does not is told a time behind all turns given. The rules are `core::turn`.

use std::sync::{Arc, PoisonError};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use counter_backoffice::{Turn, TurnRequest, digest};

use crate::auth::access;
use crate::http::answer::{Fault, json, read_json};
use crate::office::{Office, at_leisure};

pub async fn turn(State(office): State<Arc<Office>>, headers: HeaderMap, body: Body) -> Result<Response, Fault> {
    at_leisure(|| access::caller(&office, &headers))?;
    let asked: TurnRequest = read_json(&headers, body).await?;
    // A station has many windows under one code; each of them has a credential of its own.
    let who =
        headers.get(header::AUTHORIZATION).map(|bearer| digest::sha256_hex(bearer.as_bytes())).unwrap_or_default();
    let turn = turns(&office, |turns, now| turns.ask(&who, asked.waiting, now));
    let count = |ms: i64| u32::try_from(ms).unwrap_or_default();
    let turn = match turn {
        Some(turn) => Turn { after_ms: count(turn.after_ms), every_ms: count(turn.every_ms), cases: turn.cases },
        None => Turn { after_ms: 0, every_ms: 0, cases: asked.waiting },
    };
    Ok(json(StatusCode::OK, &turn))
}

/// A new case is at the door. An office without a pace takes in whatever comes.
pub fn admit(office: &Office) -> Result<(), Fault> {
    let Some(Err(wait)) = turns(office, |turns, now| turns.admit(now)) else { return Ok(()) };
    let busy = Fault::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "More cases arrive than the office takes in.");
    Err(busy.with(header::RETRY_AFTER, u64::try_from(wait).unwrap_or_default().div_ceil(1000)))
}

fn turns<T>(office: &Office, work: impl FnOnce(&mut counter_core::turn::Turns, i64) -> T) -> Option<T> {
    let now = office.now().as_millisecond();
    let mut turns = office.turns.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
    Some(work(&mut turns, now))
}
