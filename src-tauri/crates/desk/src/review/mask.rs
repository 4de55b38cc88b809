//! What a supervisor sees of a person before asking to: enough to tell two papers apart, too little
//! to know somebody by.
use crate::cases::masking::mask_number;
use counter_core::form::{FieldDef, FieldKind};

/// The first letter stays.
pub fn mask_words(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (None, _) => String::new(),
        (Some(_), None) => "＊".to_owned(),
        (Some(first), Some(_)) => format!("{first}＊＊"),
    }
}

/// The last four stay.
pub fn mask_tail(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    match letters.len() {
        0 => String::new(),
        n if n <= 4 => "＊".to_owned(),
        n => format!("…{}", letters.iter().skip(n - 4).collect::<String>()),
    }
}

/// A field that is about a person: filled from their card, or of a kind that only persons have.
pub fn mask_field(def: &FieldDef, value: &str) -> String {
    let from_person = def
        .prefill
        .as_deref()
        .is_some_and(|p| p.starts_with("applicant") || p.starts_with("agent") || p == "agent");
    match def.kind {
        FieldKind::IdNumber => mask_number(value),
        FieldKind::Phone | FieldKind::BankAccount => mask_tail(value),
        FieldKind::Choice if !from_person => value.to_owned(),
        FieldKind::Money | FieldKind::Number if !from_person => value.to_owned(),
        FieldKind::Date if !from_person => value.to_owned(),
        _ => mask_words(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_left_of_a_person() {
        assert_eq!(
            (mask_words("陈示例"), mask_words("男"), mask_words("")),
            ("陈＊＊".into(), "＊".into(), String::new())
        );
        assert_eq!((mask_tail("10012345678"), mask_tail("12")), ("…5678".into(), "＊".into()));
    }
}
