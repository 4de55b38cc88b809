//! `POST /receipts/check`: a paper's code held against what was filed. One word comes back, and nothing
//! of the case.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use counter_backoffice::digest::sha256_hex;
use counter_backoffice::{
    Acknowledgement, ReceiptAnswer, ReceiptQuestion, ReceiptStanding, Submission,
};
use counter_core::receipt_code::ReceiptCode;
use uuid::Uuid;

use super::looks::{DIFFERS, UNCHANGED, record_look};
use crate::auth::{Person, identify_caller};
use crate::filing::{decode_row, parse_case_id};
use crate::http::{ApiError, json_answer, read_json, run_blocking};
use crate::records::{Db, values};
use crate::storage::Storage;

/// A revision by the code it was filed with: the digest of what was filed, and what is stored now.
struct FiledRevision {
    case: Uuid,
    revision: u32,
    sha256: String,
    submission: Option<String>,
    acknowledgement: Option<String>,
}

/// Of any station's paper: it is carried from window to window.
pub async fn check_receipt(
    State(storage): State<Arc<Storage>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    let clerk = run_blocking(|| identify_caller(&storage, &headers))?.require_person()?;
    let question: ReceiptQuestion = read_json(&headers, body).await?;
    let code = ReceiptCode::read(&question.code).ok_or_else(|| {
        ApiError::unprocessable("bad_code", "A letter of the code is missing or does not fit.")
    })?;
    let standing = run_blocking(|| judge_code(&storage, &code, &clerk))?;
    Ok(json_answer(StatusCode::OK, &ReceiptAnswer { standing }))
}

fn judge_code(
    storage: &Storage,
    code: &ReceiptCode,
    clerk: &Person,
) -> Result<ReceiptStanding, ApiError> {
    let filed = find_revision(&storage.records.get_db()?, code)?;
    let Some(filed) = filed else { return Ok(ReceiptStanding::Unknown) };
    let (standing, answer) = match is_unchanged(&filed, code) {
        true => (ReceiptStanding::Unchanged, UNCHANGED),
        false => (ReceiptStanding::Differs, DIFFERS),
    };
    let look = format!("receipt of revision {}{answer}", filed.revision);
    record_look(storage, filed.case, clerk, &look)?;
    Ok(standing)
}

fn find_revision(db: &Db<'_>, code: &ReceiptCode) -> Result<Option<FiledRevision>, ApiError> {
    let select = "SELECT c.case_uuid, c.revision, c.sha256, r.submission, r.acknowledgement
                  FROM receipt_codes c LEFT JOIN revisions r
                    ON r.case_uuid = c.case_uuid AND r.revision = c.revision
                  WHERE c.code = ?1";
    let Some(row) = db.query_first(select, &values![code.as_str()])? else { return Ok(None) };
    Ok(Some(FiledRevision {
        case: parse_case_id(&row.get::<String>(0)?)?,
        revision: row.get(1)?,
        sha256: row.get(2)?,
        submission: row.get(3)?,
        acknowledgement: row.get(4)?,
    }))
}

/// The record says what it said when it was filed, to the letter: its code is the paper's, and what
/// was acknowledged of it is what is here. A row that cannot be read any more does not.
fn is_unchanged(filed: &FiledRevision, code: &ReceiptCode) -> bool {
    let Some(stored) = filed.submission.as_deref() else { return false };
    let Ok(submission) = decode_row::<Submission>(stored) else { return false };
    let acknowledged = filed.acknowledgement.as_deref().map(decode_row::<Acknowledgement>);
    let is_as_acknowledged = match acknowledged {
        None => true,
        Some(Ok(answer)) => answer.received_digest == submission.received_digest(),
        Some(Err(_)) => false,
    };
    sha256_hex(stored.as_bytes()) == filed.sha256
        && submission.receipt_code() == *code
        && is_as_acknowledged
}
