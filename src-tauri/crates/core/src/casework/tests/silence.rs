use super::*;
use crate::case::Custody;
use DecisionKind::{Accept, Correction, Redirect, Refuse};

fn custody(material: &str, custody: Custody) -> Fact {
    Fact::CustodySet { material: material.into(), custody, place: None }
}

/// Received, with most papers and half of the form missing.
fn open_case() -> Case {
    case([
        by_card(PersonRole::Applicant),
        answered("group", "normal"),
        answered("agent", "self"),
        Fact::Received,
        page("h", Some("hukou")),
        custody("hukou", Custody::Returned),
    ])
}

#[test]
fn what_nobody_answered_can_only_be_accepted_or_sent_elsewhere_with_a_supervisor() {
    let (case, item, form) = (open_case(), item(), form());
    let options = |is_unanswered| {
        let assessment = assess(&case, &item, &form).with_silence(is_unanswered);
        let options = decision_options(&assessment).into_iter();
        options.map(|option| (option.kind, option.possible, option.supervised)).collect::<Vec<_>>()
    };
    let in_time = [(Accept, false), (Correction, true), (Refuse, true), (Redirect, true)];
    assert_eq!(options(false), in_time.map(|(kind, possible)| (kind, possible, false)));
    assert_eq!(
        options(true),
        [
            (Accept, true, false),
            (Correction, false, false),
            (Refuse, false, false),
            (Redirect, true, true)
        ]
    );
    let silent = assess(&case, &item, &form).with_silence(true);
    assert_eq!(silent.readiness.next.code, NextStepCode::Decide, "no paper is in the way");
    let shut = decision_options(&silent).remove(1).lacks;
    assert_eq!(shut.iter().map(|lack| lack.code).collect::<Vec<_>>(), [LackCode::StandsAccepted]);
}

#[test]
fn the_applicant_must_be_known_all_the_same() {
    let (item, form) = (item(), form());
    let nobody = case([answered("group", "normal"), answered("agent", "self"), Fact::Received]);
    let silent = assess(&nobody, &item, &form).with_silence(true);
    let accept = decision_options(&silent).remove(0);
    assert!(!accept.possible && accept.lacks[0].code == LackCode::ReadCard);
    assert_eq!(silent.readiness.next.code, NextStepCode::Lack(LackCode::ReadCard));
}

fn late_names(assessment: &CaseAssessment) -> Vec<String> {
    let deemed = deem_accepted(assessment, true).unwrap();
    deemed.papers.into_iter().map(|fault| fault.name).collect()
}

#[test]
fn its_acceptance_asks_for_everything_that_is_not_here() {
    let (case, item, form) = (open_case(), item(), form());
    assert!(
        deem_accepted(&assess(&case, &item, &form), true).is_none(),
        "in time nothing is deemed"
    );
    let silent = assess(&case, &item, &form).with_silence(true);
    assert_eq!(late_names(&silent), ["照片", "房产证", "体检报告", "示例表"]);
    let calendar = crate::calendar::Calendar::builtin();
    assert!(offer_deferral(&silent, &calendar, today()).is_none(), "nobody promises them");
}

#[test]
fn it_is_accepted_again_when_something_of_it_came() {
    let (first, item, form) = (open_case(), item(), form());
    let deemed = deem_accepted(&assess(&first, &item, &form).with_silence(true), true);
    let decision = Decision { deemed, ..Decision::of_kind(Accept) };
    let after = |more: &[Fact]| {
        let mut case = first.clone();
        case.apply(&Fact::Decided { decision: decision.clone() }, at(9), "1001");
        case.apply(&issued("acceptance_receipt"), at(9), "1001");
        more.iter().for_each(|fact| case.apply(fact, at(10), "1001"));
        let assessment = assess(&case, &item, &form).with_silence(true);
        let options = decision_options(&assessment);
        let kinds: Vec<DecisionKind> = options.iter().map(|option| option.kind).collect();
        assert_eq!(kinds, [Accept], "nothing else is open");
        (options[0].possible, late_names(&assessment))
    };
    assert!(!after(&[]).0, "nothing came");
    assert!(!after(&[counted("photo", 2)]).0, "nobody said where the photographs are");
    let (possible, left) = after(&[counted("photo", 2), custody("photo", Custody::Held)]);
    assert!(possible);
    assert_eq!(left, ["房产证", "体检报告", "示例表"]);
}

#[test]
fn a_replacement_of_it_does_not_wait_for_its_papers() {
    let (case, item, form) = (open_case(), item(), form());
    let silent = assess(&case, &item, &form).with_silence(true);
    let deemed = Decision { deemed: deem_accepted(&silent, true), ..Decision::of_kind(Accept) };
    assert!(silent.readiness.lacks_to_repeat(&deemed).is_empty());
    assert!(!silent.readiness.lacks_to_repeat(&Decision::of_kind(Accept)).is_empty());
}
