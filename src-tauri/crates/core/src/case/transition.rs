//! Which action of the status table a fact is. Not the table: that is `state`.
//!
//! Invariant: a fact that moves a case, or asks for something of it, is stated only where the table
//! names its action for the role.
use super::Case;
use super::decision::{Decision, DecisionKind};
use super::event::{Event, EventKind};
use super::fact::Fact;
use super::hold::HoldReason;
use crate::state::{Action, Role, is_allowed};

impl Case {
    /// Whether the table lets somebody in this role state the fact of the case as it stands.
    pub fn may_state(&self, fact: &Fact, role: Role) -> bool {
        let may = |action| is_allowed(self.status, role, action) && !self.is_barred(action);
        self.action_of(fact).is_none_or(may)
    }

    /// None of what moves nothing: people, pages, words, papers; whoever writes those down asks the
    /// table for `Edit` or for their own action. Nor of what the office says: nobody here acts by
    /// it, but for a return, which is a supervisor's.
    pub fn action_of(&self, fact: &Fact) -> Option<Action> {
        match fact {
            Fact::Received => Some(Action::Receive),
            Fact::CorrectionsIn => Some(Action::ReceiveCorrections),
            Fact::Decided { decision } if decision.extends_deferral() => {
                Some(Action::ExtendDeferral)
            }
            Fact::Decided { decision: Decision { deferred: Some(_), .. } } => Some(Action::Defer),
            Fact::Decided { decision } if self.is_notice_on_old(decision) => {
                Some(Action::NotifyAgain)
            }
            Fact::Decided { decision } => Some(self.action_to_decide(decision.kind)),
            Fact::SentBack { .. } => Some(Action::Return),
            Fact::ReplacementBegun { .. } => Some(Action::Replace),
            Fact::ReplacementDropped { .. } | Fact::Replaced { .. } => Some(Action::Submit),
            Fact::HandedOver { .. } | Fact::EventHandedOver { .. } => Some(Action::HandOver),
            Fact::PointExamined { .. } => Some(Action::DecideForDepartment),
            Fact::LapseWarned { .. } => Some(Action::Lapse),
            Fact::EventMade { event, .. } => Some(event.kind().action()),
            Fact::WithdrawalDrawnUp { .. } | Fact::WithdrawalSigned { .. } => {
                Some(self.withdrawal_action())
            }
            Fact::Held { reason: HoldReason::VoidConsent, .. } => Some(Action::AwaitVoid),
            Fact::Held { .. } => Some(Action::Hold),
            Fact::Abandoned { .. } => Some(Action::Abandon),
            _ => None,
        }
    }

    /// The role that the decision is stated in by somebody: what only a supervisor may decide is
    /// stated with a supervisor's consent, which the desk had proved before it was written down.
    pub fn role_to_decide(&self, decision: &Decision, by: &str) -> Role {
        let is_agreed = decision.is_supervisors() && self.consent_to_decide(by).is_some();
        if is_agreed { Role::Supervisor } else { Role::Clerk }
    }

    /// The same of an event.
    pub fn role_to_tell(&self, event: &Event, by: &str) -> Role {
        let is_agreed = event.kind() == EventKind::Void && self.consent_to_void(by).is_some();
        if is_agreed { Role::Supervisor } else { Role::Clerk }
    }

    /// A further notice that does not say of all it names that it came after the one before.
    fn is_notice_on_old(&self, decision: &Decision) -> bool {
        let is_on_new = decision.further.is_some() && !decision.names_seen_faults();
        decision.kind == DecisionKind::Correction && self.was_notified() && !is_on_new
    }

    /// Of a notice, where nothing is known yet of what it will name, what the window may give alone.
    pub fn action_to_decide(&self, kind: DecisionKind) -> Action {
        match kind {
            DecisionKind::Accept => Action::Accept,
            DecisionKind::Correction if self.was_notified() => Action::NotifyNew,
            DecisionKind::Correction => Action::NotifyCorrection,
            DecisionKind::Refuse => Action::Refuse,
            DecisionKind::Redirect => Action::Redirect,
        }
    }
}
