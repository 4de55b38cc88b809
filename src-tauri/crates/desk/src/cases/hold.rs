//! Interruptions as the lists and the case show them: a hold, who acted, a paper slip.
use crate::cases::case_file::CaseFile;
use crate::contract::views::{HoldView, SlipView};
use counter_core::case::Case;
use counter_core::date::{Moment, moment_text};
use counter_core::fact::Fact;
use counter_core::hold::Hold;
use counter_core::state::{Action, Role, is_allowed};

pub fn hold_view(hold: &Hold) -> HoldView {
    HoldView {
        reason: hold.reason,
        note: hold.note.as_ref().map(|note| note.expose().to_owned()),
        originals: hold.originals,
        since: moment_text(hold.since),
        by: hold.by.clone(),
    }
}

/// Before the decision, and while the papers are awaited again; not twice.
pub fn can_hold(case: &Case) -> bool {
    case.hold.is_none() && is_allowed(case.status, Role::Clerk, Action::Hold)
}

/// The fact that somebody else acts from here, if it is somebody else.
pub fn take_over_fact(file: &CaseFile, to: &str) -> Option<Fact> {
    let from = file.case.acting_clerk();
    (from != to).then(|| Fact::TakenOver { from: from.to_owned(), to: to.to_owned() })
}

pub fn slip_view((slip, received_at): &(String, Moment)) -> SlipView {
    SlipView { slip: slip.clone(), received_at: moment_text(*received_at) }
}
