//! What happens to a case after acceptance and is told to the office apart from its revisions: an
//! event has an id, a kind, and an answer of the office. Not its way there: that is
//! `delivery::outbox`.
//!
//! Invariant: a wish moves no case by itself. It is one until the office has answered, and the clock
//! runs. What was decided here for a department, or ended here as corrections never came, ends the
//! window's part at once: the applicant has its paper; so does a void of what no office had given a
//! number yet.
use super::lapse::WarnedBy;
use crate::item::PersonRole;
use crate::state::Action;
use crate::time::date::{Date, Moment};
use serde::{Deserialize, Serialize};

/// 准予决定书 and 不予决定书 of what was entrusted, by the names of the papers.
pub const ENTRUSTED_PAPERS: [&str; 2] = ["entrusted_grant", "entrusted_refusal"];

/// What is told. The name of a kind goes over the wire and into journals, and never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// 撤回申请: the applicant, or who acts for them, asks that the case end. Only the office ends
    /// it.
    WithdrawalAsked { by: PersonRole },
    /// 委托决定: the counter decided in the department's name, and the applicant has the paper.
    Decided {
        granted: bool,
        /// 文号, out of a range that the office gave before.
        number: String,
        /// The document by which the department entrusted it.
        entrusted_by: String,
        /// Ids of the points (审查要点) that were found to be met.
        points: Vec<String>,
        /// Why it was refused.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        reasons: Vec<String>,
    },
    /// 逾期未补: the window ended the case, as the corrections never came by the day that the notice
    /// stated, and the applicant has the paper.
    Lapsed {
        until: Date,
        /// As the notice stated it, with the rule behind it.
        consequence: String,
        source: String,
        /// How the applicant was told before, and when.
        how: WarnedBy,
        warned_on: Date,
    },
    /// 作废重开: the case was accepted under the wrong item, and goes on as another one. `done`: no office
    /// had given it a number, so that no department can have begun; otherwise it is asked for.
    Void {
        reason: String,
        /// Id of the case that goes on under the right item.
        refiled_as: String,
        /// The citizen gave back the receipt.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        receipt_back: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        done: bool,
    },
}

/// A kind alone, under the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    WithdrawalAsked,
    Decided,
    Lapsed,
    Void,
}

impl Event {
    pub fn kind(&self) -> EventKind {
        match self {
            Event::WithdrawalAsked { .. } => EventKind::WithdrawalAsked,
            Event::Decided { .. } => EventKind::Decided,
            Event::Lapsed { .. } => EventKind::Lapsed,
            Event::Void { .. } => EventKind::Void,
        }
    }
}

impl EventKind {
    pub const ALL: [EventKind; 4] =
        [EventKind::WithdrawalAsked, EventKind::Decided, EventKind::Lapsed, EventKind::Void];

    /// What the status table calls it.
    pub fn action(self) -> Action {
        match self {
            EventKind::WithdrawalAsked => Action::AskWithdrawal,
            EventKind::Decided => Action::DecideForDepartment,
            EventKind::Lapsed => Action::Lapse,
            EventKind::Void => Action::Void,
        }
    }
}

/// The office's word on an event, given once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum EventAnswer {
    /// `marks`: what was odd of it, by name, for the supervisor.
    Taken {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        marks: Vec<String>,
    },
    /// A wish that the state of the case there does not allow.
    Refused { code: String },
}

/// An event as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseEvent {
    pub id: String,
    pub event: Event,
    /// The revision that it follows.
    pub after: u32,
    pub at: Moment,
    pub by: String,
    pub answer: Option<EventAnswer>,
    /// The office's digest over all of it.
    pub acknowledged: Option<String>,
    /// It went on paper and is not sent any more.
    pub handed_over: bool,
}

impl CaseEvent {
    /// It is still to be sent.
    pub fn is_open(&self) -> bool {
        self.acknowledged.is_none() && !self.handed_over
    }
}
