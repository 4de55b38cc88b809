//! The certificate library (证照库) that this office has: read from a file at the start, kept in memory. Who asked for what is
//! among the records' looks; the codes that files are fetched with live for minutes and in this process alone.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use bytes::Bytes;
use counter_backoffice::digest::sha256_hex;
use counter_backoffice::{CertificateWire, Holder, Private};
use counter_core::certificate::HolderKey;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use uuid::Uuid;

use crate::OpenError;
use crate::http::answer::Fault;
use crate::office::random_text;

/// How long a file can be fetched after it was found.
const CODE_LIFE: SignedDuration = SignedDuration::from_mins(5);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    certificates: Vec<Certificate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Certificate {
    kind: String,
    name: String,
    identifier: Private,
    holder: Person,
    #[serde(default)]
    found_by: BTreeMap<HolderKey, Vec<Private>>,
    issuer: String,
    #[serde(default)]
    issued: Option<Date>,
    #[serde(default)]
    valid_to: Option<Date>,
    status: String,
    /// Name of the file beside the list.
    file: String,
    #[serde(skip)]
    bytes: Bytes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    name: Private,
    number: Private,
}

/// Certificates with their files; empty by default.
#[derive(Default)]
pub struct Library {
    certificates: Vec<Certificate>,
}

macro_rules! demo_files { ($($name:literal),* $(,)?) => {
    [$(($name, include_bytes!(concat!("../../library/", $name)).as_slice())),*]
}; }

impl Library {
    /// The list of a YAML file, and the files it names beside it.
    pub fn read(list: &Path) -> Result<Library, OpenError> {
        let text = std::fs::read_to_string(list).map_err(|_| OpenError::Certificates)?;
        let folder = list.parent().unwrap_or(Path::new("."));
        Library::of(&text, |name| std::fs::read(folder.join(name)).ok().map(Bytes::from))
    }

    /// Of the invented people of a trial.
    pub fn demo() -> Library {
        let files = demo_files![
            "disability-card.pdf",
            "household-register.pdf",
            "permit-expired.pdf",
            "marriage-revoked.pdf",
            "property.pdf",
            "birth-of-child.pdf",
            "permit.pdf",
            "agent-id.pdf",
            "elder-register.pdf",
            "shop-licence.pdf",
        ];
        let file = |name: &str| files.iter().find(|(known, _)| *known == name).map(|(_, b)| Bytes::from_static(b));
        Library::of(include_str!("../../library/demo.yaml"), file).unwrap_or_else(|error| {
            tracing::error!(code = error.code(), "the trial's certificates cannot be read");
            Library::default()
        })
    }

    fn of(text: &str, file: impl Fn(&str) -> Option<Bytes>) -> Result<Library, OpenError> {
        let mut listed: Listed = serde_norway::from_str(text).map_err(|_| OpenError::Certificates)?;
        for one in &mut listed.certificates {
            one.bytes = file(&one.file).filter(|bytes| !bytes.is_empty()).ok_or(OpenError::Certificates)?;
        }
        Ok(Library { certificates: listed.certificates })
    }

    /// Places of what the holder has of these kinds.
    pub(crate) fn find(&self, holder: &Holder, kinds: &[String]) -> Vec<usize> {
        let number = holder.number.expose().trim();
        let is = |text: &Private| text.expose().eq_ignore_ascii_case(number);
        let fits = |one: &Certificate| match one.found_by.get(&holder.key) {
            Some(numbers) => numbers.iter().any(is),
            None => one.found_by.is_empty() && holder.key == HolderKey::ResidentNumber && is(&one.holder.number),
        };
        let all = self.certificates.iter().enumerate();
        all.filter(|(_, one)| kinds.contains(&one.kind) && fits(one)).map(|(at, _)| at).collect()
    }

    pub(crate) fn told(&self, at: usize, auth_code: String) -> Option<CertificateWire> {
        let one = self.certificates.get(at)?;
        Some(CertificateWire {
            kind: one.kind.clone(),
            name: one.name.clone(),
            identifier: one.identifier.clone(),
            holder_name: one.holder.name.clone(),
            holder_number: one.holder.number.clone(),
            issuer: one.issuer.clone(),
            issued: one.issued,
            valid_to: one.valid_to,
            status: one.status.clone(),
            auth_code: Private::new(auth_code),
        })
    }

    pub(crate) fn file(&self, at: usize) -> Option<(&Private, Bytes)> {
        self.certificates.get(at).map(|one| (&one.identifier, one.bytes.clone()))
    }
}

/// What a code opens, for whom, in which case, until when.
struct Code {
    certificate: usize,
    case: Uuid,
    clerk: String,
    until: Timestamp,
}

/// Codes that are out, by their hash.
#[derive(Default)]
pub(crate) struct Codes(HashMap<String, Code>);

impl Codes {
    pub fn issue(&mut self, certificate: usize, case: Uuid, clerk: &str, now: Timestamp) -> Result<String, Fault> {
        self.0.retain(|_, code| code.until > now);
        let word = random_text()?;
        let until = now + CODE_LIFE;
        self.0.insert(sha256_hex(word.as_bytes()), Code { certificate, case, clerk: clerk.to_owned(), until });
        Ok(word)
    }

    pub fn opens(&self, word: &str, case: Uuid, clerk: &str, now: Timestamp) -> Option<usize> {
        let code = self.0.get(&sha256_hex(word.as_bytes()))?;
        (code.case == case && code.clerk == clerk && code.until > now).then_some(code.certificate)
    }
}
