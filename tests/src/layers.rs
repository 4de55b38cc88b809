//! Which crate may use which, read from what cargo resolves. The reasons are in ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Crate, what of ours it may use, what of others' it must not.
const LAYERS: &[(&str, &[&str], &[&str])] = &[
    ("counter-core", &[], &["tokio", "rusqlite", "reqwest", "axum"]),
    ("counter-catalog", &["counter-core"], &["tokio", "rusqlite", "reqwest"]),
    ("counter-store", &["counter-core"], &["reqwest", "axum", "serialport"]),
    ("counter-backoffice", &["counter-core"], &["rusqlite", "serialport"]),
    ("counter-office", &["counter-core", "counter-backoffice"], &["reqwest", "serialport"]),
    ("counter-child-pipe", &[], &["rusqlite", "reqwest"]),
    ("counter-documents", &["counter-core", "counter-child-pipe"], &["rusqlite", "reqwest", "typst", "pdfium-render"]),
    ("counter-document-worker", &["counter-documents"], &["rusqlite", "reqwest"]),
    ("counter-devices", &["counter-child-pipe"], &["rusqlite", "reqwest"]),
    (
        "counter-desk",
        &[
            "counter-core",
            "counter-catalog",
            "counter-store",
            "counter-backoffice",
            "counter-office",
            "counter-documents",
            "counter-devices",
        ],
        &["tauri", "webkit2gtk", "typst", "pdfium-render"],
    ),
    ("counter-desktop", &["counter-desk"], &["rusqlite", "reqwest"]),
    (
        "counter-cli",
        &[
            "counter-core",
            "counter-catalog",
            "counter-store",
            "counter-backoffice",
            "counter-office",
            "counter-documents",
            "counter-devices",
            "counter-desk",
        ],
        &["tauri", "webkit2gtk"],
    ),
    (
        "acceptance",
        // The desk is opened in process on thousands of disks, and the store is measured beside a bare database; the
        // stories see the program only from outside.
        // The catalogue's search is measured beside those of others.
        &[
            "counter-core",
            "counter-catalog",
            "counter-backoffice",
            "counter-office",
            "counter-devices",
            "counter-desk",
            "counter-store",
        ],
        &["tauri"],
    ),
];

/// Linked only by the window: whoever has none of these installed can still test all the rules.
const WINDOW_LIBRARIES: &[&str] = &["tauri", "wry", "webkit2gtk", "gtk"];

/// Only for this kind of machine, since the crates for others need not be here.
fn metadata() -> Value {
    let platform = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .args(["--filter-platform", &platform])
        .current_dir(crate::place::root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap()
}

fn list<'a>(value: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    value[field].as_array().unwrap().iter()
}

fn normal_dependencies(package: &Value) -> BTreeSet<&str> {
    let normal = list(package, "dependencies").filter(|one| one["kind"].is_null());
    normal.map(|one| text(one, "name")).collect()
}

#[test]
fn crates_use_only_what_their_layer_may() {
    let all = metadata();
    let members: BTreeSet<&str> = list(&all, "workspace_members").map(|id| id.as_str().unwrap()).collect();
    let packages: Vec<&Value> = list(&all, "packages").filter(|one| members.contains(text(one, "id"))).collect();
    let ours: BTreeSet<&str> = packages.iter().map(|one| text(one, "name")).collect();
    let known: BTreeSet<&str> = LAYERS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(ours, known, "every crate has its row in the table");

    let mut broken = Vec::new();
    for package in packages {
        let name = text(package, "name");
        let (_, may, must_not) = LAYERS.iter().find(|(known, ..)| *known == name).unwrap();
        for used in normal_dependencies(package) {
            if must_not.contains(&used) || (ours.contains(used) && !may.contains(&used)) {
                broken.push(format!("{name} → {used}"));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn what_is_tested_by_default_needs_no_webview() {
    let all = metadata();
    let names: BTreeMap<&str, &str> = list(&all, "packages").map(|one| (text(one, "id"), text(one, "name"))).collect();
    let uses: BTreeMap<&str, Vec<&str>> = list(&all["resolve"], "nodes")
        .map(|node| (text(node, "id"), list(node, "dependencies").map(|id| id.as_str().unwrap()).collect()))
        .collect();
    let mut open: Vec<&str> = list(&all, "workspace_default_members").map(|id| id.as_str().unwrap()).collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(&uses[id]);
        }
    }
    let libraries: Vec<&str> =
        reached.iter().map(|id| names[id]).filter(|name| WINDOW_LIBRARIES.contains(name)).collect();
    assert_eq!(libraries, Vec::<&str>::new());
    assert!(names.values().any(|name| WINDOW_LIBRARIES.contains(name)), "the names above are no longer right");
}

/// Where the desk may say that there is practice: the session, which alone knows the mode; the task of practising with its
/// scenarios, which exists in practice only; and the lists that name its commands, views, failures and modules.
const SAYS_PRACTICE: &[&str] = &[
    "session.rs",
    "session/ground.rs",
    "act/practice.rs",
    "practice/mod.rs",
    "practice/judge.rs",
    "practice/runs.rs",
    "act/mod.rs",
    "contract.rs",
    "failure.rs",
    "lib.rs",
    "view.rs",
];
/// Of these only names are wanted: a line that asks for the mode would be a rule in the wrong place.
const NAMES_ONLY: &[&str] = &["act/mod.rs", "contract.rs", "failure.rs", "lib.rs", "view.rs"];

fn sources(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        match entry.path() {
            path if path.is_dir() => sources(&path, found),
            path => found.push(path),
        }
    }
}

#[test]
fn only_the_session_knows_the_mode() {
    let desk = crate::place::root().join("src-tauri/crates/desk/src");
    let mut files = Vec::new();
    sources(&desk, &mut files);
    assert!(files.len() > 20, "the desk's sources are elsewhere");
    let mut broken = Vec::new();
    let mut said = BTreeSet::new();
    for file in files {
        let name = file.strip_prefix(&desk).unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        for line in text.lines() {
            let low = line.to_lowercase();
            if !["practice", "practis", "练习"].iter().any(|word| low.contains(word)) {
                continue;
            }
            said.insert(name.clone());
            let asks = NAMES_ONLY.contains(&name.as_str()) && [" if ", "match "].iter().any(|word| low.contains(word));
            if asks || !SAYS_PRACTICE.contains(&name.as_str()) {
                broken.push(format!("{name}: {}", line.trim()));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
    assert!(said.contains("session/ground.rs"), "the words above are no longer right");
}
