//! The ways to put one condition wrong. Not whether anybody would notice.

use counter_core::item::{Comparison, Is, Item, Tree, Value, find_fact};

use super::Change;

/// Every wrong neighbour of a condition; none at all where its only part was left out.
pub(super) fn wrong_neighbours(item: &Item, tree: &Tree) -> Vec<(Option<Tree>, Change)> {
    let mut changes = vec![(None, Change::Dropped)];
    changes.extend(within(item, tree).into_iter().map(|(tree, change)| (Some(tree), change)));
    changes
}

/// What everybody brings, or is asked, only for the first option of each other question.
pub(super) fn narrowed_conditions(item: &Item, asked: Option<&str>) -> Vec<(Option<Tree>, Change)> {
    let others = item.questions.iter().filter(|question| Some(question.id.as_str()) != asked);
    let first =
        others.filter_map(|question| Some(Tree::is(&question.id, &question.options.first()?.id)));
    first.map(|tree| (Some(tree), Change::Flipped)).collect()
}

fn within(item: &Item, tree: &Tree) -> Vec<(Tree, Change)> {
    match tree {
        Tree::Is { question, option } => {
            let question = item.questions.iter().find(|candidate| candidate.id == *question);
            let others =
                question.into_iter().flat_map(|q| q.options.iter().map(move |choice| (q, choice)));
            let others = others.filter(|(_, choice)| choice.id != *option);
            let wrong = others.flat_map(|(question, choice)| {
                let alternative = Tree::is(&question.id, &choice.id);
                [
                    (alternative.clone(), Change::Flipped),
                    (Tree::Any(vec![tree.clone(), alternative]), Change::Widened),
                ]
            });
            wrong.collect()
        }
        Tree::Fact(comparison) => limits(comparison),
        Tree::Not(inner) => {
            let mut changes = vec![((**inner).clone(), Change::Flipped)];
            changes.extend(
                within(item, inner)
                    .into_iter()
                    .map(|(tree, change)| (Tree::Not(Box::new(tree)), change)),
            );
            changes
        }
        Tree::All(parts) => {
            joined(item, parts, Tree::All, (Tree::Any(parts.clone()), Change::Widened))
        }
        Tree::Any(parts) => {
            joined(item, parts, Tree::Any, (Tree::All(parts.clone()), Change::Flipped))
        }
    }
}

fn joined(
    item: &Item,
    parts: &[Tree],
    join: fn(Vec<Tree>) -> Tree,
    other: (Tree, Change),
) -> Vec<(Tree, Change)> {
    let mut changes = vec![other];
    for (at, part) in parts.iter().enumerate() {
        let remaining: Vec<Tree> = parts
            .iter()
            .enumerate()
            .filter(|(n, _)| *n != at)
            .map(|(_, part)| part.clone())
            .collect();
        changes.push((join(remaining), Change::Dropped));
        for (wrong, change) in within(item, part) {
            let swap =
                |(n, part): (usize, &Tree)| if n == at { wrong.clone() } else { part.clone() };
            changes.push((join(parts.iter().enumerate().map(swap).collect()), change));
        }
    }
    changes
}

/// The limit one lower and one higher, and the comparison turned round; for a word each other word.
fn limits(one: &Comparison) -> Vec<(Tree, Change)> {
    let with =
        |sign: Is, value: Value| Tree::Fact(Comparison { fact: one.fact.clone(), is: sign, value });
    match &one.value {
        Value::Number(number) => {
            let turned = match one.is {
                Is::Less | Is::AtMost => Is::AtLeast,
                Is::More | Is::AtLeast => Is::AtMost,
                Is::Equal => Is::More,
            };
            let near = [number - 1, number + 1]
                .map(|near| (with(one.is, Value::Number(near)), Change::Widened));
            near.into_iter()
                .chain([(with(turned, Value::Number(*number)), Change::Flipped)])
                .collect()
        }
        Value::Text(text) => {
            let words = find_fact(&one.fact)
                .into_iter()
                .flat_map(|fact| fact.values)
                .filter(|word| *word != text);
            words
                .map(|word| (with(one.is, Value::Text((*word).to_owned())), Change::Flipped))
                .collect()
        }
    }
}
