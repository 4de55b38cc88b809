//! Marks that were cleared, and those that were not, as the tables have them. Changes nothing.

use std::collections::HashMap;

use counter_backoffice::{FilingMark, RevisionMarks};
use uuid::Uuid;

use crate::filing::{decode_row, parse_case_id};
use crate::http::ApiError;
use crate::records::{Db, values};

/// By case and revision.
pub struct ClearedMarks(HashMap<(Uuid, u32), Vec<FilingMark>>);

impl ClearedMarks {
    /// Of the cases that fit one of our own conditions on ?1.
    pub fn find(
        db: &Db<'_>,
        condition: &'static str,
        value: &str,
    ) -> Result<ClearedMarks, ApiError> {
        let query = format!(
            "SELECT case_uuid, revision, mark FROM cleared_marks JOIN cases ON uuid = case_uuid
             WHERE {condition}"
        );
        let mut cleared = HashMap::new();
        for row in db.query(&query, &values![value])? {
            let revision = (parse_case_id(&row.get::<String>(0)?)?, row.get(1)?);
            let marks: &mut Vec<FilingMark> = cleared.entry(revision).or_default();
            marks.push(row.get::<String>(2)?.into());
        }
        Ok(ClearedMarks(cleared))
    }

    /// What nobody has cleared of a revision's marks.
    pub fn take_away(
        &self,
        case: Uuid,
        revision: u32,
        mut marks: Vec<FilingMark>,
    ) -> Vec<FilingMark> {
        let cleared = self.0.get(&(case, revision));
        marks.retain(|mark| !cleared.is_some_and(|cleared| cleared.contains(mark)));
        marks
    }
}

/// What nobody has cleared of a station's cases: of each the revisions that have any, the oldest
/// first.
pub fn find_open_marks(
    db: &Db<'_>,
    station_code: &str,
) -> Result<HashMap<Uuid, Vec<RevisionMarks>>, ApiError> {
    let marked = "station_code = ?1 AND (case_uuid, revision) IN
        (SELECT case_uuid, revision FROM revisions WHERE open_marks > 0)";
    let cleared = ClearedMarks::find(db, marked, station_code)?;
    let select = "SELECT case_uuid, revision, marks FROM revisions JOIN cases ON uuid = case_uuid
                  WHERE station_code = ?1 AND open_marks > 0 ORDER BY case_uuid, revision";
    let mut open: HashMap<Uuid, Vec<RevisionMarks>> = HashMap::new();
    for row in db.query(select, &values![station_code])? {
        let (case, revision) = (parse_case_id(&row.get::<String>(0)?)?, row.get(1)?);
        let marks = cleared.take_away(case, revision, decode_row(&row.get::<String>(2)?)?);
        open.entry(case).or_default().push(RevisionMarks { revision, marks });
    }
    Ok(open)
}
