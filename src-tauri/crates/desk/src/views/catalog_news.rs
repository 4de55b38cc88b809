//! What the newest catalogue changed, in the catalogue's own words.
use crate::catalog::Catalog;
use crate::contract::views::{CatalogueNews, ItemNews, ListNews, PaperNews};
use counter_catalog::{Group, ItemChange, Named, Paper};
use counter_core::date::date_text;
use counter_core::item::copy_by;

/// The last change, also one that was read; empty when there was none.
pub fn catalog_news(catalog: &Catalog, window_scans: bool) -> CatalogueNews {
    let loaded = catalog.current();
    let difference = catalog.last_change().unwrap_or_default();
    let names = |list: Vec<Named>| list.into_iter().map(|item| item.name).collect();
    CatalogueNews {
        version: loaded.pack.version().to_owned(),
        title: loaded.pack.title().to_owned(),
        note: loaded.pack.note().to_owned(),
        items: u32::try_from(loaded.pack.len()).unwrap_or(u32::MAX),
        known_until: loaded.calendar.known_until().map(i32::from),
        until: loaded.pack.until().map(date_text),
        added: names(difference.added),
        removed: names(difference.removed),
        changed: difference
            .changed
            .into_iter()
            .map(|change| item_news(change, window_scans))
            .collect(),
    }
}

fn item_news(change: ItemChange, window_scans: bool) -> ItemNews {
    ItemNews {
        id: change.id,
        name: change.name,
        lists: change.lists.into_iter().map(|group| list_news(group, window_scans)).collect(),
        also: change.also,
    }
}

fn list_news(group: Group, window_scans: bool) -> ListNews {
    let news = |paper| paper_news(paper, window_scans);
    let papers = |papers: Vec<Paper>| papers.into_iter().map(news).collect();
    ListNews {
        when: group.when.into_iter().flat_map(|(question, answer)| [question, answer]).collect(),
        bring: papers(group.bring),
        no_longer: papers(group.no_longer),
        otherwise: papers(group.otherwise),
    }
}

fn paper_news(paper: Paper, window_scans: bool) -> PaperNews {
    PaperNews {
        name: paper.name,
        original: paper.original,
        copy: paper.copy,
        copy_by: copy_by(paper.original, paper.copy, window_scans),
        optional: paper.optional,
    }
}
