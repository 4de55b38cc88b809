//! One digest over everything that an application form prints of a case. While it stays the same the
//! form that was shown and signed still says what the case says.
//!
//! Invariant: only what is printed is in it. Another telephone number that no field has, another
//! clerk, another day of printing or other words of the place asks nobody for a second signature.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::case_input::CaseInput;
use super::prefill::{FieldSource, FieldValue};
use super::signers::{Signer, list_signers};
use super::situation::find_representative;
use crate::card::READER_NOT_ALLOWED;
use crate::case::{Case, ExpiryReason, Mandate, Person, Reading};
use crate::date::Moment;
use crate::form::FieldKind;
use crate::item::PersonRole;

/// Noted, and printed nowhere: such a card is valid.
const UNPRINTED: &str = "card_expires_soon";

#[derive(Serialize)]
struct PrintedForm<'a> {
    item: &'a str,
    department: &'a str,
    title: &'a str,
    sections: Vec<&'a str>,
    fields: Vec<PrintedField<'a>>,
    declaration: &'a [String],
    people: Vec<PrintedPerson<'a>>,
    /// Each has a line of their own.
    signers: Vec<(PersonRole, String, bool)>,
    /// So has who signs before whom; left out where nobody does, as in forms of before 0.7.0.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    witnesses: Vec<(PersonRole, String)>,
}

#[derive(Serialize)]
struct PrintedField<'a> {
    label: &'a str,
    value: &'a str,
    /// 手工录入 stands beside it.
    typed: bool,
}

#[derive(Serialize)]
struct PrintedPerson<'a> {
    role: PersonRole,
    name: &'a str,
    name_latin: &'a str,
    typed: bool,
    /// Of whoever acts, with the relation that is printed beside it.
    mandate: Option<(&'a Mandate, &'a str)>,
    remark: Option<Remark<'a>>,
}

/// What was noted of the document, with what the words of it name.
#[derive(Serialize)]
struct Remark<'a> {
    codes: Vec<&'a str>,
    valid: Option<(&'a str, &'a str)>,
    reader: Option<&'a str>,
    confirmation: Option<&'a (String, Moment)>,
    reason: Option<&'a ExpiryReason>,
}

/// One form of one case: what the code in its foot is made of. Two cases may say the same.
pub fn digest_form(case: &str, values: &str) -> String {
    hex::encode(Sha256::digest(format!("form/1 {case} {values}")))
}

/// Lower-case hexadecimal. Structs write their fields in one order, so the JSON is canonical.
pub(super) fn digest_printed(input: &CaseInput) -> String {
    let signers = list_signers(input);
    let witness =
        |signer: &Signer| Some((signer.role, signer.witness.as_ref()?.name.expose().to_owned()));
    let witnesses = signers.iter().filter_map(witness).collect();
    let form = input.form;
    let printed = PrintedForm {
        item: input.item.map_or("", |item| item.name.as_str()),
        department: input.item.map_or("", |item| item.department.as_str()),
        title: form.map_or("", |form| form.def.title.as_str()),
        sections: form.into_iter().flat_map(|form| &form.def.sections).map(|s| &*s.title).collect(),
        fields: form.into_iter().flat_map(|form| &form.fields).map(print_field).collect(),
        declaration: form.map(|form| form.def.declaration.as_slice()).unwrap_or_default(),
        people: input.case.people.iter().filter_map(|one| print_person(input.case, one)).collect(),
        signers: signers
            .into_iter()
            .map(|s| (s.role, s.name.into_exposed(), s.signs_for))
            .collect(),
        witnesses,
    };
    // Nothing in it can fail to be written; no digest at all would be equal to no other.
    let json = serde_json::to_vec(&printed).unwrap_or_default();
    hex::encode(Sha256::digest(json))
}

fn print_field<'a>(field: &'a FieldValue<'_>) -> PrintedField<'a> {
    let option = field.def.options.iter().find(|option| option.value == field.value);
    let is_by_hand = matches!(field.source, Some(FieldSource::Hand | FieldSource::Typed));
    PrintedField {
        label: &field.def.label,
        value: option.map_or(&*field.value, |option| option.label.as_str()),
        typed: is_by_hand && field.def.kind == FieldKind::IdNumber && !field.value.is_empty(),
    }
}

/// None of whom nothing is printed but what fields and lines for signatures say.
fn print_person<'a>(case: &'a Case, person: &'a Person) -> Option<PrintedPerson<'a>> {
    let is_typed = |person: &Person| person.reading == Reading::Typed;
    let acts = find_representative(case).is_some_and(|acting| acting.id == person.id);
    let mandate = person.mandate.as_ref().filter(|_| acts);
    let remark = print_remark(case, person);
    // Whoever acts is named beside the mandate and beside numbers that were typed.
    let is_named = acts && (mandate.is_some() || case.people.iter().any(is_typed));
    let is_printed =
        is_named || is_typed(person) || !person.name_latin.is_empty() || remark.is_some();
    is_printed.then(|| PrintedPerson {
        role: person.role,
        name: person.name.expose(),
        name_latin: person.name_latin.expose(),
        typed: is_typed(person),
        mandate: mandate.map(|mandate| (mandate, person.relation.as_str())),
        remark,
    })
}

fn print_remark<'a>(case: &'a Case, person: &'a Person) -> Option<Remark<'a>> {
    let codes: Vec<&str> =
        person.warnings.iter().map(String::as_str).filter(|code| *code != UNPRINTED).collect();
    if codes.is_empty() {
        return None;
    }
    let names_days = person.find_invalidity().is_some();
    let names_reader = person.was_noted(READER_NOT_ALLOWED);
    Some(Remark {
        codes,
        valid: names_days.then_some((person.valid_from.as_str(), person.valid_to.as_str())),
        reader: person.reader.as_deref().filter(|_| names_reader),
        confirmation: case.expiry_confirmation(person),
        reason: person.expiry_reason.as_ref(),
    })
}
