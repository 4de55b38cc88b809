//! Faults of an entrustment (委托): one by which nobody can decide, or that says two things.

use counter_core::item::Item;

use super::LintCode;
use super::look::{Look, find_repeated};
use super::words::is_one_word;

pub(super) fn lint_entrustment(item: &Item, look: &mut Look) {
    let Some(entrustment) = &item.entrustment else { return };
    let has_place = !entrustment.stations.is_empty() || !entrustment.levels.is_empty();
    for (field, is_sound) in [
        ("document", !entrustment.document.trim().is_empty()),
        ("stations", has_place),
        ("points", !entrustment.points.is_empty()),
        // Its decision would be that of several departments.
        ("document", item.joint.is_none()),
    ] {
        if !is_sound {
            look.add(LintCode::UnusableEntrustment, &format!("entrustment/{field}"), field);
        }
    }
    if entrustment.from > entrustment.until {
        let days = format!("{}, {}", entrustment.from, entrustment.until);
        look.add(LintCode::NeverInForce, "entrustment/from", days);
    }
    for (field, words) in [("stations", &entrustment.stations), ("levels", &entrustment.levels)] {
        for (at, word) in words.iter().enumerate().filter(|(_, word)| !is_one_word(word)) {
            let path = format!("entrustment/{field}/{at}");
            look.add(LintCode::UnusableWord, &path, word.clone());
        }
    }
    for (at, point) in entrustment.points.iter().enumerate() {
        if point.text.trim().is_empty() || !is_one_word(&point.id) {
            let path = format!("entrustment/points/{at}");
            look.add(LintCode::UnusableEntrustment, &path, point.id.clone());
        }
    }
    for (at, id) in find_repeated(entrustment.points.iter().map(|point| point.id.as_str())) {
        look.add(LintCode::DuplicateId, &format!("entrustment/points/{at}/id"), id);
    }
}
