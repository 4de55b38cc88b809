//! How often the passphrase was tried, in a small file beside the key: it is counted before
//! anything encrypted is open.
//!
//! Whoever takes the file away, or cuts it, has made the longest pause begin, no more and no less.

use super::KeyError;
use crate::files::durable;
use counter_core::tries::Tries;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

fn path(dir: &Path) -> PathBuf {
    dir.join("passphrase-tries.json")
}

/// The count as it stands. One that cannot be read, or is missing where there must be one, counts
/// as many tries, and is written down so at once, so that its pause ends.
pub(super) fn read(dir: &Path, now_ms: i64, must_exist: bool) -> Result<Tries, KeyError> {
    let bytes = match std::fs::read(path(dir)) {
        Err(error) if error.kind() == ErrorKind::NotFound && !must_exist => {
            return Ok(Tries::default());
        }
        bytes => bytes.unwrap_or_default(),
    };
    // A list would be read as the fields in their order: only an object is what was written.
    let object = serde_json::from_slice(&bytes).ok().filter(serde_json::Value::is_object);
    match object.and_then(|object| serde_json::from_value(object).ok()) {
        Some(tries) => Ok(tries),
        None => {
            let tries = Tries::assume_many(now_ms);
            write(dir, tries)?;
            Ok(tries)
        }
    }
}

pub(super) fn write(dir: &Path, tries: Tries) -> Result<(), KeyError> {
    let json = serde_json::to_vec(&tries).map_err(|_| KeyError::Damaged)?;
    Ok(durable::write_file(&path(dir), &json)?)
}
