use super::*;
use crate::casework::situation::{read_situation, required_representatives};
use crate::item::{AGE, AGENT, KIND, SEX};

fn pairs(known: &[(&str, &str)]) -> std::collections::BTreeMap<String, String> {
    known.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn the_card_and_who_stands_there_are_facts_beside_the_answers() {
    assert_eq!(
        read_situation(&case([answered("group", "poor")]), None),
        pairs(&[("group", "poor")])
    );
    // Opened on 2026-09-21.
    let known =
        pairs(&[(AGE, "36"), (SEX, "女"), (KIND, "resident"), (AGENT, "yes"), ("group", "poor")]);
    let facts =
        [answered("group", "poor"), by_card(PersonRole::Applicant), typed(PersonRole::Agent)];
    assert_eq!(read_situation(&case(facts), None), known);
}

#[test]
fn the_age_is_taken_on_the_day_that_the_item_names() {
    // Born on 1 January 1990, and opened on 21 September 2026.
    let case = case([by_card(PersonRole::Applicant)]);
    for (months, age) in [(0, "36"), (3, "36"), (4, "37")] {
        let age_on = serde_json::from_value(json!({ "months_ahead": months })).unwrap();
        let item = Item { age_on, ..item() };
        assert_eq!(read_situation(&case, Some(&item)).get(AGE).map(String::as_str), Some(age));
    }
}

#[test]
fn an_age_is_of_the_day_on_which_a_slip_or_the_papers_came() {
    let born = |birth: Date| {
        let card = person(PersonRole::Applicant, Reading::Card);
        Fact::PersonPut { person: Person { birth: birth.to_string().into(), ..card } }
    };
    let item_of = |day: &str| {
        let age_on = serde_json::from_value(json!({ "day": day })).unwrap();
        Item { age_on, ..item() }
    };
    let age = |case: &Case, item: &Item| read_situation(case, Some(item)).get(AGE).cloned();
    let (day, eve) = (today().with().year(1990).build().unwrap(), today().yesterday().unwrap());
    // Entered on the birthday, but the slip is of the day before.
    let received_at = crate::date::start_of(eve);
    let slip = Fact::SlipNoted { slip: "7".into(), received_at };
    let (slip, window) = (case([slip, Fact::Received, born(day)]), case([born(day)]));
    for rule in ["opening", "receipt"] {
        assert_eq!(age(&slip, &item_of(rule)).as_deref(), Some("35"), "{rule}");
        assert_eq!(age(&window, &item_of(rule)).as_deref(), Some("36"), "{rule}");
    }
    // Opened on the eve of the birthday, and stamped on it.
    let mut late = case([born(day.tomorrow().unwrap())]);
    assert_eq!(age(&late, &item_of("receipt")).as_deref(), Some("35"));
    late.apply(&Fact::Received, at(24 * 60), "1001");
    assert_eq!(age(&late, &item_of("receipt")).as_deref(), Some("36"));
    assert_eq!(age(&late, &item_of("opening")).as_deref(), Some("35"));
}

#[test]
fn what_a_document_does_not_tell_is_no_fact() {
    let nameless = Person {
        sex: "X".into(),
        birth: "".into(),
        ..person(PersonRole::Applicant, Reading::Typed)
    };
    assert_eq!(
        read_situation(&case([Fact::PersonPut { person: nameless }]), None),
        pairs(&[(KIND, "resident")])
    );
    assert_eq!(read_situation(&case([by_card(PersonRole::Spouse)]), None), pairs(&[]));
}

#[test]
fn a_certificate_of_the_applicant_is_a_fact() {
    let facts = [
        by_card(PersonRole::Applicant),
        page("h", Some("hukou")),
        super::materials::certificate("h"),
    ];
    assert_eq!(
        read_situation(&case(facts), None).get("library.household_register").map(String::as_str),
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
    let roles = |item: &Item, answers: &[(&str, &str)]| {
        let answers = pairs(answers);
        Vec::from_iter(required_representatives(Some(item), &answers, &answers))
    };
    let old = item();
    assert_eq!(roles(&old, &[("agent", "self")]), []);
    assert_eq!(roles(&old, &[("agent", "spouse")]), [PersonRole::Spouse]);
    assert_eq!(roles(&old, &[("agent", "guardian")]), [PersonRole::Guardian]);
    assert_eq!(roles(&old, &[("agent", "agent")]), [PersonRole::Agent]);
    assert_eq!(roles(&old, &[]), []);
    assert!(required_representatives(None, &pairs(&[]), &pairs(&[("agent", "agent")])).is_empty());
}

/// An item whose options say themselves who acts.
fn item_with_acting() -> Item {
    let option =
        |id: &str, acting: Option<&str>| json!({ "id": id, "label": id, "acting": acting });
    let mut item = item();
    item.questions.push(
        serde_json::from_value(json!({
            "id": "handled_by", "text": "谁来办？", "ask_when": "group == 'poor'",
            "options": [
                option("self", None),
                option("committee", Some("agent")),
                option("parent", Some("guardian")),
                option("boss", Some("legal_representative")),
            ],
        }))
        .unwrap(),
    );
    item
}

#[test]
fn an_option_names_the_role_that_acts_while_its_question_is_asked() {
    let item = item_with_acting();
    let roles = |answers: &[(&str, &str)]| {
        let answers = pairs(answers);
        Vec::from_iter(required_representatives(Some(&item), &answers, &answers))
    };
    let poor = |option| roles(&[("group", "poor"), ("handled_by", option)]);
    assert_eq!(poor("self"), []);
    assert_eq!(poor("committee"), [PersonRole::Agent]);
    assert_eq!(poor("parent"), [PersonRole::Guardian]);
    assert_eq!(poor("boss"), [PersonRole::LegalRepresentative]);
    assert_eq!(roles(&[("group", "normal"), ("handled_by", "parent")]), [], "not asked any more");
    assert_eq!(roles(&[("handled_by", "parent")]), [], "nor yet");
}

#[test]
fn whoever_an_option_names_is_lacking_until_there() {
    let (item, form) = (item_with_acting(), form());
    let roles = |facts: Vec<Fact>| {
        let case = case(facts);
        let lacks = assess(&case, &item, &form).readiness.lacks;
        let read = lacks.iter().filter(|lack| lack.code == LackCode::ReadCard);
        read.map(|lack| lack.params["role"].clone()).collect::<Vec<_>>()
    };
    let mut facts = vec![
        by_card(PersonRole::Applicant),
        answered("group", "poor"),
        answered("agent", "self"),
        answered("handled_by", "parent"),
    ];
    assert_eq!(roles(facts.clone()), ["guardian"]);
    facts.push(typed(PersonRole::Guardian));
    assert_eq!(roles(facts), [""; 0]);
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
    let boss = typed(PersonRole::LegalRepresentative);
    assert_eq!(role(&[spouse.clone(), boss.clone()]), Some(PersonRole::LegalRepresentative));
    assert_eq!(role(&[spouse, guardian, boss, agent]), Some(PersonRole::Agent));
}
