//! What the screens show, as plain data. Everything here is derived from journal, catalogue and devices; nothing is stored.
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

macro_rules! views { ($($(#[$meta:meta])* $kind:ident $name:ident { $($body:tt)* })*) => {
    $(views!(@one $(#[$meta])* $kind $name { $($body)* });)*
    /// The TypeScript declarations of all views, in the order of this file.
    pub fn declarations(config: &ts_rs::Config) -> Vec<String> { vec![$(<$name as TS>::decl(config)),*] }
};
(@one $(#[$meta:meta])* struct $name:ident { $($field:ident : $type:ty),* $(,)? }) => {
    #[derive(Clone, Serialize, Deserialize, TS)] $(#[$meta])* pub struct $name { $(pub $field: $type),* }
};
(@one $(#[$meta:meta])* enum $name:ident { $($variant:ident),* $(,)? }) => {
    $(#[$meta])* #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
    #[serde(rename_all = "snake_case")] pub enum $name { $($variant),* }
}; }

views! {
    enum StartState { Ready, PassphraseNew, PassphraseNeeded, Blocked }
    struct Hello { state: StartState, blocked: Option<String>, version: String, office_name: Option<String>, trial: bool, line_up: bool, demo_accounts: Vec<DemoAccount>, ground: GroundView, last_clerk: Option<String>, signed_in: Option<ClerkView>, locked: Option<LockView> }
    /// `practice`: not the counter. `behind`: cases of the counter that wait to be sent until practice is over.
    struct GroundView { practice: bool, behind: u32 }
    struct DemoAccount { number: String, password: String, name: String, role: String }
    struct ClerkView { number: String, name: String, role: String, station: String, window: String, offline: bool, offline_until: Option<String> }

    struct LockView { number: String, name: String, since: String, secret: bool, left: u32 }
    enum Line { Unknown, Up, Down }
    enum Lamp { Off, On, Busy, Fault }
    struct StatusView { signed_in: Option<ClerkView>, ground: GroundView, locked: Option<LockView>, trial: bool, line: Line, line_since: Option<String>, waiting: u32, parked: u32, paused: bool, reader: Lamp, scanner: Lamp, printer: Lamp, now: String, today: String, weekday: u8, counts: Counts, space: Option<SpaceView>, notices: Vec<Notice>, citizen: CitizenScreen }
    /// The other screen, if this window has one.
    enum CitizenScreen { None, Blank, List }
    /// Room on the disk of the records. `low`: the clerk is warned.
    struct SpaceView { free_mib: u32, whole_mib: u32, low: bool }
    #[derive(PartialEq)]
    struct Notice { code: String, can_be_read: bool, params: BTreeMap<String, String> }
    struct Counts { draft: u32, correction: u32, returned: u32, done_today: u32, waiting: u32 }

    struct ItemHit { id: String, name: String, department: String, why: String, why_word: Option<String>, on_the_spot: bool, for_firms: bool, legacy: bool, instead: Option<String> }
    struct ItemView { id: String, name: String, department: String, on_the_spot: bool, for_firms: bool, legacy_note: Option<String>, instead: Option<ItemHit>, conditions: Vec<String>, fee: Option<String>, limit_text: Option<String>, limit_official: bool, note: Option<String>, points: Vec<String>, pack_version: String, law: Vec<LawView>, route: Option<Route>, joint: Option<JointView>, effective: Option<EffectiveView> }
    struct LawView { name: String, article: Option<String>, official: bool }
    enum Route { EReviewPaperTransfer, EApproval, Delegated }
    /// `lead`: id of the part whose department leads.
    struct JointView { lead: String, parts: Vec<PartView> }
    struct PartView { id: String, department: String, name: String }
    struct EffectiveView { from: Option<String>, until: Option<String>, in_force: bool }
    /// `known`: the answer comes from the card or from who is there, not from the clerk.
    struct QuestionView { id: String, text: String, options: Vec<OptionView>, answer: Option<String>, known: bool, from: Option<KnownFrom> }
    enum KnownFrom { Card, People, Library }
    struct OptionView { id: String, label: String }
    enum WhyCode { Always, Because, NotNeededBecause, Unanswered, OneOf }
    struct WhyView { code: WhyCode, parts: Vec<String> }
    enum Need { Required, Optional, Later, OneOf, NotNeeded }
    enum Supply { Paper, Chip, Form, Object }
    enum AcceptAs { Original, SeeAndCopy, SeeOnly, Copy, Both }
    struct ChecklistRow { material: String, name: String, original: u32, copy: u32, need: Need, group: Option<String>, why: WhyView, supply: Supply, accept: AcceptAs, official: bool, note: Option<String>, points: Vec<String>, parts: Vec<String>, sample: Option<String>, blank: Option<BlankView> }
    /// The form that is a material's blank; `sample`: it can be shown filled as well.
    struct BlankView { title: String, sample: bool }
    struct CatalogueNews { version: String, title: String, note: String, items: u32, known_until: Option<i32>, until: Option<String>, added: Vec<String>, removed: Vec<String>, changed: Vec<ItemNews> }
    struct ItemNews { id: String, name: String, lists: Vec<ListNews>, also: Vec<String> }
    /// `when`: question and answer in turn; empty: in every situation.
    struct ListNews { when: Vec<String>, bring: Vec<PaperNews>, no_longer: Vec<PaperNews>, otherwise: Vec<PaperNews> }
    struct PaperNews { name: String, original: u32, copy: u32, optional: bool }
    struct ChecklistView { item: ItemView, questions: Vec<QuestionView>, rows: Vec<ChecklistRow> }
    /// What the citizen sees: of no person anything. `asking`: some rows depend on what is still being asked.
    struct CitizenRow { name: String, original: u32, copy: u32, need: Need, supply: Supply }
    struct CitizenList { item: String, rows: Vec<CitizenRow>, asking: bool }
    struct CitizenView { mark: Option<String>, window: Option<String>, list: Option<CitizenList> }

    enum Role { Applicant, Spouse, Guardian, Agent, LegalRepresentative, PersonInCharge }
    enum Reading { Card, Typed }
    struct PersonView { id: String, role: Role, name: String, sex: String, age: Option<u32>, birth: Option<String>, id_kind: String, number_masked: String, address: String, reading: Reading, present: bool, signs: bool, warnings: Vec<String>, phone: String, relation: String }
    struct PersonFull { id: String, name: String, sex: String, ethnic: String, birth: String, id_kind: String, number: String, address: String, valid_to: Option<String>, phone: String, relation: String }
    struct PendingCard { reading: String, name: String, number_masked: String, asked_role: Role, differs_from: Option<String>, same_person_as: Option<Role> }

    enum MaterialState { Missing, Received, Problem, Promised, NotNeeded }
    enum Custody { None, Held, Returned }
    struct MaterialView { id: String, name: String, original: u32, copy: u32, need: Need, group: Option<String>, why: WhyView, supply: Supply, accept: AcceptAs, official: bool, note: Option<String>, points: Vec<String>, parts: Vec<String>, sample: Option<String>, blank: Option<BlankView>, state: MaterialState, pages: Vec<String>, pages_shown: bool, checked_by: Option<String>, checked_at: Option<String>, custody: Custody, problem: Option<String>, in_hand: u32, cert: Option<CertView>, certificate: Option<CertificateView> }
    /// A kind of certificate that may replace the paper, and what it is asked by.
    struct CertView { kind: String, by: CertKey }
    enum CertKey { Person, Organisation, Title }
    enum LookUpGround { Authorised, Statutory, Declined, Again }
    /// What the certificate library brought for a row. `reason`: why it has none.
    struct CertificateView { reason: Option<String>, name: String, identifier: String, issuer: String, valid_to: Option<String>, at: String, identifier_off: bool }
    struct PageView { id: String, order: u32, turns: u8, material: Option<String>, shown: bool, source: String, sha256: String, url: String, thumb: String }

    struct FormView { id: String, title: String, sections: Vec<FormSectionView>, filled: u32, left: u32, findings: Vec<FindingView> }
    struct FormSectionView { title: String, fields: Vec<FieldView> }
    enum FieldKind { Text, LongText, Number, Date, Choice, Phone, IdNumber, BankAccount, Money }
    struct FieldView { id: String, label: String, kind: FieldKind, required: bool, options: Vec<OptionView>, hint: Option<String>, max_len: Option<u32>, value: String, source: Option<String> }
    struct FindingView { field: String, error: bool, code: String, params: BTreeMap<String, String> }

    enum ClockAlert { None, Yellow, Red }
    enum ClockKind { None, OnTheSpot, CorrectionNotice, Promise, FirstReview, Result, Paused }
    struct CaseClock { kind: ClockKind, received_at: Option<String>, deadline: Option<String>, weekday: Option<u8>, days_left: Option<i32>, provisional: bool, promise_days: Option<u32>, promise_working: bool, promised: bool, extended: Option<u32>, alert: ClockAlert, deferral: Option<DeferralView> }
    /// 容缺: the papers that may follow and are not here yet.
    struct DeferralView { until: String, weekday: u8, days_left: i32, alert: ClockAlert, materials: Vec<String> }
    enum StepKind { Special, Extended, Granted, NotGranted, Delivered }
    /// `on`: the day it began or was done; `until`: the last day of a procedure that is over. `paper`: the applicant is told in writing.
    struct StepView { id: String, kind: StepKind, procedure: Option<String>, on: Option<String>, until: Option<String>, days: Option<u32>, working: bool, reason: Option<String>, by_name: String, at: String, paper: bool, prints: u32 }

    enum DecisionKind { Accept, Correction, Refuse, Redirect }
    struct DecisionOption { kind: DecisionKind, possible: bool, lacks: Vec<Lack> }
    struct Lack { code: String, params: BTreeMap<String, String>, section: u8 }
    /// Papers that may follow: `until` is what is proposed, `latest` the last day the case allows.
    struct DeferrableView { materials: Vec<String>, until: String, latest: Option<String> }
    struct NoticeItem { material: Option<String>, name: String, problem: String, fix: String, reason: Option<String> }
    struct DecisionView { options: Vec<DecisionOption>, suggested: Vec<NoticeItem>, listed: Vec<String>, offices: Vec<String>, deferrable: Option<DeferrableView>, remedies: String, preview: Option<DocumentView>, preview_kind: Option<DecisionKind> }
    struct DocumentView { id: String, form: String, number: Option<String>, pages: u32, issued_at: Option<String>, prints: u32, revision: u32, url: String }
    struct PrintResult { printed: bool, printer: Option<String>, file: Option<String> }

    enum HoldReason { Copying, Call, Fetching, Other }
    enum Originals { WithOwner, AtWindow, NoOriginals }
    struct HoldView { reason: HoldReason, note: Option<String>, originals: Originals, since: String, by: String }

    struct Hand { number: String, name: String }
    struct SlipView { slip: String, received_at: String }

    enum CaseStatus { Draft, Received, Correction, Accepted, Deferred, Refused, Redirected, Returned, Completed, Voided }
    enum DeliveryState { None, Queued, Sending, AwaitingMaterials, Acknowledged, Refused, Parked }
    struct NextStep { code: String, params: BTreeMap<String, String>, section: u8 }
    struct SectionBrief { n: u8, done: bool, left: u32 }
    struct CommentView { target: String, name: String, text: String, done: bool }
    struct ReturnView { id: String, revision: u32, by: String, by_name: String, at: String, open: bool, comments: Vec<CommentView> }
    struct CaseView { id: String, revision: u32, amended: bool, asked: Vec<NoticeItem>, returns: Vec<ReturnView>, corrections_in: Option<String>, steps: Vec<StepView>, status: CaseStatus, delivery: DeliveryState, delivery_code: Option<String>, number: Option<String>, provisional: Option<String>, editable: bool, section: u8, sections: Vec<SectionBrief>, next: NextStep, item: Option<ItemView>, questions: Vec<QuestionView>, people: Vec<PersonView>, pending_card: Option<PendingCard>, materials: Vec<MaterialView>, pages: Vec<PageView>, undo: Option<String>, form: Option<FormView>, clock: CaseClock, decision: DecisionView, documents: Vec<DocumentView>, opened_at: String, clerk: String, hold: Option<HoldView>, can_hold: bool, hands: Vec<Hand>, slip: Option<SlipView>, carried: bool }
    struct CaseRow { id: String, status: CaseStatus, delivery: DeliveryState, number: Option<String>, provisional: Option<String>, item: String, people: String, deadline: Option<String>, updated_at: String, clerk: String, next: String, held: Option<HoldView>, slip: Option<SlipView> }
    struct ScanResult { case: CaseView, pages: u32, ended: String }
    struct IssueResult { case: CaseView, print: PrintResult }

    struct ScenarioRow { id: String, title: String, times: u32, last: Option<RunRow> }
    struct ScenarioView { id: String, title: String, says: Vec<String>, laid: Vec<LaidView>, cards: u32 }
    struct LaidView { name: String, brought: bool, said: String }
    struct ScenarioNow { scenario: Option<ScenarioView> }
    struct RunRow { scenario: String, title: String, clerk: String, name: String, case: Option<String>, started_at: String, seconds: u32, right: u32, missed: u32, extra: u32 }
    enum Verdict { Right, Missed, Extra }
    /// `expected` and `found` are words of the catalogue, or codes where `point` has its own.
    struct ResultLine { point: String, verdict: Verdict, subject: String, expected: String, found: String, rule: String, source: String, advice: bool }
    struct ResultView { run: RunRow, says: Vec<String>, lines: Vec<ResultLine> }

    struct DeviceView { name: String, kind: String, state: String }
    /// `keep_days`: pages go so long after the office has them, 0 never. `warn_free_gib`: less room than that is said.
    #[serde(default)]
    struct Settings { office: String, reader_port: String, reader_speed: u32, scanner: String, scan_source: String, scan_resolution: u32, printer: String, language: String, text_size: String, keep_days: u32, warn_free_gib: u32, citizen_screen: bool, catalogue_key: String }
    struct SettingsView { settings: Settings, embedded: bool, fixed: bool, devices: Vec<DeviceView> }
    enum OutboxWait { Turn, Time, Line, Paused, Earlier, Person }
    /// `sent` of `total` bytes of pages are at the office.
    enum Alarm { Calm, Soon, Over }
    /// The five working days within which a case must have left.
    struct OutboxLimit { date: String, weekday: u8, days_left: i32, provisional: bool, alarm: Alarm }
    enum Lies { AtOffice, Open, Waiting, Parked, Refused, Withdrawn }
    struct DayRow { case: String, number: Option<String>, provisional: Option<String>, item: String, clerk: String, received_at: Option<String>, decided_at: Option<String>, status: CaseStatus, delivery: DeliveryState, lies: Lies, code: Option<String> }
    struct DaySums { open: u32, waiting: u32, parked: u32, refused: u32, withdrawn: u32 }
    /// `taken` is how many rows there are; `at_office` and `here` are counted from where each lies.
    struct DaySheetView { day: String, weekday: u8, as_of: String, taken: u32, at_office: u32, here: u32, sums: DaySums, drafts: u32, given_up: u32, rows: Vec<DayRow> }
    struct DaySheetPrint { print: PrintResult, csv: String }
    struct OutboxLine { case: String, revision: u32, provisional: Option<String>, number: Option<String>, state: DeliveryState, attempts: u32, last_code: Option<String>, waits: OutboxWait, next_at: Option<String>, sent: u32, total: u32, item: String, limit: Option<OutboxLimit> }
    struct OutboxPause { by: String, at: String }
    struct OutboxView { paused: Option<OutboxPause>, lines: Vec<OutboxLine> }

    enum QueueOnly { All, Open, Correction, Returned, Undelivered, Overdue }
    enum QueueSort { Deadline, Age, Clerk }
    struct QueueRow { case: String, item: String, number: Option<String>, provisional: Option<String>, clerk: String, window: String, status: CaseStatus, delivery: DeliveryState, received_at: Option<String>, age_minutes: u32, deadline: Option<String>, days_left: Option<i32>, working: bool, revision: u32, here: bool }
    struct QueueView { rows: Vec<QueueRow>, all: u32, as_of: Option<String>, old: Option<String>, line: Line, clerks: Vec<String>, windows: Vec<String> }

    struct CommentInput { target: String, text: String }
    struct CustomerView { role: String, name: String, id_kind: String, number: String, phone: String, address: String, by_card: bool, present: bool, signs: bool }
    struct AnswerView { question: String, answer: String }
    struct ReviewField { id: String, label: String, value: String }
    struct ReviewSection { title: String, fields: Vec<ReviewField> }
    struct ReviewMaterial { id: String, name: String, need: String, state: String, pages: u32, checked_by: Option<String>, custody: Option<Custody>, problem: Option<String>, certificate: Option<String> }
    struct ReviewPage { id: String, material: Option<String>, paper: Option<String>, n: u32, sha256: String, url: String, thumb: String }
    struct ReviewDocument { form: String, number: Option<String>, pages: u32, revision: u32, page: String }
    struct ReviewDecision { kind: DecisionKind, at: String, faults: Vec<NoticeItem>, reasons: Vec<String>, right_office: Option<String> }
    struct RevisionBrief { n: u32, kind: Option<DecisionKind>, at: Option<String> }
    struct ReviewView { case: String, number: Option<String>, provisional: Option<String>, revision: u32, of: u32, source: String, masked: bool, item: String, status: CaseStatus, delivery: DeliveryState, clerk: String, window: String, received_at: Option<String>, clock: Option<CaseClock>, people: Vec<CustomerView>, answers: Vec<AnswerView>, form: Vec<ReviewSection>, materials: Vec<ReviewMaterial>, pages: Vec<ReviewPage>, decision: Option<ReviewDecision>, documents: Vec<ReviewDocument>, returns: Vec<ReturnView>, revisions: Vec<RevisionBrief>, can_return: bool, blocked: Option<String> }
}
