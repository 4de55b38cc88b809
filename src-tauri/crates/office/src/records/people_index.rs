//! Which cases somebody brought or acts in, so that a card finds them: by a hash of its number under
//! the office's own key. The number itself stands in the submission alone.

use counter_backoffice::Submission;
use sha2::{Digest, Sha256};

use super::db::Db;
use super::schema::read_people_key;
use super::value::values;
use crate::error::DbError;

/// Cases that are read at once; a submission may be a mebibyte.
const STEP: i64 = 50;

/// Who may ask for the case at any window. Of a spouse only the number is needed there.
const ROLES: [&str; 5] =
    ["applicant", "agent", "guardian", "legal_representative", "person_in_charge"];

/// Blanks and small letters make no other number.
pub fn hash_person(db: &Db<'_>, id_kind: &str, number: &str) -> Result<String, DbError> {
    let key = read_people_key(db)?;
    let number = number.trim().to_ascii_uppercase();
    let mut sum = Sha256::new().chain_update(*key);
    for part in [id_kind.trim(), &number] {
        sum.update(part.as_bytes());
        sum.update(b"\n");
    }
    Ok(hex::encode(sum.finalize()))
}

/// Whoever once stood in the case stays findable by it: an earlier revision is no other case.
pub fn insert_people(db: &Db<'_>, submission: &Submission) -> Result<(), DbError> {
    let is_asked_by = |role: &String| ROLES.contains(&role.as_str());
    for person in submission.people.iter().filter(|person| is_asked_by(&person.role)) {
        let number = person.number.expose();
        if number.trim().is_empty() {
            continue;
        }
        db.execute(
            "INSERT INTO case_people (person, case_uuid) VALUES (?1, ?2)
             ON CONFLICT (person, case_uuid) DO NOTHING",
            &values![hash_person(db, &person.id_kind, number)?, submission.case],
        )?;
    }
    Ok(())
}

/// For what was filed before the office kept such an index.
pub fn index_filed_people(db: &Db<'_>) -> Result<(), DbError> {
    let newest = db.query_first("SELECT coalesce(max(seq), 0) FROM cases", &[])?;
    let newest: i64 = newest.ok_or(DbError::Unreadable)?.get(0)?;
    let select = "SELECT submission FROM revisions JOIN cases ON uuid = case_uuid
                  WHERE seq > ?1 AND seq <= ?2 ORDER BY seq, revision";
    let mut before = 0;
    while before < newest {
        for row in db.query(select, &values![before, before + STEP])? {
            // What cannot be read has nobody; whoever asks for its case is told that it cannot.
            if let Ok(submission) = serde_json::from_str::<Submission>(&row.get::<String>(0)?) {
                insert_people(db, &submission)?;
            }
        }
        before += STEP;
    }
    Ok(())
}
