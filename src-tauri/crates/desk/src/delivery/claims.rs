//! One hand on a case at a time: the window while it issues, else the loop.
//!
//! Invariant: one hand on a case: window and loop each take a claim before they send.
use parking_lot::Mutex;
use std::collections::HashSet;
use std::sync::Arc;

#[derive(Default)]
pub struct Claims(Mutex<HashSet<String>>);

/// The case is free again when this is dropped.
pub struct Claim {
    claims: Arc<Claims>,
    case: String,
}

impl Claims {
    /// None while somebody has the case in hand.
    pub fn claim_case(self: &Arc<Self>, case: &str) -> Option<Claim> {
        let free = self.0.lock().insert(case.to_owned());
        free.then(|| Claim { claims: self.clone(), case: case.to_owned() })
    }

    pub fn is_claimed(&self, case: &str) -> bool {
        self.0.lock().contains(case)
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.claims.0.lock().remove(&self.case);
    }
}
