//! The cases that stood when this table was made. Their journals follow a formula that newer cases
//! may not have, so the list is closed from its first moment.

use crate::error::StoreError;
use rusqlite::Connection;

pub(crate) const CREATE: &str = "
CREATE TABLE older_cases (
  case_id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO older_cases (case_id) SELECT case_id FROM heads;
CREATE TRIGGER older_cases_never_come BEFORE INSERT ON older_cases BEGIN SELECT RAISE(ABORT, 'older cases never come'); END;
CREATE TRIGGER older_cases_never_change BEFORE UPDATE ON older_cases BEGIN SELECT RAISE(ABORT, 'older cases never change'); END;
CREATE TRIGGER older_cases_never_go BEFORE DELETE ON older_cases BEGIN SELECT RAISE(ABORT, 'older cases never go'); END;
";

pub(crate) fn has_case(db: &Connection, case: &str) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM older_cases WHERE case_id = ?1)")?
        .query_row([case], |row| row.get(0))?)
}
