//! The reference back office: the contract of `counter-backoffice` answered for real, on SQLite and
//! plain files, or on PostgreSQL and an S3-compatible store. Practice and the embedded trial call its
//! router in process, tests reach it on loopback.
//!
//! With a key all that it keeps in its folder is sealed; without one a real installation belongs on
//! an encrypted volume. Not here: what an authority does with a case after it was looked through.

mod auth;
mod error;
mod filing;
mod http;
mod joining;
mod library;
mod limits;
#[cfg(feature = "listen")]
mod listen;
mod mutants;
mod office;
mod parts;
mod records;
mod service;
mod storage;
mod supervision;

pub use auth::{
    Account, FormerCredentials, ListedAccount, ListedInstallation, ListedLine, ListedRecovery,
    Peer, demo_accounts,
};
pub use error::{OpenError, PublishError};
pub use library::Library;
pub use limits::{BytePace, Limits};
#[cfg(feature = "listen")]
pub use listen::{serve, serve_within};
pub use office::{Office, Setup};
pub use service::{InProcess, build_router, list_routes};
pub use storage::{Clock, holds_secret};
pub use supervision::{DepartmentPace, ListedLook};
