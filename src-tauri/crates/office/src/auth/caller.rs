//! Who is calling: a clerk by a token, or a station by its delivery credential.

use axum::http::{HeaderMap, header};
use counter_backoffice::digest::sha256_hex;

use crate::http::ApiError;
use crate::mutants::Mutant;
use crate::records::values;
use crate::storage::Storage;

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
    pub fn require_person(self) -> Result<Person, ApiError> {
        match self {
            Caller::Clerk(person) => Ok(person),
            Caller::Station { .. } => {
                Err(ApiError::forbidden("clerk_only", "A clerk's token is required."))
            }
        }
    }

    pub fn require_supervisor(self) -> Result<Person, ApiError> {
        match self {
            Caller::Clerk(person) if person.role == "supervisor" => Ok(person),
            _ => Err(ApiError::forbidden("supervisor_only", "A supervisor's token is required.")),
        }
    }
}

/// Recognises the bearer of the request. Waits for the records.
pub fn identify_caller(storage: &Storage, headers: &HeaderMap) -> Result<Caller, ApiError> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.split_once(' '));
    let Some((_, secret)) = bearer.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
    else {
        return match Mutant::OpenDoor.is_planted() {
            true => Ok(Caller::Station { station_code: "DEMO01".to_owned() }),
            false => Err(ApiError::unauthorized()),
        };
    };
    // One question for both kinds; a clerk has a number.
    let select =
        "SELECT station_code, number, name, role FROM tokens JOIN accounts ON number = clerk
                  WHERE hash = ?1 AND expires_ms > ?2
                  UNION ALL SELECT station_code, NULL, NULL, NULL FROM credentials WHERE hash = ?1";
    let hash = sha256_hex(secret.trim().as_bytes());
    let row = storage
        .records
        .get_db()?
        .query_first(select, &values![hash, storage.now().as_millisecond()])?;
    let row = row.ok_or_else(ApiError::unauthorized)?;
    let station_code = row.get(0)?;
    match row.get(1)? {
        Some(number) => {
            Ok(Caller::Clerk(Person { number, name: row.get(2)?, role: row.get(3)?, station_code }))
        }
        None => Ok(Caller::Station { station_code }),
    }
}
