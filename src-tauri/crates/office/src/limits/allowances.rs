//! An allowance for each of many.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::allowance::{Allowance, Pace};

/// With so many, those who have all of theirs are forgotten: nothing is lost with them.
const REMEMBERED: usize = 10_000;

/// By name. Only names that strangers cannot invent are remembered.
#[derive(Default)]
pub struct Allowances(Mutex<HashMap<String, Allowance>>);

impl Allowances {
    /// # Errors
    /// In how many milliseconds there is one again.
    pub fn spend(&self, name: &str, pace: Pace, now_ms: i64) -> Result<(), i64> {
        self.remember(name, now_ms, |allowance| allowance.spend(pace, now_ms))
    }

    /// Somebody of that name is there from now on.
    pub fn note(&self, name: &str, now_ms: i64) {
        self.remember(name, now_ms, |_| ());
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(name)
    }

    fn remember<T>(&self, name: &str, now_ms: i64, work: impl FnOnce(&mut Allowance) -> T) -> T {
        let mut allowances = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if allowances.len() >= REMEMBERED && !allowances.contains_key(name) {
            allowances.retain(|_, allowance| !allowance.is_full(now_ms));
        }
        work(allowances.entry(name.to_owned()).or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACE: Pace = Pace { each_ms: 1_000, most: 2 };

    #[test]
    fn each_has_its_own_and_who_has_all_of_it_is_forgotten() {
        let allowances = Allowances::default();
        for name in ["a", "b"] {
            assert_eq!(allowances.spend(name, PACE, 0), Ok(()));
            assert_eq!(allowances.spend(name, PACE, 0), Ok(()));
            assert_eq!(allowances.spend(name, PACE, 0), Err(1_000));
        }
        for i in 0..REMEMBERED {
            assert_eq!(allowances.spend(&i.to_string(), PACE, 1_999), Ok(()));
        }
        assert_eq!(allowances.spend("a", PACE, 1_999), Ok(()));
        assert_eq!(allowances.spend("a", PACE, 1_999), Err(1), "what it spent is not forgotten");
        allowances.note("new", 60_000);
        assert!(allowances.has("new") && !allowances.has("a"));
        assert_eq!(allowances.0.lock().expect("allowances").len(), 1);
    }
}
