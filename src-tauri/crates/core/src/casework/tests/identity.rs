//! What a card that does not hold and a mandate stand against.
use super::readiness::{and, code, next_of, params};
use super::*;
use crate::case::{ExpiryGround, ExpiryReason, SecondPaper};
use crate::item::ExpiredCard;

#[test]
fn an_expired_card_stands_against_accepting_until_it_is_confirmed() {
    let put = |expiry_confirmed: bool| {
        let card = person(PersonRole::Applicant, Reading::Card);
        let warnings = vec!["card_expired".to_owned()];
        Fact::PersonPut { person: crate::case::Person { warnings, expiry_confirmed, ..card } }
    };
    assert_eq!(lacks_of(and(put(false))), ["confirm_card"]);
    assert_eq!(next_of(and(put(false))), ("confirm_card".to_owned(), 1));
    assert_eq!(
        params(and(put(false)), LackCode::ConfirmCard),
        json!({ "role": "applicant", "person": "Applicant" })
    );
    let (case, item, form) = (case(and(put(false))), item(), form());
    let readiness = assess(&case, &item, &form).readiness;
    for kind in [DecisionKind::Correction, DecisionKind::Refuse, DecisionKind::Redirect] {
        assert_eq!(readiness.lacks_for(kind), [], "{kind:?}");
    }
    assert_eq!(lacks_of(and(put(true))), [""; 0]);
}

/// An expired card with which the clerk went on by a temporary one.
fn by_temporary_card(last_day: &str) -> Fact {
    let paper = SecondPaper {
        number: NUMBER.into(),
        until: Some(last_day.parse().unwrap()),
        row: String::new(),
    };
    let ground = ExpiryGround::TemporaryCard;
    let reason = ExpiryReason { ground, text: "".into(), paper: Some(Box::new(paper)) };
    let person = Person {
        warnings: vec!["card_expired".to_owned()],
        expiry_confirmed: true,
        expiry_reason: Some(reason),
        ..person(PersonRole::Applicant, Reading::Card)
    };
    Fact::PersonPut { person }
}

#[test]
fn a_temporary_card_that_ended_since_is_asked_about_again_until_the_case_is_accepted() {
    // The case is of 21 September 2026.
    let lacks = |last_day: &str| lacks_of(and(by_temporary_card(last_day)));
    assert_eq!(lacks("2026-09-21"), [""; 0], "good on its last day");
    assert_eq!(lacks("2026-09-20"), ["confirm_card"]);
    let case = case(and(by_temporary_card("2026-09-20")));
    let applicant = case.find_person(PersonRole::Applicant).unwrap();
    assert!(!applicant.asks_confirmation() && case.asks_confirmation(applicant, today()));
    let mut accepted = case.clone();
    accepted.apply(&decided(DecisionKind::Accept), at(1), "1001");
    assert!(!accepted.asks_confirmation(applicant, today()), "the citizen has gone");
}

#[test]
fn a_slip_asks_about_a_temporary_card_on_the_day_that_it_came() {
    let slip = Fact::SlipNoted { slip: "7".into(), received_at: at(0) };
    let put = by_temporary_card(&today().to_string());
    let facts: Vec<Fact> = [slip].into_iter().chain(and(put)).collect();
    let (case, item, form) = (case(facts), item(), form());
    let entered = today().tomorrow().unwrap();
    let lacks = CaseAssessment::new(&case, Some(&item), Some(&form), entered).readiness.lacks;
    assert_eq!(lacks, []);
}

fn noted_card(role: PersonRole, code: &str, expiry_confirmed: bool) -> Fact {
    let card = person(role, Reading::Card);
    let warnings = vec![code.to_owned()];
    Fact::PersonPut { person: Person { warnings, expiry_confirmed, ..card } }
}

#[test]
fn a_card_that_is_not_valid_yet_is_asked_about_too_and_one_near_its_end_is_not() {
    let put =
        |code: &str, confirmed| lacks_of(and(noted_card(PersonRole::Applicant, code, confirmed)));
    assert_eq!(put("card_not_yet_valid", false), ["confirm_card"]);
    assert_eq!(put("card_not_yet_valid", true), [""; 0]);
    assert_eq!(put("card_expires_soon", false), [""; 0]);
    assert_eq!(put("typed_sex_differs", false), [""; 0], "a finding stops nothing");
}

#[test]
fn an_item_may_shut_acceptance_for_a_card_that_is_not_valid() {
    let (mut item, form) = (item(), form());
    item.expired_card = Some(ExpiredCard::Block);
    for confirmed in [false, true] {
        let case = case(and(noted_card(PersonRole::Applicant, "card_expired", confirmed)));
        let readiness = assess(&case, &item, &form).readiness;
        let names: Vec<String> = readiness.lacks.iter().map(|lack| code(lack.code)).collect();
        assert_eq!(names, ["card_blocks"], "no reason helps");
        assert_eq!(readiness.lacks[0].section, Section::People);
        for kind in [DecisionKind::Correction, DecisionKind::Refuse, DecisionKind::Redirect] {
            assert_eq!(readiness.lacks_for(kind), [], "{kind:?} stays possible");
        }
    }
    let early = case([noted_card(PersonRole::Applicant, "card_expired", false)]);
    let lacks = assess(&early, &item, &form).readiness.lacks;
    assert_eq!(lacks.last().map(|lack| lack.code), Some(LackCode::CardBlocks), "work goes on");
    item.expired_card = Some(ExpiredCard::Allow);
    let case = case(and(noted_card(PersonRole::Applicant, "card_expired", false)));
    let lacks = assess(&case, &item, &form).readiness.lacks;
    assert_eq!(lacks[0].code, LackCode::ConfirmCard, "allowed is a reason, and is said");
}

/// Of an item that speaks of such a card where an agent comes, and else leaves it to the clerk.
#[test]
fn what_an_expired_card_is_worth_may_hang_on_the_situation() {
    let (mut item, form) = (item(), form());
    let by_agent = |rule: ExpiredCard| {
        serde_json::from_value(json!([{ "when": "agent == 'agent'", "expired_card": rule }]))
            .unwrap()
    };
    let put = |ground: ExpiryGround| {
        let reason = ExpiryReason { ground, text: "".into(), paper: None };
        let warnings = vec!["card_expired".to_owned()];
        Fact::PersonPut {
            person: Person {
                warnings,
                expiry_confirmed: true,
                expiry_reason: Some(reason),
                ..person(PersonRole::Applicant, Reading::Card)
            },
        }
    };
    let of_cards = |item: &Item, option: &str, ground: ExpiryGround| -> Vec<LackCode> {
        let answer = Fact::Answered { question: "agent".into(), option: option.into() };
        let case = case([answer, put(ground)]);
        let lacks = assess(&case, item, &form).readiness.lacks.into_iter();
        let is_of_cards =
            |code: &LackCode| matches!(code, LackCode::ConfirmCard | LackCode::CardBlocks);
        lacks.map(|lack| lack.code).filter(is_of_cards).collect()
    };
    item.terms = by_agent(ExpiredCard::Block);
    assert_eq!(of_cards(&item, "agent", ExpiryGround::Other), [LackCode::CardBlocks]);
    assert_eq!(of_cards(&item, "self", ExpiryGround::Other), [], "the clerk's to decide");
    item.terms = by_agent(ExpiredCard::Allow);
    assert_eq!(of_cards(&item, "agent", ExpiryGround::ItemAllows), []);
    let asked = of_cards(&item, "self", ExpiryGround::ItemAllows);
    assert_eq!(asked, [LackCode::ConfirmCard], "the reason is none in this situation");
    let mut accepted = case([put(ExpiryGround::ItemAllows)]);
    accepted.apply(&decided(DecisionKind::Accept), at(1), "1001");
    let applicant = accepted.find_person(PersonRole::Applicant).unwrap().clone();
    assert!(!assess(&accepted, &item, &form).asks_confirmation(&applicant), "the citizen has gone");
}

#[test]
fn a_mandate_past_its_last_day_stops_acceptance_and_no_notice() {
    // The case is of 21 September 2026.
    let until = |role, day: &str| and(acting_until(role, MandateEnd::Day(day.parse().unwrap())));
    assert_eq!(today().to_string(), "2026-09-21");
    for role in [PersonRole::Agent, PersonRole::Guardian] {
        assert_eq!(lacks_of(until(role, "2026-09-21")), [""; 0], "good on its last day");
        assert_eq!(lacks_of(until(role, "2026-09-20")), ["mandate_ended"]);
    }
    assert_eq!(
        params(until(PersonRole::Agent, "2026-09-20"), LackCode::MandateEnded),
        json!({ "role": "agent", "person": "Agent", "to": "2026-09-20" })
    );
    let (case, item, form) = (case(until(PersonRole::Agent, "2026-09-20")), item(), form());
    let readiness = assess(&case, &item, &form).readiness;
    assert_eq!(readiness.lacks[0].section, Section::People);
    for kind in [DecisionKind::Correction, DecisionKind::Refuse, DecisionKind::Redirect] {
        assert_eq!(readiness.lacks_for(kind), [], "{kind:?}");
    }
}

#[test]
fn a_slip_asks_for_a_mandate_on_the_day_that_it_came() {
    let lacks = |received_at: Moment| {
        let slip = Fact::SlipNoted { slip: "7".into(), received_at };
        let put = acting_until(PersonRole::Agent, MandateEnd::Day(today()));
        let facts: Vec<Fact> = [slip].into_iter().chain(and(put)).collect();
        let (case, item, form) = (case(facts), item(), form());
        let entered = today().tomorrow().unwrap();
        let lacks = CaseAssessment::new(&case, Some(&item), Some(&form), entered).readiness.lacks;
        lacks.into_iter().map(|lack| code(lack.code)).collect::<Vec<_>>()
    };
    assert_eq!(lacks(at(0)), [""; 0], "entered the day after");
    assert_eq!(lacks(at(24 * 60)), ["mandate_ended"]);
}

#[test]
fn an_agent_and_a_guardian_have_a_mandate_before_a_case_is_accepted() {
    for (role, name, person) in
        [(PersonRole::Agent, "agent", "Agent"), (PersonRole::Guardian, "guardian", "Guardian")]
    {
        assert_eq!(lacks_of(and(typed(role))), ["mandate"]);
        assert_eq!(
            params(and(typed(role)), LackCode::Mandate),
            json!({ "role": name, "person": person })
        );
        assert_eq!(next_of(and(typed(role))), ("mandate".to_owned(), 1));
        assert_eq!(lacks_of(and(acting_until(role, MandateEnd::CaseEnd))), [""; 0]);
        let (case, item, form) = (case(and(typed(role))), item(), form());
        let readiness = assess(&case, &item, &form).readiness;
        assert_eq!(readiness.lacks_for(DecisionKind::Correction), [], "a notice needs none");
    }
    for role in [PersonRole::Spouse, PersonRole::LegalRepresentative] {
        assert_eq!(lacks_of(and(typed(role))), [""; 0], "{role:?} acts by office or is named");
    }
}

#[test]
fn a_mandate_without_its_end_or_its_ground_is_asked_for_again() {
    let whole = mandate_until(PersonRole::Agent, MandateEnd::CaseEnd);
    let without_end = Mandate { until: None, ..whole.clone() };
    let without_ground = Mandate { ground: None, ..whole };
    for mandate in [without_end, without_ground] {
        let agent = person(PersonRole::Agent, Reading::Typed);
        let put = Fact::PersonPut { person: Person { mandate: Some(mandate), ..agent } };
        assert_eq!(lacks_of(and(put)), ["mandate"]);
    }
}
