//! The wire of program version 0.1.0, word for word as its `backoffice::contract` had it, so that what
//! stations and offices in the field still say stays in sight. It never changes.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Private texts of the program are plain ones here.
type Private = String;

/// The office's first word. `demo_accounts` is empty unless this is a trial.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hello {
    pub name: String,
    pub trial: bool,
    #[serde(default)]
    pub demo_accounts: Vec<DemoAccount>,
    pub version: String,
    /// What this office can do beyond the first version of the contract, by name.
    #[serde(default)]
    pub can: Vec<String>,
}

/// An invented account that a trial office shows to everybody. Never a real one, hence the readable
/// password.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DemoAccount {
    pub number: String,
    pub password: String,
    pub name: String,
    pub role: String,
}

/// Body of `POST /sign-in`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignInRequest {
    pub number: String,
    pub password: Private,
}

/// The clerk as the office knows them, and where they sit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clerk {
    pub number: String,
    pub name: String,
    /// `clerk`, `supervisor`, `trainer` or `trainee`.
    pub role: String,
    /// For people, e.g. 三水·西南街道.
    pub station: String,
    /// For machines: scopes the delivery credential and the provisional numbers.
    pub station_code: String,
    pub window: String,
}

/// A good sign-in. The token is the clerk's and short-lived; the delivery credential is the
/// station's, so that what is queued still leaves after the clerk went home.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignIn {
    pub token: Private,
    pub expires_at: jiff::Timestamp,
    pub clerk: Clerk,
    /// For how many hours this sign-in may be repeated without the line.
    pub offline_hours: u32,
    pub delivery_credential: Private,
    pub trial: bool,
}

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
    /// When the papers were handed over; the legal clock starts here.
    pub received_at: jiff::Timestamp,
    pub decided_at: jiff::Timestamp,
    /// Number of the clerk who decided. The delivery credential is the station's, so this is the
    /// clerk's only trace.
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
    /// What a correction notice asks for that is not on the citizen's list, each with the clerk's
    /// reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off_list: Vec<OffList>,
}

/// A demand beyond the checklist, and on what ground.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OffList {
    pub name: String,
    pub problem: String,
    pub reason: String,
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
    #[serde(default = "first_revision")]
    pub revision: u32,
    /// The one before, which this went in the place of: the office has not acknowledged that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_place_of: Option<u32>,
}

/// On a row of a submission: the certificate that stood in for the paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CertificateUse {
    /// 收取方式; 5 is 证照库.
    pub get_type: String,
    pub kind: String,
    pub identifier: Private,
    pub issuer: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    pub sha256: String,
    pub fetched_at: jiff::Timestamp,
    pub ground: Ground,
}

/// One file of a case, announced before its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Unique within the case.
    pub id: String,
    /// The material it belongs to; generated forms name the material they satisfy or are.
    pub material: String,
    pub kind: PartKind,
    /// Media type, e.g. `image/jpeg`, `application/pdf`.
    pub media: String,
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub len: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// A page that was scanned or imported.
    Page,
    /// A form that the counter generated.
    Document,
}

/// Body of the answer to `POST /uploads`: what its `Location` says too, for whom a gateway takes
/// headers from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedUpload {
    pub location: String,
}

/// Body of `POST /turns`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnRequest {
    /// Cases that the station has to file.
    pub waiting: u32,
}

/// Answer to `POST /turns`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Milliseconds from now on; 0 is at once.
    pub after_ms: u32,
    /// Milliseconds from one case to the next.
    pub every_ms: u32,
    /// So many cases; for the rest the station asks again after these.
    pub cases: u32,
}

/// An office that knows no revisions has only first ones.
fn first_revision() -> u32 {
    1
}

/// Which papers the applicant promised to bring, and until when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deferred {
    pub until: Date,
    pub materials: Vec<String>,
}

/// Why it may be looked up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Ground {
    /// The holder agreed on the spot.
    Authorised,
    /// 依职能: the law lets the authority look; its words.
    Statutory { text: Private },
}

/// SHA-256, hexadecimal, over what tells this decision from any other about the same case, and
/// every part in the manifest's order.
pub fn compute_digest(sent: &Submission) -> String {
    let (revision, decided_at) = (sent.revision.to_string(), sent.decided_at.to_string());
    let provisional = sent.provisional.as_deref().unwrap_or_default();
    let mut text = String::new();
    for word in [&sent.journal_head, &revision, provisional, &decided_at] {
        text.push_str(word);
        text.push('\n');
    }
    for part in &sent.manifest {
        text.push_str(&format!("{}:{}:{}\n", part.id, part.sha256, part.len));
    }
    counter_backoffice::digest::sha256_hex(text.as_bytes())
}
