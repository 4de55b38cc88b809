//! What is wrong with a filled form. Errors stop the form: what surely is wrong. Warnings only ask:
//! what is not known here. Neither repeats what was typed.

use std::collections::BTreeMap;

use super::length::count_characters;
use super::{FieldDef, FieldKind, Finding, FormDef, Severity};
use super::{account, normal, phone};
use crate::identity::idnum::{self, IdKind, Judgement, Verdict};
use crate::text::is_private_use;
use crate::time::date::{Date, parse_date};

/// Every code of a finding, for whoever writes the messages; [`idnum::CODES`] come beside them. The
/// last two are of a form that was filled for a person.
pub const CODES: [&str; 17] = [
    "required",
    "too_long",
    "not_a_number",
    "not_a_date",
    "not_an_option",
    "phone",
    "phone_without_area",
    "phone_service",
    "phone_unusual",
    "bank_account",
    "bank_account_unusual",
    "bank_check_digit",
    "money",
    "private_use_character",
    "unknown_field",
    "typed_birth_differs",
    "typed_sex_differs",
];

type Values = BTreeMap<String, String>;

/// The longest text where the form names no limit: a page of a form holds no more.
const LONGEST_TEXT: usize = 200;
const LONGEST_LONG_TEXT: usize = 2_000;

/// Findings in the order of the fields; answers to fields the form does not have come last. Numbers
/// of people are judged as of `today`.
pub fn validate_form(form: &FormDef, values: &Values, today: Date) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        form.fields().filter_map(|field| check(field, values, today)).collect();
    let strange =
        values.iter().filter(|(id, value)| !value.trim().is_empty() && form.field(id).is_none());
    findings.extend(strange.map(|(id, _)| finding(id, Severity::Warning, "unknown_field", &[])));
    findings
}

fn check(field: &FieldDef, values: &Values, today: Date) -> Option<Finding> {
    let value = values.get(&field.id).map_or("", String::as_str);
    let value = &normal::normalize_value(field, value);
    if value.is_empty() {
        return is_required(field, values)
            .then(|| finding(&field.id, Severity::Error, "required", &[]));
    }
    too_long(field, value).or_else(|| wrong_kind(field, value, today))
}

fn is_required(field: &FieldDef, values: &Values) -> bool {
    field.required
        || field.find_requirement().is_some_and(|(id, wanted)| {
            values.get(id).is_some_and(|value| wanted.contains(&value.trim()))
        })
}

fn too_long(field: &FieldDef, value: &str) -> Option<Finding> {
    let usual = if field.kind == FieldKind::LongText { LONGEST_LONG_TEXT } else { LONGEST_TEXT };
    let max = field.max_len.unwrap_or(usual);
    let length = count_characters(value);
    let params = [("max", max.to_string()), ("length", length.to_string())];
    (length > max).then(|| finding(&field.id, Severity::Error, "too_long", &params))
}

fn wrong_kind(field: &FieldDef, value: &str, today: Date) -> Option<Finding> {
    let fault = match field.kind {
        // No font has it: paper shows its code, and the hand writes it in.
        FieldKind::Text | FieldKind::LongText => {
            value.contains(is_private_use).then_some((Severity::Warning, "private_use_character"))
        }
        FieldKind::Number => {
            (!is_decimal(value, 6, true)).then_some((Severity::Error, "not_a_number"))
        }
        FieldKind::Money => (!is_decimal(value, 2, false)).then_some((Severity::Error, "money")),
        FieldKind::Date => parse_date(value).is_err().then_some((Severity::Error, "not_a_date")),
        FieldKind::Choice => {
            let is_option = field.options.iter().any(|option| option.value == value);
            (!is_option).then_some((Severity::Error, "not_an_option"))
        }
        FieldKind::Phone => fault_of(phone::judge_phone(value).verdict),
        FieldKind::IdNumber => fault_of(judge_id_number(value, today).verdict),
        FieldKind::BankAccount => fault_of(account::judge_account(value).verdict),
    };
    fault.map(|(severity, code)| finding(&field.id, severity, code, &[]))
}

fn fault_of(verdict: Verdict) -> Option<(Severity, &'static str)> {
    match verdict {
        Verdict::Fine => None,
        Verdict::Warn(code) => Some((Severity::Warning, code)),
        Verdict::Refuse(code) => Some((Severity::Error, code)),
    }
}

/// A field does not say which document the number is from: a resident's number unless it can only
/// be another one.
fn judge_id_number(value: &str, today: Date) -> Judgement {
    let judgement = idnum::judge_on(IdKind::Resident, value, today);
    match judgement.verdict {
        Verdict::Refuse(code) => {
            let verdict = other_document(value).unwrap_or(Verdict::Refuse(code));
            Judgement { verdict, ..judgement }
        }
        _ => judgement,
    }
}

fn other_document(value: &str) -> Option<Verdict> {
    const OTHERS: [IdKind; 3] = [IdKind::HmtPermit, IdKind::ForeignPr, IdKind::Passport];
    let verdict_as = |kind: &IdKind| idnum::judge_number(*kind, value).verdict;
    if OTHERS.iter().any(|kind| verdict_as(kind) == Verdict::Fine) {
        return Some(Verdict::Fine);
    }
    // Eight or ten digits are a Taiwan permit, or a resident's number cut short: nobody here knows.
    if verdict_as(&IdKind::TaiwanPermit) == Verdict::Fine {
        return Some(Verdict::Warn("passport_pattern"));
    }
    // Foreign passports: short, and with a letter; digits alone are rather a resident's number cut
    // short.
    let short = value.chars().count() <= 12 && value.chars().any(|c| c.is_ascii_alphabetic());
    let passport = verdict_as(&IdKind::Passport);
    (short && matches!(passport, Verdict::Warn(_))).then_some(passport)
}

fn is_decimal(value: &str, places: usize, signed: bool) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = if signed { value.strip_prefix('-').unwrap_or(value) } else { value };
    match unsigned.split_once('.') {
        None => digits(unsigned),
        Some((whole, fraction)) => digits(whole) && digits(fraction) && fraction.len() <= places,
    }
}

fn finding(field: &str, severity: Severity, code: &str, params: &[(&str, String)]) -> Finding {
    debug_assert!(
        CODES.contains(&code) || idnum::CODES.contains(&code),
        "{code} is not in the list"
    );
    let params = params.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    Finding { field: field.to_owned(), severity, code: code.to_owned(), params }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 30);

    fn field(kind: &str, more: serde_json::Value) -> FieldDef {
        let mut json = serde_json::json!({ "id": "f", "label": "示例", "kind": kind });
        json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(json).unwrap()
    }

    fn form(fields: Vec<FieldDef>) -> FormDef {
        let section = super::super::FormSection { title: "一".into(), fields };
        FormDef {
            id: "f".into(),
            title: "示例表".into(),
            sections: vec![section],
            declaration: Vec::new(),
            signs: Vec::new(),
        }
    }

    fn found(kind: &str, value: &str) -> Option<(Severity, String)> {
        let more = serde_json::json!({ "options": [{ "value": "a", "label": "甲" }] });
        let findings = validate_form(
            &form(vec![field(kind, more)]),
            &[("f".to_owned(), value.to_owned())].into(),
            TODAY,
        );
        assert!(findings.len() <= 1);
        findings.into_iter().next().map(|f| (f.severity, f.code))
    }

    fn error(code: &str) -> Option<(Severity, String)> {
        Some((Severity::Error, code.to_owned()))
    }

    fn warning(code: &str) -> Option<(Severity, String)> {
        Some((Severity::Warning, code.to_owned()))
    }

    #[test]
    fn what_each_kind_takes() {
        let good = [
            ("text", "陈示例"),
            ("number", "-12.5"),
            ("money", "200.00"),
            ("date", "2026-11-22"),
            ("choice", "a"),
            ("phone", "10000000000"),
            ("phone", "0757-12345678"),
            ("id_number", "440699199001010014"),
            ("id_number", "H00000000"),
            ("id_number", "E00000000"),
            ("bank_account", "6200 0000 0000 0000 000"),
            ("bank_account", "4111111111111111"),
            ("bank_account", "12345678901"),
            ("date", ""),
            ("number", "－１２．５"),
            ("money", "２００.００"),
            ("date", "２０２６－１１－２２"),
            ("phone", "（0757）12345678转801"),
            ("phone", "+853 1234 5678"),
            ("id_number", "\u{202d}440699 19900101 0014\u{202c}"),
            ("id_number", "'440699-19900101-0014"),
            ("id_number", "99000020000229001Х"),
            ("bank_account", "\u{feff}6200-0000-0000-0000-000"),
            ("choice", "\u{200b}a "),
        ];
        for (kind, value) in good {
            assert_eq!(found(kind, value), None, "{kind} {value}");
        }
    }

    #[test]
    fn what_each_kind_refuses() {
        let bad = [
            ("number", "十二", "not_a_number"),
            ("number", "1.", "not_a_number"),
            ("number", "+1", "not_a_number"),
            ("money", "+1", "money"),
            ("money", "1e3", "money"),
            ("date", "+026-01-01", "not_a_date"),
            ("money", "-1", "money"),
            ("money", "1.234", "money"),
            ("date", "2026-02-30", "not_a_date"),
            ("choice", "b", "not_an_option"),
            ("phone", "1000000000", "phone"),
            ("phone", "100O0000000", "phone"),
            ("id_number", "4406", "wrong_length"),
            ("id_number", "440699199001", "wrong_length"),
            ("id_number", "44069919900101001Y", "wrong_alphabet"),
            ("bank_account", "62000", "bank_account"),
            ("bank_account", "6200x", "bank_account"),
        ];
        for (kind, value, code) in bad {
            assert_eq!(found(kind, value), error(code), "{kind} {value}");
        }
    }

    #[test]
    fn what_only_asks() {
        assert_eq!(found("id_number", "440699199001010015"), warning("check_digit"));
        assert_eq!(found("bank_account", "6200000000000000007"), warning("bank_check_digit"));
        assert_eq!(found("id_number", "AB00000"), warning("passport_pattern"));
        for cut_short in ["44069919", "4406991990"] {
            assert_eq!(found("id_number", cut_short), warning("passport_pattern"), "{cut_short}");
        }
        assert_eq!(found("phone", "82341234"), warning("phone_without_area"));
        assert_eq!(found("phone", "12345"), warning("phone_service"));
        assert_eq!(found("phone", "10012345678（女儿）"), warning("phone_unusual"));
        assert_eq!(found("bank_account", "123456"), warning("bank_account_unusual"));
        assert_eq!(found("text", "陈\u{E863}"), warning("private_use_character"));
        assert_eq!(found("long_text", "示例路\u{E864}1号"), warning("private_use_character"));
        assert_eq!(found("text", "𬭛𬱖䶮"), None, "rare, and in a font");
        assert_eq!(found("id_number", "440699203001010013"), warning("birth_in_future"));
        assert_eq!(found("id_number", "440699190001010013"), warning("age_implausible"));
    }

    #[test]
    fn required_always_or_when_another_field_says_so() {
        let account =
            FieldDef { id: "account".into(), ..field("bank_account", serde_json::json!({})) };
        let account = FieldDef { required_when: Some("pay=bank".into()), ..account };
        let pay =
            FieldDef { id: "pay".into(), required: true, ..field("text", serde_json::json!({})) };
        let form = form(vec![pay, account]);
        let codes = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            let values = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            validate_form(&form, &values, TODAY).into_iter().map(|f| (f.field, f.code)).collect()
        };
        let required = |id: &str| (id.to_owned(), "required".to_owned());
        assert_eq!(codes(&[("pay", "  ")]), [required("pay")]);
        assert_eq!(codes(&[("pay", "bank")]), [required("account")]);
        assert_eq!(codes(&[("pay", "cash")]), []);
        let either = FieldDef {
            id: "either".into(),
            required_when: Some("pay=bank|post".into()),
            ..field("text", serde_json::json!({}))
        };
        let two = FormDef {
            sections: vec![crate::form::FormSection { title: String::new(), fields: vec![either] }],
            ..form.clone()
        };
        let needs = |pay: &str| {
            let values = [("pay".to_owned(), pay.to_owned())].into();
            validate_form(&two, &values, TODAY).iter().any(|f| f.field == "either")
        };
        assert_eq!(["bank", "post", "cash", "bank|post"].map(needs), [true, true, false, false]);
        assert_eq!(
            codes(&[("pay", "cash"), ("old", "x")]),
            [("old".to_owned(), "unknown_field".to_owned())]
        );
    }

    #[test]
    fn length_counts_characters_and_never_repeats_them() {
        let form = form(vec![field("text", serde_json::json!({ "max_len": 3 }))]);
        let of =
            |text: &str| validate_form(&form, &[("f".to_owned(), text.to_owned())].into(), TODAY);
        assert_eq!(of("陈示例"), []);
        assert_eq!(of("\u{200b}𬱖e\u{301}例\u{3000}"), [], "as people count them");
        let finding = &of("陈示例例")[0];
        assert_eq!((finding.code.as_str(), finding.params["max"].as_str()), ("too_long", "3"));
        assert!(!finding.params.values().any(|value| value.contains('陈')));
        // Beyond the basic plane, with a variation selector, with an accent of its own: one each.
        assert_eq!(of("\u{20BB7}邉\u{E0100}e\u{301}"), []);
        assert_eq!(of("\u{20BB7}邉\u{E0100}e\u{301}示")[0].params["length"], "4");
    }
}
