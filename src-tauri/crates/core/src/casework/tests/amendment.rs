use super::*;

fn returned(targets: &[&str], more: &[Fact]) -> Case {
    let back = [decided(DecisionKind::Accept), issued("acceptance_receipt"), sent_back(1, targets)];
    case(back.into_iter().chain(more.iter().cloned()))
}

#[test]
fn a_target_has_the_name_of_the_catalog() {
    let (case, item, form) = (case([]), item(), form());
    let amendment = assess(&case, &item, &form).as_amendment();
    assert_eq!(amendment.target_name("field:reason"), Some("理由栏"));
    assert_eq!(amendment.target_name("material:hukou"), Some("居民户口簿"));
    for unknown in ["case", "field:x", "material:x", "page:1"] {
        assert_eq!(amendment.target_name(unknown), None, "{unknown}");
    }
    let without = CaseAssessment::new(&case, None, None, today()).as_amendment();
    assert_eq!(
        (without.target_name("field:reason"), without.target_name("material:hukou")),
        (None, None)
    );
}

#[test]
fn what_was_touched_since_is_put_right() {
    let (item, form) = (item(), form());
    let is_done_after = |target: &str, more: &[Fact]| {
        let case = returned(&[target], more);
        assess(&case, &item, &form).as_amendment().is_done(target)
    };
    assert!(!is_done_after("field:reason", &[]));
    assert!(is_done_after("field:reason", &[filled("reason", "迁居")]));
    assert!(!is_done_after("field:reason", &[by_card(PersonRole::Applicant)]), "no card fills it");
    assert!(is_done_after("field:name", &[by_card(PersonRole::Applicant)]));
    assert!(is_done_after("field:deputy", &[typed(PersonRole::Agent)]));
    assert!(is_done_after("material:hukou", &[page("1", Some("hukou"))]));
    assert!(!is_done_after("material:hukou", &[page("1", Some("deed"))]));
}

#[test]
fn the_first_comment_that_nothing_was_done_about_leads() {
    let (item, form) = (item(), form());
    let first = |targets: &[&str], more: &[Fact]| {
        let case = returned(targets, more);
        let step = assess(&case, &item, &form).as_amendment().first_undone();
        step.map(|step| (step.code, json!(step.params)))
    };
    let both = ["case", "field:reason", "material:hukou"];
    let field = (NextStepCode::AmendField, json!({ "field": "reason", "name": "理由栏" }));
    let paper = (NextStepCode::AmendMaterial, json!({ "material": "hukou", "name": "居民户口簿" }));
    assert_eq!(first(&both, &[]), Some(field));
    assert_eq!(first(&both, &[filled("reason", "迁居")]), Some(paper));
    assert_eq!(first(&both, &[filled("reason", "迁居"), page("1", Some("hukou"))]), None);
    assert_eq!(first(&["case"], &[]), None);
    let unknown = (NextStepCode::AmendField, json!({ "field": "x", "name": "" }));
    assert_eq!(first(&["field:x"], &[]), Some(unknown));
    assert_eq!(
        first(&["page:1", "field:reason"], &[]),
        None,
        "nothing leads past what is not understood"
    );
    assert_eq!(first(&["people"], &[]), None);
    let untouched = case([]);
    assert!(
        assess(&untouched, &item, &form).as_amendment().first_undone().is_none(),
        "nothing was sent back"
    );
}

#[test]
fn a_notice_asks_until_the_case_is_decided_again() {
    let fault = Fault {
        material: None,
        name: "户口簿".into(),
        problem: "缺页".into(),
        fix: String::new(),
        reason: None,
    };
    let decision =
        Decision { faults: vec![fault.clone()], ..Decision::of_kind(DecisionKind::Correction) };
    let notice = Fact::Decided { decision };
    assert_eq!(requested_corrections(&case([notice.clone()])), [fault]);
    assert!(requested_corrections(&case([notice, decided(DecisionKind::Accept)])).is_empty());
    assert!(requested_corrections(&case([])).is_empty());
}

#[test]
fn the_first_comment_with_a_place_says_where_to_begin() {
    let section = |targets: &[&str]| section_to_amend(&returned(targets, &[]).returns[0].comments);
    assert_eq!(section(&["case", "material:hukou", "field:x"]), Section::Materials);
    assert_eq!(section(&["field:x", "material:hukou"]), Section::Form);
    assert_eq!(section(&["case"]), Section::Form);
}
