//! Bytes under a strong ETag: sent whole, or not at all while the caller has them.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use counter_backoffice::{CONTENT_DIGEST, digest};

pub struct TaggedBytes {
    bytes: Bytes,
    etag: String,
    digest: String,
}

impl TaggedBytes {
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        let bytes: Bytes = bytes.into();
        let etag = format!("\"{}\"", digest::sha256_hex(&bytes));
        TaggedBytes { etag, digest: digest::content_digest(&bytes), bytes }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub fn answer(&self, headers: &HeaderMap) -> Response {
        let etag = (header::ETAG, self.etag.clone());
        if matches_etag(headers, &self.etag) {
            return (StatusCode::NOT_MODIFIED, [etag]).into_response();
        }
        let media = (header::CONTENT_TYPE, "application/octet-stream");
        ([etag], [media], [(CONTENT_DIGEST, self.digest.clone())], self.bytes.clone())
            .into_response()
    }
}

/// If-None-Match by weak comparison, as RFC 9110 asks for it.
fn matches_etag(headers: &HeaderMap, etag: &str) -> bool {
    let values = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
    let mut tags = values.flat_map(|v| v.split(',')).map(|tag| tag.trim());
    tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}
