use super::*;
use crate::certificate::{Ground, Held, HolderKey, Miss};

/// What the library gave for the household register, in the file `file`.
pub(super) fn certificate(file: &str) -> Fact {
    Fact::CertificateUsed {
        certificate: Held {
            material: "hukou".into(),
            person: "Applicant".into(),
            key: HolderKey::ResidentNumber,
            holder: NUMBER.into(),
            kind: "居民户口簿".into(),
            name: "居民户口簿".into(),
            identifier: "1.2".into(),
            issuer: "示例".into(),
            valid_to: None,
            file: file.into(),
            sha256: file.into(),
            fetched_at: at(0),
            ground: Ground::Authorised,
        },
    }
}

fn missed() -> Fact {
    Fact::CertificateMissed { material: "hukou".into(), reason: Miss::NotFound, ground: None }
}

fn with_material<T>(
    facts: impl IntoIterator<Item = Fact>,
    id: &str,
    look: impl FnOnce(&CaseMaterial) -> T,
) -> T {
    let (case, item, form) = (case(facts), item(), form());
    let assessment = assess(&case, &item, &form);
    look(assessment.find_material(id).unwrap())
}

fn state(facts: impl IntoIterator<Item = Fact>, id: &str) -> MaterialState {
    with_material(facts, id, |material| material.state)
}

#[test]
fn a_paper_is_here_with_its_first_page() {
    assert_eq!(state([], "hukou"), MaterialState::Missing);
    assert_eq!(state([page("1", Some("hukou"))], "hukou"), MaterialState::Received);
    assert_eq!(
        state([page("1", Some("hukou")), problem("hukou")], "hukou"),
        MaterialState::Problem
    );
    assert_eq!(
        state([problem("hukou")], "hukou"),
        MaterialState::Problem,
        "faulty before it is scanned"
    );
}

#[test]
fn need_decides_what_missing_means() {
    let poor = || [answered("group", "poor")];
    assert_eq!(state(poor(), "proof"), MaterialState::Missing);
    let normal = [answered("group", "normal"), page("1", Some("proof")), problem("proof")];
    assert_eq!(state(normal, "proof"), MaterialState::NotNeeded);
    assert_eq!(state([], "later"), MaterialState::Promised);
    assert_eq!(state([page("1", Some("later"))], "later"), MaterialState::Received);
    assert_eq!(state([], "extra"), MaterialState::Missing);
    assert_eq!(state([], "deed"), MaterialState::Missing);
}

#[test]
fn a_card_that_was_read_is_the_paper() {
    assert_eq!(state([], "card"), MaterialState::Missing);
    assert_eq!(state([typed(PersonRole::Applicant)], "card"), MaterialState::Missing);
    assert_eq!(state([by_card(PersonRole::Applicant)], "card"), MaterialState::Received);
    assert_eq!(state([page("1", Some("card"))], "card"), MaterialState::Received);
    let agent = [answered("agent", "agent"), by_card(PersonRole::Applicant)];
    assert_eq!(state(agent.clone(), "agent_card"), MaterialState::Missing, "another person's card");
    assert_eq!(
        state(agent.into_iter().chain([by_card(PersonRole::Agent)]), "agent_card"),
        MaterialState::Received
    );
}

#[test]
fn things_are_counted() {
    assert_eq!(state([counted("photo", 1)], "photo"), MaterialState::Missing);
    assert_eq!(state([counted("photo", 2)], "photo"), MaterialState::Received);
    assert_eq!(state([page("1", Some("photo"))], "photo"), MaterialState::Missing, "a picture");
    let one = [page("1", Some("photo")), counted("photo", 1)];
    assert_eq!(state(one, "photo"), MaterialState::Missing);
    let (case, mut item, form) = (case([]), item(), form());
    item.materials[4].original = 0;
    assert_eq!(
        assess(&case, &item, &form).find_material("photo").unwrap().state,
        MaterialState::Missing,
        "none is not enough"
    );
}

#[test]
fn the_application_is_here_when_nothing_is_wrong_with_it() {
    assert_eq!(state([], "application"), MaterialState::Missing);
    assert_eq!(state(complete(), "application"), MaterialState::Received);
    let (case, item) = (case(complete()), item());
    let without = CaseAssessment::new(&case, Some(&item), None, today());
    assert_eq!(
        without.find_material("application").unwrap().state,
        MaterialState::Missing,
        "no form, nothing filled"
    );
}

#[test]
fn a_row_has_its_pages_in_order_and_what_was_done_with_them() {
    let facts = [page("1", Some("hukou")), page("x", None), page("2", Some("hukou")), shown("1")];
    let pages = |material: &CaseMaterial| {
        material.pages.iter().map(|page| page.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(with_material(facts.clone(), "hukou", pages), ["1", "2"]);
    assert!(!with_material(facts.clone(), "hukou", |material| material.pages_shown));
    assert!(!with_material([], "hukou", |material| material.pages_shown), "no page was shown");
    let facts = facts.into_iter().chain([shown("2"), checked("hukou"), counted("hukou", 3)]);
    with_material(facts, "hukou", |material| {
        assert!(material.pages_shown);
        assert_eq!(
            material.checked.as_ref().map(|(by, at)| (by.as_str(), *at)),
            Some(("1001", at_minute(5)))
        );
        assert_eq!(
            (material.papers.objects, material.id(), material.name()),
            (3, "hukou", "居民户口簿")
        );
    });
}

fn at_minute(minute: usize) -> Moment {
    super::at(minute)
}

#[test]
fn originals_are_compared_where_the_catalog_says_so_and_no_certificate_stands_in() {
    let must =
        |facts: Vec<Fact>, id| with_material(facts, id, |material| material.must_see_original());
    assert!(must(vec![], "hukou") && must(vec![], "extra"));
    assert!(!must(vec![], "deed"));
    let by_library =
        vec![by_card(PersonRole::Applicant), page("1", Some("hukou")), certificate("1")];
    assert!(!must(by_library.clone(), "hukou"));
    let beside = by_library.into_iter().chain([page("2", Some("hukou"))]).collect();
    assert!(must(beside, "hukou"), "a paper beside it is looked at like any paper");
}

#[test]
fn a_miss_is_told_until_something_came() {
    let has_certificate = |facts: Vec<Fact>| {
        with_material(facts, "hukou", |row| (row.certificate.is_some(), row.missed.is_some()))
    };
    assert_eq!(has_certificate(vec![]), (false, false));
    assert_eq!(has_certificate(vec![missed()]), (false, true));
    assert_eq!(has_certificate(vec![missed(), page("1", Some("hukou"))]), (false, false));
    let person = by_card(PersonRole::Applicant);
    assert_eq!(
        has_certificate(vec![person, missed(), page("1", Some("hukou")), certificate("1")]),
        (true, false)
    );
}

#[test]
fn rows_stand_in_the_order_of_the_catalog_and_know_their_group() {
    let (case, item, form) = (case([answered("group", "normal")]), item(), form());
    let assessment = assess(&case, &item, &form);
    let ids: Vec<&str> = assessment.materials.iter().map(CaseMaterial::id).collect();
    assert_eq!(ids, item.materials.iter().map(|material| material.id.as_str()).collect::<Vec<_>>());
    let needed = |id: &str| assessment.find_material(id).unwrap().is_needed();
    assert!(needed("later") && needed("extra") && needed("deed") && !needed("proof"));
    assert_eq!(assessment.find_material("deed").unwrap().group(), Some("home"));
    assert_eq!(assessment.find_material("hukou").unwrap().group(), None);
    assert!(CaseAssessment::new(&case, None, None, today()).materials.is_empty());
}

#[test]
fn states_are_written_as_the_screen_knows_them() {
    use MaterialState::{Missing, NotNeeded, Problem, Promised, Received};
    let words = serde_json::to_value([Missing, Received, Problem, Promised, NotNeeded]).unwrap();
    assert_eq!(words, json!(["missing", "received", "problem", "promised", "not_needed"]));
}
