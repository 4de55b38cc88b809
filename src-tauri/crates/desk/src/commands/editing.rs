//! What most commands on a case begin and end with.
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::signing::find_form_in_force;
use crate::contract::FailureCode;
use crate::contract::views::CaseView;
use crate::desk::Desk;
use crate::views::case::{Pending, case_view};
use counter_core::case::EventKind;
use counter_core::casework::CaseAssessment;
use counter_core::fact::Fact;
use counter_core::state::Action;

/// The case, if `action` may be done to it now.
pub fn require_action(desk: &Desk, case: &str, action: Action) -> Result<CaseFile, Failure> {
    let file = desk.cases.read_case(case)?;
    if file.case.hold.is_some() {
        return Err(Failure::new(FailureCode::CaseHeld));
    }
    require_status(&file, action)?;
    Ok(file)
}

/// The table alone: for what may be done to a case on hold too.
pub fn require_status(file: &CaseFile, action: Action) -> Result<(), Failure> {
    file.may(action).then_some(()).ok_or_else(|| Failure::new(FailureCode::NotAllowed))
}

/// The case, if its papers may still be changed.
pub fn require_editable(desk: &Desk, case: &str) -> Result<CaseFile, Failure> {
    require_action(desk, case, Action::Edit)
}

/// Appends the facts and shows the case as it then stands. A proposal no longer fits a changed
/// case.
pub fn record_facts(desk: &Desk, file: CaseFile, facts: Vec<Fact>) -> Result<CaseView, Failure> {
    desk.cases.take_proposal(&file.id);
    append_and_show(desk, file, facts)
}

/// The same where a proposal still fits. A form before the citizen that the case has outgrown goes.
pub fn append_and_show(desk: &Desk, file: CaseFile, facts: Vec<Fact>) -> Result<CaseView, Failure> {
    let (_, view) = desk.cases.append_and_read(file, facts, |file, assessment| {
        let is_open = file.is_editable() && file.case.hold.is_none();
        let in_force = find_form_in_force(assessment).filter(|_| is_open);
        let in_force = in_force.map(|form| form.id.as_str());
        desk.drop_stale_form(&file.id, in_force);
        show_assessed(desk, file, assessment)
    })?;
    Ok(view)
}

pub fn show_case(desk: &Desk, file: &CaseFile) -> Result<CaseView, Failure> {
    Ok(show_assessed(desk, file, &file.assess()))
}

/// The same of an assessment that is there already.
pub fn show_assessed(desk: &Desk, file: &CaseFile, assessment: &CaseAssessment) -> CaseView {
    let proposal = desk
        .cases
        .read_proposal(&file.id, |proposal| (proposal.view.clone(), proposal.decision.kind));
    let entrusted =
        desk.cases.read_entrusted(&file.id, |proposal| (proposal.view.clone(), proposal.granted));
    let before = desk.find_before_citizen(&file.id);
    let card = desk.cases.pending_card(&file.id);
    let takes_decisions = desk.office.may_take_event(EventKind::Decided);
    let pending = Pending { card, proposal, entrusted, takes_decisions, before };
    case_view(&desk.cases, file, assessment, pending)
}
