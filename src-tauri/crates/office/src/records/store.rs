//! Where connections to the records come from, whichever kind of database has them.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::db::{Backend, Db};
use super::pool::Pool;
use super::schema::migrate_tables;
use super::server_runtime::ServerRuntime;
use super::sqlite::{self, Key, connect_file};
use crate::error::{DbError, OpenError};

pub enum Records {
    File(Mutex<Connection>),
    Server(Box<Pool>),
}

impl Records {
    /// In memory without a file.
    pub fn open_file(
        file: Option<&Path>,
        key: Option<&Key>,
        trial: bool,
    ) -> Result<Self, OpenError> {
        Records::File(Mutex::new(connect_file(file, key)?)).with_tables(trial)
    }

    pub fn open_server(
        url: &str,
        runtime: &Arc<ServerRuntime>,
        trial: bool,
    ) -> Result<Self, OpenError> {
        Records::Server(Box::new(Pool::open(url, runtime)?)).with_tables(trial)
    }

    /// Of an office that is there, and whether it is a trial. Nothing is made where there is none.
    pub fn find_file(file: &Path, key: Option<&Key>) -> Result<(Self, bool), OpenError> {
        if !file.is_file() {
            return Err(OpenError::NoOffice);
        }
        Records::File(Mutex::new(connect_file(Some(file), key)?)).with_known_tables()
    }

    /// The same of a database of PostgreSQL.
    pub fn find_server(url: &str, runtime: &Arc<ServerRuntime>) -> Result<(Self, bool), OpenError> {
        Records::Server(Box::new(Pool::open(url, runtime)?)).with_known_tables()
    }

    fn with_known_tables(self) -> Result<(Self, bool), OpenError> {
        let trial = read_kind(&self.get_db()?)?.ok_or(OpenError::NoOffice)?;
        Ok((self.with_tables(trial)?, trial))
    }

    fn with_tables(self, trial: bool) -> Result<Self, OpenError> {
        migrate_tables(self.begin_change("schema")?, trial)?;
        Ok(self)
    }

    /// For statements that stand alone.
    pub fn get_db(&self) -> Result<Db<'_>, DbError> {
        let backend = match self {
            // A panic elsewhere rolled its change back, so going on is safe.
            Records::File(file) => {
                Backend::File(file.lock().unwrap_or_else(PoisonError::into_inner))
            }
            Records::Server(pool) => Backend::Server(pool.lease_connection()?),
        };
        Ok(Db { backend, uncommitted: false })
    }

    /// For several statements that count together or not at all. Of changes about the same thing
    /// only one goes on at a time, whichever process makes them; what it reads is what the one
    /// before has left.
    pub fn begin_change(&self, about: &str) -> Result<Db<'_>, DbError> {
        let mut db = self.get_db()?;
        match &db.backend {
            Backend::File(file) => {
                file.execute_batch("BEGIN IMMEDIATE").map_err(sqlite::map_error)?
            }
            Backend::Server(lease) => lease.begin_transaction(about)?,
        }
        db.uncommitted = true;
        Ok(db)
    }
}

/// Whether the office whose tables are there is a trial; none where there are no tables.
fn read_kind(db: &Db<'_>) -> Result<Option<bool>, DbError> {
    let has_tables = match db.backend {
        Backend::File(_) => "PRAGMA user_version",
        Backend::Server(_) => "SELECT to_regclass('office_version') IS NOT NULL",
    };
    if !db.query_first(has_tables, &[])?.ok_or(DbError::Unreadable)?.get::<bool>(0)? {
        return Ok(None);
    }
    db.query_first("SELECT trial FROM office", &[])?.map(|row| row.get(0)).transpose()
}
