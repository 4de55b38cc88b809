//! Which case bears which number, for ever: a number belongs to one case, and a case's number never
//! changes.

use crate::database::rows::HeadRow;
use crate::error::StoreError;
use rusqlite::{Connection, OptionalExtension};

pub(crate) const CREATE: &str = "
CREATE TABLE numbers (
  kind TEXT NOT NULL CHECK (kind IN ('provisional', 'official')),
  number TEXT NOT NULL,
  case_id TEXT NOT NULL REFERENCES heads (case_id),
  PRIMARY KEY (kind, number),
  UNIQUE (kind, case_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER numbers_never_change BEFORE UPDATE ON numbers BEGIN SELECT RAISE(ABORT, 'numbers never change'); END;
CREATE TRIGGER numbers_never_go BEFORE DELETE ON numbers BEGIN SELECT RAISE(ABORT, 'numbers never go'); END;
";

/// Records the numbers a head bears, and refuses one that is another case's, was another before, or
/// got lost.
pub(crate) fn record_numbers(db: &Connection, head: &HeadRow) -> Result<(), StoreError> {
    record_one(db, "provisional", head.provisional.as_deref(), &head.case)?;
    record_one(db, "official", head.official.as_deref(), &head.case)
}

fn record_one(
    db: &Connection,
    kind: &str,
    number: Option<&str>,
    case: &str,
) -> Result<(), StoreError> {
    let borne: Option<String> = db
        .prepare_cached("SELECT number FROM numbers WHERE kind = ?1 AND case_id = ?2")?
        .query_row([kind, case], |row| row.get(0))
        .optional()?;
    match (borne, number) {
        (None, None) => Ok(()),
        (Some(borne), Some(number)) if borne == number => Ok(()),
        (Some(_), _) => Err(StoreError::NumberTaken),
        (None, Some(number)) => {
            let mut statement = db.prepare_cached(
                "INSERT INTO numbers (kind, number, case_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            )?;
            match statement.execute([kind, number, case])? {
                0 => Err(StoreError::NumberTaken),
                _ => Ok(()),
            }
        }
    }
}
