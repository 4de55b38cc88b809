//! Which page may lie under a row of another case of the same visit.
use super::*;
use crate::casework::{Place, Visit, find_holder};

const FATHER: &str = NUMBER;
const MOTHER: &str = "440699199001010022";

fn numbered(role: PersonRole, number: &str) -> Person {
    Person { number: number.into(), ..person(role, Reading::Card) }
}

fn item_with(materials: serde_json::Value) -> Item {
    let mut item = item();
    item.materials = serde_json::from_value(materials).unwrap();
    item
}

/// The row of the new list under which the page of the old list's only row comes to lie.
fn place(
    old: serde_json::Value,
    new: serde_json::Value,
    before: &[Person],
    now: &[Person],
) -> String {
    let (old, new) = (item_with(json!([old])), item_with(new));
    let put = |person: &Person| Fact::PersonPut { person: person.clone() };
    let from = case(before.iter().map(put));
    let visit = Visit { from: &from, old: &old, new: &new, people: now };
    match visit.find_place(&old.materials[0]) {
        Place::Row(row) => row.id.clone(),
        Place::Unsure => "unsure".into(),
        Place::Nowhere => "nowhere".into(),
    }
}

fn card(id: &str, role: &str) -> serde_json::Value {
    json!({ "id": id, "name": "居民身份证", "cert": "居民身份证", "supply": "chip", "person": role })
}

#[test]
fn a_fathers_card_never_lies_under_the_mothers_row() {
    let (father, mother) =
        (numbered(PersonRole::Applicant, FATHER), numbered(PersonRole::Applicant, MOTHER));
    let (old, new) = (card("id_card", "applicant"), json!([card("id_card", "applicant")]));
    let father_only = std::slice::from_ref(&father);
    assert_eq!(place(old.clone(), new.clone(), father_only, father_only), "id_card");
    assert_eq!(place(old.clone(), new, father_only, std::slice::from_ref(&mother)), "unsure");
    // The mother is the applicant now, and the father her spouse: by number, not by role.
    let both = [mother, numbered(PersonRole::Spouse, FATHER)];
    let rows = json!([card("id_card", "applicant"), card("spouse_card", "spouse")]);
    assert_eq!(place(old.clone(), rows, father_only, &both), "spouse_card");
    assert_eq!(place(old.clone(), json!([card("agent", "agent")]), father_only, &both), "unsure");
    let other = json!([{ "id": "deed", "name": "房产证" }]);
    assert_eq!(place(old, other, father_only, &both), "nowhere");
}

#[test]
fn an_agents_paper_goes_along_with_the_agent() {
    let agent = numbered(PersonRole::Agent, MOTHER);
    let before = [numbered(PersonRole::Applicant, FATHER), agent.clone()];
    let rows = json!([card("id_card", "applicant"), card("agent_card", "agent")]);
    let of_agent = card("agent_card", "agent");
    assert_eq!(place(of_agent, rows.clone(), &before, std::slice::from_ref(&agent)), "agent_card");
    let of_applicant = card("id_card", "applicant");
    assert_eq!(place(of_applicant, rows, &before, &[agent]), "unsure", "another applicant");
}

#[test]
fn a_row_that_names_nobody_is_the_applicants_by_id_or_name_alone() {
    let applicant = [numbered(PersonRole::Applicant, FATHER)];
    let paper = |id: &str, name: &str| json!({ "id": id, "name": name, "cert": "居民户口簿" });
    let to = |old: serde_json::Value, new: serde_json::Value| {
        place(old, json!([new]), &applicant, &applicant)
    };
    assert_eq!(to(paper("hukou", "户口簿"), paper("hukou", "居民户口簿")), "hukou");
    assert_eq!(to(paper("a", "户口簿"), paper("b", "户口簿")), "b");
    assert_eq!(to(paper("a", "户口簿"), paper("b", "落户一方户口簿")), "unsure", "by kind alone");
    assert_eq!(to(paper("id", "父亲身份证"), paper("id", "母亲身份证")), "unsure");
    assert_eq!(to(paper("id", "身份证"), card("id", "applicant")), "unsure", "one names somebody");
    let other = [numbered(PersonRole::Applicant, MOTHER)];
    let hukou = paper("hukou", "户口簿");
    assert_eq!(place(hukou.clone(), json!([hukou.clone()]), &applicant, &other), "unsure");
    assert_eq!(place(hukou.clone(), json!([hukou]), &[], &[]), "unsure", "nobody is known");
}

#[test]
fn an_id_alone_is_no_paper_and_a_kind_alone_no_owner() {
    let me = [numbered(PersonRole::Applicant, FATHER)];
    let row = |name: &str, cert: Option<&str>| json!({ "id": "one", "name": name, "cert": cert });
    let of = |old, new: serde_json::Value| place(old, json!([new]), &me, &me);
    assert_eq!(of(row("灵活就业承诺书", None), row("宅基地使用承诺书", None)), "unsure");
    assert_eq!(of(row("承诺书", None), row("承诺书", None)), "one");
    let book = Some("居民户口簿");
    assert_eq!(of(row("户口簿", book), row("本人户口簿", book)), "one");
    assert_eq!(of(row("落户一方户口簿", book), row("本人户口簿", book)), "unsure");
}

/// In the library a paper is looked for by the number of whoever it is about.
#[test]
fn a_relatives_paper_is_never_the_applicants() {
    let people = [
        (PersonRole::Applicant, FATHER),
        (PersonRole::Spouse, MOTHER),
        (PersonRole::Guardian, "440699197001010011"),
    ];
    let of = case(people.map(|(role, number)| Fact::PersonPut { person: numbered(role, number) }));
    let holder = |row: serde_json::Value| {
        let item = item_with(json!([row]));
        find_holder(&of, &item.materials[0]).map(|person| person.role)
    };
    let row = |name: &str| json!({ "id": "paper", "name": name, "cert": "居民户口簿" });
    for (name, role) in [
        ("居民户口簿", Some(PersonRole::Applicant)),
        ("夫妻双方的结婚证", Some(PersonRole::Applicant)),
        ("配偶户口簿", Some(PersonRole::Spouse)),
        ("丈夫的户口簿", Some(PersonRole::Spouse)),
        ("监护人户口簿或监护关系证明", Some(PersonRole::Guardian)),
        ("代办人身份证", None),
        ("父母身份证", None),
        ("新生儿出生医学证明", None),
        ("直系亲属的房屋产权证明", None),
    ] {
        assert_eq!(holder(row(name)), role, "{name}");
    }
    let named = json!({ "id": "paper", "name": "父母身份证", "person": "applicant" });
    assert_eq!(holder(named), Some(PersonRole::Applicant), "the row says who that is");
}
