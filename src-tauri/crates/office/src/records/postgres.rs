//! One connection to PostgreSQL.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use futures_util::TryStreamExt;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::value::{Row, Value};
use crate::error::DbError;
use crate::mutants::Mutant;

/// An answer is given once it is on the disk, whatever the server's own default; a stronger one is
/// left alone. What takes longer than the office waits is ended, so that it holds up nobody.
const SESSION_SETTINGS: &str = "
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
SET statement_timeout = '4s'; SET lock_timeout = '3s'; SET idle_in_transaction_session_timeout = '20s';
";

fn session_settings() -> &'static str {
    if Mutant::LazyCommit.is_planted() { "SET synchronous_commit = off" } else { SESSION_SETTINGS }
}

pub struct Conn {
    client: Client,
    /// Each statement is explained to the server once.
    statements: Mutex<HashMap<String, Statement>>,
    given_up: AtomicBool,
}

impl Conn {
    /// The connection and the work that keeps it going.
    pub async fn open(
        config: Config,
        tls: MakeRustlsConnect,
    ) -> Result<(Conn, impl Future<Output = ()> + Send + 'static), DbError> {
        let (client, driver) = config.connect(tls).await.map_err(map_error)?;
        let mut driver = Box::pin(driver);
        tokio::select! {
            outcome = client.batch_execute(session_settings()) => outcome.map_err(map_error)?,
            _ = &mut driver => return Err(DbError::Away),
        };
        let conn = Conn { client, statements: Mutex::default(), given_up: AtomicBool::new(false) };
        // Why it ended is told to whoever asks next.
        Ok((conn, async move { drop(driver.await) }))
    }

    pub fn is_closed(&self) -> bool {
        self.given_up.load(Ordering::Relaxed) || self.client.is_closed()
    }

    pub fn give_up(&self) {
        self.given_up.store(true, Ordering::Relaxed);
    }

    pub async fn query_rows(&self, sql: String, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let cached =
            self.statements.lock().unwrap_or_else(PoisonError::into_inner).get(&sql).cloned();
        let statement = match cached {
            Some(statement) => statement,
            None => {
                let statement =
                    self.client.prepare(&sql.replace('?', "$")).await.map_err(map_error)?;
                self.statements
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .insert(sql, statement.clone());
                statement
            }
        };
        let rows = self.client.query_raw(&statement, values).await.map_err(map_error)?;
        let rows: Vec<tokio_postgres::Row> = rows.try_collect().await.map_err(map_error)?;
        let read = |row: tokio_postgres::Row| {
            (0..row.len()).map(|column| row.try_get(column)).collect::<Result<_, _>>()
        };
        rows.into_iter().map(|row| read(row).map(Row).map_err(|_| DbError::Unreadable)).collect()
    }

    pub async fn run_batch(&self, sql: &str) -> Result<(), DbError> {
        self.client.batch_execute(sql).await.map_err(map_error)
    }
}

fn map_error(error: tokio_postgres::Error) -> DbError {
    // Without a code of the server's: the line broke, or there is none.
    let Some(code) = error.code() else {
        return DbError::Away;
    };
    if *code == SqlState::UNIQUE_VIOLATION {
        return DbError::Taken;
    }
    // Connection, conflict with others, no room, stopped by hand or by time, trouble with its disk;
    // a server that is only a copy for the time being; one that waited for a lock in vain.
    let transient = ["08", "40", "53", "57", "58", "25006", "25P03", "55P03"];
    if transient.iter().any(|class| code.code().starts_with(class)) {
        DbError::Away
    } else {
        DbError::Failed(code.code().into())
    }
}
