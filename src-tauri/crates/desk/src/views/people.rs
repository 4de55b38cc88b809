//! A person as the clerk sees one: masked until needed.
use super::mandate::{list_mandate_choices, mandate_view};
use crate::cases::masking::mask_number;
use crate::contract::views::{
    CardConfirmation, CardWarning, PersonFull, PersonView, SecondPaperView,
};
use counter_backoffice::Private;
use counter_core::card::INVALID;
use counter_core::case::{ExpiryGround, Person, SecondPaper};
use counter_core::casework::{CaseAssessment, find_age_day};
use counter_core::code::variant_code;
use counter_core::date::{Date, Moment, age_on, moment_text, parse_date};
use counter_core::idnum::{Verdict, judge_on};
use std::collections::BTreeMap;

/// The parameter that is about no person: the number of the reader's security module.
pub const READER: &str = "reader";
/// Of whoever acts beyond the last day of their mandate.
pub const MANDATE_ENDED: &str = "mandate_ended";
/// Of whoever's temporary card, for which their own was let pass, is over too.
pub const SECOND_PAPER_ENDED: &str = "second_paper_ended";

pub fn person_views(assessment: &CaseAssessment, today: Date) -> Vec<PersonView> {
    let people = assessment.case.people.iter();
    people.map(|person| person_view(assessment, person, today)).collect()
}

fn person_view(assessment: &CaseAssessment, person: &Person, today: Date) -> PersonView {
    let (case, item) = (assessment.case, assessment.item);
    let birth = parse_date(person.birth.expose()).ok();
    let age_day = item.and_then(|item| find_age_day(case, item));
    let mut warnings = card_warnings(person, case.expiry_confirmation(person));
    let counter_day = case.counter_day(today);
    let asks = assessment.asks_confirmation(person);
    for warning in warnings.iter_mut().filter(|warning| is_confirmed(&warning.code)) {
        warning.asks = asks;
    }
    let second_end = person.find_second_paper_end(counter_day).filter(|_| asks);
    warnings.extend(second_end.map(|last_day| past_end(SECOND_PAPER_ENDED, last_day)));
    let mandate_end = person.find_mandate_end(counter_day);
    warnings.extend(mandate_end.map(|last_day| past_end(MANDATE_ENDED, last_day)));
    let verdict = judge_on(person.id_kind, person.number.expose(), today).verdict;
    if let Verdict::Warn(code) | Verdict::Refuse(code) = verdict {
        warnings.push(plain_warning(code, BTreeMap::new()));
    }
    PersonView {
        id: person.id.clone(),
        role: person.role,
        name: person.name.expose().to_owned(),
        name_latin: latin_name(person),
        sex: person.sex.clone(),
        age: birth.and_then(|b| u32::try_from(age_on(b, age_day.unwrap_or(today))).ok()),
        age_day: age_day.map(counter_core::date::date_text),
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
        valid_to: Some(person.valid_to.clone()).filter(|day| !day.is_empty()),
        mandate: person.mandate.as_ref().map(mandate_view),
        asks_mandate: case.asks_mandate(person) || mandate_end.is_some(),
        mandate_choices: list_mandate_choices(assessment, person.role, today),
    }
}

fn past_end(code: &str, last_day: Date) -> CardWarning {
    let params = BTreeMap::from([("to".to_owned(), counter_core::date::date_text(last_day))]);
    plain_warning(code, params)
}

/// What a card's warnings speak of: its days, and the reader that read it.
struct CardWords<'a> {
    valid_from: &'a str,
    valid_to: &'a str,
    reader: &'a str,
}

/// What was noted when the card was read, with what its words need.
pub fn card_warnings(person: &Person, expiry: Option<&(String, Moment)>) -> Vec<CardWarning> {
    let reason = person.expiry_reason.as_ref();
    let confirmation = expiry.map(|(by, at)| CardConfirmation {
        by: by.clone(),
        at: moment_text(*at),
        ground: reason.map(|reason| reason.ground),
        text: reason.map(|reason| reason.text.expose().to_owned()).unwrap_or_default(),
        paper: reason.and_then(|reason| reason.paper.as_deref()).map(second_paper_view),
    });
    let codes = person.warnings.iter().map(String::as_str);
    let words = CardWords {
        valid_from: &person.valid_from,
        valid_to: &person.valid_to,
        reader: person.reader.as_deref().unwrap_or_default(),
    };
    let mut warnings = warnings_of(codes, &words, confirmation);
    for warning in warnings.iter_mut().filter(|warning| is_confirmed(&warning.code)) {
        warning.asks = person.asks_confirmation();
    }
    warnings
}

/// The same of a person as the office has them.
pub fn filed_card_warnings(details: &BTreeMap<String, Private>) -> Vec<CardWarning> {
    let detail = |name: &str| details.get(name).map(Private::expose).unwrap_or_default();
    let codes = detail("card_warnings").split(',').filter(|code| !code.is_empty());
    let confirmation =
        detail("expiry_confirmation").split_once(' ').map(|(by, at)| CardConfirmation {
            by: by.to_owned(),
            at: at.to_owned(),
            ground: read_ground(detail("expiry_reason")),
            text: detail("expiry_reason_text").to_owned(),
            paper: filed_second_paper(&detail),
        });
    let words = CardWords {
        valid_from: detail("valid_from"),
        valid_to: detail("valid_to"),
        reader: detail(READER),
    };
    warnings_of(codes, &words, confirmation)
}

fn second_paper_view(paper: &SecondPaper) -> SecondPaperView {
    SecondPaperView {
        number_masked: mask_number(paper.number.expose()),
        until: paper.until.map(counter_core::date::date_text),
        row: paper.row.clone(),
    }
}

/// None where neither its number nor its row was filed.
fn filed_second_paper<'a>(detail: &impl Fn(&str) -> &'a str) -> Option<SecondPaperView> {
    let (number, row) = (detail("expiry_paper_number"), detail("expiry_paper_row"));
    (!number.is_empty() || !row.is_empty()).then(|| SecondPaperView {
        number_masked: mask_number(number),
        until: Some(detail("expiry_paper_until").to_owned()).filter(|day| !day.is_empty()),
        row: row.to_owned(),
    })
}

/// A ground of a later program is none that is known here.
fn read_ground(code: &str) -> Option<ExpiryGround> {
    serde_json::from_value(code.into()).ok()
}

/// The warnings that the clerk's word goes with.
fn is_confirmed(code: &str) -> bool {
    INVALID.contains(&code)
}

fn warnings_of<'a>(
    codes: impl Iterator<Item = &'a str>,
    words: &CardWords<'_>,
    confirmation: Option<CardConfirmation>,
) -> Vec<CardWarning> {
    let words = [("from", words.valid_from), ("to", words.valid_to), (READER, words.reader)];
    let params: BTreeMap<String, String> =
        words.into_iter().map(|(name, word)| (name.to_owned(), word.to_owned())).collect();
    let warning = |code: &str| CardWarning {
        confirmation: confirmation.clone().filter(|_| is_confirmed(code)),
        ..plain_warning(code, params.clone())
    };
    codes.map(warning).collect()
}

fn plain_warning(code: &str, params: BTreeMap<String, String>) -> CardWarning {
    CardWarning { code: code.to_owned(), params, asks: false, confirmation: None }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filed_confirmation_says_why() {
        let details = |told: &[(&str, &str)]| -> BTreeMap<String, Private> {
            told.iter().map(|(name, value)| ((*name).to_owned(), Private::new(*value))).collect()
        };
        let warning_of = |more: &[(&str, &str)]| {
            let noted = [
                ("card_warnings", "card_not_yet_valid"),
                ("expiry_confirmation", "1001 2026-11-30 10:20"),
            ];
            filed_card_warnings(&details(&[&noted, more].concat())).remove(0)
        };
        let old = warning_of(&[]).confirmation.unwrap();
        assert_eq!((old.by.as_str(), old.ground, old.text.as_str()), ("1001", None, ""));
        let other = [("expiry_reason", "other"), ("expiry_reason_text", "示例")];
        let other = warning_of(&other).confirmation.unwrap();
        assert_eq!((other.ground, other.text.as_str()), (Some(ExpiryGround::Other), "示例"));
        assert_eq!(warning_of(&[("expiry_reason", "later")]).confirmation.unwrap().ground, None);
        assert!(old.paper.is_none() && other.paper.is_none());
        let temporary = [
            ("expiry_reason", "temporary_card"),
            ("expiry_paper_number", "440699199001010014"),
            ("expiry_paper_until", "2026-12-31"),
        ];
        let paper = warning_of(&temporary).confirmation.unwrap().paper.unwrap();
        assert_eq!((paper.number_masked.as_str(), paper.row.as_str()), ("4406…0014", ""));
        assert_eq!(paper.until.as_deref(), Some("2026-12-31"));
    }

    #[test]
    fn a_filed_reading_says_its_reader() {
        let number = "05.01-20260101-0001234567-0987654321";
        let details = |told: &[(&str, &str)]| -> BTreeMap<String, Private> {
            told.iter().map(|(name, value)| ((*name).to_owned(), Private::new(*value))).collect()
        };
        let codes = ("card_warnings", "card_expired,reader_not_allowed");
        let warnings = filed_card_warnings(&details(&[codes, (READER, number)]));
        assert_eq!(warnings[1].code, counter_core::card::READER_NOT_ALLOWED);
        assert_eq!(warnings[1].params[READER], number);
        // It told none.
        let warnings = filed_card_warnings(&details(&[codes]));
        assert_eq!((warnings.len(), warnings[1].params[READER].as_str()), (2, ""));
    }
}
