use super::*;
use crate::casework::situation::{read_situation, required_representative};
use crate::item::{AGE, AGENT, KIND, SEX};

fn pairs(known: &[(&str, &str)]) -> std::collections::BTreeMap<String, String> {
    known.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn the_card_and_who_stands_there_are_facts_beside_the_answers() {
    assert_eq!(read_situation(&case([answered("group", "poor")])), pairs(&[("group", "poor")]));
    // Opened on 2026-09-21.
    let known =
        pairs(&[(AGE, "36"), (SEX, "女"), (KIND, "resident"), (AGENT, "yes"), ("group", "poor")]);
    let facts =
        [answered("group", "poor"), by_card(PersonRole::Applicant), typed(PersonRole::Agent)];
    assert_eq!(read_situation(&case(facts)), known);
}

#[test]
fn what_a_document_does_not_tell_is_no_fact() {
    let nameless = Person {
        sex: "X".into(),
        birth: "".into(),
        ..person(PersonRole::Applicant, Reading::Typed)
    };
    assert_eq!(
        read_situation(&case([Fact::PersonPut { person: nameless }])),
        pairs(&[(KIND, "resident")])
    );
    assert_eq!(read_situation(&case([by_card(PersonRole::Spouse)])), pairs(&[]));
}

#[test]
fn a_certificate_of_the_applicant_is_a_fact() {
    let facts = [
        by_card(PersonRole::Applicant),
        page("h", Some("hukou")),
        super::materials::certificate("h"),
    ];
    assert_eq!(
        read_situation(&case(facts)).get("library.household_register").map(String::as_str),
        Some("held")
    );
}

#[test]
fn who_is_there_answers_for_the_citizen() {
    let (item, form) = (item(), form());
    let case = case([answered("group", "poor"), typed(PersonRole::Agent)]);
    assert_eq!(
        assess(&case, &item, &form).answers,
        pairs(&[("agent", "agent"), ("group", "poor")])
    );
    assert_eq!(
        CaseAssessment::new(&case, None, None, today()).answers,
        pairs(&[("group", "poor")])
    );
}

#[test]
fn an_answer_says_who_else_must_be_there() {
    let role = |option| required_representative(&pairs(&[("agent", option)]));
    assert_eq!(role("self"), None);
    assert_eq!(role("spouse"), Some(PersonRole::Spouse));
    assert_eq!(role("guardian"), Some(PersonRole::Guardian));
    assert_eq!(role("agent"), Some(PersonRole::Agent));
    assert_eq!(required_representative(&pairs(&[])), None);
}

#[test]
fn the_agent_comes_before_guardian_and_spouse() {
    let role =
        |facts: &[Fact]| find_representative(&case(facts.to_vec())).map(|person| person.role);
    let [spouse, guardian, agent] =
        [PersonRole::Spouse, PersonRole::Guardian, PersonRole::Agent].map(typed);
    assert_eq!(role(&[by_card(PersonRole::Applicant)]), None);
    assert_eq!(role(std::slice::from_ref(&spouse)), Some(PersonRole::Spouse));
    assert_eq!(role(&[spouse.clone(), guardian.clone()]), Some(PersonRole::Guardian));
    assert_eq!(role(&[spouse, guardian, agent]), Some(PersonRole::Agent));
}
