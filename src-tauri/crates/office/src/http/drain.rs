//! Lets a refused caller finish speaking. An answer given in the middle of a request's body is
//! easily lost, since the connection is closed under the caller's hands: a clear refusal would look
//! like a broken line.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use counter_core::limits::MAX_FILE_BYTES;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;

use crate::limits::REFUSED_WAIT;

pub async fn drain_refused(request: Request, next: Next) -> Response {
    // Who asks first whether to speak, has not begun yet.
    let asks_first = request.headers().contains_key(header::EXPECT);
    let (head, body) = request.into_parts();
    let body = Shared(Arc::new(Mutex::new(body)));
    let response = next.run(Request::from_parts(head, Body::new(body.clone()))).await;
    if !response.status().is_success() && !asks_first {
        // Whether all of it came does not matter any more.
        let _ = tokio::time::timeout(REFUSED_WAIT, drain_body(body)).await;
    }
    response
}

async fn drain_body(mut body: Shared) {
    let mut len = 0;
    while let Some(Ok(frame)) = body.frame().await {
        len += frame.data_ref().map_or(0, Bytes::len);
        if len as u64 > MAX_FILE_BYTES {
            return;
        }
    }
}

/// A body that the handler reads and that can be read on after it.
#[derive(Clone)]
struct Shared(Arc<Mutex<Body>>);

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}
