//! Tokens of clerks, and the delivery credentials of stations whose programs have no id of their
//! own (0.1.0). Both are random and kept as hashes only. The latter end by no use and no time: an
//! administrator ends them, and whoever ends an installation of the station does.

use counter_backoffice::digest::sha256_hex;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::secret::generate_secret;
use crate::error::DbError;
use crate::http::ApiError;
use crate::records::{Db, values};

const TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(12);
/// Credentials a station may hold at once; a new sign-in makes one, and older machines keep
/// delivering for a while.
const CREDENTIALS_KEPT: u32 = 16;

/// The delivery credentials of a station as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerCredentials {
    pub station_code: String,
    pub count: u32,
}

/// A new token for a clerk, and when it ends. `installation` is where they sign in, if it says so.
pub fn issue_token(
    db: &Db<'_>,
    clerk: &str,
    installation: Option<Uuid>,
    now: Timestamp,
) -> Result<(String, Timestamp), ApiError> {
    let token = generate_secret()?;
    let expires = now + TOKEN_LIFE;
    db.execute("DELETE FROM tokens WHERE expires_ms <= ?1", &values![now.as_millisecond()])?;
    db.execute(
        "INSERT INTO tokens (hash, clerk, expires_ms, installation) VALUES (?1, ?2, ?3, ?4)",
        &values![sha256_hex(token.as_bytes()), clerk, expires.as_millisecond(), installation],
    )?;
    Ok((token, expires))
}

/// Whether a token that the clerk got there is still good.
pub fn has_token(
    db: &Db<'_>,
    clerk: &str,
    installation: Uuid,
    now: Timestamp,
) -> Result<bool, DbError> {
    let find = "SELECT hash FROM tokens WHERE clerk = ?1 AND installation = ?2 AND expires_ms > ?3";
    let values = values![clerk, installation, now.as_millisecond()];
    Ok(db.query_first(find, &values)?.is_some())
}

/// Of whoever signed in there.
pub fn end_installation_tokens(change: &Db<'_>, installation: Uuid) -> Result<(), DbError> {
    change.execute("DELETE FROM tokens WHERE installation = ?1", &values![installation])
}

/// A new delivery credential for a station. It does not end with the clerk's token: a queue must
/// drain after hours.
pub fn issue_credential(db: &Db<'_>, station_code: &str) -> Result<String, ApiError> {
    let credential = generate_secret()?;
    db.execute(
        "INSERT INTO credentials (hash, station_code) VALUES (?1, ?2)",
        &values![sha256_hex(credential.as_bytes()), station_code],
    )?;
    db.execute(
        "DELETE FROM credentials WHERE station_code = ?1 AND seq NOT IN
           (SELECT seq FROM credentials WHERE station_code = ?1 ORDER BY seq DESC LIMIT ?2)",
        &values![station_code, CREDENTIALS_KEPT],
    )?;
    Ok(credential)
}

/// By station.
pub fn list_former_credentials(db: &Db<'_>) -> Result<Vec<FormerCredentials>, DbError> {
    let select = "SELECT station_code, count(*) FROM credentials
                  GROUP BY station_code ORDER BY station_code";
    let mut list = Vec::new();
    for row in db.query(select, &[])? {
        list.push(FormerCredentials { station_code: row.get(0)?, count: row.get(1)? });
    }
    Ok(list)
}

/// How many there were. Whoever still delivers with one signs in again.
pub fn end_former_credentials(db: &Db<'_>, station_code: &str) -> Result<u32, DbError> {
    let end = "DELETE FROM credentials WHERE station_code = ?1 RETURNING hash";
    let count = db.query(end, &values![station_code])?.len();
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
