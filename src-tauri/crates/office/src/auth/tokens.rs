//! Tokens of clerks, and the delivery credentials of stations whose programs have no id of their
//! own (0.1.0). Both are random and kept as hashes only.

use counter_backoffice::digest::sha256_hex;
use jiff::{SignedDuration, Timestamp};

use super::secret::generate_secret;
use crate::http::ApiError;
use crate::records::{Db, values};

const TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(12);
/// Credentials a station may hold at once; a new sign-in makes one, and older machines keep
/// delivering for a while.
const CREDENTIALS_KEPT: u32 = 16;

/// A new token for a clerk, and when it ends.
pub fn issue_token(
    db: &Db<'_>,
    clerk: &str,
    now: Timestamp,
) -> Result<(String, Timestamp), ApiError> {
    let token = generate_secret()?;
    let expires = now + TOKEN_LIFE;
    db.execute("DELETE FROM tokens WHERE expires_ms <= ?1", &values![now.as_millisecond()])?;
    db.execute(
        "INSERT INTO tokens (hash, clerk, expires_ms) VALUES (?1, ?2, ?3)",
        &values![sha256_hex(token.as_bytes()), clerk, expires.as_millisecond()],
    )?;
    Ok((token, expires))
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
