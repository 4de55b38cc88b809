//! One connection to PostgreSQL, and what has to be true before citizens' papers are spoken of on it.

use std::collections::HashMap;
use std::future::Future;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::TryStreamExt;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{DbError, Row, Value};
use crate::OpenError;
use counter_core::planted::{self, Mistake};

/// An answer is given once it is on the disk, whatever the server's own default; a stronger one is left alone. What takes
/// longer than the office waits is ended, so that it holds up nobody.
const MANNERS: &str = "
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
SET statement_timeout = '4s'; SET lock_timeout = '3s'; SET idle_in_transaction_session_timeout = '20s';
";

fn manners() -> &'static str {
    if planted::is(Mistake::LazyCommit) { "SET synchronous_commit = off" } else { MANNERS }
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
        let (client, works) = config.connect(tls).await.map_err(failed)?;
        let mut works = Box::pin(works);
        let greeted = tokio::select! {
            greeted = client.batch_execute(manners()) => greeted.map_err(failed),
            _ = &mut works => Err(DbError::Away),
        };
        greeted?;
        let conn = Conn { client, statements: Mutex::default(), given_up: AtomicBool::new(false) };
        // Why it ended is told to whoever asks next.
        Ok((conn, async move { drop(works.await) }))
    }

    pub fn is_gone(&self) -> bool {
        self.given_up.load(Ordering::Relaxed) || self.client.is_closed()
    }

    pub fn give_up(&self) {
        self.given_up.store(true, Ordering::Relaxed);
    }

    pub async fn query(&self, sql: String, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let known = self.statements.lock().unwrap_or_else(PoisonError::into_inner).get(&sql).cloned();
        let statement = match known {
            Some(statement) => statement,
            None => {
                let made = self.client.prepare(&sql.replace('?', "$")).await.map_err(failed)?;
                self.statements.lock().unwrap_or_else(PoisonError::into_inner).insert(sql, made.clone());
                made
            }
        };
        let rows = self.client.query_raw(&statement, values).await.map_err(failed)?;
        let rows: Vec<tokio_postgres::Row> = rows.try_collect().await.map_err(failed)?;
        let read =
            |row: tokio_postgres::Row| (0..row.len()).map(|column| row.try_get(column)).collect::<Result<_, _>>();
        rows.into_iter().map(|row| read(row).map(Row).map_err(|_| DbError::Unreadable)).collect()
    }

    pub async fn batch(&self, sql: &str) -> Result<(), DbError> {
        self.client.batch_execute(sql).await.map_err(failed)
    }
}

/// The address as it is used. Its password may come from outside, so that it stands on no command line.
pub fn config(url: &str, password: Option<String>) -> Result<Config, OpenError> {
    // What is wrong with an address is not repeated: there may be a password in it.
    let mut config: Config = url.parse().map_err(|_| OpenError::Address)?;
    if let Some(password) = password.filter(|_| config.get_password().is_none()) {
        config.password(password);
    }
    let here = config.get_hosts().iter().all(is_here) && config.get_hostaddrs().iter().all(IpAddr::is_loopback);
    match (here, config.get_ssl_mode()) {
        (_, SslMode::Require) => {}
        // On this machine there is nobody in between, and its server rarely has a certificate that anybody trusts.
        (true, _) => drop(config.ssl_mode(SslMode::Disable)),
        (false, _) => drop(config.ssl_mode(SslMode::Require)),
    }
    config.application_name("counter-office").connect_timeout(Duration::from_secs(3));
    config.tcp_user_timeout(Duration::from_secs(10)).keepalives_idle(Duration::from_secs(60));
    Ok(config)
}

fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

/// The machine's own root certificates: a town's server may have one of the town's own authority.
pub fn tls(config: &Config) -> Result<MakeRustlsConnect, OpenError> {
    let mut roots = rustls::RootCertStore::empty();
    if config.get_ssl_mode() == SslMode::Require {
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    }
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let versions = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let versions = versions.map_err(|_| OpenError::Address)?;
    Ok(MakeRustlsConnect::new(versions.with_root_certificates(roots).with_no_client_auth()))
}

fn failed(error: tokio_postgres::Error) -> DbError {
    // Without a code of the server's: the line broke, or there is none.
    let Some(code) = error.code() else {
        return DbError::Away;
    };
    if *code == SqlState::UNIQUE_VIOLATION {
        return DbError::Taken;
    }
    // Connection, conflict with others, no room, stopped by hand or by time, trouble with its disk; a server that is only
    // a copy for the time being; one that waited for a lock in vain.
    let passing = ["08", "40", "53", "57", "58", "25006", "25P03", "55P03"];
    if passing.iter().any(|class| code.code().starts_with(class)) {
        DbError::Away
    } else {
        DbError::Failed(code.code().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_spoken_to_in_the_clear() {
        let mode = |url: &str| config(url, None).expect("address").get_ssl_mode();
        for here in ["postgres://o@127.0.0.1/d", "postgres://o@localhost:5433/d", "postgres:///d?host=/run/postgresql"]
        {
            assert_eq!(mode(here), SslMode::Disable, "{here}");
        }
        for away in
            ["postgres://o@db.example/d", "postgres://o@10.0.0.7/d?sslmode=disable", "postgres://o@127.0.0.1,b/d"]
        {
            assert_eq!(mode(away), SslMode::Require, "{away}");
        }
        assert_eq!(mode("postgres://o@localhost/d?sslmode=require"), SslMode::Require);
    }

    #[test]
    fn the_addresses_own_password_goes_before_the_other() {
        let password =
            |url: &str| config(url, Some("outside".into())).expect("address").get_password().map(<[u8]>::to_vec);
        assert_eq!(password("postgres://o@localhost/d"), Some(b"outside".to_vec()));
        assert_eq!(password("postgres://o:inside@localhost/d"), Some(b"inside".to_vec()));
        let wrong = config("postgres://o:secret@[nowhere", None).map(drop).expect_err("no address");
        assert!(!format!("{wrong:?} {wrong}").contains("secret"));
    }
}
