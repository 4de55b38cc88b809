//! Many situations said as few: question by question the answers with which it is so, and never for
//! one situation too many. Not what changed in them.

use std::collections::{BTreeMap, BTreeSet};

use counter_core::item::{Item, find_fact};

use crate::authoring::situations::Answers;

/// Question or fact to the answers that belong; a question that is not named may be answered in any
/// way.
type Range = BTreeMap<String, BTreeSet<String>>;

/// Ranges that hold these situations and no other, with how many each holds.
pub(super) fn exact_ranges(members: Vec<&Answers>, all: &[Answers]) -> Vec<(Range, usize)> {
    let (mut open, mut done) = (vec![members], Vec::new());
    while let Some(members) = open.pop() {
        let range = around(&members, all);
        let inside = all.iter().filter(|answers| holds(&range, answers)).count();
        // Asked or not is no answer that words could give beside others.
        let mixed = range.values().any(|within| within.len() > 1 && within.contains(""));
        match split(&members, &range).filter(|_| mixed || inside > members.len()) {
            Some(parts) => open.extend(parts),
            None => done.push((range, members.len())),
        }
    }
    done
}

/// Only what tells these situations from others: a question with all its answers says nothing.
fn around(members: &[&Answers], all: &[Answers]) -> Range {
    let mut range = Range::new();
    let questions: BTreeSet<&String> = all.iter().flat_map(|answers| answers.keys()).collect();
    for question in questions {
        let answer_of = |answers: &Answers| answers.get(question).cloned().unwrap_or_default();
        let within: BTreeSet<String> = members.iter().map(|answers| answer_of(answers)).collect();
        if all.iter().any(|answers| !within.contains(&answer_of(answers))) {
            range.insert(question.clone(), within);
        }
    }
    range
}

fn holds(range: &Range, answers: &Answers) -> bool {
    range
        .iter()
        .all(|(question, within)| within.contains(answers.get(question).map_or("", String::as_str)))
}

/// By the answers to the question that keeps them least together.
fn split<'a>(members: &[&'a Answers], range: &Range) -> Option<Vec<Vec<&'a Answers>>> {
    let several = range.iter().filter(|(_, within)| within.len() > 1);
    let (question, _) = several.min_by_key(|(_, within)| (!within.contains(""), within.len()))?;
    let mut parts: BTreeMap<Option<&String>, Vec<&Answers>> = BTreeMap::new();
    for answers in members {
        parts.entry(answers.get(question)).or_default().push(answers);
    }
    Some(parts.into_values().collect())
}

/// In the order of the item's questions; a question that is then not asked is left out, since what
/// leads to it is named.
pub(super) fn range_words(items: &[&Item], range: &Range) -> Vec<(String, String)> {
    let place = |id: &String| {
        items
            .iter()
            .find_map(|item| item.questions.iter().position(|candidate| candidate.id == *id))
    };
    let mut sorted: Vec<(&String, &BTreeSet<String>)> =
        range.iter().filter(|(_, within)| within.iter().any(|option| !option.is_empty())).collect();
    sorted.sort_by_key(|(id, _)| place(id));
    sorted.into_iter().map(|(id, within)| spelt(items, id, within)).collect()
}

fn spelt(items: &[&Item], id: &str, within: &BTreeSet<String>) -> (String, String) {
    let question =
        items.iter().find_map(|item| item.questions.iter().find(|candidate| candidate.id == *id));
    let Some(question) = question else {
        let label = find_fact(id).map_or(id, |fact| fact.label);
        return (
            label.to_owned(),
            within.iter().filter(|v| !v.is_empty()).cloned().collect::<Vec<_>>().join("、"),
        );
    };
    let choices = question.options.iter().filter(|choice| within.contains(&choice.id));
    (
        question.text.clone(),
        choices.map(|choice| choice.label.as_str()).collect::<Vec<_>>().join("、"),
    )
}
