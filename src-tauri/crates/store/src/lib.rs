//! What the station keeps on its disk: cases as journals, their heads, sealed pages, the outbox, settings and the audit trail.
//!
//! It is not a place for rules of the counter: it knows neither HTTP nor devices nor modes of work, and it never reads a clock.
//! Everything is synchronous; when a call returns `Ok`, what it wrote survives a power cut.

mod before;
mod durable;
mod error;
pub mod keys;
mod look;
mod migrations;
mod open;
mod rows;
mod seal;
pub mod secret;
mod space;
mod station;
mod store;
mod tables;
mod vault;

pub use error::StoreError;
pub use look::Look;
pub use open::Place;
pub use rows::{AuditRow, CaseWrite, EntryRow, HeadFilter, HeadRow, OutboxRow, PageRow};
pub use space::{Space, space};
pub use station::StationKey;
pub use store::Store;
