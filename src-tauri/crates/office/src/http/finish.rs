//! The last touch on every answer.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use counter_backoffice::problem::PROBLEM_JSON;
use counter_backoffice::{OFFICE_HEADER, OFFICE_HEADER_VALUE};

use super::api_error::ApiError;

/// Puts our header on it, and a problem body also for what the framework refuses by itself.
pub async fn finish_answer(response: Response) -> Response {
    let is_error = response.status().is_client_error() || response.status().is_server_error();
    let media = response.headers().get(header::CONTENT_TYPE);
    let mut response = if is_error && media.is_none_or(|m| m != PROBLEM_JSON) {
        reword_error(response)
    } else {
        response
    };
    response.headers_mut().insert(OFFICE_HEADER, HeaderValue::from_static(OFFICE_HEADER_VALUE));
    response
}

fn reword_error(response: Response) -> Response {
    let (code, title) = match response.status() {
        StatusCode::NOT_FOUND => ("unknown_path", "No such path."),
        StatusCode::METHOD_NOT_ALLOWED => ("method", "The path knows no such method."),
        StatusCode::PAYLOAD_TOO_LARGE => ("too_large", "The body is too large."),
        status if status.is_client_error() => ("bad_request", "The request is not readable."),
        _ => ("fault", "The office failed."),
    };
    let mut problem = ApiError::new(response.status(), code, title).into_response();
    if let Some(allow) = response.headers().get(header::ALLOW) {
        problem.headers_mut().insert(header::ALLOW, allow.clone());
    }
    problem
}
