//! `GET /catalogue`: the item pack, byte for byte, under a strong ETag. Public: it is what the hall's notice board shows.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use counter_backoffice::{CONTENT_DIGEST, digest};

use crate::Office;

pub async fn catalogue(State(office): State<Arc<Office>>, headers: HeaderMap) -> Response {
    let etag = (header::ETAG, office.etag.clone());
    if has_it(&headers, &office.etag) {
        return (StatusCode::NOT_MODIFIED, [etag]).into_response();
    }
    let digest = digest::content_digest(&office.catalogue);
    let media = (header::CONTENT_TYPE, "application/octet-stream");
    ([etag], [media], [(CONTENT_DIGEST, digest)], office.catalogue.clone()).into_response()
}

/// If-None-Match by weak comparison, as RFC 9110 asks for it.
fn has_it(headers: &HeaderMap, etag: &str) -> bool {
    let named = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
    let mut tags = named.flat_map(|v| v.split(',')).map(|tag| tag.trim());
    tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}
