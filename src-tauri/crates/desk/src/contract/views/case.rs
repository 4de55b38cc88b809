//! A case at the counter, and its row in the lists.
use super::any_window::{ContinuedView, ElsewhereView};
use super::clock::{CaseClock, StepView};
use super::decision::{DecisionView, DocumentView, NoticeItem, PrintResult};
use super::form::FormView;
use super::items::{ItemView, QuestionView};
use super::materials::{MaterialView, PageView};
use super::people::{PendingCard, PersonView};
use super::signing::SigningView;
use counter_core::case::{EventKind, LapseObstacle, VoidStanding, WarnedBy};
use counter_core::casework::{DepartmentDecides, NextStepCode, Section};
use counter_core::clock::Pressure;
use counter_core::hold::{HoldReason, Originals};
use counter_core::item::PersonRole;
use counter_core::state::{Delivery, Status};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct HoldView {
    #[ts(type = "HoldReason")]
    pub reason: HoldReason,
    pub note: Option<String>,
    #[ts(type = "Originals")]
    pub originals: Originals,
    pub since: String,
    pub by: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Hand {
    pub number: String,
    pub name: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SlipView {
    pub slip: String,
    pub received_at: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct NextStep {
    #[ts(type = "NextStepCode")]
    pub code: NextStepCode,
    pub params: BTreeMap<String, String>,
    #[ts(type = "number")]
    pub section: Section,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SectionBrief {
    pub n: u8,
    pub done: bool,
    pub left: u32,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CommentView {
    pub target: String,
    pub name: String,
    pub text: String,
    pub done: bool,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReturnView {
    pub id: String,
    pub revision: u32,
    pub by: String,
    pub by_name: String,
    pub at: String,
    pub open: bool,
    pub comments: Vec<CommentView>,
}

/// What the office does not take and is being put right, and why, as a failure's code.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReplacementView {
    pub revision: u32,
    pub code: String,
}

/// Sealed files that cannot be read back whole: pages by their place in the case, from 1; of
/// forms, papers and what signing made how many.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DamageView {
    pub pages: Vec<u32>,
    pub others: u32,
}

/// How a line of the open notice stands; `by_word`: nothing in the case could show that it came, so the
/// clerk's own key says it.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CorrectionView {
    pub came: bool,
    pub by_word: bool,
}

/// On its way, at the office with its word, or on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EventStanding {
    Waiting,
    Taken,
    Refused,
    HandedOver,
}

/// What happened after acceptance and is told to the office.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EventView {
    pub id: String,
    #[ts(type = "EventKind")]
    pub kind: EventKind,
    pub at: String,
    /// Who took it down.
    pub clerk: String,
    pub standing: EventStanding,
    /// Why the office did not take it.
    pub code: Option<String>,
    /// What the office found odd of it, by name.
    pub marks: Vec<String>,
    /// Of a decision of the counter.
    pub decision: Option<EventDecision>,
}

/// What the counter decided in a department's name.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EventDecision {
    pub granted: bool,
    /// 文号.
    pub number: String,
    pub entrusted_by: String,
    /// The points that were found to be met, in their own words.
    pub points: Vec<String>,
    pub reasons: Vec<String>,
}

/// One thing that the department wants examined.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PointView {
    pub id: String,
    pub text: String,
    pub met: bool,
}

/// What a department entrusted to the counter, of a case that stands accepted.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EntrustedView {
    pub department: String,
    pub document: String,
    /// The last day of its term.
    pub until: String,
    /// Read in a source; else an example.
    pub official: bool,
    pub points: Vec<PointView>,
    /// Why the department decides; none where the window may grant.
    #[ts(type = "DepartmentDecides | null")]
    pub grant: Option<DepartmentDecides>,
    /// The same of a refusal.
    #[ts(type = "DepartmentDecides | null")]
    pub refusal: Option<DepartmentDecides>,
    /// How many 文号 are left.
    #[ts(type = "number")]
    pub numbers: u64,
    pub preview: Option<DocumentView>,
    pub preview_granted: Option<bool>,
}

/// A withdrawal that can be asked for now.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct WithdrawalView {
    /// Who may sign for it.
    #[ts(type = "Array<Role>")]
    pub by: Vec<PersonRole>,
    /// For whom the paper was drawn up that is not signed yet.
    #[ts(type = "Role | null")]
    pub drawn_up: Option<PersonRole>,
    /// Before acceptance the window ends the case itself.
    pub ends_here: bool,
}

/// What the open notice states of corrections that never come, and how far it is.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct LapseView {
    pub until: String,
    pub consequence: String,
    pub source: String,
    /// How the applicant was told, and on which day.
    #[ts(type = "WarnedBy | null")]
    pub warned: Option<WarnedBy>,
    pub warned_on: Option<String>,
    /// Why the case cannot be ended now; null where it can.
    #[ts(type = "LapseObstacle | null")]
    pub obstacle: Option<LapseObstacle>,
}

/// 作废重开, as far as it is of this case.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RefilingView {
    /// It can be made void now, with a supervisor's consent.
    pub can_void: bool,
    /// It would be only a request: the department has begun, as far as it was heard here.
    pub is_request: bool,
    /// None where nobody asked.
    #[ts(type = "VoidStanding | null")]
    pub standing: Option<VoidStanding>,
    /// The case that goes on from this one.
    pub refiled_as: Option<String>,
    /// The case of the wrong item from which this one goes on, and its number.
    pub first: Option<String>,
    pub first_number: Option<String>,
    /// 更正告知书 can be printed.
    pub has_notice: bool,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CaseView {
    pub id: String,
    pub revision: u32,
    pub amended: bool,
    pub asked: Vec<NoticeItem>,
    pub returns: Vec<ReturnView>,
    pub corrections_in: Option<String>,
    /// Of the open notice, in the order of `asked`.
    pub corrections: Vec<CorrectionView>,
    /// What the open notice asked for and is not here yet.
    pub corrections_missing: Vec<String>,
    pub steps: Vec<StepView>,
    pub events: Vec<EventView>,
    pub withdrawal: Option<WithdrawalView>,
    pub entrusted: Option<EntrustedView>,
    /// None where no notice is open that states a day and what follows.
    pub lapse: Option<LapseView>,
    pub refiling: RefilingView,
    #[ts(type = "CaseStatus")]
    pub status: Status,
    #[ts(type = "DeliveryState")]
    pub delivery: Delivery,
    pub delivery_code: Option<String>,
    pub number: Option<String>,
    pub provisional: Option<String>,
    pub editable: bool,
    pub section: u8,
    pub sections: Vec<SectionBrief>,
    pub next: NextStep,
    pub item: Option<ItemView>,
    pub questions: Vec<QuestionView>,
    pub people: Vec<PersonView>,
    pub pending_card: Option<PendingCard>,
    pub materials: Vec<MaterialView>,
    pub pages: Vec<PageView>,
    pub undo: Option<String>,
    pub form: Option<FormView>,
    /// None where nothing is to be signed.
    pub signing: Option<SigningView>,
    pub clock: CaseClock,
    pub decision: DecisionView,
    pub documents: Vec<DocumentView>,
    pub opened_at: String,
    pub clerk: String,
    pub hold: Option<HoldView>,
    pub can_hold: bool,
    pub hands: Vec<Hand>,
    pub slip: Option<SlipView>,
    pub carried: bool,
    /// Pages that stayed in the case before, since nobody can say that they are the same person's.
    pub left_pages: u32,
    pub replacement: Option<ReplacementView>,
    pub damage: Option<DamageView>,
    /// Of a case that another window began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub continued: Option<ContinuedView>,
    /// The newest revision that another window filed of it, where that is not before this journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub elsewhere: Option<ElsewhereView>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CaseRow {
    pub id: String,
    #[ts(type = "CaseStatus")]
    pub status: Status,
    #[ts(type = "DeliveryState")]
    pub delivery: Delivery,
    pub number: Option<String>,
    pub provisional: Option<String>,
    pub item: String,
    pub people: String,
    pub deadline: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub deadline_provisional: bool,
    // Counted when the list was asked for; in working days.
    pub days_left: Option<i32>,
    #[ts(type = "Pressure")]
    pub pressure: Pressure,
    /// 在部门，当天办结: accepted here, and a department's to decide on the same day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub with_department: bool,
    pub updated_at: String,
    pub clerk: String,
    // Unknown where the row's summary cannot be read, or is of a later program.
    #[ts(type = "NextStepCode | null")]
    pub next: Option<NextStepCode>,
    pub held: Option<HoldView>,
    pub slip: Option<SlipView>,
    pub damaged: bool,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ScanResult {
    pub case: CaseView,
    pub pages: u32,
    pub ended: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct IssueResult {
    pub case: CaseView,
    pub print: PrintResult,
}

super::declare! { HoldView, Hand, SlipView, NextStep, SectionBrief, CommentView, ReturnView,
ReplacementView, DamageView, CorrectionView, EventStanding, EventView, EventDecision, PointView,
EntrustedView, WithdrawalView, LapseView, RefilingView, CaseView,
CaseRow, ScanResult, IssueResult }
