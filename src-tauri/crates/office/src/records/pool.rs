//! Connections to PostgreSQL: a few, kept while they are idle, made anew after the server was away.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use tokio_postgres::Config;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::postgres::{Conn, config, tls};
use super::{DbError, Row, Value};
use crate::OpenError;
use crate::records::server_runtime::Aside;
use counter_core::planted::{self, Mistake};

/// Far below the hundred that a server allows unless it is told otherwise.
const SEATS: usize = 32;
/// How long a request waits for a seat, a connection or an answer before the office says that it cannot answer.
pub const PATIENCE: Duration = Duration::from_secs(5);

pub struct Pool {
    aside: Arc<Aside>,
    config: Config,
    tls: MakeRustlsConnect,
    seats: Mutex<Seats>,
    freed: Condvar,
}

#[derive(Default)]
struct Seats {
    taken: usize,
    idle: Vec<Arc<Conn>>,
}

/// A connection while somebody uses it.
pub struct Lease<'a> {
    pool: &'a Pool,
    conn: Option<Arc<Conn>>,
}

impl Pool {
    pub fn open(url: &str, aside: &Arc<Aside>) -> Result<Self, OpenError> {
        let config = config(url, std::env::var("PGPASSWORD").ok())?;
        let tls = tls(&config)?;
        let pool = Pool { aside: aside.clone(), config, tls, seats: Mutex::default(), freed: Condvar::new() };
        // A server told not to wait for its disk breaks the promise that every answer makes.
        let row = pool.lease()?.query("SELECT current_setting('fsync')", &[])?.pop();
        let fsync: String = row.ok_or(DbError::Unreadable)?.get(0)?;
        if fsync == "on" { Ok(pool) } else { Err(OpenError::UnsafeDatabase) }
    }

    pub fn lease(&self) -> Result<Lease<'_>, DbError> {
        let mut lease = Lease { pool: self, conn: self.take_seat()? };
        if lease.conn.is_none() {
            let (config, tls) = (self.config.clone(), self.tls.clone());
            let opened = self.aside.wait(PATIENCE, Conn::open(config, tls)).ok_or(DbError::Away)??;
            let (conn, works) = opened;
            self.aside.spawn(works);
            lease.conn = Some(Arc::new(conn));
        }
        Ok(lease)
    }

    /// Waits for a seat; with it comes an idle connection, if one is left that is not known to be gone.
    fn take_seat(&self) -> Result<Option<Arc<Conn>>, DbError> {
        let end = Instant::now() + PATIENCE;
        let mut seats = self.seats();
        while seats.taken >= SEATS {
            let left = end.checked_duration_since(Instant::now()).ok_or(DbError::Away)?;
            seats = self.freed.wait_timeout(seats, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        seats.taken += 1;
        seats.idle.retain(|conn| !conn.is_gone());
        Ok(seats.idle.pop())
    }

    fn seats(&self) -> MutexGuard<'_, Seats> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lease<'_> {
    /// The lock ends with the transaction. It is taken before anything is read, so what is read is what others left.
    pub fn begin(&self, about: &str) -> Result<(), DbError> {
        if planted::is(Mistake::NoLock) {
            return self.batch("BEGIN");
        }
        let hash = Sha256::digest(about);
        let key = hash.iter().take(8).fold(0_i64, |key, byte| (key << 8) | i64::from(*byte));
        self.batch(&format!("BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({key})"))
    }

    pub fn query(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, DbError> {
        let (conn, sql, values) = (self.conn()?, sql.to_owned(), values.to_vec());
        let asking = async move { conn.query(sql, values).await };
        self.heard(self.pool.aside.wait(PATIENCE, asking))
    }

    pub fn batch(&self, sql: &str) -> Result<(), DbError> {
        let (conn, sql) = (self.conn()?, sql.to_owned());
        let asking = async move { conn.batch(&sql).await };
        self.heard(self.pool.aside.wait(PATIENCE, asking))
    }

    fn conn(&self) -> Result<Arc<Conn>, DbError> {
        self.conn.clone().filter(|conn| !conn.is_gone()).ok_or(DbError::Away)
    }

    fn heard<T>(&self, answer: Option<Result<T, DbError>>) -> Result<T, DbError> {
        let answer = answer.unwrap_or(Err(DbError::Away));
        if matches!(answer, Err(DbError::Away)) {
            // What it still has to say belongs to nobody, and what is true of it is true of the idle ones.
            self.conn.iter().for_each(|conn| conn.give_up());
            self.pool.seats().idle.clear();
        }
        answer
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let mut seats = self.pool.seats();
        seats.taken -= 1;
        if let Some(conn) = self.conn.take().filter(|conn| !conn.is_gone()) {
            seats.idle.push(conn);
        }
        drop(seats);
        self.pool.freed.notify_one();
    }
}
