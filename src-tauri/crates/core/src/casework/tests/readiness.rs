use super::*;
use crate::case::{Deferred, PaperKind, Step};

pub(super) fn code(code: impl serde::Serialize) -> String {
    serde_json::to_value(code).unwrap().as_str().unwrap().to_owned()
}

pub(super) fn next_of(facts: impl IntoIterator<Item = Fact>) -> (String, u8) {
    let (case, item, form) = (case(facts), item(), form());
    let next = assess(&case, &item, &form).readiness.next;
    (code(next.code), next.section.into())
}

pub(super) fn params(facts: impl IntoIterator<Item = Fact>, wanted: LackCode) -> serde_json::Value {
    let (case, item, form) = (case(facts), item(), form());
    let lacks = assess(&case, &item, &form).readiness.lacks;
    json!(lacks.iter().find(|lack| lack.code == wanted).unwrap().params)
}

fn but(facts: &[Fact], without: &Fact) -> Vec<Fact> {
    facts.iter().filter(|fact| *fact != without).cloned().collect()
}

pub(super) fn and(more: Fact) -> Vec<Fact> {
    complete().into_iter().chain([more]).collect()
}

#[test]
fn an_empty_case_lacks_its_item_and_its_applicant() {
    let empty = case([]);
    let readiness = CaseAssessment::new(&empty, None, None, today()).readiness;
    let lacks: Vec<(String, u8)> =
        readiness.lacks.iter().map(|lack| (code(lack.code), lack.section.into())).collect();
    assert_eq!(lacks, [("choose_item".to_owned(), 2), ("read_card".to_owned(), 1)]);
    assert_eq!(
        (code(readiness.next.code), readiness.next.section),
        ("choose_item".to_owned(), Section::Item)
    );
    let sections: Vec<(u8, bool, usize)> = readiness
        .sections
        .iter()
        .map(|entry| (entry.section.into(), entry.is_done, entry.lack_count))
        .collect();
    assert_eq!(
        sections,
        [(1, false, 1), (2, false, 1), (3, false, 0), (4, false, 0), (5, false, 0)]
    );
}

#[test]
fn lacks_come_in_the_order_of_work() {
    let expected = [
        "answer",
        "answer",
        "read_card",
        "receive",
        "place_page",
        "scan",
        "scan",
        "scan",
        "count_object",
        "scan",
        "scan",
        "scan",
        "fill",
    ];
    assert_eq!(lacks_of([page("x", None)]), expected, "cards by scan, too: nobody read them");
    assert_eq!(lacks_of(complete()), [""; 0]);
    assert_eq!(next_of(complete()), ("decide".to_owned(), 5));
}

#[test]
fn each_lack_says_what_it_is_about() {
    assert_eq!(params([], LackCode::Answer), json!({ "question": "group" }));
    assert_eq!(params([], LackCode::ReadCard), json!({ "role": "applicant" }));
    assert_eq!(
        params([page("a", Some("deed")), page("x", None)], LackCode::PlacePage),
        json!({ "page": "x", "n": "2" })
    );
    assert_eq!(params([], LackCode::CountObject), json!({ "material": "photo", "name": "照片" }));
    assert_eq!(params([], LackCode::Fill), json!({ "left": "3", "field": "name" }));
    assert_eq!(params([], LackCode::Receive), json!({}));
}

#[test]
fn whoever_acts_for_the_applicant_must_be_there() {
    for (option, role) in [
        ("agent", PersonRole::Agent),
        ("spouse", PersonRole::Spouse),
        ("guardian", PersonRole::Guardian),
    ] {
        let facts = [by_card(PersonRole::Applicant), answered("agent", option)];
        let name = format!("{role:?}").to_lowercase();
        assert_eq!(params(facts.clone(), LackCode::ReadCard), json!({ "role": name }));
        assert!(
            !lacks_of(facts.into_iter().chain([typed(role)])).contains(&"read_card".to_owned())
        );
    }
}

#[test]
fn a_faulty_paper_and_a_missing_one_differ() {
    assert_eq!(lacks_of(and(problem("hukou"))), ["material_problem"]);
    assert_eq!(lacks_of(but(&complete(), &page("l", Some("later")))), [""; 0], "it may follow");
    assert_eq!(lacks_of(but(&complete(), &counted("photo", 2))), ["count_object"]);
    let after_removal = but(&complete(), &page("d", Some("deed")));
    assert_eq!(lacks_of(after_removal.clone()), ["scan", "scan"], "either of the group");
    let lease = [page("2", Some("lease")), custody("lease", Custody::Held)];
    assert_eq!(lacks_of(after_removal.into_iter().chain(lease)), [""; 0]);
    assert_eq!(lacks_of(and(problem("later"))), ["material_problem"]);
    assert_eq!(lacks_of(and(problem("application"))), [""; 0], "the form's faults are its fields'");
    assert_eq!(lacks_of(and(problem("proof"))), [""; 0], "not needed");
}

#[test]
fn an_original_is_looked_at_then_compared_then_given_back() {
    let again = page("h2", Some("hukou"));
    assert_eq!(lacks_of(and(again.clone())), ["look", "give_back"], "it is in the hand again");
    let page_shown: Vec<Fact> = and(again).into_iter().chain([shown("h2")]).collect();
    assert_eq!(lacks_of(page_shown.clone()), ["check_original", "give_back"]);
    let compared: Vec<Fact> = page_shown.into_iter().chain([checked("hukou")]).collect();
    assert_eq!(lacks_of(compared.clone()), ["give_back"]);
    for to in [Custody::Returned, Custody::Held] {
        assert_eq!(lacks_of(compared.iter().cloned().chain([custody("hukou", to)])), [""; 0]);
    }
    assert_eq!(lacks_of(and(custody("hukou", Custody::None))), ["give_back"]);
}

#[test]
fn one_lack_names_every_row_of_which_nobody_said_where_it_is() {
    let is_custody = |fact: &Fact| matches!(fact, Fact::CustodySet { .. });
    let open: Vec<Fact> = complete().into_iter().filter(|fact| !is_custody(fact)).collect();
    assert_eq!(
        params(open.clone(), LackCode::GiveBack),
        json!({ "n": "4", "names": "居民户口簿、照片、房产证、体检报告" })
    );
    assert_eq!(next_of(open.clone()), ("give_back".to_owned(), 3));
    let missing = but(&open, &counted("photo", 2));
    assert_eq!(lacks_of(missing), ["count_object", "give_back"], "after all other papers");
    let (case, item, form) = (case(open), item(), form());
    let assessment = assess(&case, &item, &form);
    let due = |id| assessment.find_material(id).unwrap().due_custody();
    assert_eq!(due("hukou"), Some(Custody::Returned));
    assert_eq!([due("photo"), due("deed"), due("later")], [Some(Custody::Held); 3]);
    assert_eq!([due("card"), due("application"), due("lease")], [None; 3], "nothing came");
}

#[test]
fn no_decision_sends_the_citizen_away_before_the_papers_are_given_back() {
    let kinds = [
        DecisionKind::Accept,
        DecisionKind::Correction,
        DecisionKind::Refuse,
        DecisionKind::Redirect,
    ];
    let lacks = |facts: Vec<Fact>, kind| {
        let (case, item, form) = (case(facts), item(), form());
        let lacks = assess(&case, &item, &form).readiness.lacks_for(kind);
        lacks.into_iter().map(|lack| code(lack.code)).collect::<Vec<_>>()
    };
    let open = || but(&complete(), &custody("hukou", Custody::Returned));
    for kind in kinds {
        assert_eq!(lacks(open(), kind), ["give_back"], "{kind:?}");
        for to in [Custody::Returned, Custody::Held] {
            let settled = open().into_iter().chain([custody("hukou", to)]).collect();
            assert_eq!(lacks(settled, kind), [""; 0], "{kind:?} {to:?}");
        }
    }
}

#[test]
fn an_object_whose_picture_was_taken_is_counted_by_key() {
    let uncounted = || but(&complete(), &counted("photo", 2));
    let pictured = |source: &str| {
        let Fact::PageAdded { page } = page("p", Some("photo")) else { unreachable!() };
        let page = Fact::PageAdded { page: PageOf { source: source.into(), ..page } };
        lacks_of(uncounted().into_iter().chain([page]))
    };
    assert_eq!(pictured("scan"), ["count_object"]);
    assert_eq!(pictured("import"), ["count_object"], "a file came, and no object");
    assert_eq!(lacks_of(and(page("p", Some("photo")))), [""; 0], "both were counted");
}

#[test]
fn an_original_that_nobody_asked_for_is_accounted_for_too() {
    assert_eq!(lacks_of(and(page("e", Some("extra")))), ["look", "give_back"]);
    assert_eq!(lacks_of(and(page("p", Some("proof")))), ["give_back"], "not needed, and here");
    let counted =
        Fact::PapersCounted { material: "card".into(), kind: PaperKind::Original, count: 1 };
    assert_eq!(lacks_of(and(counted)), ["give_back"]);
}

#[test]
fn where_the_copies_are_is_said_beside_the_original() {
    let copies =
        |count: u32| Fact::PapersCounted { material: "hukou".into(), kind: PaperKind::Copy, count };
    let put = |custody| Fact::CopiesSet {
        material: "hukou".into(),
        custody,
        place: Some("3号窗".into()),
    };
    let brought = and(copies(2));
    assert_eq!(lacks_of(brought.clone()), ["give_back"]);
    assert_eq!(
        params(brought.clone(), LackCode::GiveBack),
        json!({ "n": "1", "names": "居民户口簿" })
    );
    let look = |facts: Vec<Fact>| {
        let (case, item, form) = (case(facts), item(), form());
        let assessment = assess(&case, &item, &form);
        let row = assessment.find_material("hukou").unwrap();
        (row.custody, row.copies_custody, row.due_copies(), row.is_kept())
    };
    let said = |custody| brought.iter().cloned().chain([put(custody)]).collect::<Vec<_>>();
    let (back, held) = (Custody::Returned, Custody::Held);
    assert_eq!(look(brought.clone()), (back, Custody::None, Some(held), true));
    assert_eq!(look(said(held)), (back, held, None, true));
    assert_eq!(look(said(back)), (back, back, None, false));
    for custody in [held, back] {
        assert_eq!(lacks_of(said(custody)), [""; 0]);
    }
    let more = |custody| lacks_of(said(custody).into_iter().chain([copies(3)]));
    assert_eq!(more(back), ["give_back"], "others than those that went back");
    assert_eq!(more(held), [""; 0]);
    let put_back: Vec<Fact> = said(back).into_iter().chain([copies(0)]).collect();
    assert_eq!(lacks_of(put_back), [""; 0], "none came after all");
}

fn deferred(materials: &[&str]) -> Fact {
    let until = at(0).date();
    let deferred = Some(Deferred {
        until,
        materials: materials.iter().map(|id| (*id).to_owned()).collect(),
        extended: None,
    });
    Fact::Decided { decision: Decision { deferred, ..Decision::of_kind(DecisionKind::Accept) } }
}

#[test]
fn accepting_again_wants_a_promised_paper() {
    let without = but(&complete(), &page("l", Some("later")));
    let promised = |materials: &[&str]| {
        without.iter().cloned().chain([deferred(materials), issued("deferred_notice")])
    };
    assert_eq!(lacks_of(promised(&["later"])), ["deferred_papers"]);
    assert_eq!(
        params(promised(&["later"]), LackCode::DeferredPapers),
        json!({ "material": "later", "name": "体检报告" })
    );
    assert_eq!(lacks_of(promised(&["later", "hukou"])), [""; 0], "one of the two is here");
    assert_eq!(lacks_of(promised(&[])), [""; 0]);
    let papers = promised(&["later"]).chain([page("l", Some("later"))]);
    assert_eq!(lacks_of(papers), [""; 0]);
    let returned = promised(&["later"]).chain([sent_back(1, &["case"])]);
    assert_eq!(lacks_of(returned), [""; 0], "sent back, it is amended as it stands");
}

#[test]
fn without_a_form_nothing_is_to_be_filled() {
    let (case, item) = (case([]), item());
    let lacks = CaseAssessment::new(&case, Some(&item), None, today()).readiness.lacks;
    assert!(lacks.iter().all(|lack| lack.code != LackCode::Fill));
}

#[test]
fn what_is_next_follows_the_status() {
    let accepted: Vec<Fact> = and(decided(DecisionKind::Accept));
    assert_eq!(next_of(accepted.clone()), ("finish_issue".to_owned(), 5));
    let issued_facts: Vec<Fact> =
        accepted.into_iter().chain([issued("acceptance_receipt")]).collect();
    assert_eq!(next_of(issued_facts.clone()), ("done".to_owned(), 5));
    let back = |targets: &[&str]| {
        issued_facts.iter().cloned().chain([sent_back(1, targets)]).collect::<Vec<_>>()
    };
    assert_eq!(next_of(back(&["case", "field:reason"])), ("amend_field".to_owned(), 4));
    assert_eq!(next_of(back(&["material:hukou"])), ("amend_material".to_owned(), 3));
    assert_eq!(next_of(back(&["case"])), ("decide".to_owned(), 5));
    assert_eq!(
        next_of(back(&["field:reason"]).into_iter().chain([filled("reason", "迁居")])),
        ("decide".to_owned(), 5)
    );
    let abandoned = Fact::Abandoned { reason: "误开".into() };
    assert_eq!(next_of([abandoned]), ("done".to_owned(), 5));
    assert_eq!(next_of([]), ("answer".to_owned(), 2));
}

#[test]
fn what_was_withdrawn_is_over_once_everything_has_a_holder() {
    let told = Fact::StepTold {
        id: "w".into(),
        step: Step::Withdrawn { on: today() },
        by_name: "审查员".into(),
        at: Moment::from_millis(0),
    };
    let ended = |more: Option<Fact>| {
        let issued = [issued("acceptance_receipt"), told.clone()];
        and(decided(DecisionKind::Accept)).into_iter().chain(issued).chain(more).collect::<Vec<_>>()
    };
    let nowhere =
        Fact::CustodySet { material: "photo".into(), custody: Custody::Held, place: None };
    assert_eq!(next_of(ended(None)), ("done".to_owned(), 5));
    assert_eq!(next_of(ended(Some(nowhere.clone()))), ("give_back".to_owned(), 3));
    let given_back = custody("photo", Custody::Returned);
    assert_eq!(next_of(ended(Some(given_back))), ("done".to_owned(), 5));
    let (case, item, form) = (case(ended(Some(nowhere))), item(), form());
    assert_eq!(list_unsettled(&assess(&case, &item, &form)).len(), 1);
}

#[test]
fn a_section_is_done_when_it_lacks_nothing() {
    let readiness = |facts: Vec<Fact>| {
        let (case, item, form) = (case(facts), item(), form());
        assess(&case, &item, &form).readiness
    };
    let finished_sections = |facts: Vec<Fact>| readiness(facts).sections.map(|entry| entry.is_done);
    assert_eq!(finished_sections(complete()), [true, true, true, true, false]);
    let receipt = || issued("acceptance_receipt");
    assert_eq!(
        finished_sections(and(decided(DecisionKind::Accept))),
        [true, true, true, true, false],
        "its paper is to be made"
    );
    let issued_whole = and(decided(DecisionKind::Accept)).into_iter().chain([receipt()]).collect();
    assert_eq!(finished_sections(issued_whole), [true; 5]);
}

#[test]
fn the_next_section_opens_when_a_change_finished_the_open_one() {
    let readiness = |facts: &[Fact]| {
        let (case, item, form) = (case(facts.to_vec()), item(), form());
        assess(&case, &item, &form).readiness
    };
    let person =
        [answered("group", "normal"), answered("agent", "self"), by_card(PersonRole::Applicant)];
    let (first, second, third) =
        (readiness(&person[..1]), readiness(&person[..2]), readiness(&person));
    assert_eq!(next_section(&first, &second, 2), Some(Section::People));
    assert_eq!(next_section(&second, &third, 1), Some(Section::Materials));
    assert_eq!(next_section(&second, &third, 2), None, "it was done before");
    assert_eq!(next_section(&first, &second, 1), None, "still open");
    assert_eq!(next_section(&first, &second, 9), None, "no such section");
    // The lack of a person comes after the answers: what is finished is left only for another
    // section.
    let back = readiness(&person[2..]);
    assert_eq!(next_section(&second, &back, 1), Some(Section::Item));
}

#[test]
fn each_kind_of_decision_has_its_own_lacks() {
    let lacks = |facts: Vec<Fact>, kind| {
        let (case, item, form) = (case(facts), item(), form());
        let lacks = assess(&case, &item, &form).readiness.lacks_for(kind);
        lacks.into_iter().map(|lack| code(lack.code)).collect::<Vec<_>>()
    };
    let untouched = || vec![answered("agent", "agent"), page("x", None)];
    assert_eq!(lacks(untouched(), DecisionKind::Accept).len(), lacks_of(untouched()).len());
    let notice = lacks(untouched(), DecisionKind::Correction);
    assert_eq!(
        notice,
        ["answer", "receive", "place_page", "read_card"],
        "the agent need not be there"
    );
    assert_eq!(lacks(untouched(), DecisionKind::Refuse), ["receive", "read_card"]);
    assert_eq!(lacks(untouched(), DecisionKind::Redirect), ["read_card"]);
    let with_person = || untouched().into_iter().chain([by_card(PersonRole::Applicant)]).collect();
    assert_eq!(lacks(with_person(), DecisionKind::Redirect), [""; 0]);
    let empty = case([]);
    let redirected = CaseAssessment::new(&empty, None, None, today())
        .readiness
        .lacks_for(DecisionKind::Redirect);
    assert_eq!(
        redirected.iter().map(|lack| code(lack.code)).collect::<Vec<_>>(),
        ["choose_item", "read_card"]
    );
}

#[test]
fn codes_and_sections_are_written_as_the_screen_knows_them() {
    let next = [
        NextStepCode::AmendField,
        NextStepCode::FinishIssue,
        NextStepCode::Lack(LackCode::PlacePage),
    ];
    assert_eq!(
        serde_json::to_value(next).unwrap(),
        json!(["amend_field", "finish_issue", "place_page"])
    );
    let read: Vec<NextStepCode> = serde_json::from_value(json!(["done", "scan"])).unwrap();
    assert_eq!(read, [NextStepCode::Done, NextStepCode::Lack(LackCode::Scan)]);
    let lack = Lack::new(LackCode::Scan, &[("material", "hukou")]);
    assert_eq!(
        serde_json::to_value(&lack).unwrap(),
        json!({ "code": "scan", "params": { "material": "hukou" }, "section": 3 })
    );
    assert_eq!(serde_json::from_value::<Section>(json!(5)).unwrap(), Section::Decision);
    assert!(serde_json::from_value::<Section>(json!(6)).is_err());
    assert_eq!(Section::try_from(0), Err(NoSuchSection(0)));
}
