//! A copy of the station's key in `recovery.sealed`, locked to the centre's recovery key: for the
//! day on which the keyring is gone, or the passphrase forgotten, and only the disk is left.
//!
//! It is bound to the records that it lies beside: the copy of another station does not open here.

use super::{KeyError, NAME, entry_name, keyring_name};
use crate::crypto::recovery_key::{RecoveryKey, RecoverySecret, SealedBox, read_digits};
use crate::crypto::station_key::{Secret, StationKey};
use crate::database::open::Place;
use crate::error::RecoveryError;
use crate::files::durable;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const SHAPE: u32 = 1;

#[derive(Serialize, Deserialize)]
struct SealFile {
    shape: u32,
    /// The fingerprint of the recovery key that it is sealed to.
    recovery_key: String,
    /// Of which records the key is.
    store: String,
    /// Of the key itself, for the station, which cannot open the copy: whether it is still this one.
    of: String,
    ephemeral: String,
    sealed: String,
    /// Of the fields above: a copy that the disk has altered is made anew while the station runs,
    /// which cannot open it.
    check: String,
}

fn path(dir: &Path) -> PathBuf {
    dir.join("recovery.sealed")
}

/// Seals the key unless it is sealed to this recovery key already. True where it was sealed now; it
/// is on the disk then.
pub fn seal_for_recovery(
    dir: &Path,
    place: &Place,
    key: &StationKey,
    recovery_key: &RecoveryKey,
) -> Result<bool, RecoveryError> {
    let store = keyring_name(dir, place).map_err(describe_name_error)?;
    let fingerprint = recovery_key.fingerprint();
    let of = describe_key(key);
    let is_sealed =
        |file: SealFile| (&file.recovery_key, &file.store, &file.of) == (&fingerprint, &store, &of);
    if read_file(dir).is_ok_and(is_sealed) {
        return Ok(false);
    }
    let sealed =
        recovery_key.seal(&Secret::new(*key.bytes()), &make_context(&fingerprint, &store))?;
    let mut file = SealFile {
        shape: SHAPE,
        recovery_key: fingerprint,
        store,
        of,
        ephemeral: hex::encode(sealed.ephemeral),
        sealed: hex::encode(sealed.locked),
        check: String::new(),
    };
    file.check = make_check(&file);
    let json = serde_json::to_vec_pretty(&file).map_err(|_| RecoveryError::SealUnreadable)?;
    durable::write_file(&path(dir), &json)?;
    Ok(true)
}

/// The key of the records at `place`, out of the copy beside them. Nothing is written.
pub fn open_recovery_seal(
    dir: &Path,
    place: &Place,
    secret: &RecoverySecret,
) -> Result<StationKey, RecoveryError> {
    let file = read_file(dir)?;
    // A disk that was rescued may lack the small file with the name: then the database alone says
    // whether the key is its own.
    let store = match std::fs::read_to_string(dir.join(NAME)) {
        Ok(name) if uuid::Uuid::parse_str(name.trim()).is_ok() => entry_name(&name, place),
        // Missing, or spoilt.
        _ => file.store.clone(),
    };
    if store != file.store {
        return Err(RecoveryError::SealOfOtherStore);
    }
    if secret.public_key().fingerprint() != file.recovery_key {
        return Err(RecoveryError::SealOfOtherKey);
    }
    let sealed = SealedBox {
        ephemeral: read_digits(&file.ephemeral).ok_or(RecoveryError::SealUnreadable)?,
        locked: hex::decode(&file.sealed).map_err(|_| RecoveryError::SealUnreadable)?,
    };
    let context = make_context(&file.recovery_key, &store);
    let key = secret.open(&sealed, &context).ok_or(RecoveryError::SealUnreadable)?;
    StationKey::from_bytes(key.as_slice()).ok_or(RecoveryError::SealUnreadable)
}

fn read_file(dir: &Path) -> Result<SealFile, RecoveryError> {
    let json = std::fs::read(path(dir)).map_err(|error| match error.kind() {
        ErrorKind::NotFound => RecoveryError::NotSealed,
        _ => error.into(),
    })?;
    let file: SealFile =
        serde_json::from_slice(&json).map_err(|_| RecoveryError::SealUnreadable)?;
    match file.shape == SHAPE && file.check == make_check(&file) {
        true => Ok(file),
        false => Err(RecoveryError::SealUnreadable),
    }
}

/// 32 bytes of chance stand behind it: it says nothing of them.
fn describe_key(key: &StationKey) -> String {
    let digest = Sha256::new_with_prefix(b"counter/recovery-of/1").chain_update(key.bytes());
    hex::encode(digest.finalize())
}

fn make_context(fingerprint: &str, store: &str) -> Vec<u8> {
    format!("counter/recovery-seal/1 {fingerprint} {store}").into_bytes()
}

fn make_check(file: &SealFile) -> String {
    let SealFile { shape, recovery_key, store, ephemeral, sealed, .. } = file;
    hex::encode(Sha256::digest(format!("{shape} {recovery_key} {store} {ephemeral} {sealed}")))
}

fn describe_name_error(error: KeyError) -> RecoveryError {
    match error {
        KeyError::DiskFull => RecoveryError::DiskFull,
        KeyError::Io(kind) => RecoveryError::Io(kind),
        _ => RecoveryError::Io(ErrorKind::Other),
    }
}
