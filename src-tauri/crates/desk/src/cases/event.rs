//! What the office gets of something that happened after acceptance: its payload, made once and never
//! changed, and its row in the outbox.
use super::case_file::CaseFile;
use super::submission::{Hand, find_office, timestamp};
use crate::Failure;
use crate::contract::FailureCode;
use counter_backoffice::{EventFiling, check_length};
use counter_core::case::Event;
use counter_store::OutboxRow;
use uuid::Uuid;

/// The row as it will be written in one transaction with the event's fact. `id` names the event, in
/// the journal too.
pub fn event_row(
    file: &CaseFile,
    hand: &Hand,
    id: &str,
    event: Event,
) -> Result<OutboxRow, Failure> {
    let parse = |id: &str| Uuid::parse_str(id).map_err(|_| Failure::new(FailureCode::Internal));
    let filing = EventFiling {
        id: parse(id)?,
        case: parse(&file.id)?,
        after: file.case.revision(),
        event,
        at: timestamp(hand.at),
        clerk: hand.clerk.number.clone(),
        station_code: hand.station_code.clone(),
        window: hand.clerk.window.clone(),
        manifest: Vec::new(),
        // The head before the event's own entry, as with a decision.
        journal_head: file.case.last_hash.clone(),
        entries: file.case.length,
        permit: hand.permit.clone(),
        consented_by: hand.consented_by.clone(),
    };
    filing.check_bounds()?;
    let payload =
        serde_json::to_string(&filing).map_err(|_| Failure::new(FailureCode::Internal))?;
    check_length(payload.len())?;
    Ok(OutboxRow {
        case: file.id.clone(),
        office: find_office(file, hand).to_owned(),
        revision: filing.after,
        event: Some(id.to_owned()),
        payload,
        key: id.to_owned(),
        state: "queued".into(),
        attempts: 0,
        next_at_ms: 0,
        last_code: None,
        progress: "{}".into(),
    })
}
