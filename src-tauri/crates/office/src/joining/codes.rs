//! Join codes, kept by their hashes: whoever copies the records joins nothing.

use counter_centre::{CodeEntry, CodeError, Purpose};
use counter_core::date::{Date, Moment, parse_date};
use jiff::{SignedDuration, Timestamp};

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
    /// The file that was given for it.
    pub answer: String,
}

impl JoinCode {
    pub fn is_ended(&self, now: Timestamp) -> bool {
        Moment::from_millis(now.as_millisecond()).date() > self.until
    }
}

impl CodeUsage {
    /// Whether this is the joining that used it, which lost its answer.
    pub fn is_repeated_by(&self, attempt: &str, now: Timestamp) -> bool {
        self.attempt == attempt && now < self.at + ANSWER_LIFE
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
    let select =
        "SELECT station_code, until_day, attempt, used_ms, answer FROM join_codes WHERE hash = ?1";
    let Some(row) = db.query_first(select, &values![hash])? else { return Ok(None) };
    let until: String = row.get(1)?;
    let usage = match (row.get(2)?, row.get(3)?, row.get(4)?) {
        (Some(attempt), Some(used_ms), Some(answer)) => {
            let at = Timestamp::from_millisecond(used_ms).map_err(|_| DbError::Unreadable)?;
            Some(CodeUsage { attempt, at, answer })
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
    now: Timestamp,
    answer: &str,
) -> Result<(), DbError> {
    change.execute(
        "UPDATE join_codes SET attempt = ?2, used_ms = ?3, answer = ?4 WHERE hash = ?1",
        &values![hash, attempt, now.as_millisecond(), answer],
    )
}
