//! The scripts of `scripts.yaml`, each held against its situation and the tables of keys.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::count::Count;
use crate::read::read_file;
use crate::situation::{Situation, read_situations, take_situation};
use crate::step::{Move, read_move};
use crate::table::KeyTable;

/// As much as is promised of any item: so many keys, and so many for each paper.
const KEYS: u32 = 8;
const KEYS_A_PAPER: u32 = 2;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    parts: BTreeMap<String, String>,
    scripts: Vec<WrittenScript>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenScript {
    item: String,
    title: String,
    cards: Vec<String>,
    keys: Option<u32>,
    steps: String,
}

pub struct Script {
    pub item: String,
    pub title: String,
    /// Whose cards are laid down, by their ids at the emulated reader.
    pub cards: Vec<String>,
    /// The rows of the situation's list.
    pub papers: u32,
    pub moves: Vec<Move>,
    promised: Option<u32>,
}

/// All of them, in the order of the file.
///
/// # Errors
/// A step that is none, a paper or an answer that the situation does not have, a key that is in no
/// table.
pub fn read_scripts() -> Result<Vec<Script>, String> {
    let Written { parts, scripts } = read_file("tests/keystrokes/scripts.yaml")?;
    let (keys, mut situations) = (KeyTable::read()?, read_situations()?);
    let read = |source: WrittenScript| {
        let name = format!("{}: {}", source.item, source.title);
        read_script(source, &parts, &keys, &mut situations)
            .map_err(|error| format!("{name}: {error}"))
    };
    scripts.into_iter().map(read).collect()
}

fn read_script(
    source: WrittenScript,
    parts: &BTreeMap<String, String>,
    keys: &KeyTable,
    situations: &mut Vec<Situation>,
) -> Result<Script, String> {
    let WrittenScript { item, title, cards, keys: promised, steps } = source;
    let situation = take_situation(situations, &item, &title)?;
    let part = |step: &str| parts.get(step).cloned().unwrap_or_else(|| step.to_owned());
    let steps = split(&steps).map(part).collect::<Vec<_>>().join(",");
    let moves = split(&steps).map(|step| read_move(step, keys, &situation));
    let moves = moves.collect::<Result<Vec<_>, _>>()?;
    let papers = situation.materials.len() as u32;
    Ok(Script { item, title, cards, papers, moves, promised })
}

fn split(steps: &str) -> impl Iterator<Item = &str> {
    steps.split(',').map(str::trim)
}

impl Script {
    pub fn count(&self) -> Count {
        self.moves.iter().fold(Count::default(), |count, one| count.with_move(one))
    }

    /// What the clerk's keys may be at most.
    pub fn most_keys(&self) -> u32 {
        let by_papers = KEYS + KEYS_A_PAPER * self.papers;
        self.promised.map_or(by_papers, |promised| promised.min(by_papers))
    }
}

/// An emulated reader on which the scripts' cards are laid down one after the other.
///
/// # Errors
/// A card that the reader's own scenario does not have.
pub fn lay_cards<'a>(scripts: impl IntoIterator<Item = &'a Script>) -> Result<Value, String> {
    let mut scenario: Value = read_file("devices/src/emulate/default.yaml")?;
    let deck = scenario["cards"].take();
    let find = |id: &String| {
        let mut cards = deck.as_array().into_iter().flatten();
        let card = cards.find(|card| card["id"] == id.as_str());
        card.cloned().ok_or_else(|| format!("the reader has no card {id}"))
    };
    let ids = scripts.into_iter().flat_map(|script| &script.cards);
    let cards = ids.map(find).collect::<Result<Vec<Value>, String>>()?;
    scenario["cards"] = json!(cards);
    Ok(scenario)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_steps(steps: &str) -> Result<Script, String> {
        let source = WrittenScript {
            item: "gaoling-jintie".to_owned(),
            title: "本人在窗口申请".to_owned(),
            cards: Vec::new(),
            keys: None,
            steps: steps.to_owned(),
        };
        let parts = BTreeMap::from([("decision".to_owned(), "decide, issue".to_owned())]);
        read_script(source, &parts, &KeyTable::read()?, &mut read_situations()?)
    }

    #[test]
    fn keys_letters_and_what_is_typed_into_the_form_are_counted_apart() {
        let script = read_steps(
            "find gljt, answers, begin_card, scan bank_card, type phone 123, choose living 2,
             sign applicant, decision",
        );
        let count = Count { keys: 7, letters: 4, form_keys: 2, form_letters: 3, signatures: 1 };
        assert_eq!(script.unwrap().count(), count);
    }

    #[test]
    fn what_no_table_and_no_situation_has_is_refused() {
        for (steps, error) in [
            ("scan agent_id_card", "agent_id_card is no paper of the situation"),
            ("choose living 10", "form has no key option (10)"),
            ("choose living 0", "0 is no digit of an option"),
            ("press Ctrl+Q", "no step press Ctrl+Q"),
            ("decision, decision now", "no step decision now"),
        ] {
            assert_eq!(read_steps(steps).err().as_deref(), Some(error));
        }
    }

    #[test]
    fn every_script_can_be_read_and_its_cards_laid_down() {
        let scripts = read_scripts().unwrap();
        let cards = scripts.iter().map(|script| script.cards.len()).sum::<usize>();
        let scenario = lay_cards(&scripts).unwrap();
        assert_eq!(scenario["cards"].as_array().unwrap().len(), cards);
    }
}
