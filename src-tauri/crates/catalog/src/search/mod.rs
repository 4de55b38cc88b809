//! Finding an item by what a clerk types: characters, pinyin, initials, a mixture, everyday names,
//! a department, with a slip or in a whole sentence. Takes raw pre-edit text as it is. Thousands of
//! items are searched between two keys: see `search/index.rs`. Not a full-text index: materials and
//! conditions are not searched.

// A look-up for each letter of thousands of names: numbers of items, names, glyphs and sounds come
// from the index itself and are below the length of the list they number; a place in a name or in
// what was typed is below its length.
#![allow(clippy::indexing_slicing)]

mod book;
mod exact;
mod fit;
mod found;
mod index;
mod office;
mod slip;
mod spelling;
mod words;

use counter_core::text::normalize_line;
use serde::Serialize;

use crate::pack::Pack;
use book::Key;
use exact::find_exact;
use found::{Best, Found, How};
use index::Index;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum Why {
    /// The whole name, character for character.
    Exact,
    /// Characters of the name.
    Name,
    /// This everyday name, or the former item it replaces, however it was typed.
    Everyday(String),
    Pinyin,
    Initials,
    Department,
    /// This name, official or everyday, was meant: one key went wrong.
    Typo(String),
    /// Words of this name occur in what was typed, and others beside them.
    Words(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    pub id: String,
    pub name: String,
    pub why: Why,
    /// Only for the order; no meaning of its own.
    pub score: i32,
}

/// The best first, and how many more there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    pub best: Vec<Hit>,
    pub more: usize,
}

pub struct Search {
    /// Names are told from here; it shares its items with the one given.
    pack: Pack,
    index: Index,
    legacy: Vec<bool>,
    /// Former item, and what replaced it.
    replaced: Vec<(u32, u32)>,
}

/// Nobody reads more; how many more there are is said.
const MOST: usize = 50;
/// What the clerk used last comes before its equals, not before what fits better: a step in
/// [`found::fit_worth`] is more.
const RECENT: i32 = 15;
const LEAD_IN: &str = "我要想去来给帮办理申请领";

impl Search {
    pub fn new(pack: &Pack) -> Self {
        let legacy = pack.briefs().map(|brief| brief.legacy.is_some()).collect();
        let replaced = (0u32..).zip(pack.briefs()).filter_map(|(old, brief)| {
            let new = pack.place_of(brief.legacy.as_ref()?.instead.as_ref()?)?;
            Some((old, u32::try_from(new).ok()?))
        });
        Self { pack: pack.clone(), index: Index::new(pack), legacy, replaced: replaced.collect() }
    }

    /// Best first. Nothing for an empty query.
    pub fn find_items(&self, query: &str) -> Vec<Hit> {
        self.find_with(query, &[]).best
    }

    /// Among equals the items this clerk used lately come first; `recents` are their ids, the last
    /// one first.
    pub fn find_with(&self, query: &str, recents: &[String]) -> Hits {
        let query = &normalize_line(query);
        let typed = self.index.book.keys(query);
        if typed.is_empty() {
            return Hits::default();
        }
        let mut results = Found::new(&self.index, &self.legacy);
        self.look(query, &typed, &mut results);
        results.raise_called(&typed);
        let each_once =
            recents.iter().enumerate().filter(|(nth, id)| !recents[..*nth].contains(id));
        let lately = each_once.filter_map(|(_, id)| self.pack.place_of(id)).zip((1..=RECENT).rev());
        results.raise_recent(lately);
        for (old, new) in &self.replaced {
            results.lead_to(*old, *new);
        }
        self.hits(results.best)
    }

    /// From what is plain to what is likely; the next only when there is too little so far.
    fn look(&self, query: &str, typed: &[Key], found: &mut Found) {
        find_exact(&self.index, typed, found);
        office::by_department(&self.index, typed, found);
        let spaced = query.contains(char::is_whitespace);
        if spaced || !found.has_exact() {
            self.of_department(query, typed, found);
        }
        // 我要办低保: what people say before the thing itself.
        let lead = typed.iter().take_while(|key| LEAD_IN.contains(key.character)).count();
        let query = &typed[lead..];
        if lead > 0 && !found.has_exact() {
            find_exact(&self.index, query, found);
        }
        if found.has_enough() || query.is_empty() {
            return;
        }
        slip::by_sound(&self.index, query, found);
        slip::by_slip(&self.index, query, found);
        if !found.has_exact() {
            words::by_words(&self.index, query, found);
        }
    }

    fn of_department(&self, query: &str, typed: &[Key], found: &mut Found) {
        let Some((items, rest)) = office::split_department(&self.index, query, typed) else {
            return;
        };
        let lead = rest.iter().take_while(|key| LEAD_IN.contains(key.character)).count();
        let mut of_it = Found::new(&self.index, &self.legacy);
        of_it.only = Some(&items);
        find_exact(&self.index, &rest, &mut of_it);
        if !of_it.has_exact() && lead > 0 {
            find_exact(&self.index, &rest[lead..], &mut of_it);
        }
        if !of_it.has_exact() {
            slip::by_sound(&self.index, &rest, &mut of_it);
            slip::by_slip(&self.index, &rest, &mut of_it);
            words::by_words(&self.index, &rest, &mut of_it);
        }
        found.take_over(of_it);
    }

    fn hits(&self, mut best: Vec<Best>) -> Hits {
        let more = best.len().saturating_sub(MOST);
        // Items are in the order of their ids.
        let order = |entry: &Best| (std::cmp::Reverse(entry.score), entry.item);
        if best.len() > MOST {
            best.select_nth_unstable_by_key(MOST, order);
            best.truncate(MOST);
        }
        best.sort_unstable_by_key(order);
        Hits { best: best.iter().filter_map(|entry| self.hit(entry)).collect(), more }
    }

    fn hit(&self, best: &Best) -> Option<Hit> {
        let item = self.pack.brief(best.item as usize)?;
        let turn = self.index.turn_of(best.name);
        let called = match best.how {
            How::Replaces(old) => &self.pack.brief(old as usize)?.name,
            _ => turn.checked_sub(1).map_or(&item.name, |nth| &item.everyday[nth]),
        };
        let (id, name, why) =
            (item.id.clone(), item.name.clone(), best.reason_for(turn == 0, called));
        Some(Hit { id, name, why, score: best.score })
    }
}
