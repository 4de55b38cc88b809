//! The station's key in `key.json`, locked under a passphrase by Argon2id and AES-256-GCM. The
//! passphrase itself is kept nowhere.

use super::KeyError;
use crate::crypto::station_key::StationKey;
use crate::crypto::station_key::{KEY_LEN, Secret, random_bytes};
use crate::crypto::{seal, secret};
use crate::database::open::Place;
use crate::files::durable;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

const KDF: &str = "argon2id m=65536 t=3 p=1";
const SALT: usize = 16;

#[derive(Serialize, Deserialize)]
struct KeyFile {
    version: u32,
    kdf: String,
    salt: String,
    wrapped: String,
    /// Tries of the passphrase are counted beside it: a missing count was taken away. Files of
    /// 0.1.0 do not say so.
    #[serde(default)]
    counted: bool,
}

fn path(dir: &Path) -> PathBuf {
    dir.join("key.json")
}

pub(super) fn has_key_file(dir: &Path) -> bool {
    path(dir).exists()
}

pub(super) fn keep_key(
    dir: &Path,
    place: &Place,
    key: &StationKey,
    passphrase: &str,
) -> Result<(), KeyError> {
    let salt = random_bytes::<SALT>();
    let lock = stretch(passphrase, &salt)?;
    let wrapped = seal::wrap_key(&Secret::new(*key.bytes()), &lock, &context(place))
        .map_err(|_| KeyError::Damaged)?;
    let file = KeyFile {
        version: 1,
        kdf: KDF.into(),
        salt: STANDARD.encode(salt),
        wrapped: STANDARD.encode(wrapped),
        counted: true,
    };
    write_key_file(dir, &file)
}

/// From now on a missing count is one that was taken away. Only for a key that was just opened.
pub(super) fn begin_counting(dir: &Path) -> Result<(), KeyError> {
    match read_key_file(dir)? {
        file if file.counted => Ok(()),
        file => write_key_file(dir, &KeyFile { counted: true, ..file }),
    }
}

pub(super) fn is_counted(dir: &Path) -> bool {
    read_key_file(dir).is_ok_and(|file| file.counted)
}

fn write_key_file(dir: &Path, file: &KeyFile) -> Result<(), KeyError> {
    let json = serde_json::to_vec_pretty(file).map_err(|_| KeyError::Damaged)?;
    Ok(durable::write_file(&path(dir), &json)?)
}

fn read_key_file(dir: &Path) -> Result<KeyFile, KeyError> {
    let json = std::fs::read(path(dir))?;
    serde_json::from_slice(&json).map_err(|_| KeyError::Damaged)
}

pub(super) fn open_key(
    dir: &Path,
    place: &Place,
    passphrase: &str,
) -> Result<StationKey, KeyError> {
    let file = read_key_file(dir)?;
    if file.version != 1 || file.kdf != KDF {
        return Err(KeyError::Damaged);
    }
    let salt = STANDARD.decode(&file.salt).map_err(|_| KeyError::Damaged)?;
    let wrapped = STANDARD.decode(&file.wrapped).map_err(|_| KeyError::Damaged)?;
    if salt.len() != SALT || wrapped.len() != seal::WRAPPED {
        return Err(KeyError::Damaged);
    }
    let lock = stretch(passphrase, &salt)?;
    let key =
        seal::unwrap_key(&wrapped, &lock, &context(place)).ok_or(KeyError::WrongPassphrase)?;
    StationKey::from_bytes(key.as_ref()).ok_or(KeyError::Damaged)
}

fn stretch(passphrase: &str, salt: &[u8]) -> Result<Secret, KeyError> {
    let mut out = Secret::new([0; KEY_LEN]);
    secret::argon_hasher()
        .map_err(|_| KeyError::Damaged)?
        .hash_password_into(passphrase.as_bytes(), salt, out.as_mut())
        .map_err(|_| KeyError::Damaged)?;
    Ok(out)
}

/// So that practice's key file cannot be passed off as the real one.
fn context(place: &Place) -> Vec<u8> {
    format!("counter/key-file/1/{:08x}", place.application_id).into_bytes()
}
