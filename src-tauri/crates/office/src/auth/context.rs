//! What greeting and signing in need beside the storage: the office's key, what tries of passwords
//! may take, and what a trial shows to everybody.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use counter_backoffice::{DemoAccount, OfficeKey};

use super::accounts::Account;
use super::lockout::Lockout;
use super::password_checks::PasswordChecks;
use crate::limits::Allowance;
use crate::storage::Storage;

pub struct Auth {
    pub storage: Arc<Storage>,
    pub key: OfficeKey,
    pub demo: Vec<DemoAccount>,
    pub lockout: Lockout,
    pub checks: PasswordChecks,
    strangers_tries: Mutex<Allowance>,
}

impl Auth {
    /// An office that has invented accounts is a trial.
    pub fn new(
        storage: Arc<Storage>,
        key: OfficeKey,
        lockout: Lockout,
        demo: &[(Account, String)],
    ) -> Self {
        let publish = |(account, password): &(Account, String)| DemoAccount {
            number: account.number.clone(),
            password: password.clone(),
            name: account.name.clone(),
            role: account.role.clone(),
        };
        Auth {
            storage,
            key,
            demo: demo.iter().map(publish).collect(),
            lockout,
            checks: PasswordChecks::default(),
            strangers_tries: Mutex::default(),
        }
    }

    pub fn is_trial(&self) -> bool {
        !self.demo.is_empty()
    }

    /// How many wrong passwords strangers have left, all together.
    pub fn strangers_tries(&self) -> MutexGuard<'_, Allowance> {
        self.strangers_tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
