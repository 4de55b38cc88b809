//! What a newer catalogue changed for the people who come, kept until the clerk has seen it. In the
//! catalogue's own words.
use super::Catalog;
use crate::Failure;
use crate::contract::views::{Notice, NoticeKind};
use crate::station::stored::StoredName;
use counter_catalog::{Difference, Pack, compare_packs};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct News {
    version: String,
    title: String,
    difference: Difference,
}

impl Catalog {
    /// Another publisher's pack has nothing in common with the one before: only its name is news.
    pub(super) fn store_news(&self, old: &Pack, new: &Pack) {
        let difference =
            if old.id() == new.id() { compare_packs(old, new) } else { Difference::default() };
        let news =
            News { version: new.version().to_owned(), title: new.title().to_owned(), difference };
        if self.station.store_value(StoredName::PackNews, &news).is_err() {
            tracing::warn!("what changed in the catalogue could not be kept");
        }
    }

    /// What the pack in use changed, also when that was read; none where it is the first.
    pub fn last_change(&self) -> Option<Difference> {
        self.current_news().map(|news| news.difference)
    }

    fn current_news(&self) -> Option<News> {
        let news: News = self.station.stored_value(StoredName::PackNews)?;
        Some(news).filter(|news| news.version == self.current().pack.version())
    }

    pub(super) fn news_notice(&self) -> Option<Notice> {
        if self.station.stored_text(StoredName::PackNewsRead).as_deref()
            == Some(self.current().pack.version())
        {
            return None;
        }
        let News { version, difference, .. } = self.current_news()?;
        let count = |list: usize| list.to_string();
        let params = [
            ("version", version),
            ("changed", count(difference.changed.len())),
            ("added", count(difference.added.len())),
            ("removed", count(difference.removed.len())),
        ];
        Some(Notice::new(NoticeKind::CatalogueNew, true, &params))
    }

    pub fn mark_news_read(&self) -> Result<(), Failure> {
        self.station.store_text(StoredName::PackNewsRead, self.current().pack.version())
    }
}
