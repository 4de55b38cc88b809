//! What citizens must bring since a pack changed, or no longer bring, situation by situation.
//! Not a comparison of files: a rule written otherwise that asks for the same is no change.

mod ranges;

use std::collections::BTreeMap;

use counter_core::item::{
    AgeDay, Condition, ExpiredCard, Item, Limit, ProjectType, Requirement, Row, RowNeed, Terms,
    build_checklist,
};
use serde::{Deserialize, Serialize};

use crate::authoring::situations::{Answers, MOST, situations_of_both};
use crate::pack::Pack;

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub added: Vec<Named>,
    /// Not in the new pack, or no longer issued in it.
    pub removed: Vec<Named>,
    pub changed: Vec<ItemChange>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemChange {
    pub id: String,
    pub name: String,
    pub lists: Vec<Group>,
    /// Fields of the item itself that changed: `name`, `fee`, `limit`, `questions`, `points` …; and
    /// `not_compared`: it has more situations than are looked at, and of the others nothing is said.
    pub also: Vec<String>,
}

/// The situations in which the list changed in one and the same way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Question and the answers with which it is so, in words; a question that makes no difference
    /// is left out. Empty: in every situation. Exact: in no other situation does the list change
    /// like this.
    pub when: Vec<(String, String)>,
    /// How many of the item's situations.
    pub situations: usize,
    pub bring: Vec<Paper>,
    pub no_longer: Vec<Paper>,
    /// Another number of originals or copies, or another need; as it is now.
    pub otherwise: Vec<Paper>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Paper {
    pub name: String,
    pub original: u32,
    pub copy: u32,
    pub optional: bool,
}

const NOT_COMPARED: &str = "not_compared";

pub fn compare_packs(old: &Pack, new: &Pack) -> Difference {
    let mut difference = Difference::default();
    let issued = |pack: &Pack, id: &str| pack.item(id).is_some_and(|item| item.legacy.is_none());
    let label = |id: &str, name: &str| Named { id: id.to_owned(), name: name.to_owned() };
    for brief in new.briefs().filter(|brief| !issued(old, &brief.id) && brief.legacy.is_none()) {
        difference.added.push(label(&brief.id, &brief.name));
    }
    for brief in old.briefs().filter(|brief| brief.legacy.is_none() && !issued(new, &brief.id)) {
        difference.removed.push(label(&brief.id, &brief.name));
    }
    for item in old.items().filter(|item| item.legacy.is_none()) {
        let Some(now) = new.item(&item.id).filter(|now| now.legacy.is_none() && *now != item)
        else {
            continue;
        };
        let situations = situations_of_both(item, now);
        let not_compared = (situations.len() >= MOST).then_some(NOT_COMPARED);
        let also = fields(item, now).into_iter().chain(not_compared);
        let change = ItemChange {
            id: now.id.clone(),
            name: now.name.clone(),
            lists: groups(item, now, &situations),
            also: also.map(str::to_owned).collect(),
        };
        if !change.lists.is_empty() || !change.also.is_empty() {
            difference.changed.push(change);
        }
    }
    difference
}

type Change = (Vec<Paper>, Vec<Paper>, Vec<Paper>);

fn groups(old: &Item, new: &Item, situations: &[Answers]) -> Vec<Group> {
    let mut by_change: BTreeMap<Change, Vec<&Answers>> = BTreeMap::new();
    for answers in situations {
        let change = change(&build_checklist(old, answers), &build_checklist(new, answers));
        if change != Change::default() {
            by_change.entry(change).or_default().push(answers);
        }
    }
    let mut groups = Vec::new();
    for ((bring, no_longer, otherwise), members) in by_change {
        for (range, count) in ranges::exact_ranges(members, situations) {
            let when = ranges::range_words(&[new, old], &range);
            let (bring, no_longer, otherwise) =
                (bring.clone(), no_longer.clone(), otherwise.clone());
            groups.push(Group { when, situations: count, bring, no_longer, otherwise });
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.situations));
    groups
}

fn change(old: &[Row], new: &[Row]) -> Change {
    let needed_papers = |rows: &[Row]| -> BTreeMap<String, Paper> {
        let rows = rows.iter().filter(|row| row.need != RowNeed::NotNeeded);
        rows.map(|row| (row.material.clone(), paper(row))).collect()
    };
    let (old, new) = (needed_papers(old), needed_papers(new));
    let mut change = Change::default();
    for (id, paper) in &new {
        match old.get(id) {
            None => change.0.push(paper.clone()),
            Some(before) if before != paper => change.2.push(paper.clone()),
            Some(_) => {}
        }
    }
    change.1 =
        old.into_iter().filter(|(id, _)| !new.contains_key(id)).map(|(_, paper)| paper).collect();
    change
}

fn paper(row: &Row) -> Paper {
    Paper {
        name: row.name.clone(),
        original: row.original,
        copy: row.copy,
        optional: row.need == RowNeed::Optional,
    }
}

fn fields(old: &Item, new: &Item) -> Vec<&'static str> {
    let pairs = [
        ("name", old.name != new.name),
        ("department", old.department != new.department),
        ("fee", old.fee != new.fee || fees(old) != fees(new)),
        ("limit", limits(old) != limits(new)),
        ("conditions", conditions(old) != conditions(new)),
        ("questions", old.questions != new.questions),
        ("points", old.points != new.points),
        ("form", old.form != new.form),
        ("signature", old.signature != new.signature),
        ("joint", old.joint != new.joint),
        ("effective", old.effective != new.effective),
        ("law", old.law != new.law),
        ("route", old.route != new.route),
        ("expired_card", expired_cards(old) != expired_cards(new)),
        ("entrustment", old.entrustment != new.entrustment),
        ("visits", old.visits != new.visits),
    ];
    pairs.into_iter().filter(|(_, changed)| *changed).map(|(field, _)| field).collect()
}

/// In which situations another fee is due.
fn fees(item: &Item) -> Vec<(&Condition, &String)> {
    item.terms.iter().filter_map(|terms| Some((&terms.when, terms.fee.as_ref()?))).collect()
}

/// The item's own word, then that of single situations.
fn expired_cards(item: &Item) -> Vec<(Option<&Condition>, Option<ExpiredCard>)> {
    let own = std::iter::once((None, item.expired_card));
    let terms = item.terms.iter().map(|terms| (Some(&terms.when), terms.expired_card));
    own.chain(terms.filter(|(_, rule)| rule.is_some())).collect()
}

/// The item's own kind and limit, then those of single situations.
fn limits(item: &Item) -> Vec<(Option<&Condition>, Option<ProjectType>, Option<&Limit>)> {
    let own = (None, Some(item.project_type), item.limit.as_ref());
    let terms = item.terms.iter().map(|terms| {
        let Terms { when, project_type, limit, .. } = terms;
        (Some(when), *project_type, limit.as_ref())
    });
    std::iter::once(own)
        .chain(terms.filter(|(_, kind, limit)| kind.is_some() || limit.is_some()))
        .collect()
}

fn conditions(item: &Item) -> (&[String], &[Requirement], Option<AgeDay>) {
    (&item.conditions, &item.requires, item.age_on)
}
