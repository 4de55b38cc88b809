//! The office's HTTP contract and our side of it: what is said (`contract`, with `openapi.yaml` as
//! its published form), what can go wrong (`error`), how bytes resume (`tus`), and the one client
//! of it.
//!
//! Not here: when to send and when to try again (desk and core's outbox), what is kept (store), the
//! office itself.

pub mod barrier;
pub mod client;
pub mod contract;
pub mod digest;
pub mod error;
mod headers;
#[doc(hidden)]
pub mod mutants;
pub mod permit;
pub mod problem;
pub mod proof;
mod reading;
pub mod transport;
pub mod tus;

pub use barrier::Barrier;
pub use client::{Client, Greeting, SignInPlace};
pub use contract::*;
pub use counter_core::private::Private;
pub use error::OfficeError;
pub use headers::{
    CAN, CONTENT_DIGEST, IDEMPOTENCY_KEY, METHOD_OVERRIDE, NONCE, OFFICE_HEADER,
    OFFICE_HEADER_VALUE, REASON,
};
pub use permit::{Permit, PermitBody};
pub use problem::Problem;
pub use proof::{OfficeKey, Proof};
#[cfg(feature = "client")]
pub use transport::{Download, DownloadError, HttpTransport, LinePin, PinError, Timeouts};
pub use transport::{Request, Response, Transport, TransportError};

/// The published contract, OpenAPI 3.1.
pub const OPENAPI: &str = include_str!("../openapi.yaml");
