//! Which window of a station has a case in hand, as the tables have it; and whether an installation
//! that did not begin a case may go on with it.

use counter_backoffice::{FilingMark, Submission};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::cases::{FiledRevision, decode_row, parse_case_id};
use crate::auth::Caller;
use crate::error::DbError;
use crate::http::ApiError;
use crate::records::{Db, Row, values};

/// How much earlier a counter's clock may have it than the office's.
const EARLIER: SignedDuration = SignedDuration::from_mins(5);

/// One claim to a case.
pub struct FiledClaim {
    pub id: Uuid,
    pub case: Uuid,
    pub number: String,
    pub revision: u32,
    pub installation: Uuid,
    pub clerk: String,
    pub clerk_name: String,
    pub window: String,
    pub at: Timestamp,
    pub until: Timestamp,
    pub ended_at: Option<Timestamp>,
}

impl FiledClaim {
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.ended_at.is_none() && now < self.until
    }

    /// Whether the window had the case in hand then, by its own clock.
    fn covers(&self, at: Timestamp) -> bool {
        let end = self.ended_at.map_or(self.until, |ended| ended.min(self.until));
        self.at.duration_since(at) <= EARLIER && at < end
    }
}

/// The claims that fit one of our own conditions on ?1, oldest first.
pub fn find_claims(
    db: &Db<'_>,
    condition: &'static str,
    value: &str,
) -> Result<Vec<FiledClaim>, ApiError> {
    let select = format!(
        "SELECT k.id, k.case_uuid, c.number, k.revision, k.installation, k.clerk, k.clerk_name,
           k.\"window\", k.at_ms, k.until_ms, k.ended_ms
         FROM case_claims k JOIN cases c ON c.uuid = k.case_uuid WHERE {condition} ORDER BY k.seq"
    );
    db.query(&select, &values![value])?.iter().map(read_claim).collect()
}

fn read_claim(row: &Row) -> Result<FiledClaim, ApiError> {
    Ok(FiledClaim {
        id: parse_case_id(&row.get::<String>(0)?)?,
        case: parse_case_id(&row.get::<String>(1)?)?,
        number: row.get(2)?,
        revision: row.get(3)?,
        installation: parse_case_id(&row.get::<String>(4)?)?,
        clerk: row.get(5)?,
        clerk_name: row.get(6)?,
        window: row.get(7)?,
        at: row.get(8)?,
        until: row.get(9)?,
        ended_at: row.get(10)?,
    })
}

/// Every claim to the case so far, oldest first.
pub fn find_claims_to(db: &Db<'_>, case: Uuid) -> Result<Vec<FiledClaim>, ApiError> {
    find_claims(db, "k.case_uuid = ?1", &case.to_string())
}

/// The revision was acknowledged: whoever had the one before in hand has it no more.
pub fn end_claims_before(
    db: &Db<'_>,
    case: Uuid,
    revision: u32,
    now: Timestamp,
) -> Result<(), DbError> {
    db.execute(
        "UPDATE case_claims SET ended_ms = ?3
         WHERE case_uuid = ?1 AND revision < ?2 AND ended_ms IS NULL",
        &values![case, revision, now.as_millisecond()],
    )
}

/// More than one window has had the case in hand, so the others hear of what was acknowledged.
pub fn note_continuation(
    db: &Db<'_>,
    case: Uuid,
    revision: u32,
    now: Timestamp,
) -> Result<(), DbError> {
    let find = "SELECT 1 FROM case_claims WHERE case_uuid = ?1 LIMIT 1";
    if db.query_first(find, &values![case])?.is_none() {
        return Ok(());
    }
    db.execute(
        "INSERT INTO continuations (case_uuid, revision, at_ms) VALUES (?1, ?2, ?3)",
        &values![case, revision, now.as_millisecond()],
    )
}

/// Another installation than the one that filed the case first. What 0.1.0 began, or a clerk's token,
/// is bound to the station alone.
fn find_other(newest: &FiledRevision, caller: &Caller) -> Option<Uuid> {
    let (first, now) = (newest.installation?, caller.installation()?);
    (first != now).then_some(now)
}

/// A case goes on where it began, or where it was claimed. An installation that joined anew is the
/// same.
pub fn check_installation(
    db: &Db<'_>,
    newest: &FiledRevision,
    caller: &Caller,
) -> Result<(), ApiError> {
    let Some(other) = find_other(newest, caller) else { return Ok(()) };
    let claims = find_claims_to(db, newest.submission.case)?;
    if claims.iter().any(|claim| claim.installation == other) {
        return Ok(());
    }
    let title = "Another installation filed the case.";
    Err(ApiError::forbidden("case_of_another_installation", title))
}

/// A journal that goes on from another window's names what the office has of that: no honest station
/// names anything else, as it had the name from here.
pub fn check_join(
    db: &Db<'_>,
    newest: &FiledRevision,
    s: &Submission,
    caller: &Caller,
) -> Result<(), ApiError> {
    let Some(join) = &s.continues else {
        let title = "Another window began the case: its journal's end must be named.";
        let is_missing = find_other(newest, caller).is_some();
        return if is_missing { Err(bad_join(title)) } else { Ok(()) };
    };
    let select = "SELECT submission FROM revisions
                  WHERE case_uuid = ?1 AND revision = ?2 AND acknowledgement IS NOT NULL";
    let row = db.query_first(select, &values![s.case, join.revision])?;
    let filed: Option<Submission> =
        row.map(|row| decode_row(&row.get::<String>(0)?)).transpose()?;
    let is_joined = filed.is_some_and(|filed| filed.journal_head == join.journal_head);
    match is_joined && join.number == newest.number {
        true => Ok(()),
        false => Err(bad_join("The case has no such revision, or another end of its journal.")),
    }
}

fn bad_join(title: &'static str) -> ApiError {
    ApiError::unprocessable("bad_join", title)
}

/// What was decided at another window counts, for the applicant has its paper; whether that window
/// had the case in hand then is for a supervisor.
pub fn mark_claim(
    db: &Db<'_>,
    newest: &FiledRevision,
    decided_at: Timestamp,
    caller: &Caller,
) -> Result<Option<FilingMark>, ApiError> {
    let Some(other) = find_other(newest, caller) else { return Ok(None) };
    let claims = find_claims_to(db, newest.submission.case)?;
    let covers = |claim: &FiledClaim| claim.installation == other && claim.covers(decided_at);
    Ok((!claims.iter().any(covers)).then_some(FilingMark::ClaimEnded))
}

/// The revision of this number is here, and another window filed it.
pub fn is_taken_elsewhere(db: &Db<'_>, s: &Submission, caller: &Caller) -> Result<bool, DbError> {
    let select = "SELECT filed_by FROM revisions WHERE case_uuid = ?1 AND revision = ?2";
    let Some(row) = db.query_first(select, &values![s.case, s.revision])? else { return Ok(false) };
    let filed_by: Option<String> = row.get(0)?;
    let now = caller.installation().map(|id| id.to_string());
    Ok(filed_by.is_some() && now.is_some() && filed_by != now)
}
