//! Which paper carries a decision, and whether it was made.

use crate::case::{Case, Decision, DecisionKind};

/// The stable name of the form that carries a decision.
pub fn decision_form(decision: &Decision) -> &'static str {
    match decision.kind {
        DecisionKind::Accept if decision.deferred.is_some() => "deferred_notice",
        DecisionKind::Accept => "acceptance_receipt",
        DecisionKind::Correction => "correction_notice",
        DecisionKind::Refuse | DecisionKind::Redirect => "refusal",
    }
}

/// Decided, but stopped before the paper was made: a kill in between. Issuing goes on where it
/// stopped. What another window decided, it gave out.
pub fn is_issue_unfinished(case: &Case) -> bool {
    let is_own = case.revision() > case.revisions_before();
    is_own
        && case.decision().is_some_and(|(decision, _)| {
            let form = decision_form(decision);
            !case.newest_papers().any(|document| document.form == form)
        })
}
