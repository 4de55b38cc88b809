//! What is missing or altered of the events of a case: each is a fact, a row that says the same, parts
//! that are here, and in the end the office's digest over them.
use super::CaseRecord;
use super::proof::{Here, find_head, list_missing};
use counter_backoffice::EventFiling;
use counter_core::case::{Case, CaseEvent};
use counter_store::OutboxRow;

/// What the row says, if it can be read and is about this event of this case.
pub(super) fn read_filing(row: &OutboxRow) -> Option<EventFiling> {
    let filing: EventFiling = serde_json::from_str(&row.payload).ok()?;
    let is_it = filing.case.to_string() == row.case
        && Some(filing.id.to_string()) == row.event
        && filing.id.to_string() == row.key
        && filing.after == row.revision;
    is_it.then_some(filing)
}

pub(super) fn check_events(
    record: &CaseRecord,
    case: &Case,
    here: Option<&Here>,
    faults: &mut Vec<String>,
    notes: &mut Vec<String>,
) {
    let has_row = |told: &&CaseEvent| {
        record.events.iter().any(|row| row.event.as_deref() == Some(told.id.as_str()))
    };
    let rowless = case.events.iter().filter(|told| !has_row(told));
    faults.extend(rowless.map(|told| format!("event_missing: {}", told.id)));
    for row in &record.events {
        let id = row.event.as_deref().unwrap_or_default();
        let Some(filing) = read_filing(row) else {
            faults.push(format!("event_unreadable: {id}"));
            continue;
        };
        let told = case.find_event(id);
        let is_same = told.is_some_and(|told| {
            (&told.event, told.after) == (&filing.event, filing.after)
                && find_head(record, filing.entries).as_deref()
                    == Some(filing.journal_head.as_str())
        });
        if !is_same {
            faults.push(format!("event_differs: {id}"));
        }
        faults.extend(list_missing(&filing.manifest, here));
        let acknowledged = told.and_then(|told| told.acknowledged.as_ref());
        match (row.state == "acknowledged", acknowledged) {
            (_, Some(digest)) if *digest != filing.received_digest() => {
                faults.push(format!("acknowledgement_differs: {id}"));
            }
            (false, Some(_)) => faults.push(format!("delivery_differs: {id}")),
            // The office knows; the next answer says it again.
            (true, None) => notes.push(format!("acknowledgement_not_in_journal: {id}")),
            _ => {}
        }
        match (row.state == "handed_over", told.is_some_and(|told| told.handed_over)) {
            (true, true) => notes.push(format!("handed_over: {id}")),
            (false, false) => {}
            _ => faults.push(format!("delivery_differs: {id}")),
        }
    }
}
