//! A connection to the records while somebody uses it.

use std::sync::MutexGuard;

use rusqlite::Connection;

use super::pool::Lease;
use super::sqlite;
use super::value::{Row, Value};
use crate::error::DbError;

/// A connection, this thread's until it is dropped.
pub struct Db<'a> {
    pub(super) backend: Backend<'a>,
    /// Within a change that is not committed.
    pub(super) uncommitted: bool,
}

pub(super) enum Backend<'a> {
    File(MutexGuard<'a, Connection>),
    Server(Lease<'a>),
}

impl Db<'_> {
    pub fn query(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, DbError> {
        match &self.backend {
            Backend::File(file) => sqlite::query_rows(file, sql, values),
            Backend::Server(lease) => lease.query_rows(sql, values),
        }
    }

    /// The first row, if there is any.
    pub fn query_first(&self, sql: &str, values: &[Value]) -> Result<Option<Row>, DbError> {
        Ok(self.query(sql, values)?.into_iter().next())
    }

    pub fn execute(&self, sql: &str, values: &[Value]) -> Result<(), DbError> {
        self.query(sql, values).map(drop)
    }

    /// Returns once the change would survive a power cut. An error says nothing about whether it
    /// will.
    pub fn commit(mut self) -> Result<(), DbError> {
        self.run_batch("COMMIT")?;
        self.uncommitted = false;
        Ok(())
    }

    /// Several statements without values.
    pub(super) fn run_batch(&self, sql: &str) -> Result<(), DbError> {
        match &self.backend {
            Backend::File(file) => file.execute_batch(sql).map_err(sqlite::map_error),
            Backend::Server(lease) => lease.run_batch(sql),
        }
    }
}

impl Drop for Db<'_> {
    fn drop(&mut self) {
        if self.uncommitted {
            // A connection on which this fails is not used again; the database rolls back what it
            // left.
            let _ = self.run_batch("ROLLBACK");
        }
    }
}
