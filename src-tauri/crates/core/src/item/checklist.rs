//! The exact list of materials for one citizen's answers, each row with its reason.
//! Answers to questions that are not asked (any more) count for nothing.
//!
//! Invariant: a checklist is a function of answers and facts alone (`core::item::checklist`); the
//! order of answering, and answers to questions that are not asked, change nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::situation::{Situation, Truth};
use super::{FactDef, Item, MaterialDef, Need, Question, find_fact};
use crate::text::parse_signed;

/// One line of the checklist; `material` is the id in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub material: String,
    pub name: String,
    pub original: u32,
    pub copy: u32,
    pub need: RowNeed,
    pub why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowNeed {
    Required,
    Optional,
    Later,
    /// Any one row of the named group will do.
    OneOf(String),
    NotNeeded,
}

impl RowNeed {
    /// The word of the variant, on the wire and in views.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
            Self::Later => "later",
            Self::OneOf(_) => "one_of",
            Self::NotNeeded => "not_needed",
        }
    }
}

/// Pairs are (question text, option label).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum Why {
    Always,
    Because(Vec<(String, String)>),
    NotNeededBecause(Vec<(String, String)>),
    /// Ids of the questions whose answer decides; the need shown is the one it would have.
    Unanswered(Vec<String>),
    /// Names of the materials in the group.
    OneOfGroup(Vec<String>),
}

/// All materials of the item in catalogue order, also those this citizen need not bring.
pub fn build_checklist(item: &Item, answers: &BTreeMap<String, String>) -> Vec<Row> {
    let situation = Situation::new(item, answers);
    let truths: Vec<(&MaterialDef, Truth)> =
        item.materials.iter().map(|material| (material, situation.need_of(material))).collect();
    truths.iter().map(|(material, truth)| row(&situation, &truths, material, truth)).collect()
}

fn row(
    situation: &Situation,
    truths: &[(&MaterialDef, Truth)],
    material: &MaterialDef,
    truth: &Truth,
) -> Row {
    let (need, why) = match truth {
        Truth::No(because) => {
            (RowNeed::NotNeeded, Why::NotNeededBecause(situation.spell_terms(because)))
        }
        Truth::Open(questions) => {
            (own_need(situation, truths, material), Why::Unanswered(questions.clone()))
        }
        Truth::Yes(because) => match (own_need(situation, truths, material), because.is_empty()) {
            (need @ RowNeed::OneOf(_), _) => {
                (need, Why::OneOfGroup(names(&mates(truths, material))))
            }
            (need, true) => (need, Why::Always),
            (need, false) => (need, Why::Because(situation.spell_terms(because))),
        },
    };
    Row {
        material: material.id.clone(),
        name: material.name.clone(),
        original: material.original,
        copy: material.copy,
        need,
        why,
    }
}

/// A group with one member left in this situation is no choice: that member is simply needed.
fn own_need(
    situation: &Situation,
    truths: &[(&MaterialDef, Truth)],
    material: &MaterialDef,
) -> RowNeed {
    if let Some(group) = &material.any_group
        && mates(truths, material).len() > 1
    {
        return RowNeed::OneOf(group.clone());
    }
    match material.need {
        Need::Required if situation.may_follow(material) => RowNeed::Later,
        Need::Required => RowNeed::Required,
        Need::Optional => RowNeed::Optional,
        Need::Later => RowNeed::Later,
    }
}

/// The members of the material's group that this situation has not ruled out, itself among them.
fn mates<'a>(truths: &[(&'a MaterialDef, Truth)], material: &MaterialDef) -> Vec<&'a MaterialDef> {
    let members = truths
        .iter()
        .filter(|(other, _)| material.any_group.is_some() && other.any_group == material.any_group);
    members.filter(|(_, truth)| !matches!(truth, Truth::No(_))).map(|(other, _)| *other).collect()
}

fn names(materials: &[&MaterialDef]) -> Vec<String> {
    materials.iter().map(|material| material.name.clone()).collect()
}

/// Ids of the questions to ask in this situation, answered or not, in catalogue order.
pub fn questions_open(item: &Item, answers: &BTreeMap<String, String>) -> Vec<String> {
    let situation = Situation::new(item, answers);
    let open = item.questions.iter().filter(|question| situation.is_asked(question));
    open.map(|question| question.id.clone()).collect()
}

/// Those of [`questions_open`] that still have no valid answer.
pub fn questions_unanswered(item: &Item, answers: &BTreeMap<String, String>) -> Vec<String> {
    let situation = Situation::new(item, answers);
    let open = item.questions.iter().filter(|question| situation.is_asked(question));
    open.filter(|question| situation.chosen_option(question).is_none())
        .map(|question| question.id.clone())
        .collect()
}

/// What the answer to a question is without asking: question id, option id.
pub fn known_answers(item: &Item, answers: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let situation = Situation::new(item, answers);
    let open = item.questions.iter().filter(|question| !answers.contains_key(&question.id));
    open.filter_map(|question| {
        Some((question.id.clone(), situation.known_option(question)?.to_owned()))
    })
    .collect()
}

/// Answers that name no question or no option of the item, nor a fact, as `question.option`.
pub fn unknown_answers(item: &Item, answers: &BTreeMap<String, String>) -> Vec<String> {
    let fits_fact = |name: &str, value: &str| {
        let fits = |fact: &FactDef| match fact.number {
            true => parse_signed(value).is_some(),
            false => fact.values.contains(&value),
        };
        let option =
            |q: &Question| q.id == name && q.options.iter().any(|choice| choice.id == value);
        item.questions.iter().any(option) || find_fact(name).is_some_and(fits)
    };
    let strange = answers.iter().filter(|(question, option)| !fits_fact(question, option));
    strange.map(|(question, option)| format!("{question}.{option}")).collect()
}
