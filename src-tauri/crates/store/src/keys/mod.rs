//! Where the station's key is kept: in the keyring of the operating system, else in a file under a
//! passphrase; and, where the centre has a recovery key, a copy sealed to that. Never in the clear.
//!
//! Which of the two is settled when the key is made and stays so. A database whose key cannot be
//! found never gets a new one.
//!
//! Invariant: no key in the clear on the disk. A keyring, else a passphrase; a copy only under the
//! recovery key, whose private half is on no station.
//!
//! Invariant: an existing database or vault never gets a new key, whatever the keyring says.

mod passphrase;
mod recovery;
mod system_keyring;
mod tries_file;

pub use recovery::{open_recovery_seal, seal_for_recovery};
pub use system_keyring::{Keyring, KeyringError, SystemKeyring};

use crate::crypto::station_key::StationKey;
use crate::database::open::Place;
use crate::files::durable;
use counter_core::tries::Tries;
use std::io::ErrorKind;
use std::path::Path;

/// File with the station's random name in the keyring.
const NAME: &str = "station-name";

#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// `new`: the passphrase is to be chosen, not remembered.
    #[error("a passphrase is needed")]
    PassphraseNeeded { new: bool },
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    #[error("there is a database, but its key is not in the keyring")]
    MissingForExistingDatabase,
    #[error("the keyring that holds the key of the database cannot be reached")]
    KeyringUnavailable,
    #[error("the stored key is damaged")]
    Damaged,
    #[error("the disk is full")]
    DiskFull,
    #[error("the key's file could not be read or written: {0}")]
    Io(ErrorKind),
}

impl KeyError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::PassphraseNeeded { new: true } => "passphrase_needed_new",
            Self::PassphraseNeeded { new: false } => "passphrase_needed",
            Self::WrongPassphrase => "wrong_passphrase",
            Self::MissingForExistingDatabase => "key_missing_for_existing_database",
            Self::KeyringUnavailable => "keyring_unavailable",
            Self::Damaged => "key_damaged",
            Self::DiskFull => "disk_full",
            Self::Io(_) => "io",
        }
    }
}

impl From<std::io::Error> for KeyError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            kind => Self::Io(kind),
        }
    }
}

/// Finds the station's key, or makes it on the first start. `dir` holds the station's name in the
/// keyring and, where there is no keyring, `key.json`; a place with a key of its own has a folder
/// of its own.
pub fn station_key(
    dir: &Path,
    place: &Place,
    keyring: &dyn Keyring,
    passphrase: Option<&str>,
) -> Result<StationKey, KeyError> {
    // A key under a passphrase was made because there was no keyring. One that shows up later holds
    // no key of this database.
    if passphrase::has_key_file(dir) {
        let passphrase = passphrase.ok_or(KeyError::PassphraseNeeded { new: false })?;
        return passphrase::open_key(dir, place, passphrase);
    }
    let name = keyring_name(dir, place)?;
    match keyring.get(&name) {
        Ok(Some(bytes)) => {
            StationKey::from_bytes(&zeroize::Zeroizing::new(bytes)).ok_or(KeyError::Damaged)
        }
        // A keyring that was never unlocked says the same as one that holds nothing.
        Ok(None) if place.has_database() => Err(KeyError::MissingForExistingDatabase),
        Ok(None) => match create_in_keyring(keyring, &name) {
            Some(key) => Ok(key),
            None => create_under_passphrase(dir, place, passphrase),
        },
        Err(_) if place.has_database() => Err(KeyError::KeyringUnavailable),
        Err(_) => create_under_passphrase(dir, place, passphrase),
    }
}

/// Whether the key lies here under a passphrase, which can be tried.
pub fn is_under_passphrase(dir: &Path) -> bool {
    passphrase::has_key_file(dir)
}

/// Tries of the passphrase since the last good one.
pub fn passphrase_tries(dir: &Path, now_ms: i64) -> Result<Tries, KeyError> {
    // Beside a key of 0.1.0 there is none before it was opened once.
    tries_file::read(dir, now_ms, passphrase::is_counted(dir))
}

/// Written through when it returns.
pub fn store_passphrase_tries(dir: &Path, tries: Tries) -> Result<(), KeyError> {
    tries_file::write(dir, tries)
}

/// The passphrase was right: the count begins anew, also beside a key of 0.1.0.
pub fn clear_passphrase_tries(dir: &Path) -> Result<(), KeyError> {
    tries_file::write(dir, Tries::default())?;
    passphrase::begin_counting(dir)
}

/// Whether the keyring gives the key of this place by now. Nothing is made, and the key is let go.
pub fn ask_for_key(dir: &Path, place: &Place, keyring: &dyn Keyring) -> Result<bool, KeyringError> {
    if passphrase::has_key_file(dir) {
        return Ok(false);
    }
    let Ok(name) = std::fs::read_to_string(dir.join(NAME)) else { return Ok(false) };
    let key = keyring.get(&entry_name(&name, place))?.map(zeroize::Zeroizing::new);
    Ok(key.is_some())
}

/// Takes the key of a place that is being deleted out of the keyring. One under a passphrase goes
/// with its folder.
pub fn forget_key(dir: &Path, place: &Place, keyring: &dyn Keyring) -> Result<(), KeyringError> {
    match std::fs::read_to_string(dir.join(NAME)) {
        Ok(name) => keyring.delete(&entry_name(&name, place)),
        Err(_) => Ok(()),
    }
}

/// Only a key that can be read back is one to encrypt with.
fn create_in_keyring(keyring: &dyn Keyring, name: &str) -> Option<StationKey> {
    let key = StationKey::random();
    keyring.set(name, key.bytes()).ok()?;
    let stored = zeroize::Zeroizing::new(keyring.get(name).ok()??);
    (stored.as_slice() == key.bytes()).then_some(key)
}

fn create_under_passphrase(
    dir: &Path,
    place: &Place,
    passphrase: Option<&str>,
) -> Result<StationKey, KeyError> {
    let key = StationKey::random();
    keep_under_passphrase(dir, place, &key, passphrase.unwrap_or_default())?;
    Ok(key)
}

/// From here on the key of this place is asked for by a passphrase, whatever the keyring holds.
pub fn keep_under_passphrase(
    dir: &Path,
    place: &Place,
    key: &StationKey,
    passphrase: &str,
) -> Result<(), KeyError> {
    if passphrase.is_empty() {
        return Err(KeyError::PassphraseNeeded { new: true });
    }
    durable::make_folder(dir)?;
    // The count first: a key file that says so never stands alone.
    tries_file::write(dir, Tries::default())?;
    passphrase::keep_key(dir, place, key, passphrase)
}

/// Two stations of one user must not share a key, and a folder that is moved must keep its own: so
/// a random name lies in it.
fn keyring_name(dir: &Path, place: &Place) -> Result<String, KeyError> {
    let path = dir.join(NAME);
    let name = match std::fs::read_to_string(&path) {
        Ok(name) => name,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let name = uuid::Uuid::new_v4().to_string();
            durable::make_folder(dir)?;
            durable::write_file(&path, name.as_bytes())?;
            name
        }
        Err(error) => return Err(error.into()),
    };
    Ok(entry_name(&name, place))
}

fn entry_name(station: &str, place: &Place) -> String {
    format!("{}.{:08x}", station.trim(), place.application_id)
}

#[cfg(test)]
mod tests;
