//! The second press: a decision is issued. Decision, provisional number and outbox row go to the
//! disk in one transaction; only then numbers are shown or printed.
use super::printing::{print_document, typeset_document};
use super::receipt::find_receipt_as_now;
use super::typesetting::Telling;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::signing::find_form_in_force;
use crate::cases::submission::outbox_row;
use crate::contract::views::IssueResult;
use crate::contract::{CaseId, FailureCode, Topic};
use crate::delivery::claims::Claim;
use crate::desk::Desk;
use crate::papers::CHECK_RECORD;
use crate::papers::brought::has_brought;
use crate::papers::printed_words::print_words;
use crate::papers::{letters, notices};
use crate::station::session::Clerk;
use counter_core::case::{Decision, DecisionKind};
use counter_core::casework::{Section, is_issue_unfinished};
use counter_core::fact::Fact;
use counter_documents::Sheet;

/// 容缺受理承诺书.
const COMMITMENT: &str = "deferred_commitment";

/// Also finishes an issue that was cut off after the decision was stored.
pub async fn issue(desk: &Desk, payload: CaseId) -> Result<IssueResult, Failure> {
    let clerk = desk.station.require_clerk()?;
    let claim = desk.delivery.claim_case(&payload.case);
    let file = desk.cases.read_case(&payload.case)?;
    // A decision whose paper is still to be made comes first; after it, an open case wants a
    // decision that was looked at.
    if file.is_editable() && !is_issue_unfinished(&file.case) {
        decide_as_proposed(desk, file).await?;
    }
    let papers = finish_issue(desk, &payload.case, claim, &clerk).await?;
    print_papers(desk, &payload.case, papers).await
}

/// The first step at once, then the papers that the decision still wants: their ids, the one to
/// hand over last.
pub(super) async fn finish_issue(
    desk: &Desk,
    case: &str,
    claim: Option<Claim>,
    clerk: &Clerk,
) -> Result<Vec<String>, Failure> {
    // Already in the loop's hand: then the number is on its way without us.
    if claim.is_some() {
        desk.delivery.send_first_step(case).await;
    }
    let mut file = desk.cases.read_case(case)?;
    let mut papers = Vec::new();
    if is_issue_unfinished(&file.case) {
        for sheet in decision_sheets(desk, &file, clerk)? {
            let (next, document) = typeset_document(desk, file, sheet, Telling::Earlier).await?;
            file = next;
            papers.push(document);
        }
    }
    // Materials follow once the paper is out; until here the loop leaves the case alone.
    drop(claim);
    desk.delivery.wake();
    desk.station.announce(Topic::Status);
    Ok(papers)
}

pub(super) async fn print_papers(
    desk: &Desk,
    case: &str,
    mut papers: Vec<String>,
) -> Result<IssueResult, Failure> {
    let file = desk.cases.read_case(case)?;
    let mut issued = file.case.documents.iter().rev().map(|(paper, _)| paper);
    let newest = issued.find(|paper| paper.form != CHECK_RECORD).map(|paper| paper.id.clone());
    let main = papers.pop().or(newest);
    let main = main.ok_or_else(|| Failure::new(FailureCode::NoDocument))?;
    // What the applicant signs at the counter comes out with the paper they take along.
    let is_commitment = |id: &&String| {
        file.case.documents.iter().any(|(paper, _)| paper.id == **id && paper.form == COMMITMENT)
    };
    for commitment in papers.iter().filter(is_commitment) {
        print_document(desk, desk.cases.read_case(case)?, commitment, false).await?;
    }
    print_document(desk, desk.cases.read_case(case)?, &main, false).await
}

async fn decide_as_proposed(desk: &Desk, file: CaseFile) -> Result<(), Failure> {
    let case = file.id.clone();
    let proposal =
        desk.cases.take_proposal(&case).ok_or_else(|| Failure::new(FailureCode::NoPreview))?;
    require_in_time(&file, &proposal.decision)?;
    let outcome = store_decision(desk, file, proposal.decision.clone()).await;
    // Nothing was decided (a full disk, a dead worker): the same paper can be issued by pressing
    // again.
    if outcome.as_ref().is_err_and(|failure| failure.code != FailureCode::Conflict) {
        desk.cases.put_proposal(&case, proposal);
    }
    outcome
}

/// What was looked at while there was time to answer is no answer after it (逾期视为受理).
fn require_in_time(file: &CaseFile, decision: &Decision) -> Result<(), Failure> {
    let is_open = decision.deemed.is_some() || decision.kind == DecisionKind::Redirect;
    if file.is_left_unanswered() && !is_open {
        return Err(Failure::new(FailureCode::StandsAccepted));
    }
    Ok(())
}

/// The application form is sealed before, as part of the manifest.
async fn store_decision(
    desk: &Desk,
    mut file: CaseFile,
    decision: Decision,
) -> Result<(), Failure> {
    let clerk = desk.station.require_clerk()?;
    desk.station.require_plausible_clock()?;
    if decision.kind == DecisionKind::Accept {
        file = make_application_form(desk, file, &clerk, Telling::Earlier).await?;
    }
    if decision.faults.iter().any(|fault| fault.reason.is_some()) {
        desk.station.audit_off_list_demand(&file.id);
    }
    let hand = desk.cases.hand_of(&clerk, &file, Some(&decision));
    let confirmed = desk.station.clock_confirmed();
    let mut facts = vec![Fact::ClockNoted { confirmed }, Fact::Decided { decision }];
    if file.case.provisional.is_none() {
        facts.push(Fact::ProvisionalNumber { number: desk.cases.next_provisional_number()? });
    }
    facts.push(Fact::SectionOpened { section: Section::Decision.into() });
    // The payload names the journal's head with these facts in it, so it is made from the case as
    // it will stand.
    let context = desk.paper_context(clerk.clone());
    let row = outbox_row(&file, &facts, &hand, |after| print_words(&context, after))?;
    desk.cases.append_facts_by(&clerk.number, file, facts, vec![row])?;
    desk.upkeep.advance_marks();
    desk.drop_citizen_form();
    Ok(())
}

/// The form as the case stands, unless it was made already: what was seen and signed is what goes.
pub(super) async fn make_application_form(
    desk: &Desk,
    file: CaseFile,
    clerk: &Clerk,
    telling: Telling,
) -> Result<CaseFile, Failure> {
    if find_form_in_force(&file.assess()).is_some() {
        return Ok(file);
    }
    let sheet = notices::application_form(&desk.paper_context(clerk.clone()), &file)?;
    Ok(typeset_document(desk, file, sheet, telling).await?.0)
}

/// The papers that this decision wants, the one to hand over last.
fn decision_sheets(desk: &Desk, file: &CaseFile, clerk: &Clerk) -> Result<Vec<Sheet>, Failure> {
    let (decision, _) =
        file.case.decision().cloned().ok_or_else(|| Failure::new(FailureCode::NoPreview))?;
    let context = desk.paper_context(clerk.clone());
    let mut sheets = Vec::new();
    // In the place of a revision that was not taken papers are made only for another list.
    let is_listed = find_receipt_as_now(desk, file)?.is_some() && file.case.in_place_of().is_none();
    // Nothing came: then there is nothing to confirm.
    let is_listed = is_listed || !has_brought(&file.assess(), file);
    if decision.kind == DecisionKind::Correction && !is_listed {
        sheets.push(notices::materials_receipt(&context, file));
    }
    if let Some(deferred) = &decision.deferred {
        sheets.push(letters::commitment(&context, file, deferred));
    }
    sheets.push(notices::decision_paper(&context, file, &decision, file.case.display_number()));
    Ok(sheets)
}
