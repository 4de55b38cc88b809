//! What a clerk does at one place of a case, and by which keys. Each step is written as a verb and
//! what it is done to: `scan household_register`, `type phone 10012345678`.

use std::collections::BTreeMap;

use crate::situation::Situation;
use crate::table::KeyTable;

/// In the order in which the screen offers them.
const ROLES: [&str; 4] = ["applicant", "agent", "spouse", "guardian"];
/// Of the grounds to ask the certificate library: the holder agrees.
const AUTHORISED: usize = 0;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Letters into the search; its first hit is taken.
    Find,
    /// Every question as it is asked, whatever the order.
    Answer(BTreeMap<String, Choice>),
    Begin,
    /// The applicant's card lies on the reader already.
    BeginWithCard,
    /// Whom the case asks for next.
    Read(String),
    /// Somebody whom it does not ask for.
    ReadOther(String),
    /// By what, how far and until when somebody acts, as it is offered.
    Mandate,
    AskLibrary,
    Receive,
    Scan(String),
    /// The original with what was scanned of it.
    Compare(String),
    Count(String),
    GiveBack,
    Fill(String, Filling),
    ShowForm,
    PutBefore(String),
    /// The citizen reads back, touches and writes.
    Sign(String),
    Propose,
    Issue,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub option: String,
    pub key: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling {
    Words(String),
    /// An option by its place, counted from 0.
    Chosen(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    Key(String),
    Letters(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub step: Step,
    pub presses: Vec<Press>,
}

impl Step {
    /// The desk's next step at which the keys do this; none where they do it at any time.
    pub fn asked_as(&self) -> Option<&'static str> {
        Some(match self {
            Self::Find | Self::Answer(_) | Self::Begin | Self::BeginWithCard | Self::Issue => {
                return None;
            }
            Self::Read(_) | Self::ReadOther(_) => "read_card",
            Self::Mandate => "mandate",
            Self::AskLibrary => "answer",
            Self::Receive => "receive",
            Self::Scan(_) => "scan",
            Self::Compare(_) => "check_original",
            Self::Count(_) => "count_object",
            Self::GiveBack => "give_back",
            Self::Fill(..) => "fill",
            Self::ShowForm => "show_form",
            Self::PutBefore(_) | Self::Sign(_) => "sign_form",
            Self::Propose => "decide",
        })
    }
}

/// `words`: a verb and what follows it.
pub fn read_move(words: &str, keys: &KeyTable, situation: &Situation) -> Result<Move, String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let press = |screen: &str, row: &str| keys.key(screen, row).map(Press::Key);
    let primary = || press("any screen", "primary");
    match words.as_slice() {
        ["find", letters] => {
            by(Step::Find, [Ok(letters_of(letters)), press("item search", "take")])
        }
        ["answers"] => answer(keys, situation, &[]),
        ["answers_but", left @ ..] => answer(keys, situation, left),
        ["begin"] => by(Step::Begin, [primary()]),
        ["begin_card"] => by(Step::BeginWithCard, [press("list", "readCard")]),
        ["read", role] => by(Step::Read(name(role)), [primary()]),
        ["read_other", role] => {
            let at = ROLES.iter().position(|entry| entry == role);
            let at = at.ok_or_else(|| format!("no role {role}"))?;
            let key = keys.key_at("case", "role", at).map(Press::Key);
            by(Step::ReadOther(name(role)), [key, press("case", "readCard")])
        }
        ["mandate"] => by(Step::Mandate, [press("case", "mandate")]),
        ["ask_library"] => {
            let ground = keys.key_at("case: materials", "ground", AUTHORISED).map(Press::Key);
            by(Step::AskLibrary, [press("case: materials", "library"), ground])
        }
        ["receive"] => by(Step::Receive, [primary()]),
        ["scan", row] => by(Step::Scan(row_of(situation, row)?), [primary()]),
        ["compare", row] => by(Step::Compare(row_of(situation, row)?), [primary()]),
        ["count", row] => by(Step::Count(row_of(situation, row)?), [primary()]),
        ["give_back"] => by(Step::GiveBack, [primary()]),
        ["type", field, typed @ ..] => fill(field, typed, press("form", "next")),
        ["write", field, typed @ ..] => fill(field, typed, press("form", "leave")),
        ["choose", field, digit] => {
            let place = digit.parse::<usize>().ok().and_then(|digit| digit.checked_sub(1));
            let place = place.ok_or_else(|| format!("{digit} is no digit of an option"))?;
            let key = keys.key_at("form", "option", place).map(Press::Key);
            by(Step::Fill(name(field), Filling::Chosen(place)), [key])
        }
        ["show_form"] => by(Step::ShowForm, [primary()]),
        ["put", role] => by(Step::PutBefore(name(role)), [primary()]),
        ["sign", role] => by(Step::Sign(name(role)), []),
        ["decide"] => by(Step::Propose, [press("case: decision", "decide")]),
        ["issue"] => by(Step::Issue, [press("case: decision", "decide")]),
        other => Err(format!("no step {}", other.join(" "))),
    }
}

fn by(
    step: Step,
    presses: impl IntoIterator<Item = Result<Press, String>>,
) -> Result<Move, String> {
    let presses = presses.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(Move { step, presses })
}

fn answer(keys: &KeyTable, situation: &Situation, left: &[&str]) -> Result<Move, String> {
    let mut choices = BTreeMap::new();
    for (id, option, place) in situation.answers_but(left)? {
        let key = keys.key_at("an item's list", "answer", place)?;
        choices.insert(name(id), Choice { option: name(option), key });
    }
    let presses = choices.values().map(|choice| Press::Key(choice.key.clone())).collect();
    Ok(Move { step: Step::Answer(choices), presses })
}

fn fill(field: &str, typed: &[&str], on: Result<Press, String>) -> Result<Move, String> {
    let words = typed.join(" ");
    let letters = letters_of(&words);
    by(Step::Fill(name(field), Filling::Words(words)), [Ok(letters), on])
}

fn row_of(situation: &Situation, row: &str) -> Result<String, String> {
    let is_named = situation.materials.iter().any(|paper| paper == row);
    is_named.then(|| name(row)).ok_or_else(|| format!("{row} is no paper of the situation"))
}

fn letters_of(words: &str) -> Press {
    Press::Letters(words.to_owned())
}

fn name(word: &str) -> String {
    word.to_owned()
}
