//! The office as a service: every path of it, once, and calling it in process. A test compares the
//! table with `openapi.yaml`. On a socket it is `listen`.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::FromRef;
use axum::http::{HeaderMap, HeaderValue, Method, Request as HttpRequest, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_request, map_response};
use axum::routing::{MethodRouter, get, head, options, patch, post};
use counter_backoffice::transport::Answer;
use counter_backoffice::{Request, Response, Transport, TransportError};
use counter_core::limits::MAX_FILE_BYTES;
use jiff::fmt::rfc2822::DateTimePrinter;
use tower_service::Service;

use crate::auth::{Auth, get_hello, note_refusal, report_installation, sign_in};
use crate::filing::{
    Filing, append_upload, append_upload_by_post, complete_case, create_upload, describe_uploads,
    get_audit_anchor, get_status, get_upload_offset, list_number_ranges, list_own_cases,
    request_turn, submit_case, submit_revision,
};
use crate::http::{
    ApiError, Callers, Catalog, PacedBody, drain_refused, finish_answer, get_catalog,
};
use crate::joining::{get_centre_file, join_centre};
use crate::library::{Lookup, fetch_certificate, search_certificates};
use crate::limits::{BytePace, Limits};
use crate::office::Office;
use crate::storage::Storage;
use crate::supervision::{
    check_receipt, claim_case, clear_marks, complete_event, end_claim, enter_step,
    get_event_status, get_part, get_queue, get_record, get_revision, list_claims,
    list_continuations, list_looks, list_returns, list_steps, search_cases, send_back,
    submit_event,
};

/// What a request is about gets the part of the office that it needs, and no more.
macro_rules! hand_out {
    ($($field:ident: $part:ty),* $(,)?) => {
        $(impl FromRef<Office> for Arc<$part> {
            fn from_ref(office: &Office) -> Self {
                office.$field.clone()
            }
        })*
    };
}
hand_out!(storage: Storage, catalog: Catalog, auth: Auth, filing: Filing, lookup: Lookup);

fn table() -> Vec<(Method, &'static str, MethodRouter<Office>)> {
    vec![
        (Method::GET, "/hello", get(get_hello)),
        (Method::POST, "/sign-in", post(sign_in)),
        (Method::GET, "/catalogue", get(get_catalog)),
        (Method::POST, "/join", post(join_centre)),
        (Method::POST, "/installation", post(report_installation)),
        (Method::GET, "/audit-anchor", get(get_audit_anchor)),
        (Method::GET, "/number-ranges", get(list_number_ranges)),
        (Method::GET, "/centre", get(get_centre_file)),
        (Method::POST, "/turns", post(request_turn)),
        (Method::POST, "/cases", post(submit_case)),
        (Method::GET, "/cases", get(list_own_cases)),
        (Method::POST, "/cases/search", post(search_cases)),
        (Method::GET, "/cases/{case}", get(get_status)),
        (Method::GET, "/cases/{case}/record", get(get_record)),
        (Method::POST, "/cases/{case}/claims", post(claim_case)),
        (Method::POST, "/cases/{case}/claims/{claim}/end", post(end_claim)),
        (Method::POST, "/cases/{case}/complete", post(complete_case)),
        (Method::GET, "/cases/{case}/parts/{sha256}", get(get_part)),
        (Method::POST, "/cases/{case}/revisions", post(submit_revision)),
        (Method::GET, "/cases/{case}/revisions/{n}", get(get_revision)),
        (Method::POST, "/cases/{case}/revisions/{n}/marks", post(clear_marks)),
        (Method::POST, "/cases/{case}/events", post(submit_event)),
        (Method::GET, "/cases/{case}/events/{event}", get(get_event_status)),
        (Method::POST, "/cases/{case}/events/{event}/complete", post(complete_event)),
        (Method::POST, "/cases/{case}/returns", post(send_back)),
        (Method::GET, "/returns", get(list_returns)),
        (Method::POST, "/cases/{case}/steps", post(enter_step)),
        (Method::GET, "/steps", get(list_steps)),
        (Method::GET, "/claims", get(list_claims)),
        (Method::GET, "/continuations", get(list_continuations)),
        (Method::GET, "/queue", get(get_queue)),
        (Method::GET, "/looks", get(list_looks)),
        (Method::POST, "/receipts/check", post(check_receipt)),
        (Method::POST, "/certificates/search", post(search_certificates)),
        (Method::POST, "/certificates/file", post(fetch_certificate)),
        (Method::OPTIONS, "/uploads", options(describe_uploads)),
        (Method::POST, "/uploads", post(create_upload)),
        (Method::HEAD, "/uploads/{id}", head(get_upload_offset)),
        (Method::PATCH, "/uploads/{id}", patch(append_upload)),
        (Method::POST, "/uploads/{id}", post(append_upload_by_post)),
    ]
}

/// Method and path of every route, to compare with the contract.
pub fn list_routes() -> Vec<(Method, &'static str)> {
    table().into_iter().map(|(method, path, _)| (method, path)).collect()
}

/// The office as a service, to be called in process or put behind a socket.
pub fn build_router(office: &Office) -> Router {
    build_paced_router(office, Limits::default().body)
}

/// The same for bodies that come at another pace.
pub fn build_paced_router(office: &Office, pace: BytePace) -> Router {
    let callers = Callers::default();
    let refusals = office.refusals.clone();
    let router = table()
        .into_iter()
        .fold(Router::new(), |router, (_, path, route)| router.route(path, route));
    router
        .fallback(|| async {
            ApiError::new(StatusCode::NOT_FOUND, "unknown_path", "No such path.")
        })
        .layer(from_fn(move |request: HttpRequest<Body>, next: Next| {
            callers.clone().admit(request, next)
        }))
        .layer(from_fn(drain_refused))
        .layer(map_request(move |request: HttpRequest<Body>| async move {
            request.map(|body| Body::new(PacedBody::new(body, pace)))
        }))
        .layer(map_response(finish_answer))
        .layer(from_fn_with_state(refusals, note_refusal))
        .with_state(office.clone())
}

/// The office as a transport: the client's requests go straight to the router, no socket between.
/// For practice and the embedded trial.
#[derive(Clone)]
pub struct InProcess {
    router: Router,
    storage: Arc<Storage>,
}

impl InProcess {
    pub fn new(office: Arc<Office>) -> Self {
        InProcess { router: build_router(&office), storage: office.storage.clone() }
    }

    /// When it answers, in the header that a socket's server writes by itself: by it a window knows
    /// how its own clock stands.
    fn write_date(&self, headers: &mut HeaderMap) {
        let text = DateTimePrinter::new().timestamp_to_rfc9110_string(&self.storage.now());
        let value = text.ok().and_then(|text| HeaderValue::from_str(&text).ok());
        headers.extend(value.map(|value| (header::DATE, value)));
    }
}

impl Transport for InProcess {
    fn call(&self, request: Request) -> Answer<'_> {
        // A router is always ready, so there is nothing to wait for before the call.
        let mut router = self.router.clone();
        Box::pin(async move {
            let request: HttpRequest<Body> = request.map(Body::from);
            let answer = router.call(request).await.map_err(|never| match never {})?;
            let (mut head, body) = answer.into_parts();
            self.write_date(&mut head.headers);
            let bytes = axum::body::to_bytes(body, MAX_FILE_BYTES as usize)
                .await
                .map_err(|_| TransportError::Broken)?;
            Ok(Response::from_parts(head, bytes))
        })
    }
}
