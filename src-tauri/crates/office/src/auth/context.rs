//! What greeting and signing in need beside the storage: the office's key, how often each number
//! was wrong, and what a trial shows to everybody.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use counter_backoffice::{DemoAccount, OfficeKey};

use super::accounts::Account;
use super::lockout::Lockout;
use crate::storage::Storage;

pub struct Auth {
    pub storage: Arc<Storage>,
    pub key: OfficeKey,
    pub demo: Vec<DemoAccount>,
    lockout: Mutex<Lockout>,
}

impl Auth {
    /// An office that has invented accounts is a trial.
    pub fn new(storage: Arc<Storage>, key: OfficeKey, demo: &[(Account, String)]) -> Self {
        let publish = |(account, password): &(Account, String)| DemoAccount {
            number: account.number.clone(),
            password: password.clone(),
            name: account.name.clone(),
            role: account.role.clone(),
        };
        Auth { storage, key, lockout: Mutex::default(), demo: demo.iter().map(publish).collect() }
    }

    pub fn is_trial(&self) -> bool {
        !self.demo.is_empty()
    }

    pub fn lockout(&self) -> MutexGuard<'_, Lockout> {
        self.lockout.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
