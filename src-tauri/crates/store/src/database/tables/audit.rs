//! Who did what. Lines are added and never changed.

use crate::database::rows::AuditRow;
use crate::error::StoreError;
use rusqlite::Connection;

pub(crate) const CREATE: &str = "
CREATE TABLE audit (
  turn INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  action TEXT NOT NULL,
  case_id TEXT,
  outcome TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit lines never change'); END;
CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit lines never go'); END;
";

pub(crate) fn insert_line(db: &Connection, a: &AuditRow) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO audit (at, by, action, case_id, outcome) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((&a.at, &a.by, &a.action, &a.case, &a.outcome))?;
    Ok(())
}

/// Newest first.
pub(crate) fn latest_lines(db: &Connection, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT at, by, action, case_id, outcome FROM audit ORDER BY turn DESC LIMIT ?1",
    )?;
    let rows = statement.query_map([limit], |row| {
        Ok(AuditRow {
            at: row.get(0)?,
            by: row.get(1)?,
            action: row.get(2)?,
            case: row.get(3)?,
            outcome: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
