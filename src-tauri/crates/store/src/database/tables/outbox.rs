//! Submissions and events on their way to the office, oldest first. What is sent and under which key
//! never changes; only its progress does.
//!
//! Invariant: the outbox payload is made once and never changed (a trigger refuses it);
//! Idempotency-Key is the case's UUID, from revision 2 on with the revision's number; an event's is
//! its own id.

use crate::database::rows::OutboxRow;
use crate::error::StoreError;
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

/// A case can be submitted again, amended: one row for each revision. What was there is the first.
pub(crate) const REVISIONS: &str = "
CREATE TABLE outbox_by_revision (
  turn INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id TEXT NOT NULL REFERENCES heads (case_id),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  payload TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_at_ms INTEGER NOT NULL,
  last_code TEXT,
  progress TEXT NOT NULL,
  UNIQUE (case_id, revision)
) STRICT;
INSERT INTO outbox_by_revision
  SELECT turn, case_id, 1, payload, key, state, attempts, next_at_ms, last_code, progress FROM outbox ORDER BY turn;
DROP TABLE outbox;
ALTER TABLE outbox_by_revision RENAME TO outbox;
CREATE TRIGGER outbox_payload_never_changes BEFORE UPDATE OF case_id, revision, payload, key ON outbox
  BEGIN SELECT RAISE(ABORT, 'a submission never changes'); END;
";

/// Nothing goes from the outbox, and what is done is nearly all of it.
pub(crate) const OPEN: &str =
    "CREATE INDEX outbox_open ON outbox (turn) WHERE state <> 'acknowledged';";

/// What goes in the place of a refused submission, or on paper, is done with the one before.
pub(crate) const SETTLED: &str = "
DROP INDEX outbox_open;
CREATE INDEX outbox_open ON outbox (turn) WHERE state NOT IN ('acknowledged', 'replaced', 'handed_over');
";

/// Each submission is for one office. Those from before have none until whoever knows says which.
pub(crate) const OFFICE: &str = "
ALTER TABLE outbox ADD COLUMN office TEXT NOT NULL DEFAULT '';
CREATE TRIGGER outbox_office_never_changes BEFORE UPDATE OF office ON outbox WHEN OLD.office <> ''
  BEGIN SELECT RAISE(ABORT, 'a submission stays with its office'); END;
";

/// A second kind of row: something that happened after a revision, by its id. A submission has none.
/// One table, since both go in one order.
pub(crate) const EVENTS: &str = "
CREATE TABLE outbox_with_events (
  turn INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id TEXT NOT NULL REFERENCES heads (case_id),
  office TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL CHECK (revision >= 1),
  event TEXT NOT NULL DEFAULT '',
  payload TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_at_ms INTEGER NOT NULL,
  last_code TEXT,
  progress TEXT NOT NULL,
  UNIQUE (case_id, revision, event)
) STRICT;
INSERT INTO outbox_with_events
  SELECT turn, case_id, office, revision, '', payload, key, state, attempts, next_at_ms, last_code, progress
  FROM outbox ORDER BY turn;
DROP TABLE outbox;
ALTER TABLE outbox_with_events RENAME TO outbox;
CREATE INDEX outbox_open ON outbox (turn) WHERE state NOT IN ('acknowledged', 'replaced', 'handed_over');
CREATE TRIGGER outbox_payload_never_changes BEFORE UPDATE OF case_id, revision, event, payload, key ON outbox
  BEGIN SELECT RAISE(ABORT, 'a submission never changes'); END;
CREATE TRIGGER outbox_office_never_changes BEFORE UPDATE OF office ON outbox WHEN OLD.office <> ''
  BEGIN SELECT RAISE(ABORT, 'a submission stays with its office'); END;
";

const COLUMNS: &str = "case_id, office, revision, event, payload, key, state, attempts, next_at_ms,
  last_code, progress";

pub(crate) fn upsert_row(db: &Connection, o: &OutboxRow) -> Result<(), StoreError> {
    match find_row(db, o)? {
        Some(stored) if differs(&stored, o) => Err(StoreError::PayloadFixed),
        Some(_) => advance(db, o),
        None => insert(db, o),
    }
}

/// In what never changes.
fn differs(stored: &OutboxRow, o: &OutboxRow) -> bool {
    stored.payload != o.payload || stored.key != o.key || stored.office != o.office
}

/// Submissions of nobody's yet are this office's.
pub(crate) fn assign_office(db: &Connection, office: &str) -> Result<(), StoreError> {
    db.execute("UPDATE outbox SET office = ?1 WHERE office = ''", [office])?;
    Ok(())
}

fn advance(db: &Connection, o: &OutboxRow) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE outbox SET state = ?4, attempts = ?5, next_at_ms = ?6, last_code = ?7, progress = ?8
         WHERE case_id = ?1 AND revision = ?2 AND event = ?3",
    )?
    .execute((
        &o.case,
        o.revision,
        event_text(o),
        &o.state,
        o.attempts,
        o.next_at_ms,
        &o.last_code,
        &o.progress,
    ))?;
    Ok(())
}

fn insert(db: &Connection, o: &OutboxRow) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO outbox (case_id, office, revision, event, payload, key, state, attempts, next_at_ms, last_code, progress)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute((
        &o.case,
        &o.office,
        o.revision,
        event_text(o),
        &o.payload,
        &o.key,
        &o.state,
        o.attempts,
        o.next_at_ms,
        &o.last_code,
        &o.progress,
    ))?;
    Ok(())
}

/// The row as it stands, by what it is.
fn find_row(db: &Connection, o: &OutboxRow) -> Result<Option<OutboxRow>, StoreError> {
    Ok(db
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM outbox WHERE case_id = ?1 AND revision = ?2 AND event = ?3"
        ))?
        .query_row((&o.case, o.revision, event_text(o)), read)
        .optional()?)
}

/// The row with this key.
pub(crate) fn find_key(db: &Connection, key: &str) -> Result<Option<OutboxRow>, StoreError> {
    Ok(db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM outbox WHERE key = ?1"))?
        .query_row([key], read)
        .optional()?)
}

/// As the column has it.
fn event_text(o: &OutboxRow) -> &str {
    o.event.as_deref().unwrap_or_default()
}

/// How many submissions there are of each state, by what was last said of them.
pub(crate) fn count_states(
    db: &Connection,
) -> Result<Vec<(String, Option<String>, u32)>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT state, last_code, count(*) FROM outbox GROUP BY state, last_code ORDER BY state, last_code",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All submissions of a case, the first one first.
pub(crate) fn of_case(db: &Connection, case: &str) -> Result<Vec<OutboxRow>, StoreError> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM outbox WHERE case_id = ?1 AND event = '' ORDER BY revision"
    ))?;
    let rows = statement.query_map([case], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All events of a case, the first one first.
pub(crate) fn events_of_case(db: &Connection, case: &str) -> Result<Vec<OutboxRow>, StoreError> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM outbox WHERE case_id = ?1 AND event <> '' ORDER BY turn"
    ))?;
    let rows = statement.query_map([case], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn all_rows(db: &Connection) -> Result<Vec<OutboxRow>, StoreError> {
    let mut statement =
        db.prepare_cached(&format!("SELECT {COLUMNS} FROM outbox ORDER BY turn"))?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What is not acknowledged, replaced or handed over; parked and refused submissions included.
pub(crate) fn open_rows(db: &Connection) -> Result<Vec<OutboxRow>, StoreError> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM outbox
         WHERE state NOT IN ('acknowledged', 'replaced', 'handed_over') ORDER BY turn"
    ))?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row) -> rusqlite::Result<OutboxRow> {
    Ok(OutboxRow {
        case: row.get(0)?,
        office: row.get(1)?,
        revision: row.get(2)?,
        event: Some(row.get(3)?).filter(|event: &String| !event.is_empty()),
        payload: row.get(4)?,
        key: row.get(5)?,
        state: row.get(6)?,
        attempts: row.get(7)?,
        next_at_ms: row.get(8)?,
        last_code: row.get(9)?,
        progress: row.get(10)?,
    })
}
