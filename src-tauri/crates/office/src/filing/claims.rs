//! What is being worked on right now, so that two requests about the same thing do not get in each
//! other's way.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::http::ApiError;

#[derive(Clone, Default)]
pub struct Claims(Arc<Mutex<HashSet<String>>>);

impl Claims {
    /// Marks `subject` as being worked on until the claim is dropped.
    pub fn claim(&self, subject: String) -> Result<Claim, ApiError> {
        if !self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(subject.clone()) {
            return Err(ApiError::in_progress());
        }
        Ok(Claim { claims: self.clone(), subject })
    }
}

pub struct Claim {
    claims: Claims,
    subject: String,
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.claims.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.subject);
    }
}
