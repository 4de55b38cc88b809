//! What was done with an application form before the decision: whom it was shown to, what the citizen
//! said of it, who signed it and how. Not whether it still says what the case says, nor who has to
//! sign: that is `casework::signing`.
//!
//! Invariant: strokes are never in a journal, only where they lie sealed. Everything here is of one
//! document; of another form nothing of it counts.
use super::Case;
use super::decision::Document;
use super::fact::Fact;
use super::signature::{Refusal, ShownTo, Signature, Witness};
use crate::identity::private::Private;
use crate::time::date::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// The stable name of the form among a case's documents.
pub const APPLICATION_FORM: &str = "application_form";

/// A form and a person of the case, by their ids.
type FormOf = (String, String);

#[derive(Clone, Debug, Default)]
pub struct Signing {
    shown: BTreeSet<(String, ShownTo)>,
    /// What the citizen pointed at, by form, until the clerk looked again.
    doubts: BTreeMap<String, Vec<String>>,
    confirmed: BTreeSet<FormOf>,
    /// When it was read first.
    read_aloud: BTreeMap<FormOf, Moment>,
    refused: BTreeMap<FormOf, (Moment, Option<Private>)>,
    /// By the person who signs before them, until the clerk took the name back.
    witnesses: BTreeMap<String, Witness>,
    /// The newest of each person on each form.
    signatures: Vec<(Signature, Moment)>,
}

impl Signing {
    pub(super) fn apply(&mut self, fact: &Fact, at: Moment) {
        match fact {
            Fact::FormShown { document, to } => {
                self.shown.insert((document.clone(), *to));
                // Looked at once more and left as it is: that is the answer to a doubt.
                if *to == ShownTo::Clerk {
                    self.doubts.remove(document);
                }
            }
            Fact::FormDoubted { document, point } => {
                self.doubts.entry(document.clone()).or_default().push(point.clone());
                self.confirmed.retain(|(confirmed, _)| confirmed != document);
            }
            Fact::FormConfirmed { document, person } => {
                self.confirmed.insert((document.clone(), person.clone()));
            }
            Fact::FormReadAloud { document, person } => {
                self.read_aloud.entry((document.clone(), person.clone())).or_insert(at);
            }
            Fact::FormSigned { signature } => self.apply_signature(signature, at),
            Fact::SignatureRefused { document, person, note } => {
                self.refused.insert((document.clone(), person.clone()), (at, note.clone()));
            }
            Fact::WitnessNamed { person, witness: Some(witness) } => {
                self.witnesses.insert(person.clone(), witness.clone());
            }
            Fact::WitnessNamed { person, witness: None } => {
                self.witnesses.remove(person);
            }
            _ => {}
        }
    }

    fn apply_signature(&mut self, signature: &Signature, at: Moment) {
        let of = (signature.document.clone(), signature.person.clone());
        self.refused.remove(&of);
        self.signatures.retain(|(s, _)| (&s.document, &s.person) != (&of.0, &of.1));
        self.signatures.push((signature.clone(), at));
    }

    /// The clerk had the form on the screen.
    pub fn is_shown(&self, document: &str) -> bool {
        self.is_shown_to(document, ShownTo::Clerk)
    }

    pub fn is_shown_to(&self, document: &str, to: ShownTo) -> bool {
        self.shown.contains(&(document.to_owned(), to))
    }

    /// One for each person, in the order in which they were given.
    pub fn signatures_of(&self, document: &str) -> impl Iterator<Item = &Signature> {
        let of_form = self.signatures.iter().filter(move |(s, _)| s.document == document);
        of_form.map(|(signature, _)| signature)
    }

    pub fn signed_at(&self, signature: &str) -> Option<Moment> {
        self.signatures.iter().find(|(s, _)| s.id == signature).map(|(_, at)| *at)
    }

    /// What the citizen pointed at first, and nobody has looked at since.
    pub fn open_doubt(&self, document: &str) -> Option<&str> {
        self.doubts.get(document)?.first().map(String::as_str)
    }

    pub fn is_confirmed(&self, document: &str, person: &str) -> bool {
        self.confirmed.contains(&form_of(document, person))
    }

    pub fn is_read_aloud(&self, document: &str, person: &str) -> bool {
        self.read_aloud.contains_key(&form_of(document, person))
    }

    /// It was read to whoever signed before they did.
    pub fn was_read_before(&self, signature: &Signature) -> bool {
        let read = self.read_aloud.get(&form_of(&signature.document, &signature.person));
        read.is_some_and(|read| self.signed_at(&signature.id).is_some_and(|at| *read <= at))
    }

    pub fn find_refusal(&self, document: &str, person: &str) -> Option<Refusal<'_>> {
        self.list_refusals(document).into_iter().find(|refusal| refusal.person == person)
    }

    /// In the order in which they were said; whoever signed after all refuses no more.
    pub fn list_refusals(&self, document: &str) -> Vec<Refusal<'_>> {
        let of_form = self.refused.iter().filter(|((form, _), _)| form == document);
        let mut refusals: Vec<Refusal<'_>> = of_form
            .map(|((_, person), (at, note))| Refusal { person, at: *at, note: note.as_ref() })
            .collect();
        refusals.sort_by_key(|refusal| refusal.at);
        refusals
    }

    /// Before whom this person signs, whatever form: somebody who cannot write.
    pub fn find_witness(&self, person: &str) -> Option<&Witness> {
        self.witnesses.get(person)
    }
}

fn form_of(document: &str, person: &str) -> FormOf {
    (document.to_owned(), person.to_owned())
}

impl Case {
    /// The application forms that were made, the newest first.
    pub fn list_forms(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().rev().map(|(d, _)| d).filter(|d| d.form == APPLICATION_FORM)
    }

    /// The one that was made last; whether it still says what the case says is
    /// `casework::find_form_in_force`.
    pub fn newest_form(&self) -> Option<&Document> {
        self.list_forms().next()
    }

    /// What holds of a form. A signature on paper is its page: taken away, nothing was signed.
    pub fn list_signatures(&self, document: &str) -> impl Iterator<Item = &Signature> {
        let lies_here = |page: &String| self.pages.iter().any(|p| p.id == *page);
        let of_form = self.signing.signatures_of(document);
        of_form.filter(move |signature| signature.page.as_ref().is_none_or(lies_here))
    }

    /// How this person signed this form, if they did.
    pub fn find_signature(&self, document: &str, person: &str) -> Option<&Signature> {
        self.list_signatures(document).find(|signature| signature.person == person)
    }
}

#[cfg(test)]
mod tests;
