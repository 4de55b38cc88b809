//! Bodies of requests that are JSON.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use bytes::Bytes;
use counter_backoffice::tus;
use counter_core::limits::MAX_SUBMISSION_BYTES;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;

use super::api_error::ApiError;
use super::pace::{has_cause, is_late};
use crate::limits::MAX_STRANGERS_BYTES;

/// Reads a JSON body of at most `MAX_SUBMISSION_BYTES` bytes, from a caller who is known. What is
/// wrong with it is not repeated: parsers quote the text they stumble over.
pub async fn read_json<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: Body,
) -> Result<T, ApiError> {
    read_json_within(headers, body, MAX_SUBMISSION_BYTES).await
}

/// The same from whoever comes, and no larger than what they may want needs.
pub async fn read_strangers_json<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: Body,
) -> Result<T, ApiError> {
    read_json_within(headers, body, MAX_STRANGERS_BYTES).await
}

async fn read_json_within<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: Body,
    most: usize,
) -> Result<T, ApiError> {
    if media_type(headers) != "application/json" {
        return Err(ApiError::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "media_type",
            "JSON is expected.",
        ));
    }
    parse_json(&read_bytes(headers, body, most).await?)
}

/// Straight into what is wanted: a tree of whatever somebody sends would take many times its bytes.
fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let unreadable = || ApiError::bad_request("bad_json", "The body is not JSON.");
    let unfit = || ApiError::unprocessable("bad_body", "A field is missing or wrong.");
    // Without this, a plain list of the fields' values would pass for the object.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        let is_json = serde_json::from_slice::<IgnoredAny>(bytes).is_ok();
        return Err(if is_json { unfit() } else { unreadable() });
    }
    serde_json::from_slice(bytes).map_err(|error| match error.classify() {
        Category::Data => unfit(),
        Category::Io | Category::Syntax | Category::Eof => unreadable(),
    })
}

/// The media type of a body, without what may stand behind it: gateways add a charset even to
/// bytes.
pub fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    value.and_then(|text| text.split(';').next()).unwrap_or_default().trim().to_ascii_lowercase()
}

/// What is said of a body that ended before its end.
pub fn explain_break(error: &axum::Error) -> ApiError {
    match is_late(error) {
        true => ApiError::new(
            StatusCode::REQUEST_TIMEOUT,
            "body_late",
            "The body did not arrive in time.",
        ),
        false => ApiError::bad_request("body_cut", "The body did not arrive whole."),
    }
}

pub fn body_too_large() -> ApiError {
    ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "The body is too large.")
}

async fn read_bytes(headers: &HeaderMap, body: Body, most: usize) -> Result<Bytes, ApiError> {
    if tus::count_header(headers, header::CONTENT_LENGTH.as_str())
        .is_some_and(|len| len > most as u64)
    {
        return Err(body_too_large());
    }
    axum::body::to_bytes(body, most).await.map_err(|error| {
        match has_cause::<http_body_util::LengthLimitError>(&error) {
            true => body_too_large(),
            false => explain_break(&error),
        }
    })
}

#[cfg(test)]
mod tests {
    use counter_backoffice::ReceiptQuestion;

    use super::*;

    fn code_of(text: &str) -> Result<String, &'static str> {
        let read = parse_json::<ReceiptQuestion>(text.as_bytes());
        read.map(|question| question.code).map_err(|error| error.code)
    }

    #[test]
    fn what_is_no_json_and_what_does_not_fit_are_told_apart() {
        assert_eq!(code_of(" \n{\"code\":\"x\",\"more\":[1,{}]}"), Ok("x".into()));
        for text in ["", "{", "[1", "{\"code\":\"x\"", "{\"code\":\"x\"}}", "{\"code\":nul}", "x"] {
            assert_eq!(code_of(text), Err("bad_json"), "{text}");
        }
        for text in ["{}", "[\"x\"]", "\"x\"", "7", "null", "{\"code\":7}"] {
            assert_eq!(code_of(text), Err("bad_body"), "{text}");
        }
        let deep = format!("{{\"more\":{}", "[".repeat(100_000));
        assert_eq!(code_of(&deep), Err("bad_json"), "and nobody falls over");
    }
}
