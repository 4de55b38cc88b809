//! The situation that a script plays: its answers and papers out of the pack's own cases, and the
//! digit of each answer out of the item.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::read::read_file;

#[derive(Deserialize)]
pub struct Situation {
    item: String,
    title: String,
    /// Facts of cards and of the library stand among them, under dotted names.
    answers: BTreeMap<String, String>,
    pub materials: Vec<String>,
    /// Read from the item's own file.
    #[serde(skip)]
    questions: Vec<Question>,
}

#[derive(Deserialize)]
struct Item {
    questions: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    id: String,
    options: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

pub fn read_situations() -> Result<Vec<Situation>, String> {
    read_file("src-tauri/catalog/cases.yaml")
}

/// Takes the named one out.
pub fn take_situation(
    from: &mut Vec<Situation>,
    item: &str,
    title: &str,
) -> Result<Situation, String> {
    let is_named = |case: &Situation| case.item == item && case.title == title;
    let at = from.iter().position(is_named);
    let mut case = from.swap_remove(at.ok_or_else(|| format!("no situation {item}: {title}"))?);
    case.questions = read_file::<Item>(&format!("src-tauri/catalog/items/{item}.yaml"))?.questions;
    Ok(case)
}

impl Situation {
    /// Every question that the clerk answers but these: what is chosen, and its place among the
    /// options.
    pub fn answers_but(&self, left: &[&str]) -> Result<Vec<(&str, &str, usize)>, String> {
        let answers = self.answers.iter().map(|(id, option)| (id.as_str(), option.as_str()));
        answers
            .filter(|(id, _)| !id.contains('.') && !left.contains(id))
            .map(|(id, option)| self.find_place(id, option).map(|place| (id, option, place)))
            .collect()
    }

    fn find_place(&self, id: &str, option: &str) -> Result<usize, String> {
        let question = self.questions.iter().find(|question| question.id == id);
        let place = question.and_then(|one| one.options.iter().position(|it| it.id == option));
        place.ok_or_else(|| format!("{}: {id} has no option {option}", self.item))
    }
}
