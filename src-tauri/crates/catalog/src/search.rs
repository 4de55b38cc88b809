//! Finding an item by what a clerk types: characters, pinyin, initials, a mixture, everyday names, a department.
//! Takes raw pre-edit text as it is. Not a full-text index: a pack is small, every name is tried.

mod fit;
mod spelling;

use counter_core::item::Item;
use serde::Serialize;

use crate::pack::Pack;
use fit::{Fit, Style, fit};
use spelling::{Unit, spelt_out, typed, units};

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
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    pub id: String,
    pub name: String,
    pub why: Why,
    /// Only for the order; no meaning of its own.
    pub score: i32,
}

pub struct Search {
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    name: String,
    name_units: Vec<Unit>,
    everyday: Vec<(String, Vec<Unit>)>,
    department: Vec<Unit>,
    legacy: bool,
    instead: Option<String>,
}

const NAME: i32 = 600;
const EVERYDAY: i32 = 550;
const DEPARTMENT: i32 = 100;
const LEGACY: i32 = -250;

const LEAD_IN: &str = "我要想去来给帮办理申请领";

impl Search {
    pub fn new(pack: &Pack) -> Self {
        Self { entries: pack.items().iter().map(Entry::new).collect() }
    }

    /// Best first. Nothing for an empty query.
    pub fn find(&self, query: &str) -> Vec<Hit> {
        let typed = typed(query);
        let hits = self.ranked(&typed);
        if !hits.is_empty() {
            return hits;
        }
        // 我要办低保: what people say before the thing itself.
        let lead = typed.iter().take_while(|c| LEAD_IN.contains(**c)).count();
        let hits = self.ranked(&typed[lead..]);
        if !hits.is_empty() {
            return hits;
        }
        // 生于 for 生育: an input method shows its own guess before the characters are chosen; what was meant sounds the same.
        spelt_out(&typed).map(|sounds| self.ranked(&sounds)).unwrap_or_default()
    }

    fn ranked(&self, typed: &[char]) -> Vec<Hit> {
        if typed.is_empty() {
            return Vec::new();
        }
        let mut hits: Vec<Hit> = self.entries.iter().filter_map(|entry| entry.hit(typed)).collect();
        self.lead_from_legacy(&mut hits);
        hits.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        hits
    }

    /// Whoever asks for an item that no longer exists is shown what replaced it, first.
    fn lead_from_legacy(&self, hits: &mut Vec<Hit>) {
        for old in self.entries.iter() {
            let Some(new) = old.instead.as_ref().and_then(|id| self.entries.iter().find(|entry| entry.id == *id))
            else {
                continue;
            };
            let Some(score) = hits.iter().find(|hit| hit.id == old.id).map(|hit| hit.score) else {
                continue;
            };
            match hits.iter_mut().find(|hit| hit.id == new.id) {
                Some(hit) => hit.score = hit.score.max(score + 1),
                None => hits.push(Hit {
                    id: new.id.clone(),
                    name: new.name.clone(),
                    why: Why::Everyday(old.name.clone()),
                    score: score + 1,
                }),
            }
        }
    }
}

impl Entry {
    fn new(item: &Item) -> Self {
        Self {
            id: item.id.clone(),
            name: item.name.clone(),
            name_units: units(&item.name),
            everyday: item.everyday.iter().map(|name| (name.clone(), units(name))).collect(),
            department: units(&item.department),
            legacy: item.legacy.is_some(),
            instead: item.legacy.as_ref().and_then(|legacy| legacy.instead.clone()),
        }
    }

    fn hit(&self, typed: &[char]) -> Option<Hit> {
        let name = fit(&self.name_units, typed).map(|found| (NAME + worth(&found), why_name(&found)));
        let everyday = self.everyday.iter().filter_map(|(name, units)| {
            fit(units, typed).map(|found| (EVERYDAY + worth(&found), Why::Everyday(name.clone())))
        });
        // A department says little about the item, so only its beginning counts, and never a lone letter.
        let department = fit(&self.department, typed)
            .filter(|found| found.style != Style::Scattered && found.start == 0 && found.matched > 1)
            .map(|found| (DEPARTMENT + worth(&found) / 10, Why::Department));
        let (score, why) = name.into_iter().chain(everyday).chain(department).max_by_key(|(score, _)| *score)?;
        let score = if self.legacy { score + LEGACY } else { score };
        Some(Hit { id: self.id.clone(), name: self.name.clone(), why, score })
    }
}

fn why_name(found: &Fit) -> Why {
    match found.style {
        Style::Characters if found.whole() => Why::Exact,
        Style::Characters | Style::Scattered => Why::Name,
        Style::Pinyin | Style::Mixed => Why::Pinyin,
        Style::Initials => Why::Initials,
    }
}

/// A whole name beats a beginning, a beginning beats a middle; letters stand behind characters.
fn worth(found: &Fit) -> i32 {
    let covered = i32::try_from(found.matched * 40 / found.of.max(1)).unwrap_or(0);
    if found.style == Style::Scattered {
        // Behind every department, which at least was named.
        return covered - NAME + 50;
    }
    let place = match (found.whole(), found.start) {
        (true, _) => 300,
        (_, 0) => 200,
        (_, start) => 40 - i32::try_from(start.min(20)).unwrap_or(20),
    };
    let style = match found.style {
        Style::Characters => 0,
        Style::Pinyin => -20,
        Style::Mixed => -40,
        Style::Initials | Style::Scattered => -60,
    };
    place + style + covered
}
