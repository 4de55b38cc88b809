//! Parts arrive here by tus 1.0: creation, offset, resume.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use counter_backoffice::{CONTENT_DIGEST, METHOD_OVERRIDE, OpenedUpload, digest, tus};
use counter_core::limits::MAX_FILE_BYTES;

use super::context::Filing;
use super::incoming::receive_body;
use super::room::end_silent_upload;
use super::upload::{beyond_length, measure_upload, open_upload};
use crate::http::{ApiError, json_answer, media_type, run_blocking};

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
    let upload = run_blocking(|| {
        let upload = open_upload(&filing.storage, &headers)?;
        // Where that fails, the next one tries again.
        let _ = end_silent_upload(&filing);
        Ok::<_, ApiError>(upload)
    })?;
    let location = format!("{}/{}", tus::UPLOADS, upload.id);
    let mut response =
        json_answer(StatusCode::CREATED, &OpenedUpload { location: location.clone() });
    // A path of our own letters.
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(mark_resumable(response))
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
    if media_type(&headers) != tus::OFFSET_OCTETS {
        let title = "application/offset+octet-stream is expected.";
        return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type", title));
    }
    let at = tus::count_header(&headers, tus::OFFSET)
        .ok_or_else(|| ApiError::bad_request("offset_missing", "Upload-Offset is required."))?;
    let _claim = filing.claim_upload(&id)?;
    let (upload, stored) = run_blocking(|| measure_upload(&filing.storage, &headers, &id))?;
    if at != stored {
        let title = "The upload is at another offset.";
        let mut conflict = ApiError::new(StatusCode::CONFLICT, "wrong_offset", title);
        conflict.offset = Some(stored);
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

/// `POST /uploads/{id}` that says that a PATCH is meant, as tus has it for whom a gateway lets no
/// PATCH through.
pub async fn append_upload_by_post(
    State(filing): State<Arc<Filing>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    if headers.get(METHOD_OVERRIDE).is_none_or(|method| method != Method::PATCH.as_str()) {
        let title = "X-HTTP-Method-Override: PATCH is required.";
        return Err(ApiError::bad_request("override_missing", title));
    }
    append_upload(State(filing), Path(id), headers, body).await
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
