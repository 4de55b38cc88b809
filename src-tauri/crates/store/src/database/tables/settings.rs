//! Named values of the station. What a name means is the desk's matter.

use crate::error::StoreError;
use rusqlite::{Connection, OptionalExtension};

pub(crate) const CREATE: &str = "
CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

pub(crate) fn get_setting(db: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    Ok(db
        .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

pub(crate) fn put_setting(db: &Connection, name: &str, value: &str) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
    )?
    .execute([name, value])?;
    Ok(())
}

/// Names that begin so, in their order.
pub(crate) fn setting_names(db: &Connection, prefix: &str) -> Result<Vec<String>, StoreError> {
    let mut read = db.prepare_cached(
        "SELECT name FROM settings WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name",
    )?;
    let names = read.query_map([prefix], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(names)
}

pub(crate) fn remove_setting(db: &Connection, name: &str) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM settings WHERE name = ?1")?.execute([name])?;
    Ok(())
}
