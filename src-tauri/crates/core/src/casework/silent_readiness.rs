//! What stands against deciding a case that nobody answered in time, and its next step.

use super::lack::{Lack, LackCode, NextStep, NextStepCode};
use super::readiness::{Readiness, lacks_of_deemed};
use crate::case::{Case, DecisionKind};
use crate::state::{Action, Role, Status, is_allowed};

/// What stands against deciding so. Papers and form may follow; who the applicant is must be known.
pub(super) fn lacks_after_silence(readiness: &Readiness, kind: DecisionKind) -> Vec<Lack> {
    match kind {
        DecisionKind::Accept => lacks_of_deemed(&readiness.lacks),
        DecisionKind::Redirect => readiness.lacks_for(kind),
        DecisionKind::Correction | DecisionKind::Refuse => {
            vec![Lack::new(LackCode::StandsAccepted, &[])]
        }
    }
}

/// Nothing that may follow is in the way of the next step.
pub(super) fn step_after_silence(case: &Case, readiness: &Readiness) -> NextStep {
    let is_editable = is_allowed(case.status, Role::Clerk, Action::Edit);
    // What was decided is only sent once more.
    if case.status == Status::Replacing {
        return readiness.next.clone();
    }
    let is_lack = matches!(readiness.next.code, NextStepCode::Lack(_));
    if !is_editable || !is_lack {
        return readiness.next.clone();
    }
    let stands = lacks_of_deemed(&readiness.lacks);
    stands.first().map_or_else(|| NextStep::new(NextStepCode::Decide, &[]), NextStep::from)
}
