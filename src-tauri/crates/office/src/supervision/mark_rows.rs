//! Marks that were cleared, as the tables have them. Changes nothing.

use std::collections::HashMap;

use counter_backoffice::FilingMark;
use uuid::Uuid;

use crate::filing::parse_case_id;
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
