//! Cases of the station, as any of its windows finds them, reads them and goes on with them.
use super::case::{EventView, ReturnView};
use super::clock::StepView;
use super::review::{AnswerView, CustomerView, ReviewDecision, ReviewMaterial, ReviewSection};
use counter_core::case::DecisionKind;
use counter_core::state::Status;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who told what is shown. `here`: the line is down, and it is what this computer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ToldBy {
    Office,
    Here,
}

/// One window's hand on a case. `here`: this window's.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ClaimView {
    pub by: String,
    pub by_name: String,
    pub window: String,
    pub here: bool,
    pub at: String,
    pub until: String,
}

/// Names nobody.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StationCaseRow {
    pub case: String,
    pub number: Option<String>,
    pub provisional: Option<String>,
    pub item: String,
    #[ts(type = "CaseStatus")]
    pub status: Status,
    pub revision: u32,
    /// The office has all of it: before that nobody else can go on with it.
    pub acknowledged: bool,
    pub received_at: Option<String>,
    pub filed_at: String,
    /// Who decided it last, and where.
    pub clerk: String,
    pub window: String,
    /// It is among this computer's own cases: `case` opens it.
    pub here: bool,
    pub claim: Option<ClaimView>,
}

/// Newest first. `card`: the number that was read, masked.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StationCasesView {
    pub rows: Vec<StationCaseRow>,
    pub told_by: ToldBy,
    pub card: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OpenPointKind {
    /// A line of the open correction notice.
    Correction,
    /// A paper that was promised, or that silence made late; `until`: its day.
    Promised,
    /// A line of what a supervisor sent back.
    Comment,
    /// Somebody has not signed the form.
    Signature,
    /// The applicant asked for its end, and the office has not answered.
    Withdrawal,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OpenPoint {
    pub kind: OpenPointKind,
    pub name: String,
    pub detail: String,
    pub until: Option<String>,
}

/// One file that the citizen brought, or a paper that was given out; `material` and `paper` as a
/// review has them.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StationPart {
    pub sha256: String,
    pub material: Option<String>,
    pub paper: Option<String>,
    pub name: String,
    pub media: String,
}

/// A case as the office acknowledged it last.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StationCaseView {
    pub case: String,
    pub number: String,
    pub provisional: Option<String>,
    pub revision: u32,
    pub item: String,
    #[ts(type = "CaseStatus")]
    pub status: Status,
    pub clerk: String,
    pub window: String,
    pub received_at: Option<String>,
    /// What is a person's is hidden until the card of one of them is read.
    pub masked: bool,
    pub people: Vec<CustomerView>,
    pub answers: Vec<AnswerView>,
    pub form: Vec<ReviewSection>,
    pub materials: Vec<ReviewMaterial>,
    pub parts: Vec<StationPart>,
    pub decision: ReviewDecision,
    pub returns: Vec<ReturnView>,
    pub events: Vec<EventView>,
    pub steps: Vec<StepView>,
    pub open: Vec<OpenPoint>,
    pub here: bool,
    pub claim: Option<ClaimView>,
    /// Why this window cannot go on with it now.
    #[ts(type = "FailureCode | null")]
    pub blocked: Option<String>,
    /// When the office told it.
    pub as_of: String,
}

/// Where this window's journal of a case goes on from.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ContinuedView {
    pub revision: u32,
    /// What that revision decided, who, and where.
    #[ts(type = "DecisionKind | null")]
    pub kind: Option<DecisionKind>,
    pub clerk: String,
    pub window: String,
    /// Nothing was decided here yet: it can be given back.
    pub can_release: bool,
}

/// A revision that another window filed of a case of this one.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ElsewhereView {
    pub revision: u32,
    pub clerk: String,
    pub window: String,
    pub at: String,
}

super::declare! { ToldBy, ClaimView, StationCaseRow, StationCasesView, OpenPointKind, OpenPoint,
StationPart, StationCaseView, ContinuedView, ElsewhereView }
