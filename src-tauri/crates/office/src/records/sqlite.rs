//! Records in a file, or in memory. Every write that an answer depends on is committed with `synchronous=FULL`.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, params_from_iter};

use super::{DbError, Row, Value};
use crate::OpenError;

/// What a database is encrypted with.
pub type Key = [u8; 32];

/// A connection on which nothing is lost; in memory without a file, encrypted with a key.
pub fn connect(file: Option<&Path>, key: Option<&Key>) -> Result<Connection, OpenError> {
    let db = match file {
        Some(file) => Connection::open(file),
        None => Connection::open_in_memory(),
    }
    .map_err(failed)?;
    if let Some(key) = key {
        // SQLCipher would tell standard error about each failed page.
        db.pragma_update(None, "cipher_log_level", "NONE").map_err(failed)?;
        db.pragma_update(None, "key", format!("x'{}'", hex::encode(key))).map_err(failed)?;
    }
    match db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0)) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => return Err(OpenError::WrongKey),
        read => read.map_err(failed)?,
    };
    set_up(&db).map_err(failed)?;
    Ok(db)
}

fn set_up(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)
}

pub fn query(db: &Connection, sql: &str, values: &[Value]) -> Result<Vec<Row>, DbError> {
    let mut query = db.prepare_cached(sql).map_err(failed)?;
    let columns = query.column_count();
    let read = |row: &rusqlite::Row<'_>| (0..columns).map(|column| row.get(column)).collect::<Result<_, _>>().map(Row);
    let rows = query.query_map(params_from_iter(values), read).map_err(failed)?;
    rows.collect::<Result<_, _>>().map_err(failed)
}

pub fn failed(error: rusqlite::Error) -> DbError {
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => DbError::Taken,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => DbError::Away,
        Some(code) => DbError::Failed(format!("{code:?}")),
        None => DbError::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Records;
    use super::*;

    #[test]
    fn a_sealed_database_opens_with_its_key_only() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("office.db");
        let open = |file: &Path, key: Option<&Key>| Records::file(Some(file), key, true);
        drop(open(&file, Some(&[1; 32])).expect("first"));
        assert!(matches!(open(&file, Some(&[2; 32])), Err(OpenError::WrongKey)));
        assert!(matches!(open(&file, None), Err(OpenError::WrongKey)));
        drop(open(&file, Some(&[1; 32])).expect("again"));
        let plain = folder.path().join("plain.db");
        drop(open(&plain, None).expect("first"));
        assert!(matches!(open(&plain, Some(&[1; 32])), Err(OpenError::WrongKey)));
    }
}
