//! Checklists of one made-up item that has every kind of rule.

use std::collections::BTreeMap;

use super::*;

fn material(id: &str) -> MaterialDef {
    serde_json::from_value(
        serde_json::json!({ "id": id, "name": id.to_uppercase(), "original": 1 }),
    )
    .unwrap()
}

fn when(text: &str) -> Option<Condition> {
    Some(Condition::parse(text).unwrap())
}

fn question(id: &str, options: &[&str], ask_when: Option<Condition>) -> Question {
    let options = options
        .iter()
        .map(|o| Choice { id: (*o).into(), label: format!("{o}!"), known_when: None, acting: None })
        .collect();
    Question { id: id.into(), text: format!("{id}?"), options, ask_when }
}

fn item() -> Item {
    let json = serde_json::json!({
        "id": "shili", "name": "示例事项", "department": "示例局", "task_type": "21",
        "project_type": "即办件", "form": "general",
    });
    let mut item: Item = serde_json::from_value(json).unwrap();
    item.questions = vec![
        question("group", &["normal", "poor", "ill"], None),
        question("agent", &["self", "agent"], None),
        question("proof", &["letter", "notary"], when("agent == 'agent'")),
    ];
    item.materials = vec![
        material("card"),
        MaterialDef { when: when("group in ['poor', 'ill']"), ..material("special") },
        MaterialDef { when: when("proof == 'notary'"), ..material("deed") },
        MaterialDef {
            when: when("group == 'ill' && agent == 'agent'"),
            need: Need::Later,
            ..material("diagnosis")
        },
        MaterialDef { any_group: Some("home".into()), ..material("book") },
        MaterialDef {
            any_group: Some("home".into()),
            when: when("agent == 'self'"),
            ..material("permit")
        },
    ];
    item
}

fn answers(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(q, o)| ((*q).to_owned(), (*o).to_owned())).collect()
}

fn find(pairs: &[(&str, &str)], id: &str) -> (RowNeed, Why) {
    let rows = build_checklist(&item(), &answers(pairs));
    let row = rows.into_iter().find(|row| row.material == id).unwrap();
    (row.need, row.why)
}

fn pair(question: &str, option: &str) -> (String, String) {
    (question.to_owned(), option.to_owned())
}

#[test]
fn a_material_without_conditions_is_always_needed() {
    assert_eq!(find(&[], "card"), (RowNeed::Required, Why::Always));
}

#[test]
fn any_chosen_option_is_enough_and_is_the_reason() {
    let because = Why::Because(vec![pair("group?", "poor!")]);
    assert_eq!(find(&[("group", "poor")], "special"), (RowNeed::Required, because));
    let not = Why::NotNeededBecause(vec![pair("group?", "normal!")]);
    assert_eq!(find(&[("group", "normal")], "special"), (RowNeed::NotNeeded, not));
}

#[test]
fn an_open_question_is_not_a_no() {
    let open = Why::Unanswered(vec!["group".into()]);
    assert_eq!(find(&[], "special"), (RowNeed::Required, open.clone()));
    // An answer that is no option of the question is no answer.
    assert_eq!(find(&[("group", "rich")], "special"), (RowNeed::Required, open));
    assert_eq!(
        unknown_answers(&item(), &answers(&[("group", "rich"), ("agent", "self")])),
        ["group.rich"]
    );
}

#[test]
fn all_options_are_wanted_and_one_no_settles_it() {
    let both = Why::Because(vec![pair("group?", "ill!"), pair("agent?", "agent!")]);
    assert_eq!(find(&[("group", "ill"), ("agent", "agent")], "diagnosis"), (RowNeed::Later, both));
    let open = Why::Unanswered(vec!["agent".into()]);
    assert_eq!(find(&[("group", "ill")], "diagnosis"), (RowNeed::Later, open));
    let not = Why::NotNeededBecause(vec![pair("group?", "normal!")]);
    assert_eq!(find(&[("group", "normal")], "diagnosis"), (RowNeed::NotNeeded, not));
}

#[test]
fn a_question_behind_another_is_asked_only_then() {
    assert_eq!(questions_open(&item(), &answers(&[])), ["group", "agent"]);
    assert_eq!(
        questions_open(&item(), &answers(&[("agent", "agent")])),
        ["group", "agent", "proof"]
    );
    assert_eq!(questions_unanswered(&item(), &answers(&[("agent", "agent")])), ["group", "proof"]);
    assert_eq!(find(&[], "deed"), (RowNeed::Required, Why::Unanswered(vec!["agent".into()])));
    let open = Why::Unanswered(vec!["proof".into()]);
    assert_eq!(find(&[("agent", "agent")], "deed"), (RowNeed::Required, open));
}

#[test]
fn a_required_paper_may_follow_where_its_condition_holds() {
    let mut item = item();
    item.materials[0].later_when = when("group == 'ill'");
    item.materials[4].later_when = when("group == 'ill'");
    let need = |pairs: &[(&str, &str)], at: usize| {
        build_checklist(&item, &answers(pairs)).swap_remove(at).need
    };
    assert_eq!(need(&[("group", "ill")], 0), RowNeed::Later);
    assert_eq!(need(&[("group", "poor")], 0), RowNeed::Required);
    assert_eq!(need(&[], 0), RowNeed::Required, "an open question is no yes");
    assert_eq!(need(&[("group", "ill")], 4), RowNeed::OneOf("home".into()));
}

#[test]
fn an_answer_left_over_from_a_closed_question_counts_for_nothing() {
    let not = Why::NotNeededBecause(vec![pair("agent?", "self!")]);
    assert_eq!(find(&[("agent", "self"), ("proof", "notary")], "deed"), (RowNeed::NotNeeded, not));
}

#[test]
fn one_of_a_group_while_there_is_a_choice() {
    let group = Why::OneOfGroup(vec!["BOOK".into(), "PERMIT".into()]);
    assert_eq!(find(&[("agent", "self")], "book"), (RowNeed::OneOf("home".into()), group.clone()));
    assert_eq!(find(&[("agent", "self")], "permit"), (RowNeed::OneOf("home".into()), group));
    assert_eq!(find(&[("agent", "agent")], "book"), (RowNeed::Required, Why::Always));
    assert_eq!(find(&[("agent", "agent")], "permit").0, RowNeed::NotNeeded);
    assert_eq!(
        find(&[], "permit"),
        (RowNeed::OneOf("home".into()), Why::Unanswered(vec!["agent".into()]))
    );
}

#[test]
fn a_circle_in_the_catalogue_ends() {
    let mut item = item();
    item.questions[0].ask_when = when("agent == 'self'");
    item.questions[1].ask_when = when("group == 'normal'");
    assert_eq!(build_checklist(&item, &answers(&[])).len(), item.materials.len());
}

#[test]
fn the_catalogue_refuses_misspelt_keys() {
    let json = serde_json::json!({ "id": "a", "name": "A", "wehn": ["x.y"] });
    assert!(serde_json::from_value::<MaterialDef>(json).is_err());
}

#[test]
fn a_reason_survives_the_wire() {
    for row in build_checklist(&item(), &answers(&[("group", "ill"), ("agent", "self")])) {
        let json = serde_json::to_string(&row).unwrap();
        assert_eq!(serde_json::from_str::<Row>(&json).unwrap(), row);
    }
}

#[test]
fn what_settles_most_is_asked_first_and_what_it_leads_to_behind_it() {
    // agent settles deed's question, the diagnosis in part and the permit; group the special and
    // the diagnosis.
    assert_eq!(asking_order(&item()), ["agent", "proof", "group"]);
    let mut circle = item();
    circle.questions[1].ask_when = when("proof == 'letter'");
    assert_eq!(asking_order(&circle).len(), 3);
}

#[test]
fn a_fact_answers_for_the_citizen_unless_the_clerk_does() {
    let mut item = item();
    item.questions[1].options[1].known_when = when("people.agent == 'yes'");
    let facts = answers(&[("group", "ill"), (AGENT, "yes")]);
    assert_eq!(known_answers(&item, &facts), answers(&[("agent", "agent")]));
    assert_eq!(questions_unanswered(&item, &facts), ["proof"]);
    let own = answers(&[("group", "ill"), (AGENT, "yes"), ("agent", "self")]);
    assert!(known_answers(&item, &own).is_empty());
    assert!(questions_unanswered(&item, &own).is_empty());
    assert!(unknown_answers(&item, &own).is_empty());
    assert_eq!(unknown_answers(&item, &answers(&[(AGE, "old"), (AGENT, "yes")])), ["card.age.old"]);
}

#[test]
fn a_condition_on_a_fact_waits_for_the_card() {
    let mut item = item();
    item.materials[0].when = when("card.age >= 60 && group != 'normal'");
    let row = |pairs: &[(&str, &str)]| build_checklist(&item, &answers(pairs)).swap_remove(0);
    assert_eq!(row(&[("group", "ill")]).why, Why::Unanswered(vec![AGE.into()]));
    let both = Why::Because(vec![pair("申请人年龄", "67"), pair("group?", "ill!")]);
    assert_eq!(row(&[("group", "ill"), (AGE, "67")]).why, both);
    assert_eq!(row(&[("group", "ill"), (AGE, "59")]).need, RowNeed::NotNeeded);
    item.age_on = Some(AgeDay { months_ahead: 2, ..AgeDay::default() });
    let early =
        Why::Because(vec![pair("申请人年龄（提前 2 个月计）", "60"), pair("group?", "ill!")]);
    let row = build_checklist(&item, &answers(&[("group", "ill"), (AGE, "60")])).swap_remove(0);
    assert_eq!(row.why, early, "not the age of today, and it says so");
}

#[test]
fn what_is_no_condition_is_told_with_its_column() {
    for (text, column) in [
        ("", 1),
        ("group = 'ill'", 7),
        ("group == ill", 10),
        ("group == 'ill' &&", 18),
        ("group == 'ill' and agent == 'self'", 16),
        ("!group == 'ill'", 2),
        ("group.size() > 2", 11),
        ("group in ['ill'", 16),
        ("group < 'ill'", 9),
        ("(group == 'ill'", 16),
        ("group == 'ill' ? true : false", 16),
        ("true", 1),
        ("card.age >= 6.5", 14),
    ] {
        let error = Condition::parse(text).unwrap_err();
        assert_eq!(error.at + 1, column, "{text}: {error}");
    }
    assert!(Condition::parse(&"(".repeat(5_000)).is_err());
    assert!(Condition::parse(&format!("{}a == 'b'{}", "(".repeat(40), ")".repeat(40))).is_err());
}
