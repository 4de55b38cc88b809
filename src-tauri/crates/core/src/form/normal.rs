//! The form in which a field's value is kept and judged: of its kind's own text.

use super::shape::shape_value;
use super::{FieldDef, FieldKind};
use crate::text::{normalize_line, normalize_lines, normalize_name};

/// What is typed under the hand may be half of it: nothing is refused here.
pub fn normalize_value(field: &FieldDef, text: &str) -> String {
    match field.kind {
        FieldKind::Text if holds_a_name(field) => normalize_name(text),
        FieldKind::Text => normalize_line(text),
        FieldKind::LongText => normalize_lines(text),
        FieldKind::Choice => normalize_choice(field, text),
        kind => shape_value(kind, text),
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
