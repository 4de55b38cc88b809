//! When a case may be put on hold, and when somebody else takes it over.
use crate::cases::case_file::CaseFile;
use counter_core::case::Case;
use counter_core::fact::Fact;
use counter_core::state::{Action, Role, is_allowed};

/// Before the decision, and while the papers are awaited again; not twice.
pub fn can_hold(case: &Case) -> bool {
    case.hold.is_none() && is_allowed(case.status, Role::Clerk, Action::Hold)
}

/// The fact that somebody else acts from here, if it is somebody else.
pub fn take_over_fact(file: &CaseFile, to: &str) -> Option<Fact> {
    let from = file.case.acting_clerk();
    (from != to).then(|| Fact::TakenOver { from: from.to_owned(), to: to.to_owned() })
}
