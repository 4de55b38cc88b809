//! `GET /catalogue`: the item pack, byte for byte, under a strong ETag. Public: it is what the
//! hall's notice board shows.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::tagged::TaggedBytes;

/// The pack that is given out. Its digest is worked out once: it has some megabytes.
pub struct Catalog(TaggedBytes);

impl Catalog {
    pub fn new(pack: Vec<u8>) -> Self {
        Catalog(TaggedBytes::new(pack))
    }

    pub fn bytes(&self) -> &[u8] {
        self.0.bytes()
    }
}

pub async fn get_catalog(State(catalog): State<Arc<Catalog>>, headers: HeaderMap) -> Response {
    catalog.0.answer(&headers)
}
