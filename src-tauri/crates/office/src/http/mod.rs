//! How requests are read and answered, whatever they are about.

mod api_error;
mod blocking;
mod body;
mod callers;
mod catalog;
mod drain;
mod finish;
mod json;
mod pace;
mod tagged;

pub use api_error::{ApiError, Refused};
pub use blocking::run_blocking;
pub use body::{body_too_large, explain_break, media_type, read_json, read_strangers_json};
pub use callers::{Callers, read_bearer};
pub use catalog::{Catalog, get_catalog};
pub use drain::drain_refused;
pub use finish::finish_answer;
pub use json::json_answer;
pub use pace::PacedBody;
pub use tagged::TaggedBytes;
