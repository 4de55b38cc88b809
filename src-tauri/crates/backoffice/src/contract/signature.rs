//! The signatures of the application form on the wire: who signed which form, how and when. What was
//! signed lies in the parts of the manifest: the form as it was shown, the strokes, and the form with
//! the strokes in it, or the scanned page.
//!
//! Invariant: no stroke is in a submission; it is bytes like a page, and destroyed with the pages.

use counter_core::limits::MAX_SIGNATURES;
use counter_core::private::Private;
use serde::{Deserialize, Serialize};

use super::part::Part;
use crate::digest::is_sha256;

/// Material of the parts that a signature names beside `counter_core::case::APPLICATION_FORM` and its
/// scanned page: documents, all three.
pub const FORM_STROKES: &str = "application_form_strokes";
pub const FORM_SIGNED: &str = "application_form_signed";

/// Media type of [`FORM_STROKES`].
pub const STROKES_MEDIA: &str = "application/vnd.counter.strokes+json";

/// One signature of the application form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureWire {
    /// As of the person: `applicant`, `agent`, ….
    pub role: String,
    pub name: Private,
    /// 代: the own name for the applicant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub signs_for: bool,
    /// `strokes`, `pen` or `fingerprint`.
    pub by: String,
    /// SHA-256 of the form as it was shown.
    pub shown: String,
    /// SHA-256 of the strokes; by strokes only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strokes: Option<String>,
    /// SHA-256 of the form with the strokes in it, or of the scanned page's file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<String>,
    /// The code in the page's foot was read and is that of the form; else the clerk said so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub code_read: bool,
    /// It was read aloud to them first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read_aloud: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<WitnessWire>,
    pub at: jiff::Timestamp,
}

/// Somebody will not sign the application form: nothing is forced, and what they said goes along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalWire {
    /// As of the person: `applicant`, `agent`, ….
    pub role: String,
    pub name: Private,
    /// SHA-256 of the form as it was shown.
    pub shown: String,
    /// In their words, where they said why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Private>,
    pub at: jiff::Timestamp,
}

/// The paper slip that took the case in bears the signatures: the page of it, and who said so when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedSlipWire {
    /// SHA-256 of the scanned page's file.
    pub sha256: String,
    pub clerk: String,
    pub at: jiff::Timestamp,
}

impl SignedSlipWire {
    pub(super) fn is_possible(&self, manifest: &[Part]) -> bool {
        is_sha256(&self.sha256) && manifest.iter().any(|part| part.sha256 == self.sha256)
    }
}

impl RefusalWire {
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let private = std::iter::once(&self.name).chain(&self.note).map(Private::expose);
        private.chain(std::iter::once(self.role.as_str()))
    }
}

/// Before whom somebody signs who cannot write, and who signs too: beside a fingerprint, or by
/// strokes or pen in their place. Not staff of the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WitnessWire {
    pub name: Private,
    pub id_kind: String,
    pub number: Private,
    /// `chip` or `typed`.
    #[serde(default)]
    pub source: String,
}

impl SignatureWire {
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let witness = self.witness.iter().flat_map(|witness| [&witness.name, &witness.number]);
        let kinds = self.witness.iter().flat_map(|witness| [&witness.id_kind, &witness.source]);
        let words = [&self.role, &self.by].into_iter().chain(kinds).map(String::as_str);
        std::iter::once(&self.name).chain(witness).map(Private::expose).chain(words)
    }

    /// Nothing is named that does not come along.
    fn is_possible(&self, manifest: &[Part]) -> bool {
        let comes_along = |sha256: &String| {
            is_sha256(sha256) && manifest.iter().any(|part| part.sha256 == *sha256)
        };
        std::iter::once(&self.shown).chain(&self.strokes).chain(&self.signed).all(comes_along)
    }
}

pub(super) fn are_possible(signatures: &[SignatureWire], manifest: &[Part]) -> bool {
    signatures.len() <= MAX_SIGNATURES
        && signatures.iter().all(|signature| signature.is_possible(manifest))
}

/// The form that was refused comes along too.
pub(super) fn are_refusals_possible(refusals: &[RefusalWire], manifest: &[Part]) -> bool {
    let comes_along = |refusal: &RefusalWire| {
        is_sha256(&refusal.shown) && manifest.iter().any(|part| part.sha256 == refusal.shown)
    };
    refusals.len() <= MAX_SIGNATURES && refusals.iter().all(comes_along)
}

#[cfg(test)]
mod tests {
    use super::super::part::PartKind;
    use super::*;
    use counter_core::case::APPLICATION_FORM;

    fn signature() -> SignatureWire {
        SignatureWire {
            role: "applicant".into(),
            name: "陈示例".into(),
            signs_for: false,
            by: "strokes".into(),
            shown: "0a".repeat(32),
            strokes: Some("0b".repeat(32)),
            signed: Some("0c".repeat(32)),
            code_read: false,
            read_aloud: false,
            witness: None,
            at: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    fn part(sha256: &str) -> Part {
        Part {
            id: sha256.into(),
            material: APPLICATION_FORM.into(),
            kind: PartKind::Document,
            media: "application/pdf".into(),
            sha256: sha256.repeat(32),
            len: 3,
        }
    }

    #[test]
    fn what_there_is_none_of_is_not_sent_and_all_of_it_comes_back() {
        let text = serde_json::to_string(&signature()).unwrap();
        for absent in ["signs_for", "code_read", "read_aloud", "witness"] {
            assert!(!text.contains(absent), "{absent}");
        }
        assert_eq!(serde_json::from_str::<SignatureWire>(&text).unwrap(), signature());
        let witness = WitnessWire {
            name: "证示例".into(),
            id_kind: "resident".into(),
            number: "440699199001010014".into(),
            source: "chip".into(),
        };
        let full = SignatureWire {
            signs_for: true,
            code_read: true,
            read_aloud: true,
            witness: Some(witness),
            ..signature()
        };
        let text = serde_json::to_string(&full).unwrap();
        assert_eq!(serde_json::from_str::<SignatureWire>(&text).unwrap(), full);
        let told = format!("{full:?}");
        assert!(!told.contains('陈') && !told.contains('证') && !told.contains("4406"));
    }

    #[test]
    fn a_refusal_is_of_a_form_that_comes_along_and_tells_nobody_by_debug() {
        let refusal = RefusalWire {
            role: "applicant".into(),
            name: "陈示例".into(),
            shown: "0a".repeat(32),
            note: None,
            at: jiff::Timestamp::UNIX_EPOCH,
        };
        let text = serde_json::to_string(&refusal).unwrap();
        assert!(!text.contains("note"));
        assert_eq!(serde_json::from_str::<RefusalWire>(&text).unwrap(), refusal);
        let said = RefusalWire { note: Some("先回去商量".into()), ..refusal };
        let text = serde_json::to_string(&said).unwrap();
        assert_eq!(serde_json::from_str::<RefusalWire>(&text).unwrap(), said);
        assert!(!format!("{said:?}").contains(['陈', '商']));
        let manifest = [part("0a")];
        assert!(are_refusals_possible(std::slice::from_ref(&said), &manifest));
        assert!(!are_refusals_possible(std::slice::from_ref(&said), &[part("0b")]));
        assert!(!are_refusals_possible(&vec![said; MAX_SIGNATURES + 1], &manifest));
    }

    #[test]
    fn each_part_that_a_signature_names_comes_along() {
        let manifest = [part("0a"), part("0b"), part("0c")];
        assert!(are_possible(&[signature()], &manifest));
        for gone in 0..manifest.len() {
            let mut left = manifest.to_vec();
            left.remove(gone);
            assert!(!are_possible(&[signature()], &left), "{gone}");
        }
        let by_pen = SignatureWire { strokes: None, ..signature() };
        assert!(are_possible(&[by_pen], &manifest));
        let bad = SignatureWire { shown: "0A".repeat(32), ..signature() };
        assert!(!are_possible(&[bad], &manifest));
        let most = vec![signature(); MAX_SIGNATURES];
        assert!(are_possible(&most, &manifest));
        assert!(!are_possible(&vec![signature(); MAX_SIGNATURES + 1], &manifest));
    }
}
