//! An item, its questions and its checklist as the screen shows them.
use crate::catalog::loaded_pack::LoadedPack;
use crate::contract::views::*;
use counter_catalog::Why as FoundBy;
use counter_core::date::Date;
use counter_core::item::{
    self as core, Item, Limit, ProjectType, Row, RowNeed, Why, WindowScope, copy_by,
};
use counter_core::text::normalize_line;
use std::collections::BTreeMap;

pub fn item_hit(
    loaded: &LoadedPack,
    item: &Item,
    why: &str,
    word: Option<String>,
    window: &WindowScope,
) -> ItemHit {
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
            .and_then(|id| loaded.pack.item(id))
            .map(|i| i.name.clone()),
        not_this_window: window.takes_item(item).err(),
    }
}

/// Before anything is typed, what was used lately. What another window takes stays in its place: the
/// clerk must find it to say where to go.
pub fn item_hits(
    loaded: &LoadedPack,
    query: &str,
    recent: &[String],
    window: &WindowScope,
) -> ItemHits {
    if normalize_line(query).is_empty() {
        let items = recent
            .iter()
            .filter_map(|id| loaded.pack.item(id))
            .filter(|item| item.legacy.is_none());
        let hits = items.map(|item| item_hit(loaded, item, "recent", None, window)).collect();
        return ItemHits { hits, more: 0 };
    }
    let found = loaded.search().find_with(query, recent);
    let hits = found.best.into_iter().filter_map(|hit| {
        let item = loaded.pack.item(&hit.id)?;
        let (why, word) = match hit.why {
            FoundBy::Exact => ("exact", None),
            FoundBy::Name => ("name", None),
            FoundBy::Everyday(word) => ("everyday", Some(word)),
            FoundBy::Pinyin => ("pinyin", None),
            FoundBy::Initials => ("initials", None),
            FoundBy::Department => ("department", None),
            FoundBy::Typo(word) => ("typo", Some(word)),
            FoundBy::Words(word) => ("words", Some(word)),
        };
        Some(item_hit(loaded, item, why, word, window))
    });
    ItemHits { hits: hits.collect(), more: found.more as u32 }
}

/// As it is in the situation, which may hold facts as well.
pub fn item_view(
    loaded: &LoadedPack,
    item: &Item,
    situation: &BTreeMap<String, String>,
    today: Date,
    window: &WindowScope,
) -> ItemView {
    let settled = core::settle_item(item, situation);
    let instead =
        item.legacy.as_ref().and_then(|l| l.instead.as_ref()).and_then(|id| loaded.pack.item(id));
    ItemView {
        id: item.id.clone(),
        name: item.name.clone(),
        department: item.department.clone(),
        on_the_spot: settled.project_type == ProjectType::OnTheSpot,
        for_firms: item.for_whom == core::ForWhom::Firm,
        legacy_note: item.legacy.as_ref().map(|l| l.note.clone()),
        instead: instead.map(|i| item_hit(loaded, i, "instead", None, window)),
        conditions: item.conditions.clone(),
        requires: requirements(item, situation),
        fee: settled.fee.clone(),
        limit_text: settled.limit.as_ref().and_then(Limit::describe),
        limit_official: settled.limit.as_ref().is_some_and(|l| l.official),
        note: item.note.clone(),
        points: item.points.clone(),
        pack_version: loaded.pack.version().to_owned(),
        law: item.law.iter().map(law).collect(),
        route: item.route,
        joint: item.joint.as_ref().map(joint),
        effective: item.effective.map(|days| EffectiveView {
            from: days.from.map(counter_core::date::date_text),
            until: days.until.map(counter_core::date::date_text),
            in_force: item.in_force(today),
        }),
        not_this_window: window.takes_item(item).err(),
        expired_card: settled.expired_card,
    }
}

fn requirements(item: &Item, situation: &BTreeMap<String, String>) -> Vec<RequirementView> {
    let view = |(requirement, met): (&core::Requirement, Option<bool>)| RequirementView {
        text: requirement.text.clone(),
        official: requirement.official,
        met,
    };
    core::judge_requirements(item, situation).into_iter().map(view).collect()
}

fn law(basis: &core::Basis) -> LawView {
    LawView { name: basis.name.clone(), article: basis.article.clone(), official: basis.official }
}

fn joint(joint: &core::Joint) -> JointView {
    let part = |part: &core::Part| PartView {
        id: part.id.clone(),
        department: part.department.clone(),
        name: part.name.clone(),
    };
    JointView { lead: joint.lead.clone(), parts: joint.parts.iter().map(part).collect() }
}

/// Departments of a joint item that use the paper; none where all of them do, or where there is
/// only one.
pub fn departments(item: &Item, material: &core::MaterialDef) -> Vec<String> {
    let parts = item.joint.iter().flat_map(|joint| &joint.parts);
    parts
        .filter(|part| material.parts.contains(&part.id))
        .map(|part| part.department.clone())
        .collect()
}

/// The form to take along for this paper, where the pack has one.
pub fn blank(loaded: &LoadedPack, item: &Item, material: &core::MaterialDef) -> Option<BlankView> {
    let form = loaded.pack.form(item.blank_of(material)?)?;
    Some(BlankView { title: form.title.clone(), sample: form.has_sample() })
}

/// The questions to ask now, what settles most first, each with its answer so far. `situation` may
/// hold facts as well.
pub fn questions(item: &Item, situation: &BTreeMap<String, String>) -> Vec<QuestionView> {
    let file = core::questions_open(item, situation);
    let implied = core::known_answers(item, situation);
    let order = core::asking_order(item);
    let ordered = order.iter().filter_map(|id| item.questions.iter().find(|q| q.id == *id));
    let ordered = ordered.filter(|q| file.contains(&q.id) || situation.contains_key(&q.id));
    ordered
        .map(|q| QuestionView {
            id: q.id.clone(),
            text: q.text.clone(),
            options: q
                .options
                .iter()
                .map(|o| OptionView { id: o.id.clone(), label: o.label.clone() })
                .collect(),
            answer: situation.get(&q.id).or(implied.get(&q.id)).cloned(),
            known: implied.contains_key(&q.id),
            from: implied.get(&q.id).and_then(|option| source(q, option)),
        })
        .collect()
}

/// Who said the answer that was not asked for: the family of the facts it follows from.
fn source(question: &core::Question, option: &str) -> Option<KnownFrom> {
    let choice = question.options.iter().find(|choice| choice.id == option)?;
    let facts = choice.known_when.as_ref()?.tree().comparisons();
    let from = |family: &str| facts.iter().any(|one| one.fact.starts_with(family));
    match () {
        _ if from("library.") => Some(KnownFrom::Library),
        _ if from("people.") => Some(KnownFrom::People),
        _ if from("card.") => Some(KnownFrom::Card),
        _ => None,
    }
}

pub fn why(row: &Row) -> WhyView {
    let pairs = |parts: &[(String, String)]| {
        parts.iter().flat_map(|(q, o)| [q.clone(), o.clone()]).collect()
    };
    match &row.why {
        Why::Always => WhyView { code: WhyCode::Always, parts: Vec::new() },
        Why::Because(parts) => WhyView { code: WhyCode::Because, parts: pairs(parts) },
        Why::NotNeededBecause(parts) => {
            WhyView { code: WhyCode::NotNeededBecause, parts: pairs(parts) }
        }
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

pub fn checklist_view(
    loaded: &LoadedPack,
    item: &Item,
    answers: &BTreeMap<String, String>,
    today: Date,
    window: &WindowScope,
    window_scans: bool,
) -> ChecklistView {
    let rows = core::build_checklist(item, answers);
    let rows = rows.iter().filter_map(|row| {
        let def = item.materials.iter().find(|m| m.id == row.material)?;
        let (need, group) = need(row);
        Some(ChecklistRow {
            material: row.material.clone(),
            name: row.name.clone(),
            original: row.original,
            copy: row.copy,
            copy_by: copy_by(row.original, row.copy, window_scans),
            need,
            group,
            why: why(row),
            supply: def.supply,
            accept: def.accept,
            official: def.official,
            note: def.note.clone(),
            points: def.points.clone(),
            parts: departments(item, def),
            sample: def.sample.clone(),
            blank: blank(loaded, item, def),
        })
    });
    ChecklistView {
        item: item_view(loaded, item, answers, today, window),
        questions: questions(item, answers),
        rows: rows.collect(),
    }
}
