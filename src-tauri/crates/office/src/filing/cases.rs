//! What was filed, as the tables have it: a case's revisions and what each was answered. Changes nothing.

use axum::http::StatusCode;
use counter_backoffice::{Accepted, Acknowledgement, CaseState, Submission};
use counter_core::planted::{self, Mistake};
use uuid::Uuid;

use crate::http::answer::Fault;
use crate::records::{Db, values};

/// One revision of a filed case.
pub struct Filed {
    pub number: String,
    pub provisional: Option<String>,
    pub revision: u32,
    pub submission: Submission,
    pub acknowledgement: Option<Acknowledgement>,
}

impl Filed {
    pub fn state(&self) -> CaseState {
        if self.acknowledgement.is_some() { CaseState::Acknowledged } else { CaseState::AwaitingMaterials }
    }
}

/// The newest revision, if the case is this station's. Another station's is unknown to it.
pub fn newest(db: &Db<'_>, case: Uuid, station_code: &str) -> Result<Filed, Fault> {
    some(db, case, station_code, 1)?.pop().ok_or_else(Fault::unknown_case)
}

/// Every revision of a case of this station, newest first; at least one.
pub fn all(db: &Db<'_>, case: Uuid, station_code: &str) -> Result<Vec<Filed>, Fault> {
    let filed = some(db, case, station_code, i64::MAX)?;
    if filed.is_empty() { Err(Fault::unknown_case()) } else { Ok(filed) }
}

fn some(db: &Db<'_>, case: Uuid, station_code: &str, most: i64) -> Result<Vec<Filed>, Fault> {
    let known = "SELECT number, provisional, revision, submission, acknowledgement FROM cases
                 JOIN revisions ON case_uuid = uuid WHERE uuid = ?1 AND station_code = ?2
                 ORDER BY revision DESC LIMIT ?3";
    let mut filed = Vec::new();
    for row in db.query(known, &values![case, station_code, most])? {
        let acknowledgement: Option<String> = row.get(4)?;
        filed.push(Filed {
            number: row.get(0)?,
            provisional: row.get(1)?,
            revision: row.get(2)?,
            submission: decode(&row.get::<String>(3)?)?,
            acknowledgement: acknowledgement.map(|text| decode(&text)).transpose()?,
        });
    }
    Ok(filed)
}

/// The answer given before, when this very revision was filed before with the same content. Contents are compared as
/// values, not as bytes: a counter updated between two attempts may write the same case a little differently.
pub fn answered(db: &Db<'_>, submission: &Submission) -> Result<Option<Accepted>, Fault> {
    let stored = "SELECT submission, answer FROM revisions WHERE case_uuid = ?1 AND revision = ?2";
    let found = db.one(stored, &values![submission.case, submission.revision])?;
    let Some(row) = found.filter(|_| !planted::is(Mistake::RepeatRefused)) else {
        return Ok(None);
    };
    if decode::<Submission>(&row.get::<String>(0)?)? != *submission {
        return Err(Fault::unfit("key_reused", "The case was filed before with another content."));
    }
    Ok(Some(decode(&row.get::<String>(1)?)?))
}

pub fn case_id(text: &str) -> Result<Uuid, Fault> {
    text.parse().map_err(|_| Fault::unknown_case())
}

pub fn encode<T: serde::Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|_| unreadable())
}

pub fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|_| unreadable())
}

fn unreadable() -> Fault {
    tracing::error!(code = "office_row_unreadable", "a stored row is not readable");
    Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", "The office failed.")
}
