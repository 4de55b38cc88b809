//! One submission or event with what is known of its way: which parts are at the office and under
//! which addresses they arrive.
use crate::Failure;
use crate::contract::FailureCode;
use crate::delivery::courier::mutants::Mutant;
use counter_backoffice::{EventFiling, Part, Submission};
use counter_core::code::variant_code;
use counter_core::outbox::{OutboxState, is_behind};
use counter_core::state::Delivery;
use counter_store::{OutboxRow, Store, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Upload addresses by part, written before the first byte goes; and the parts that are wholly
/// there.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    pub uploads: BTreeMap<String, String>,
    pub done: BTreeSet<String>,
}

impl Progress {
    pub fn of(row: &OutboxRow) -> Progress {
        serde_json::from_str(&row.progress).unwrap_or_default()
    }

    pub fn text(&self) -> Result<String, Failure> {
        serde_json::to_string(self).map_err(|_| Failure::new(FailureCode::Internal))
    }
}

#[derive(Deserialize)]
struct Manifest {
    manifest: Vec<Part>,
}

/// What a row has to carry and how much of it has arrived, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parcel {
    pub total: u64,
    pub sent: u64,
}

impl Parcel {
    pub fn of(row: &OutboxRow) -> Parcel {
        let progress = Progress::of(row);
        manifest(row).unwrap_or_default().iter().fold(Parcel::default(), |sum, part| Parcel {
            total: sum.total + part.len,
            sent: sum.sent + if progress.done.contains(&part.id) { part.len } else { 0 },
        })
    }
}

pub fn submission(row: &OutboxRow) -> Result<Submission, Failure> {
    serde_json::from_str(&row.payload).map_err(|_| Failure::new(FailureCode::DatabaseDamaged))
}

pub fn event(row: &OutboxRow) -> Result<EventFiling, Failure> {
    serde_json::from_str(&row.payload).map_err(|_| Failure::new(FailureCode::DatabaseDamaged))
}

pub fn case_id(row: &OutboxRow) -> Result<Uuid, Failure> {
    Uuid::parse_str(&row.case).map_err(|_| Failure::new(FailureCode::DatabaseDamaged))
}

/// An event whose case is not as far at the office as the event supposes.
pub fn is_event_behind(store: &Store, row: &OutboxRow) -> Result<bool, StoreError> {
    if row.event.is_none() {
        return Ok(false);
    }
    let rows = store.outbox_rows(&row.case)?;
    // What it follows is another window's: this one went on from it, as the office had it.
    if !rows.iter().any(|sent| sent.revision <= row.revision) {
        return Ok(false);
    }
    let acknowledged = rows.iter().filter(|sent| sent.state == "acknowledged");
    Ok(is_behind(row.revision, acknowledged.map(|sent| sent.revision)))
}

pub fn manifest(row: &OutboxRow) -> Result<Vec<Part>, Failure> {
    let read = serde_json::from_str::<Manifest>(&row.payload);
    read.map(|payload| payload.manifest).map_err(|_| Failure::new(FailureCode::DatabaseDamaged))
}

/// Every part is at the office, as far as this station knows.
pub fn whole(row: &OutboxRow) -> bool {
    Mutant::WholeTooSoon.is_planted() || next_part(row).is_ok_and(|part| part.is_none())
}

pub fn next_part(row: &OutboxRow) -> Result<Option<Part>, Failure> {
    let progress = Progress::of(row);
    Ok(manifest(row)?.into_iter().find(|part| !progress.done.contains(&part.id)))
}

pub fn state_of(row: &OutboxRow) -> OutboxState {
    OutboxState {
        state: serde_json::from_value::<Delivery>(row.state.clone().into())
            .unwrap_or(Delivery::Queued),
        attempts: row.attempts,
        next_at_ms: row.next_at_ms,
        last_code: row.last_code.clone(),
    }
}

pub fn with_state(row: OutboxRow, state: OutboxState) -> OutboxRow {
    OutboxRow {
        state: variant_code(&state.state),
        attempts: state.attempts,
        next_at_ms: state.next_at_ms,
        last_code: state.last_code,
        ..row
    }
}
