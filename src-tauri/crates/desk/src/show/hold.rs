//! A hold as the lists and the case show it.
use crate::translate::same;
use crate::view::{HoldReason, HoldView, Originals};
use counter_core::case::Case;
use counter_core::hold::Hold;
use counter_core::state::{Action, Role, may};

pub fn view(hold: &Hold) -> HoldView {
    HoldView {
        reason: same(&hold.reason).unwrap_or(HoldReason::Other),
        note: hold.note.as_ref().map(|note| note.expose().to_owned()),
        originals: same(&hold.originals).unwrap_or(Originals::AtWindow),
        since: super::moment_text(hold.since),
        by: hold.by.clone(),
    }
}

/// Before the decision, and while the papers are awaited again; not twice.
pub fn possible(case: &Case) -> bool {
    case.hold.is_none() && may(case.status, Role::Clerk, Action::Hold)
}
