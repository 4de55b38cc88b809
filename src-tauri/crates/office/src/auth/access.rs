//! Who is calling: tokens of clerks, delivery credentials of stations. Both are random and kept as hashes only.

use axum::http::{HeaderMap, header};
use counter_backoffice::digest::sha256_hex;
use jiff::Timestamp;

use crate::Office;
use crate::http::answer::Fault;
use crate::office::random_text;
use crate::records::{Db, values};
use counter_core::planted::{self, Mistake};

const TOKEN_HOURS: i64 = 12;
/// Credentials a station may hold at once; a new sign-in makes one, and older machines keep delivering for a while.
const CREDENTIALS_KEPT: u32 = 16;

/// Whose token it is. Trainers and trainees are clerks here.
pub struct Person {
    pub number: String,
    pub name: String,
    role: String,
    pub station_code: String,
}

pub enum Caller {
    Clerk(Person),
    Station { station_code: String },
}

impl Caller {
    pub fn station_code(&self) -> &str {
        match self {
            Caller::Clerk(person) => &person.station_code,
            Caller::Station { station_code } => station_code,
        }
    }

    /// A station's credential does not read: it lies on a machine, and only people look at papers.
    pub fn person(self) -> Result<Person, Fault> {
        match self {
            Caller::Clerk(person) => Ok(person),
            Caller::Station { .. } => Err(Fault::forbidden("clerk_only", "A clerk's token is required.")),
        }
    }

    pub fn supervisor(self) -> Result<Person, Fault> {
        match self {
            Caller::Clerk(person) if person.role == "supervisor" => Ok(person),
            _ => Err(Fault::forbidden("supervisor_only", "A supervisor's token is required.")),
        }
    }
}

/// Recognises the bearer of the request.
pub fn caller(office: &Office, headers: &HeaderMap) -> Result<Caller, Fault> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.split_once(' '));
    let Some((_, secret)) = bearer.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")) else {
        return match planted::is(Mistake::OpenDoor) {
            true => Ok(Caller::Station { station_code: "DEMO01".to_owned() }),
            false => Err(Fault::unauthorized()),
        };
    };
    // One question for both kinds; a clerk has a number.
    let known = "SELECT station_code, number, name, role FROM tokens JOIN accounts ON number = clerk
                 WHERE hash = ?1 AND expires_ms > ?2
                 UNION ALL SELECT station_code, NULL, NULL, NULL FROM credentials WHERE hash = ?1";
    let hash = sha256_hex(secret.trim().as_bytes());
    let row = office.records.get()?.one(known, &values![hash, office.now().as_millisecond()])?;
    let row = row.ok_or_else(Fault::unauthorized)?;
    let station_code = row.get(0)?;
    match row.get(1)? {
        Some(number) => Ok(Caller::Clerk(Person { number, name: row.get(2)?, role: row.get(3)?, station_code })),
        None => Ok(Caller::Station { station_code }),
    }
}

/// A new token for a clerk, and when it ends.
pub fn issue_token(db: &Db<'_>, clerk: &str, now: Timestamp) -> Result<(String, Timestamp), Fault> {
    let token = random_text()?;
    let expires = now + jiff::SignedDuration::from_hours(TOKEN_HOURS);
    db.execute("DELETE FROM tokens WHERE expires_ms <= ?1", &values![now.as_millisecond()])?;
    db.execute(
        "INSERT INTO tokens (hash, clerk, expires_ms) VALUES (?1, ?2, ?3)",
        &values![sha256_hex(token.as_bytes()), clerk, expires.as_millisecond()],
    )?;
    Ok((token, expires))
}

/// A new delivery credential for a station. It does not end with the clerk's token: a queue must drain after hours.
pub fn issue_credential(db: &Db<'_>, station_code: &str) -> Result<String, Fault> {
    let credential = random_text()?;
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
