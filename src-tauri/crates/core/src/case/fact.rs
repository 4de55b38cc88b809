//! What can be true of a case. How facts are lined up and chained is `journal`; the state that they
//! add up to is `case`.
//!
//! Invariant: a fact never changes its meaning. New facts are added; an unknown one stops the
//! reading instead of being skipped.
use crate::case::certificate::{Ground, Held, Miss};
use crate::case::chain::Chain;
use crate::case::consent::ConsentedAct;
use crate::case::continuation::{Continuation, Record};
use crate::case::count::PaperKind;
use crate::case::decision::{Comment, Decision, Document};
use crate::case::event::{Event, EventAnswer};
use crate::case::hold::{HoldReason, Originals};
use crate::case::lapse::WarnedBy;
use crate::case::page::{Custody, PageOf};
use crate::case::person::Person;
use crate::case::signature::{SealedPart, ShownTo, Signature, Witness};
use crate::case::step::Step;
use crate::identity::private::Private;
use crate::item::PersonRole;
use crate::time::date::{Date, Moment};
use serde::{Deserialize, Serialize};

/// What can be true of a case. Entries are only ever appended; a fact never changes its meaning,
/// new ones are added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    Opened {
        station: String,
        window: String,
        pack_version: String,
        #[serde(default, skip_serializing_if = "Chain::is_first")]
        chain: Chain,
        /// Where this journal goes on from, where another window of the station began the case.
        /// Journals of before 0.7.0 never do.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        continues: Option<Continuation>,
    },
    ItemChosen {
        item: String,
        pack_version: String,
    },
    Answered {
        question: String,
        option: String,
    },
    /// A new person, or a newer reading of the one with the same id.
    PersonPut {
        person: Person,
    },
    PersonRemoved {
        person: String,
    },
    /// The deliberate stamp: papers handed over and kept. The legal clock counts from this entry's
    /// time (行政许可法 art. 32).
    Received,
    PageAdded {
        page: PageOf,
    },
    PageAssigned {
        page: String,
        material: Option<String>,
    },
    PageTurned {
        page: String,
        turns: u8,
    },
    PageMoved {
        page: String,
        to: u32,
    },
    PageDeleted {
        page: String,
    },
    PageRestored {
        page: String,
    },
    /// The clerk had the page on the screen. Without it an original cannot be stated as checked.
    PageShown {
        page: String,
    },
    /// The last page operation was taken back by its inverse.
    Undone {
        by: Box<Fact>,
    },
    OriginalChecked {
        material: String,
    },
    /// `place`: where what is held lies, in the clerk's words; none in journals before 0.4.0.
    CustodySet {
        material: String,
        custody: Custody,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Private>,
    },
    /// Where the copies that were given for a row are; `CustodySet` is of its originals and objects.
    /// Journals of before 0.7.0 do not say it.
    CopiesSet {
        material: String,
        custody: Custody,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Private>,
    },
    ProblemSet {
        material: String,
        problem: Option<String>,
    },
    ObjectCounted {
        material: String,
        count: u32,
    },
    /// So many papers of this kind came for the row, whatever a scan noted.
    PapersCounted {
        material: String,
        kind: PaperKind,
        count: u32,
    },
    FieldFilled {
        field: String,
        value: Private,
    },
    Decided {
        decision: Decision,
    },
    /// When the office last bore out this computer's clock, as it was known when the decision behind
    /// it was made; none where it never had. Journals of before 0.6.0 do not say it.
    ClockNoted {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmed: Option<Moment>,
    },
    ProvisionalNumber {
        number: String,
    },
    OfficialNumber {
        number: String,
    },
    DocumentIssued {
        document: Document,
    },
    Printed {
        document: String,
        reprint: bool,
        printer: Option<String>,
    },
    /// The office has read every byte of this revision again. Journals from before there were
    /// revisions mean the first.
    Acknowledged {
        digest: String,
        #[serde(default = "first_revision")]
        revision: u32,
    },
    /// A supervisor looked at this revision and sent it back to the window (退件).
    SentBack {
        id: String,
        revision: u32,
        by: String,
        by_name: String,
        at: Moment,
        comments: Vec<Comment>,
    },
    /// The last of the papers that the correction notice asked for came in: the time to decide
    /// counts from this entry's day, whenever the slip is written.
    CorrectionsIn,
    /// The clerk says that what this line of the notice asks for is here, where nothing else on record
    /// could show it; `came: false` takes that back. `fault`: its place on the notice, from 0.
    /// Journals of before 0.7.0 do not say it.
    CorrectionNoted {
        revision: u32,
        fault: u32,
        came: bool,
    },
    /// The applicant was told that the day of this revision's notice is over, or will be, and what
    /// follows. Journals of before 0.7.0 do not say it.
    LapseWarned {
        revision: u32,
        how: WarnedBy,
        on: Date,
    },
    /// What the deciding office said of the case's way: its special procedures, an extension, the
    /// decision, the handing over.
    StepTold {
        id: String,
        step: Step,
        by_name: String,
        at: Moment,
    },
    /// The deciding office said something that this version cannot read: kept as it came.
    StepUnknown {
        id: String,
        text: Private,
        by_name: String,
        at: Moment,
    },
    /// Another window of the station took the case in hand and filed this revision, which the office
    /// acknowledged then. Journals of before 0.7.0 do not say it.
    ContinuedElsewhere {
        revision: u32,
        clerk: String,
        window: String,
        at: Moment,
        journal_head: String,
    },
    /// Of the journal that goes on from another window's: who filed that revision, and the claim under
    /// which this window has the case. Journals of before 0.7.0 do not say it, nor the next three.
    RecordTaken {
        record: Record,
    },
    /// The office's record says that this was so of the case, by whom and when. Nobody did it here.
    ToldByRecord {
        by: String,
        at: Moment,
        told: Box<Fact>,
    },
    /// The claim ended, and nothing had been decided under it: what was fetched is destroyed, and
    /// nothing goes on here.
    ClaimEnded {
        by_hand: bool,
    },
    /// After that the window has the case in hand once more: it begins anew with where it goes on
    /// from.
    TakenUpAgain {
        continues: Continuation,
    },
    DeliveryRefused {
        code: String,
    },
    /// The office does not take this revision, and its papers or words are put right. The decision
    /// stands; `code` is what the office, or delivery here, said.
    ReplacementBegun {
        revision: u32,
        code: String,
    },
    /// Nothing was put right after all: the revision is tried again as it is.
    ReplacementDropped {
        revision: u32,
    },
    /// The next revision goes in the place of this one and of whatever before it the office has
    /// not acknowledged: the same decision, at its own time. `papers`: the list on its receipt is
    /// another one, so that its papers are made anew.
    Replaced {
        revision: u32,
        papers: bool,
    },
    /// This revision, and whatever before it the office has not acknowledged, was handed over on
    /// paper and is not sent any more.
    HandedOver {
        revision: u32,
        code: String,
    },
    /// 审查要点: the clerk looked at this point of a decision that is entrusted to the counter and ticked
    /// it; `met: false` takes that back. Journals of before 0.7.0 do not say it.
    PointExamined {
        point: String,
        met: bool,
    },
    /// Something after acceptance that the office is told of by itself (`case::event`): it follows the
    /// revision of now. Journals of before 0.7.0 do not say it, nor the next three.
    EventMade {
        id: String,
        event: Event,
    },
    /// The office's word on it.
    EventAnswered {
        id: String,
        answer: EventAnswer,
    },
    /// The office has read every byte of it again.
    EventAcknowledged {
        id: String,
        digest: String,
    },
    /// It went to the office on paper and is not sent any more; `code` is what the office, or delivery
    /// here, said.
    EventHandedOver {
        id: String,
        code: String,
    },
    /// 撤回申请书 was made for this person to sign. `covered`: the clerk read that the authority of whoever
    /// asks covers a withdrawal, an agent's only. Journals of before 0.7.0 do not say it, nor the next.
    WithdrawalDrawnUp {
        document: String,
        by: PersonRole,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        covered: bool,
    },
    /// That paper was signed by hand; `pages`: its scan, none where it was not scanned.
    WithdrawalSigned {
        document: String,
        pages: Vec<SealedPart>,
    },
    Abandoned {
        reason: String,
    },
    SectionOpened {
        section: u8,
    },
    /// Put aside while somebody copies, telephones or fetches something; says where the originals
    /// are meanwhile.
    Held {
        reason: HoldReason,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Private>,
        originals: Originals,
    },
    Resumed,
    /// A colleague at the same window goes on from here; the one who opened the case stays named.
    TakenOver {
        from: String,
        to: String,
    },
    /// A mentor (带教人) agreed to this one act of whoever made the entry and may not do it alone. The
    /// case stays with them; the act itself is the entry after it.
    Consented {
        act: ConsentedAct,
        by: String,
    },
    /// People, pages and answers were copied from another case of the same visit. Nothing of it was
    /// changed there.
    /// `left_pages`: those for which there is a row here, but not surely of the same person.
    /// `people`: ids of those whose next entry is what that case knows of them, not a reading here;
    /// journals of before 0.7.0 do not say it.
    CarriedFrom {
        case: String,
        #[serde(default, skip_serializing_if = "is_none_left")]
        left_pages: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        people: Option<Vec<String>>,
    },
    /// 作废重开: this case goes on, under the right item, from one that was accepted under the wrong one,
    /// and has its receipt. `number`: that one's, as it was printed; `was_answered`: within its time;
    /// `receipt_back`: the citizen gave back its receipt. Journals of before 0.7.0 do not say it, nor
    /// the next two.
    RefiledFrom {
        case: String,
        number: String,
        received_at: Moment,
        was_answered: bool,
        reason: String,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        receipt_back: bool,
    },
    /// An original of this row was compared by this colleague, at that time, in the case with this
    /// number from which this one goes on. Nobody compared it here.
    CheckCarried {
        material: String,
        by: String,
        at: Moment,
        number: String,
    },
    /// What was held of this row is held for the case with this id, which goes on from here.
    CustodyMoved {
        material: String,
        to: String,
    },
    /// Taken in on a numbered paper slip while the counter was out; the stamp of receipt then bears
    /// this time.
    SlipNoted {
        slip: String,
        received_at: Moment,
    },
    /// The paper slip bears the signatures, and this page is its scan. Before 0.7.0 any page under the
    /// form's row was taken for it, and nobody said so.
    SlipScanned {
        page: String,
    },
    /// A certificate from the library stands in for a row's paper; its pages were added with it.
    CertificateUsed {
        certificate: Held,
    },
    /// The library was asked, or could not be, and the row's paper is collected.
    CertificateMissed {
        material: String,
        reason: Miss,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ground: Option<Ground>,
    },
    /// The application form was put before somebody. `document` in this and the next five: the id of
    /// the form as it was shown.
    FormShown {
        document: String,
        to: ShownTo,
    },
    /// 有误: the citizen pointed at something of it: `field:<id>`, `person:<role>`, `item` or
    /// `answer:<id>`.
    FormDoubted {
        document: String,
        point: String,
    },
    /// 确认.
    FormConfirmed {
        document: String,
        person: String,
    },
    /// It was read aloud to somebody who cannot read it.
    FormReadAloud {
        document: String,
        person: String,
    },
    /// Digests, signer and role; never the strokes.
    FormSigned {
        signature: Signature,
    },
    /// Nothing is forced: the form is put right, or the notice names the signature.
    SignatureRefused {
        document: String,
        person: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Private>,
    },
    /// Before whom this person signs, who cannot write: the form has a line for them. None: before
    /// nobody after all. Journals of before 0.7.0 name a witness with the signature alone.
    WitnessNamed {
        person: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        witness: Option<Witness>,
    },
}

fn is_none_left(left_pages: &u32) -> bool {
    *left_pages == 0
}

fn first_revision() -> u32 {
    1
}
