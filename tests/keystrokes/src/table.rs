//! The window's tables of keys, as `npm run keys` writes them.

use std::collections::BTreeMap;

use crate::read::read_file;

/// Screen, name of the row, combinations.
pub struct KeyTable(BTreeMap<String, BTreeMap<String, Vec<String>>>);

impl KeyTable {
    pub fn read() -> Result<Self, String> {
        read_file("frontend/keys.json").map(Self)
    }

    /// The first combination of a row: any of them does the same.
    pub fn key(&self, screen: &str, name: &str) -> Result<String, String> {
        self.key_at(screen, name, 0)
    }

    /// In a row of digits each is a key of its own.
    pub fn key_at(&self, screen: &str, name: &str, at: usize) -> Result<String, String> {
        let row = self.0.get(screen).and_then(|table| table.get(name));
        let key = row.and_then(|keys| keys.get(at));
        key.cloned().ok_or_else(|| format!("{screen} has no key {name} ({})", at + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_in_the_table_or_is_none() {
        let table = KeyTable::read().unwrap();
        assert_eq!(table.key("any screen", "primary").unwrap(), "Ctrl+Enter");
        assert_eq!(table.key_at("an item's list", "answer", 2).unwrap(), "3");
        for (screen, name, at) in [("any screen", "primari", 0), ("nowhere", "primary", 0)] {
            assert!(table.key_at(screen, name, at).is_err(), "{screen}: {name}");
        }
        assert!(table.key_at("an item's list", "answer", 9).is_err());
    }
}
