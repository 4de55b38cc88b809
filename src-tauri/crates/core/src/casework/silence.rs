//! 逾期视为受理: what may still be decided about a case that nobody answered in time, and what its
//! acceptance asks for afterwards. Whether it is one says `Case::is_left_unanswered`.

use super::assessment::CaseAssessment;
use super::late_papers::list_late_papers;
use crate::case::{DecisionKind, Deemed};

/// What an acceptance of a case that was left unanswered records; none of any other case.
pub fn deem_accepted(assessment: &CaseAssessment, window_scans: bool) -> Option<Deemed> {
    let papers = || list_late_papers(&assessment.as_input(), window_scans);
    assessment.is_unanswered.then(|| Deemed { papers: papers() })
}

/// 非许可事项、非本机关职权 may still be said, by a clerk with a supervisor.
pub fn wants_supervisor(assessment: &CaseAssessment, kind: DecisionKind) -> bool {
    assessment.is_unanswered && kind == DecisionKind::Redirect
}
