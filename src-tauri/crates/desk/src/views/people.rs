//! A person as the clerk sees one: masked until needed.
use crate::cases::masking::mask_number;
use crate::contract::views::{CardWarning, PersonFull, PersonView};
use counter_core::case::Person;
use counter_core::code::variant_code;
use counter_core::date::{Date, age_on, parse_date};
use counter_core::idnum::{Verdict, judge_on};
use std::collections::BTreeMap;

pub fn person_view(person: &Person, today: Date) -> PersonView {
    let birth = parse_date(person.birth.expose()).ok();
    let mut warnings = card_warnings(person);
    let verdict = judge_on(person.id_kind, person.number.expose(), today).verdict;
    if let Verdict::Warn(code) | Verdict::Refuse(code) = verdict {
        warnings.push(CardWarning { code: code.to_owned(), params: BTreeMap::new() });
    }
    PersonView {
        id: person.id.clone(),
        role: person.role,
        name: person.name.expose().to_owned(),
        name_latin: latin_name(person),
        sex: person.sex.clone(),
        age: birth.and_then(|b| u32::try_from(age_on(b, today)).ok()),
        birth: birth.map(counter_core::date::date_text),
        id_kind: variant_code(&person.id_kind),
        number_masked: mask_number(person.number.expose()),
        address: person.address.expose().to_owned(),
        reading: person.reading,
        present: person.present,
        signs: person.signs,
        warnings,
        phone: person.phone.expose().to_owned(),
        relation: person.relation.clone(),
    }
}

/// What was noted when the card was read, with the days that it speaks of.
pub fn card_warnings(person: &Person) -> Vec<CardWarning> {
    let days = [("from", &person.valid_from), ("to", &person.valid_to)];
    let params: BTreeMap<String, String> =
        days.into_iter().map(|(name, day)| (name.to_owned(), day.clone())).collect();
    let warning = |code: &String| CardWarning { code: code.clone(), params: params.clone() };
    person.warnings.iter().map(warning).collect()
}

fn latin_name(person: &Person) -> Option<String> {
    Some(person.name_latin.expose().to_owned()).filter(|name| !name.is_empty())
}

pub fn person_full(person: &Person) -> PersonFull {
    PersonFull {
        id: person.id.clone(),
        name: person.name.expose().to_owned(),
        name_latin: latin_name(person),
        sex: person.sex.clone(),
        ethnic: person.ethnic.clone(),
        birth: person.birth.expose().to_owned(),
        id_kind: variant_code(&person.id_kind),
        number: person.number.expose().to_owned(),
        address: person.address.expose().to_owned(),
        valid_to: Some(person.valid_to.clone()).filter(|v| !v.is_empty()),
        phone: person.phone.expose().to_owned(),
        relation: person.relation.clone(),
    }
}
