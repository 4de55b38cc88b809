//! What was filed, as the tables have it: a case's revisions, what each was answered, and its
//! uploads. Changes nothing.

use crate::mutants::Mutant;
use counter_backoffice::{Accepted, Acknowledgement, Author, CaseState, FilingMark, Submission};
use uuid::Uuid;

use crate::error::DbError;
use crate::http::ApiError;
use crate::records::{Db, values};

/// One revision of a filed case.
pub struct FiledRevision {
    pub number: String,
    pub provisional: Option<String>,
    pub revision: u32,
    pub submission: Submission,
    pub acknowledgement: Option<Acknowledgement>,
    /// Which one filed the case first, if any did.
    pub installation: Option<Uuid>,
    pub author: Option<Author>,
    /// As they were found when it was filed, cleared or not.
    pub marks: Vec<FilingMark>,
}

impl FiledRevision {
    pub fn state(&self) -> CaseState {
        if self.acknowledgement.is_some() {
            CaseState::Acknowledged
        } else {
            CaseState::AwaitingMaterials
        }
    }
}

/// The newest revision, if the case is this station's. Another station's is unknown to it.
pub fn find_newest(db: &Db<'_>, case: Uuid, station_code: &str) -> Result<FiledRevision, ApiError> {
    read_revisions(db, case, station_code, 1)?.pop().ok_or_else(ApiError::unknown_case)
}

/// Every revision of a case of this station, newest first; at least one.
pub fn find_revisions(
    db: &Db<'_>,
    case: Uuid,
    station_code: &str,
) -> Result<Vec<FiledRevision>, ApiError> {
    let revisions = read_revisions(db, case, station_code, i64::MAX)?;
    if revisions.is_empty() { Err(ApiError::unknown_case()) } else { Ok(revisions) }
}

fn read_revisions(
    db: &Db<'_>,
    case: Uuid,
    station_code: &str,
    most: i64,
) -> Result<Vec<FiledRevision>, ApiError> {
    let select = "SELECT number, provisional, revision, submission, acknowledgement, installation,
                   author, marks FROM cases
                 JOIN revisions ON case_uuid = uuid WHERE uuid = ?1 AND station_code = ?2
                 ORDER BY revision DESC LIMIT ?3";
    let mut revisions = Vec::new();
    for row in db.query(select, &values![case, station_code, most])? {
        let acknowledgement: Option<String> = row.get(4)?;
        let installation: Option<String> = row.get(5)?;
        let author: Option<String> = row.get(6)?;
        revisions.push(FiledRevision {
            number: row.get(0)?,
            provisional: row.get(1)?,
            revision: row.get(2)?,
            submission: decode_row(&row.get::<String>(3)?)?,
            acknowledgement: acknowledgement.map(|text| decode_row(&text)).transpose()?,
            installation: installation.map(|id| parse_case_id(&id)).transpose()?,
            author: author.map(|text| decode_row(&text)).transpose()?,
            marks: decode_row(&row.get::<String>(7)?)?,
        });
    }
    Ok(revisions)
}

/// The answer given before, when this very revision was filed before with the same content.
/// Contents are compared as values, not as bytes: a counter updated between two attempts may write
/// the same case a little differently.
pub fn find_answer(db: &Db<'_>, submission: &Submission) -> Result<Option<Accepted>, ApiError> {
    let select = "SELECT submission, answer FROM revisions WHERE case_uuid = ?1 AND revision = ?2";
    let stored = db.query_first(select, &values![submission.case, submission.revision])?;
    let Some(row) = stored.filter(|_| !Mutant::RepeatRefused.is_planted()) else {
        return Ok(None);
    };
    if !is_same(&decode_row(&row.get::<String>(0)?)?, submission) {
        return Err(ApiError::unprocessable(
            "key_reused",
            "The case was filed before with another content.",
        ));
    }
    Ok(Some(decode_row(&row.get::<String>(1)?)?))
}

/// An office of before passed the decision's words over, some of them, who signed, or who would not:
/// what it kept without them is no other content.
fn is_same(stored: &Submission, submission: &Submission) -> bool {
    stored == submission
        || *stored == submission.clone().without_refusals()
        || (stored.signatures.is_empty() && *stored == submission.clone().without_signatures())
        || (stored.words.is_none() && *stored == submission.clone().without_words())
}

/// Whether a supervisor sent back this revision of the case.
pub fn is_returned(db: &Db<'_>, case: Uuid, revision: u32) -> Result<bool, DbError> {
    let select = "SELECT EXISTS (SELECT 1 FROM returns WHERE case_uuid = ?1 AND revision = ?2)";
    db.query_first(select, &values![case, revision])?.ok_or(DbError::Unreadable)?.get(0)
}

/// Id of the case's upload of these bytes.
pub fn find_upload(db: &Db<'_>, case: Uuid, sha256: &str) -> Result<Option<String>, DbError> {
    let select = "SELECT id FROM uploads WHERE case_uuid = ?1 AND sha256 = ?2";
    db.query_first(select, &values![case, sha256])?.map(|row| row.get(0)).transpose()
}

pub fn parse_case_id(text: &str) -> Result<Uuid, ApiError> {
    text.parse().map_err(|_| ApiError::unknown_case())
}

/// A value as the tables have it.
pub fn encode_row<T: serde::Serialize>(value: &T) -> Result<String, ApiError> {
    serde_json::to_string(value).map_err(|_| unreadable())
}

pub fn decode_row<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|_| unreadable())
}

fn unreadable() -> ApiError {
    tracing::error!(code = "office_row_unreadable", "a stored row is not readable");
    ApiError::internal()
}
