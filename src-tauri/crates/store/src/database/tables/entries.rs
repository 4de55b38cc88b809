//! The journals of all cases. Rows are added and never changed: triggers hold to that even against
//! this program's mistakes.

use crate::database::rows::EntryRow;
use crate::error::StoreError;
use rusqlite::{Connection, OptionalExtension, Row};

pub(crate) const CREATE: &str = "
CREATE TABLE entries (
  case_id TEXT NOT NULL REFERENCES heads (case_id),
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  body TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries never change'); END;
CREATE TRIGGER entries_never_go BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries never go'); END;
";

/// The end of a journal: how long it is and what the next entry must follow.
pub(crate) struct Tail {
    pub count: u64,
    /// The last entry's hash; empty before the first.
    pub hash: String,
}

pub(crate) fn journal_tail(db: &Connection, case: &str) -> Result<Tail, StoreError> {
    let count = db
        .prepare_cached("SELECT count(*) FROM entries WHERE case_id = ?1")?
        .query_row([case], |row| row.get(0))?;
    let last: Option<String> = db
        .prepare_cached("SELECT hash FROM entries WHERE case_id = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([case], |row| row.get(0))
        .optional()?;
    let hash = last.unwrap_or_default();
    Ok(Tail { count, hash })
}

pub(crate) fn insert_entry(db: &Connection, e: &EntryRow) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO entries (case_id, seq, at, by, body, prev, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute((&e.case, e.seq, &e.at, &e.by, &e.body, &e.prev, &e.hash))?;
    Ok(())
}

pub(crate) fn of_case(db: &Connection, case: &str) -> Result<Vec<EntryRow>, StoreError> {
    let mut statement = db
        .prepare_cached("SELECT case_id, seq, at, by, body, prev, hash FROM entries WHERE case_id = ?1 ORDER BY seq")?;
    let rows = statement.query_map([case], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row) -> rusqlite::Result<EntryRow> {
    Ok(EntryRow {
        case: row.get(0)?,
        seq: row.get(1)?,
        at: row.get(2)?,
        by: row.get(3)?,
        body: row.get(4)?,
        prev: row.get(5)?,
        hash: row.get(6)?,
    })
}
