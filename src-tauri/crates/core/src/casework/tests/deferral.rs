use super::*;
use crate::calendar::Calendar;
use crate::case::{Deferred, Extension};
use crate::date::{Date, parse_date};

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

/// A Tuesday; the case was opened the day before.
const TODAY: &str = "2026-09-22";

fn without_later() -> Vec<Fact> {
    complete().into_iter().filter(|fact| *fact != page("l", Some("later"))).collect()
}

fn offer(case: &Case, item: &Item) -> Option<(Vec<String>, Date, Option<Date>)> {
    let form = form();
    let assessment = assess(case, item, &form);
    let offer = offer_deferral(&assessment, &Calendar::builtin(), day(TODAY))?;
    let ids = offer.materials.iter().map(|material| material.id().to_owned()).collect();
    Some((ids, offer.proposed, offer.latest))
}

fn promise(
    case: &Case,
    item: &Item,
    until: Option<&str>,
) -> Result<Option<Deferred>, DeferralDayWrong> {
    let form = form();
    let assessment = assess(case, item, &form);
    promise_deferral(&assessment, until.map(day), None, &Calendar::builtin(), day(TODAY))
}

fn later(until: &str) -> Deferred {
    Deferred { until: day(until), materials: vec!["later".into()], extended: None }
}

#[test]
fn nothing_is_promised_when_everything_is_here() {
    let (whole, item) = (case(complete()), item());
    assert_eq!(offer(&whole, &item), None);
    assert_eq!(promise(&whole, &item, Some("2026-09-23")), Ok(None));
    let (empty, form) = (case([]), form());
    let assessment = CaseAssessment::new(&empty, None, Some(&form), today());
    assert!(offer_deferral(&assessment, &Calendar::builtin(), day(TODAY)).is_none(), "no item");
}

#[test]
fn ten_working_days_are_proposed_and_the_due_day_is_the_last() {
    let (case, item) = (case(without_later()), item());
    let (ids, proposed, latest) = offer(&case, &item).unwrap();
    // Mid-autumn and the national day lie between.
    assert_eq!((ids, proposed), (vec!["later".to_owned()], day("2026-10-13")));
    assert_eq!(latest, Some(day("2026-10-27")));
    assert_eq!(promise(&case, &item, Some(TODAY)), Ok(Some(later(TODAY))));
    assert_eq!(promise(&case, &item, Some("2026-10-27")), Ok(Some(later("2026-10-27"))));
    let wrong = Err(DeferralDayWrong { latest });
    assert_eq!(promise(&case, &item, Some("2026-10-28")), wrong);
    assert_eq!(promise(&case, &item, Some("2026-09-21")), wrong);
    assert_eq!(promise(&case, &item, None), wrong);
}

#[test]
fn a_short_promise_shortens_the_proposal() {
    let (case, mut item) = (case(without_later()), item());
    item.limit.as_mut().unwrap().promise_days = Some(3);
    let (_, proposed, latest) = offer(&case, &item).unwrap();
    assert_eq!((proposed, latest), (day("2026-09-28"), Some(day("2026-09-28"))));
}

#[test]
fn the_time_of_the_situation_limits_the_promise() {
    let (case, mut item) = (case(without_later()), item());
    let terms = |when: &str| {
        serde_json::from_value(
            serde_json::json!([{ "when": when, "limit": { "promise_days": 3 } }]),
        )
        .unwrap()
    };
    item.terms = terms("agent == 'self' || agent == 'agent'");
    assert_eq!(offer(&case, &item).unwrap().2, Some(day("2026-09-28")));
    item.terms = terms("agent == 'guardian'");
    assert_eq!(offer(&case, &item).unwrap().2, Some(day("2026-10-27")));
}

#[test]
fn without_a_due_day_any_day_from_today_on_is_good() {
    let (case, mut item) = (case(without_later()), item());
    item.limit = None;
    let (_, proposed, latest) = offer(&case, &item).unwrap();
    assert_eq!((proposed, latest), (day("2026-10-13"), None));
    assert_eq!(promise(&case, &item, Some("2027-09-22")), Ok(Some(later("2027-09-22"))));
    assert_eq!(promise(&case, &item, Some("2026-09-21")), Err(DeferralDayWrong { latest: None }));
}

#[test]
fn a_second_acceptance_keeps_the_day_of_the_first() {
    let first = Fact::Decided {
        decision: Decision {
            deferred: Some(later("2026-09-24")),
            ..Decision::of_kind(DecisionKind::Accept)
        },
    };
    let (case, item) = (case(without_later().into_iter().chain([first])), item());
    let (_, proposed, latest) = offer(&case, &item).unwrap();
    assert_eq!((proposed, latest), (day("2026-09-24"), Some(day("2026-09-24"))));
    assert_eq!(promise(&case, &item, None), Ok(Some(later("2026-09-24"))));
    assert_eq!(promise(&case, &item, Some("2027-01-01")), Ok(Some(later("2026-09-24"))));
}

fn accepted_until(until: &str, extended: Option<Extension>) -> Fact {
    let deferred = Some(Deferred { extended, ..later(until) });
    Fact::Decided { decision: Decision { deferred, ..Decision::of_kind(DecisionKind::Accept) } }
}

/// Accepted on 21 September, promised for the 24th, and due on 26 October.
fn extend(more: &[Fact], until: &str, on: &str) -> Result<Option<Deferred>, DeferralDayWrong> {
    let promised = [accepted_until("2026-09-24", None)];
    let facts = without_later().into_iter().chain(promised).chain(more.iter().cloned());
    let (case, item, form) = (case(facts), item(), form());
    let assessment = assess(&case, &item, &form);
    let reason = Some(Private::new("住院"));
    promise_deferral(&assessment, Some(day(until)), reason, &Calendar::builtin(), day(on))
}

fn extension() -> Extension {
    Extension { from: day("2026-09-24"), reason: Private::new("住院") }
}

#[test]
fn what_was_promised_is_extended_once_after_its_warning_and_within_the_cases_own_limit() {
    let longer = Deferred { extended: Some(extension()), ..later("2026-10-09") };
    assert_eq!(extend(&[], "2026-10-09", "2026-09-24"), Ok(Some(longer.clone())));
    assert_eq!(extend(&[], "2026-10-09", "2026-09-28"), Ok(Some(longer)), "after the day, too");
    let latest = Some(day("2026-10-26"));
    for until in ["2026-10-28", "2026-09-24", "2026-09-23"] {
        let wrong = extend(&[], until, "2026-09-24");
        assert_eq!(wrong, Err(DeferralDayWrong { latest }), "{until}");
    }
    let past = extend(&[], "2026-09-25", "2026-09-28");
    assert_eq!(past, Err(DeferralDayWrong { latest }), "no day that is over");
    let shut = Err(DeferralDayWrong { latest: None });
    assert_eq!(extend(&[], "2026-10-28", "2026-10-28"), shut, "the case's own day is over");
    let again = [accepted_until("2026-10-09", Some(extension()))];
    assert_eq!(extend(&again, "2026-10-20", "2026-10-09"), shut, "once");
    let partly = [&again[..], &[accepted_until("2026-10-09", None)]].concat();
    assert_eq!(extend(&partly, "2026-10-20", "2026-10-09"), shut, "and not after some came");
}

#[test]
fn nothing_is_extended_before_it_was_warned_of() {
    let far = [accepted_until("2026-10-20", None)];
    assert_eq!(extend(&far, "2026-10-27", TODAY), Err(DeferralDayWrong { latest: None }));
}

#[test]
fn an_extension_waits_for_no_paper_and_for_whatever_else_is_lacking() {
    let alone = |facts: Vec<Fact>| {
        let (case, item, form) = (case(facts), item(), form());
        lacks_promised_alone(&assess(&case, &item, &form))
    };
    let promised = [accepted_until("2026-09-24", None), issued("deferred_notice")];
    let waiting: Vec<Fact> = without_later().into_iter().chain(promised).collect();
    assert!(alone(waiting.clone()));
    assert!(!alone(waiting.into_iter().chain([problem("hukou")]).collect()));
}
