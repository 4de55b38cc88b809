//! What the station keeps on its disk: cases as journals, their heads, sealed pages, the outbox,
//! settings and the audit trail.
//!
//! It is not a place for rules of the counter: it knows neither HTTP nor devices nor modes of work,
//! and it never reads a clock. Everything is synchronous; when a call returns `Ok`, what it wrote
//! survives a power cut.
//!
//! The folders stand in one order: `error files crypto database store keys`. Each may use those
//! before it.

mod crypto;
mod database;
mod error;
mod files;
pub mod keys;
mod store;

pub use crypto::recovery_halves::{join_halves, write_halves};
pub use crypto::recovery_key::{RecoveryKey, RecoverySecret};
pub use crypto::secret;
pub use crypto::station_key::StationKey;
pub use database::open::Place;
pub use database::rows::{
    AuditHead, AuditRow, CaseWrite, EntryRow, HeadFilter, HeadRow, NumberRange, OutboxRow, PageRow,
    TakenNumber,
};
pub use error::{RecoveryError, StoreError};
pub use files::space::{Space, disk_space};
pub use store::Store;
pub use store::look::Look;
/// For tests that see what a failing disk leaves behind.
#[cfg(debug_assertions)]
#[doc(hidden)]
pub use store::planted::FailingCalls;
