//! `GET /catalogue`: the item pack, byte for byte, under a strong ETag. Public: it is what the
//! hall's notice board shows.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use counter_backoffice::{CONTENT_DIGEST, digest};

/// The pack that is given out. Its digest is worked out once: it has some megabytes.
pub struct Catalog {
    pack: Bytes,
    etag: String,
    digest: String,
}

impl Catalog {
    pub fn new(pack: Vec<u8>) -> Self {
        let etag = format!("\"{}\"", digest::sha256_hex(&pack));
        Catalog { etag, digest: digest::content_digest(&pack), pack: pack.into() }
    }
}

pub async fn get_catalog(State(catalog): State<Arc<Catalog>>, headers: HeaderMap) -> Response {
    let etag = (header::ETAG, catalog.etag.clone());
    if matches_etag(&headers, &catalog.etag) {
        return (StatusCode::NOT_MODIFIED, [etag]).into_response();
    }
    let media = (header::CONTENT_TYPE, "application/octet-stream");
    ([etag], [media], [(CONTENT_DIGEST, catalog.digest.clone())], catalog.pack.clone())
        .into_response()
}

/// If-None-Match by weak comparison, as RFC 9110 asks for it.
fn matches_etag(headers: &HeaderMap, etag: &str) -> bool {
    let values = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
    let mut tags = values.flat_map(|v| v.split(',')).map(|tag| tag.trim());
    tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}
