//! What was sent back, as the tables have it. Changes nothing.

use counter_backoffice::ReturnWire;
use jiff::Timestamp;
use uuid::Uuid;

use crate::filing::{decode_row, parse_case_id};
use crate::http::ApiError;
use crate::records::{Db, Row, values};

/// Every return of the case, oldest first.
pub fn find_returns(db: &Db<'_>, case: Uuid) -> Result<Vec<ReturnWire>, ApiError> {
    read_returns(db, "case_uuid = ?1", &case.to_string())
}

/// The returns that fit one of our own conditions on ?1.
pub fn read_returns(
    db: &Db<'_>,
    condition: &'static str,
    value: &str,
) -> Result<Vec<ReturnWire>, ApiError> {
    let query = format!(
        "SELECT id, case_uuid, number, revision, clerk, clerk_name, at_ms, comments
         FROM returns JOIN cases ON uuid = case_uuid WHERE {condition} ORDER BY returns.seq"
    );
    db.query(&query, &values![value])?.iter().map(read_return).collect()
}

fn read_return(row: &Row) -> Result<ReturnWire, ApiError> {
    Ok(ReturnWire {
        id: parse_case_id(&row.get::<String>(0)?)?,
        case: parse_case_id(&row.get::<String>(1)?)?,
        number: row.get(2)?,
        revision: row.get(3)?,
        by: row.get(4)?,
        by_name: row.get(5)?,
        at: Timestamp::from_millisecond(row.get(6)?).unwrap_or(Timestamp::UNIX_EPOCH),
        comments: decode_row(&row.get::<String>(7)?)?,
    })
}
