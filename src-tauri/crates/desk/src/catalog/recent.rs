//! The items a clerk opened cases for lately, newest first: what a search shows before the first
//! letter.
use super::Catalog;
use crate::station::stored::StoredName;

const MOST: usize = 8;

impl Catalog {
    /// Ids of items, also of such as the catalogue no longer has.
    pub fn recent_items(&self, clerk: &str) -> Vec<String> {
        self.station.stored_value(StoredName::RecentItems(clerk)).unwrap_or_default()
    }

    pub fn note_used_item(&self, clerk: &str, item: &str) {
        let mut items = self.recent_items(clerk);
        if items.first().is_some_and(|first| first == item) {
            return;
        }
        items.retain(|used| used != item);
        items.insert(0, item.to_owned());
        items.truncate(MOST);
        if self.station.store_value(StoredName::RecentItems(clerk), &items).is_err() {
            tracing::warn!("the items used lately could not be kept");
        }
    }
}
