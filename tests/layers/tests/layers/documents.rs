//! What the documents name is there: links and paths lead somewhere, and the tests that hold an
//! invariant, or a protection, exist.

use std::path::PathBuf;

use layers::{files_below, repository_root};

/// Every text file whose name ends like this, with its path.
fn read_files(endings: &[&str]) -> Vec<(PathBuf, String)> {
    let is_wanted = |path: &PathBuf| {
        path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
    };
    let files = files_below(&repository_root()).unwrap().into_iter().filter(is_wanted);
    files.filter_map(|path| Some((path.clone(), std::fs::read_to_string(path).ok()?))).collect()
}

/// Where `[text](target)` of a document leads, without what is on the web or in the same file.
fn link_targets(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|after| after.split(')').next());
    targets.filter(|target| !target.contains("://")).filter_map(|target| target.split('#').next())
}

/// Names in backticks that are a path from the root.
fn named_paths(text: &str) -> impl Iterator<Item = &str> {
    const TOPS: &[&str] = &["src-tauri/", "frontend/", "tests/", "devices/", "docs/", "scripts/"];
    let is_path = |span: &&str| {
        TOPS.iter().any(|top| span.starts_with(top)) && !span.contains([' ', '*', '<', '{', '…'])
    };
    text.split('`').skip(1).step_by(2).filter(is_path)
}

#[test]
fn every_link_and_path_leads_somewhere() {
    let root = repository_root();
    let mut broken = Vec::new();
    for (path, text) in read_files(&["md"]) {
        let folder = path.parent().unwrap();
        let links = link_targets(&text).filter(|target| !folder.join(target).exists());
        let paths = named_paths(&text)
            .filter(|name| !root.join(name).exists() && !folder.join(name).exists());
        broken.extend(links.chain(paths).map(|target| format!("{}: {target}", path.display())));
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn every_test_that_holds_an_invariant_exists() {
    let architecture = std::fs::read_to_string(repository_root().join("ARCHITECTURE.md")).unwrap();
    let held = architecture.lines().filter_map(|line| line.trim().strip_prefix("Held by "));
    let names: Vec<&str> = held.flat_map(|line| line.split('`').skip(1).step_by(2)).collect();
    assert!(names.len() >= 12, "each invariant names what holds it");
    let sources = read_files(&["rs", "ts"]);
    let exists = |name: &&str| {
        let test = format!("fn {name}(");
        sources.iter().any(|(path, text)| path.ends_with(name) || text.contains(&test))
    };
    let missing: Vec<&str> = names.into_iter().filter(|name| !exists(name)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// The last cell of a table's row, and what comes before it.
fn last_cell(line: &str) -> Option<(&str, &str)> {
    line.trim().strip_prefix('|')?.strip_suffix('|')?.rsplit_once('|')
}

/// Each promise of a table whose last column says what holds it, with the names there in backticks.
fn held_promises(text: &str) -> Vec<(&str, Vec<&str>)> {
    let (mut promises, mut is_held) = (Vec::new(), false);
    for line in text.lines() {
        let Some((promise, held)) = last_cell(line) else {
            is_held = false;
            continue;
        };
        if held.trim().starts_with("held by") {
            is_held = true;
        } else if is_held && !held.starts_with("---") {
            promises.push((promise.trim(), held.split('`').skip(1).step_by(2).collect()));
        }
    }
    promises
}

/// Promises that no test holds, and tests that are not there. A name is a function's, or a file's.
fn unheld_promises<'a>(text: &'a str, sources: &[(PathBuf, String)]) -> Vec<&'a str> {
    let exists = |name: &str| {
        // Some tests are made by a macro of a row each.
        let (function, row) = (format!("fn {name}("), format!("    {name}: \""));
        sources.iter().any(|(path, text)| {
            path.ends_with(name) || text.contains(&function) || text.contains(&row)
        })
    };
    let mut unheld = Vec::new();
    for (promise, names) in held_promises(text) {
        unheld.extend(names.is_empty().then_some(promise));
        unheld.extend(names.into_iter().filter(|name| !exists(name)));
    }
    unheld
}

#[test]
fn every_protection_names_a_test_that_exists() {
    let security = std::fs::read_to_string(repository_root().join("docs/security.md")).unwrap();
    assert!(held_promises(&security).len() >= 90, "each table says what holds it");
    let sources = read_files(&["rs", "ts", "py", "sh"]);
    assert_eq!(unheld_promises(&security, &sources), Vec::<&str>::new());
}

/// Of the 27 inputs that were measured first each, and whatever is named among the odd ones.
#[test]
fn every_odd_input_names_a_test_that_exists() {
    let readme = std::fs::read_to_string(repository_root().join("tests/README.md")).unwrap();
    assert_eq!(held_promises(&readme).len(), 27);
    let sources = read_files(&["rs", "ts"]);
    assert_eq!(unheld_promises(&readme, &sources), Vec::<&str>::new());
    let (_, odd) = readme.split_once("\n## Odd inputs").unwrap();
    let (odd, _) = odd.split_once("\n## ").unwrap();
    let is_test = |name: &&str| {
        let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        // Codes and names of stories have fewer words.
        plain && name.matches('_').count() >= 4
    };
    let names: Vec<&str> = odd.split('`').skip(1).step_by(2).filter(is_test).collect();
    assert!(names.len() >= 200, "{} tests are named", names.len());
    let is_missing = |name: &&str| {
        let function = format!("fn {name}(");
        !sources.iter().any(|(_, text)| text.contains(&function))
    };
    let missing: Vec<&str> = names.into_iter().filter(is_missing).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn a_protection_without_a_test_is_found() {
    let text = "| place | protection |\n|---|---|\n| a | none |\n\n| promised | held by (here) |\n\
        |---|---|\n| b | `is_there` (x), `in_a_row` |\n| c | read in the code |\n| d | `gone` |\n\
        | e | `folder/looks.py` |\n";
    let file = |name: &str, text: &str| (PathBuf::from(name), text.to_owned());
    let sources =
        [file("a.rs", "fn is_there() {}\n    in_a_row: \"x\","), file("z/folder/looks.py", "")];
    assert_eq!(unheld_promises(text, &sources), ["c", "gone"]);
}
