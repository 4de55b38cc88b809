//! Counters for the numbers the station hands out itself. A number once handed out is gone, used or
//! not.

use crate::error::StoreError;
use rusqlite::{Connection, params};
use std::ops::RangeInclusive;

pub(crate) const CREATE: &str = "
CREATE TABLE series (
  name TEXT NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

/// The next so many. The caller must commit before showing one of them to anyone.
pub(crate) fn take_numbers(
    db: &Connection,
    name: &str,
    count: u64,
) -> Result<RangeInclusive<u64>, StoreError> {
    let last: u64 = db
        .prepare_cached(
            "INSERT INTO series (name, last) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET last = last + ?2 RETURNING last",
        )?
        .query_row(params![name, count], |row| row.get(0))?;
    Ok(last + 1 - count..=last)
}
