//! The office as a transport: the client's requests go straight to the router, no socket between. For practice.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request as AxumRequest;
use counter_backoffice::transport::Answer;
use counter_backoffice::{MAX_PART, Request, Response, Transport, TransportError};
use tower_service::Service;

use crate::Office;
use crate::router;

#[derive(Clone)]
pub struct InProcess {
    router: Router,
}

impl InProcess {
    pub fn new(office: Arc<Office>) -> Self {
        InProcess { router: router(office) }
    }
}

impl Transport for InProcess {
    fn call(&self, request: Request) -> Answer<'_> {
        // A router is always ready, so there is nothing to wait for before the call.
        let mut router = self.router.clone();
        Box::pin(async move {
            let request: AxumRequest<Body> = request.map(Body::from);
            let answer = router.call(request).await.map_err(|never| match never {})?;
            let (head, body) = answer.into_parts();
            let bytes = axum::body::to_bytes(body, MAX_PART as usize).await.map_err(|_| TransportError::Broken)?;
            Ok(Response::from_parts(head, bytes))
        })
    }
}
