//! Only the station's environment knows whether there is practice.

use layers::{read_sources, repository_root};

/// Where the desk may say that there is practice: the environment, which alone knows the mode, its
/// office and the crossing to it; the task of practising with its scenarios, which exists in
/// practice only; the lists that name its commands, views, failures and modules; and the tests of
/// papers, which make some of them in practice. A folder stands for all in it.
const SAYS_PRACTICE: &[&str] = &[
    "station/environment.rs",
    "office/practice.rs",
    "desk/practice.rs",
    "commands/practice.rs",
    "practice/",
    "views/practice.rs",
    "papers/tests/",
];
/// Of these only names are wanted: a line that asks for the mode would be a rule in the wrong
/// place.
const NAMES_ONLY: &[&str] = &[
    "commands/mod.rs",
    "contract/",
    "desk/mod.rs",
    "lib.rs",
    "office/mod.rs",
    "station/stored.rs",
    "views/mod.rs",
];
/// Where the mode is decided: it is in this file, or the words looked for are no longer right.
const DECIDES: &str = "station/environment.rs";

const WORDS: [&str; 3] = ["practice", "practis", "练习"];

fn is_listed(name: &str, list: &[&str]) -> bool {
    list.iter().any(|entry| *entry == name || (entry.ends_with('/') && name.starts_with(entry)))
}

#[test]
fn only_the_session_knows_the_mode() {
    let sources = read_sources(&repository_root().join("src-tauri/crates/desk/src")).unwrap();
    assert!(sources.len() > 20, "the desk's sources are elsewhere");
    let mut broken = Vec::new();
    let mut is_decided = false;
    for (name, text) in &sources {
        for line in text.lines() {
            let low = line.to_lowercase();
            if !WORDS.iter().any(|word| low.contains(word)) {
                continue;
            }
            is_decided |= name == DECIDES;
            let asks = [" if ", "match "].iter().any(|word| low.contains(word));
            if !is_listed(name, SAYS_PRACTICE) && (asks || !is_listed(name, NAMES_ONLY)) {
                broken.push(format!("{name}: {}", line.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(is_decided, "the words above are no longer right");
}
