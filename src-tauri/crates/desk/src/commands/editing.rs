//! What most commands on a case begin and end with.
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::contract::FailureCode;
use crate::contract::views::CaseView;
use crate::desk::Desk;
use crate::views::case::{Pending, case_view};
use counter_core::fact::Fact;
use counter_core::state::Action;

/// The case, if `action` may be done to it now.
pub fn require_action(desk: &Desk, case: &str, action: Action) -> Result<CaseFile, Failure> {
    let file = desk.cases.read_case(case)?;
    if file.case.hold.is_some() {
        return Err(Failure::new(FailureCode::CaseHeld));
    }
    file.may(action).then_some(()).ok_or_else(|| Failure::new(FailureCode::NotAllowed))?;
    Ok(file)
}

/// The case, if its papers may still be changed.
pub fn require_editable(desk: &Desk, case: &str) -> Result<CaseFile, Failure> {
    require_action(desk, case, Action::Edit)
}

/// Appends the facts and shows the case as it then stands. A proposal no longer fits a changed case.
pub fn record_facts(desk: &Desk, file: CaseFile, facts: Vec<Fact>) -> Result<CaseView, Failure> {
    desk.cases.take_proposal(&file.id);
    let file = desk.cases.append_facts(file, facts)?;
    show_case(desk, &file)
}

pub fn show_case(desk: &Desk, file: &CaseFile) -> Result<CaseView, Failure> {
    let proposal = desk.cases.read_proposal(&file.id, |proposal| (proposal.view.clone(), proposal.decision.kind));
    let pending = Pending { card: desk.cases.pending_card(&file.id), proposal };
    Ok(case_view(&desk.cases, file, pending))
}
