//! The wrapped key of each case's pages. Destroying it is what purging means; the emptied row
//! stays, so the case gets a new one only where it is taken up again from what the office has.

use crate::error::StoreError;
use rusqlite::{Connection, OptionalExtension};

pub(crate) const CREATE: &str = "
CREATE TABLE case_keys (
  case_id TEXT NOT NULL PRIMARY KEY,
  wrapped BLOB
) STRICT, WITHOUT ROWID;
";

pub(crate) enum Kept {
    Never,
    Wrapped(Vec<u8>),
    Destroyed,
}

pub(crate) fn find_key(db: &Connection, case: &str) -> Result<Kept, StoreError> {
    let wrapped: Option<Option<Vec<u8>>> = db
        .prepare_cached("SELECT wrapped FROM case_keys WHERE case_id = ?1")?
        .query_row([case], |row| row.get(0))
        .optional()?;
    Ok(match wrapped {
        None => Kept::Never,
        Some(None) => Kept::Destroyed,
        Some(Some(wrapped)) => Kept::Wrapped(wrapped),
    })
}

pub(crate) fn insert_key(db: &Connection, case: &str, wrapped: &[u8]) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO case_keys (case_id, wrapped) VALUES (?1, ?2)")?
        .execute((case, wrapped))?;
    Ok(())
}

/// For pages that come after those that were destroyed.
pub(crate) fn renew_key(db: &Connection, case: &str, wrapped: &[u8]) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE case_keys SET wrapped = ?2 WHERE case_id = ?1 AND wrapped IS NULL")?
        .execute((case, wrapped))?;
    Ok(())
}

pub(crate) fn destroy_key(db: &Connection, case: &str) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO case_keys (case_id, wrapped) VALUES (?1, NULL)
         ON CONFLICT (case_id) DO UPDATE SET wrapped = NULL",
    )?
    .execute([case])?;
    Ok(())
}

pub(crate) fn destroyed_cases(db: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = db.prepare_cached("SELECT case_id FROM case_keys WHERE wrapped IS NULL")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
