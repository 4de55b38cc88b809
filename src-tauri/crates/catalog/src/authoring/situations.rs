//! Every situation an item knows: each way through its questions, and the facts its conditions look
//! at on both sides of their limits. What a mutation, a comparison of two packs and the check for
//! contradictions go through.

use std::collections::{BTreeMap, BTreeSet};

use counter_core::item::{
    Condition, Item, Question, RowNeed, Value, build_checklist, find_fact, questions_unanswered,
};

pub(crate) type Answers = BTreeMap<String, String>;

/// Situations of one item that are looked at; an item with more of them is an item to be split.
pub(crate) const MOST: usize = 20_000;

pub(crate) fn list_situations(item: &Item) -> Vec<Answers> {
    continued(item, facts(item))
}

/// How many situations [`list_situations`] has left out of `listed`, at most: a question that is
/// asked in some of them only is counted in each.
pub(crate) fn count_left_out(item: &Item, listed: &[Answers]) -> u64 {
    let each = |of: &Answers| count_ways(item.questions.iter().filter(|q| !of.contains_key(&q.id)));
    let values = values_by_fact(list_conditions(item));
    let all = values.values().map(|values| values.len() as u64).fold(1, u64::saturating_mul);
    let beyond = all.saturating_sub(facts(item).len() as u64);
    let beyond = beyond.saturating_mul(each(&Answers::new()));
    let open = listed.iter().filter(|of| !questions_unanswered(item, of).is_empty());
    open.map(each).fold(beyond, u64::saturating_add)
}

fn count_ways<'a>(questions: impl Iterator<Item = &'a Question>) -> u64 {
    questions.map(|q| q.options.len().max(1) as u64).fold(1, u64::saturating_mul)
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

/// What each fact is looked at with: each of its words, or both sides of its limits.
fn values_by_fact<'a>(
    conditions: impl Iterator<Item = &'a Condition>,
) -> BTreeMap<&'a str, BTreeSet<String>> {
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
    values_by_fact
}

fn combine_facts<'a>(conditions: impl Iterator<Item = &'a Condition>) -> Vec<Answers> {
    let facts = values_by_fact(conditions).into_iter();
    facts.fold(vec![Answers::new()], |combinations, (name, values)| {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// 600 limits of an age have 1,800 sides; with two sexes and six documents 21,600 situations.
    #[test]
    fn combinations_of_facts_that_are_left_out_are_counted() {
        let ages = (0..60).map(|row| {
            let limits: Vec<String> =
                (0..10).map(|at| format!("card.age > {}", (row * 10 + at) * 3)).collect();
            limits.join(" || ")
        });
        let others = ["card.sex == '男'", "card.kind == 'passport'"].map(str::to_owned);
        let rows = ages.chain(others).enumerate();
        let rows: String = rows
            .map(|(at, when)| format!("- {{id: m{at}, name: 材料{at}, when: \"{when}\"}}\n"))
            .collect();
        let item = format!(
            "id: one\nname: 示例事项\ndepartment: 示例局\ntask_type: '21'\n\
             project_type: on_the_spot\nform: general\nmaterials:\n{rows}"
        );
        let item: Item = serde_norway::from_str(&item).unwrap();
        assert_eq!(facts(&item).len(), MOST);
        assert_eq!(count_left_out(&item, &[]), 1_600);
    }
}
