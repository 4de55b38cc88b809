//! Connections to PostgreSQL: a few, kept while they are idle, made anew after the server was away.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use tokio_postgres::Config;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::postgres::Conn;
use super::postgres_address::{build_tls, parse_address};
use super::server_runtime::ServerRuntime;
use super::value::{Row, Value};
use crate::error::{DbError, OpenError};
use crate::mutants::Mutant;

/// Far below the hundred that a server allows unless it is told otherwise.
const MAX_CONNECTIONS: usize = 32;
/// How long a request waits for a free slot, a connection or an answer before the office says that
/// it cannot answer.
const PATIENCE: Duration = Duration::from_secs(5);

pub struct Pool {
    runtime: Arc<ServerRuntime>,
    config: Config,
    tls: MakeRustlsConnect,
    connections: Mutex<Connections>,
    freed: Condvar,
}

#[derive(Default)]
struct Connections {
    in_use: usize,
    idle: Vec<Arc<Conn>>,
}

/// A connection while somebody uses it.
pub struct Lease<'a> {
    pool: &'a Pool,
    conn: Option<Arc<Conn>>,
}

impl Pool {
    pub fn open(url: &str, runtime: &Arc<ServerRuntime>) -> Result<Self, OpenError> {
        let config = parse_address(url, std::env::var("PGPASSWORD").ok())?;
        let tls = build_tls(&config)?;
        let pool = Pool {
            runtime: runtime.clone(),
            config,
            tls,
            connections: Mutex::default(),
            freed: Condvar::new(),
        };
        // A server told not to wait for its disk breaks the promise that every answer makes.
        let row =
            pool.lease_connection()?.query_rows("SELECT current_setting('fsync')", &[])?.pop();
        let fsync: String = row.ok_or(DbError::Unreadable)?.get(0)?;
        if fsync == "on" { Ok(pool) } else { Err(OpenError::UnsafeDatabase) }
    }

    pub fn lease_connection(&self) -> Result<Lease<'_>, DbError> {
        let mut lease = Lease { pool: self, conn: self.take_slot()? };
        if lease.conn.is_none() {
            let (config, tls) = (self.config.clone(), self.tls.clone());
            let (conn, driver) =
                self.runtime.wait_for(PATIENCE, Conn::open(config, tls)).ok_or(DbError::Away)??;
            self.runtime.spawn_task(driver);
            lease.conn = Some(Arc::new(conn));
        }
        Ok(lease)
    }

    /// Waits for a free slot; with it comes an idle connection, if one is left that is not known to
    /// be gone.
    fn take_slot(&self) -> Result<Option<Arc<Conn>>, DbError> {
        let end = Instant::now() + PATIENCE;
        let mut connections = self.connections();
        while connections.in_use >= MAX_CONNECTIONS {
            let remaining = end.checked_duration_since(Instant::now()).ok_or(DbError::Away)?;
            connections = self
                .freed
                .wait_timeout(connections, remaining)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        connections.in_use += 1;
        connections.idle.retain(|conn| !conn.is_closed());
        Ok(connections.idle.pop())
    }

    fn connections(&self) -> MutexGuard<'_, Connections> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lease<'_> {
    /// The lock ends with the transaction. It is taken before anything is read, so what is read is
    /// what others left.
    pub fn begin_transaction(&self, about: &str) -> Result<(), DbError> {
        if Mutant::NoLock.is_planted() {
            return self.run_batch("BEGIN");
        }
        let hash = Sha256::digest(about);
        let key = hash.iter().take(8).fold(0_i64, |key, byte| (key << 8) | i64::from(*byte));
        self.run_batch(&format!(
            "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({key})"
        ))
    }

    pub fn query_rows(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, DbError> {
        let (conn, sql, values) = (self.live_conn()?, sql.to_owned(), values.to_vec());
        let answer = async move { conn.query_rows(sql, values).await };
        self.check_answer(self.pool.runtime.wait_for(PATIENCE, answer))
    }

    pub fn run_batch(&self, sql: &str) -> Result<(), DbError> {
        let (conn, sql) = (self.live_conn()?, sql.to_owned());
        let answer = async move { conn.run_batch(&sql).await };
        self.check_answer(self.pool.runtime.wait_for(PATIENCE, answer))
    }

    fn live_conn(&self) -> Result<Arc<Conn>, DbError> {
        self.conn.clone().filter(|conn| !conn.is_closed()).ok_or(DbError::Away)
    }

    fn check_answer<T>(&self, answer: Option<Result<T, DbError>>) -> Result<T, DbError> {
        let answer = answer.unwrap_or(Err(DbError::Away));
        if matches!(answer, Err(DbError::Away)) {
            // What it still has to say belongs to nobody, and what is true of it is true of the
            // idle ones.
            self.conn.iter().for_each(|conn| conn.give_up());
            self.pool.connections().idle.clear();
        }
        answer
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let mut connections = self.pool.connections();
        connections.in_use -= 1;
        if let Some(conn) = self.conn.take().filter(|conn| !conn.is_closed()) {
            connections.idle.push(conn);
        }
        drop(connections);
        self.pool.freed.notify_one();
    }
}
