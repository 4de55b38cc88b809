//! Whether a submission is one that an office takes in, as far as its content alone can say: the
//! counter asks before it queues a case, the office when it arrives. The numbers are
//! `counter_core::limits`.

use std::collections::{BTreeMap, BTreeSet};

use counter_core::case::Continuation;
use counter_core::limits::{
    MAX_FILE_BYTES, MAX_FILES, MAX_SUBMISSION_BYTES, MAX_TEXT_CHARS, TextLength, is_within,
};
use counter_core::private::Private;

use super::case::Submission;
use super::part::Part;
use super::signature::{RefusalWire, SignatureWire, are_possible, are_refusals_possible};
use super::words::{DecisionWords, IntakeWire};
use crate::digest::is_sha256;

/// What is wrong with a submission. Counts come with it, never a text of the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutOfBounds {
    #[error("journal head, entries or revision are not possible")]
    Journal,
    #[error("a part of the manifest, or a signature or refusal that names one, is not possible")]
    Part,
    #[error("{count} files")]
    Files { count: usize },
    #[error("a file of {bytes} bytes")]
    FileBytes { bytes: u64 },
    #[error("a text of {} characters with {} marks", .length.characters, .length.marks)]
    TextChars { length: TextLength },
    #[error("{bytes} bytes in all")]
    SubmissionBytes { bytes: usize },
}

impl Submission {
    /// All but the length of the whole, which `check_length` says of the text that is sent.
    pub fn check_bounds(&self) -> Result<(), OutOfBounds> {
        let is_next = |before: u32| before > 0 && before.checked_add(1) == Some(self.revision);
        if !is_sha256(&self.journal_head)
            || self.entries == 0
            || self.revision == 0
            || !self.in_place_of.is_none_or(is_next)
            || !self.continues.as_ref().is_none_or(|join| self.comes_after(join))
        {
            return Err(OutOfBounds::Journal);
        }
        check_manifest(&self.manifest)?;
        if !are_possible(&self.signatures, &self.manifest)
            || !are_refusals_possible(&self.refusals, &self.manifest)
            || !self.signed_slip.as_ref().is_none_or(|slip| slip.is_possible(&self.manifest))
        {
            return Err(OutOfBounds::Part);
        }
        match self.texts().find(|text| !is_within(text, MAX_TEXT_CHARS)) {
            Some(text) => Err(OutOfBounds::TextChars { length: TextLength::of(text) }),
            None => Ok(()),
        }
    }

    /// An earlier revision, named by a hash.
    fn comes_after(&self, join: &Continuation) -> bool {
        (1..self.revision).contains(&join.revision) && is_sha256(&join.journal_head)
    }

    /// What people typed or a card brought, and the permits, which are signed whatever is in them.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let people = self.people.iter().flat_map(|person| {
            [&person.name, &person.number].into_iter().chain(person.details.values())
        });
        let extended = self.deferred.iter().filter_map(|deferred| deferred.extended.as_ref());
        let private = people.chain(self.answers.values()).chain(self.form.values());
        let private = private.chain(extended.map(|extension| &extension.reason));
        let demands = self
            .off_list
            .iter()
            .flat_map(|demand| [&demand.name, &demand.problem, &demand.reason])
            .map(String::as_str);
        let late = self.deemed.iter().flat_map(|deemed| &deemed.papers);
        let late = late.flat_map(|fault| [&fault.name, &fault.problem, &fault.fix]);
        let demands = demands.chain(late.map(String::as_str));
        let consent = self.consented_by.iter();
        let mentors = consent.clone().map(|consent| &consent.clerk);
        let permits = self.permit.iter().chain(consent.flat_map(|consent| &consent.permit));
        let signed = permits.flat_map(|permit| [&permit.body, &permit.signature]).chain(mentors);
        let rows = self.materials.iter().flat_map(|row| &row.intake).flat_map(IntakeWire::texts);
        let refusals = self.refusals.iter().flat_map(RefusalWire::texts);
        let signers = self.signatures.iter().flat_map(SignatureWire::texts).chain(refusals);
        let words = self.words.iter().flat_map(DecisionWords::texts).chain(rows).chain(signers);
        private.map(Private::expose).chain(demands).chain(signed.map(String::as_str)).chain(words)
    }
}

/// Whether a submission of so many bytes, as it is sent, is not too long.
pub fn check_length(bytes: usize) -> Result<(), OutOfBounds> {
    if bytes > MAX_SUBMISSION_BYTES {
        return Err(OutOfBounds::SubmissionBytes { bytes });
    }
    Ok(())
}

pub(super) fn check_manifest(manifest: &[Part]) -> Result<(), OutOfBounds> {
    if manifest.len() > MAX_FILES {
        return Err(OutOfBounds::Files { count: manifest.len() });
    }
    if let Some(part) = manifest.iter().find(|part| part.len > MAX_FILE_BYTES) {
        return Err(OutOfBounds::FileBytes { bytes: part.len });
    }
    let mut ids = BTreeSet::new();
    let mut lengths = BTreeMap::new();
    let is_possible = manifest.iter().all(|part| {
        ids.insert(&part.id)
            && is_sha256(&part.sha256)
            && is_media_type(&part.media)
            && part.len > 0
            // The same bytes cannot have two lengths.
            && *lengths.entry(&part.sha256).or_insert(part.len) == part.len
    });
    if is_possible { Ok(()) } else { Err(OutOfBounds::Part) }
}

/// The media type goes back out as a header one day, so it has to be one.
fn is_media_type(text: &str) -> bool {
    let is_token = |half: &str| {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".+-".contains(&b);
        !half.is_empty() && half.len() <= 64 && half.bytes().all(allowed)
    };
    text.split_once('/').is_some_and(|(kind, sub)| is_token(kind) && is_token(sub))
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_core::limits::{
        MAX_GROUND_CHARS, MAX_KEY_CHARS, MAX_KINDS, MAX_REASON_CHARS, MAX_SIGNATURES,
    };

    #[test]
    fn the_published_contract_has_the_same_numbers() {
        for said in [
            format!("len: {{type: integer, minimum: 1, maximum: {MAX_FILE_BYTES}}}"),
            format!("schema: {{type: integer, minimum: 1, maximum: {MAX_FILE_BYTES}}}"),
            format!("maxItems: {MAX_FILES}\n          description: Parts of the same sha256"),
            format!("Text: {{type: string, maxLength: {MAX_TEXT_CHARS}}}"),
            format!("at most {MAX_SUBMISSION_BYTES} bytes"),
            format!("maxItems: {MAX_SIGNATURES}\n          description: Who signed"),
            format!("maxItems: {MAX_SIGNATURES}\n          description: Who will not sign"),
            format!("kinds: {{type: array, minItems: 1, maxItems: {MAX_KINDS}, items"),
            format!(
                "text: {{type: string, maxLength: {MAX_REASON_CHARS}, description: 'With `typed`"
            ),
            format!("command: {{type: string, maxLength: {MAX_KEY_CHARS}, description: 'With `c"),
            format!("purpose: {{type: string, minLength: 1, maxLength: {MAX_GROUND_CHARS}}}"),
        ] {
            assert!(crate::OPENAPI.contains(&said), "{said}");
        }
    }

    #[test]
    fn a_submission_has_a_length_to_the_byte() {
        assert_eq!(check_length(MAX_SUBMISSION_BYTES), Ok(()));
        let bytes = MAX_SUBMISSION_BYTES + 1;
        assert_eq!(check_length(bytes), Err(OutOfBounds::SubmissionBytes { bytes }));
    }
}
