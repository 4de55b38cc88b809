//! Which revision a receipt's code is of, and what its submission was to the letter: written down
//! beside the revision when it is filed, so that a record which was altered since is found by the
//! paper's code and is seen to be another.

use counter_backoffice::Submission;
use counter_backoffice::digest::sha256_hex;

use super::db::Db;
use super::value::values;
use crate::error::DbError;

/// Cases that are read at once; a submission may be a mebibyte.
const STEP: i64 = 50;

/// `stored`: the submission as its row has it.
pub fn insert_receipt_code(
    db: &Db<'_>,
    submission: &Submission,
    stored: &str,
) -> Result<(), DbError> {
    let (code, sha256) = (submission.receipt_code(), sha256_hex(stored.as_bytes()));
    db.execute(
        "INSERT INTO receipt_codes (code, case_uuid, revision, sha256) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (code) DO NOTHING",
        &values![code.as_str(), submission.case, submission.revision, sha256],
    )
}

/// For what was filed before the office knew of codes: a counter may have printed them already.
pub fn index_filed_receipts(db: &Db<'_>) -> Result<(), DbError> {
    let newest = db.query_first("SELECT coalesce(max(seq), 0) FROM cases", &[])?;
    let newest: i64 = newest.ok_or(DbError::Unreadable)?.get(0)?;
    let select = "SELECT submission FROM revisions JOIN cases ON uuid = case_uuid
                  WHERE seq > ?1 AND seq <= ?2 ORDER BY seq, revision";
    let mut before = 0;
    while before < newest {
        for row in db.query(select, &values![before, before + STEP])? {
            let stored: String = row.get(0)?;
            // What cannot be read has no code; whoever asks for its case is told that it cannot.
            if let Ok(submission) = serde_json::from_str::<Submission>(&stored) {
                insert_receipt_code(db, &submission, &stored)?;
            }
        }
        before += STEP;
    }
    Ok(())
}
