//! The reference back office: the contract of `counter-backoffice` answered for real, on SQLite and plain files.
//! Practice calls its router in process, tests and trials reach it on loopback.
//!
//! Not here: the review of cases after filing, and encryption at rest. The database is opened without a key, so a real
//! installation belongs on an encrypted volume.

mod access;
mod accounts;
mod answer;
mod catalogue;
mod complete;
mod db;
mod drain;
mod error;
mod filing;
mod greeting;
mod in_process;
#[cfg(feature = "listen")]
mod listen;
mod listing;
mod lockout;
mod office;
mod routes;
mod shelf;
mod uploads;

pub use accounts::Account;
pub use error::OpenError;
pub use in_process::InProcess;
#[cfg(feature = "listen")]
pub use listen::serve;
pub use office::{Clock, Office};
pub use routes::{router, routes};
