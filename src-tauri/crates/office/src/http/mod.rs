//! How requests are read and answered, whatever they are about.

mod api_error;
mod blocking;
mod body;
mod catalog;
mod drain;
mod finish;
mod json;
mod tagged;

pub use api_error::ApiError;
pub use blocking::run_blocking;
pub use body::{BODY_WAIT, body_too_large, late_body, media_type, read_json};
pub use catalog::{Catalog, get_catalog};
pub use drain::drain_refused;
pub use finish::finish_answer;
pub use json::json_answer;
pub use tagged::TaggedBytes;
