//! Whether sex, birth and number of a person still agree in a form in which one of them was changed
//! by hand. It asks, and stops nothing: real papers disagree.

use std::collections::BTreeMap;

use super::prefill::{FieldSource, FieldValue};
use super::situation::find_representative;
use crate::card::{ChipFacts, judge_typed};
use crate::case::{Case, Person};
use crate::date::Date;
use crate::form::{Finding, Severity};
use crate::item::PersonRole;

/// Findings on the fields of the applicant and of whoever acts for them.
pub(super) fn find_disagreements(
    case: &Case,
    fields: &[FieldValue<'_>],
    today: Date,
) -> Vec<Finding> {
    let people = [
        ("applicant", case.find_person(PersonRole::Applicant)),
        ("agent", find_representative(case)),
    ];
    let people = people.into_iter().filter_map(|(origin, person)| Some((origin, person?)));
    people.flat_map(|(origin, person)| judge_fields(origin, person, fields, today)).collect()
}

fn judge_fields(
    origin: &str,
    person: &Person,
    fields: &[FieldValue<'_>],
    today: Date,
) -> Vec<Finding> {
    let field = |part: &str| {
        let rule = format!("{origin}.{part}");
        fields.iter().find(|field| field.def.prefill.as_deref() == Some(rule.as_str()))
    };
    let (number, birth, sex) = (field("number"), field("birth"), field("sex"));
    let is_changed = |field: &&FieldValue<'_>| field.source == Some(FieldSource::Hand);
    if ![number, birth, sex].into_iter().flatten().any(|field| is_changed(&field)) {
        return Vec::new();
    }
    let typed = ChipFacts {
        kind: person.id_kind,
        number: number.map_or(person.number.expose(), label_of),
        birth: birth.map_or(person.birth.expose(), label_of),
        sex: sex.map_or(person.sex.as_str(), label_of),
        valid_from: "",
        valid_to: "",
    };
    let codes = judge_typed(&typed, today, 0).into_iter();
    let place = |code: &str| {
        let own = if code == "typed_sex_differs" { sex } else { birth };
        own.or(number)
    };
    codes.filter_map(|code| Some(warn(place(code)?, code))).collect()
}

/// What stands in the field, in the words that cards have.
fn label_of<'a>(field: &'a FieldValue<'_>) -> &'a str {
    let option = field.def.options.iter().find(|option| option.value == field.value);
    option.map_or(&*field.value, |option| option.label.as_str())
}

fn warn(field: &FieldValue<'_>, code: &str) -> Finding {
    Finding {
        field: field.def.id.clone(),
        severity: Severity::Warning,
        code: code.to_owned(),
        params: BTreeMap::new(),
    }
}
