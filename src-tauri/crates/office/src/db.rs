//! The tables, made forward only. Every write that an answer depends on is committed with `synchronous=FULL`.

use std::path::Path;

use rusqlite::{Connection, ErrorCode};

use crate::OpenError;

const VERSION: i64 = 2;

const V1: &str = "
CREATE TABLE office (trial INTEGER NOT NULL) STRICT;
CREATE TABLE accounts (
  number TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, station TEXT NOT NULL, station_code TEXT NOT NULL,
  window TEXT NOT NULL, verifier TEXT NOT NULL) STRICT;
-- Only hashes: a copy of the database signs nobody in.
CREATE TABLE tokens (hash TEXT PRIMARY KEY, clerk TEXT NOT NULL, expires_ms INTEGER NOT NULL) STRICT;
CREATE TABLE credentials (
  seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, station_code TEXT NOT NULL) STRICT;
CREATE TABLE cases (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given out twice
  uuid TEXT NOT NULL UNIQUE, number TEXT UNIQUE, provisional TEXT UNIQUE, station_code TEXT NOT NULL,
  clerk TEXT NOT NULL, filed_ms INTEGER NOT NULL, state TEXT NOT NULL, submission TEXT NOT NULL,
  answer TEXT, acknowledgement TEXT) STRICT;
CREATE INDEX cases_by_clerk ON cases (clerk, seq);
CREATE TABLE uploads (
  id TEXT PRIMARY KEY, case_uuid TEXT NOT NULL REFERENCES cases (uuid), sha256 TEXT NOT NULL, len INTEGER NOT NULL,
  UNIQUE (case_uuid, sha256)) STRICT;
";

/// A case can be filed again, amended. What each filing said and how it was answered stays; the case keeps its numbers.
const V2: &str = "
CREATE TABLE revisions (
  case_uuid TEXT NOT NULL REFERENCES cases (uuid), revision INTEGER NOT NULL, clerk TEXT NOT NULL,
  filed_ms INTEGER NOT NULL, submission TEXT NOT NULL, answer TEXT NOT NULL, acknowledgement TEXT,
  PRIMARY KEY (case_uuid, revision)) STRICT;
INSERT INTO revisions SELECT uuid, 1, clerk, filed_ms, submission, answer, acknowledgement FROM cases;
CREATE INDEX revisions_by_clerk ON revisions (clerk);
DROP INDEX cases_by_clerk;
ALTER TABLE cases DROP COLUMN clerk;
ALTER TABLE cases DROP COLUMN filed_ms;
ALTER TABLE cases DROP COLUMN state;
ALTER TABLE cases DROP COLUMN submission;
ALTER TABLE cases DROP COLUMN answer;
ALTER TABLE cases DROP COLUMN acknowledgement;
CREATE INDEX cases_by_station ON cases (station_code, seq);
-- Open while it is of the newest revision.
CREATE TABLE returns (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, case_uuid TEXT NOT NULL, revision INTEGER NOT NULL,
  clerk TEXT NOT NULL, clerk_name TEXT NOT NULL, at_ms INTEGER NOT NULL, comments TEXT NOT NULL,
  UNIQUE (case_uuid, revision), FOREIGN KEY (case_uuid, revision) REFERENCES revisions (case_uuid, revision)) STRICT;
-- Who looked at whose papers. Ids only.
CREATE TABLE looks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, clerk TEXT NOT NULL, case_uuid TEXT NOT NULL, what TEXT NOT NULL,
  at_ms INTEGER NOT NULL) STRICT;
";

/// What a database is encrypted with.
pub type Key = [u8; 32];

/// A connection on which nothing is lost; in memory without a file, encrypted with a key.
pub fn connect(file: Option<&Path>, key: Option<&Key>) -> Result<Connection, OpenError> {
    let db = match file {
        Some(file) => Connection::open(file)?,
        None => Connection::open_in_memory()?,
    };
    if let Some(key) = key {
        // SQLCipher would tell standard error about each failed page.
        db.pragma_update(None, "cipher_log_level", "NONE")?;
        db.pragma_update(None, "key", format!("x'{}'", hex::encode(key)))?;
    }
    match db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0)) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => return Err(OpenError::WrongKey),
        read => read?,
    };
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    Ok(db)
}

pub fn open(file: Option<&Path>, key: Option<&Key>, trial: bool) -> Result<Connection, OpenError> {
    let mut db = connect(file, key)?;
    migrate(&mut db, trial)?;
    let stored: bool = db.query_row("SELECT trial FROM office", [], |row| row.get(0))?;
    if stored != trial {
        return Err(OpenError::TrialMixed);
    }
    Ok(db)
}

fn migrate(db: &mut Connection, trial: bool) -> Result<(), OpenError> {
    let change = db.transaction()?;
    let version: i64 = change.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version > VERSION {
        return Err(OpenError::NewerDatabase);
    }
    if version < 1 {
        change.execute_batch(V1)?;
        change.execute("INSERT INTO office (trial) VALUES (?1)", [trial])?;
    }
    if version < 2 {
        change.execute_batch(V2)?;
    }
    change.pragma_update(None, "user_version", VERSION)?;
    change.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_database_and_a_mixed_one_are_refused() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("office.db");
        drop(open(Some(&file), None, true).expect("first"));
        assert!(matches!(open(Some(&file), None, false), Err(OpenError::TrialMixed)));
        let db = open(Some(&file), None, true).expect("again");
        db.pragma_update(None, "user_version", VERSION + 1).expect("raise");
        drop(db);
        assert!(matches!(open(Some(&file), None, true), Err(OpenError::NewerDatabase)));
    }

    #[test]
    fn a_sealed_database_opens_with_its_key_only() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("office.db");
        drop(open(Some(&file), Some(&[1; 32]), true).expect("first"));
        assert!(matches!(open(Some(&file), Some(&[2; 32]), true), Err(OpenError::WrongKey)));
        assert!(matches!(open(Some(&file), None, true), Err(OpenError::WrongKey)));
        drop(open(Some(&file), Some(&[1; 32]), true).expect("again"));
        let plain = folder.path().join("plain.db");
        drop(open(Some(&plain), None, true).expect("first"));
        assert!(matches!(open(Some(&plain), Some(&[1; 32]), true), Err(OpenError::WrongKey)));
    }
}
