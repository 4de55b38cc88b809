//! The reference back office: the contract of `counter-backoffice` answered for real, on SQLite and plain files,
//! or on PostgreSQL and an S3-compatible store.
//! Practice calls its router in process, tests and trials reach it on loopback.
//!
//! With a key all that it keeps in its folder is sealed; without one a real installation belongs on an encrypted volume.
//! Not here: what an authority does with a case after it was looked through.

mod auth;
mod error;
mod filing;
mod http;
mod in_process;
mod library;
#[cfg(feature = "listen")]
mod listen;
mod office;
mod parts;
mod records;
mod service;
mod supervision;

pub use auth::accounts::{Account, demo};
pub use error::OpenError;
pub use in_process::InProcess;
pub use library::certificates::Library;
#[cfg(feature = "listen")]
pub use listen::serve;
pub use office::{Clock, Office, Setup};
pub use service::{router, routes};
