//! Counters for the numbers the station hands out itself. A number once handed out is gone, used or not.

use crate::StoreError;
use rusqlite::Connection;

pub(crate) const CREATE: &str = "
CREATE TABLE series (
  name TEXT NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

/// The caller must commit before showing the number to anyone.
pub(crate) fn take(db: &Connection, name: &str) -> Result<u64, StoreError> {
    Ok(db
        .prepare_cached(
            "INSERT INTO series (name, last) VALUES (?1, 1)
             ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last",
        )?
        .query_row([name], |row| row.get(0))?)
}
