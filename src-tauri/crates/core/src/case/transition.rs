//! Which action of the status table a fact is. Not the table: that is `state`.
//!
//! Invariant: a fact that moves a case, or asks for something of it, is stated only where the table
//! names its action for the role.
use super::Case;
use super::decision::{Decision, DecisionKind};
use super::fact::Fact;
use crate::state::{Action, Role, is_allowed, notice_action};

impl Case {
    /// Whether the table lets somebody in this role state the fact of the case as it stands.
    pub fn may_state(&self, fact: &Fact, role: Role) -> bool {
        self.action_of(fact).is_none_or(|action| is_allowed(self.status, role, action))
    }

    /// None of what moves nothing: people, pages, words, papers; whoever writes those down asks the
    /// table for `Edit` or for their own action. Nor of what the office says: nobody here acts by
    /// it, but for a return, which is a supervisor's.
    pub fn action_of(&self, fact: &Fact) -> Option<Action> {
        match fact {
            Fact::Received => Some(Action::Receive),
            Fact::CorrectionsIn => Some(Action::ReceiveCorrections),
            Fact::Decided { decision: Decision { deferred: Some(_), .. } } => Some(Action::Defer),
            Fact::Decided { decision } => Some(self.action_to_decide(decision.kind)),
            Fact::SentBack { .. } => Some(Action::Return),
            Fact::ReplacementBegun { .. } => Some(Action::Replace),
            Fact::ReplacementDropped { .. } | Fact::Replaced { .. } => Some(Action::Submit),
            Fact::HandedOver { .. } | Fact::EventHandedOver { .. } => Some(Action::HandOver),
            Fact::PointExamined { .. } => Some(Action::DecideForDepartment),
            Fact::EventMade { event, .. } => Some(event.kind().action()),
            Fact::WithdrawalDrawnUp { .. } | Fact::WithdrawalSigned { .. } => {
                Some(self.withdrawal_action())
            }
            Fact::Held { .. } => Some(Action::Hold),
            Fact::Abandoned { .. } => Some(Action::Abandon),
            _ => None,
        }
    }

    pub fn action_to_decide(&self, kind: DecisionKind) -> Action {
        match kind {
            DecisionKind::Accept => Action::Accept,
            DecisionKind::Correction => notice_action(self.was_notified()),
            DecisionKind::Refuse => Action::Refuse,
            DecisionKind::Redirect => Action::Redirect,
        }
    }
}
