//! One case as a supervisor reads it.
use super::case::{EventView, ReturnView};
use super::clock::CaseClock;
use super::decision::NoticeItem;
use super::materials::WantedView;
use super::people::{CardWarning, MandateView};
use counter_core::case::{Custody, DecisionKind};
use counter_core::state::{Delivery, Status};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CommentInput {
    pub target: String,
    pub text: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CustomerView {
    pub role: String,
    pub name: String,
    pub id_kind: String,
    pub number: String,
    pub phone: String,
    pub address: String,
    pub by_card: bool,
    pub present: bool,
    pub signs: bool,
    /// What was noted of the card when it was read.
    pub warnings: Vec<CardWarning>,
    pub mandate: Option<MandateView>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AnswerView {
    pub question: String,
    pub answer: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewField {
    pub id: String,
    pub label: String,
    pub value: String,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewSection {
    pub title: String,
    pub fields: Vec<ReviewField>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewMaterial {
    pub id: String,
    pub name: String,
    pub need: String,
    pub state: String,
    pub pages: u32,
    /// What came.
    pub originals: u32,
    pub copies: u32,
    pub electronic: u32,
    pub objects: u32,
    /// What should have come, only where that is something else.
    pub wanted: Option<WantedView>,
    pub checked_by: Option<String>,
    pub checked_at: Option<String>,
    #[ts(type = "Custody | null")]
    pub custody: Option<Custody>,
    /// Where what is held lies.
    pub place: Option<String>,
    #[ts(type = "Custody | null")]
    pub copies_custody: Option<Custody>,
    pub copies_place: Option<String>,
    pub problem: Option<String>,
    pub certificate: Option<String>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewPage {
    pub id: String,
    pub material: Option<String>,
    pub paper: Option<String>,
    pub n: u32,
    pub sha256: String,
    /// None while what is a person's is hidden.
    pub url: Option<String>,
    pub thumb: Option<String>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewDocument {
    pub form: String,
    pub number: Option<String>,
    pub issued_at: Option<String>,
    pub pages: u32,
    pub revision: u32,
    pub page: String,
}

/// `target`: `material:<id>` or `field:<id>`, where it is one of them.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewFault {
    pub target: Option<String>,
    pub name: String,
    pub problem: String,
    pub fix: String,
    pub reason: Option<String>,
}

/// `text`: as printed.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PromiseView {
    pub text: String,
    pub day: Option<String>,
    pub provisional: bool,
}

/// A step that came after its last day. `kind`: which limit ran, as the legal clock names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LateView {
    pub kind: String,
    pub due: String,
    pub provisional: bool,
    pub on: String,
}

/// `by`: `strokes`, `pen`, `fingerprint`. `witness`: by name; by strokes or pen it is their hand.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewSignature {
    pub role: String,
    pub name: String,
    pub signs_for: bool,
    pub by: String,
    pub at: String,
    pub code_read: bool,
    pub read_aloud: bool,
    pub witness: Option<String>,
}

/// Who will not sign the application form. `note`: what they said, where they said why.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewRefusal {
    pub role: String,
    pub name: String,
    pub at: String,
    pub note: Option<String>,
}

/// What of a notice is here by a clerk's word alone.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewCorrection {
    pub name: String,
    pub by: String,
    pub at: String,
}

/// 再次补正告知: what of it was there at the notice before, by name, and the supervisor's reason.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewFurther {
    pub seen: Vec<String>,
    pub reason: Option<String>,
}

/// 容缺: which papers were promised, by name, and until when; put off from an earlier day, for the
/// supervisor's reason.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewDeferred {
    pub until: String,
    pub papers: Vec<String>,
    pub from: Option<String>,
    pub reason: Option<String>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewDecision {
    #[ts(type = "DecisionKind")]
    pub kind: DecisionKind,
    pub at: String,
    pub faults: Vec<ReviewFault>,
    pub reasons: Vec<String>,
    /// As printed.
    pub remedies: Vec<String>,
    pub right_office: Option<String>,
    pub promise: Option<PromiseView>,
    /// Of the notices before it.
    pub corrections: Vec<ReviewCorrection>,
    /// 逾期视为受理: what its acceptance still asked for.
    pub deemed: Option<Vec<NoticeItem>>,
    pub deferred: Option<ReviewDeferred>,
    /// Of a notice after one that was given.
    pub further: Option<ReviewFurther>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RevisionBrief {
    pub n: u32,
    #[ts(type = "DecisionKind | null")]
    pub kind: Option<DecisionKind>,
    pub at: Option<String>,
    /// The office found something odd of it that nobody has cleared yet.
    pub marked: bool,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewView {
    pub case: String,
    pub number: Option<String>,
    pub provisional: Option<String>,
    pub revision: u32,
    pub of: u32,
    pub source: String,
    pub masked: bool,
    pub item: String,
    #[ts(type = "CaseStatus")]
    pub status: Status,
    #[ts(type = "DeliveryState")]
    pub delivery: Delivery,
    pub clerk: String,
    pub window: String,
    pub received_at: Option<String>,
    /// Number of the paper slip that it was taken in on (补录).
    pub slip: Option<String>,
    pub clock: Option<CaseClock>,
    pub people: Vec<CustomerView>,
    pub answers: Vec<AnswerView>,
    pub form: Vec<ReviewSection>,
    pub materials: Vec<ReviewMaterial>,
    pub pages: Vec<ReviewPage>,
    pub decision: Option<ReviewDecision>,
    pub documents: Vec<ReviewDocument>,
    pub returns: Vec<ReturnView>,
    /// What happened after acceptance, whichever revision it follows.
    pub events: Vec<EventView>,
    pub revisions: Vec<RevisionBrief>,
    pub can_return: bool,
    pub blocked: Option<String>,
    /// Who decided, where the office could prove it.
    pub author: Option<AuthorView>,
    /// What the office found odd of this revision, by name, and nobody has cleared yet.
    pub marks: Vec<String>,
    /// What of the case came after its day.
    pub late: Vec<LateView>,
    /// Of the application form, in the order in which they were given.
    pub signatures: Vec<ReviewSignature>,
    pub refusals: Vec<ReviewRefusal>,
    /// The paper slip bears the signatures: who said so, and when.
    pub signed_slip: Option<ReviewSlip>,
    /// Why nothing is known here of the decision but its kind: the `office` keeps no more, or the
    /// `station` sent no more.
    pub no_words: Option<String>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReviewSlip {
    pub clerk: String,
    pub at: String,
}

/// As the office proved it. `name`: as the account has it. `consented_by`: number of the mentor who
/// agreed to a trainee's decision.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AuthorView {
    pub clerk: String,
    pub name: Option<String>,
    pub role: String,
    pub consented_by: Option<String>,
}

super::declare! { CommentInput, CustomerView, AnswerView, ReviewField, ReviewSection,
ReviewMaterial, ReviewPage, ReviewDocument, ReviewFault, PromiseView, LateView, ReviewSignature,
ReviewRefusal, ReviewCorrection, ReviewFurther, ReviewSlip, ReviewDeferred, ReviewDecision, RevisionBrief,
ReviewView, AuthorView }
