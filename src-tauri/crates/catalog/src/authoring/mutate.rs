//! Whether a pack's checklist cases would notice a wrong condition, of a material, of a question, of
//! an answer that nobody is asked for, of a fee or a limit: each part of it is dropped, widened and
//! flipped in turn.
//! A change that no situation at all can show is no mistake and is not counted.

mod changes;
mod terms;

use std::collections::BTreeMap;

use counter_core::item::{Condition, Item, Tree, questions_unanswered};
use serde::Serialize;

use crate::authoring::cases::{ChecklistCase, Outcome, meets_case};
use crate::authoring::situations::{
    known_situations, list_situations, needed_materials, required_situations,
};
use crate::pack::Pack;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A part is left out.
    Dropped,
    /// Another option of the same question fulfils it too, or any part where all were wanted.
    Widened,
    /// Another option of the same question stands in its place, the opposite, another limit, or all
    /// parts for any.
    Flipped,
}

/// A wrong condition that no case notices, with a situation in which it would show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Survivor {
    pub item: String,
    /// The material or question.
    pub of: String,
    /// The condition as it was put wrong; empty: no condition at all.
    pub wrong: String,
    pub change: Change,
    pub shows_with: BTreeMap<String, String>,
    /// What the pack as it is asks for then.
    pub materials: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Mutations {
    pub tried: usize,
    pub caught: usize,
    pub survivors: Vec<Survivor>,
}

pub fn try_mutations(pack: &Pack, cases: &[ChecklistCase]) -> Mutations {
    let mut result = Mutations::default();
    for item in pack.items() {
        let own: Vec<&ChecklistCase> = cases.iter().filter(|case| case.item == item.id).collect();
        let situations: Vec<_> =
            [list_situations(item), known_situations(item), required_situations(item)].concat();
        let changed_items = mutants(item).into_iter().chain(terms::change_terms(item));
        for (changed, of, wrong, change) in changed_items {
            let caught = own.iter().any(|case| !meets_case(&changed, case));
            let shows = || situations.iter().find(|answers| differ(item, &changed, answers));
            let (false, Some(shows)) = (caught, if caught { None } else { shows() }) else {
                result.tried += usize::from(caught);
                result.caught += usize::from(caught);
                continue;
            };
            result.tried += 1;
            let (materials, shows_with) = (needed_materials(item, shows), shows.clone());
            result.survivors.push(Survivor {
                item: item.id.clone(),
                of,
                wrong,
                change,
                shows_with,
                materials,
            });
        }
    }
    result
}

/// A question more is asked, or the list is another one.
fn differ(item: &Item, changed: &Item, answers: &BTreeMap<String, String>) -> bool {
    questions_unanswered(item, answers) != questions_unanswered(changed, answers)
        || needed_materials(item, answers) != needed_materials(changed, answers)
        || Outcome::new(item, answers) != Outcome::new(changed, answers)
}

/// `place` is that of the question, and of its option.
fn set_known_when(item: &mut Item, place: (usize, usize), condition: Option<Condition>) {
    let question = item.questions.get_mut(place.0);
    if let Some(choice) = question.and_then(|question| question.options.get_mut(place.1)) {
        choice.known_when = condition;
    }
}

type Mutant = (Item, String, String, Change);

fn mutants(item: &Item) -> Vec<Mutant> {
    let mut list = Vec::new();
    let wrong = |condition: Option<&Condition>, asked: Option<&str>| match condition {
        Some(condition) => changes::wrong_neighbours(item, condition.tree()),
        None => changes::narrowed_conditions(item, asked),
    };
    let mut put = |owner: &str,
                   tree: Option<Tree>,
                   change: Change,
                   edit: &dyn Fn(&mut Item, Option<Condition>)| {
        let condition = tree.map(Condition::from);
        let text = condition.as_ref().map(|c| c.text().to_owned()).unwrap_or_default();
        let mut changed = item.clone();
        edit(&mut changed, condition);
        list.push((changed, owner.to_owned(), text, change));
    };
    for (at, material) in item.materials.iter().enumerate() {
        for (tree, change) in wrong(material.when.as_ref(), None) {
            put(&material.id, tree, change, &|item, condition| {
                if let Some(material) = item.materials.get_mut(at) {
                    material.when = condition;
                }
            });
        }
    }
    for (at, question) in item.questions.iter().enumerate() {
        for (tree, change) in wrong(question.ask_when.as_ref(), Some(&question.id)) {
            put(&question.id, tree, change, &|item, condition| {
                if let Some(question) = item.questions.get_mut(at) {
                    question.ask_when = condition;
                }
            });
        }
    }
    for (at, question) in item.questions.iter().enumerate() {
        for (option, choice) in question.options.iter().enumerate() {
            let Some(known) = &choice.known_when else { continue };
            for (tree, change) in changes::wrong_neighbours(item, known.tree()) {
                put(&question.id, tree, change, &|item, condition| {
                    set_known_when(item, (at, option), condition);
                });
            }
            // The same facts give another answer.
            for alternative in
                (0..question.options.len()).filter(|alternative| *alternative != option)
            {
                put(
                    &question.id,
                    Some(known.tree().clone()),
                    Change::Flipped,
                    &|item, condition| {
                        set_known_when(item, (at, option), None);
                        set_known_when(item, (at, alternative), condition);
                    },
                );
            }
        }
    }
    list
}
