//! What a clerk does about a case that the office does not take, other than try it again: put right
//! a page or a text and send the next revision in its place, or hand the case over on paper.
//!
//! Invariant: a replacement keeps the decision, its time, the clerk who made it and both numbers;
//! papers are made anew only where the list on the receipt is another one.
use super::editing::{require_action, require_status, show_case};
use super::issue::{finish_issue, make_application_form, print_papers};
use super::printing::{print_document, seal_paper};
use super::typesetting::{Telling, typeset_paper};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::submission::replacement_row;
use crate::contract::views::{CaseView, IssueResult, PrintResult};
use crate::contract::{CaseId, FailureCode, Topic};
use crate::delivery::claims::Claim;
use crate::delivery::way_out::settle_rows;
use crate::desk::Desk;
use crate::papers::printed_words::print_words;
use crate::papers::{letters, materials::is_list_as_printed};
use crate::station::ids::new_id;
use counter_backoffice::Submission;
use counter_core::case::{Case, DecisionKind};
use counter_core::casework::Section;
use counter_core::fact::Fact;
use counter_core::state::{Action, Delivery, Status};
use counter_core::way_out::WayOut;
use counter_store::OutboxRow;

/// Opens what the office does not take for putting right. The office is asked first: it may have
/// the case after all, or not know this way.
pub async fn replace_refused(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    let claim = claim_case(desk, &payload.case)?;
    let (file, _) = require_way_out(desk, &payload.case, WayOut::Replace)?;
    require_action(desk, &file.id, Action::Replace)?;
    desk.delivery.prepare_replacement(&payload.case).await?;
    let (file, first) = match require_way_out(desk, &payload.case, WayOut::Replace) {
        Ok(found) => found,
        // It is there: nothing is to be put right.
        Err(_) => return show_case(desk, &desk.cases.read_case(&payload.case)?),
    };
    let code = first.last_code.unwrap_or_default();
    let section = section_to_put_right(&code);
    let facts = vec![
        Fact::ReplacementBegun { revision: file.case.revision(), code },
        Fact::SectionOpened { section: section.into() },
    ];
    let file = desk.cases.append_facts(file, facts)?;
    drop(claim);
    announce_outbox(desk);
    show_case(desk, &file)
}

/// Where the fault most likely is; the clerk goes where they like.
fn section_to_put_right(code: &str) -> Section {
    match code {
        "text_too_long" | "too_large" | "bad_body" => Section::Form,
        _ => Section::Materials,
    }
}

/// The next revision, in the place of what was not taken, with whatever was put right.
pub async fn send_replacement(desk: &Desk, payload: CaseId) -> Result<IssueResult, Failure> {
    let clerk = desk.station.require_clerk()?;
    let claim = claim_case(desk, &payload.case)?;
    let mut file = require_action(desk, &payload.case, Action::Edit)?;
    let (decision, _) = file
        .case
        .decision()
        .filter(|_| file.case.status == Status::Replacing)
        .ok_or_else(|| Failure::new(FailureCode::NotAllowed))?;
    let kind = decision.kind;
    if !file.assess().readiness.lacks_to_repeat(decision).is_empty() {
        return Err(Failure::new(FailureCode::DecisionLacks));
    }
    if kind == DecisionKind::Accept {
        file = make_application_form(desk, file, &clerk, Telling::Before).await?;
    }
    let facts = vec![
        Fact::Replaced {
            revision: file.case.revision(),
            papers: is_receipt_changed(desk, &file, kind)?,
        },
        Fact::SectionOpened { section: Section::Decision.into() },
    ];
    let mut rows = desk.delivery.open_rows(&file.id)?;
    // Events go on: what goes in the revision's place goes before them.
    rows.retain(|row| row.event.is_none());
    let before = desk.station.with_store(|store| store.outbox_row(&file.id))?;
    let before = before.and_then(|row| serde_json::from_str::<Submission>(&row.payload).ok());
    let before = before.ok_or_else(|| Failure::new(FailureCode::DatabaseDamaged))?;
    let hand = desk.cases.hand_of(&clerk, &file, None);
    let context = desk.paper_context(clerk.clone());
    let row = replacement_row(&file, &facts, &hand, before, |after| print_words(&context, after))?;
    let mut rows = settle_rows(rows, Delivery::Replaced);
    rows.push(row);
    desk.cases.append_facts_by(&clerk.number, file, facts, rows)?;
    announce_outbox(desk);
    let papers = finish_issue(desk, &payload.case, Some(claim), &clerk).await?;
    if papers.is_empty() {
        let case = show_case(desk, &desk.cases.read_case(&payload.case)?)?;
        return Ok(IssueResult { case, print: PrintResult::none() });
    }
    print_papers(desk, &payload.case, papers).await
}

/// The list on the receipt that the applicant has, against that of now.
fn is_receipt_changed(desk: &Desk, file: &CaseFile, kind: DecisionKind) -> Result<bool, Failure> {
    if !matches!(kind, DecisionKind::Accept | DecisionKind::Correction) {
        return Ok(false);
    }
    let entries = desk.cases.read_entries(&file.id)?;
    let begun = entries.iter().rposition(|e| matches!(e.fact, Fact::ReplacementBegun { .. }));
    let before = begun.and_then(|begun| entries.get(..begun)).and_then(Case::fold);
    let before = before.ok_or_else(|| Failure::new(FailureCode::Internal))?;
    let before = CaseFile { case: before, ..file.clone() };
    Ok(!is_list_as_printed(&before, file, desk.station.scans_papers()))
}

/// The case goes to the office on paper, with a slip that says so. Nothing of it is sent any more. Of
/// an event whose case is at the office it is the event alone: what was signed goes by hand, without
/// a slip.
pub async fn hand_over(desk: &Desk, payload: CaseId) -> Result<IssueResult, Failure> {
    let clerk = desk.station.require_clerk()?;
    let claim = claim_case(desk, &payload.case)?;
    let (file, first) = require_way_out(desk, &payload.case, WayOut::HandOver)?;
    require_status(&file, Action::HandOver)?;
    let code = desk.delivery.standing_of(&first).last_code.unwrap_or_default();
    if let Some(id) = first.event.clone() {
        let facts = vec![Fact::EventHandedOver { id, code }];
        let rows = settle_rows(vec![first], Delivery::HandedOver);
        let file = desk.cases.append_facts_by(&clerk.number, file, facts, rows)?;
        drop(claim);
        desk.delivery.wake();
        announce_outbox(desk);
        return Ok(IssueResult { case: show_case(desk, &file)?, print: PrintResult::none() });
    }
    let sheet = letters::handover_slip(&desk.paper_context(clerk.clone()), &file, &code);
    let typeset = typeset_paper(desk, &file.catalog, &sheet, Telling::Before).await?;
    let document = seal_paper(desk, &file, new_id(), &sheet, &typeset)?;
    let slip = document.id.clone();
    let rows = settle_rows(desk.delivery.open_rows(&file.id)?, Delivery::HandedOver);
    let events = rows.iter().filter_map(|row| row.event.clone());
    let events = events.map(|id| Fact::EventHandedOver { id, code: code.clone() });
    let mut facts: Vec<Fact> = events.collect();
    facts.push(Fact::HandedOver { revision: file.case.revision(), code });
    facts.push(Fact::DocumentIssued { document });
    desk.cases.append_facts_by(&clerk.number, file, facts, rows)?;
    drop(claim);
    announce_outbox(desk);
    print_document(desk, desk.cases.read_case(&payload.case)?, &slip, false).await
}

fn claim_case(desk: &Desk, case: &str) -> Result<Claim, Failure> {
    desk.delivery.claim_case(case).ok_or_else(|| Failure::new(FailureCode::Conflict))
}

/// The case with its first open submission, if this can be done about it now.
fn require_way_out(desk: &Desk, case: &str, way: WayOut) -> Result<(CaseFile, OutboxRow), Failure> {
    let file = desk.cases.read_case(case)?;
    let first = desk.delivery.open_rows(case)?.into_iter().next();
    let first = first.filter(|first| desk.delivery.ways_out(&file.case, first).contains(&way));
    first.map(|first| (file, first)).ok_or_else(|| Failure::new(FailureCode::NotAllowed))
}

fn announce_outbox(desk: &Desk) {
    desk.station.announce(Topic::Outbox);
    desk.station.announce(Topic::Status);
}
