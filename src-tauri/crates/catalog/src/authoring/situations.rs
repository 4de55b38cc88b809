//! Every situation an item knows: each way through its questions, and the facts its conditions look
//! at on both sides of their limits. What a mutation, a comparison of two packs and the check for
//! contradictions go through.

use std::collections::{BTreeMap, BTreeSet};

use counter_core::item::{
    Condition, Item, RowNeed, Value, build_checklist, find_fact, questions_unanswered,
};

pub(crate) type Answers = BTreeMap<String, String>;

/// Situations of one item that are looked at; an item with more of them is an item to be split.
pub(crate) const MOST: usize = 20_000;

pub(crate) fn list_situations(item: &Item) -> Vec<Answers> {
    continued(item, facts(item))
}

/// The situations in which something answers a question without asking: for each fact that may,
/// each word it can say.
pub(crate) fn known_situations(item: &Item) -> Vec<Answers> {
    let known_when = item
        .questions
        .iter()
        .flat_map(|question| &question.options)
        .filter_map(|o| o.known_when.as_ref());
    let names: BTreeSet<&str> = known_when
        .flat_map(|condition| condition.tree().comparisons())
        .map(|comparison| comparison.fact.as_str())
        .collect();
    let words = |name: &str| find_fact(name).into_iter().flat_map(|fact| fact.values);
    let pairs = names
        .iter()
        .flat_map(|name| words(name).map(move |word| ((*name).to_owned(), (*word).to_owned())));
    let with = |pair: (String, String)| {
        facts(item).into_iter().map(move |facts| facts.into_iter().chain([pair.clone()]).collect())
    };
    continued(item, pairs.flat_map(with).collect())
}

/// The situations of both of two versions of an item.
pub(crate) fn situations_of_both(old: &Item, new: &Item) -> Vec<Answers> {
    let base = facts(new);
    let with = |answers: Answers| {
        base.iter().map(move |facts| facts.clone().into_iter().chain(answers.clone()).collect())
    };
    continued(new, list_situations(old).into_iter().flat_map(with).take(MOST).collect())
}

fn continued(item: &Item, mut open: Vec<Answers>) -> Vec<Answers> {
    let mut complete = Vec::new();
    while let Some(answers) = open.pop() {
        let next = questions_unanswered(item, &answers)
            .first()
            .and_then(|id| item.questions.iter().find(|q| q.id == *id));
        let Some(question) = next.filter(|_| complete.len() + open.len() < MOST) else {
            complete.push(answers);
            continue;
        };
        for choice in &question.options {
            let mut more = answers.clone();
            more.insert(question.id.clone(), choice.id.clone());
            open.push(more);
        }
    }
    complete
}

pub(crate) fn list_conditions(item: &Item) -> impl Iterator<Item = &Condition> {
    let ask_when = item.questions.iter().filter_map(|question| question.ask_when.as_ref());
    ask_when.chain(item.materials.iter().flat_map(|material| {
        [&material.when, &material.later_when].into_iter().filter_map(Option::as_ref)
    }))
}

/// The situations in which what the item requires is met, and those in which it is just not met.
pub(crate) fn required_situations(item: &Item) -> Vec<Answers> {
    if item.requires.is_empty() {
        return Vec::new();
    }
    let requires = item.requires.iter().map(|requirement| &requirement.when);
    continued(item, combine_facts(list_conditions(item).chain(requires)))
}

/// Each combination of the facts that matter to the list.
fn facts(item: &Item) -> Vec<Answers> {
    combine_facts(list_conditions(item))
}

fn combine_facts<'a>(conditions: impl Iterator<Item = &'a Condition>) -> Vec<Answers> {
    let mut values_by_fact: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for comparison in conditions.flat_map(|condition| condition.tree().comparisons()) {
        let values = values_by_fact.entry(&comparison.fact).or_default();
        match &comparison.value {
            Value::Number(number) => {
                values.extend((-1..=1).map(|step| (number + step).to_string()))
            }
            Value::Text(_) => {
                values.extend(
                    find_fact(&comparison.fact)
                        .into_iter()
                        .flat_map(|fact| fact.values)
                        .map(|v| (*v).to_owned()),
                );
            }
        }
    }
    values_by_fact.into_iter().fold(vec![Answers::new()], |combinations, (name, values)| {
        let with = |answers: &Answers| -> Vec<Answers> {
            values
                .iter()
                .map(|value| {
                    answers.clone().into_iter().chain([(name.to_owned(), value.clone())]).collect()
                })
                .collect()
        };
        combinations.iter().flat_map(with).take(MOST).collect()
    })
}

/// Ids of the materials of the list, in its order; those not needed are left out.
pub(crate) fn needed_materials(item: &Item, answers: &Answers) -> Vec<String> {
    let rows =
        build_checklist(item, answers).into_iter().filter(|row| row.need != RowNeed::NotNeeded);
    rows.map(|row| row.material).collect()
}
