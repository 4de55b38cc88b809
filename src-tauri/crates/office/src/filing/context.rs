//! What filing needs beside the storage: who works on which case now, and the pace at which cases
//! are taken in.

use std::sync::{Arc, Mutex, OnceLock};

use counter_core::turn::Turns;
use uuid::Uuid;

use super::claims::{Claim, Claims};
use crate::http::ApiError;
use crate::storage::Storage;

pub struct Filing {
    pub storage: Arc<Storage>,
    /// A trial's numbers say that they are of a trial.
    pub trial: bool,
    /// Not set: cases are taken in as they come.
    pub turns: OnceLock<Mutex<Turns>>,
    claims: Claims,
}

impl Filing {
    pub fn new(storage: Arc<Storage>, trial: bool) -> Self {
        Filing { storage, trial, turns: OnceLock::new(), claims: Claims::default() }
    }

    /// One thing at a time happens to a case, be it a first filing, a revision or a completion.
    pub fn claim_case(&self, case: Uuid) -> Result<Claim, ApiError> {
        self.claims.claim(format!("case {case}"))
    }

    pub fn claim_upload(&self, id: &str) -> Result<Claim, ApiError> {
        self.claims.claim(format!("upload {id}"))
    }
}
