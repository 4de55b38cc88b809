//! What is known of a citizen's situation: the clerk's answers, and what the people in the case say
//! without being asked.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Case, Person};
use crate::code::variant_code;
use crate::date::{Date, Moment, parse_date};
use crate::item::{
    AGE, AGENT, Item, KIND, PersonRole, Question, SEX, known_answers, questions_open, settle_item,
};

/// Who acts for the applicant, the first of these that is in the case.
const REPRESENTATIVES: [PersonRole; 5] = [
    PersonRole::Agent,
    PersonRole::Guardian,
    PersonRole::LegalRepresentative,
    PersonRole::PersonInCharge,
    PersonRole::Spouse,
];
/// The question that named who acts in packs whose options do not say it themselves.
const AGENT_QUESTION: &str = "agent";

/// The clerk's answers, and the facts of the people in the case beside them.
pub(super) fn read_situation(case: &Case, item: Option<&Item>) -> BTreeMap<String, String> {
    let answers = case.answers.iter().map(|(question, option)| (question.clone(), option.clone()));
    let facts = people_facts(case, item).into_iter().map(|(name, value)| (name.to_owned(), value));
    answers.chain(facts).collect()
}

/// The clerk's answers, and those that follow from the situation and were not asked for.
pub(super) fn complete_answers(
    case: &Case,
    item: Option<&Item>,
    situation: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let inferred = item.map(|item| known_answers(item, situation)).unwrap_or_default();
    case.answers.clone().into_iter().chain(inferred).collect()
}

/// The item of a case with what this citizen's situation gives it.
pub fn settle_case_item<'a>(case: &Case, item: &'a Item) -> Cow<'a, Item> {
    settle_item(item, &read_situation(case, Some(item)))
}

/// The day on which the item's rule takes ages; none where it has no rule.
pub fn find_age_day(case: &Case, item: &Item) -> Option<Date> {
    let opening_day = case.counter_day(case.opened_at.date());
    item.age_on.map(|rule| rule.find_day(opening_day, case.received.map(Moment::date)))
}

/// Age as of the day that the item names, by days of the case alone: a birthday changes nothing in it.
/// A slip was opened on the day on which it came.
fn people_facts(case: &Case, item: Option<&Item>) -> Vec<(&'static str, String)> {
    let rule = item.and_then(|item| item.age_on).unwrap_or_default();
    let opening_day = case.counter_day(case.opened_at.date());
    let mut facts = Vec::new();
    if let Some(person) = case.find_person(PersonRole::Applicant) {
        if let Ok(birth) = parse_date(person.birth.expose()) {
            let age = rule.count_age(birth, opening_day, case.received.map(Moment::date));
            facts.push((AGE, age.to_string()));
        }
        if ["男", "女"].contains(&person.sex.as_str()) {
            facts.push((SEX, person.sex.clone()));
        }
        facts.push((KIND, variant_code(&person.id_kind)));
    }
    if case.find_person(PersonRole::Agent).is_some() {
        facts.push((AGENT, "yes".to_owned()));
    }
    facts.extend(case.library_facts().map(|(name, value)| (name, value.to_owned())));
    facts
}

/// The roles that must be in the case since an answer says that somebody else acts for the
/// applicant. An answer to a question that is not asked any more says nothing.
pub(super) fn required_representatives(
    item: Option<&Item>,
    situation: &BTreeMap<String, String>,
    answers: &BTreeMap<String, String>,
) -> BTreeSet<PersonRole> {
    let Some(item) = item else { return BTreeSet::new() };
    let open = questions_open(item, situation);
    let questions = item.questions.iter().filter(|question| open.contains(&question.id));
    questions.filter_map(|question| acting_role(question, answers.get(&question.id)?)).collect()
}

/// Who acts for the applicant where this is the answer.
pub fn acting_role(question: &Question, answer: &str) -> Option<PersonRole> {
    let option = question.options.iter().find(|option| option.id == answer)?;
    let says_who = question.options.iter().any(|option| option.acting.is_some());
    if says_who || question.id != AGENT_QUESTION {
        return option.acting;
    }
    match answer {
        "self" => None,
        "spouse" => Some(PersonRole::Spouse),
        "guardian" => Some(PersonRole::Guardian),
        _ => Some(PersonRole::Agent),
    }
}

/// Who acts for the applicant, if anybody does: a spouse comes last, who may only be named too.
pub fn find_representative(case: &Case) -> Option<&Person> {
    REPRESENTATIVES.into_iter().find_map(|role| case.find_person(role))
}
