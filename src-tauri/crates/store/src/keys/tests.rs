//! Every way a key is found, made or withheld, against a keyring in memory that can be away, locked
//! or forgetful.

use super::*;
use crate::error::StoreError;
use crate::store::Store;
use std::cell::RefCell;
use std::collections::BTreeMap;

#[derive(Default)]
struct Fake {
    kept: RefCell<BTreeMap<String, Vec<u8>>>,
    get_fails: Option<KeyringError>,
    set_fails: Option<KeyringError>,
    forgets: bool,
}

impl Keyring for Fake {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, KeyringError> {
        match self.get_fails {
            Some(error) => Err(error),
            None => Ok(self.kept.borrow().get(name).cloned()),
        }
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyringError> {
        if let Some(error) = self.set_fails {
            return Err(error);
        }
        if !self.forgets {
            self.kept.borrow_mut().insert(name.into(), secret.into());
        }
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), KeyringError> {
        self.kept.borrow_mut().remove(name);
        Ok(())
    }
}

fn away() -> Fake {
    Fake { get_fails: Some(KeyringError::Unavailable), ..Fake::default() }
}

struct Station {
    dir: tempfile::TempDir,
    place: Place,
}

impl Station {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let place = Place {
            db: dir.path().join("counter.db"),
            vault: dir.path().join("vault"),
            application_id: 0x5a43,
        };
        Self { dir, place }
    }

    fn key(&self, keyring: &Fake, passphrase: Option<&str>) -> Result<StationKey, KeyError> {
        station_key(self.dir.path(), &self.place, keyring, passphrase)
    }

    fn open(&self, key: &StationKey) -> Result<Store, StoreError> {
        Store::open(&self.place, key)
    }
}

#[test]
fn a_first_start_puts_a_new_key_into_the_keyring_and_later_ones_find_it() {
    let (station, keyring) = (Station::new(), Fake::default());
    let key = station.key(&keyring, None).expect("a new key");
    drop(station.open(&key).expect("a new database"));
    let again = station.key(&keyring, None).expect("the same key");
    assert_eq!(key.bytes(), again.bytes());
    station.open(&again).expect("the same database");
    assert!(!station.dir.path().join("key.json").exists());
}

#[test]
fn an_empty_keyring_beside_a_database_never_makes_a_key() {
    let (station, keyring) = (Station::new(), Fake::default());
    let key = station.key(&keyring, None).expect("a new key");
    drop(station.open(&key).expect("a new database"));
    let empty = Fake::default();
    for passphrase in [None, Some("anything")] {
        let answer = station.key(&empty, passphrase);
        assert!(matches!(answer, Err(KeyError::MissingForExistingDatabase)));
    }
    assert!(empty.kept.borrow().is_empty());
    assert!(!station.dir.path().join("key.json").exists());
    let answer = station.key(&away(), Some("anything"));
    assert!(matches!(answer, Err(KeyError::KeyringUnavailable)));
    assert!(!station.dir.path().join("key.json").exists());
}

#[test]
fn without_a_keyring_a_passphrase_guards_the_key() {
    let station = Station::new();
    let none = station.key(&away(), None);
    assert!(matches!(none, Err(KeyError::PassphraseNeeded { new: true })));
    let empty = station.key(&away(), Some(""));
    assert!(matches!(empty, Err(KeyError::PassphraseNeeded { new: true })));
    let key = station.key(&away(), Some("合口令")).expect("a new key");
    drop(station.open(&key).expect("a new database"));
    let forgotten = station.key(&away(), None);
    assert!(matches!(forgotten, Err(KeyError::PassphraseNeeded { new: false })));
    let wrong = station.key(&away(), Some("错口令"));
    assert!(matches!(wrong, Err(KeyError::WrongPassphrase)));
    let again = station.key(&away(), Some("合口令")).expect("the same key");
    assert_eq!(key.bytes(), again.bytes());
    station.open(&again).expect("the same database");
}

#[test]
fn a_keyring_that_appears_later_does_not_replace_the_passphrase() {
    let (station, keyring) = (Station::new(), Fake::default());
    let key = station.key(&away(), Some("合口令")).expect("a new key");
    drop(station.open(&key).expect("a new database"));
    let answer = station.key(&keyring, None);
    assert!(matches!(answer, Err(KeyError::PassphraseNeeded { new: false })));
    let same = station.key(&keyring, Some("合口令")).expect("the same key");
    assert_eq!(key.bytes(), same.bytes());
    assert!(keyring.kept.borrow().is_empty());
}

#[test]
fn a_keyring_that_takes_no_key_or_forgets_it_is_as_good_as_none() {
    let locked = Fake { set_fails: Some(KeyringError::Locked), ..Fake::default() };
    let forgetful = Fake { forgets: true, ..Fake::default() };
    for keyring in [locked, forgetful] {
        let station = Station::new();
        let answer = station.key(&keyring, None);
        assert!(matches!(answer, Err(KeyError::PassphraseNeeded { new: true })));
        station.key(&keyring, Some("合口令")).expect("a new key");
        assert!(station.dir.path().join("key.json").exists());
    }
}

#[test]
fn a_damaged_entry_or_file_is_named_and_not_replaced() {
    let (station, keyring) = (Station::new(), Fake::default());
    station.key(&keyring, None).expect("a new key");
    for kept in keyring.kept.borrow_mut().values_mut() {
        kept.pop();
    }
    assert!(matches!(station.key(&keyring, None), Err(KeyError::Damaged)));
    let station = Station::new();
    let file = station.dir.path().join("key.json");
    for content in ["", "{}", r#"{"version":2,"kdf":"","salt":"","wrapped":""}"#] {
        std::fs::write(&file, content).expect("a file");
        let answer = station.key(&away(), Some("合口令"));
        assert!(matches!(answer, Err(KeyError::Damaged)), "{content}");
    }
}

#[test]
fn no_file_holds_the_key_or_the_passphrase_in_the_clear() {
    let station = Station::new();
    let key = station.key(&away(), Some("a-plain-passphrase")).expect("a new key");
    drop(station.open(&key).expect("a new database"));
    let sought = [
        key.bytes().to_vec(),
        hex::encode(key.bytes()).into_bytes(),
        b"a-plain-passphrase".to_vec(),
    ];
    let mut seen = 0;
    for file in std::fs::read_dir(station.dir.path()).expect("the folder") {
        let path = file.expect("an entry").path();
        if path.is_file() {
            seen += 1;
            let bytes = std::fs::read(&path).expect("the file");
            for secret in &sought {
                assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_slice()), "{path:?}");
            }
        }
    }
    assert!(seen >= 3, "the key file, the station's name and the database were looked at");
}

#[test]
fn two_stations_of_one_user_have_keys_of_their_own() {
    let (one, two, keyring) = (Station::new(), Station::new(), Fake::default());
    let first = one.key(&keyring, None).expect("a key");
    let second = two.key(&keyring, None).expect("a key");
    assert_ne!(first.bytes(), second.bytes());
    assert_eq!(keyring.kept.borrow().len(), 2);
}

#[test]
fn tries_of_the_passphrase_are_counted_beside_the_key_and_taking_them_away_saves_nothing() {
    const NOW: i64 = 1_795_000_000_000;
    let station = Station::new();
    let (dir, count) = (station.dir.path(), station.dir.path().join("passphrase-tries.json"));
    station.key(&away(), Some("合口令")).expect("a new key");
    let tries = || passphrase_tries(dir, NOW).expect("a count");
    assert_eq!(tries(), Tries::default());
    let three = Tries { count: 3, last_ms: NOW - 1 };
    store_passphrase_tries(dir, three).expect("written");
    assert_eq!(tries(), three);
    std::fs::remove_file(&count).expect("taken away");
    assert_eq!(tries(), Tries::assume_many(NOW));
    let later = passphrase_tries(dir, NOW + 60_000).expect("a count");
    assert_eq!(later, Tries::assume_many(NOW), "the pause began once");
    for damaged in ["", "{", "[3]", r#"{"count":-1}"#] {
        std::fs::write(&count, damaged).expect("damaged");
        assert_eq!(tries(), Tries::assume_many(NOW), "{damaged}");
    }
    clear_passphrase_tries(dir).expect("cleared");
    assert_eq!(tries(), Tries::default());
}

#[test]
fn a_key_file_of_the_first_version_begins_to_be_counted_when_it_was_opened() {
    let station = Station::new();
    let dir = station.dir.path();
    let key = station.key(&away(), Some("合口令")).expect("a new key");
    let file = dir.join("key.json");
    let json = std::fs::read_to_string(&file).expect("the file");
    let mut former: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    former.as_object_mut().expect("an object").remove("counted");
    std::fs::write(&file, former.to_string()).expect("as 0.1.0 wrote it");
    std::fs::remove_file(dir.join("passphrase-tries.json")).expect("0.1.0 had none");
    assert_eq!(passphrase_tries(dir, 1).expect("a count"), Tries::default());
    let same = station.key(&away(), Some("合口令")).expect("the same key");
    clear_passphrase_tries(dir).expect("cleared");
    std::fs::remove_file(dir.join("passphrase-tries.json")).expect("taken away");
    assert_eq!(passphrase_tries(dir, 1).expect("a count"), Tries::assume_many(1));
    let again = station.key(&away(), Some("合口令")).expect("the same key");
    assert_eq!((key.bytes(), key.bytes()), (same.bytes(), again.bytes()));
}
