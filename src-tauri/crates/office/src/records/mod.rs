//! The office's records: a file of SQLite, or a database of PostgreSQL. Those who ask write one SQL text for both, with the
//! placeholders ?1, ?2 …; what differs between the two is in this folder.

mod pool;
mod postgres;
mod schema;
pub mod server_runtime;
mod sqlite;
mod value;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

pub use sqlite::{Key, connect};
pub(crate) use value::values;
pub use value::{Row, Value};

use crate::OpenError;
use crate::records::server_runtime::Aside;
use pool::{Lease, Pool};

/// Why the records gave no answer. No texts: those of a database may quote what was stored.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    #[error("a value that must be unique is there already")]
    Taken,
    /// Not there, not ready, or too busy: the same may go well in a moment.
    #[error("the database does not answer")]
    Away,
    #[error("a stored value is not of its kind")]
    Unreadable,
    #[error("the database failed: {0}")]
    Failed(String),
}

pub enum Records {
    File(Mutex<Connection>),
    Server(Box<Pool>),
}

/// A connection, this thread's until it is dropped.
pub struct Db<'a> {
    line: Line<'a>,
    /// Within a change that is not committed.
    begun: bool,
}

enum Line<'a> {
    File(MutexGuard<'a, Connection>),
    Server(Lease<'a>),
}

impl Records {
    /// In memory without a file.
    pub fn file(file: Option<&Path>, key: Option<&Key>, trial: bool) -> Result<Self, OpenError> {
        Records::File(Mutex::new(connect(file, key)?)).made_ready(trial)
    }

    pub fn server(url: &str, aside: &Arc<Aside>, trial: bool) -> Result<Self, OpenError> {
        Records::Server(Box::new(Pool::open(url, aside)?)).made_ready(trial)
    }

    fn made_ready(self, trial: bool) -> Result<Self, OpenError> {
        schema::bring_up(&self, trial)?;
        Ok(self)
    }

    /// For statements that stand alone.
    pub fn get(&self) -> Result<Db<'_>, DbError> {
        let line = match self {
            // A panic elsewhere rolled its change back, so going on is safe.
            Records::File(db) => Line::File(db.lock().unwrap_or_else(PoisonError::into_inner)),
            Records::Server(pool) => Line::Server(pool.lease()?),
        };
        Ok(Db { line, begun: false })
    }

    /// For several statements that count together or not at all. Of changes about the same thing only one goes on at a time,
    /// whichever process makes them; what it reads is what the one before has left.
    pub fn change(&self, about: &str) -> Result<Db<'_>, DbError> {
        let mut db = self.get()?;
        match &mut db.line {
            Line::File(file) => file.execute_batch("BEGIN IMMEDIATE").map_err(sqlite::failed)?,
            Line::Server(lease) => lease.begin(about)?,
        }
        db.begun = true;
        Ok(db)
    }
}

impl Db<'_> {
    pub fn query(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, DbError> {
        match &self.line {
            Line::File(db) => sqlite::query(db, sql, values),
            Line::Server(lease) => lease.query(sql, values),
        }
    }

    /// The first row, if there is any.
    pub fn one(&self, sql: &str, values: &[Value]) -> Result<Option<Row>, DbError> {
        Ok(self.query(sql, values)?.into_iter().next())
    }

    pub fn execute(&self, sql: &str, values: &[Value]) -> Result<(), DbError> {
        self.query(sql, values).map(drop)
    }

    /// Returns once the change would survive a power cut. An error says nothing about whether it will.
    pub fn commit(mut self) -> Result<(), DbError> {
        self.batch("COMMIT")?;
        self.begun = false;
        Ok(())
    }

    fn batch(&self, sql: &str) -> Result<(), DbError> {
        match &self.line {
            Line::File(db) => db.execute_batch(sql).map_err(sqlite::failed),
            Line::Server(lease) => lease.batch(sql),
        }
    }
}

impl Drop for Db<'_> {
    fn drop(&mut self) {
        if self.begun {
            // A connection on which this fails is not used again; the database rolls back what it left.
            let _ = self.batch("ROLLBACK");
        }
    }
}
