//! The form in which a field's value is kept and judged: of its kind's own text.

use super::{FieldDef, FieldKind, account, phone};
use crate::identity::idnum::{IdKind, Verdict, judge_number};
use crate::text::{normalize_code, normalize_line, normalize_lines, normalize_name};

/// What is typed under the hand may be half of it: nothing is refused here.
pub fn normalize_value(field: &FieldDef, text: &str) -> String {
    match field.kind {
        FieldKind::Text if holds_a_name(field) => normalize_name(text),
        FieldKind::Text => normalize_line(text),
        FieldKind::LongText => normalize_lines(text),
        FieldKind::Number | FieldKind::Money | FieldKind::Date => normalize_code(text),
        FieldKind::Choice => normalize_choice(field, text),
        FieldKind::Phone => phone::judge_phone(text).normal,
        FieldKind::BankAccount => account::judge_account(text).normal,
        FieldKind::IdNumber => normalize_id_number(text),
    }
}

/// Filled from a person's name, so kept as a person's name is.
fn holds_a_name(field: &FieldDef) -> bool {
    field.prefill.as_deref().is_some_and(|rule| rule.ends_with(".name") && rule != "item.name")
}

/// The options are the author's own words: one of them stays as it is.
fn normalize_choice(field: &FieldDef, text: &str) -> String {
    let line = normalize_line(text);
    let option = field.options.iter().find(|option| normalize_line(&option.value) == line);
    option.map_or(line, |option| option.value.clone())
}

/// Of another document than a resident's also the signs between may belong to it.
fn normalize_id_number(text: &str) -> String {
    let judged = judge_number(IdKind::Passport, text);
    match judged.verdict {
        Verdict::Refuse(_) => normalize_code(text),
        _ => judged.normal,
    }
}
