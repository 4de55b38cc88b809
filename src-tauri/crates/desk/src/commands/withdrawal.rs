//! 撤回申请: drawn up as a paper, signed by hand by the applicant or by whoever may for them, then done.
//! Before acceptance the window ends the case itself. After it the office is told by an event: it is
//! asked for and not done, the case goes on, and its clock runs, until the office has ended or decided
//! it.
use super::editing::{require_status, show_case};
use super::printing::{print_document, typeset_document_as};
use super::scan::draw_in;
use super::signing::require_mandate;
use super::typesetting::Telling;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::event::{event_row, withdrawal_parts};
use crate::cases::submission::Hand;
use crate::contract::views::{CaseView, IssueResult};
use crate::contract::{AskWithdrawal, FailureCode, Topic, WithdrawalBy};
use crate::desk::Desk;
use crate::papers::withdrawal::withdrawal_request;
use crate::station::ids::new_id;
use counter_core::case::{Event, EventKind, SealedPart};
use counter_core::casework::list_unsettled;
use counter_core::date::date_text;
use counter_core::fact::Fact;
use counter_core::item::PersonRole;
use counter_core::state::Action;
use counter_documents::OpenedFile;
use counter_store::PageRow;

/// Of a case that was ended here.
const REASON: &str = "申请人撤回申请";

/// The paper, for this person to sign. Nothing is asked for by it.
pub async fn draw_up_withdrawal(
    desk: &Desk,
    payload: WithdrawalBy,
) -> Result<IssueResult, Failure> {
    let file = require_withdrawable(desk, &payload.case)?;
    require_withdrawer(&file, payload.by, payload.covers)?;
    let context = desk.paper_context(desk.station.require_clerk()?);
    let sheet = withdrawal_request(&context, &file, payload.by, payload.covers);
    let document = new_id();
    let made = typeset_document_as(desk, file, sheet, document.clone(), Telling::Before).await?;
    let drawn_up = Fact::WithdrawalDrawnUp {
        document: document.clone(),
        by: payload.by,
        covered: payload.covers,
    };
    let file = desk.cases.append_facts(made, vec![drawn_up])?;
    print_document(desk, file, &document, false).await
}

/// The paper is signed: once, until the office says no; and after acceptance of a case that goes to the
/// office by the line. Without a scan the signed paper lies at the window.
pub async fn ask_withdrawal(desk: &Desk, payload: AskWithdrawal) -> Result<CaseView, Failure> {
    let clerk = desk.station.require_clerk()?;
    desk.station.require_plausible_clock()?;
    let file = require_drawn_up(desk, &payload.case)?;
    let pages = if payload.scan { scan_signed(desk, &file).await? } else { Vec::new() };
    // A scan takes its time: as the case stands after it.
    let file = require_drawn_up(desk, &payload.case)?;
    let drawn = file.case.open_withdrawal().ok_or_else(|| Failure::new(FailureCode::NotAllowed))?;
    let signed = Fact::WithdrawalSigned {
        document: drawn.document.clone(),
        pages: pages.iter().map(sealed_part).collect(),
    };
    if file.case.withdrawal_action() == Action::Abandon {
        let facts = vec![signed, Fact::Abandoned { reason: REASON.to_owned() }];
        desk.cases.take_proposal(&file.id);
        desk.drop_citizen_form();
        desk.cases.append_facts_by(&clerk.number, file, facts, Vec::new())?;
    } else {
        let (id, event) = (new_id(), Event::WithdrawalAsked { by: drawn.by });
        let parts = withdrawal_parts(&file.case, drawn, &pages);
        let hand = desk.cases.hand_of(&clerk, &file, None);
        let consented_by = desk.cases.find_consent_to_withdraw(&clerk.number, &file);
        let hand = Hand { consented_by, ..hand };
        let row = event_row(&file, &hand, &id, event.clone(), parts)?;
        let facts = vec![Fact::EventMade { id, event }, signed];
        desk.cases.append_facts_by(&clerk.number, file, facts, vec![row])?;
        desk.delivery.wake();
        desk.station.announce(Topic::Outbox);
    }
    desk.station.announce(Topic::Status);
    show_case(desk, &desk.cases.read_case(&payload.case)?)
}

/// The case, if a withdrawal can be asked for now.
fn require_withdrawable(desk: &Desk, case: &str) -> Result<CaseFile, Failure> {
    let file = desk.cases.read_case(case)?;
    if file.case.hold.is_some() {
        return Err(Failure::new(FailureCode::CaseHeld));
    }
    let action = file.case.withdrawal_action();
    require_status(&file, action)?;
    if !file.can_withdraw() {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    if action == Action::AskWithdrawal && !desk.office.may_take_event(EventKind::WithdrawalAsked) {
        return Err(Failure::new(FailureCode::OfficeWithoutEvent));
    }
    Ok(file)
}

/// With its paper, which the same person may still sign, and nothing of the citizen's unaccounted for.
fn require_drawn_up(desk: &Desk, case: &str) -> Result<CaseFile, Failure> {
    let file = require_withdrawable(desk, case)?;
    let drawn = file.case.open_withdrawal().ok_or_else(|| Failure::new(FailureCode::NotAllowed))?;
    require_withdrawer(&file, drawn.by, drawn.is_covered)?;
    let unsettled = list_unsettled(&file.assess()).join("、");
    if !unsettled.is_empty() {
        return Err(Failure::new(FailureCode::OriginalsUnsettled).with("names", unsettled));
    }
    Ok(file)
}

/// The applicant, or whoever acts for them by what is on record and has not ended; an agent only by an
/// authority that the clerk has read and that covers it.
fn require_withdrawer(file: &CaseFile, by: PersonRole, is_covered: bool) -> Result<(), Failure> {
    let people = file.case.list_withdrawers();
    let person = people.into_iter().find(|person| person.role == by);
    let person = person.ok_or_else(|| Failure::new(FailureCode::NotASigner))?;
    require_mandate(file, &person.id)?;
    if let Some(last_day) = person.find_mandate_end(file.today) {
        return Err(Failure::new(FailureCode::MandateEnded).with("to", date_text(last_day)));
    }
    match by {
        PersonRole::Agent if !is_covered => Err(Failure::new(FailureCode::AuthorityNotCovering)),
        _ => Ok(()),
    }
}

async fn scan_signed(desk: &Desk, file: &CaseFile) -> Result<Vec<PageRow>, Failure> {
    let mut sealed = Vec::new();
    let mut seal = |opened: Vec<OpenedFile>| -> Result<u32, Failure> {
        let mut pages = 0;
        for OpenedFile { media, pages: count, bytes } in opened {
            sealed.push(desk.cases.seal_file(&file.id, &media, &bytes)?);
            pages += count;
        }
        Ok(pages)
    };
    draw_in(desk, &file.id, &mut seal).await?;
    Ok(sealed)
}

fn sealed_part(row: &PageRow) -> SealedPart {
    SealedPart { file: row.id.clone(), sha256: row.sha256.clone(), len: row.len }
}
