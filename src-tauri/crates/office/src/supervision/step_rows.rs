//! The deciding office's words, as the tables have them. Changes nothing.

use std::collections::HashMap;

use counter_backoffice::StepWire;
use counter_core::case::{EventKind, Step};
use jiff::Timestamp;
use uuid::Uuid;

use crate::error::DbError;
use crate::filing::{decode_row, find_events, parse_case_id};
use crate::http::ApiError;
use crate::records::{Db, Row, values};

/// The columns that `read_step` reads.
pub const SELECT_STEPS: &str = "
SELECT steps.seq, id, case_uuid, number, clerk, clerk_name, at_ms, step
FROM steps JOIN cases ON uuid = case_uuid";

/// Steps with their ids by case, in order, for the cases that fit one of our own conditions on ?1.
pub fn find_steps(
    db: &Db<'_>,
    condition: &'static str,
    value: &str,
) -> Result<HashMap<Uuid, Vec<(String, Step)>>, ApiError> {
    let mut steps: HashMap<Uuid, Vec<(String, Step)>> = HashMap::new();
    for row in
        db.query(&format!("{SELECT_STEPS} WHERE {condition} ORDER BY steps.seq"), &values![value])?
    {
        let step = read_step(&row)?;
        let meaning = step.step.read().ok_or(DbError::Unreadable)?;
        steps.entry(step.case).or_default().push((step.id.to_string(), meaning));
    }
    Ok(steps)
}

/// The deciding office has spoken, or a counter in its name: nothing is sent back to the window any
/// more.
pub fn is_decided(db: &Db<'_>, case: Uuid) -> Result<bool, ApiError> {
    let steps = find_steps(db, "case_uuid = ?1", &case.to_string())?;
    let by_office = steps.values().flatten().any(|(_, step)| matches!(step, Step::Decided { .. }));
    let events = find_events(db, case)?;
    Ok(by_office || events.iter().any(|filed| filed.filing.event.kind() == EventKind::Decided))
}

/// Nothing more is done with the case there: it is decided, was ended as the applicant had asked, or
/// by the window, as its corrections never came, or was made void.
pub fn is_over(db: &Db<'_>, case: Uuid) -> Result<bool, ApiError> {
    let steps = find_steps(db, "case_uuid = ?1", &case.to_string())?;
    let ends = |step: &Step| matches!(step, Step::Withdrawn { .. } | Step::Voided { .. });
    let is_ended = steps.values().flatten().any(|(_, step)| ends(step));
    let events = find_events(db, case)?;
    let is_lapsed = events.iter().any(|filed| filed.filing.event.kind() == EventKind::Lapsed);
    let is_void = events.iter().any(|filed| filed.is_void(false));
    Ok(is_ended || is_lapsed || is_void || is_decided(db, case)?)
}

pub fn read_step(row: &Row) -> Result<StepWire, ApiError> {
    Ok(StepWire {
        seq: row.get(0)?,
        id: parse_case_id(&row.get::<String>(1)?)?,
        case: parse_case_id(&row.get::<String>(2)?)?,
        number: row.get(3)?,
        by: row.get(4)?,
        by_name: row.get(5)?,
        at: Timestamp::from_millisecond(row.get(6)?).unwrap_or(Timestamp::UNIX_EPOCH),
        step: decode_row(&row.get::<String>(7)?)?,
    })
}
