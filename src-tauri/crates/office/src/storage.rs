//! What every request works on: the records, the parts, and the time.

use std::sync::{Arc, OnceLock};

use jiff::Timestamp;

use crate::parts::PartStore;
use crate::records::Records;

/// Where the office gets the time from.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

pub struct Storage {
    pub records: Records,
    pub parts: Box<dyn PartStore>,
    clock: OnceLock<Clock>,
}

impl Storage {
    /// By the machine's own clock, until another one is set.
    pub fn new(records: Records, parts: Box<dyn PartStore>) -> Self {
        Storage { records, parts, clock: OnceLock::new() }
    }

    /// Counts once; a clock that was set stays.
    pub fn set_clock(&self, clock: Clock) {
        let _ = self.clock.set(clock);
    }

    pub fn now(&self) -> Timestamp {
        self.clock.get().map_or_else(Timestamp::now, |clock| clock())
    }
}
