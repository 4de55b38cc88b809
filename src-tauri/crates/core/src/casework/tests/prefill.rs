use super::*;
use crate::form::Severity;

fn value_of(facts: impl IntoIterator<Item = Fact>, id: &str) -> (String, Option<FieldSource>) {
    let (case, item, form) = (case(facts), item(), form());
    let filled = assess(&case, &item, &form).form.unwrap();
    let field = filled.fields.into_iter().find(|field| field.def.id == id).unwrap();
    (field.value.into_owned(), field.source)
}

fn is(value: &str, source: FieldSource) -> (String, Option<FieldSource>) {
    (value.to_owned(), Some(source))
}

fn nothing() -> (String, Option<FieldSource>) {
    (String::new(), None)
}

#[test]
fn a_person_fills_by_card_or_as_typed() {
    let card = || [by_card(PersonRole::Applicant)];
    assert_eq!(value_of(card(), "name"), is("陈示例", FieldSource::Card));
    assert_eq!(
        value_of(card(), "sex"),
        is("2", FieldSource::Card),
        "the option whose label the card says"
    );
    assert_eq!(
        value_of(card(), "phone"),
        is("10012345678", FieldSource::Typed),
        "no card has a telephone"
    );
    assert_eq!(value_of([typed(PersonRole::Applicant)], "name"), is("陈示例", FieldSource::Typed));
    assert_eq!(value_of([], "name"), nothing());
    assert_eq!(value_of(card(), "deputy"), nothing());
    assert_eq!(value_of([typed(PersonRole::Guardian)], "deputy"), is("陈示例", FieldSource::Typed));
}

#[test]
fn every_part_of_a_person_can_be_asked_for() {
    let (case, item) = (case([by_card(PersonRole::Applicant)]), item());
    let parts = [
        ("ethnic", "汉"),
        ("birth", "1990-01-01"),
        ("number", NUMBER),
        ("address", "示例路"),
        ("relation", "同事"),
        ("shoes", ""),
    ];
    for (part, expected) in parts {
        let mut form = form();
        form.sections[0].fields[0].prefill = Some(format!("applicant.{part}"));
        assert_eq!(assess(&case, &item, &form).form.unwrap().value_of("name"), expected, "{part}");
    }
}

#[test]
fn the_item_the_answers_and_the_day_fill_too() {
    assert_eq!(value_of([], "item"), is("示例事项", FieldSource::Item));
    assert_eq!(value_of([], "office"), is("示例局", FieldSource::Item));
    assert_eq!(
        value_of([answered("group", "normal")], "group"),
        is("n", FieldSource::Answer),
        "by its label"
    );
    assert_eq!(
        value_of([answered("group", "poor")], "group"),
        is("poor", FieldSource::Answer),
        "by its value"
    );
    assert_eq!(value_of([], "group"), nothing());
    assert_eq!(
        value_of([answered("group", "other")], "group"),
        nothing(),
        "no option of the question"
    );
    assert_eq!(value_of([answered("agent", "spouse")], "who"), is("配偶", FieldSource::Answer));
    assert_eq!(
        value_of([typed(PersonRole::Agent)], "who"),
        is("代办", FieldSource::Answer),
        "nobody was asked"
    );
    assert_eq!(value_of([], "day"), is("2026-09-21", FieldSource::Today));
}

#[test]
fn an_answer_that_the_field_does_not_offer_fills_nothing() {
    let (case, item, mut form) = (case([answered("agent", "spouse")]), item(), form());
    form.sections[1].fields[2].prefill = Some("answer.agent".into());
    assert_eq!(assess(&case, &item, &form).form.unwrap().value_of("group"), "");
    form.sections[1].fields[2].prefill = Some("answer.nobody_asks".into());
    assert_eq!(assess(&case, &item, &form).form.unwrap().value_of("group"), "");
    for rule in ["item.colour", "weather", "weather.today"] {
        form.sections[1].fields[2].prefill = Some(rule.into());
        assert_eq!(assess(&case, &item, &form).form.unwrap().value_of("group"), "", "{rule}");
    }
}

#[test]
fn an_authority_fills_its_fields_in_the_words_on_record() {
    let until = MandateEnd::Day(jiff::civil::date(2026, 12, 31));
    let mandate = Mandate { extent: "困难".into(), ..mandate_until(PersonRole::Agent, until) };
    let agent = |mandate| Fact::PersonPut {
        person: Person { mandate, ..person(PersonRole::Agent, Reading::Typed) },
    };
    let value = |facts: [Fact; 1], rule: &str, field: usize| {
        let (case, item, mut form) = (case(facts), item(), form());
        form.sections[1].fields[field].prefill = Some(rule.into());
        let def = &form.sections[1].fields[field];
        find_recorded_value(&case, &item, def).map(std::borrow::Cow::into_owned)
    };
    let with = || [agent(Some(mandate.clone()))];
    assert_eq!(value(with(), "mandate.extent", 0).as_deref(), Some("困难"));
    assert_eq!(value(with(), "mandate.extent", 2).as_deref(), Some("poor"), "an option's label");
    assert_eq!(value(with(), "mandate.until", 4).as_deref(), Some("2026-12-31"));
    assert_eq!(value([agent(None)], "mandate.until", 4), None);
    let to_case_end = Mandate { until: Some(MandateEnd::CaseEnd), ..mandate.clone() };
    assert_eq!(value([agent(Some(to_case_end))], "mandate.until", 4), None, "that is no day");
    assert_eq!(value(with(), "legal_representative.name", 0), None);
    let head = typed(PersonRole::LegalRepresentative);
    assert_eq!(value([head], "legal_representative.name", 0).as_deref(), Some("陈示例"));
    // What was typed into the application is not of another paper.
    assert_eq!(value([filled("item", "别的事项")], "applicant.name", 0), None);
}

#[test]
fn the_day_is_that_of_the_receipt() {
    let slip = Fact::SlipNoted {
        slip: "7".into(),
        received_at: "2026-09-19T10:00:00+08:00".parse().unwrap(),
    };
    assert_eq!(value_of([slip, Fact::Received], "day"), is("2026-09-19", FieldSource::Today));
}

#[test]
fn the_hand_goes_over_everything_even_empty() {
    let facts = |value| [by_card(PersonRole::Applicant), filled("name", value)];
    assert_eq!(value_of(facts("李示例"), "name"), is("李示例", FieldSource::Hand));
    assert_eq!(value_of(facts(""), "name"), is("", FieldSource::Hand));
}

#[test]
fn what_is_wrong_is_counted_by_field() {
    let (item, form) = (item(), form());
    let wrong =
        case([by_card(PersonRole::Applicant), filled("phone", ""), filled("reason", "说来话很长")]);
    let assessment = assess(&wrong, &item, &form);
    let filled_form = assessment.form.as_ref().unwrap();
    assert_eq!(
        (filled_form.first_wrong_field(), filled_form.count_wrong_fields()),
        (Some("phone"), 2)
    );
    assert!(!filled_form.is_complete() && !filled_form.values.contains_key("phone"));
    assert_eq!(filled_form.fields.len(), 10);
    let right = case(complete().into_iter().chain([filled("unknown", "x")]));
    let assessment = assess(&right, &item, &form);
    let filled_form = assessment.form.unwrap();
    assert!(filled_form.is_complete());
    assert_eq!((filled_form.value_of("reason"), filled_form.value_of("unknown")), ("搬家", ""));
    assert!(filled_form.findings.iter().all(|finding| finding.severity == Severity::Warning));
    assert!(
        CaseAssessment::new(&right, None, Some(&form), today()).form.is_none(),
        "a form without its item is none"
    );
}

#[test]
fn some_fields_are_a_persons() {
    let form = form();
    let personal: Vec<&str> = form
        .fields()
        .filter(|field| is_from_person(field))
        .map(|field| field.id.as_str())
        .collect();
    assert_eq!(personal, ["name", "sex", "phone", "deputy"]);
}

fn of_kind(id_kind: IdKind, ethnic: &str) -> Fact {
    let card = person(PersonRole::Applicant, Reading::Card);
    Fact::PersonPut { person: Person { id_kind, ethnic: ethnic.into(), ..card } }
}

/// The form with a field of its applicant's people, which it wants.
fn ethnic_form() -> FormDef {
    let mut form = form();
    let field = &mut form.sections[0].fields[0];
    (field.id, field.prefill) = ("ethnic".into(), Some("applicant.ethnic".into()));
    form
}

#[test]
fn nobody_is_asked_for_a_people_whose_document_names_none() {
    let (item, form) = (item(), ethnic_form());
    for (kind, ethnic, asked) in [
        (IdKind::Resident, "汉", false),
        (IdKind::Resident, "", true),
        (IdKind::Resident, "57", true),
        (IdKind::ForeignPr, "", false),
        (IdKind::HmtResidence, "", false),
        (IdKind::Passport, "", false),
    ] {
        let case = case([of_kind(kind, ethnic)]);
        let filled = assess(&case, &item, &form).form.unwrap();
        let told = filled.findings.iter().any(|finding| finding.field == "ethnic");
        assert_eq!(told, asked, "{kind:?} {ethnic}");
        let field = filled.fields.iter().find(|field| field.def.id == "ethnic").unwrap();
        assert_eq!(field.required, kind == IdKind::Resident);
    }
    let nobody = case([]);
    assert!(assess(&nobody, &item, &form).form.unwrap().fields[0].required);
}

#[test]
fn a_foreigners_form_bears_the_letters_of_the_passport() {
    let card = person(PersonRole::Applicant, Reading::Card);
    let foreigner = Person { name_latin: "JANE SAMPLE".into(), ..card };
    assert_eq!(foreigner.full_name(), "JANE SAMPLE（陈示例）");
    let put = Fact::PersonPut { person: foreigner };
    assert_eq!(value_of([put], "name"), is("JANE SAMPLE", FieldSource::Card));
}
