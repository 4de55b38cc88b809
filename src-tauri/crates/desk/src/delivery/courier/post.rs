//! What delivery wants of the station it works for.
use super::Passage;
use crate::Failure;
use counter_backoffice::{Client, Greeting};
use counter_core::fact::Fact;
use counter_core::outbox::Breaker;
use counter_store::{OutboxRow, Store, StoreError};
use std::sync::Arc;

pub trait Post: Sync {
    /// Held while a case is in hand; window and delivery never have the same one.
    type Claim: Send;

    fn now_ms(&self) -> i64;

    /// Uniform in 0..1.
    fn dice(&self) -> f64;

    /// How much of a page one request carries at least, if there is more of it.
    fn chunk(&self) -> usize {
        super::CHUNK
    }

    /// Which office the station works for. Submissions of another one stay where they are.
    fn office_id(&self) -> String;

    /// Whether who answered is that office.
    fn recognize(&self, greeting: &Greeting) -> impl Future<Output = bool> + Send;

    /// The office and the station's delivery credential. None while no address is known.
    fn office(&self) -> Option<(Arc<Client>, String)>;

    /// What was learnt of the way to this office; nothing where nobody keeps it.
    fn passage(&self) -> Passage {
        Passage::default()
    }

    fn keep_passage(&self, _: Passage) -> Result<(), Failure> {
        Ok(())
    }

    fn store<T>(&self, act: impl FnOnce(&mut Store) -> Result<T, StoreError>)
    -> Result<T, Failure>;

    /// The office's number as the case's journal has it.
    fn official(&self, case: &str) -> Result<Option<String>, Failure>;

    /// Whether the case's journal has the office's word on this event.
    fn is_event_answered(&self, case: &str, event: &str) -> Result<bool, Failure>;

    /// Adds to the case's journal and writes the row, in one transaction.
    fn record(&self, row: OutboxRow, fact: Fact) -> Result<(), Failure>;

    fn claim(&self, case: &str) -> Option<Self::Claim>;

    fn is_held(&self, case: &str) -> bool;

    /// Stopped by hand.
    fn is_paused(&self) -> bool;

    fn breaker<T>(&self, act: impl FnOnce(&mut Breaker) -> T) -> T;

    /// An answer, or none, was just heard.
    fn heard(&self, up: bool);

    /// So much of a part is at the office.
    fn sent(&self, case: &str, bytes: u64);

    /// Something about the case's delivery is different now.
    fn changed(&self, case: &str);
}
