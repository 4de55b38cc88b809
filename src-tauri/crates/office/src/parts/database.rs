//! Pieces in a database of their own, which can be sealed under a key or live in memory only. Not
//! the office's own database: that one is locked while a store is asked for.

use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension, params};

use super::store::PartStore;
use crate::error::OpenError;
use crate::records::{Key, connect_file};

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS parts (id TEXT PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS pieces (
  part TEXT NOT NULL REFERENCES parts (id) ON DELETE CASCADE, at INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (part, at)) STRICT;
";

pub struct DatabaseStore(Mutex<Connection>);

impl DatabaseStore {
    /// Without a file in memory only; with a key nobody else reads it.
    pub fn open(file: Option<&Path>, key: Option<&Key>) -> Result<Self, OpenError> {
        let db = connect_file(file, key)?;
        // A piece that a power cut takes is sent again; what counts is made sure of by `sync`.
        let outcome =
            db.pragma_update(None, "synchronous", "NORMAL").and_then(|()| db.execute_batch(TABLES));
        outcome.map_err(|error| OpenError::DataFolder(map_error(error)))?;
        Ok(DatabaseStore(Mutex::new(db)))
    }

    /// A thread that panicked in here rolled its change back; going on is safe.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PartStore for DatabaseStore {
    fn create(&self, id: &str) -> io::Result<()> {
        self.lock().execute("INSERT INTO parts (id) VALUES (?1)", [id]).map_err(map_error)?;
        self.sync(id)
    }

    fn len(&self, id: &str) -> io::Result<Option<u64>> {
        read_length(&self.lock(), id)
    }

    fn append(&self, id: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        let insert = "INSERT INTO pieces (part, at, bytes) VALUES (?1, ?2, ?3)";
        self.lock()
            .execute(insert, params![id, to_integer(at)?, bytes])
            .map(drop)
            .map_err(map_error)
    }

    fn cut(&self, id: &str, at: u64) -> io::Result<()> {
        let delete = "DELETE FROM pieces WHERE part = ?1 AND at >= ?2";
        self.lock().execute(delete, params![id, to_integer(at)?]).map(drop).map_err(map_error)
    }

    fn sync(&self, _id: &str) -> io::Result<()> {
        self.lock().query_row("PRAGMA wal_checkpoint(FULL)", [], |_| Ok(())).map_err(map_error)
    }

    fn read_piece(&self, id: &str, at: u64) -> io::Result<Bytes> {
        let select = "SELECT bytes FROM pieces WHERE part = ?1 AND at = ?2";
        let values = params![id, to_integer(at)?];
        let piece: Option<Vec<u8>> = self
            .lock()
            .query_row(select, values, |row| row.get(0))
            .optional()
            .map_err(map_error)?;
        Ok(piece.ok_or(io::ErrorKind::UnexpectedEof)?.into())
    }

    fn remove(&self, id: &str) -> io::Result<()> {
        self.lock().execute("DELETE FROM parts WHERE id = ?1", [id]).map(drop).map_err(map_error)
    }
}

fn read_length(db: &Connection, id: &str) -> io::Result<Option<u64>> {
    let pieces = "SELECT coalesce((SELECT max(at + length(bytes)) FROM pieces WHERE part = id), 0)
                  FROM parts WHERE id = ?1";
    let len: Option<i64> =
        db.query_row(pieces, [id], |row| row.get(0)).optional().map_err(map_error)?;
    len.map(|len| u64::try_from(len).map_err(io::Error::other)).transpose()
}

fn to_integer(at: u64) -> io::Result<i64> {
    i64::try_from(at).map_err(io::Error::other)
}

/// Only the kind: the text of an SQL error may quote what was stored.
fn map_error(error: rusqlite::Error) -> io::Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => io::ErrorKind::StorageFull.into(),
        _ => io::Error::other("the parts' database failed"),
    }
}
