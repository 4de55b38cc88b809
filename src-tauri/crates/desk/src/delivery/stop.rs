//! Delivery stopped by hand, and kept so: a restart does not resume what somebody stopped.
//!
//! Invariant: delivery stopped by hand stays stopped over a restart, and the head of every screen
//! says so.
use super::Delivery;
use crate::Failure;
use crate::contract::Topic;
use crate::station::stored::StoredName;
use serde::{Deserialize, Serialize};

/// Who stopped delivery, and when.
#[derive(Clone, Serialize, Deserialize)]
pub struct DeliveryStop {
    pub by: String,
    pub at_ms: i64,
}

impl Delivery {
    pub fn current_stop(&self) -> Option<DeliveryStop> {
        self.station.stored_value(StoredName::DeliveryPaused)
    }

    pub fn stop_delivery(&self, by: &str) -> Result<(), Failure> {
        let stop = DeliveryStop { by: by.to_owned(), at_ms: self.station.now().millis() };
        self.station.store_value(StoredName::DeliveryPaused, &stop)?;
        self.note_stop_changed();
        Ok(())
    }

    pub fn resume_delivery(&self) -> Result<(), Failure> {
        self.station.store_text(StoredName::DeliveryPaused, "")?;
        self.note_stop_changed();
        Ok(())
    }

    fn note_stop_changed(&self) {
        self.wake();
        self.station.announce(Topic::Outbox);
    }
}
