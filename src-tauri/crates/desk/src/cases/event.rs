//! What the office gets of something that happened after acceptance: its payload, made once and never
//! changed, and its row in the outbox.
use super::case_file::CaseFile;
use super::submission::{Hand, find_office, timestamp};
use crate::Failure;
use crate::contract::FailureCode;
use counter_backoffice::{EventFiling, Part, PartKind, check_length};
use counter_core::case::{Case, Document, Event, WITHDRAWAL_REQUEST, WithdrawalRequest};
use counter_store::{OutboxRow, PageRow};
use uuid::Uuid;

/// 撤回申请书 as it was made, and the pages of the signed one.
pub fn withdrawal_parts(case: &Case, drawn: &WithdrawalRequest, signed: &[PageRow]) -> Vec<Part> {
    let papers = case.documents.iter().map(|(paper, _)| paper);
    let paper = papers.filter(|paper| paper.id == drawn.document).map(paper_part);
    let pages = signed.iter().map(|page| Part {
        id: page.id.clone(),
        material: WITHDRAWAL_REQUEST.to_owned(),
        kind: PartKind::Page,
        media: page.media.clone(),
        sha256: page.sha256.clone(),
        len: page.len,
    });
    paper.chain(pages).collect()
}

/// A paper as it was made.
pub fn paper_part(paper: &Document) -> Part {
    Part {
        id: paper.file.clone(),
        material: paper.form.clone(),
        kind: PartKind::Document,
        media: "application/pdf".into(),
        sha256: paper.sha256.clone(),
        len: paper.len,
    }
}

/// The row as it will be written in one transaction with the event's fact. `id` names the event, in
/// the journal too.
pub fn event_row(
    file: &CaseFile,
    hand: &Hand,
    id: &str,
    event: Event,
    manifest: Vec<Part>,
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
        manifest,
        // The head before the event's own entry, as with a decision.
        journal_head: file.case.last_hash.clone(),
        entries: file.case.length,
        permit: hand.permit.clone(),
        consented_by: hand.consented_by.clone(),
        audit: hand.audit.clone(),
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
