//! The items a clerk opened cases for lately, newest first: what a search shows before the first letter.
use crate::Desk;

const MOST: usize = 8;

fn key(clerk: &str) -> String {
    format!("recent.{clerk}")
}

/// Ids of items, also of such as the catalogue no longer has.
pub fn recent(desk: &Desk, clerk: &str) -> Vec<String> {
    let kept = desk.setting(&key(clerk));
    kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

pub fn used(desk: &Desk, clerk: &str, item: &str) {
    let mut items = recent(desk, clerk);
    if items.first().is_some_and(|first| first == item) {
        return;
    }
    items.retain(|one| one != item);
    items.insert(0, item.to_owned());
    items.truncate(MOST);
    let kept = serde_json::to_string(&items).map(|text| desk.keep(&key(clerk), &text));
    if !matches!(kept, Ok(Ok(()))) {
        tracing::warn!("the items used lately could not be kept");
    }
}
