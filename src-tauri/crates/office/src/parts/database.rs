//! Pieces in a database of their own, which can be sealed under a key or live in memory only. Not the office's own database:
//! that one is locked while a shelf is asked for.

use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, params};

use super::Shelf;
use crate::OpenError;
use crate::records::{Key, connect};

const PIECES: &str = "
CREATE TABLE IF NOT EXISTS parts (id TEXT PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS pieces (
  part TEXT NOT NULL REFERENCES parts (id) ON DELETE CASCADE, at INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (part, at)) STRICT;
";

pub struct Sealed(Mutex<Connection>);

impl Sealed {
    /// Without a file in memory only; with a key nobody else reads it.
    pub fn open(file: Option<&Path>, key: Option<&Key>) -> Result<Self, OpenError> {
        let db = connect(file, key)?;
        // A piece that a power cut takes is sent again; what counts is made sure of by `sync`.
        let made = db.pragma_update(None, "synchronous", "NORMAL").and_then(|()| db.execute_batch(PIECES));
        made.map_err(|error| OpenError::DataFolder(failed(error)))?;
        Ok(Sealed(Mutex::new(db)))
    }

    /// A thread that panicked in here rolled its change back; going on is safe.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf for Sealed {
    fn create(&self, id: &str) -> io::Result<()> {
        self.lock().execute("INSERT INTO parts (id) VALUES (?1)", [id]).map_err(failed)?;
        self.sync(id)
    }

    fn len(&self, id: &str) -> io::Result<Option<u64>> {
        length(&self.lock(), id)
    }

    fn append(&self, id: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        let put = "INSERT INTO pieces (part, at, bytes) VALUES (?1, ?2, ?3)";
        self.lock().execute(put, params![id, count(at)?, bytes]).map(drop).map_err(failed)
    }

    fn cut(&self, id: &str, at: u64) -> io::Result<()> {
        let cut = "DELETE FROM pieces WHERE part = ?1 AND at >= ?2";
        self.lock().execute(cut, params![id, count(at)?]).map(drop).map_err(failed)
    }

    fn sync(&self, _id: &str) -> io::Result<()> {
        self.lock().query_row("PRAGMA wal_checkpoint(FULL)", [], |_| Ok(())).map_err(failed)
    }

    fn pieces(&self, id: &str, each: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let db = self.lock();
        length(&db, id)?.ok_or(io::ErrorKind::NotFound)?;
        let mut query = db.prepare("SELECT bytes FROM pieces WHERE part = ?1 ORDER BY at").map_err(failed)?;
        let mut rows = query.query([id]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            each(row.get_ref(0).map_err(failed)?.as_blob().map_err(io::Error::other)?);
        }
        Ok(())
    }

    fn remove(&self, id: &str) -> io::Result<()> {
        self.lock().execute("DELETE FROM parts WHERE id = ?1", [id]).map(drop).map_err(failed)
    }
}

fn length(db: &Connection, id: &str) -> io::Result<Option<u64>> {
    let pieces =
        "SELECT coalesce((SELECT max(at + length(bytes)) FROM pieces WHERE part = id), 0) FROM parts WHERE id = ?1";
    let len: Option<i64> = db.query_row(pieces, [id], |row| row.get(0)).optional().map_err(failed)?;
    len.map(|len| u64::try_from(len).map_err(io::Error::other)).transpose()
}

fn count(at: u64) -> io::Result<i64> {
    i64::try_from(at).map_err(io::Error::other)
}

/// Only the kind: the text of an SQL error may quote what was stored.
fn failed(error: rusqlite::Error) -> io::Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => io::ErrorKind::StorageFull.into(),
        _ => io::Error::other("the parts' database failed"),
    }
}
