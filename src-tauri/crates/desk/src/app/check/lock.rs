//! What the records are locked with, as far as the folder tells.
use crate::station::environment::counter_place;
use counter_store::keys::is_under_passphrase;
use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// There are no records yet.
    Nothing,
    Passphrase,
    Keyring,
}

pub fn find_lock(home: &Path) -> Lock {
    // An empty file is no database yet: looking for its key would make one.
    let has_database = counter_place(home).db.metadata().is_ok_and(|file| file.len() > 0);
    match (has_database, is_under_passphrase(home)) {
        (false, _) => Lock::Nothing,
        (true, true) => Lock::Passphrase,
        (true, false) => Lock::Keyring,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_is_no_database() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("station.db");
        assert_eq!(find_lock(home.path()), Lock::Nothing);
        std::fs::write(&file, "").unwrap();
        assert_eq!(find_lock(home.path()), Lock::Nothing);
        std::fs::write(&file, "something").unwrap();
        assert_eq!(find_lock(home.path()), Lock::Keyring);
        std::fs::write(home.path().join("key.json"), "{}").unwrap();
        assert_eq!(find_lock(home.path()), Lock::Passphrase);
    }
}
