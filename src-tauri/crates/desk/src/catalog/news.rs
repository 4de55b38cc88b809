//! What a newer catalogue changed for the people who come, kept until the clerk has seen it. In the catalogue's own words.
use crate::contract::views::{CatalogueNews, ItemNews, ListNews, Notice, PaperNews};
use crate::views::notices;
use crate::{Desk, Failure};
use counter_catalog::{Difference, Group, ItemChange, Pack, Paper, diff};
use serde::{Deserialize, Serialize};

const KEPT: &str = "pack.news";
const READ: &str = "pack.news.read";

#[derive(Serialize, Deserialize)]
struct News {
    version: String,
    title: String,
    difference: Difference,
}

/// Another publisher's pack has nothing in common with the one before: only its name is news.
pub fn note(desk: &Desk, old: &Pack, new: &Pack) {
    let difference = if old.id() == new.id() { diff(old, new) } else { Difference::default() };
    let news = News { version: new.version().to_owned(), title: new.title().to_owned(), difference };
    let kept = serde_json::to_string(&news).map(|text| desk.keep(KEPT, &text));
    if !matches!(kept, Ok(Ok(()))) {
        tracing::warn!("what changed in the catalogue could not be kept");
    }
}

fn kept(desk: &Desk) -> Option<News> {
    serde_json::from_str(&desk.setting(KEPT)?).ok()
}

pub fn notice(desk: &Desk) -> Option<Notice> {
    let version = desk.shelf().pack.version().to_owned();
    if desk.setting(READ).as_deref() == Some(&version) {
        return None;
    }
    let news = kept(desk).filter(|news| news.version == version)?;
    let told = &news.difference;
    let count = |list: usize| list.to_string();
    let params = [
        ("version", news.version),
        ("changed", count(told.changed.len())),
        ("added", count(told.added.len())),
        ("removed", count(told.removed.len())),
    ];
    Some(notices::notice("catalogue_new", true, &params))
}

pub fn read(desk: &Desk) -> Result<(), Failure> {
    desk.keep(READ, desk.shelf().pack.version())
}

/// The last change, also one that was read; empty when there was none.
pub fn news(desk: &Desk) -> CatalogueNews {
    let shelf = desk.shelf();
    let (version, title) = (shelf.pack.version().to_owned(), shelf.pack.title().to_owned());
    let told = kept(desk).filter(|news| news.version == version).map(|news| news.difference).unwrap_or_default();
    let names = |list: Vec<counter_catalog::Named>| list.into_iter().map(|one| one.name).collect();
    CatalogueNews {
        version,
        title,
        note: shelf.pack.note().to_owned(),
        items: u32::try_from(shelf.pack.len()).unwrap_or(u32::MAX),
        known_until: shelf.calendar.known_until().map(i32::from),
        until: shelf.pack.until().map(crate::views::case::date_text),
        added: names(told.added),
        removed: names(told.removed),
        changed: told.changed.into_iter().map(item).collect(),
    }
}

fn item(change: ItemChange) -> ItemNews {
    ItemNews {
        id: change.id,
        name: change.name,
        lists: change.lists.into_iter().map(list).collect(),
        also: change.also,
    }
}

fn list(group: Group) -> ListNews {
    let papers = |papers: Vec<Paper>| papers.into_iter().map(paper).collect();
    ListNews {
        when: group.when.into_iter().flat_map(|(question, answer)| [question, answer]).collect(),
        bring: papers(group.bring),
        no_longer: papers(group.no_longer),
        otherwise: papers(group.otherwise),
    }
}

fn paper(paper: Paper) -> PaperNews {
    PaperNews { name: paper.name, original: paper.original, copy: paper.copy, optional: paper.optional }
}
