//! `POST /turns`, and the pace at which cases are taken in. After an outage a whole town comes back
//! at once: who asks gets a turn, who does not is told a time behind all turns given. The rules are
//! `core::turn`.

use std::sync::{Arc, PoisonError};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use counter_backoffice::{Turn, TurnRequest, digest};
use counter_core::turn::Turns;

use super::context::Filing;
use crate::auth::identify_caller;
use crate::http::{ApiError, json_answer, read_json, run_blocking};

pub async fn request_turn(
    State(filing): State<Arc<Filing>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let caller = run_blocking(|| identify_caller(&filing.storage, &headers))?;
    let request: TurnRequest = read_json(&headers, body).await?;
    // A station has many windows under one code. An installation keeps its turn when its credential
    // is renewed; the others are told apart by theirs.
    let bearer = headers.get(header::AUTHORIZATION).map(|bearer| bearer.as_bytes());
    let who = match caller.installation() {
        Some(id) => id.to_string(),
        None => digest::sha256_hex(bearer.unwrap_or_default()),
    };
    let turn = use_turns(&filing, |turns, now| turns.assign_turn(&who, request.waiting, now));
    let count = |ms: i64| u32::try_from(ms).unwrap_or_default();
    let turn = match turn {
        Some(turn) => Turn {
            after_ms: count(turn.after_ms),
            every_ms: count(turn.every_ms),
            cases: turn.cases,
        },
        None => Turn { after_ms: 0, every_ms: 0, cases: request.waiting },
    };
    Ok(json_answer(StatusCode::OK, &turn))
}

/// A new case is to be filed. An office without a pace takes in whatever comes.
pub fn admit_case(filing: &Filing) -> Result<(), ApiError> {
    let Some(Err(wait)) = use_turns(filing, |turns, now| turns.admit_case(now)) else {
        return Ok(());
    };
    let busy = ApiError::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "busy",
        "More cases arrive than the office takes in.",
    );
    Err(busy
        .with_header(header::RETRY_AFTER, u64::try_from(wait).unwrap_or_default().div_ceil(1000)))
}

fn use_turns<T>(filing: &Filing, work: impl FnOnce(&mut Turns, i64) -> T) -> Option<T> {
    let now = filing.storage.now().as_millisecond();
    let mut turns = filing.turns.get()?.lock().unwrap_or_else(PoisonError::into_inner);
    Some(work(&mut turns, now))
}
