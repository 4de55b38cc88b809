//! Whether a pack's checklist cases would notice a wrong condition: each is dropped, narrowed, widened and flipped in turn.
//! A change that no situation at all can show is no mistake and is not counted.

use std::collections::BTreeMap;

use counter_core::item::{Item, MaterialDef, Question, RowNeed, checklist, questions_unanswered};
use serde::Serialize;

use crate::cases::{ChecklistCase, meets};
use crate::pack::Pack;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// One term is left out.
    Dropped,
    /// Another option of the same question fulfils it too.
    Widened,
    /// Another option of the same question stands in its place.
    Flipped,
}

/// A wrong condition that no case notices, with a situation in which it would show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Survivor {
    pub item: String,
    pub material: String,
    /// The term, `question.option`.
    pub term: String,
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

/// Situations of one item that are looked at; an item with more of them is an item to be split.
const MOST_SITUATIONS: usize = 20_000;

pub fn mutations(pack: &Pack, cases: &[ChecklistCase]) -> Mutations {
    let mut all = Mutations::default();
    for item in pack.items() {
        let own: Vec<&ChecklistCase> = cases.iter().filter(|case| case.item == item.id).collect();
        let situations = situations(item);
        for (changed, material, term, change) in mutants(item) {
            let Some(shows) = situations.iter().find(|answers| wanted(item, answers) != wanted(&changed, answers))
            else {
                continue;
            };
            all.tried += 1;
            if own.iter().any(|case| !meets(&changed, case)) {
                all.caught += 1;
                continue;
            }
            let materials = wanted(item, shows);
            let (item, shows_with) = (item.id.clone(), shows.clone());
            all.survivors.push(Survivor { item, material, term, change, shows_with, materials });
        }
    }
    all
}

/// Ids of the materials of the list.
fn wanted(item: &Item, answers: &BTreeMap<String, String>) -> Vec<String> {
    let rows = checklist(item, answers).into_iter().filter(|row| row.need != RowNeed::NotNeeded);
    rows.map(|row| row.material).collect()
}

/// Every way through the questions, each asked only where it is asked.
fn situations(item: &Item) -> Vec<BTreeMap<String, String>> {
    let (mut open, mut done) = (vec![BTreeMap::new()], Vec::new());
    while let Some(answers) = open.pop() {
        let next =
            questions_unanswered(item, &answers).first().and_then(|id| item.questions.iter().find(|q| q.id == *id));
        let Some(question) = next.filter(|_| done.len() + open.len() < MOST_SITUATIONS) else {
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

type Mutant = (Item, String, String, Change);

fn mutants(item: &Item) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (at, material) in item.materials.iter().enumerate() {
        let mut put = |change: Change, term: &str, edit: &dyn Fn(&mut MaterialDef)| {
            let mut changed = item.clone();
            edit(&mut changed.materials[at]);
            all.push((changed, material.id.clone(), term.to_owned(), change));
        };
        for (n, term) in material.when.iter().enumerate() {
            put(Change::Dropped, term, &|m| drop(m.when.remove(n)));
            for other in others(&item.questions, term) {
                put(Change::Flipped, term, &|m| m.when[n].clone_from(&other));
                put(Change::Widened, term, &|m| m.when.push(other.clone()));
            }
        }
        for (n, term) in material.when_all.iter().enumerate() {
            put(Change::Dropped, term, &|m| drop(m.when_all.remove(n)));
            for other in others(&item.questions, term) {
                put(Change::Flipped, term, &|m| m.when_all[n].clone_from(&other));
            }
        }
        if material.when.is_empty() && material.when_all.is_empty() {
            // Asked of everybody: narrowed to the first option of each question.
            for question in &item.questions {
                if let Some(first) = question.options.first() {
                    let term = format!("{}.{}", question.id, first.id);
                    put(Change::Flipped, &term, &|m| m.when.push(term.clone()));
                }
            }
        }
    }
    all
}

/// The other options of the term's question.
fn others(questions: &[Question], term: &str) -> Vec<String> {
    let (id, option) = term.split_once('.').unwrap_or((term, ""));
    let question = questions.iter().find(|question| question.id == id);
    let options = question.into_iter().flat_map(|question| &question.options).filter(|choice| choice.id != option);
    options.map(|choice| format!("{id}.{}", choice.id)).collect()
}
