//! Opening a database: the lock, the key, whose it is, how it is written. It ends with a connection
//! that has the newest schema.

use crate::crypto::station_key::StationKey;
use crate::database::{migrations, upgrade_copy};
use crate::error::StoreError;
use crate::files::durable;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Where a database and its pages lie, and by which number the database knows itself. Practice has
/// a place of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub db: PathBuf,
    pub vault: PathBuf,
    pub application_id: i32,
}

impl Place {
    /// Whether there is anything that some key must open. Pages without a database are the remains
    /// of one.
    pub(crate) fn has_database(&self) -> bool {
        length(&self.db) > 0 || length(&beside(&self.db, "-wal")) > 0 || self.has_pages()
    }

    fn has_pages(&self) -> bool {
        std::fs::read_dir(&self.vault).is_ok_and(|mut found| found.next().is_some())
    }
}

/// The system's lock on a file beside the database, gone with the process however it ends.
pub(crate) struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing alone would leave it to a child process that was being started at this moment.
        let _ = self.0.unlock();
    }
}

/// SQLCipher's page size.
const BLOCK: u64 = 4096;
const PLAIN_HEADER: &[u8; 16] = b"SQLite format 3\0";

/// The lock lives as long as the connection: keep both.
pub(crate) fn open_database(
    place: &Place,
    key: &StationKey,
) -> Result<(Connection, Lock), StoreError> {
    if let Some(folder) = place.db.parent() {
        durable::make_folder(folder)?;
    }
    let lock = lock(&place.db)?;
    refuse_plain_database(&place.db)?;
    refuse_remains(place)?;
    private_file(&place.db)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = Connection::open_with_flags(&place.db, flags)?;
    unlock(&db, key)?;
    check_owner(&db, place.application_id)?;
    set_durability(&db)?;
    migrate(&mut db, place)?;
    durable::sync_parent(&place.db)?;
    Ok((db, lock))
}

/// A database that has something in it is copied first. Without the room for that its schema stays
/// as it is.
fn migrate(db: &mut Connection, place: &Place) -> Result<(), StoreError> {
    let (current, newest) = (migrations::schema_version(db)?, migrations::STEPS.len() as i64);
    let copy = if (1..newest).contains(&current) {
        Some(upgrade_copy::copy_database(db, &place.db, newest)?)
    } else {
        None
    };
    migrations::run_steps(db, place.application_id, migrations::STEPS)?;
    copy.map_or(Ok(()), |copy| upgrade_copy::keep_only(&place.db, &copy))
}

/// The same database copied into `scratch` with what its log still holds, and opened there. A
/// running station is refused.
pub(crate) fn open_copy(
    place: &Place,
    key: &StationKey,
    scratch: &Path,
) -> Result<(Connection, Option<Lock>), StoreError> {
    // Where the folder can only be read there is no lock to take, and nobody who could write.
    let lock = match File::open(beside(&place.db, ".lock")) {
        Ok(file) => Some(take(file)?),
        Err(_) => None,
    };
    refuse_plain_database(&place.db)?;
    refuse_remains(place)?;
    let copy = scratch.join("copy.db");
    for ending in ["", "-wal", "-journal"] {
        match std::fs::copy(beside(&place.db, ending), beside(&copy, ending)) {
            Err(error) if error.kind() != ErrorKind::NotFound || ending.is_empty() => {
                return Err(error.into());
            }
            _ => {}
        }
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = Connection::open_with_flags(&copy, flags)?;
    unlock(&db, key)?;
    check_owner(&db, place.application_id)?;
    set_durability(&db)?;
    migrations::run_steps(&mut db, place.application_id, migrations::STEPS)?;
    Ok((db, lock))
}

fn lock(db: &Path) -> Result<Lock, StoreError> {
    take(private_file(&beside(db, ".lock"))?)
}

fn take(file: File) -> Result<Lock, StoreError> {
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(StoreError::AlreadyOpen),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Made by us rather than by SQLite, so that nobody else may read it from its first moment.
fn private_file(path: &Path) -> Result<File, StoreError> {
    Ok(OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)?)
}

/// An unencrypted database cannot be ours; asked for a key it would only look like a wrong one.
fn refuse_plain_database(path: &Path) -> Result<(), StoreError> {
    let Ok(file) = File::open(path) else {
        return Ok(());
    };
    let mut start = Vec::new();
    file.take(PLAIN_HEADER.len() as u64).read_to_end(&mut start)?;
    if start == PLAIN_HEADER {
        return Err(StoreError::ForeignDatabase);
    }
    Ok(())
}

/// SQLite takes a file cut to almost nothing for a new database. Where there was one before, that
/// would hide a loss.
fn refuse_remains(place: &Place) -> Result<(), StoreError> {
    let len = length(&place.db);
    let being_rolled_back = length(&beside(&place.db, "-journal")) > 0;
    let is_cut = (1..BLOCK).contains(&len) && !being_rolled_back;
    let is_missing = len == 0 && place.has_database();
    if is_cut || is_missing {
        return Err(StoreError::Damaged);
    }
    Ok(())
}

fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |m| m.len())
}

pub(crate) fn beside(db: &Path, ending: &str) -> PathBuf {
    let mut name = db.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn unlock(db: &Connection, key: &StationKey) -> Result<(), StoreError> {
    // SQLCipher would tell standard error about each failed page.
    db.pragma_update(None, "cipher_log_level", "NONE")?;
    let secret = key.database_key();
    let hex = Zeroizing::new(hex::encode(secret.as_ref()));
    let raw = Zeroizing::new(format!("x'{}'", hex.as_str()));
    db.pragma_update(None, "key", raw.as_str())?;
    // The lock of the system's holds already; this one also keeps the index of the log out of a
    // shared file.
    db.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    match db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0)) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            Err(StoreError::WrongKey)
        }
        other => other.map(|_| ()).map_err(StoreError::from),
    }
}

/// A database without tables and numbers is one whose first start was cut short: it becomes ours.
fn check_owner(db: &Connection, expected: i32) -> Result<(), StoreError> {
    let owner: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    let unborn = owner == 0 && tables == 0 && migrations::schema_version(db)? == 0;
    if owner == expected || unborn { Ok(()) } else { Err(StoreError::ForeignDatabase) }
}

fn set_durability(db: &Connection) -> Result<(), StoreError> {
    let mode: String = db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(StoreError::Damaged);
    }
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "secure_delete", "ON")?;
    db.pragma_update(None, "foreign_keys", "ON")?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

#[cfg(test)]
mod tests;
