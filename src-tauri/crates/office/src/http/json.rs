//! JSON answers.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

pub fn json_answer<T: Serialize>(status: StatusCode, body: &T) -> Response {
    encode_answer(status, "application/json", body)
}

/// JSON under a media type of its own.
pub fn encode_answer<T: Serialize>(status: StatusCode, media: &'static str, body: &T) -> Response {
    let Ok(bytes) = serde_json::to_vec(body) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    (status, [(header::CONTENT_TYPE, media), (header::CACHE_CONTROL, "no-store")], bytes)
        .into_response()
}
