//! A refusal, as an RFC 9457 problem.

use std::io;

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use counter_backoffice::problem::{PROBLEM_JSON, Problem};

use super::json::encode_answer;
use crate::error::DbError;

/// How soon to come again when the storage was away: a restart of a database takes about as long.
const RETRY_SECONDS: u64 = 3;

const UNKNOWN_CASE: &str = "unknown_case";

/// A refusal. Code and title are fixed texts, so nothing of the request can leak into an answer or
/// a log.
#[derive(Debug)]
pub struct ApiError {
    pub status: StatusCode,
    pub code: &'static str,
    pub title: &'static str,
    pub missing: Vec<String>,
    pub offset: Option<u64>,
    pub headers: Vec<(HeaderName, u64)>,
    /// Number of the account that a sign-in was for, where there is such an account.
    pub account: Option<Box<str>>,
}

/// Goes with the answer of a refusal as far as the office's log, and no further.
#[derive(Debug, Clone)]
pub struct Refused {
    pub code: &'static str,
    pub account: Option<Box<str>>,
}

impl ApiError {
    pub fn new(status: StatusCode, code: &'static str, title: &'static str) -> Self {
        ApiError {
            status,
            code,
            title,
            missing: Vec::new(),
            offset: None,
            headers: Vec::new(),
            account: None,
        }
    }

    pub fn bad_request(code: &'static str, title: &'static str) -> Self {
        ApiError::new(StatusCode::BAD_REQUEST, code, title)
    }

    pub fn unprocessable(code: &'static str, title: &'static str) -> Self {
        ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, code, title)
    }

    pub fn forbidden(code: &'static str, title: &'static str) -> Self {
        ApiError::new(StatusCode::FORBIDDEN, code, title)
    }

    pub fn unauthorized() -> Self {
        ApiError::new(
            StatusCode::UNAUTHORIZED,
            "unauthorized",
            "The credential is unknown or expired.",
        )
    }

    /// Not merely unknown: signing in again brings it no credential.
    pub fn installation_ended() -> Self {
        let title = "The office ended this installation.";
        ApiError::new(StatusCode::UNAUTHORIZED, "installation_ended", title)
    }

    pub fn unknown_case() -> Self {
        ApiError::new(StatusCode::NOT_FOUND, UNKNOWN_CASE, "No such case.")
    }

    pub fn is_unknown_case(&self) -> bool {
        self.code == UNKNOWN_CASE
    }

    pub fn in_progress() -> Self {
        ApiError::new(
            StatusCode::CONFLICT,
            "in_progress",
            "The same request is still being worked on.",
        )
    }

    /// What the office keeps its records or parts in cannot be reached: nothing was decided, and
    /// the same request may go well in a moment.
    pub fn storage_away() -> Self {
        let error = ApiError::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "storage_away",
            "The office cannot reach its storage.",
        );
        error.with_header(header::RETRY_AFTER, RETRY_SECONDS)
    }

    /// Of this caller: the same may be sent again after so many milliseconds.
    pub fn too_many_requests(wait_ms: i64) -> Self {
        let title = "More requests than one caller may send.";
        let error = ApiError::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", title);
        let seconds = u64::try_from(wait_ms).unwrap_or_default().div_ceil(1000);
        error.with_header(header::RETRY_AFTER, seconds.max(1))
    }

    pub fn internal() -> Self {
        ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", "The office failed.")
    }

    pub fn of_account(mut self, number: Option<&str>) -> Self {
        self.account = number.map(Box::from);
        self
    }

    pub fn with_header(mut self, name: HeaderName, count: u64) -> Self {
        self.headers.push((name, count));
        self
    }
}

impl From<DbError> for ApiError {
    fn from(error: DbError) -> Self {
        tracing::error!(code = "office_database", %error, "no answer of the records");
        if matches!(error, DbError::Away) {
            return ApiError::storage_away();
        }
        ApiError::internal()
    }
}

impl From<io::Error> for ApiError {
    fn from(error: io::Error) -> Self {
        tracing::error!(code = "office_files", kind = ?error.kind(), "files failed");
        match error.kind() {
            io::ErrorKind::StorageFull => {
                return ApiError::new(
                    StatusCode::INSUFFICIENT_STORAGE,
                    "storage_full",
                    "The office has no room left.",
                );
            }
            io::ErrorKind::NotConnected => return ApiError::storage_away(),
            // The bytes of a request that was thought lost: whoever asks for the offset next sees
            // them.
            io::ErrorKind::AlreadyExists => return ApiError::in_progress(),
            _ => {}
        }
        ApiError::internal()
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut problem = Problem::new(self.status.as_u16(), self.code, self.title);
        problem.missing = self.missing;
        problem.offset = self.offset;
        let mut response = encode_answer(self.status, PROBLEM_JSON, &problem);
        let refused = Refused { code: self.code, account: self.account };
        response.extensions_mut().insert(refused);
        for (name, count) in self.headers {
            response.headers_mut().insert(name, HeaderValue::from(count));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
