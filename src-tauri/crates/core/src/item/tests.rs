//! Checklists of one made-up item that has every kind of rule.

use std::collections::BTreeMap;

use super::*;

fn material(id: &str) -> MaterialDef {
    serde_json::from_value(serde_json::json!({ "id": id, "name": id.to_uppercase(), "original": 1 })).unwrap()
}

fn terms(list: &[&str]) -> Vec<String> {
    list.iter().map(|term| (*term).to_owned()).collect()
}

fn question(id: &str, options: &[&str], ask_when: &[&str]) -> Question {
    let options = options.iter().map(|o| Choice { id: (*o).into(), label: format!("{o}!") }).collect();
    Question { id: id.into(), text: format!("{id}?"), options, ask_when: terms(ask_when) }
}

fn item() -> Item {
    let json = serde_json::json!({
        "id": "shili", "name": "示例事项", "department": "示例局", "task_type": "21",
        "project_type": "即办件", "form": "general",
    });
    let mut item: Item = serde_json::from_value(json).unwrap();
    item.questions = vec![
        question("group", &["normal", "poor", "ill"], &[]),
        question("agent", &["self", "agent"], &[]),
        question("proof", &["letter", "notary"], &["agent.agent"]),
    ];
    item.materials = vec![
        material("card"),
        MaterialDef { when: terms(&["group.poor", "group.ill"]), ..material("special") },
        MaterialDef { when: terms(&["proof.notary"]), ..material("deed") },
        MaterialDef { when_all: terms(&["group.ill", "agent.agent"]), need: Need::Later, ..material("diagnosis") },
        MaterialDef { any_group: Some("home".into()), ..material("book") },
        MaterialDef { any_group: Some("home".into()), when: terms(&["agent.self"]), ..material("permit") },
    ];
    item
}

fn answers(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(q, o)| ((*q).to_owned(), (*o).to_owned())).collect()
}

fn find(pairs: &[(&str, &str)], id: &str) -> (RowNeed, Why) {
    let rows = checklist(&item(), &answers(pairs));
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
    assert_eq!(unknown_answers(&item(), &answers(&[("group", "rich"), ("agent", "self")])), ["group.rich"]);
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
    assert_eq!(questions_open(&item(), &answers(&[("agent", "agent")])), ["group", "agent", "proof"]);
    assert_eq!(questions_unanswered(&item(), &answers(&[("agent", "agent")])), ["group", "proof"]);
    assert_eq!(find(&[], "deed"), (RowNeed::Required, Why::Unanswered(vec!["agent".into()])));
    let open = Why::Unanswered(vec!["proof".into()]);
    assert_eq!(find(&[("agent", "agent")], "deed"), (RowNeed::Required, open));
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
    assert_eq!(find(&[], "permit"), (RowNeed::OneOf("home".into()), Why::Unanswered(vec!["agent".into()])));
}

#[test]
fn a_circle_in_the_catalogue_ends() {
    let mut item = item();
    item.questions[0].ask_when = terms(&["agent.self"]);
    item.questions[1].ask_when = terms(&["group.normal"]);
    assert_eq!(checklist(&item, &answers(&[])).len(), item.materials.len());
}

#[test]
fn the_catalogue_refuses_misspelt_keys() {
    let json = serde_json::json!({ "id": "a", "name": "A", "wehn": ["x.y"] });
    assert!(serde_json::from_value::<MaterialDef>(json).is_err());
}

#[test]
fn a_reason_survives_the_wire() {
    for row in checklist(&item(), &answers(&[("group", "ill"), ("agent", "self")])) {
        let json = serde_json::to_string(&row).unwrap();
        assert_eq!(serde_json::from_str::<Row>(&json).unwrap(), row);
    }
}
