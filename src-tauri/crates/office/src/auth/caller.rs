//! Who is calling: a clerk by a token, an installation by its own credential, or a station of the
//! first version by one of the station's.

use axum::http::HeaderMap;
use counter_backoffice::digest::sha256_hex;
use counter_backoffice::{LookReason, REASON};
use uuid::Uuid;

use super::installations::forget_credential_before;
use crate::error::DbError;
use crate::http::{ApiError, read_bearer};
use crate::mutants::Mutant;
use crate::records::values;
use crate::storage::Storage;

/// Whose token it is. Trainers and trainees are clerks here.
pub struct Person {
    pub number: String,
    pub name: String,
    role: String,
    pub station_code: String,
    /// Where they signed in, where the program there named itself.
    pub installation: Option<Uuid>,
    /// Why they look, where the request says so.
    pub reason: Option<LookReason>,
}

impl Person {
    /// Why a clerk who is no supervisor looks at a case that another window may have begun.
    pub fn require_reason(&self) -> Result<(), ApiError> {
        let title = "Why somebody looks must be said.";
        let is_told = self.reason.is_some();
        is_told.then_some(()).ok_or_else(|| ApiError::unprocessable("reason_missing", title))
    }

    pub fn is_supervisor(&self) -> bool {
        self.role == "supervisor"
    }
}

pub enum Caller {
    Clerk(Person),
    Station {
        station_code: String,
        /// None for a credential of the station as a whole, as 0.1.0 has it.
        installation: Option<Uuid>,
    },
}

impl Caller {
    pub fn station_code(&self) -> &str {
        match self {
            Caller::Clerk(person) => &person.station_code,
            Caller::Station { station_code, .. } => station_code,
        }
    }

    pub fn installation(&self) -> Option<Uuid> {
        match self {
            Caller::Clerk(_) => None,
            Caller::Station { installation, .. } => *installation,
        }
    }

    /// Where the request comes from: by its own credential, or by where its clerk signed in.
    pub fn find_place(&self) -> Option<Uuid> {
        match self {
            Caller::Clerk(person) => person.installation,
            Caller::Station { installation, .. } => *installation,
        }
    }

    pub fn require_installation(&self) -> Result<Uuid, ApiError> {
        let title = "An installation's own credential is required.";
        self.installation().ok_or_else(|| ApiError::forbidden("installation_only", title))
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
            Caller::Clerk(person) if person.is_supervisor() => Ok(person),
            _ => Err(ApiError::forbidden("supervisor_only", "A supervisor's token is required.")),
        }
    }
}

/// One question for all kinds: a clerk has a number and where they signed in, an installation an id
/// and how its credential stands – `first` when it is the newest and the one before is not forgotten
/// yet.
const FIND_CALLER: &str = "
SELECT station_code, number, name, role, installation, NULL FROM tokens JOIN accounts ON number = clerk
  WHERE hash = ?1 AND expires_ms > ?2 AND ended_ms IS NULL
UNION ALL SELECT station_code, NULL, NULL, NULL, NULL, NULL FROM credentials WHERE hash = ?1
UNION ALL SELECT station_code, NULL, NULL, NULL, id,
    CASE WHEN ended_ms IS NOT NULL THEN 'ended'
      WHEN hash = ?1 AND hash_before IS NOT NULL THEN 'first' ELSE 'known' END
  FROM installations WHERE hash = ?1 OR hash_before = ?1";

/// Recognises the bearer of the request, unless they send too many. Waits for the records.
pub fn identify_caller(storage: &Storage, headers: &HeaderMap) -> Result<Caller, ApiError> {
    let Some(secret) = read_bearer(headers) else {
        return match Mutant::OpenDoor.is_planted() {
            true => Ok(Caller::Station { station_code: "DEMO01".to_owned(), installation: None }),
            false => Err(ApiError::unauthorized()),
        };
    };
    let hash = sha256_hex(secret.as_bytes());
    storage.admit_bearer(&hash).map_err(ApiError::too_many_requests)?;
    let row = storage
        .records
        .get_db()?
        .query_first(FIND_CALLER, &values![&hash, storage.now().as_millisecond()])?;
    let row = row.ok_or_else(ApiError::unauthorized)?;
    storage.note_bearer(&hash);
    let station_code = row.get(0)?;
    let installation: Option<String> = row.get(4)?;
    let installation = installation.map(|id| id.parse()).transpose();
    let installation = installation.map_err(|_| DbError::Unreadable)?;
    if let Some(number) = row.get(1)? {
        let (name, role) = (row.get(2)?, row.get(3)?);
        let reason = headers.get(REASON).and_then(|value| value.to_str().ok());
        let reason = reason.and_then(LookReason::read_header);
        let person = Person { number, name, role, station_code, installation, reason };
        return Ok(Caller::Clerk(person));
    }
    match row.get::<Option<String>>(5)?.as_deref() {
        Some("ended") => return Err(ApiError::installation_ended()),
        Some("first") => forget_credential_before(&storage.records.get_db()?, &hash)?,
        _ => {}
    }
    Ok(Caller::Station { station_code, installation })
}
