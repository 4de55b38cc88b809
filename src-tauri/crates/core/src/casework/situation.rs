//! What is known of a citizen's situation: the clerk's answers, and what the people in the case say
//! without being asked.

use std::collections::BTreeMap;

use crate::case::{Case, Person};
use crate::code::variant_code;
use crate::date::{age_on, parse_date};
use crate::item::{AGE, AGENT, Item, KIND, PersonRole, SEX, known_answers};

/// Who acts for the applicant, the first of these that is in the case.
const REPRESENTATIVES: [PersonRole; 3] =
    [PersonRole::Agent, PersonRole::Guardian, PersonRole::Spouse];

/// The clerk's answers, and the facts of the people in the case beside them.
pub(super) fn read_situation(case: &Case) -> BTreeMap<String, String> {
    let answers = case.answers.iter().map(|(question, option)| (question.clone(), option.clone()));
    let facts = people_facts(case).into_iter().map(|(name, value)| (name.to_owned(), value));
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

/// Age on the day the case was opened, so that a birthday changes nothing in it.
fn people_facts(case: &Case) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if let Some(person) = case.find_person(PersonRole::Applicant) {
        if let Ok(birth) = parse_date(person.birth.expose()) {
            facts.push((AGE, age_on(birth, case.opened_at.date()).to_string()));
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

/// The role that must be in the case where an answer says that somebody else acts for the
/// applicant.
pub(super) fn required_representative(answers: &BTreeMap<String, String>) -> Option<PersonRole> {
    match answers.get("agent")?.as_str() {
        "self" => None,
        "spouse" => Some(PersonRole::Spouse),
        "guardian" => Some(PersonRole::Guardian),
        _ => Some(PersonRole::Agent),
    }
}

/// Who acts for the applicant, if anybody does.
pub fn find_representative(case: &Case) -> Option<&Person> {
    REPRESENTATIVES.into_iter().find_map(|role| case.find_person(role))
}
