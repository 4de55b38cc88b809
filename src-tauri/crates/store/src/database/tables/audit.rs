//! Who did what. Lines are added and never changed, each chained to the one before.

use crate::database::rows::{AuditHead, AuditRow};
use crate::error::StoreError;
use counter_core::audit_chain::{AuditText, TrailProof, hash_line};
use rusqlite::{Connection, OptionalExtension};

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

/// Lines of before have neither: they are in no chain.
pub(crate) const CHAIN: &str = "
ALTER TABLE audit ADD COLUMN prev TEXT;
ALTER TABLE audit ADD COLUMN hash TEXT;
";

pub(crate) fn insert_line(db: &Connection, a: &AuditRow) -> Result<(), StoreError> {
    let tail = find_tail(db)?;
    let text = AuditText {
        turn: tail.lines + 1,
        at: &a.at,
        by: &a.by,
        action: &a.action,
        case: a.case.as_deref(),
        outcome: &a.outcome,
    };
    let hash = hash_line(&tail.head, &text);
    db.prepare_cached(
        "INSERT INTO audit (turn, at, by, action, case_id, outcome, prev, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute((text.turn, &a.at, &a.by, &a.action, &a.case, &a.outcome, &tail.head, &hash))?;
    Ok(())
}

/// The end of the trail, which the next line follows. The head is empty where no line is chained.
pub(crate) fn find_tail(db: &Connection) -> Result<AuditHead, StoreError> {
    let tail = db
        .prepare_cached("SELECT turn, coalesce(hash, '') FROM audit ORDER BY turn DESC LIMIT 1")?
        .query_row([], |row| Ok(AuditHead { lines: row.get(0)?, head: row.get(1)? }))
        .optional()?;
    Ok(tail.unwrap_or_default())
}

/// The hash of the line of this turn, where there is such a line and it is chained.
pub(crate) fn find_hash(db: &Connection, turn: u64) -> Result<Option<String>, StoreError> {
    let hash: Option<Option<String>> = db
        .prepare_cached("SELECT hash FROM audit WHERE turn = ?1")?
        .query_row([turn], |row| row.get(0))
        .optional()?;
    Ok(hash.flatten())
}

/// Reads every line, in the order in which they were written.
pub(crate) fn prove_trail(db: &Connection) -> Result<TrailProof, StoreError> {
    let mut statement = db.prepare(
        "SELECT turn, at, by, action, case_id, outcome, prev, hash FROM audit ORDER BY turn",
    )?;
    let mut rows = statement.query([])?;
    let mut proof = TrailProof::default();
    while let Some(row) = rows.next()? {
        let (at, by, action): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let (case, outcome): (Option<String>, String) = (row.get(4)?, row.get(5)?);
        let (prev, hash): (Option<String>, Option<String>) = (row.get(6)?, row.get(7)?);
        let text = AuditText {
            turn: row.get(0)?,
            at: &at,
            by: &by,
            action: &action,
            case: case.as_deref(),
            outcome: &outcome,
        };
        proof.follow(&text, prev.as_deref(), hash.as_deref());
    }
    Ok(proof)
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
