//! The reference back office: the contract of `counter-backoffice` answered for real, on SQLite and plain files,
//! or on PostgreSQL and an S3-compatible store.
//! Practice calls its router in process, tests and trials reach it on loopback.
//!
//! With a key all that it keeps in its folder is sealed; without one a real installation belongs on an encrypted volume.
//! Not here: what an authority does with a case after it was looked through.

mod access;
mod accounts;
mod answer;
mod arriving;
mod aside;
mod catalogue;
mod certificates;
mod check;
mod complete;
mod drain;
mod error;
mod filing;
mod greeting;
mod in_process;
mod library;
#[cfg(feature = "listen")]
mod listen;
mod listing;
mod lockout;
mod office;
mod records;
mod returns;
mod review;
mod routes;
mod rows;
mod shelf;
mod steps;
mod turns;
mod uploads;

pub use accounts::{Account, demo};
pub use error::OpenError;
pub use in_process::InProcess;
pub use library::Library;
#[cfg(feature = "listen")]
pub use listen::serve;
pub use office::{Clock, Office, Setup};
pub use routes::{router, routes};
