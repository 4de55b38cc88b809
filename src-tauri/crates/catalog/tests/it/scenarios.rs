//! The scenarios that the program carries: each expectation can be met with the built-in pack,
//! and each has its rule.
use counter_catalog::{Pack, Scenarios, Sequel};
use counter_core::case::DecisionKind;
use std::collections::BTreeSet;

#[test]
fn the_scenarios_fit_the_built_in_pack() {
    let (pack, scenarios) = (Pack::builtin().unwrap(), Scenarios::builtin().unwrap());
    assert_eq!(scenarios.all.len(), 16);
    assert_eq!(scenarios.lint_scenarios(&pack), Vec::<String>::new());
}

#[test]
fn together_they_show_every_decision_an_agent_and_both_kinds_of_form() {
    let (pack, scenarios) = (Pack::builtin().unwrap(), Scenarios::builtin().unwrap());
    let all = &scenarios.all;
    for kind in [
        DecisionKind::Accept,
        DecisionKind::Correction,
        DecisionKind::Refuse,
        DecisionKind::Redirect,
    ] {
        assert!(all.iter().any(|s| s.decision == kind), "{kind:?}");
    }
    assert!(all.iter().any(|s| s.people.len() > 1));
    let forms: BTreeSet<&str> =
        all.iter().map(|s| pack.item(&s.item).unwrap().form.as_str()).collect();
    assert!(forms.contains("general") && forms.len() > 1, "{forms:?}");
}

#[test]
fn the_lint_finds_what_cannot_be_met() {
    let pack = Pack::builtin().unwrap();
    let mut scenarios = Scenarios::builtin().unwrap();
    scenarios.all[0].materials.clear();
    scenarios.all[1].answers.insert("agent".into(), "nobody".into());
    scenarios.all[3].faults.clear();
    scenarios.all[4].entrusted = Some(true);
    scenarios.all[5].sequel = Some(Sequel::Withdrawal);
    scenarios.rules.remove("off_list");
    let found = scenarios.lint_scenarios(&pack);
    for part in [
        "accepted without",
        "no answer agent.nobody",
        "the notice should name",
        "nothing is entrusted",
        "does not follow on Refuse",
        "no rule off_list",
    ] {
        assert!(found.iter().any(|what| what.contains(part)), "{part}: {found:?}");
    }
}
