//! Bodies of requests that are JSON.

use std::error::Error;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use bytes::Bytes;
use counter_backoffice::tus;
use counter_core::limits::MAX_SUBMISSION_BYTES;
use serde::de::DeserializeOwned;

use super::api_error::ApiError;

/// How long the office waits for a JSON body, or for the next bytes of a part, before the caller is
/// taken to be gone.
pub const BODY_WAIT: Duration = Duration::from_secs(30);

/// Reads a JSON body of at most `MAX_SUBMISSION_BYTES` bytes. What is wrong with it is not
/// repeated: parsers quote the text they stumble over.
pub async fn read_json<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: Body,
) -> Result<T, ApiError> {
    if media_type(headers) != "application/json" {
        return Err(ApiError::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "media_type",
            "JSON is expected.",
        ));
    }
    let bytes = read_bytes(headers, body).await?;
    let value: serde_json::Value = serde_json::from_slice(&bytes)
        .map_err(|_| ApiError::bad_request("bad_json", "The body is not JSON."))?;
    let unfit = || ApiError::unprocessable("bad_body", "A field is missing or wrong.");
    // Without this, a plain list of the fields' values would pass for the object.
    if !value.is_object() {
        return Err(unfit());
    }
    serde_json::from_value(value).map_err(|_| unfit())
}

/// The media type of a body, without what may stand behind it: gateways add a charset even to
/// bytes.
pub fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    value.and_then(|text| text.split(';').next()).unwrap_or_default().trim().to_ascii_lowercase()
}

pub fn late_body() -> ApiError {
    ApiError::new(StatusCode::REQUEST_TIMEOUT, "body_late", "The body did not arrive in time.")
}

pub fn body_too_large() -> ApiError {
    ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "The body is too large.")
}

async fn read_bytes(headers: &HeaderMap, body: Body) -> Result<Bytes, ApiError> {
    if tus::count_header(headers, header::CONTENT_LENGTH.as_str())
        .is_some_and(|len| len > MAX_SUBMISSION_BYTES as u64)
    {
        return Err(body_too_large());
    }
    let reading = axum::body::to_bytes(body, MAX_SUBMISSION_BYTES);
    tokio::time::timeout(BODY_WAIT, reading).await.map_err(|_| late_body())?.map_err(|error| {
        let mut cause: Option<&dyn Error> = Some(&error);
        while let Some(current) = cause {
            if current.is::<http_body_util::LengthLimitError>() {
                return body_too_large();
            }
            cause = current.source();
        }
        ApiError::bad_request("body_cut", "The body did not arrive whole.")
    })
}
