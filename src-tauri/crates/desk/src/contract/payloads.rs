//! What a command is given.
use super::views::*;
use counter_core::case::{
    ConsentedAct, Custody, DecisionKind, ExpiryGround, MandateGround, PaperKind, SignedBy, WarnedBy,
};
use counter_core::hold::{HoldReason, Originals};
use counter_core::item::PersonRole;
use counter_core::state::Status;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

macro_rules! payloads {
    ($($name:ident { $($(#[$meta:meta])* $field:ident : $type:ty),* $(,)? })*) => {
        $(
            #[derive(Deserialize, Serialize, TS)]
            #[serde(deny_unknown_fields)]
            pub struct $name { $($(#[$meta])* pub $field: $type),* }
        )*
        pub(super) fn declarations(config: &ts_rs::Config) -> Vec<String> {
            vec![$(<$name as TS>::decl(config)),*]
        }
    };
}

payloads! {
    Nothing { }
    NoticeCode { code: NoticeKind }
    Activity { seconds_ago: u32 }
    CaseShown {
        shown: bool,
        /// Which one. What stands before the citizen of another one goes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        case: Option<String>,
    }
    SignIn { number: String, password: String }
    JoinCentre { office: String, code: String }
    TechnicianCode { code: String }
    Passphrase { passphrase: String }
    Query { query: String }
    ItemId { item: String }
    ListQuery { item: String, answers: BTreeMap<String, String> }
    OpenCase { item: Option<String>, answers: BTreeMap<String, String> }
    CaseId { case: String }
    ColleaguesCase { case: String, reason: String }
    ChooseItem { case: String, item: String }
    Answer { case: String, question: String, option: String }
    ReadCard { case: String, #[ts(type = "Role")] role: PersonRole }
    TakeCard {
        case: String,
        reading: String,
        #[ts(type = "Role")]
        role: PersonRole,
        replace: bool,
    }
    TypedPerson {
        case: String,
        person: Option<String>,
        #[ts(type = "Role")]
        role: PersonRole,
        name: String,
        id_kind: String,
        number: String,
        sex: String,
        address: String,
        phone: String,
        relation: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        birth: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        valid_to: Option<String>,
    }
    ConfirmCard {
        case: String,
        person: String,
        #[ts(type = "ExpiryGround")]
        ground: ExpiryGround,
        text: String,
        /// Of the second paper; empty of a temporary card: the same as the card's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        number: Option<String>,
        /// The last day of a temporary card.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        until: Option<String>,
        /// Under which the page of the second paper lies.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        row: Option<String>,
    }
    SetMandate {
        case: String,
        person: String,
        #[ts(type = "MandateGround")]
        ground: MandateGround,
        /// Where the ground names one.
        paper: String,
        extent: String,
        /// A day, or `case_end`; a parent's is computed.
        until: String,
    }
    PersonRef { case: String, person: String }
    PersonFlags { case: String, person: String, present: bool, signs: bool }
    ScanInto { case: String, material: Option<String> }
    PageRef { case: String, page: String }
    AssignPage { case: String, page: String, material: Option<String> }
    MovePage { case: String, page: String, to: u32 }
    MaterialRef { case: String, material: String }
    MaterialCustody {
        case: String,
        material: String,
        #[serde(default)]
        copies: bool,
        #[ts(type = "Custody")]
        custody: Custody,
        place: Option<String>,
    }
    MaterialProblem { case: String, material: String, problem: Option<String> }
    LookUp {
        case: String,
        ground: LookUpGround,
        text: String,
        organisation: String,
        land_title: String,
    }
    MaterialCount { case: String, material: String, count: u32 }
    MaterialPapers {
        case: String,
        material: String,
        #[ts(type = "PaperKind")]
        kind: PaperKind,
        count: u32,
    }
    CorrectionOf { case: String, fault: u32, came: bool }
    Fill { case: String, field: String, value: String }
    ShowFormTo { case: String, person: String }
    FormOf { case: String, person: String }
    RefuseSignature { case: String, person: String, note: Option<String> }
    WitnessInput {
        name: String,
        id_kind: String,
        number: String,
        /// The clerk's word that whoever bears the name of one of the staff is not of them.
        namesake: bool,
    }
    NameWitness { case: String, person: String, witness: Option<WitnessInput> }
    WitnessCard { case: String, person: String, namesake: bool }
    SignOnPaper {
        case: String,
        person: String,
        page: String,
        #[ts(type = "SignedBy")]
        by: SignedBy,
        /// The code in its foot cannot be read, and the clerk says that it is this form.
        unread: bool,
    }
    Point { form: String, point: String }
    Confirm { form: String, step: CitizenStep }
    StrokePoint { x: f32, y: f32, t: u32, p: f32 }
    Strokes { width: f32, height: f32, strokes: Vec<Vec<StrokePoint>> }
    SignedStrokes { form: String, strokes: Strokes }
    ShapeText { kind: BoxKind, text: String }
    Propose {
        case: String,
        #[ts(type = "DecisionKind")]
        kind: DecisionKind,
        items: Vec<NoticeItem>,
        reasons: Vec<String>,
        right_office: Option<String>,
        deferred_until: Option<String>,
        supervisor_reason: Option<String>,
    }
    DocumentRef { case: String, document: String }
    ReceiptOf { case: String, again: bool }
    BlankOf { case: Option<String>, item: String, material: String, sample: bool }
    SheetRef { document: String }
    KeyCardRow { keys: Vec<String>, says: String, also: String }
    KeyCardGroup { title: String, also: String, rows: Vec<KeyCardRow> }
    KeyCardOf { groups: Vec<KeyCardGroup> }
    StepRef { case: String, step: String }
    Abandon { case: String, reason: String }
    WithdrawalBy { case: String, #[ts(type = "Role")] by: PersonRole, covers: bool }
    AskWithdrawal { case: String, scan: bool }
    ExaminePoint { case: String, point: String, met: bool }
    PointReason { point: String, text: String }
    ProposeForDepartment { case: String, granted: bool, reasons: Vec<PointReason> }
    WarnOfLapse {
        case: String,
        #[ts(type = "WarnedBy")]
        how: WarnedBy,
        on: String,
    }
    VoidCase {
        case: String,
        /// The right one.
        item: String,
        reason: String,
        receipt_back: bool,
        /// The citizen is gone: whom somebody telephoned, and what was said.
        telephoned: Option<String>,
    }
    // Without a number: whose card lies on the reader.
    SearchStationCases { number: Option<String>, reason: String }
    // `card`: the card on the reader is read first, to show what is a person's.
    ShowStationCase { case: String, card: bool, reason: String }
    // `revision`: the one that was read.
    ContinueCase { case: String, revision: u32, reason: String }
    OpenSection { case: String, section: u8 }
    Hold {
        case: String,
        #[ts(type = "HoldReason")]
        reason: HoldReason,
        note: String,
        #[ts(type = "Originals")]
        originals: Originals,
    }
    AnotherItem {
        case: String,
        item: String,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(as = "Option<bool>", optional)]
        other_applicant: bool,
    }
    OpenSlip { slip: String, date: String, time: String }
    UnlockScreen {
        secret: Option<String>,
        password: Option<String>,
        new_secret: Option<String>,
    }
    Relieve { number: String, password: String, case: Option<String> }
    GiveConsent {
        case: String,
        #[ts(type = "ConsentedAct")]
        act: ConsentedAct,
        of: String,
        number: String,
        password: Option<String>,
        secret: Option<String>,
    }
    DayOf { day: Option<String> }
    DaySheetExport { day: Option<String>, reason: String }
    ReceiptQuery { code: String }
    CaseFilter {
        #[ts(type = "Array<CaseStatus>")]
        statuses: Vec<Status>,
        text: String,
        today: bool,
        waiting: bool,
        /// Only what is near its deadline or past it.
        #[serde(default)]
        due: bool,
    }
    ScenarioRef { scenario: String }
    SaveSettings { settings: Settings }
    DeviceChoice { step: SetupStep, name: String }
    SetupStepRef { step: SetupStep }
    SettleStep { step: SetupStep, outcome: SetupOutcome }
    QueueFilter {
        clerk: Option<String>,
        window: Option<String>,
        only: QueueOnly,
        sort: QueueSort,
        /// Part of a case's number; without it any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        number: Option<String>,
        /// How many pages, the newest first; without it one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        pages: Option<u32>,
    }
    ReviewOf { case: String, revision: Option<u32> }
    Reveal { case: String, revision: Option<u32>, reason: String }
    AuditFilter { clerk: Option<String>, day: Option<String>, number: String, only: AuditOnly }
    AuditExport {
        clerk: Option<String>,
        day: Option<String>,
        number: String,
        only: AuditOnly,
        reason: String,
        words: AuditWords,
    }
    // The words of the screen for why somebody looked, so that a table has the same. `{}` stands for
    // the case's number, and for the words of a command (`actions`, by its name).
    AuditWords {
        in_case: String,
        in_unnumbered: String,
        by_command: String,
        unrecorded: String,
        actions: BTreeMap<String, String>,
    }
    ClearMarks { case: String, revision: u32, marks: Vec<String> }
    SendBack { case: String, revision: u32, comments: Vec<CommentInput> }
}
