//! Which pages lie in the vault, with the hash of their contents. A page counts as stored once its
//! row is committed.

use crate::database::rows::PageRow;
use crate::error::StoreError;
use rusqlite::{Connection, OptionalExtension, Row};

pub(crate) const CREATE: &str = "
CREATE TABLE pages (
  turn INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL REFERENCES case_keys (case_id),
  media TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  len INTEGER NOT NULL
) STRICT;
CREATE INDEX pages_by_case ON pages (case_id, turn);
";

pub(crate) fn insert_page(db: &Connection, p: &PageRow) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO pages (id, case_id, media, sha256, len) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((&p.id, &p.case, &p.media, &p.sha256, p.len))?;
    Ok(())
}

pub(crate) fn find_page(
    db: &Connection,
    case: &str,
    id: &str,
) -> Result<Option<PageRow>, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT id, case_id, media, sha256, len FROM pages WHERE case_id = ?1 AND id = ?2",
        )?
        .query_row([case, id], read)
        .optional()?)
}

/// In the order they were put.
pub(crate) fn of_case(db: &Connection, case: &str) -> Result<Vec<PageRow>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id, case_id, media, sha256, len FROM pages WHERE case_id = ?1 ORDER BY turn",
    )?;
    let rows = statement.query_map([case], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn remove_case(db: &Connection, case: &str) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM pages WHERE case_id = ?1")?.execute([case])?;
    Ok(())
}

fn read(row: &Row) -> rusqlite::Result<PageRow> {
    Ok(PageRow {
        id: row.get(0)?,
        case: row.get(1)?,
        media: row.get(2)?,
        sha256: row.get(3)?,
        len: row.get(4)?,
    })
}
