use super::*;
use crate::case::FurtherNotice;

fn fault(material: Option<&str>, name: &str) -> Fault {
    Fault {
        material: material.map(str::to_owned),
        name: name.into(),
        problem: "印章不清".into(),
        fix: "请更正。".into(),
        reason: None,
    }
}

fn notice(faults: &[Fault]) -> Fact {
    let decision =
        Decision { faults: faults.to_vec(), ..Decision::of_kind(DecisionKind::Correction) };
    Fact::Decided { decision }
}

/// With a page of the register, a word in the form, and a notice that asks for another paper.
fn noticed() -> Vec<Fact> {
    vec![
        by_card(PersonRole::Applicant),
        answered("group", "normal"),
        answered("agent", "self"),
        Fact::Received,
        page("old", Some("hukou")),
        filled("reason", "迁居"),
        notice(&[fault(Some("deed"), "房产证")]),
        issued("correction_notice"),
    ]
}

/// Places of what could have been told before, of a notice of these faults after these facts.
fn seen(more: &[Fact], faults: &[Fault]) -> Vec<u32> {
    let facts = noticed().into_iter().chain(more.iter().cloned());
    let (case, item, form) = (case(facts), item(), form());
    let reason = Some("漏看".to_owned());
    let further = judge_further_notice(&assess(&case, &item, &form), faults, reason).unwrap();
    further.unwrap().seen_before
}

#[test]
fn a_first_notice_is_no_further_one() {
    let (case, item, form) = (case(complete()), item(), form());
    let judged =
        judge_further_notice(&assess(&case, &item, &form), &[fault(Some("hukou"), "户口簿")], None);
    assert_eq!(judged, Ok(None));
}

#[test]
fn what_lies_on_pages_that_came_since_is_told_without_a_supervisor() {
    let register = [fault(Some("hukou"), "居民户口簿")];
    let deed = [fault(Some("deed"), "房产证")];
    assert_eq!(seen(&[], &register), [0], "it lay there at the first notice");
    assert_eq!(seen(&[], &deed), [0], "nothing came of it");
    assert!(seen(&[page("new", Some("deed"))], &deed).is_empty());
    let beside = [page("new", Some("hukou"))];
    assert_eq!(seen(&beside, &register), [0], "on which of the two nobody can tell");
    let instead = [page("new", Some("hukou")), Fact::PageDeleted { page: "old".into() }];
    assert!(seen(&instead, &register).is_empty());
    let restored = [&instead[..], &[Fact::PageRestored { page: "old".into() }]].concat();
    assert_eq!(seen(&restored, &register), [0]);
    let moved = Fact::PageAssigned { page: "old".into(), material: Some("deed".into()) };
    assert_eq!(seen(&[moved], &deed), [0], "it only lies elsewhere now");
}

#[test]
fn what_was_written_into_a_field_since_is_told_without_a_supervisor() {
    let field = [fault(None, "理由栏")];
    assert_eq!(seen(&[], &field), [0]);
    assert!(seen(&[filled("reason", "落户")], &field).is_empty());
    let back = [filled("reason", "落户"), filled("reason", "迁居")];
    assert_eq!(seen(&back, &field), [0], "what stood there is there again");
    assert_eq!(seen(&[filled("reason", "")], &field), [0], "nothing came");
    // The card had filled it, and what stood there then is not written down.
    assert_eq!(seen(&[filled("phone", "10012345670")], &[fault(None, "phone栏")]), [0]);
}

#[test]
fn what_is_neither_page_nor_field_nor_certificate_is_a_supervisors() {
    let names = ["村里的说明", "照片", SIGNATURE, "代办依据"];
    let faults = names.map(|name| fault(None, name));
    let more = [page("new", None), counted("photo", 1), typed(PersonRole::Agent)];
    assert_eq!(seen(&more, &faults), [0, 1, 2, 3]);
}

#[test]
fn each_notice_is_held_against_the_one_before_it() {
    let deed = [fault(Some("deed"), "房产证")];
    let second = [page("new", Some("deed")), notice(&deed), issued("correction_notice")];
    assert_eq!(seen(&second, &deed), [0], "the second one could have told it");
    let accepted = [page("new", Some("deed")), decided(DecisionKind::Accept)];
    assert!(seen(&accepted, &deed).is_empty(), "an acceptance between them is no notice");
    let again = [
        page("new", Some("deed")),
        Fact::ReplacementBegun { revision: 1, code: "bad_body".into() },
        Fact::Replaced { revision: 1, papers: false },
    ];
    assert!(seen(&again, &deed).is_empty(), "nor is the same notice, sent once more");
}

#[test]
fn a_reason_is_asked_for_by_name_and_kept_only_where_it_is_needed() {
    let facts = noticed().into_iter().chain([page("new", Some("deed"))]);
    let (case, item, form) = (case(facts), item(), form());
    let assessment = assess(&case, &item, &form);
    let judge = |faults: &[Fault], reason: Option<&str>| {
        judge_further_notice(&assessment, faults, reason.map(str::to_owned))
    };
    let (new, old) = (fault(Some("deed"), "房产证"), fault(Some("hukou"), "居民户口簿"));
    let both = [new.clone(), old];
    let missing = FurtherReasonMissing { names: vec!["居民户口簿".into()] };
    assert_eq!(judge(&both, None), Err(missing));
    let kept = FurtherNotice { seen_before: vec![1], reason: Some("漏看".into()) };
    assert_eq!(judge(&both, Some("漏看")), Ok(Some(kept)));
    let bare = FurtherNotice { seen_before: Vec::new(), reason: None };
    assert_eq!(judge(&[new], Some("漏看")), Ok(Some(bare)));
}

#[test]
fn a_further_notice_parts_what_it_names() {
    let faults = vec![fault(Some("deed"), "房产证"), fault(Some("hukou"), "居民户口簿")];
    let of = |further| {
        let kind = DecisionKind::Correction;
        let decision = Decision { faults: faults.clone(), further, ..Decision::of_kind(kind) };
        (decision.names_seen_faults(), decision.list_new_places())
    };
    assert_eq!(of(None), (false, Vec::new()), "a first one");
    let some = FurtherNotice { seen_before: vec![1], reason: Some("漏看".into()) };
    assert_eq!(of(Some(some)), (true, vec![0]));
    let none = FurtherNotice { seen_before: Vec::new(), reason: None };
    assert_eq!(of(Some(none)), (false, vec![0, 1]));
}

#[test]
fn what_came_since_is_listed_as_the_list_and_the_form_call_it() {
    let listed = |facts: Vec<Fact>| {
        let (case, item, form) = (case(facts), item(), form());
        let assessment = assess(&case, &item, &form);
        let names = list_came_since(&assessment);
        names.map(|names| names.into_iter().map(str::to_owned).collect::<Vec<_>>())
    };
    assert_eq!(listed(complete()), None, "no notice was given");
    assert_eq!(listed(noticed()), Some(Vec::new()));
    let more = [page("new", Some("deed")), filled("reason", "落户")];
    let came = listed(noticed().into_iter().chain(more).collect());
    assert_eq!(came, Some(vec!["房产证".to_owned(), "理由栏".to_owned()]));
}
