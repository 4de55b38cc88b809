//! Events of a case as the tables have them: what was told, and how it was answered. Changes nothing.

use std::collections::{HashMap, HashSet};

use counter_backoffice::{Acknowledgement, EventFiling};
use counter_core::case::{DEPARTMENT_BEGUN, EventAnswer, EventKind};
use jiff::Timestamp;
use uuid::Uuid;

use super::cases::decode_row;
use crate::http::ApiError;
use crate::records::{Db, Row, Value, values};

/// An event that was filed.
pub struct FiledEvent {
    pub filing: EventFiling,
    pub verdict: EventAnswer,
    pub acknowledgement: Option<Acknowledgement>,
}

impl FiledEvent {
    /// A void that was taken: as a request to the department, or else it ended the case.
    pub fn is_void(&self, as_request: bool) -> bool {
        let is_request = match &self.verdict {
            EventAnswer::Taken { marks } => marks.iter().any(|mark| mark == DEPARTMENT_BEGUN),
            EventAnswer::Refused { .. } => return false,
        };
        self.filing.event.kind() == EventKind::Void && is_request == as_request
    }
}

/// By the id that its station made, whatever case it is of.
pub fn find_event(db: &Db<'_>, id: Uuid) -> Result<Option<FiledEvent>, ApiError> {
    Ok(read_events(db, "id = ?1", &values![id])?.pop())
}

/// Of a case, the first one first.
pub fn find_events(db: &Db<'_>, case: Uuid) -> Result<Vec<FiledEvent>, ApiError> {
    read_events(db, "case_uuid = ?1", &values![case])
}

/// When a station's cases were decided at its counter in a department's name, by case.
pub fn find_counter_decisions(
    db: &Db<'_>,
    station_code: &str,
) -> Result<HashMap<Uuid, Timestamp>, ApiError> {
    let mut decided = HashMap::new();
    let select = "SELECT events.filing FROM events JOIN cases ON cases.uuid = events.case_uuid
         WHERE cases.station_code = ?1 ORDER BY events.seq";
    for row in db.query(select, &values![station_code])? {
        let filing: EventFiling = decode_row(&row.get::<String>(0)?)?;
        if filing.event.kind() == EventKind::Decided {
            decided.entry(filing.case).or_insert(filing.at);
        }
    }
    Ok(decided)
}

/// A station's cases that its window ended, as their corrections never came.
pub fn find_lapsed(db: &Db<'_>, station_code: &str) -> Result<HashSet<Uuid>, ApiError> {
    let select = "SELECT events.filing FROM events JOIN cases ON cases.uuid = events.case_uuid
         WHERE cases.station_code = ?1";
    let mut lapsed = HashSet::new();
    for row in db.query(select, &values![station_code])? {
        let filing: EventFiling = decode_row(&row.get::<String>(0)?)?;
        if filing.event.kind() == EventKind::Lapsed {
            lapsed.insert(filing.case);
        }
    }
    Ok(lapsed)
}

/// A station's cases that were made void.
pub fn find_voided(db: &Db<'_>, station_code: &str) -> Result<HashSet<Uuid>, ApiError> {
    let select = "SELECT events.filing, events.verdict, events.acknowledgement
         FROM events JOIN cases ON cases.uuid = events.case_uuid
         WHERE cases.station_code = ?1 ORDER BY events.seq";
    let rows = db.query(select, &values![station_code])?;
    let filed = rows.iter().map(read_event).collect::<Result<Vec<_>, _>>()?;
    let voided = filed.iter().filter(|filed| filed.is_void(false));
    Ok(voided.map(|filed| filed.filing.case).collect())
}

fn read_events(
    db: &Db<'_>,
    condition: &'static str,
    values: &[Value],
) -> Result<Vec<FiledEvent>, ApiError> {
    let select = format!(
        "SELECT filing, verdict, acknowledgement FROM events WHERE {condition} ORDER BY seq"
    );
    db.query(&select, values)?.iter().map(read_event).collect()
}

fn read_event(row: &Row) -> Result<FiledEvent, ApiError> {
    let acknowledgement: Option<String> = row.get(2)?;
    Ok(FiledEvent {
        filing: decode_row(&row.get::<String>(0)?)?,
        verdict: decode_row(&row.get::<String>(1)?)?,
        acknowledgement: acknowledgement.map(|text| decode_row(&text)).transpose()?,
    })
}
