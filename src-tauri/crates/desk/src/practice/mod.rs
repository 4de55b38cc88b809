//! Content of practice: scenarios, what a trainee made of them, and the plain result. Not the mode:
//! where a desk works is `station::environment`'s alone, and nothing here changes how a case is
//! worked.
pub mod judgement;
pub mod runs;

use crate::Failure;
use crate::contract::FailureCode;
use counter_catalog::Scenarios;

pub fn load_scenarios() -> Result<Scenarios, Failure> {
    Scenarios::builtin().map_err(|error| {
        tracing::error!(code = error.code(), "the scenarios cannot be read");
        Failure::new(FailureCode::Internal)
    })
}
