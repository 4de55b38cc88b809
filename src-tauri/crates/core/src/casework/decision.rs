//! What the clerk may decide, and what stands against each kind.

use serde::{Deserialize, Serialize};

use super::assessment::CaseAssessment;
use super::lack::{Lack, LackCode};
use super::paper::is_issue_unfinished;
use super::silence::wants_supervisor;
use super::silent_readiness::lacks_after_silence;
use crate::case::{Case, DecisionKind};
use crate::state::{Action, Role, Status, is_allowed};

const KINDS: [DecisionKind; 4] =
    [DecisionKind::Accept, DecisionKind::Correction, DecisionKind::Refuse, DecisionKind::Redirect];

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionOption {
    pub kind: DecisionKind,
    pub possible: bool,
    pub lacks: Vec<Lack>,
    /// Only with a supervisor's word.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub supervised: bool,
}

/// The kinds in the order of the screen. A second time, what is not the clerk's to decide is not
/// offered.
pub fn decision_options(assessment: &CaseAssessment) -> Vec<DecisionOption> {
    let case = assessment.case;
    let is_redecision = case.revision() > 0 && is_allowed(case.status, Role::Clerk, Action::Edit);
    let offered =
        KINDS.into_iter().filter(|kind| !is_redecision || may_take(case, case.status, *kind));
    let option = |kind| {
        let lacks = if assessment.is_unanswered {
            lacks_after_silence(&assessment.readiness, kind)
        } else {
            assessment.readiness.lacks_for(kind)
        };
        let possible = may_decide(case, kind) && !is_issue_unfinished(case) && lacks.is_empty();
        DecisionOption { kind, possible, lacks, supervised: wants_supervisor(assessment, kind) }
    };
    offered.map(option).collect()
}

/// Accepting once more only gives what was promised a later day: nothing of it came, and nothing else
/// stands against it.
pub fn lacks_promised_alone(assessment: &CaseAssessment) -> bool {
    let (case, kind) = (assessment.case, DecisionKind::Accept);
    let lacks = assessment.readiness.lacks_for(kind);
    may_decide(case, kind)
        && !is_issue_unfinished(case)
        && lacks.iter().all(|lack| lack.code == LackCode::DeferredPapers)
}

/// The status table is asked as if the papers were stamped: what is missing for it is a lack, told
/// with its section.
fn may_decide(case: &Case, kind: DecisionKind) -> bool {
    let status = if case.status == Status::Draft { Status::Received } else { case.status };
    is_allowed(case.status, Role::Clerk, Action::Edit) && may_take(case, status, kind)
}

/// What was accepted and sent back is accepted again, or made void.
fn may_take(case: &Case, status: Status, kind: DecisionKind) -> bool {
    let action = case.action_to_decide(kind);
    is_allowed(status, Role::Clerk, action) && !case.is_barred(action)
}
