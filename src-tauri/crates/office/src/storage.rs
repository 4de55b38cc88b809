//! What every request works on: the records, the parts, and the time; and how many requests each
//! credential has left, and all strangers together.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use counter_backoffice::digest::sha256_hex;
use jiff::Timestamp;

use crate::limits::{Allowance, Allowances, REQUESTS, STRANGERS_REQUESTS};
use crate::parts::PartStore;
use crate::records::Records;

/// Where the office gets the time from.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Whether an address of the database or of the materials gives a password away to whoever reads
/// it: `user:password@` before the host, or a parameter.
pub fn holds_secret(address: &str) -> bool {
    let lower = address.to_lowercase();
    let after = lower.split_once("://").map_or("", |(_, after)| after);
    let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
    let people = authority.rsplit_once('@').map_or("", |(people, _)| people);
    people.contains(':') || ["password=", "secret="].iter().any(|name| lower.contains(name))
}

pub struct Storage {
    pub records: Records,
    pub parts: Box<dyn PartStore>,
    requests: Allowances,
    strangers: Mutex<Allowance>,
    clock: OnceLock<Clock>,
}

impl Storage {
    /// By the machine's own clock, until another one is set.
    pub fn new(records: Records, parts: Box<dyn PartStore>) -> Self {
        Storage {
            records,
            parts,
            requests: Allowances::default(),
            strangers: Mutex::default(),
            clock: OnceLock::new(),
        }
    }

    /// Counts once; a clock that was set stays.
    pub fn set_clock(&self, clock: Clock) {
        let _ = self.clock.set(clock);
    }

    pub fn now(&self) -> Timestamp {
        self.clock.get().map_or_else(Timestamp::now, |clock| clock())
    }

    /// Before the records are asked whose credential it is, by its hash. One that was good before
    /// has requests of its own; all others wait for each other, and for nobody else.
    ///
    /// # Errors
    /// In how many milliseconds it may come again.
    pub fn admit_bearer(&self, hash: &str) -> Result<(), i64> {
        match self.requests.has(hash) {
            true => self.requests.spend(hash, REQUESTS, self.now().as_millisecond()),
            false => self.admit_stranger(),
        }
    }

    /// # Errors
    /// In how many milliseconds it may come again.
    pub fn admit_stranger(&self) -> Result<(), i64> {
        let mut strangers = self.strangers.lock().unwrap_or_else(PoisonError::into_inner);
        strangers.spend(STRANGERS_REQUESTS, self.now().as_millisecond())
    }

    /// It is good: whoever comes with it is no stranger.
    pub fn note_bearer(&self, hash: &str) {
        self.requests.note(hash, self.now().as_millisecond());
    }

    /// A credential was given out. An empty one is none.
    pub fn note_credential(&self, secret: &str) {
        if !secret.is_empty() {
            self.note_bearer(&sha256_hex(secret.as_bytes()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::holds_secret;

    #[test]
    fn an_address_that_holds_a_password_is_known() {
        for open in [
            "postgres://office@db.example/office",
            "postgres:///office?host=/run/postgresql",
            "s3://papers/pilot?endpoint=https://s3.example:9000",
            "host=db.example user=office",
        ] {
            assert!(!holds_secret(open), "{open}");
        }
        for secret in [
            "postgres://office:hush@db.example/office",
            "postgres://office@db.example/office?Password=hush",
            "s3://key:hush@papers/pilot",
            "host=db.example password=hush",
        ] {
            assert!(holds_secret(secret), "{secret}");
        }
    }
}
