//! What must stay true is written down once, at the place that holds it: none is lost, none is said
//! twice.

use std::collections::BTreeMap;

use layers::{files_below, repository_root};

const COUNT: usize = 104;
const TAG: &str = "Invariant:";
const ENDINGS: [&str; 5] = ["md", "rs", "ts", "vue", "typ"];
/// They tell of what was, not of what holds.
const HISTORY: [&str; 2] = ["CHANGELOG.md", "docs/decisions"];

/// The statement, when a line of a list or of a comment begins with the tag.
fn statement(line: &str) -> Option<&str> {
    let words = line.trim_start().trim_start_matches(['/', '!', '*', '-', '#', '<', ' ']);
    words.strip_prefix(TAG).filter(|_| words.len() < line.trim_start().len()).map(str::trim)
}

#[test]
fn every_invariant_is_written_down_once() {
    let root = repository_root();
    let mut places = BTreeMap::<String, Vec<String>>::new();
    for path in files_below(&root).unwrap() {
        let is_text =
            path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known));
        if !is_text || HISTORY.iter().any(|history| path.starts_with(root.join(history))) {
            continue;
        }
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        let text = std::fs::read_to_string(&path).unwrap();
        for found in text.lines().filter_map(statement) {
            places.entry(found.to_owned()).or_default().push(name.clone());
        }
    }
    let twice: Vec<_> = places.iter().filter(|(_, names)| names.len() > 1).collect();
    assert!(twice.is_empty(), "written down twice: {twice:#?}");
    assert_eq!(places.len(), COUNT, "by place: {:#?}", count_by_file(&places));
}

fn count_by_file(places: &BTreeMap<String, Vec<String>>) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    places.values().flatten().for_each(|name| *counts.entry(name.as_str()).or_default() += 1);
    counts
}

#[test]
fn a_tag_counts_where_a_comment_or_an_item_begins_with_it() {
    for line in [
        "- Invariant: a",
        "    //! Invariant: a",
        "/// Invariant: a",
        " * Invariant: a",
        "// Invariant: a",
    ] {
        assert_eq!(statement(line), Some("a"), "{line}");
    }
    for line in ["Invariant: a", "let tag = \"Invariant: a\";", "//! The tag Invariant: a"] {
        assert_eq!(statement(line), None, "{line}");
    }
}
