//! How many requests of one credential are worked on at once. Whoever has one may let many come; the
//! others' turn comes all the same.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use counter_backoffice::digest::sha256_hex;
use http_body::{Frame, SizeHint};

use super::api_error::ApiError;
use crate::limits::{Crowd, Place, REQUESTS_AT_ONCE};

/// The credential that a request brings, good or not.
pub fn read_bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(secret.trim())
}

/// Those whose requests are worked on, by the hash of the credential. They are told apart before
/// anybody looks whether it is good: that takes a question to the records.
#[derive(Clone, Default)]
pub struct Callers(Crowd<String>);

impl Callers {
    pub async fn admit(self, request: Request, next: Next) -> Response {
        let hash = read_bearer(request.headers()).map(|secret| sha256_hex(secret.as_bytes()));
        let Some(hash) = hash else { return next.run(request).await };
        let Some(place) = self.0.enter(hash, REQUESTS_AT_ONCE) else {
            return ApiError::too_many_requests(1_000).into_response();
        };
        // Until the last byte of the answer has left.
        next.run(request).await.map(|body| Body::new(HeldBody { body, _place: place }))
    }
}

struct HeldBody {
    body: Body,
    _place: Place<String>,
}

impl HttpBody for HeldBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_credential_is_one_however_it_is_written() {
        let read = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, value.parse().expect("value"));
            read_bearer(&headers).map(str::to_owned)
        };
        for value in ["Bearer secret", "bearer secret", "BEARER  secret "] {
            assert_eq!(read(value).as_deref(), Some("secret"), "{value}");
        }
        for value in ["Bearer", "secret", "Basic secret", ""] {
            assert_eq!(read(value), None, "{value}");
        }
    }
}
