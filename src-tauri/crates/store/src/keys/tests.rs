//! Every way a key is found, made or withheld, against a keyring in memory that can be away, locked
//! or forgetful.

use super::*;
use crate::crypto::recovery_key::{RecoveryKey, RecoverySecret};
use crate::error::{RecoveryError, StoreError};
use crate::store::Store;
use sha2::{Digest, Sha256};
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

/// A disk without its keyring: what is left of the station, and nothing else.
fn rescued(station: &Station) -> Station {
    let other = Station::new();
    for name in ["counter.db", "counter.db-wal", "station-name", "recovery.sealed"] {
        let _ = std::fs::copy(station.dir.path().join(name), other.dir.path().join(name));
    }
    for case in std::fs::read_dir(&station.place.vault).into_iter().flatten().flatten() {
        let folder = other.place.vault.join(case.file_name());
        std::fs::create_dir_all(&folder).expect("a folder");
        for page in std::fs::read_dir(case.path()).into_iter().flatten().flatten() {
            std::fs::copy(page.path(), folder.join(page.file_name())).expect("a page");
        }
    }
    other
}

#[test]
fn a_key_sealed_for_recovery_opens_a_disk_whose_keyring_is_gone() {
    let (station, keyring) = (Station::new(), Fake::default());
    let key = station.key(&keyring, None).expect("a new key");
    let (dir, place) = (station.dir.path(), &station.place);
    let secret = RecoverySecret::random();
    assert_eq!(open_recovery_seal(dir, place, &secret).unwrap_err(), RecoveryError::NotSealed);
    let mut store = station.open(&key).expect("a new database");
    let page = store.put_page("a", "image/png", b"one").expect("a page");
    let destroyed = store.put_page("b", "image/png", b"two").expect("a page");
    let file = station.place.vault.join("b").join(&destroyed.id).with_extension("page");
    let before = std::fs::read(&file).expect("the sealed page");
    store.purge_case_pages("b").expect("destroyed");
    assert_eq!(seal_for_recovery(dir, place, &key, &secret.public_key()), Ok(true));
    assert_eq!(seal_for_recovery(dir, place, &key, &secret.public_key()), Ok(false));
    drop(store);

    let disk = rescued(&station);
    let again = disk.key(&Fake::default(), None);
    assert!(matches!(again, Err(KeyError::MissingForExistingDatabase)));
    let found = open_recovery_seal(disk.dir.path(), &disk.place, &secret).expect("the key");
    assert_eq!(found.bytes(), key.bytes());
    // The file of a page whose key was destroyed comes back with an old copy of the disk; its key
    // does not.
    let folder = disk.place.vault.join("b");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(file.file_name().expect("a name")), before).expect("written");
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let look = crate::Look::open(&disk.place, &found, scratch.path()).expect("the database");
    assert_eq!(look.page("a", &page.id).expect("the page").1, b"one");
    assert!(matches!(look.page("b", &destroyed.id), Err(StoreError::Purged)));
    assert!(look.is_purged("b").expect("known") && look.pages("b").expect("none").is_empty());
}

#[test]
fn a_seal_of_other_records_or_to_another_key_opens_nothing() {
    let (one, two, keyring) = (Station::new(), Station::new(), Fake::default());
    let (first, second) = (one.key(&keyring, None).unwrap(), two.key(&keyring, None).unwrap());
    let (secret, other) = (RecoverySecret::random(), RecoverySecret::random());
    for (station, key) in [(&one, &first), (&two, &second)] {
        seal_for_recovery(station.dir.path(), &station.place, key, &secret.public_key()).unwrap();
    }
    let open = |station: &Station, secret: &RecoverySecret| {
        open_recovery_seal(station.dir.path(), &station.place, secret).map(|key| *key.bytes())
    };
    assert_eq!(open(&one, &secret), Ok(*first.bytes()));
    assert_eq!(open(&one, &other), Err(RecoveryError::SealOfOtherKey));

    let file = |station: &Station| station.dir.path().join("recovery.sealed");
    let own = std::fs::read_to_string(file(&one)).unwrap();
    std::fs::copy(file(&two), file(&one)).unwrap();
    assert_eq!(open(&one, &secret), Err(RecoveryError::SealOfOtherStore));
    // Nor where it is made to look like this station's own.
    let name = |station: &Station| {
        std::fs::read_to_string(station.dir.path().join("station-name")).unwrap()
    };
    let foreign = std::fs::read_to_string(file(&two)).unwrap().replace(&name(&two), &name(&one));
    std::fs::write(file(&one), &foreign).unwrap();
    assert_eq!(open(&one, &secret), Err(RecoveryError::SealUnreadable), "its check");
    let mut forged: serde_json::Value = serde_json::from_str(&foreign).unwrap();
    let fields = ["recovery_key", "store", "ephemeral", "sealed"].map(|name| text(&forged, name));
    forged["check"] = hex::encode(Sha256::digest(format!("1 {}", fields.join(" ")))).into();
    std::fs::write(file(&one), forged.to_string()).unwrap();
    assert_eq!(open(&one, &secret), Err(RecoveryError::SealUnreadable), "what it is bound to");

    // Whatever lies there, the station puts its own in the place of what is damaged or another's.
    let renew = |key: &RecoveryKey| seal_for_recovery(one.dir.path(), &one.place, &first, key);
    std::fs::write(file(&one), own.replace("\"shape\": 1", "\"shape\": 7")).unwrap();
    assert_eq!(open(&one, &secret), Err(RecoveryError::SealUnreadable));
    assert_eq!(renew(&secret.public_key()), Ok(true));
    assert_eq!(open(&one, &secret), Ok(*first.bytes()));
    assert_eq!(renew(&other.public_key()), Ok(true), "the centre has another key now");
    assert_eq!(open(&one, &other), Ok(*first.bytes()));
    assert_eq!(open(&one, &secret), Err(RecoveryError::SealOfOtherKey));
}

fn text(file: &serde_json::Value, name: &str) -> String {
    file[name].as_str().unwrap().to_owned()
}

#[test]
fn a_recovered_key_is_kept_under_a_new_passphrase() {
    let (station, keyring) = (Station::new(), Fake::default());
    let key = station.key(&keyring, None).expect("a new key");
    drop(station.open(&key).expect("a new database"));
    let (dir, place) = (station.dir.path(), &station.place);
    let refused = keep_under_passphrase(dir, place, &key, "");
    assert!(matches!(refused, Err(KeyError::PassphraseNeeded { new: true })));
    keep_under_passphrase(dir, place, &key, "新口令").expect("kept");
    let wrong = station.key(&keyring, Some("旧口令"));
    assert!(matches!(wrong, Err(KeyError::WrongPassphrase)), "the keyring is not asked any more");
    let same = station.key(&Fake::default(), Some("新口令")).expect("the same key");
    assert_eq!(same.bytes(), key.bytes());
    assert_eq!(passphrase_tries(dir, 1).expect("a count"), Tries::default());
}
