//! The copy of the database that is made before its schema changes: one file beside it, under the
//! same key.
//!
//! It stays until the next change of the schema was done as well, so that an administrator can go
//! back by renaming it.

use crate::error::StoreError;
use crate::files::durable;
use counter_core::text::parse_digits;
use rusqlite::Connection;
use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// `station.db.before-3`: as it was before it became version 3.
fn path(db: &Path, to: i64) -> PathBuf {
    let mut name = db.as_os_str().to_owned();
    name.push(format!(".before-{to}"));
    name.into()
}

/// Everything committed is brought into the one file, which is copied and synced. Nobody else
/// writes: the lock is held.
pub(crate) fn copy_database(open: &Connection, db: &Path, to: i64) -> Result<PathBuf, StoreError> {
    let busy: i64 = open.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy != 0 {
        return Err(StoreError::AlreadyOpen);
    }
    let target = path(db, to);
    let aside = target.with_extension(format!("before-{to}.{}", durable::UNFINISHED));
    let result = write(db, &aside).and_then(|()| std::fs::rename(&aside, &target));
    if let Err(error) = result {
        let _ = std::fs::remove_file(&aside);
        return Err(error.into());
    }
    durable::sync_parent(&target)?;
    Ok(target)
}

fn write(db: &Path, aside: &Path) -> std::io::Result<()> {
    let mut from = File::open(db)?;
    let mut to =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(aside)?;
    std::io::copy(&mut from, &mut to)?;
    to.sync_all()
}

/// The copies there are.
pub(crate) fn list_copies(db: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let (Some(folder), Some(name)) = (db.parent(), db.file_name().and_then(|name| name.to_str()))
    else {
        return Ok(Vec::new());
    };
    let mut copies = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let version = entry
            .file_name()
            .to_str()
            .and_then(|n| n.strip_prefix(name)?.strip_prefix(".before-"))
            .and_then(parse_digits);
        if version.is_some_and(|version: i64| version > 0) {
            copies.push(entry.path());
        }
    }
    Ok(copies)
}

/// The new schema is there: older copies have had their time.
pub(crate) fn keep_only(db: &Path, newest: &Path) -> Result<(), StoreError> {
    for old in list_copies(db)?.into_iter().filter(|path| path != newest) {
        std::fs::remove_file(old)?;
    }
    Ok(durable::sync_parent(newest)?)
}

/// Keys destroyed here go from the copies too: one that is put back must not bring destroyed pages
/// back to life.
pub(crate) fn destroy_keys(open: &Connection, db: &Path) -> Result<(), StoreError> {
    for copy in list_copies(db)? {
        // Without a key of its own an attached database is opened with the main one's.
        open.execute("ATTACH DATABASE ?1 AS before", [copy.to_string_lossy()])?;
        let destroyed = open.execute_batch(
            "PRAGMA before.secure_delete = ON;
             UPDATE before.case_keys SET wrapped = NULL
               WHERE wrapped IS NOT NULL AND case_id IN (SELECT case_id FROM main.case_keys WHERE wrapped IS NULL);",
        );
        let emptied = open.query_row("PRAGMA before.wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        open.execute_batch("DETACH DATABASE before")?;
        destroyed.and(emptied)?;
    }
    Ok(())
}
