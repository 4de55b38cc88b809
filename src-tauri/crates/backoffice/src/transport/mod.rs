//! The seam: one request in, one answer out. Practice puts a router behind it, a simulation puts
//! weather behind it, and `HttpTransport` puts the line behind it. Only this folder knows the HTTP
//! library and its TLS.

#[cfg(feature = "client")]
mod condition;
#[cfg(feature = "client")]
mod download;
#[cfg(feature = "client")]
mod line;
#[cfg(feature = "client")]
mod line_pin;
#[cfg(feature = "client")]
mod tls;

use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;

#[cfg(feature = "client")]
pub use download::{Download, DownloadError};
#[cfg(feature = "client")]
pub use line::{HttpTransport, Timeouts};
#[cfg(feature = "client")]
pub use line_pin::{LinePin, PinError};

/// A request whose URI is a path below the office's address.
pub type Request = http::Request<Bytes>;
pub type Response = http::Response<Bytes>;
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>>;

pub trait Transport: Send + Sync {
    fn call(&self, request: Request) -> Answer<'_>;
}

/// Why no whole answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    #[error("no connection")]
    Unreachable,
    #[error("no answer in time")]
    TimedOut,
    /// The line was cut while the request or the answer was under way: the request may or may not
    /// have been done.
    #[error("the line broke")]
    Broken,
    #[error("the certificate is not trusted")]
    Untrusted,
    /// More bytes than any answer of an office has.
    #[error("the answer is too large")]
    TooLarge,
}
