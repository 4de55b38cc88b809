//! Parts arrive here by tus 1.0: creation, offset, resume.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use counter_backoffice::{CONTENT_DIGEST, digest, tus};
use counter_core::limits::MAX_FILE_BYTES;

use super::context::Filing;
use super::incoming::receive_body;
use super::upload::{beyond_length, measure_upload, open_upload};
use crate::http::{ApiError, run_blocking};

const OFFSET: HeaderName = HeaderName::from_static(tus::OFFSET);

/// `OPTIONS /uploads`: what of tus is spoken here.
pub async fn describe_uploads() -> Response {
    let headers = [
        (tus::VERSIONS, tus::VERSION.to_owned()),
        ("tus-extension", "creation".to_owned()),
        (tus::MAX_SIZE, MAX_FILE_BYTES.to_string()),
    ];
    mark_resumable((StatusCode::NO_CONTENT, headers).into_response())
}

/// `POST /uploads`. Asked twice for the same part, it names the same upload: a lost answer leaves
/// no orphan.
pub async fn create_upload(
    State(filing): State<Arc<Filing>>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    check_version(&headers)?;
    let upload = run_blocking(|| open_upload(&filing.storage, &headers))?;
    let location = format!("{}/{}", tus::UPLOADS, upload.id);
    Ok(mark_resumable((StatusCode::CREATED, [(header::LOCATION, location)]).into_response()))
}

/// `HEAD /uploads/{id}`.
pub async fn get_upload_offset(
    State(filing): State<Arc<Filing>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    check_version(&headers)?;
    let (upload, at) = run_blocking(|| measure_upload(&filing.storage, &headers, &id))?;
    let counts = [(tus::OFFSET, at.to_string()), (tus::LENGTH, upload.len.to_string())];
    let store = [(header::CACHE_CONTROL, "no-store")];
    Ok(mark_resumable((StatusCode::OK, counts, store).into_response()))
}

/// `PATCH /uploads/{id}`.
pub async fn append_upload(
    State(filing): State<Arc<Filing>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    check_version(&headers)?;
    if headers.get(header::CONTENT_TYPE).is_none_or(|v| v != tus::OFFSET_OCTETS) {
        let title = "application/offset+octet-stream is expected.";
        return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type", title));
    }
    let at = tus::count_header(&headers, tus::OFFSET)
        .ok_or_else(|| ApiError::bad_request("offset_missing", "Upload-Offset is required."))?;
    let _claim = filing.claim_upload(&id)?;
    let (upload, stored) = run_blocking(|| measure_upload(&filing.storage, &headers, &id))?;
    if at != stored {
        let conflict =
            ApiError::new(StatusCode::CONFLICT, "wrong_offset", "The upload is at another offset.");
        return Err(conflict.with_header(OFFSET, stored));
    }
    let announced =
        tus::count_header(&headers, header::CONTENT_LENGTH.as_str()).unwrap_or_default();
    if announced > upload.len - stored {
        return Err(beyond_length());
    }
    let end = receive_body(&filing.storage, &upload, stored, parse_digest(&headers)?, body).await?;
    Ok(mark_resumable((StatusCode::NO_CONTENT, [(tus::OFFSET, end.to_string())]).into_response()))
}

/// The hexadecimal SHA-256 that the body should have, where the caller says it.
fn parse_digest(headers: &HeaderMap) -> Result<Option<String>, ApiError> {
    let Some(value) = headers.get(CONTENT_DIGEST) else {
        return Ok(None);
    };
    let sha256 = value.to_str().ok().and_then(digest::named_sha256);
    sha256
        .map(Some)
        .ok_or_else(|| ApiError::bad_request("bad_digest", "Content-Digest must name a sha-256."))
}

fn check_version(headers: &HeaderMap) -> Result<(), ApiError> {
    if headers.get(tus::RESUMABLE).is_some_and(|v| v == tus::VERSION) {
        return Ok(());
    }
    Err(ApiError::new(
        StatusCode::PRECONDITION_FAILED,
        "tus_version",
        "Tus-Resumable 1.0.0 is required.",
    ))
}

fn mark_resumable(mut response: Response) -> Response {
    response.headers_mut().insert(tus::RESUMABLE, HeaderValue::from_static(tus::VERSION));
    response
}
