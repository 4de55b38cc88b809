//! A package on its way to this computer: it is under its name only when it is the one that the
//! manifest names, to the last bit.
use super::End;
use super::source::Source;
use crate::commands::files::persist_public;
use counter_core::update::{Package, UpdateCode};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// What waited here since an earlier run is not asked for again; any other file goes.
pub async fn fetch_package(
    source: &Source,
    package: &Package,
    folder: &Path,
) -> Result<PathBuf, End> {
    let file = folder.join(package.file_name());
    clear_folder(folder, &file);
    if is_package(&file, package) {
        return Ok(file);
    }
    let stored = |cause: std::io::Error| {
        End::because(UpdateCode::FailedStore, format!("{}: {cause}", folder.display()))
    };
    let mut aside = tempfile::NamedTempFile::new_in(folder).map_err(stored)?;
    let (mut digest, mut bytes) = (Sha256::new(), 0u64);
    let keep = |piece: &[u8]| {
        digest.update(piece);
        bytes = bytes.saturating_add(piece.len() as u64);
        aside.write_all(piece)
    };
    source.copy(&package.path, package.bytes, UpdateCode::RefusedDigest, keep).await?;
    if bytes != package.bytes || hex::encode(digest.finalize()) != package.sha256 {
        return Err(End::because(UpdateCode::RefusedDigest, &package.path));
    }
    persist_public(aside, &file).map_err(stored)?;
    Ok(file)
}

/// Read once more before it is installed: it may have waited for days.
fn is_package(file: &Path, package: &Package) -> bool {
    let Ok(mut opened) = File::open(file).map(|file| file.take(package.bytes.saturating_add(1)))
    else {
        return false;
    };
    let mut digest = Sha256::new();
    let copied = std::io::copy(&mut opened, &mut digest);
    copied.is_ok_and(|bytes| bytes == package.bytes)
        && hex::encode(digest.finalize()) == package.sha256
}

/// A file that cannot be removed harms nobody: it is looked through before it is used.
fn clear_folder(folder: &Path, stays: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| entry.path() != stays) {
        let _ = std::fs::remove_file(entry.path());
    }
}
