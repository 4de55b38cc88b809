//! What must be true of events when the day is over.
use crate::excuse::is_excused;
use crate::ledger::Ledger;
use crate::office::FiledEvent;
use crate::station::read_case;
use crate::world::World;
use counter_backoffice::EventFiling;
use counter_core::case::{EventAnswer, EventKind};
use counter_store::{HeadFilter, OutboxRow, Store};
use std::collections::BTreeSet;

/// Filed once each, nothing that nobody told, every byte as it was sealed, and one wish of a case
/// taken at most.
pub fn check_office(there: &[FiledEvent], ledger: &Ledger) -> Result<(), String> {
    let (mut ids, mut taken) = (BTreeSet::new(), BTreeSet::new());
    for filed in there {
        let event = &filed.filing;
        if !ids.insert(event.id) {
            return Err(format!("event {} is there twice", event.id));
        }
        let payload = ledger.events.get(&event.id.to_string());
        if !payload.is_some_and(|text| {
            serde_json::from_str(text).is_ok_and(|filing: EventFiling| filing == *event)
        }) {
            return Err(format!("event {} is not what was told", event.id));
        }
        let is_wish = matches!(event.event.kind(), EventKind::WithdrawalAsked | EventKind::Void);
        let is_taken = matches!(filed.verdict, EventAnswer::Taken { .. });
        if is_wish && is_taken && !taken.insert(event.case) {
            return Err(format!("{} is ended twice", event.case));
        }
        let is_there = |part: &counter_backoffice::Part| {
            let bytes = filed.parts.iter().find(|(sha, _)| *sha == part.sha256);
            bytes.is_some_and(|(_, bytes)| ledger.pages.get(&part.id) == Some(bytes))
        };
        if filed.acknowledged && !event.manifest.iter().all(is_there) {
            return Err(format!("event {}: a part is not what was sealed", event.id));
        }
    }
    Ok(())
}

/// Each event in a journal has its row; what counts as acknowledged is, with the office's own answer;
/// nothing waits but behind a case that waits for a person.
pub fn check_station(
    world: &World,
    store: &Store,
    rows: &[OutboxRow],
    there: &[FiledEvent],
    ledger: &Ledger,
) -> Result<u64, String> {
    let mut delivered = 0;
    for head in store.heads(&HeadFilter::default()).map_err(|e| e.code())? {
        let case = read_case(store, &head.case).map_err(|e| format!("{}: {e}", head.case))?;
        let has_row = |id: &String| rows.iter().any(|row| row.event.as_ref() == Some(id));
        let mut case_events = case.iter().flat_map(|case| &case.events);
        if let Some(event) = case_events.find(|event| !has_row(&event.id)) {
            return Err(format!("event {} of {} has no row", event.id, head.case));
        }
    }
    for row in rows.iter().filter(|row| row.event.is_some()) {
        let event: EventFiling = serde_json::from_str(&row.payload).map_err(|_| "an event")?;
        let case = read_case(store, &row.case).map_err(|e| format!("{}: {e}", row.case))?;
        let case = case.ok_or("an empty case")?;
        let of_journal = case.find_event(&row.key).ok_or("an event that no journal has")?;
        let at_office = there.iter().find(|filed| filed.filing.id == event.id);
        let is_right = match row.state.as_str() {
            "acknowledged" => {
                delivered += 1;
                let digest = event.received_digest();
                at_office.is_some_and(|filed| {
                    filed.acknowledged
                        && of_journal.answer.as_ref() == Some(&filed.verdict)
                        && of_journal.acknowledged.as_ref() == Some(&digest)
                })
            }
            "handed_over" => {
                let is_never_sent = at_office.is_none() || is_excused(world, ledger, &row.case);
                of_journal.handed_over && is_never_sent
            }
            _ => is_excused(world, ledger, &row.case),
        };
        if !is_right {
            return Err(format!("event {} of {} is {:?}", row.key, row.case, row.state));
        }
    }
    Ok(delivered)
}

/// What an applicant has on paper that it was asked for, decided or ended is at the office, or went
/// there on paper.
pub fn check_shown(
    world: &World,
    rows: &[OutboxRow],
    there: &[FiledEvent],
    ledger: &Ledger,
) -> Result<(), String> {
    let copy_ms = ledger.copied_at.filter(|_| ledger.restored).unwrap_or(i64::MAX);
    for (case, event, at_ms) in &ledger.events_shown {
        let is_on_paper = rows.iter().any(|row| row.key == *event && row.state == "handed_over");
        let is_there =
            |filed: &FiledEvent| filed.acknowledged && filed.filing.id.to_string() == *event;
        if *at_ms >= copy_ms || is_on_paper || is_excused(world, ledger, case) {
            continue;
        }
        if !there.iter().any(is_there) {
            return Err(format!("event {event} of {case} was shown and is not at the office"));
        }
    }
    Ok(())
}
