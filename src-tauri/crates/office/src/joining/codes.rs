//! Join codes, kept by their hashes: whoever copies the records joins nothing.

use counter_centre::{CodeEntry, CodeError, Purpose};
use counter_core::date::{Date, Moment, parse_date};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::error::{DbError, PublishError};
use crate::records::{Db, values};
use crate::storage::Storage;

/// How long an installation that did not hear the answer can ask for it again.
const ANSWER_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// A code as the office has it.
pub struct JoinCode {
    pub station_code: String,
    pub until: Date,
    /// None while it is good.
    pub usage: Option<CodeUsage>,
}

pub struct CodeUsage {
    attempt: String,
    at: Timestamp,
    /// Which installation joined; none for a program of the first version.
    installation: Option<String>,
    /// The file that was given for it.
    pub answer: String,
}

impl JoinCode {
    pub fn is_ended(&self, now: Timestamp) -> bool {
        Moment::from_millis(now.as_millisecond()).date() > self.until
    }
}

impl CodeUsage {
    /// Whether this is the joining that used it, which lost its answer. One code makes one
    /// installation.
    pub fn is_repeated_by(
        &self,
        attempt: &str,
        installation: Option<Uuid>,
        now: Timestamp,
    ) -> bool {
        let is_same = match (&self.installation, installation) {
            (Some(joined), Some(named)) => *joined == named.to_string(),
            _ => true,
        };
        is_same && self.attempt == attempt && now < self.at + ANSWER_LIFE
    }

    /// Whether the installation joined by this code: a repeat may bring it a credential.
    pub fn names_installation(&self, installation: Uuid) -> bool {
        self.installation.as_ref().is_some_and(|joined| *joined == installation.to_string())
    }
}

/// Adds a code. One that is there already stays as it is, used or not.
pub fn store_code(storage: &Storage, entry: &CodeEntry) -> Result<(), PublishError> {
    if &*entry.purpose != Purpose::Join.code() {
        return Err(CodeError::OtherPurpose.into());
    }
    let insert = "INSERT INTO join_codes (hash, station_code, until_day) VALUES (?1, ?2, ?3)
                  ON CONFLICT (hash) DO NOTHING";
    let row = values![&entry.sha256, &*entry.station, entry.until.to_string()];
    Ok(storage.records.get_db()?.execute(insert, &row)?)
}

pub fn find_code(db: &Db<'_>, hash: &str) -> Result<Option<JoinCode>, DbError> {
    let select = "SELECT station_code, until_day, attempt, used_ms, answer, installation
                  FROM join_codes WHERE hash = ?1";
    let Some(row) = db.query_first(select, &values![hash])? else { return Ok(None) };
    let until: String = row.get(1)?;
    let usage = match (row.get(2)?, row.get(3)?, row.get(4)?) {
        (Some(attempt), Some(at), Some(answer)) => {
            Some(CodeUsage { attempt, at, answer, installation: row.get(5)? })
        }
        _ => None,
    };
    let until = parse_date(&until).map_err(|_| DbError::Unreadable)?;
    Ok(Some(JoinCode { station_code: row.get(0)?, until, usage }))
}

/// Uses a code up, together with what is answered for it.
pub fn mark_used(
    change: &Db<'_>,
    hash: &str,
    attempt: &str,
    installation: Option<Uuid>,
    now: Timestamp,
    answer: &str,
) -> Result<(), DbError> {
    change.execute(
        "UPDATE join_codes SET attempt = ?2, used_ms = ?3, answer = ?4, installation = ?5
         WHERE hash = ?1",
        &values![hash, attempt, now.as_millisecond(), answer, installation],
    )
}
