//! Submissions on their way to the office, oldest first. What is sent and under which key never changes; only its progress does.

use crate::{OutboxRow, StoreError};
use rusqlite::{Connection, OptionalExtension, Row};

pub(crate) const CREATE: &str = "
CREATE TABLE outbox (
  turn INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id TEXT NOT NULL UNIQUE REFERENCES heads (case_id),
  payload TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_at_ms INTEGER NOT NULL,
  last_code TEXT,
  progress TEXT NOT NULL
) STRICT;
CREATE TRIGGER outbox_payload_never_changes BEFORE UPDATE OF case_id, payload, key ON outbox
  BEGIN SELECT RAISE(ABORT, 'a submission never changes'); END;
";

const COLUMNS: &str = "case_id, payload, key, state, attempts, next_at_ms, last_code, progress";

pub(crate) fn upsert(db: &Connection, o: &OutboxRow) -> Result<(), StoreError> {
    match one(db, &o.case)? {
        Some(stored) if stored.payload != o.payload || stored.key != o.key => Err(StoreError::PayloadFixed),
        Some(_) => advance(db, o),
        None => insert(db, o),
    }
}

fn advance(db: &Connection, o: &OutboxRow) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE outbox SET state = ?2, attempts = ?3, next_at_ms = ?4, last_code = ?5, progress = ?6 WHERE case_id = ?1",
    )?
    .execute((&o.case, &o.state, o.attempts, o.next_at_ms, &o.last_code, &o.progress))?;
    Ok(())
}

fn insert(db: &Connection, o: &OutboxRow) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO outbox (case_id, payload, key, state, attempts, next_at_ms, last_code, progress)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute((&o.case, &o.payload, &o.key, &o.state, o.attempts, o.next_at_ms, &o.last_code, &o.progress))?;
    Ok(())
}

pub(crate) fn one(db: &Connection, case: &str) -> Result<Option<OutboxRow>, StoreError> {
    Ok(db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM outbox WHERE case_id = ?1"))?
        .query_row([case], read)
        .optional()?)
}

pub(crate) fn all(db: &Connection) -> Result<Vec<OutboxRow>, StoreError> {
    let mut statement = db.prepare_cached(&format!("SELECT {COLUMNS} FROM outbox ORDER BY turn"))?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What may be tried now. Parked, refused and acknowledged submissions are never due, so they cannot hold up the rest.
pub(crate) fn due(db: &Connection, now_ms: i64) -> Result<Vec<OutboxRow>, StoreError> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM outbox
         WHERE state IN ('queued', 'sending', 'awaiting_materials') AND next_at_ms <= ?1 ORDER BY turn"
    ))?;
    let rows = statement.query_map([now_ms], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row) -> rusqlite::Result<OutboxRow> {
    Ok(OutboxRow {
        case: row.get(0)?,
        payload: row.get(1)?,
        key: row.get(2)?,
        state: row.get(3)?,
        attempts: row.get(4)?,
        next_at_ms: row.get(5)?,
        last_code: row.get(6)?,
        progress: row.get(7)?,
    })
}
