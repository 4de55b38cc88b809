//! Records in a file, or in memory. Every write that an answer depends on is committed with
//! `synchronous=FULL`.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, params_from_iter};
use zeroize::Zeroizing;

use super::value::{Row, Value};
use crate::error::{DbError, OpenError};

/// What a database is encrypted with.
pub type Key = [u8; 32];

/// A connection on which nothing is lost; in memory without a file, encrypted with a key.
pub fn connect_file(file: Option<&Path>, key: Option<&Key>) -> Result<Connection, OpenError> {
    let db = match file {
        Some(file) => Connection::open(file),
        None => Connection::open_in_memory(),
    }
    .map_err(map_error)?;
    if let Some(key) = key {
        // SQLCipher would tell standard error about each failed page.
        db.pragma_update(None, "cipher_log_level", "NONE").map_err(map_error)?;
        let hex = Zeroizing::new(hex::encode(key));
        let raw = Zeroizing::new(format!("x'{}'", hex.as_str()));
        db.pragma_update(None, "key", raw.as_str()).map_err(map_error)?;
    }
    match db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0)) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            return Err(OpenError::WrongKey);
        }
        read => read.map_err(map_error)?,
    };
    set_pragmas(&db).map_err(map_error)?;
    Ok(db)
}

fn set_pragmas(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)
}

pub fn query_rows(db: &Connection, sql: &str, values: &[Value]) -> Result<Vec<Row>, DbError> {
    let mut statement = db.prepare_cached(sql).map_err(map_error)?;
    let columns = statement.column_count();
    let read = |row: &rusqlite::Row<'_>| {
        (0..columns).map(|column| row.get(column)).collect::<Result<_, _>>().map(Row)
    };
    let rows = statement.query_map(params_from_iter(values), read).map_err(map_error)?;
    rows.collect::<Result<_, _>>().map_err(map_error)
}

pub fn map_error(error: rusqlite::Error) -> DbError {
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => DbError::Taken,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => DbError::Away,
        Some(code) => DbError::Failed(format!("{code:?}")),
        None => DbError::Unreadable,
    }
}
