//! The office's HTTP contract and our side of it: what is said (`contract`, with `openapi.yaml` as its published form),
//! what can go wrong (`error`), how bytes resume (`tus`), and the one client of it.
//!
//! Not here: when to send and when to try again (desk and core's outbox), what is kept (store), the office itself.

pub mod client;
pub mod contract;
pub mod digest;
pub mod error;
#[doc(hidden)]
pub mod mutants;
pub mod problem;
mod reading;
pub mod transport;
pub mod tus;

pub use client::Client;
pub use contract::*;
pub use counter_core::private::Private;
pub use error::OfficeError;
pub use problem::Problem;
#[cfg(feature = "client")]
pub use transport::{HttpTransport, Timeouts};
pub use transport::{Request, Response, Transport, TransportError};

/// The published contract, OpenAPI 3.1.
pub const OPENAPI: &str = include_str!("../openapi.yaml");

/// Header that every answer of an office carries, also its errors. What answers without it is somebody else.
pub const OFFICE_HEADER: &str = "counter-office";
/// Its value: the version of this contract.
pub const OFFICE_HEADER_VALUE: &str = "1";
/// Names the submission that a repeated request repeats; its value is the case's UUID.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Integrity of one body, RFC 9530.
pub const CONTENT_DIGEST: &str = "content-digest";
/// Largest part (page or document) that may be handed over, in bytes.
pub const MAX_PART: u64 = 64 * 1024 * 1024;
/// Largest JSON body, in bytes.
pub const MAX_JSON: usize = 1024 * 1024;
