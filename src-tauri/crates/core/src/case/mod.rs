//! The state of a case, folded from its journal. Pure: no clock, no store; what may be done in a
//! state is in `state`.
//!
//! Invariant: `clerk` of a case is who opened it, for ever; who acts now is the last `TakenOver`.
//! Lists show what one acts on, and what is on hold at this window (the store is one window's).
mod after_acceptance;
pub mod certificate;
mod chain;
mod consent;
mod continuation;
mod correction;
mod count;
mod course;
mod decision;
mod event;
mod examination;
pub mod fact;
pub mod hold;
pub mod journal;
mod lapse;
mod lapse_rules;
mod lateness;
mod library;
mod mandate;
mod page;
mod paper;
mod people;
mod person;
mod refiling;
mod replacement;
mod revision;
mod signature;
mod signing;
mod silence;
mod since_notice;
mod step;
mod transition;
mod withdrawal;

pub use consent::ConsentedAct;
pub use continuation::{Continuation, Elsewhere, Record};
pub use correction::NotedCorrection;
pub use count::{PaperCount, PaperKind};
pub use decision::{
    ClockNote, Comment, Decision, DecisionKind, Deemed, Deferred, Document, Extension, Fault,
    FurtherNotice, SentBack,
};
pub use event::{CaseEvent, ENTRUSTED_PAPERS, Event, EventAnswer, EventKind};
pub use lapse::{LAPSE_NOTICE, LapseObstacle, LapseTerms, LapseWarning, WarnedBy};
pub use mandate::{Mandate, MandateEnd, MandateGround};
pub use page::{Custody, MaterialState, PageOf};
pub use person::{ExpiryGround, ExpiryReason, Person, Reading, SecondPaper};
pub use refiling::{DEPARTMENT_BEGUN, REFILING_NOTICE, Refiled, VoidStanding};
pub use replacement::Replacement;
pub use signature::{
    Refusal, SealedPart, ShownTo, Signature, SignatureBox, SignedBy, SignedSlip, Witness,
};
pub use signing::{APPLICATION_FORM, Signing};
pub use step::{Special, Step, Told, UnknownStep, with_steps};
pub use withdrawal::{WITHDRAWAL_REQUEST, WithdrawalRequest};

use crate::identity::private::Private;
use crate::item::PersonRole;
use crate::state::Status;
use crate::time::date::Moment;
use certificate::{Held, Missed};
use chain::Chain;
use consent::Consent;
use fact::Fact;
use hold::Hold;
use journal::{Entry, Line, ROOT, Tail, make_line};
use since_notice::SinceNotice;
use std::collections::{BTreeMap, BTreeSet};

/// A case as it stands after its last entry.
#[derive(Clone, Debug)]
pub struct Case {
    pub status: Status,
    pub clerk: String,
    pub station: String,
    pub window: String,
    pub opened_at: Moment,
    pub updated_at: Moment,
    pub item: Option<String>,
    pub pack_version: String,
    pub answers: BTreeMap<String, String>,
    pub people: Vec<Person>,
    /// By person: see `expiry_confirmation`.
    expiry_confirmations: BTreeMap<String, (String, Moment)>,
    pub received: Option<Moment>,
    /// In the clerk's order, without the deleted ones.
    pub pages: Vec<PageOf>,
    pub deleted: Vec<(u32, PageOf)>,
    pub shown: BTreeSet<String>,
    /// Pages that were there when a person of the case went or became another one: whose they are is
    /// not known any more until one is placed again.
    pub unsure_pages: BTreeSet<String>,
    pub materials: BTreeMap<String, MaterialState>,
    /// The newest word of the certificate library by row; whether one still counts says
    /// `certificate_of`.
    certificates: BTreeMap<String, Held>,
    misses: BTreeMap<String, Missed>,
    pub fields: BTreeMap<String, Private>,
    /// Every decision so far, oldest first: each made one revision, and its place says which.
    pub decisions: Vec<(Decision, Moment)>,
    /// Of the newest decision; none where its journal does not say it.
    pub clock_note: Option<ClockNote>,
    /// What was put right since the last decision: `field:<id>`, `material:<id>`, `people`,
    /// `answers`.
    pub touched: BTreeSet<String>,
    /// What came since the last decision: ids of pages, `material:<id>` of rows that were counted or
    /// compared, `field:<id>`, `people`, `answers`. Putting a refused revision right clears nothing.
    arrivals: BTreeSet<String>,
    since_notice: SinceNotice,
    /// To the decision that is about to be made: see `consent_to_decide`.
    consent: Option<Consent>,
    /// What was done with the application form before the decision.
    pub signing: Signing,
    pub returns: Vec<SentBack>,
    /// Under which revision, and when, all of what a notice asked for had come in.
    pub corrections_in: Vec<(u32, Moment)>,
    /// By revision and place on its notice: who said, and when, that it is here.
    noted_corrections: BTreeMap<(u32, u32), (String, Moment)>,
    /// What the deciding office said, in the order it was heard here.
    pub told: Vec<Told>,
    pub unknown_steps: Vec<UnknownStep>,
    /// What happened after acceptance and is told to the office apart from revisions, in order.
    pub events: Vec<CaseEvent>,
    /// 审查要点 that were ticked since the newest decision, by id.
    met_points: BTreeSet<String>,
    pub provisional: Option<String>,
    pub official: Option<String>,
    pub documents: Vec<(Document, Moment)>,
    /// How many decisions there were when a document was made.
    pub made_under: BTreeMap<String, u32>,
    pub prints: BTreeMap<String, u32>,
    /// When a document was first printed.
    pub first_prints: BTreeMap<String, Moment>,
    /// The office's digest by revision.
    pub acknowledged: BTreeMap<u32, String>,
    /// Revisions in whose place a later one went.
    pub replaced: BTreeSet<u32>,
    /// Revisions that were handed over on paper.
    pub handed_over: BTreeSet<u32>,
    /// What the office does not take is being put right.
    pub replacement: Option<Replacement>,
    pub abandoned: Option<String>,
    /// The newest request on paper that the case end.
    pub withdrawal: Option<WithdrawalRequest>,
    /// Of a notice, by its revision.
    lapse_warning: Option<(u32, LapseWarning)>,
    pub section: u8,
    pub hold: Option<Hold>,
    /// The colleagues who took it over, in order; the opener is `clerk`.
    pub taken_over: Vec<String>,
    pub carried_from: Option<String>,
    /// 作废重开: the case under the wrong item, from which this one goes on.
    pub refiled: Option<Refiled>,
    /// Pages of that case whose person could not be said to be the same, and which stayed there.
    pub left_pages: u32,
    /// Number and true time of receipt of the paper slip.
    pub slip: Option<(String, Moment)>,
    /// The pages that somebody said to be the signed slip, the newest last.
    pub signed_slips: Vec<SignedSlip>,
    /// Inverses of the page operations that can be taken back, newest last.
    pub undo: Vec<(&'static str, Fact)>,
    /// The formula of the journal's hashes, and where it ends.
    pub chain: Chain,
    /// Where this journal goes on from, where another window began the case.
    pub continuation: Option<Continuation>,
    /// Who filed that, and the claim.
    pub record: Option<Record>,
    /// The claim ended before anything was decided here: the case is none of this window's.
    pub is_given_back: bool,
    /// What other windows filed of it since, as it was heard here.
    pub elsewhere: Vec<Elsewhere>,
    pub length: u64,
    pub last_hash: String,
}

impl Case {
    /// Folds a journal; `None` for an empty one.
    pub fn fold(entries: &[Entry]) -> Option<Case> {
        let first = entries.first()?;
        let mut case = Case::empty(first.at);
        for entry in entries {
            case.apply(&entry.fact, entry.at, &entry.by);
            case.length = entry.seq + 1;
            case.last_hash = entry.hash.clone();
        }
        Some(case)
    }

    pub fn empty(at: Moment) -> Case {
        Case {
            status: Status::Draft,
            clerk: String::new(),
            station: String::new(),
            window: String::new(),
            opened_at: at,
            updated_at: at,
            item: None,
            pack_version: String::new(),
            answers: BTreeMap::new(),
            people: Vec::new(),
            expiry_confirmations: BTreeMap::new(),
            received: None,
            pages: Vec::new(),
            deleted: Vec::new(),
            shown: BTreeSet::new(),
            unsure_pages: BTreeSet::new(),
            materials: BTreeMap::new(),
            certificates: BTreeMap::new(),
            misses: BTreeMap::new(),
            fields: BTreeMap::new(),
            decisions: Vec::new(),
            clock_note: None,
            touched: BTreeSet::new(),
            arrivals: BTreeSet::new(),
            since_notice: SinceNotice::default(),
            consent: None,
            signing: Signing::default(),
            returns: Vec::new(),
            corrections_in: Vec::new(),
            noted_corrections: BTreeMap::new(),
            told: Vec::new(),
            unknown_steps: Vec::new(),
            events: Vec::new(),
            met_points: BTreeSet::new(),
            provisional: None,
            official: None,
            documents: Vec::new(),
            made_under: BTreeMap::new(),
            prints: BTreeMap::new(),
            first_prints: BTreeMap::new(),
            acknowledged: BTreeMap::new(),
            replaced: BTreeSet::new(),
            handed_over: BTreeSet::new(),
            replacement: None,
            abandoned: None,
            withdrawal: None,
            lapse_warning: None,
            section: 2,
            hold: None,
            taken_over: Vec::new(),
            carried_from: None,
            refiled: None,
            left_pages: 0,
            slip: None,
            signed_slips: Vec::new(),
            undo: Vec::new(),
            chain: Chain::First,
            continuation: None,
            record: None,
            is_given_back: false,
            elsewhere: Vec::new(),
            length: 0,
            last_hash: ROOT.to_owned(),
        }
    }

    /// The next line of the journal of the case with this id, and the case as it is after it.
    pub fn append(
        &mut self,
        id: &str,
        fact: &Fact,
        at: Moment,
        by: &str,
    ) -> Result<Line, serde_json::Error> {
        self.apply(fact, at, by);
        let tail = Tail { case: id, chain: self.chain, prev: &self.last_hash, length: self.length };
        let line = make_line(tail, at, by, fact)?;
        self.length += 1;
        self.last_hash.clone_from(&line.hash);
        Ok(line)
    }

    pub fn apply(&mut self, fact: &Fact, at: Moment, by: &str) {
        if self.clerk.is_empty() {
            self.clerk = by.to_owned();
        }
        if let Some(inverse) = self.inverse(fact) {
            self.undo.push(inverse);
        }
        self.updated_at = at;
        self.note_changes(fact);
        self.note_since_notice(fact);
        match fact {
            Fact::Undone { by: inverse } => {
                self.undo.pop();
                self.apply_page_fact(inverse);
            }
            Fact::PageAdded { .. }
            | Fact::PageAssigned { .. }
            | Fact::PageTurned { .. }
            | Fact::PageMoved { .. }
            | Fact::PageDeleted { .. }
            | Fact::PageRestored { .. }
            | Fact::PageShown { .. } => {
                // Placing it says whose it is; taking that back does not.
                if let Fact::PageAssigned { page, .. } = fact {
                    self.unsure_pages.remove(page);
                }
                self.apply_page_fact(fact);
            }
            Fact::OriginalChecked { .. }
            | Fact::CustodySet { .. }
            | Fact::CopiesSet { .. }
            | Fact::ProblemSet { .. }
            | Fact::ObjectCounted { .. }
            | Fact::PapersCounted { .. }
            | Fact::CheckCarried { .. }
            | Fact::CustodyMoved { .. } => self.apply_material_fact(fact, at, by),
            Fact::CertificateUsed { .. } | Fact::CertificateMissed { .. } => {
                self.apply_library_fact(fact, at)
            }
            Fact::PersonPut { .. } | Fact::PersonRemoved { .. } => {
                self.apply_person_fact(fact, at, by)
            }
            Fact::Decided { decision } => {
                self.status = decision.status();
                self.decisions.push((decision.clone(), at));
                // What was decided is not undone by one key; it is amended.
                self.undo.clear();
                self.touched.clear();
                self.arrivals.clear();
                self.met_points.clear();
                self.consent = None;
            }
            Fact::SentBack { .. } => self.apply_return(fact),
            Fact::StepTold { .. } | Fact::StepUnknown { .. } => self.apply_step(fact),
            Fact::CorrectionsIn => self.corrections_in.push((self.revision(), at)),
            Fact::CorrectionNoted { .. } => self.apply_correction_note(fact, at, by),
            Fact::ProvisionalNumber { number } => self.provisional = Some(number.clone()),
            Fact::OfficialNumber { number } => self.official = Some(number.clone()),
            Fact::DocumentIssued { .. } | Fact::Printed { .. } => {
                self.apply_document_fact(fact, at)
            }
            Fact::Acknowledged { digest, revision } => {
                self.acknowledged.insert(*revision, digest.clone());
            }
            Fact::DeliveryRefused { .. } => {}
            Fact::PointExamined { .. } => self.apply_examination(fact),
            Fact::EventMade { .. }
            | Fact::EventAnswered { .. }
            | Fact::EventAcknowledged { .. }
            | Fact::EventHandedOver { .. } => self.apply_event(fact, at, by),
            Fact::WithdrawalDrawnUp { .. } | Fact::WithdrawalSigned { .. } => {
                self.apply_withdrawal(fact, at)
            }
            Fact::LapseWarned { .. } => self.apply_lapse_warning(fact, at, by),
            Fact::ContinuedElsewhere { .. } => self.apply_elsewhere(fact),
            Fact::RecordTaken { .. }
            | Fact::ToldByRecord { .. }
            | Fact::ClaimEnded { .. }
            | Fact::TakenUpAgain { .. } => self.apply_continuation(fact, at),
            Fact::ReplacementBegun { .. }
            | Fact::ReplacementDropped { .. }
            | Fact::Replaced { .. }
            | Fact::HandedOver { .. } => self.apply_way_out(fact),
            Fact::Held { reason, note, originals } => {
                let (note, by) = (note.clone(), by.to_owned());
                self.hold =
                    Some(Hold { reason: *reason, note, originals: *originals, since: at, by });
            }
            Fact::Resumed => self.hold = None,
            Fact::TakenOver { to, .. } => self.taken_over.push(to.clone()),
            Fact::Consented { act, by: mentor } => self.apply_consent(*act, mentor, by),
            Fact::FormShown { .. }
            | Fact::FormDoubted { .. }
            | Fact::FormConfirmed { .. }
            | Fact::FormReadAloud { .. }
            | Fact::FormSigned { .. }
            | Fact::SignatureRefused { .. }
            | Fact::WitnessNamed { .. } => self.signing.apply(fact, at),
            Fact::RefiledFrom { .. } => self.apply_refiling(fact, at),
            Fact::SlipNoted { slip, received_at } => self.slip = Some((slip.clone(), *received_at)),
            Fact::SlipScanned { page } => {
                let (page, by) = (page.clone(), by.to_owned());
                self.signed_slips.push(SignedSlip { page, by, at });
            }
            other => self.intake_fact(other, at),
        }
    }

    fn apply_document_fact(&mut self, fact: &Fact, at: Moment) {
        match fact {
            Fact::DocumentIssued { document } => {
                self.made_under.insert(document.id.clone(), self.revision());
                self.documents.push((document.clone(), at));
            }
            Fact::Printed { document, .. } => {
                *self.prints.entry(document.clone()).or_default() += 1;
                self.first_prints.entry(document.clone()).or_insert(at);
            }
            _ => {}
        }
    }

    fn intake_fact(&mut self, fact: &Fact, at: Moment) {
        match fact {
            Fact::Opened { station, window, pack_version, chain, continues } => {
                self.chain = *chain;
                self.continuation = continues.clone();
                self.station = station.clone();
                self.window = window.clone();
                self.pack_version = pack_version.clone();
            }
            Fact::ItemChosen { item, pack_version } => {
                if self.item.as_ref() != Some(item) {
                    self.answers.clear();
                    self.fields.clear();
                }
                self.item = Some(item.clone());
                self.pack_version = pack_version.clone();
            }
            Fact::Answered { question, option } => {
                self.answers.insert(question.clone(), option.clone());
            }
            Fact::Received => {
                let on_slip = self.slip.as_ref().map(|(_, received_at)| *received_at);
                let of_first = self.refiled.as_ref().map(|refiled| refiled.received_at);
                self.received.get_or_insert(of_first.or(on_slip).unwrap_or(at));
                self.status = Status::Received;
            }
            Fact::FieldFilled { field, value } => {
                self.fields.insert(field.clone(), value.clone());
            }
            Fact::Abandoned { reason } => {
                self.status = Status::Voided;
                self.abandoned = Some(reason.clone());
            }
            Fact::SectionOpened { section } => self.section = *section,
            Fact::ClockNoted { confirmed } => {
                self.clock_note = Some(ClockNote { confirmed: *confirmed });
            }
            Fact::CarriedFrom { case, left_pages, .. } => {
                self.carried_from = Some(case.clone());
                self.left_pages = *left_pages;
            }
            _ => {}
        }
    }

    /// Who acts on the case now.
    pub fn acting_clerk(&self) -> &str {
        self.taken_over.last().unwrap_or(&self.clerk)
    }

    pub fn find_person(&self, role: PersonRole) -> Option<&Person> {
        self.people.iter().find(|p| p.role == role)
    }
}
