//! The rows of a filed case, and its number.

use counter_backoffice::{Accepted, FilingMark, Submission};
use jiff::Timestamp;
use jiff::tz::Offset;
use uuid::Uuid;

use super::cases::encode_row;
use super::judgement::Judgement;
use crate::error::DbError;
use crate::http::ApiError;
use crate::mutants::Mutant;
use crate::records::{Db, insert_people, insert_receipt_code, values};

/// The case's row, and with it the count that its number is made of. `installation` files it first,
/// if any.
pub fn insert_case(
    change: &Db<'_>,
    s: &Submission,
    installation: Option<Uuid>,
) -> Result<i64, ApiError> {
    if Mutant::FallsOver.is_planted() && s.people.len() > 1 {
        return Err(DbError::Unreadable.into());
    }
    let insert = "INSERT INTO cases (uuid, provisional, station_code, installation)
                  VALUES (?1, ?2, ?3, ?4) RETURNING seq";
    let values = values![s.case, &s.provisional, &s.station_code, installation];
    let row = change.query_first(insert, &values)?;
    Ok(row.ok_or(DbError::Unreadable)?.get(0)?)
}

pub fn insert_revision(
    change: &Db<'_>,
    s: &Submission,
    answer: &Accepted,
    judgement: &Judgement,
    (filed_by, now): (Option<Uuid>, Timestamp),
) -> Result<(), ApiError> {
    let author = judgement.author.as_ref().map(encode_row).transpose()?;
    let submission = encode_row(s)?;
    change.execute(
        "INSERT INTO revisions
           (case_uuid, revision, clerk, filed_ms, submission, answer, author, marks, open_marks,
            filed_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        &values![
            s.case,
            s.revision,
            &s.clerk,
            now.as_millisecond(),
            &submission,
            encode_row(answer)?,
            &author,
            encode_row(&judgement.marks)?,
            count_marks(&judgement.marks),
            filed_by
        ],
    )?;
    insert_people(change, s)?;
    insert_receipt_code(change, s, &submission)?;
    Ok(())
}

/// As the tables count those that nobody has cleared.
pub fn count_marks(marks: &[FilingMark]) -> u32 {
    u32::try_from(marks.len()).unwrap_or(u32::MAX)
}

/// Opaque, and shaped unlike any official number: nobody should take it for one.
pub fn format_number(trial: bool, now: Timestamp, seq: i64) -> String {
    let day = Offset::constant(8).to_datetime(now).date();
    let prefix = if trial { "TRIAL" } else { "SL" };
    format!("{prefix}-{:04}{:02}{:02}-{seq:06}", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_local_day_and_never_looks_official() {
        let late: Timestamp = "2026-11-21T16:00:00Z".parse().expect("time");
        assert_eq!(format_number(true, late, 17), "TRIAL-20261122-000017");
        assert_eq!(format_number(false, late, 17), "SL-20261122-000017");
    }
}
