//! Content of practice: scenarios, what a trainee made of them, and the plain result. Not the mode; where a desk stands is
//! `session`'s alone, and nothing here changes how a case is worked.
mod judge;
mod runs;

pub use judge::judge;
pub use runs::{Run, of as runs, put};

use crate::Failure;
use counter_catalog::Scenarios;

pub fn scenarios() -> Result<Scenarios, Failure> {
    Scenarios::builtin().map_err(|error| {
        tracing::error!(code = error.code(), "the scenarios cannot be read");
        Failure::new("internal")
    })
}
