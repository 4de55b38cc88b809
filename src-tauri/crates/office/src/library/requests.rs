//! `POST /certificates/search` and `POST /certificates/file`: for a clerk, bound to a case, an
//! item, a purpose and a ground.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use counter_backoffice::{CONTENT_DIGEST, CertificateFile, CertificateSearch};
use counter_core::certificate::Ground;
use counter_core::limits::{MAX_GROUND_CHARS, MAX_KEY_CHARS, MAX_KINDS, is_within};

use super::lookup::Lookup;
use crate::auth::identify_caller;
use crate::http::{ApiError, json_answer, read_json, run_blocking};

pub async fn search_certificates(
    State(lookup): State<Arc<Lookup>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let clerk = run_blocking(|| identify_caller(lookup.storage(), &headers))?.require_person()?;
    let request: CertificateSearch = read_json(&headers, body).await?;
    if !is_possible(&request) {
        let title = "Kind, number, purpose or ground is missing or not possible.";
        return Err(ApiError::unprocessable("bad_search", title));
    }
    let list = run_blocking(|| lookup.find_certificates(&request, &clerk))?;
    Ok(json_answer(StatusCode::OK, &list))
}

pub async fn fetch_certificate(
    State(lookup): State<Arc<Lookup>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let clerk = run_blocking(|| identify_caller(lookup.storage(), &headers))?.require_person()?;
    let request: CertificateFile = read_json(&headers, body).await?;
    let (bytes, digest) = run_blocking(|| lookup.open_file(&request, &clerk))?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, [(CONTENT_DIGEST, digest)], bytes).into_response())
}

fn is_possible(request: &CertificateSearch) -> bool {
    let fits = |text: &str, most| !text.trim().is_empty() && is_within(text, most);
    let ground = match &request.ground {
        Ground::Authorised => true,
        Ground::Statutory { text } => fits(text.expose(), MAX_GROUND_CHARS),
    };
    let kinds = (1..=MAX_KINDS).contains(&request.kinds.len())
        && request.kinds.iter().all(|k| fits(k, MAX_KEY_CHARS));
    ground
        && kinds
        && fits(&request.item, MAX_KEY_CHARS)
        && fits(&request.purpose, MAX_GROUND_CHARS)
        && fits(request.holder.number.expose(), MAX_KEY_CHARS)
}
