//! How the office answers: JSON when all is well, RFC 9457 problems when not, and its own header on everything.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use counter_backoffice::problem::{PROBLEM_JSON, Problem};
use counter_backoffice::{MAX_JSON, OFFICE_HEADER, OFFICE_HEADER_VALUE, tus};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

use crate::records::DbError;

/// How long the office waits for a JSON body, or for the next bytes of a part, before the caller is taken to be gone.
pub const BODY_WAIT: Duration = Duration::from_secs(30);

/// How soon to come again when the storage was away: a restart of a database takes about as long.
const AWAY_SECONDS: u64 = 3;

/// A refusal. Code and title are fixed texts, so nothing of the request can leak into an answer or a log.
#[derive(Debug)]
pub struct Fault {
    pub status: StatusCode,
    pub code: &'static str,
    pub title: &'static str,
    pub missing: Vec<String>,
    pub headers: Vec<(HeaderName, u64)>,
}

impl Fault {
    pub fn new(status: StatusCode, code: &'static str, title: &'static str) -> Self {
        Fault { status, code, title, missing: Vec::new(), headers: Vec::new() }
    }

    pub fn bad(code: &'static str, title: &'static str) -> Self {
        Fault::new(StatusCode::BAD_REQUEST, code, title)
    }

    pub fn unfit(code: &'static str, title: &'static str) -> Self {
        Fault::new(StatusCode::UNPROCESSABLE_ENTITY, code, title)
    }

    pub fn forbidden(code: &'static str, title: &'static str) -> Self {
        Fault::new(StatusCode::FORBIDDEN, code, title)
    }

    pub fn unauthorized() -> Self {
        Fault::new(StatusCode::UNAUTHORIZED, "unauthorized", "The credential is unknown or expired.")
    }

    pub fn unknown_case() -> Self {
        Fault::new(StatusCode::NOT_FOUND, "unknown_case", "No such case.")
    }

    pub fn busy() -> Self {
        Fault::new(StatusCode::CONFLICT, "in_progress", "The same request is still being worked on.")
    }

    /// What the office keeps its records or parts in cannot be reached: nothing was decided, and the same request may go
    /// well in a moment.
    pub fn away() -> Self {
        let fault = Fault::new(StatusCode::SERVICE_UNAVAILABLE, "storage_away", "The office cannot reach its storage.");
        fault.with(header::RETRY_AFTER, AWAY_SECONDS)
    }

    pub fn with(mut self, name: HeaderName, count: u64) -> Self {
        self.headers.push((name, count));
        self
    }
}

impl From<DbError> for Fault {
    fn from(error: DbError) -> Self {
        tracing::error!(code = "office_database", %error, "no answer of the records");
        if matches!(error, DbError::Away) {
            return Fault::away();
        }
        Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", "The office failed.")
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        tracing::error!(code = "office_files", kind = ?error.kind(), "files failed");
        match error.kind() {
            std::io::ErrorKind::StorageFull => {
                return Fault::new(StatusCode::INSUFFICIENT_STORAGE, "storage_full", "The office has no room left.");
            }
            std::io::ErrorKind::NotConnected => return Fault::away(),
            // The bytes of a request that was thought lost: whoever asks for the offset next sees them.
            std::io::ErrorKind::AlreadyExists => return Fault::busy(),
            _ => {}
        }
        Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", "The office failed.")
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut problem = Problem::new(self.status.as_u16(), self.code, self.title);
        problem.missing = self.missing;
        let mut response = encoded(self.status, PROBLEM_JSON, &problem);
        for (name, count) in self.headers {
            response.headers_mut().insert(name, HeaderValue::from(count));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

pub fn json<T: Serialize>(status: StatusCode, body: &T) -> Response {
    encoded(status, "application/json", body)
}

fn encoded<T: Serialize>(status: StatusCode, media: &'static str, body: &T) -> Response {
    let Ok(bytes) = serde_json::to_vec(body) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    (status, [(header::CONTENT_TYPE, media), (header::CACHE_CONTROL, "no-store")], bytes).into_response()
}

/// Reads a JSON body. What is wrong with it is not repeated: parsers quote the text they stumble over.
pub async fn read_json<T: DeserializeOwned>(headers: &HeaderMap, body: Body) -> Result<T, Fault> {
    let media = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim();
    if !media.eq_ignore_ascii_case("application/json") {
        return Err(Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type", "JSON is expected."));
    }
    let bytes = read_bytes(headers, body).await?;
    let value: serde_json::Value =
        serde_json::from_slice(&bytes).map_err(|_| Fault::bad("bad_json", "The body is not JSON."))?;
    let unfit = || Fault::unfit("bad_body", "A field is missing or wrong.");
    // Without this, a plain list of the fields' values would pass for the object.
    if !value.is_object() {
        return Err(unfit());
    }
    serde_json::from_value(value).map_err(|_| unfit())
}

pub fn late() -> Fault {
    Fault::new(StatusCode::REQUEST_TIMEOUT, "body_late", "The body did not arrive in time.")
}

async fn read_bytes(headers: &HeaderMap, body: Body) -> Result<Bytes, Fault> {
    let too_large = || Fault::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "The body is too large.");
    if tus::count(headers, header::CONTENT_LENGTH.as_str()).is_some_and(|len| len > MAX_JSON as u64) {
        return Err(too_large());
    }
    let reading = axum::body::to_bytes(body, MAX_JSON);
    tokio::time::timeout(BODY_WAIT, reading).await.map_err(|_| late())?.map_err(|error| {
        let mut cause: Option<&dyn std::error::Error> = Some(&error);
        while let Some(current) = cause {
            if current.is::<http_body_util::LengthLimitError>() {
                return too_large();
            }
            cause = current.source();
        }
        Fault::bad("body_cut", "The body did not arrive whole.")
    })
}

/// Last touch on every answer: our header, and a problem body also for what the framework refuses by itself.
pub async fn finish(response: Response) -> Response {
    let refused = response.status().is_client_error() || response.status().is_server_error();
    let media = response.headers().get(header::CONTENT_TYPE);
    let mut response = if refused && media.is_none_or(|m| m != PROBLEM_JSON) { reworded(response) } else { response };
    response.headers_mut().insert(OFFICE_HEADER, HeaderValue::from_static(OFFICE_HEADER_VALUE));
    response
}

fn reworded(response: Response) -> Response {
    let (code, title) = match response.status() {
        StatusCode::NOT_FOUND => ("unknown_path", "No such path."),
        StatusCode::METHOD_NOT_ALLOWED => ("method", "The path knows no such method."),
        StatusCode::PAYLOAD_TOO_LARGE => ("too_large", "The body is too large."),
        status if status.is_client_error() => ("bad_request", "The request is not readable."),
        _ => ("fault", "The office failed."),
    };
    let mut problem = Fault::new(response.status(), code, title).into_response();
    if let Some(allow) = response.headers().get(header::ALLOW) {
        problem.headers_mut().insert(header::ALLOW, allow.clone());
    }
    problem
}
