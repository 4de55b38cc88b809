//! Every situation an item knows: each way through its questions, and the facts its conditions look at on both sides of
//! their limits. What a mutation, a comparison of two packs and the check for contradictions go through.

use std::collections::{BTreeMap, BTreeSet};

use counter_core::item::{Condition, Item, RowNeed, Value, checklist, fact, questions_unanswered};

pub(crate) type Answers = BTreeMap<String, String>;

/// Situations of one item that are looked at; an item with more of them is an item to be split.
pub(crate) const MOST: usize = 20_000;

pub(crate) fn situations(item: &Item) -> Vec<Answers> {
    continued(item, facts(item))
}

/// The situations in which something answers a question without asking: for each fact that may, each word it can say.
pub(crate) fn known(item: &Item) -> Vec<Answers> {
    let told = item.questions.iter().flat_map(|question| &question.options).filter_map(|o| o.known_when.as_ref());
    let names: BTreeSet<&str> =
        told.flat_map(|condition| condition.tree().comparisons()).map(|one| one.fact.as_str()).collect();
    let words = |name: &str| fact(name).into_iter().flat_map(|fact| fact.values);
    let pairs = names.iter().flat_map(|name| words(name).map(move |word| ((*name).to_owned(), (*word).to_owned())));
    let with = |pair: (String, String)| {
        facts(item).into_iter().map(move |facts| facts.into_iter().chain([pair.clone()]).collect())
    };
    continued(item, pairs.flat_map(with).collect())
}

/// The situations of both of two versions of an item.
pub(crate) fn of_both(old: &Item, new: &Item) -> Vec<Answers> {
    let known = facts(new);
    let with =
        |answers: Answers| known.iter().map(move |facts| facts.clone().into_iter().chain(answers.clone()).collect());
    continued(new, situations(old).into_iter().flat_map(with).take(MOST).collect())
}

fn continued(item: &Item, mut open: Vec<Answers>) -> Vec<Answers> {
    let mut done = Vec::new();
    while let Some(answers) = open.pop() {
        let next =
            questions_unanswered(item, &answers).first().and_then(|id| item.questions.iter().find(|q| q.id == *id));
        let Some(question) = next.filter(|_| done.len() + open.len() < MOST) else {
            done.push(answers);
            continue;
        };
        for choice in &question.options {
            let mut more = answers.clone();
            more.insert(question.id.clone(), choice.id.clone());
            open.push(more);
        }
    }
    done
}

pub(crate) fn conditions(item: &Item) -> impl Iterator<Item = &Condition> {
    let asked = item.questions.iter().filter_map(|question| question.ask_when.as_ref());
    asked.chain(item.materials.iter().filter_map(|material| material.when.as_ref()))
}

/// Each combination of the facts that matter to the list.
fn facts(item: &Item) -> Vec<Answers> {
    let mut wanted: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for one in conditions(item).flat_map(|condition| condition.tree().comparisons()) {
        let values = wanted.entry(&one.fact).or_default();
        match &one.value {
            Value::Number(number) => values.extend((-1..=1).map(|step| (number + step).to_string())),
            Value::Text(_) => {
                values.extend(fact(&one.fact).into_iter().flat_map(|fact| fact.values).map(|v| (*v).to_owned()));
            }
        }
    }
    wanted.into_iter().fold(vec![Answers::new()], |all, (name, values)| {
        let with = |answers: &Answers| -> Vec<Answers> {
            values
                .iter()
                .map(|value| answers.clone().into_iter().chain([(name.to_owned(), value.clone())]).collect())
                .collect()
        };
        all.iter().flat_map(with).take(MOST).collect()
    })
}

/// Ids of the materials of the list, in its order; those not needed are left out.
pub(crate) fn wanted(item: &Item, answers: &Answers) -> Vec<String> {
    let rows = checklist(item, answers).into_iter().filter(|row| row.need != RowNeed::NotNeeded);
    rows.map(|row| row.material).collect()
}
