//! A trial plays the departments that an authority has: each accepted case goes on by itself, so
//! that whoever tries the program sees a whole life of one. By the office's own clock and a seed.
//!
//! Invariant: only a trial plays. What it says is entered as every department's word is, by the same
//! rules (`steps`), and names itself an example; what somebody enters by hand comes first.

mod course;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use counter_backoffice::{Decision, StepRequest};
use counter_core::case::EventKind;
use counter_core::date::Moment;
use serde::Deserialize;
use uuid::Uuid;

use super::events::is_withdrawal_taken;
use super::step_rows::{SELECT_STEPS, read_step};
use super::steps::{Examiner, insert_step};
use crate::filing::{
    FiledEvent, FiledRevision, find_events, find_newest, is_returned, parse_case_id,
};
use crate::http::ApiError;
use crate::records::{Db, Row, values};
use crate::storage::Storage;
use course::{Course, Walk, find_next};

/// Who is named as the one that entered it: no department that there is.
const NUMBER: &str = "DEMO";
const NAME: &str = "示例审批部门";

/// Cases whose result was handed over, or that a step ended, go no further. As `encode_row` writes
/// steps.
const SELECT_GOING: &str = r#"
SELECT uuid, station_code, (SELECT max(filed_ms) FROM revisions WHERE case_uuid = uuid),
  (SELECT max(at_ms) FROM steps WHERE case_uuid = uuid)
FROM cases WHERE NOT EXISTS (SELECT 1 FROM steps e WHERE e.case_uuid = uuid
  AND (e.step LIKE '{"kind":"delivered"%' OR e.step LIKE '{"kind":"withdrawn"%'
    OR e.step LIKE '{"kind":"voided"%'))
ORDER BY seq"#;

/// How a trial's departments work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DepartmentPace {
    /// How long a working day of theirs takes, in milliseconds; none lasts no time.
    pub day_ms: u32,
    /// Under the same one the same case goes the same way.
    pub seed: u64,
}

/// The departments of one trial.
pub struct Departments {
    pace: DepartmentPace,
    on_the_spot: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    project_type: String,
}

struct Going {
    case: Uuid,
    station_code: String,
    moved_ms: i64,
}

impl Departments {
    /// Of a trial that gives this pack out. An item that it does not know takes its time.
    pub fn new(pace: DepartmentPace, pack: &[u8]) -> Self {
        let lines = std::str::from_utf8(pack).unwrap_or_default().lines();
        let items = lines.filter_map(|line| serde_json::from_str::<Line>(line).ok());
        let on_the_spot = items.filter(|item| item.project_type == "on_the_spot");
        Departments { pace, on_the_spot: on_the_spot.map(|item| item.id).collect() }
    }

    /// Each case goes on by one step at most. How many steps were entered.
    pub fn play(&self, storage: &Storage) -> Result<u32, ApiError> {
        let now_ms = storage.now().as_millisecond();
        let mut count = 0;
        // The records are let go of before a step is entered into them.
        let cases = list_going(&storage.records.get_db()?)?;
        for going in cases {
            // Every act takes a day at least: no need to read the case before.
            if now_ms - going.moved_ms < i64::from(self.pace.day_ms.max(1)) {
                continue;
            }
            let step = self.choose_step(&storage.records.get_db()?, &going, now_ms)?;
            let Some(request) = step else { continue };
            let examiner =
                Examiner { number: NUMBER, name: NAME, station_code: &going.station_code };
            match insert_step(storage, going.case, &request, &examiner) {
                Ok(_) => count += 1,
                // Somebody was faster by hand, or the case was filed again.
                Err(refusal) if refusal.status == StatusCode::UNPROCESSABLE_ENTITY => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(count)
    }

    fn choose_step(
        &self,
        db: &Db<'_>,
        going: &Going,
        now_ms: i64,
    ) -> Result<Option<StepRequest>, ApiError> {
        let newest = find_newest(db, going.case, &going.station_code)?;
        if !is_before_department(db, going.case, &newest)? {
            return Ok(None);
        }
        let query = format!("{SELECT_STEPS} WHERE case_uuid = ?1 ORDER BY steps.seq");
        let rows = db.query(&query, &values![going.case])?;
        let steps = rows.iter().map(read_step).collect::<Result<Vec<_>, _>>()?;
        let steps: Vec<_> = steps
            .iter()
            .filter_map(|entry| Some((entry.id.to_string(), entry.step.read()?)))
            .collect();
        let is_on_the_spot = self.on_the_spot.contains(&newest.submission.item);
        let course = Course::draw(self.pace.seed, going.case, is_on_the_spot);
        let walk = Walk {
            case: going.case,
            steps: &steps,
            is_withdrawal_asked: is_withdrawal_taken(db, going.case)?,
            is_void_asked: find_events(db, going.case)?.iter().any(|filed| filed.is_void(true)),
            waited_ms: now_ms - going.moved_ms,
            day_ms: i64::from(self.pace.day_ms.max(1)),
            today: Moment::from_millis(now_ms).date(),
        };
        Ok(find_next(&course, &walk))
    }
}

/// Wholly there, accepted, not sent back, nothing of it still to come, and neither decided at a
/// counter nor made void.
fn is_before_department(db: &Db<'_>, case: Uuid, newest: &FiledRevision) -> Result<bool, ApiError> {
    let submission = &newest.submission;
    let asks_papers = submission.deemed.as_ref().is_some_and(|deemed| !deemed.papers.is_empty());
    let is_whole = newest.acknowledgement.is_some()
        && submission.decision == Decision::Accepted
        && submission.deferred.is_none()
        && !asks_papers;
    if !is_whole || is_returned(db, case, newest.revision)? {
        return Ok(false);
    }
    let events = find_events(db, case)?;
    let is_ended = |filed: &FiledEvent| {
        filed.filing.event.kind() == EventKind::Decided || filed.is_void(false)
    };
    Ok(!events.iter().any(is_ended))
}

fn list_going(db: &Db<'_>) -> Result<Vec<Going>, ApiError> {
    let rows = db.query(SELECT_GOING, &[])?;
    let read = |row: &Row| -> Result<Going, ApiError> {
        let (filed_ms, step_ms): (Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?);
        Ok(Going {
            case: parse_case_id(&row.get::<String>(0)?)?,
            station_code: row.get(1)?,
            moved_ms: filed_ms.max(step_ms).unwrap_or_default(),
        })
    };
    rows.iter().map(read).collect()
}
