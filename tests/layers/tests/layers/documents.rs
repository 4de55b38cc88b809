//! What the documents name is there: links and paths lead somewhere, and the tests that hold an
//! invariant exist.

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
