//! Where the bytes of parts lie: files in a folder, pieces in a database of their own, which can be sealed under a key or
//! live in memory only, or objects in a store. Knows no cases.

mod address;
mod bucket;

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::OpenError;
use crate::aside::Aside;
use crate::records::{Key, connect};
use bucket::Bucket;

const PIECES: &str = "
CREATE TABLE IF NOT EXISTS parts (id TEXT PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS pieces (
  part TEXT NOT NULL REFERENCES parts (id) ON DELETE CASCADE, at INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (part, at)) STRICT;
";

pub enum Shelf {
    Folder(PathBuf),
    /// Not the office's own database: that one is locked while a shelf is asked for.
    Database(Mutex<Connection>),
    Bucket(Bucket),
}

impl Shelf {
    pub fn folder(path: &Path) -> io::Result<Self> {
        let mut made = std::fs::DirBuilder::new();
        // Papers of citizens, in the clear: for the office's own account only.
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut made, 0o700);
        made.recursive(true).create(path)?;
        Ok(Shelf::Folder(path.to_owned()))
    }

    /// Without a file in memory only; with a key nobody else reads it.
    pub fn database(file: Option<&Path>, key: Option<&Key>) -> Result<Self, OpenError> {
        let db = connect(file, key)?;
        // A piece that a power cut takes is sent again; what counts is made sure of by `sync`.
        let made = db.pragma_update(None, "synchronous", "NORMAL").and_then(|()| db.execute_batch(PIECES));
        made.map_err(|error| OpenError::DataFolder(failed(error)))?;
        Ok(Shelf::Database(Mutex::new(db)))
    }

    pub fn bucket(address: &str, aside: &Arc<Aside>) -> Result<Self, OpenError> {
        Bucket::open(address, aside).map(Shelf::Bucket)
    }

    /// An empty part whose name survives a power cut.
    pub fn create(&self, id: &str) -> io::Result<()> {
        match self {
            Shelf::Folder(folder) => {
                OpenOptions::new().write(true).create_new(true).open(folder.join(id))?;
                sync_folder(folder)
            }
            Shelf::Database(db) => {
                lock(db).execute("INSERT INTO parts (id) VALUES (?1)", [id]).map_err(failed)?;
                self.sync(id)
            }
            Shelf::Bucket(bucket) => bucket.create(id),
        }
    }

    /// `None` when there is no such part.
    pub fn len(&self, id: &str) -> io::Result<Option<u64>> {
        match self {
            Shelf::Folder(folder) => match std::fs::metadata(folder.join(id)) {
                Ok(meta) => Ok(Some(meta.len())),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            },
            Shelf::Database(db) => length(&lock(db), id),
            Shelf::Bucket(bucket) => bucket.len(id),
        }
    }

    /// Writes at `at`, where the part ends.
    pub fn append(&self, id: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        match self {
            Shelf::Folder(folder) => {
                let mut file = OpenOptions::new().write(true).open(folder.join(id))?;
                file.seek(SeekFrom::Start(at))?;
                file.write_all(bytes)
            }
            Shelf::Database(db) => {
                let db = lock(db);
                length(&db, id)?.ok_or(io::ErrorKind::NotFound)?;
                let at = i64::try_from(at).map_err(io::Error::other)?;
                let put = "INSERT INTO pieces (part, at, bytes) VALUES (?1, ?2, ?3)";
                db.execute(put, params![id, at, bytes]).map(drop).map_err(failed)
            }
            Shelf::Bucket(bucket) => bucket.append(id, at, bytes),
        }
    }

    /// Takes back what was appended from `at` on, where something appended began.
    pub fn cut(&self, id: &str, at: u64) -> io::Result<()> {
        match self {
            Shelf::Folder(folder) => OpenOptions::new().write(true).open(folder.join(id))?.set_len(at),
            Shelf::Database(db) => {
                let at = i64::try_from(at).map_err(io::Error::other)?;
                let cut = "DELETE FROM pieces WHERE part = ?1 AND at >= ?2";
                lock(db).execute(cut, params![id, at]).map(drop).map_err(failed)
            }
            Shelf::Bucket(bucket) => bucket.cut(id, at),
        }
    }

    /// Returns once the bytes would survive a power cut.
    pub fn sync(&self, id: &str) -> io::Result<()> {
        match self {
            Shelf::Folder(folder) => File::open(folder.join(id))?.sync_all(),
            Shelf::Database(db) => lock(db).query_row("PRAGMA wal_checkpoint(FULL)", [], |_| Ok(())).map_err(failed),
            // The store answered each piece when it was safe.
            Shelf::Bucket(_) => Ok(()),
        }
    }

    pub fn read(&self, id: &str) -> io::Result<Vec<u8>> {
        let mut whole = Vec::new();
        self.pieces(id, |piece| whole.extend_from_slice(piece))?;
        Ok(whole)
    }

    /// Hexadecimal SHA-256 of what lies there now.
    pub fn sha256(&self, id: &str) -> io::Result<String> {
        let mut hash = Sha256::new();
        self.pieces(id, |piece| hash.update(piece))?;
        Ok(hex::encode(hash.finalize()))
    }

    fn pieces(&self, id: &str, mut each: impl FnMut(&[u8])) -> io::Result<()> {
        match self {
            Shelf::Folder(folder) => {
                let mut file = File::open(folder.join(id))?;
                let mut piece = vec![0; 64 * 1024];
                loop {
                    match file.read(&mut piece)? {
                        0 => return Ok(()),
                        read => each(&piece[..read]),
                    }
                }
            }
            Shelf::Database(db) => {
                let db = lock(db);
                length(&db, id)?.ok_or(io::ErrorKind::NotFound)?;
                let mut query = db.prepare("SELECT bytes FROM pieces WHERE part = ?1 ORDER BY at").map_err(failed)?;
                let mut rows = query.query([id]).map_err(failed)?;
                while let Some(row) = rows.next().map_err(failed)? {
                    each(row.get_ref(0).map_err(failed)?.as_blob().map_err(io::Error::other)?);
                }
                Ok(())
            }
            Shelf::Bucket(bucket) => bucket.read(id, each),
        }
    }

    /// Removing what is not there is fine: a repeat after a crash.
    pub fn remove(&self, id: &str) -> io::Result<()> {
        match self {
            Shelf::Folder(folder) => match std::fs::remove_file(folder.join(id)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            },
            Shelf::Database(db) => lock(db).execute("DELETE FROM parts WHERE id = ?1", [id]).map(drop).map_err(failed),
            Shelf::Bucket(bucket) => bucket.remove(id),
        }
    }
}

fn length(db: &Connection, id: &str) -> io::Result<Option<u64>> {
    let pieces =
        "SELECT coalesce((SELECT max(at + length(bytes)) FROM pieces WHERE part = id), 0) FROM parts WHERE id = ?1";
    let len: Option<i64> = db.query_row(pieces, [id], |row| row.get(0)).optional().map_err(failed)?;
    len.map(|len| u64::try_from(len).map_err(io::Error::other)).transpose()
}

/// Only the kind: the text of an SQL error may quote what was stored.
fn failed(error: rusqlite::Error) -> io::Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => io::ErrorKind::StorageFull.into(),
        _ => io::Error::other("the parts' database failed"),
    }
}

/// A thread that panicked in here rolled its change back; going on is safe.
fn lock(db: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    db.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows writes directory entries through and refuses to open a folder as a file.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behaves(shelf: &Shelf) {
        assert_eq!(shelf.len("a").expect("len"), None);
        assert!(shelf.read("a").is_err() && shelf.sha256("a").is_err());
        shelf.create("a").expect("create");
        assert_eq!(shelf.len("a").expect("len"), Some(0));
        shelf.append("a", 0, b"hello").expect("append");
        shelf.append("a", 5, b" there").expect("append");
        shelf.cut("a", 5).expect("cut");
        shelf.append("a", 5, b"!").expect("append again");
        shelf.sync("a").expect("sync");
        assert_eq!(shelf.read("a").expect("read"), b"hello!");
        shelf.cut("a", 5).expect("cut");
        assert_eq!(shelf.len("a").expect("len"), Some(5));
        assert_eq!(shelf.sha256("a").expect("hash"), counter_backoffice::digest::sha256_hex(b"hello"));
        shelf.remove("a").expect("remove");
        shelf.remove("a").expect("remove again");
        assert!(shelf.read("a").is_err());
        shelf.create("a").expect("anew");
        assert_eq!(shelf.len("a").expect("len"), Some(0), "nothing of the first one");
    }

    #[test]
    fn every_kind_behaves_alike() {
        let folder = tempfile::tempdir().expect("folder");
        behaves(&Shelf::folder(&folder.path().join("parts")).expect("shelf"));
        behaves(&Shelf::database(None, None).expect("shelf"));
        behaves(&Shelf::database(Some(&folder.path().join("parts.db")), Some(&[7; 32])).expect("shelf"));
    }
}
