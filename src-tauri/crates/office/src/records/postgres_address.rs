//! The address of a PostgreSQL server, and what has to be true before citizens' papers are spoken
//! of on a connection to it.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::OpenError;

/// The address as it is used. Its password may come from outside, so that it stands on no command
/// line.
pub fn parse_address(url: &str, password: Option<String>) -> Result<Config, OpenError> {
    // What is wrong with an address is not repeated: there may be a password in it.
    let mut config: Config = url.parse().map_err(|_| OpenError::Address)?;
    if let Some(password) = password.filter(|_| config.get_password().is_none()) {
        config.password(password);
    }
    let is_local = config.get_hosts().iter().all(is_this_machine)
        && config.get_hostaddrs().iter().all(IpAddr::is_loopback);
    match (is_local, config.get_ssl_mode()) {
        (_, SslMode::Require) => {}
        // On this machine there is nobody in between, and its server rarely has a certificate that
        // anybody trusts.
        (true, _) => drop(config.ssl_mode(SslMode::Disable)),
        (false, _) => drop(config.ssl_mode(SslMode::Require)),
    }
    config.application_name("counter-office").connect_timeout(Duration::from_secs(3));
    config.tcp_user_timeout(Duration::from_secs(10)).keepalives_idle(Duration::from_secs(60));
    Ok(config)
}

fn is_this_machine(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

/// The machine's own root certificates: a town's server may have one of the town's own authority.
pub fn build_tls(config: &Config) -> Result<MakeRustlsConnect, OpenError> {
    let mut roots = rustls::RootCertStore::empty();
    if config.get_ssl_mode() == SslMode::Require {
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions =
        rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let versions = versions.map_err(|_| OpenError::Address)?;
    Ok(MakeRustlsConnect::new(versions.with_root_certificates(roots).with_no_client_auth()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_spoken_to_in_the_clear() {
        let mode = |url: &str| parse_address(url, None).expect("address").get_ssl_mode();
        for local in [
            "postgres://o@127.0.0.1/d",
            "postgres://o@localhost:5433/d",
            "postgres:///d?host=/run/postgresql",
        ] {
            assert_eq!(mode(local), SslMode::Disable, "{local}");
        }
        for remote in [
            "postgres://o@db.example/d",
            "postgres://o@10.0.0.7/d?sslmode=disable",
            "postgres://o@127.0.0.1,b/d",
        ] {
            assert_eq!(mode(remote), SslMode::Require, "{remote}");
        }
        assert_eq!(mode("postgres://o@localhost/d?sslmode=require"), SslMode::Require);
    }

    #[test]
    fn the_addresses_own_password_goes_before_the_other() {
        let password = |url: &str| {
            parse_address(url, Some("outside".into()))
                .expect("address")
                .get_password()
                .map(<[u8]>::to_vec)
        };
        assert_eq!(password("postgres://o@localhost/d"), Some(b"outside".to_vec()));
        assert_eq!(password("postgres://o:inside@localhost/d"), Some(b"inside".to_vec()));
        let wrong =
            parse_address("postgres://o:secret@[nowhere", None).map(drop).expect_err("no address");
        assert!(!format!("{wrong:?} {wrong}").contains("secret"));
    }
}
