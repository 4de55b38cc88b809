//! The ways to put one condition wrong. Not whether anybody would notice.

use counter_core::item::{Comparison, Is, Item, Tree, Value, fact};

use super::Change;

/// Every wrong neighbour of a condition; none at all where its only part was left out.
pub(super) fn of(item: &Item, tree: &Tree) -> Vec<(Option<Tree>, Change)> {
    let mut all = vec![(None, Change::Dropped)];
    all.extend(within(item, tree).into_iter().map(|(tree, change)| (Some(tree), change)));
    all
}

/// What everybody brings, or is asked, only for the first option of each other question.
pub(super) fn narrowed(item: &Item, asked: Option<&str>) -> Vec<(Option<Tree>, Change)> {
    let others = item.questions.iter().filter(|question| Some(question.id.as_str()) != asked);
    let first = others.filter_map(|question| Some(Tree::is(&question.id, &question.options.first()?.id)));
    first.map(|tree| (Some(tree), Change::Flipped)).collect()
}

fn within(item: &Item, tree: &Tree) -> Vec<(Tree, Change)> {
    match tree {
        Tree::Is { question, option } => {
            let question = item.questions.iter().find(|one| one.id == *question);
            let others = question.into_iter().flat_map(|q| q.options.iter().map(move |choice| (q, choice)));
            let others = others.filter(|(_, choice)| choice.id != *option);
            let wrong = others.flat_map(|(question, choice)| {
                let other = Tree::is(&question.id, &choice.id);
                [(other.clone(), Change::Flipped), (Tree::Any(vec![tree.clone(), other]), Change::Widened)]
            });
            wrong.collect()
        }
        Tree::Fact(comparison) => limits(comparison),
        Tree::Not(inner) => {
            let mut all = vec![((**inner).clone(), Change::Flipped)];
            all.extend(within(item, inner).into_iter().map(|(tree, change)| (Tree::Not(Box::new(tree)), change)));
            all
        }
        Tree::All(parts) => joined(item, parts, Tree::All, (Tree::Any(parts.clone()), Change::Widened)),
        Tree::Any(parts) => joined(item, parts, Tree::Any, (Tree::All(parts.clone()), Change::Flipped)),
    }
}

fn joined(item: &Item, parts: &[Tree], join: fn(Vec<Tree>) -> Tree, other: (Tree, Change)) -> Vec<(Tree, Change)> {
    let mut all = vec![other];
    for at in 0..parts.len() {
        let rest: Vec<Tree> =
            parts.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, part)| part.clone()).collect();
        all.push((join(rest), Change::Dropped));
        for (wrong, change) in within(item, &parts[at]) {
            let mut more = parts.to_vec();
            more[at] = wrong;
            all.push((join(more), change));
        }
    }
    all
}

/// The limit one lower and one higher, and the comparison turned round; for a word each other word.
fn limits(one: &Comparison) -> Vec<(Tree, Change)> {
    let with = |is: Is, value: Value| Tree::Fact(Comparison { fact: one.fact.clone(), is, value });
    match &one.value {
        Value::Number(number) => {
            let turned = match one.is {
                Is::Less | Is::AtMost => Is::AtLeast,
                Is::More | Is::AtLeast => Is::AtMost,
                Is::Equal => Is::More,
            };
            let near = [number - 1, number + 1].map(|near| (with(one.is, Value::Number(near)), Change::Widened));
            near.into_iter().chain([(with(turned, Value::Number(*number)), Change::Flipped)]).collect()
        }
        Value::Text(text) => {
            let words = fact(&one.fact).into_iter().flat_map(|fact| fact.values).filter(|word| *word != text);
            words.map(|word| (with(one.is, Value::Text((*word).to_owned())), Change::Flipped)).collect()
        }
    }
}
