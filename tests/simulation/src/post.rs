//! The world as the courier sees it: the station's store, its clock and dice, and the line to the
//! office.

use crate::line::Line;
use crate::office::OFFICE;
use crate::station::{CREDENTIAL, append_facts, read_case};
use crate::sync::lock;
use crate::world::World;
use counter_backoffice::{Client, Greeting};
use counter_core::fact::Fact;
use counter_core::outbox::Breaker;
use counter_desk::Failure;
use counter_desk::contract::FailureCode;
use counter_desk::courier::{Passage, Post};
use counter_store::{OutboxRow, Store, StoreError};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Pages are small here, and so are the pieces they go in.
const PIECE: usize = 64;
/// One write in so many is the last before the program ends; half of the time it still reaches the
/// disk.
const ENDS: u32 = 700;

impl Post for World {
    type Claim = ();

    fn now_ms(&self) -> i64 {
        self.station_clock()
    }

    fn dice(&self) -> f64 {
        self.rng(|r| r.f64())
    }

    fn chunk(&self) -> usize {
        PIECE
    }

    fn office_id(&self) -> String {
        OFFICE.to_owned()
    }

    async fn recognize(&self, _: &Greeting) -> bool {
        true
    }

    fn office(&self) -> Option<(Arc<Client>, String)> {
        let credential = self.store(|s| s.setting(CREDENTIAL)).ok().flatten().unwrap_or_default();
        Some((Arc::new(Client::new(Arc::new(Line(self.me.clone())))), credential))
    }

    fn passage(&self) -> Passage {
        *lock(&self.passage)
    }

    fn keep_passage(&self, passage: Passage) -> Result<(), Failure> {
        *lock(&self.passage) = passage;
        Ok(())
    }

    fn store<T>(
        &self,
        act: impl FnOnce(&mut Store) -> Result<T, StoreError>,
    ) -> Result<T, Failure> {
        let io_failure = || Failure::new(FailureCode::StoreIo);
        let ends = self.faults.load(Ordering::Relaxed) && self.rng(|r| r.u32(..ENDS)) == 0;
        if ends && !self.is_crashed() && self.rng(|r| r.bool()) {
            self.crash();
        }
        if self.is_crashed() {
            return Err(io_failure());
        }
        let result = lock(&self.station.store)
            .as_mut()
            .map_or(Err(io_failure()), |s| act(s).map_err(Failure::from));
        if ends {
            self.crash();
            return Err(io_failure());
        }
        result
    }

    fn official(&self, case: &str) -> Result<Option<String>, Failure> {
        self.store(|s| Ok(read_case(s, case)?.and_then(|case| case.official)))
    }

    fn is_event_answered(&self, case: &str, event: &str) -> Result<bool, Failure> {
        let case = self.store(|s| read_case(s, case))?;
        let event = case.as_ref().and_then(|case| case.find_event(event));
        Ok(event.is_some_and(|event| event.answer.is_some()))
    }

    fn record(&self, row: OutboxRow, fact: Fact) -> Result<(), Failure> {
        let at = self.station_time();
        self.store(|s| {
            append_facts(s, &row.case, vec![fact], at, std::slice::from_ref(&row)).map(drop)
        })
    }

    fn claim(&self, _: &str) -> Option<()> {
        Some(())
    }

    fn is_held(&self, _: &str) -> bool {
        false
    }

    fn is_paused(&self) -> bool {
        self.paused.load(Ordering::Relaxed)
    }

    fn breaker<T>(&self, act: impl FnOnce(&mut Breaker) -> T) -> T {
        act(&mut lock(&self.station.breaker))
    }

    fn heard(&self, up: bool) {
        self.lamp.store(up, Ordering::Relaxed);
        if up {
            self.breaker(|b| *b = std::mem::take(b).after_other_answer());
        }
    }

    fn sent(&self, _: &str, _: u64) {}

    fn changed(&self, _: &str) {}
}
