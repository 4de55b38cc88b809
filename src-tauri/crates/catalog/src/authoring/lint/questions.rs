//! Faults of an item's questions and of every condition: names, reach, use, and whether a case
//! walks there.

use counter_core::item::{
    Condition, Item, RowNeed, Tree, Value, build_checklist, find_fact, questions_open,
    questions_unanswered,
};

use super::LintCode;
use super::acting::lint_acting;
use super::look::{Look, find_repeated};
use crate::authoring::cases::ChecklistCase;
use crate::authoring::situations::{Answers, count_left_out, list_situations};

pub(super) fn lint_questions(item: &Item, cases: &[ChecklistCase], look: &mut Look) {
    for (at, id) in find_repeated(item.questions.iter().map(|candidate| candidate.id.as_str())) {
        look.add(LintCode::DuplicateId, &format!("questions/{at}/id"), id);
    }
    for (at, question) in item.questions.iter().enumerate() {
        for (option, id) in
            find_repeated(question.options.iter().map(|candidate| candidate.id.as_str()))
        {
            let path = format!("questions/{at}/options/{option}/id");
            look.add(LintCode::DuplicateId, &path, format!("{}.{id}", question.id));
        }
    }
    for (path, of, condition) in conditions(item) {
        names(item, &path, of, condition, look);
    }
    let situations = list_situations(item);
    let left_out = count_left_out(item, &situations);
    if left_out > 0 {
        look.add(LintCode::TooManySituations, "questions", left_out.to_string());
    }
    lint_acting(item, &situations, look);
    reach(item, &situations, cases, look);
    outcome(item, &situations, look);
}

/// Each condition with its path and whose it is.
fn conditions(item: &Item) -> Vec<(String, &str, &Condition)> {
    let mut found_conditions = Vec::new();
    for (at, question) in item.questions.iter().enumerate() {
        let ask_when = question.ask_when.as_ref();
        found_conditions.extend(ask_when.map(|condition| {
            (format!("questions/{at}/ask_when"), question.id.as_str(), condition)
        }));
        for (option, choice) in question.options.iter().enumerate() {
            let path = format!("questions/{at}/options/{option}/known_when");
            found_conditions.extend(
                choice.known_when.as_ref().map(|condition| (path, question.id.as_str(), condition)),
            );
        }
    }
    for (at, material) in item.materials.iter().enumerate() {
        let both = [("when", &material.when), ("later_when", &material.later_when)];
        let conditions = both.into_iter().filter_map(|(field, condition)| {
            let path = format!("materials/{at}/{field}");
            Some((path, material.id.as_str(), condition.as_ref()?))
        });
        found_conditions.extend(conditions);
    }
    for (at, terms) in item.terms.iter().enumerate() {
        found_conditions.push((format!("terms/{at}/when"), "terms", &terms.when));
    }
    for (at, requirement) in item.requires.iter().enumerate() {
        let path = format!("requires/{at}/when");
        found_conditions.push((path, requirement.text.as_str(), &requirement.when));
    }
    found_conditions
}

fn names(item: &Item, path: &str, of: &str, condition: &Condition, look: &mut Look) {
    let exists = |question: &str, option: &str| {
        let question = item.questions.iter().find(|candidate| candidate.id == question);
        question
            .is_some_and(|question| question.options.iter().any(|candidate| candidate.id == option))
    };
    for (question, option) in condition.tree().terms() {
        if path.ends_with("known_when") {
            look.add(LintCode::KnownFromAnswer, path, format!("{of}: {question} == {option:?}"));
        } else if !exists(question, option) {
            look.add(LintCode::DanglingReference, path, format!("{of}: {question} == {option:?}"));
        }
    }
    for comparison in condition.tree().comparisons() {
        let fits = find_fact(&comparison.fact).is_some_and(|fact| match &comparison.value {
            Value::Number(_) => fact.number,
            Value::Text(word) => {
                !fact.number
                    && comparison.is == counter_core::item::Is::Equal
                    && fact.values.contains(&word.as_str())
            }
        });
        if !fits {
            look.add(LintCode::UnknownFact, path, format!("{of}: {comparison}"));
        }
    }
}

fn reach(item: &Item, situations: &[Answers], cases: &[ChecklistCase], look: &mut Look) {
    let cases: Vec<&ChecklistCase> = cases.iter().filter(|case| case.item == item.id).collect();
    for (at, question) in item.questions.iter().enumerate() {
        let used = |tree: &Tree| tree.terms().iter().any(|(id, _)| *id == question.id);
        let asks_for_people = question.options.iter().any(|option| option.acting.is_some());
        let decides = conditions(item).iter().any(|(_, _, condition)| used(condition.tree()));
        if !decides && !asks_for_people {
            look.add(LintCode::IdleQuestion, &format!("questions/{at}"), question.id.clone());
        }
        let is_asked = |answers: &Answers| questions_open(item, answers).contains(&question.id);
        let reached = situations.iter().any(is_asked);
        for (option, choice) in question.options.iter().enumerate() {
            let (path, leaf) = (
                format!("questions/{at}/options/{option}"),
                format!("{}.{}", question.id, choice.id),
            );
            let walks = |case: &&ChecklistCase| {
                case.answers.get(&question.id) == Some(&choice.id) && is_asked(&case.answers)
            };
            if !reached {
                look.add(LintCode::UnreachableOption, &path, leaf);
            } else if !cases.iter().any(walks) {
                look.add(LintCode::LeafWithoutTest, &path, leaf);
            }
        }
    }
}

/// A material's condition that holds in no situation, or in each of them.
fn outcome(item: &Item, situations: &[Answers], look: &mut Look) {
    let settled: Vec<&Answers> = situations
        .iter()
        .filter(|answers| questions_unanswered(item, answers).is_empty())
        .collect();
    if settled.is_empty() {
        return;
    }
    let mut needed = vec![0usize; item.materials.len()];
    for answers in &settled {
        for (count, row) in needed.iter_mut().zip(build_checklist(item, answers)) {
            *count += usize::from(row.need != RowNeed::NotNeeded);
        }
    }
    let materials = item.materials.iter().zip(needed).enumerate();
    for (at, (material, count)) in materials.filter(|(_, (material, _))| material.when.is_some()) {
        let path = format!("materials/{at}/when");
        if count == 0 {
            look.add(LintCode::ContradictoryCondition, &path, material.id.clone());
        } else if count == settled.len() {
            look.add(LintCode::IdleCondition, &path, material.id.clone());
        }
    }
}
