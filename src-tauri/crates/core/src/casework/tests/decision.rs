use super::*;
use crate::case::Deferred;
use DecisionKind::{Accept, Correction, Redirect, Refuse};

fn options(facts: impl IntoIterator<Item = Fact>) -> Vec<(DecisionKind, bool)> {
    let (case, item, form) = (case(facts), item(), form());
    decision_options(&assess(&case, &item, &form))
        .into_iter()
        .map(|option| (option.kind, option.possible))
        .collect()
}

fn after(facts: &[Fact]) -> Vec<Fact> {
    complete().into_iter().chain(facts.iter().cloned()).collect()
}

#[test]
fn every_kind_is_offered_first_and_what_lacks_something_is_not_possible() {
    assert_eq!(
        options([]),
        [(Accept, false), (Correction, false), (Refuse, false), (Redirect, false)]
    );
    let person = [by_card(PersonRole::Applicant)];
    assert_eq!(
        options(person),
        [(Accept, false), (Correction, false), (Refuse, false), (Redirect, true)]
    );
    assert_eq!(
        options(complete()),
        [(Accept, true), (Correction, true), (Refuse, true), (Redirect, true)]
    );
    let draft = complete().into_iter().filter(|fact| *fact != Fact::Received);
    assert_eq!(
        options(draft),
        [(Accept, false), (Correction, false), (Refuse, false), (Redirect, true)]
    );
}

#[test]
fn a_decided_case_is_not_decided_again() {
    let accepted = after(&[decided(Accept), issued("acceptance_receipt")]);
    assert_eq!(
        options(accepted.clone()),
        [(Accept, false), (Correction, false), (Refuse, false), (Redirect, false)]
    );
    let back = accepted.into_iter().chain([sent_back(1, &["case"])]);
    assert_eq!(
        options(back),
        [(Accept, true), (Correction, true), (Refuse, true), (Redirect, true)]
    );
}

#[test]
fn after_a_notice_a_further_one_is_offered() {
    let unfinished = after(&[decided(Correction)]);
    assert_eq!(
        options(unfinished.clone()),
        [(Accept, false), (Correction, false), (Refuse, false)],
        "its paper is still to be made"
    );
    let noticed: Vec<Fact> = unfinished.into_iter().chain([issued("correction_notice")]).collect();
    assert_eq!(options(noticed.clone()), [(Accept, true), (Correction, true), (Refuse, true)]);
    let back = noticed.into_iter().chain([
        decided(Accept),
        issued("acceptance_receipt"),
        sent_back(2, &["case"]),
    ]);
    assert_eq!(
        options(back),
        [(Accept, true), (Correction, true), (Refuse, true), (Redirect, true)]
    );
}

#[test]
fn what_is_not_possible_says_why() {
    let (case, item, form) = (case([]), item(), form());
    let options = decision_options(&assess(&case, &item, &form));
    assert_eq!(options[0].lacks, assess(&case, &item, &form).readiness.lacks);
    let redirect = serde_json::to_value(&options[3]).unwrap();
    let lacks = json!([{ "code": "read_card", "params": { "role": "applicant" }, "section": 1 }]);
    assert_eq!(redirect, json!({ "kind": "redirect", "possible": false, "lacks": lacks }));
}

#[test]
fn each_decision_has_its_paper() {
    let form = |kind| decision_form(&Decision::of_kind(kind));
    assert_eq!(
        [Accept, Correction, Refuse, Redirect].map(form),
        ["acceptance_receipt", "correction_notice", "refusal", "refusal"]
    );
    let deferred = Some(Deferred { until: at(0).date(), materials: Vec::new(), extended: None });
    assert_eq!(
        decision_form(&Decision { deferred, ..Decision::of_kind(Accept) }),
        "deferred_notice"
    );
}

#[test]
fn an_issue_is_finished_by_its_own_paper() {
    assert!(!is_issue_unfinished(&case([])));
    assert!(is_issue_unfinished(&case([decided(Accept)])));
    assert!(is_issue_unfinished(&case([decided(Accept), issued("materials_receipt")])));
    assert!(!is_issue_unfinished(&case([decided(Accept), issued("acceptance_receipt")])));
    let again =
        [decided(Accept), issued("acceptance_receipt"), sent_back(1, &["case"]), decided(Accept)];
    assert!(is_issue_unfinished(&case(again)), "an older decision's paper does not count");
}
