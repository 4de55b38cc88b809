//! Faults within one form: prefill, choices, conditions.

use counter_core::date::parse_date;
use counter_core::form::{FieldDef, FieldKind, FormDef};

use super::LintCode;
use super::look::{Look, find_repeated};
use crate::pack::Pack;

const SOURCES: [&str; 19] = [
    "applicant.name",
    "applicant.sex",
    "applicant.ethnic",
    "applicant.birth",
    "applicant.number",
    "applicant.address",
    "applicant.phone",
    "agent.phone",
    "agent.name",
    "agent.number",
    "agent.relation",
    "legal_representative.name",
    "legal_representative.number",
    "legal_representative.phone",
    "mandate.extent",
    "mandate.until",
    "item.name",
    "item.department",
    "today",
];

pub(super) fn lint_form(pack: &Pack, form: &FormDef, look: &mut Look) {
    for (_, id) in find_repeated(form.fields().map(|field| field.id.as_str())) {
        look.add(LintCode::DuplicateId, "sections", id);
    }
    for (section, fields) in form.sections.iter().map(|section| &section.fields).enumerate() {
        for (at, field) in fields.iter().enumerate() {
            let path = format!("sections/{section}/fields/{at}");
            if field.prefill.as_deref().is_some_and(|source| !known(pack, form, source)) {
                look.add(LintCode::UnknownPrefill, &path, field.id.clone());
            }
            if broken(form, field) {
                look.add(LintCode::BrokenField, &path, field.id.clone());
            }
            if field.sample.as_deref().is_some_and(|sample| bad_sample(field, sample)) {
                look.add(LintCode::BrokenSample, &format!("{path}/sample"), field.id.clone());
            }
        }
    }
}

/// `answer.<question>` must be a question of every item filed with this form.
fn known(pack: &Pack, form: &FormDef, source: &str) -> bool {
    let Some(question) = source.strip_prefix("answer.") else {
        return SOURCES.contains(&source);
    };
    let mut items = pack.items().filter(|item| item.form == form.id);
    items.all(|item| item.questions.iter().any(|candidate| candidate.id == question))
}

fn broken(form: &FormDef, field: &FieldDef) -> bool {
    let choice = field.kind == FieldKind::Choice;
    let takes_all = |(id, values): (&str, Vec<&str>)| {
        let controlling = form.field(id);
        controlling.is_some_and(|other| values.iter().all(|value| takes(other, value)))
    };
    let condition =
        field.required_when.is_some() && !field.find_requirement().is_some_and(takes_all);
    choice == field.options.is_empty() || condition
}

fn takes(field: &FieldDef, value: &str) -> bool {
    field.kind != FieldKind::Choice || field.options.iter().any(|option| option.value == value)
}

/// A sample hangs on a wall: its numbers have a × in them, so that they are nobody's.
fn bad_sample(field: &FieldDef, sample: &str) -> bool {
    match field.kind {
        FieldKind::Phone | FieldKind::IdNumber | FieldKind::BankAccount => !sample.contains('×'),
        FieldKind::Choice => !takes(field, sample),
        FieldKind::Date => parse_date(sample).is_err(),
        FieldKind::Text | FieldKind::LongText | FieldKind::Number | FieldKind::Money => false,
    }
}
