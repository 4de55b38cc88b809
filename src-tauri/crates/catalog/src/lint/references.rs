//! Faults within one item: references, clauses, options that cannot be reached.

use std::collections::BTreeSet;

use counter_core::item::{Item, MaterialDef, Supply};

use super::{Lint, LintCode, repeated};
use crate::pack::Pack;

const CATCH_ALL: [&str; 11] = [
    "其他材料",
    "其它材料",
    "其他相关",
    "其它相关",
    "其他有关",
    "其他需要",
    "其他证明",
    "相关材料",
    "有关材料",
    "按要求提供",
    "要求的材料",
];

pub(super) fn look(pack: &Pack, item: &Item, found: &mut Vec<Lint>) {
    let mut add = |code, at: String| found.push(Lint { code, of: item.id.clone(), at });
    if pack.form(&item.form).is_none() {
        add(LintCode::UnknownForm, item.form.clone());
    }
    let instead = item.legacy.as_ref().and_then(|legacy| legacy.instead.as_deref());
    if let Some(id) = instead.filter(|id| pack.item(id).is_none()) {
        add(LintCode::UnknownReplacement, id.to_owned());
    }
    for (at, reference) in references(item) {
        if !exists(item, reference) {
            add(LintCode::DanglingReference, format!("{at}: {reference}"));
        }
    }
    duplicates(item, &mut add);
    questions(item, &mut add);
    for material in &item.materials {
        look_at_material(item, material, &mut add);
    }
    let texts = item.conditions.iter().chain(&item.points);
    texts.filter_map(|text| catch_all(text)).for_each(|text| add(LintCode::CatchAllClause, text));
}

fn references(item: &Item) -> impl Iterator<Item = (&str, &str)> {
    let asked = item
        .questions
        .iter()
        .flat_map(|question| question.ask_when.iter().map(move |reference| (question.id.as_str(), reference.as_str())));
    let needed = item.materials.iter().flat_map(|material| {
        let all = material.when.iter().chain(&material.when_all);
        all.map(move |reference| (material.id.as_str(), reference.as_str()))
    });
    asked.chain(needed)
}

fn exists(item: &Item, reference: &str) -> bool {
    reference.split_once('.').is_some_and(|(question, option)| {
        let question = item.questions.iter().find(|one| one.id == question);
        question.is_some_and(|question| question.options.iter().any(|one| one.id == option))
    })
}

fn catch_all(text: &str) -> Option<String> {
    CATCH_ALL.iter().any(|clause| text.contains(clause)).then(|| text.to_owned())
}

fn duplicates(item: &Item, add: &mut impl FnMut(LintCode, String)) {
    let materials = repeated(item.materials.iter().map(|one| one.id.as_str()));
    let questions = repeated(item.questions.iter().map(|one| one.id.as_str()));
    for id in materials.into_iter().chain(questions) {
        add(LintCode::DuplicateId, id.to_owned());
    }
    for question in &item.questions {
        for id in repeated(question.options.iter().map(|one| one.id.as_str())) {
            add(LintCode::DuplicateId, format!("{}.{id}", question.id));
        }
    }
}

fn questions(item: &Item, add: &mut impl FnMut(LintCode, String)) {
    let asked = asked(item);
    for question in &item.questions {
        if !asked.contains(question.id.as_str()) {
            for option in &question.options {
                add(LintCode::UnreachableOption, format!("{}.{}", question.id, option.id));
            }
        }
        let used = |reference: &str| reference.split_once('.').is_some_and(|(id, _)| id == question.id);
        if !references(item).any(|(_, reference)| used(reference)) {
            add(LintCode::IdleQuestion, question.id.clone());
        }
    }
}

/// Questions that some course of answers leads to.
fn asked(item: &Item) -> BTreeSet<&str> {
    let mut asked: BTreeSet<&str> = BTreeSet::new();
    loop {
        let more: Vec<&str> = item
            .questions
            .iter()
            .filter(|one| !asked.contains(one.id.as_str()))
            .filter(|one| {
                let led_to = |reference: &String| {
                    exists(item, reference) && reference.split_once('.').is_some_and(|(id, _)| asked.contains(id))
                };
                one.ask_when.is_empty() || one.ask_when.iter().any(led_to)
            })
            .map(|one| one.id.as_str())
            .collect();
        if more.is_empty() {
            return asked;
        }
        asked.extend(more);
    }
}

fn look_at_material(item: &Item, material: &MaterialDef, add: &mut impl FnMut(LintCode, String)) {
    let texts = std::iter::once(&material.name).chain(&material.note).chain(&material.points);
    texts.filter_map(|text| catch_all(text)).for_each(|text| add(LintCode::CatchAllClause, text));
    if material.supply == Supply::Chip && material.person.is_none() {
        add(LintCode::ChipOfNobody, material.id.clone());
    }
    if excludes_itself(item, material) {
        add(LintCode::NeverNeeded, material.id.clone());
    }
}

/// Two options of one question cannot both be chosen.
fn excludes_itself(item: &Item, material: &MaterialDef) -> bool {
    let clash = |a: &str, b: &str| {
        exists(item, a)
            && exists(item, b)
            && a != b
            && a.split_once('.').map(|it| it.0) == b.split_once('.').map(|it| it.0)
    };
    let all = &material.when_all;
    let within = all.iter().any(|a| all.iter().any(|b| clash(a, b)));
    let against = |a: &String| all.iter().any(|b| clash(a, b));
    within || (!material.when.is_empty() && material.when.iter().all(against))
}
