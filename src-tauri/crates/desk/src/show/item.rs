//! An item, its questions and its checklist as the screen shows them.
use crate::session::Shelf;
use crate::translate::same;
use crate::view::*;
use counter_catalog::Why as FoundBy;
use counter_core::item::{self as core, Item, ProjectType, Row, RowNeed, Why};
use std::collections::BTreeMap;

pub fn hit(shelf: &Shelf, item: &Item, why: &str, word: Option<String>) -> ItemHit {
    ItemHit {
        id: item.id.clone(),
        name: item.name.clone(),
        department: item.department.clone(),
        why: why.to_owned(),
        why_word: word,
        on_the_spot: item.project_type == ProjectType::OnTheSpot,
        for_firms: item.for_whom == core::ForWhom::Firm,
        legacy: item.legacy.is_some(),
        instead: item
            .legacy
            .as_ref()
            .and_then(|l| l.instead.as_ref())
            .and_then(|id| shelf.pack.item(id))
            .map(|i| i.name.clone()),
    }
}

pub fn found(shelf: &Shelf, query: &str) -> Vec<ItemHit> {
    let hits = shelf.search.find(query).into_iter();
    hits.filter_map(|found| {
        let item = shelf.pack.item(&found.id)?;
        let (why, word) = match found.why {
            FoundBy::Exact => ("exact", None),
            FoundBy::Name => ("name", None),
            FoundBy::Everyday(word) => ("everyday", Some(word)),
            FoundBy::Pinyin => ("pinyin", None),
            FoundBy::Initials => ("initials", None),
            FoundBy::Department => ("department", None),
        };
        Some(hit(shelf, item, why, word))
    })
    .collect()
}

pub fn item_view(shelf: &Shelf, item: &Item) -> ItemView {
    let instead = item.legacy.as_ref().and_then(|l| l.instead.as_ref()).and_then(|id| shelf.pack.item(id));
    ItemView {
        id: item.id.clone(),
        name: item.name.clone(),
        department: item.department.clone(),
        on_the_spot: item.project_type == ProjectType::OnTheSpot,
        for_firms: item.for_whom == core::ForWhom::Firm,
        legacy_note: item.legacy.as_ref().map(|l| l.note.clone()),
        instead: instead.map(|i| hit(shelf, i, "instead", None)),
        conditions: item.conditions.clone(),
        fee: item.fee.clone(),
        limit_text: item.limit.as_ref().and_then(|l| l.text.clone()),
        limit_official: item.limit.as_ref().is_some_and(|l| l.official),
        note: item.note.clone(),
        points: item.points.clone(),
        pack_version: shelf.pack.version().to_owned(),
    }
}

/// The questions to ask now, in the item's order, each with its answer so far.
pub fn questions(item: &Item, answers: &BTreeMap<String, String>) -> Vec<QuestionView> {
    let open = core::questions_open(item, answers);
    let asked = item.questions.iter().filter(|q| open.contains(&q.id) || answers.contains_key(&q.id));
    asked
        .map(|q| QuestionView {
            id: q.id.clone(),
            text: q.text.clone(),
            options: q.options.iter().map(|o| OptionView { id: o.id.clone(), label: o.label.clone() }).collect(),
            answer: answers.get(&q.id).cloned(),
        })
        .collect()
}

pub fn why(row: &Row) -> WhyView {
    let pairs = |parts: &[(String, String)]| parts.iter().flat_map(|(q, o)| [q.clone(), o.clone()]).collect();
    match &row.why {
        Why::Always => WhyView { code: WhyCode::Always, parts: Vec::new() },
        Why::Because(parts) => WhyView { code: WhyCode::Because, parts: pairs(parts) },
        Why::NotNeededBecause(parts) => WhyView { code: WhyCode::NotNeededBecause, parts: pairs(parts) },
        Why::Unanswered(parts) => WhyView { code: WhyCode::Unanswered, parts: parts.clone() },
        Why::OneOfGroup(parts) => WhyView { code: WhyCode::OneOf, parts: parts.clone() },
    }
}

pub fn need(row: &Row) -> (Need, Option<String>) {
    match &row.need {
        RowNeed::Required => (Need::Required, None),
        RowNeed::Optional => (Need::Optional, None),
        RowNeed::Later => (Need::Later, None),
        RowNeed::OneOf(group) => (Need::OneOf, Some(group.clone())),
        RowNeed::NotNeeded => (Need::NotNeeded, None),
    }
}

pub fn checklist(shelf: &Shelf, item: &Item, answers: &BTreeMap<String, String>) -> ChecklistView {
    let rows = core::checklist(item, answers);
    let rows = rows.iter().filter_map(|row| {
        let def = item.materials.iter().find(|m| m.id == row.material)?;
        let (need, group) = need(row);
        Some(ChecklistRow {
            material: row.material.clone(),
            name: row.name.clone(),
            original: row.original,
            copy: row.copy,
            need,
            group,
            why: why(row),
            supply: same(&def.supply)?,
            accept: same(&def.accept)?,
            official: def.official,
            note: def.note.clone(),
            points: def.points.clone(),
        })
    });
    ChecklistView { item: item_view(shelf, item), questions: questions(item, answers), rows: rows.collect() }
}
