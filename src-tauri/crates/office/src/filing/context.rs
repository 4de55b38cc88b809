//! What filing needs beside the storage: who works on which case now, the pace at which cases are
//! taken in, and by what they are judged.

use std::sync::{Arc, Mutex, OnceLock};

use counter_core::turn::Turns;
use uuid::Uuid;

use super::claims::{Claim, Claims};
use super::packs::KnownPacks;
use crate::http::ApiError;
use crate::storage::Storage;

pub struct Filing {
    pub storage: Arc<Storage>,
    /// A trial's numbers say that they are of a trial.
    pub trial: bool,
    /// Base64: by it the office knows its own permits.
    pub public_key: String,
    pub packs: KnownPacks,
    /// Not set: cases are taken in as they come.
    pub turns: OnceLock<Mutex<Turns>>,
    claims: Claims,
}

impl Filing {
    pub fn new(storage: Arc<Storage>, trial: bool, public_key: String, packs: KnownPacks) -> Self {
        let (turns, claims) = (OnceLock::new(), Claims::default());
        Filing { storage, trial, public_key, packs, turns, claims }
    }

    /// One thing at a time happens to a case, be it a first filing, a revision or a completion.
    pub fn claim_case(&self, case: Uuid) -> Result<Claim, ApiError> {
        self.claims.claim(format!("case {case}"))
    }

    pub fn claim_upload(&self, id: &str) -> Result<Claim, ApiError> {
        self.claims.claim(format!("upload {id}"))
    }
}
