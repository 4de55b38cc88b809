//! From the outbox to the office: the courier and its loop, turns after an outage, the limit of
//! five working days, the ways out for what the office does not take, and what comes back (returns,
//! steps of the deciding office, and what other windows filed). What is done in which order is the courier's.
pub mod claims;
pub mod claims_held;
pub mod continuations;
pub mod courier;
pub mod deadline;
pub mod post;
pub mod returns;
pub mod run;
pub mod steps;
pub mod stop;
pub mod turns;
pub mod way_out;

use crate::Failure;
use crate::cases::Cases;
use crate::catalog::Catalog;
use crate::contract::Topic;
use crate::office::Office;
use crate::station::Station;
use claims::Claims;
use counter_core::outbox::{Outcome, next_state};
use deadline::DeadlineCount;
use parking_lot::Mutex;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use tokio::sync::Notify;

/// The page under way: its case, how much of it is there, when the screen was told last.
#[derive(Clone, Default)]
pub struct Transfer {
    pub case: String,
    pub bytes: u64,
    announced_ms: i64,
}

pub struct Delivery {
    station: Arc<Station>,
    office: Arc<Office>,
    catalog: Arc<Catalog>,
    cases: Arc<Cases>,
    wake: Arc<Notify>,
    claims: Arc<Claims>,
    transfer: Mutex<Transfer>,
    deadline_count: Mutex<DeadlineCount>,
    returns_asked_ms: AtomicI64,
    steps_asked_ms: AtomicI64,
    continuations_asked_ms: AtomicI64,
    claims_asked_ms: AtomicI64,
}

impl Delivery {
    pub fn new(
        (station, office, catalog, cases): (Arc<Station>, Arc<Office>, Arc<Catalog>, Arc<Cases>),
    ) -> Delivery {
        Delivery {
            station,
            office,
            catalog,
            cases,
            wake: Arc::default(),
            claims: Arc::default(),
            transfer: Mutex::default(),
            deadline_count: Mutex::default(),
            returns_asked_ms: AtomicI64::default(),
            steps_asked_ms: AtomicI64::default(),
            continuations_asked_ms: AtomicI64::default(),
            claims_asked_ms: AtomicI64::default(),
        }
    }

    /// There is something to send, or whoever runs should see that nothing is to be done any more.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    pub fn transfer(&self) -> Transfer {
        self.transfer.lock().clone()
    }

    /// What is not acknowledged yet, and what of it waits for a person.
    pub fn count_outbox(&self) -> (u32, u32) {
        let open = self.station.with_store(|store| store.outbox_open()).unwrap_or_default();
        let parked = open.iter().filter(|row| self.standing_of(row).state.is_set_aside()).count();
        (open.len() as u32, parked as u32)
    }

    /// Sends a case without waiting out its pause, also one that was set aside.
    pub fn release_case(&self, case: &str) -> Result<(), Failure> {
        self.office.with_breaker(|breaker| *breaker = std::mem::take(breaker).without_wait());
        let now = self.station.now().millis();
        self.station.with_store(|store| {
            // Under one lock of the store: delivery may be about to write the same rows.
            let (rows, events) = (store.outbox_rows(case)?, store.outbox_events(case)?);
            for row in rows.into_iter().chain(events) {
                let released = next_state(&courier::state_of(&row), Outcome::Queued, now, 0.0);
                store.put_outbox(&courier::with_state(row, released))?;
            }
            Ok::<(), Failure>(())
        })?;
        self.wake();
        Ok(())
    }

    fn announce_case(&self, case: &str) {
        self.station.announce(Topic::Case(case.to_owned()));
        self.station.announce(Topic::Outbox);
    }
}
