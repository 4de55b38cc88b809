use super::*;
use crate::papers::example::*;
use counter_core::case::{Mandate, MandateEnd, MandateGround, Person, Reading};
use counter_core::fact::Fact;
use counter_core::item::PersonRole;
use jiff::civil::date;
use std::collections::BTreeMap;

/// The list of this item has the form for a person.
const ALLOWANCE_OF_THE_POOR: &str = "dibao";

fn agent(mandate: Option<Mandate>) -> Fact {
    let Fact::PersonPut { person } = applicant(Reading::Typed, &[], false) else { unreachable!() };
    let person = Person {
        id: "a".into(),
        role: PersonRole::Agent,
        name: "陈示范".into(),
        number: "440699199001010014".into(),
        phone: "10012345678".into(),
        relation: "女儿".into(),
        mandate,
        ..person
    };
    Fact::PersonPut { person }
}

fn by_letter(extent: &str, until: MandateEnd) -> Mandate {
    Mandate {
        extent: extent.into(),
        until: Some(until),
        ground: Some(MandateGround::Letter),
        paper: "".into(),
    }
}

fn fill(item: &str, facts: &[Fact]) -> BTreeMap<String, (FieldKind, String)> {
    let file = case_file(item, facts);
    let blank = find_mandate_blank(&file).unwrap();
    let Sheet::Mandate(paper) = fill_mandate(&context(), &file, &blank) else { unreachable!() };
    let fields = paper.sections.into_iter().flat_map(|section| section.fields);
    let defs = blank.form.fields();
    defs.zip(fields).map(|(def, field)| (def.id.clone(), (field.kind, field.value))).collect()
}

#[test]
fn what_is_on_record_stands_there_and_nothing_else() {
    let until = MandateEnd::Day(date(2026, 12, 31));
    let mandate = by_letter("代为办理本事项", until);
    let people = [applicant(Reading::Card, &[], false), agent(Some(mandate))];
    let filled = fill(ALLOWANCE_OF_THE_POOR, &people);
    let value = |id: &str| filled[id].1.as_str();
    assert_eq!((value("name"), value("agent_name")), ("陈示例", "陈示范"));
    assert_eq!(value("number"), "440699194001010029");
    assert_eq!((value("relation"), value("until")), ("女儿", "2026-12-31"));
    assert_eq!(value("item"), "最低生活保障申请");
    // No option is called so: the recorded words stand there, and no box is ticked.
    assert_eq!(filled["power"], (FieldKind::Text, "代为办理本事项".to_owned()));
    for empty in ["phone", "from", "reason"] {
        assert_eq!(value(empty), "", "{empty}: nobody put it on record");
    }
}

#[test]
fn without_a_mandate_on_record_its_lines_are_empty() {
    let filled = fill(ALLOWANCE_OF_THE_POOR, &[agent(None)]);
    assert_eq!(filled["power"], (FieldKind::Choice, String::new()));
    assert_eq!((filled["until"].1.as_str(), filled["name"].1.as_str()), ("", ""));
    assert_eq!(filled["agent_name"].1, "陈示范");
}

#[test]
fn an_extent_that_is_an_option_is_ticked() {
    let mandate = by_letter("领取结果", MandateEnd::CaseEnd);
    let filled = fill(ALLOWANCE_OF_THE_POOR, &[agent(Some(mandate))]);
    assert_eq!(filled["power"], (FieldKind::Choice, "领取结果".to_owned()));
}

#[test]
fn an_item_without_the_paper_on_its_list_has_the_one_for_anybody() {
    let file = case_file(ALLOWANCE, &[agent(None)]);
    let blank = find_mandate_blank(&file).unwrap();
    assert_eq!((blank.form.id.as_str(), blank.material), ("weituoshu", "授权委托书"));
}

#[test]
fn the_form_of_a_firm_names_who_stands_for_it_where_somebody_does() {
    let file = case_file("lianhe-yanshou", &[agent(None)]);
    assert_eq!(find_mandate_blank(&file).unwrap().form.id, "danwei-weituoshu");
    let filled = fill("lianhe-yanshou", &[agent(None)]);
    assert_eq!(filled["head"].1, "");
    assert_eq!(filled["name"].1, "", "nobody put the firm on record");
}
