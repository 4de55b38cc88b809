//! A case on its way: what the counter submits and what the office says about it. Being sent back
//! is in `review`.

use std::collections::BTreeMap;

use crate::mutants::Mutant;
use counter_core::case::{Continuation, Deemed, Deferred};
use counter_core::private::Private;
use counter_core::receipt_code::{ReceiptCode, ReceiptRecord, make_receipt_code};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::audit_anchor::AuditAnchor;
use super::certificate::CertificateUse;
use super::part::{Part, received_digest};
use super::signature::{RefusalWire, SignatureWire, SignedSlipWire};
use super::words::{DecisionWords, IntakeWire};
use crate::permit::Permit;

/// Body of `POST /cases` and `POST /cases/{case}/revisions`. Immutable once queued: a repeat must
/// be the same in every field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Submission {
    /// Made at the counter; also the first revision's idempotency key.
    pub case: Uuid,
    /// The number shown to the applicant when the line was down.
    pub provisional: Option<String>,
    pub item: String,
    /// The catalogue pack the case was opened under; never the newest one.
    pub pack_version: String,
    pub decision: Decision,
    /// When the papers were handed over; the legal clock starts here. Of a matter of another office
    /// that nothing was handed over for, `decided_at`.
    pub received_at: jiff::Timestamp,
    pub decided_at: jiff::Timestamp,
    /// Number of the clerk who decided, as the counter says; the permit proves it.
    pub clerk: String,
    pub station_code: String,
    pub window: String,
    pub people: Vec<PersonWire>,
    /// Situation question → chosen option.
    pub answers: BTreeMap<String, Private>,
    /// Form field → value.
    pub form: BTreeMap<String, Private>,
    pub materials: Vec<MaterialWire>,
    pub manifest: Vec<Part>,
    /// Hash of the newest entry of the case's journal, hexadecimal.
    pub journal_head: String,
    /// Number of entries under that head.
    pub entries: u64,
    /// Starts at 1; one more with each decision about the same case.
    pub revision: u32,
    /// The revision before, where the office did not take it or got it on paper: this one goes in
    /// its place, and is the first or the next that the office has of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_place_of: Option<u32>,
    /// Number of the paper slip that the case was taken in on while the counter was out (补录).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slip: Option<String>,
    /// Number of the clerk who opened the case, when another one decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_by: Option<String>,
    /// When the case counts as accepted, where that was before this decision: the day the last
    /// correction came in, or the first acceptance of a case that was amended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<jiff::Timestamp>,
    /// 容缺受理: papers that may follow, and until when they were promised. The next revision brings
    /// them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deferred: Option<Deferred>,
    /// 逾期视为受理: nobody had answered in time, so the case stands accepted since `received_at`; what
    /// is still asked for is in it, and the next revision brings it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deemed: Option<Deemed>,
    /// What a correction notice asks for that is not on the citizen's list, each with the clerk's
    /// reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off_list: Vec<OffList>,
    /// That of the clerk who decided, under which they decided here. None at stations of the first
    /// version, and where there was none for that time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permit: Option<Permit>,
    /// The mentor who agreed to the decision of a clerk who may not make it alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consented_by: Option<ConsentWire>,
    /// What the decision says. None from stations before 0.4.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<DecisionWords>,
    /// Of the application form, in the order in which they were given. None from stations before
    /// 0.5.0, and where nothing is signed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<SignatureWire>,
    /// Who will not sign the form that goes along, in the order in which they said so. None from
    /// stations before 0.7.0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<RefusalWire>,
    /// Of a case with `slip`. None from stations before 0.7.0, and where nobody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_slip: Option<SignedSlipWire>,
    /// How far the station's audit trail went then. None from stations before 0.7.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit: Option<AuditAnchor>,
    /// Where the journal of `journal_head` goes on from, where another window of the station began
    /// the case. Only to an office that names `any_window`: it let this window go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<Continuation>,
}

/// A mentor's (带教人) word for a trainee's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentWire {
    /// The mentor's number, as the counter says; the permit proves it.
    pub clerk: String,
    /// That of the mentor, under which they could have decided here themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permit: Option<Permit>,
}

/// A demand beyond the checklist, and on what ground.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OffList {
    pub name: String,
    pub problem: String,
    pub reason: String,
}

impl Submission {
    /// Names this very submission: the case's UUID, and from the second revision on its number too.
    pub fn idempotency_key(&self) -> String {
        match self.revision {
            _ if Mutant::KeyReused.is_planted() => self.case.to_string(),
            1 => self.case.to_string(),
            later => format!("{}.{later}", self.case),
        }
    }

    /// As an office of before 0.7.0 keeps it, which passes over who will not sign, the signed slip,
    /// where copies are, what of a notice came by the clerk's word, what a further notice rests on,
    /// why promised papers may come later, and the audit trail's anchor.
    pub fn without_refusals(self) -> Submission {
        let bare_words = |words: DecisionWords| DecisionWords {
            corrections: Vec::new(),
            further: None,
            ..words
        };
        let words = self.words.map(bare_words);
        let row = |row: MaterialWire| {
            let bare = |intake: IntakeWire| IntakeWire {
                copies_custody: None,
                copies_place: None,
                ..intake
            };
            MaterialWire { intake: row.intake.map(bare), ..row }
        };
        let materials = self.materials.into_iter().map(row).collect();
        let deferred = self.deferred.map(|deferred| Deferred { extended: None, ..deferred });
        Submission {
            deferred,
            refusals: Vec::new(),
            signed_slip: None,
            audit: None,
            words,
            materials,
            ..self
        }
    }

    /// As an office of before 0.5.0 keeps it, which passes over who signed.
    pub fn without_signatures(self) -> Submission {
        Submission { signatures: Vec::new(), ..self.without_refusals() }
    }

    /// As an office of before 0.4.0 keeps it, which passes over what a decision says, that silence
    /// made it, and who signed or would not.
    pub fn without_words(self) -> Submission {
        let row = |row: MaterialWire| MaterialWire { intake: None, ..row };
        let materials = self.materials.into_iter().map(row).collect();
        let bare = Submission { words: None, deemed: None, materials, ..self };
        bare.without_signatures()
    }

    /// 核验码 of the paper that this decision is printed on.
    pub fn receipt_code(&self) -> ReceiptCode {
        make_receipt_code(ReceiptRecord {
            case: &self.case.to_string(),
            revision: self.revision,
            journal_head: &self.journal_head,
            decided_at: self.decided_at,
        })
    }

    /// What an honest acknowledgement of this submission must say.
    pub fn received_digest(&self) -> String {
        let (revision, decided_at) = (self.revision.to_string(), self.decided_at.to_string());
        let provisional = self.provisional.as_deref().unwrap_or_default();
        received_digest(&[&self.journal_head, &revision, provisional, &decided_at], &self.manifest)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    Accepted,
    Correction,
    Refused,
    Redirected,
}

/// One person of the case.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PersonWire {
    /// `applicant`, `agent`, `spouse`, `guardian`, `legal_representative`, `person_in_charge`.
    pub role: String,
    pub name: Private,
    pub id_kind: String,
    pub number: Private,
    /// `chip` or `typed`.
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub present: bool,
    #[serde(default)]
    pub signs: bool,
    /// Whatever else was read or typed: `sex`, `birth`, `address`, `phone`, `issuer`, `valid_to` ….
    /// Of a card also `card_warnings`, codes with commas between them, and `reader`, the number of
    /// the security module of the reader that read it.
    #[serde(default)]
    pub details: BTreeMap<String, Private>,
}

/// One row of the checklist as it stood at the decision.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct MaterialWire {
    pub id: String,
    pub name: String,
    pub original: u32,
    pub copy: u32,
    /// As the checklist said, e.g. `required`, `optional`, `later`.
    pub need: String,
    /// What became of it, e.g. `collected`, `seen`, `missing`.
    pub state: String,
    /// Taken from the certificate library instead of paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateUse>,
    /// What came for it. `original` and `copy` are what was wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intake: Option<IntakeWire>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// The office has the case and gave it a number; parts are still to come.
    AwaitingMaterials,
    /// The office has read and kept every part.
    Acknowledged,
}

/// Answer to `POST /cases` and `POST /cases/{case}/revisions`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The office's number, opaque.
    pub number: String,
    pub state: CaseState,
}

/// Answer to `POST /cases/{case}/complete`. Compare `received_digest` before purging anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    pub number: String,
    pub state: CaseState,
    pub received_digest: String,
}

/// Answer to `GET /cases/{case}`: what became of the newest revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseStatus {
    pub number: String,
    pub state: CaseState,
    /// SHA-256 of the parts that the office does not have in full.
    #[serde(default)]
    pub missing: Vec<String>,
    /// Set once acknowledged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_digest: Option<String>,
    /// Which revision this is about.
    #[serde(default = "first")]
    pub revision: u32,
    /// The one before, which this went in the place of: the office has not acknowledged that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_place_of: Option<u32>,
}

/// One line of the clerk's own list. Names nobody: the list is read over shoulders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfficeCase {
    pub case: Uuid,
    pub number: String,
    pub provisional: Option<String>,
    pub item: String,
    pub decision: Decision,
    pub state: CaseState,
    pub received_at: jiff::Timestamp,
    /// When the office took the newest revision in.
    pub filed_at: jiff::Timestamp,
    /// The newest; decision and state are about it.
    #[serde(default = "first")]
    pub revision: u32,
    /// A supervisor sent it back and no newer revision has come since.
    #[serde(default)]
    pub returned: bool,
    /// The newest went in the place of this one, which the office had not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_place_of: Option<u32>,
}

/// An office that knows no revisions has only first ones.
fn first() -> u32 {
    1
}
