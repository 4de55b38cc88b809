//! 文号 of a department: the ranges that the office gave in advance, and which case each number was
//! taken for. A number once taken is gone; whether a paper bears it says that case's journal, and
//! one that none bears is spoilt.
//!
//! Invariant: a number is taken once, in the order of its range, and is never taken back (triggers
//! refuse it).

use crate::database::rows::{NumberRange, TakenNumber};
use crate::error::StoreError;
use rusqlite::{Connection, OptionalExtension, params};

pub(crate) const CREATE: &str = "
CREATE TABLE number_ranges (
  turn INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  department TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  first INTEGER NOT NULL CHECK (first >= 1),
  last INTEGER NOT NULL CHECK (last >= first)
) STRICT;
CREATE TRIGGER number_ranges_never_change BEFORE UPDATE ON number_ranges BEGIN SELECT RAISE(ABORT, 'number ranges never change'); END;
CREATE TRIGGER number_ranges_never_go BEFORE DELETE ON number_ranges BEGIN SELECT RAISE(ABORT, 'number ranges never go'); END;
CREATE TABLE taken_numbers (
  range_id TEXT NOT NULL REFERENCES number_ranges (id),
  place INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL REFERENCES heads (case_id),
  PRIMARY KEY (range_id, place)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER taken_numbers_never_change BEFORE UPDATE ON taken_numbers BEGIN SELECT RAISE(ABORT, 'taken numbers never change'); END;
CREATE TRIGGER taken_numbers_never_go BEFORE DELETE ON taken_numbers BEGIN SELECT RAISE(ABORT, 'taken numbers never go'); END;
";

/// The same range twice is one. One that shares a number with another is refused, and so is another
/// content under a known id.
pub(crate) fn insert_range(db: &Connection, range: &NumberRange) -> Result<(), StoreError> {
    if find_range(db, &range.id)?.is_some_and(|known| known == *range) {
        return Ok(());
    }
    let shares: bool = db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM number_ranges
             WHERE prefix = ?1 AND suffix = ?2 AND first <= ?4 AND last >= ?3)",
        )?
        .query_row(params![range.prefix, range.suffix, range.first, range.last], |row| {
            row.get(0)
        })?;
    if shares {
        return Err(StoreError::NumberTaken);
    }
    db.prepare_cached(
        "INSERT INTO number_ranges (id, department, prefix, suffix, first, last)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        range.id,
        range.department,
        range.prefix,
        range.suffix,
        range.first,
        range.last
    ])?;
    Ok(())
}

fn find_range(db: &Connection, id: &str) -> Result<Option<NumberRange>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id, department, prefix, suffix, first, last FROM number_ranges WHERE id = ?1",
    )?;
    let found = statement.query_row([id], |row| {
        Ok(NumberRange {
            id: row.get(0)?,
            department: row.get(1)?,
            prefix: row.get(2)?,
            suffix: row.get(3)?,
            first: row.get(4)?,
            last: row.get(5)?,
        })
    });
    Ok(found.optional()?)
}

/// How many numbers of this department are left.
pub(crate) fn count_free(db: &Connection, department: &str) -> Result<u64, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT COALESCE(SUM(r.last - r.first + 1
           - (SELECT COUNT(*) FROM taken_numbers AS t WHERE t.range_id = r.id)), 0)
         FROM number_ranges AS r WHERE r.department = ?1",
    )?;
    Ok(statement.query_row([department], |row| row.get(0))?)
}

/// The next number of this department, for the case; none where none is left. The caller must commit
/// before a paper bears it.
pub(crate) fn take_number(
    db: &Connection,
    department: &str,
    case: &str,
) -> Result<Option<String>, StoreError> {
    let next: Option<(String, u64, String, String)> = db
        .prepare_cached(
            "SELECT id, next, prefix, suffix FROM (
               SELECT r.turn, r.id, r.prefix, r.suffix, r.last, COALESCE(
                 (SELECT MAX(t.place) + 1 FROM taken_numbers AS t WHERE t.range_id = r.id), r.first
               ) AS next
               FROM number_ranges AS r WHERE r.department = ?1
             ) WHERE next <= last ORDER BY turn LIMIT 1",
        )?
        .query_row([department], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some((range, place, prefix, suffix)) = next else { return Ok(None) };
    let number = format!("{prefix}{place}{suffix}");
    db.prepare_cached(
        "INSERT INTO taken_numbers (range_id, place, number, case_id) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![range, place, number, case])?;
    Ok(Some(number))
}

/// All that were taken, range by range in order.
pub(crate) fn list_taken(db: &Connection) -> Result<Vec<TakenNumber>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT r.department, t.number, t.case_id FROM taken_numbers AS t
         JOIN number_ranges AS r ON r.id = t.range_id ORDER BY r.turn, t.place",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(TakenNumber { department: row.get(0)?, number: row.get(1)?, case: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?)
}
