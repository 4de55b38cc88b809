//! What is said about a material: papers received, original compared, given back or kept, faulty, counted.
use super::{editable, record};
use crate::cases::journal::Open;
use crate::cases::materials as show_materials;
use crate::contract::views::CaseView;
use crate::contract::{CaseId, MaterialCount, MaterialCustody, MaterialProblem, MaterialRef};
use crate::station::errors::same;
use crate::{Desk, Failure};
use counter_core::case::Custody;
use counter_core::fact::Fact;
use counter_core::state::{Action, Role, may};

/// The deliberate stamp: papers handed over and kept. From here the legal clock counts.
pub async fn receive(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    open.item().ok_or_else(|| Failure::new("no_item"))?;
    if open.case.received.is_some() {
        return crate::views::case::case_view(desk, &open);
    }
    record(desk, open, vec![Fact::Received])
}

/// The last of what the notice asked for is here: from this day on the office's time counts, whenever the slip is written.
pub async fn corrections_in(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    if !may(open.case.status, Role::Clerk, Action::ReceiveCorrections) {
        return Err(Failure::new("not_allowed"));
    }
    if open.case.corrected_at().is_some() {
        return crate::views::case::case_view(desk, &open);
    }
    record(desk, open, vec![Fact::CorrectionsIn])
}

fn known(open: &Open, material: &str) -> Result<(), Failure> {
    let item = open.item().ok_or_else(|| Failure::new("no_item"))?;
    let found = item.materials.iter().any(|m| m.id == material);
    found.then_some(()).ok_or_else(|| Failure::new("unknown_material"))
}

/// 已验原件 is a legal statement: only after every page of the material was on the screen.
pub async fn check_original(desk: &Desk, payload: MaterialRef) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    known(&open, &payload.material)?;
    let rows = show_materials::rows(&open);
    let shown = rows.iter().any(|r| r.id == payload.material && r.pages_shown);
    if !shown {
        return Err(Failure::new("page_not_shown"));
    }
    record(desk, open, vec![Fact::OriginalChecked { material: payload.material }])
}

/// Where the original is. Giving it back is possible after the decision too.
pub async fn set_custody(desk: &Desk, payload: MaterialCustody) -> Result<CaseView, Failure> {
    let open = desk.read_case(&payload.case)?;
    known(&open, &payload.material)?;
    let custody: Custody = same(&payload.custody).ok_or_else(|| Failure::new("bad_request"))?;
    let facts = vec![Fact::CustodySet { material: payload.material, custody }];
    let open = desk.change(open, facts)?;
    crate::views::case::case_view(desk, &open)
}

pub async fn set_problem(desk: &Desk, payload: MaterialProblem) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    known(&open, &payload.material)?;
    let problem = payload.problem.map(|p| p.trim().to_owned()).filter(|p| !p.is_empty());
    record(desk, open, vec![Fact::ProblemSet { material: payload.material, problem }])
}

pub async fn count_object(desk: &Desk, payload: MaterialCount) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    known(&open, &payload.material)?;
    record(desk, open, vec![Fact::ObjectCounted { material: payload.material, count: payload.count }])
}
