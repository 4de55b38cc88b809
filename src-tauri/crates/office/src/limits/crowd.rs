//! How many there are at once of each: lines of an address, requests of a credential.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Remembers nobody who is not there just now, so that it grows no larger than they are many.
pub struct Crowd<K>(Arc<Mutex<HashMap<K, usize>>>);

impl<K: Eq + Hash + Clone> Crowd<K> {
    /// None where there are so many already.
    pub fn enter(&self, key: K, most: usize) -> Option<Place<K>> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(key.clone()).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        drop(counts);
        Some(Place { crowd: self.clone(), key })
    }
}

impl<K> Clone for Crowd<K> {
    fn clone(&self) -> Self {
        Crowd(self.0.clone())
    }
}

impl<K> Default for Crowd<K> {
    fn default() -> Self {
        Crowd(Arc::default())
    }
}

/// One of them, until it is dropped.
pub struct Place<K: Eq + Hash + Clone> {
    crowd: Crowd<K>,
    key: K,
}

impl<K: Eq + Hash + Clone> Drop for Place<K> {
    fn drop(&mut self) {
        let mut counts = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_are_there_at_once_and_nobody_is_remembered_who_left() {
        let crowd = Crowd::default();
        let first = crowd.enter("a", 2).expect("first");
        let second = crowd.enter("a", 2).expect("second");
        assert!(crowd.enter("a", 2).is_none());
        let other = crowd.enter("b", 2).expect("others are others");
        drop(first);
        let third = crowd.enter("a", 2).expect("one left");
        assert!(crowd.enter("a", 2).is_none());
        drop((second, third, other));
        assert!(crowd.0.lock().expect("counts").is_empty());
        assert!(crowd.enter("a", 0).is_none());
    }
}
