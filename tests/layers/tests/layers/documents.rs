//! What the documents say of the tree is true: invariants stand once, links lead somewhere, tests that are named exist.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// None is lost when a module moves, and none is said twice.
const INVARIANTS: usize = 59;

const NOT_OURS: &[&str] = &[".git", "target", "node_modules", "dist", "dist-fake"];

fn collect_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() && !NOT_OURS.iter().any(|name| path.ends_with(name)) {
            collect_files(&path, files);
        } else if path.is_file() {
            files.push(path);
        }
    }
}

/// Every text file whose name ends like this, with its path below the root.
fn read_files(endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    collect_files(&layers::root(), &mut files);
    let fits = |path: &PathBuf| {
        path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
    };
    let read = |path: PathBuf| Some((path.clone(), std::fs::read_to_string(path).ok()?));
    files.into_iter().filter(fits).filter_map(read).collect()
}

/// The tagged sentences of one file: a line of a list in a document, a paragraph of a comment in code.
fn find_invariants(text: &str) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        let comment = ["//!", "//", "--", "#", "-"]
            .iter()
            .find_map(|mark| line.strip_prefix(mark))
            .map(str::trim);
        if let Some(sentence) = comment.and_then(|words| words.strip_prefix("Invariant: ")) {
            sentences.push(sentence.to_owned());
            open = !line.starts_with("- ");
        } else if let (true, Some(words), Some(last)) =
            (open, comment.filter(|words| !words.is_empty()), sentences.last_mut())
        {
            last.push(' ');
            last.push_str(words);
        } else {
            open = false;
        }
    }
    sentences
}

#[test]
fn every_invariant_stands_once() {
    let mut places: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for (path, text) in read_files(&["md", "rs", "ts", "vue", "sql", "py"]) {
        for sentence in find_invariants(&text) {
            places.entry(sentence).or_default().push(path.clone());
        }
    }
    let twice: Vec<_> = places.iter().filter(|(_, paths)| paths.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:#?}");
    assert_eq!(
        places.len(),
        INVARIANTS,
        "a new one changes the number here; a moved one keeps its words"
    );
}

#[test]
fn an_invariant_is_read_over_its_lines() {
    let code = "//! Head.\n//!\n//! Invariant: one\n//! two.\n//!\n//! Invariant: three.\nuse x;\n// four\n";
    assert_eq!(find_invariants(code), ["one two.", "three."]);
    assert_eq!(
        find_invariants("- Invariant: one.\n  Held by `x`.\n- Invariant: two."),
        ["one.", "two."]
    );
}

/// Where `[text](target)` of this document leads, without what is on the web or in the same file.
fn link_targets(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|after| after.split(')').next());
    targets.filter(|target| !target.contains("://")).filter_map(|target| target.split('#').next())
}

/// Names in backticks that are a path from the root.
fn named_paths(text: &str) -> impl Iterator<Item = &str> {
    const TOPS: &[&str] = &["src-tauri/", "frontend/", "tests/", "devices/", "docs/", "scripts/"];
    let spans = text.split('`').skip(1).step_by(2);
    spans.filter(|span| {
        TOPS.iter().any(|top| span.starts_with(top)) && !span.contains([' ', '*', '<', '{', '…'])
    })
}

#[test]
fn every_link_and_path_leads_somewhere() {
    let root = layers::root();
    let mut broken = Vec::new();
    for (path, text) in read_files(&["md"]) {
        let folder = path.parent().unwrap_or(&root);
        let links = link_targets(&text).filter(|target| !folder.join(target).exists());
        let paths = named_paths(&text)
            .filter(|name| !root.join(name).exists() && !folder.join(name).exists());
        broken.extend(links.chain(paths).map(|target| format!("{}: {target}", path.display())));
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn every_test_that_the_architecture_names_exists() {
    let architecture = std::fs::read_to_string(layers::root().join("ARCHITECTURE.md")).unwrap();
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
