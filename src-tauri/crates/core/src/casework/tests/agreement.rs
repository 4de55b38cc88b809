//! Sex, birth and number in the form, when one of them is changed by hand.
use super::*;
use crate::form::Severity;

fn form() -> FormDef {
    let sexes = json!([{ "value": "1", "label": "男" }, { "value": "2", "label": "女" }]);
    let fields = json!([
        { "id": "sex", "label": "性别", "kind": "choice", "prefill": "applicant.sex",
            "options": sexes },
        { "id": "birth", "label": "出生日期", "kind": "date", "prefill": "applicant.birth" },
        { "id": "number", "label": "号码", "kind": "id_number", "prefill": "applicant.number" },
    ]);
    let sections = json!([{ "title": "人", "fields": fields }]);
    serde_json::from_value(json!({ "id": "general", "title": "示例表", "sections": sections }))
        .unwrap()
}

fn findings(facts: Vec<Fact>) -> Vec<(String, String)> {
    let (case, item, form) = (case(facts), item(), form());
    let findings = assess(&case, &item, &form).form.unwrap().findings;
    assert!(findings.iter().all(|finding| finding.severity == Severity::Warning), "none stops");
    findings.into_iter().map(|finding| (finding.field, finding.code)).collect()
}

fn man() -> Fact {
    let card = person(PersonRole::Applicant, Reading::Card);
    Fact::PersonPut { person: Person { sex: "男".into(), ..card } }
}

fn finding_on(field: &str, code: &str) -> Vec<(String, String)> {
    vec![(field.to_owned(), code.to_owned())]
}

#[test]
fn what_a_hand_changed_is_held_against_the_rest() {
    assert_eq!(findings(vec![man()]), []);
    let differs = |field: &str, value: &str| findings(vec![man(), filled(field, value)]);
    assert_eq!(differs("sex", "2"), finding_on("sex", "typed_sex_differs"));
    assert_eq!(differs("birth", "1990-01-02"), finding_on("birth", "typed_birth_differs"));
    // A woman of the same day.
    assert_eq!(differs("number", "440699199001010022"), finding_on("sex", "typed_sex_differs"));
    assert_eq!(differs("birth", "1990-01-01"), [], "changed to what agrees");
}

#[test]
fn what_the_card_itself_says_is_noted_with_the_card_alone() {
    assert_eq!(findings(vec![by_card(PersonRole::Applicant)]), [], "a woman with a man's number");
}
