//! Which crate may use which, read from what cargo resolves. The reasons are in ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Crate, what of ours it may use, what of others' it must not.
const LAYERS: &[(&str, &[&str], &[&str])] = &[
    ("counter-core", &[], &["tokio", "rusqlite", "reqwest", "axum"]),
    ("counter-catalog", &["counter-core"], &["tokio", "rusqlite", "reqwest"]),
    ("counter-centre", &["counter-core"], &["tokio", "rusqlite", "reqwest"]),
    ("counter-store", &["counter-core"], &["reqwest", "axum", "serialport"]),
    ("counter-backoffice", &["counter-core"], &["rusqlite", "serialport"]),
    (
        "counter-office",
        &["counter-core", "counter-centre", "counter-backoffice", "counter-walls"],
        &["reqwest", "serialport"],
    ),
    ("counter-child-pipe", &[], &["rusqlite", "reqwest"]),
    (
        "counter-documents",
        &["counter-core", "counter-child-pipe"],
        &["rusqlite", "reqwest", "typst", "pdfium-render"],
    ),
    ("counter-walls", &["counter-core"], &["tokio", "rusqlite", "reqwest"]),
    ("counter-document-worker", &["counter-documents", "counter-walls"], &["rusqlite", "reqwest"]),
    ("counter-devices", &["counter-child-pipe", "counter-walls"], &["rusqlite", "reqwest"]),
    (
        "counter-desk",
        &[
            "counter-core",
            "counter-catalog",
            "counter-centre",
            "counter-store",
            "counter-backoffice",
            "counter-office",
            "counter-documents",
            "counter-devices",
            "counter-walls",
        ],
        &["tauri", "webkit2gtk", "typst", "pdfium-render"],
    ),
    ("counter-desktop", &["counter-desk"], &["rusqlite", "reqwest"]),
    (
        "counter-cli",
        &[
            "counter-core",
            "counter-catalog",
            "counter-centre",
            "counter-store",
            "counter-backoffice",
            "counter-office",
            "counter-documents",
            "counter-devices",
            "counter-desk",
            "counter-walls",
        ],
        &["tauri", "webkit2gtk"],
    ),
    // What the tests share, and what sees the program only from outside.
    ("kit", &[], &["tauri"]),
    ("keystrokes", &[], &["tauri"]),
    ("stories", &["counter-core", "keystrokes", "kit"], &["tauri"]),
    ("delivery", &["counter-backoffice", "kit"], &["tauri"]),
    ("former", &["counter-backoffice", "kit", "delivery"], &["tauri"]),
    ("layers", &[], &["tauri"]),
    // What opens the desk or its parts in process.
    (
        "simulation",
        &["counter-core", "counter-store", "counter-backoffice", "counter-office", "counter-desk"],
        &["tauri"],
    ),
    ("crash", &["counter-desk", "kit"], &["tauri"]),
    (
        "replay",
        &[
            "counter-backoffice",
            "counter-catalog",
            "counter-desk",
            "counter-devices",
            "counter-document-worker",
            "counter-documents",
            "counter-store",
        ],
        &["tauri"],
    ),
    ("fleet", &["counter-core", "counter-desk"], &["tauri"]),
    (
        "bench",
        &[
            "counter-catalog",
            "counter-store",
            "counter-backoffice",
            "counter-devices",
            "counter-desk",
            "kit",
            "stories",
            "delivery",
        ],
        &["tauri"],
    ),
];

/// Linked only by the window: whoever has none of these installed can still test all the rules.
const WINDOW_LIBRARIES: &[&str] = &["tauri", "wry", "webkit2gtk", "gtk"];

/// Only for this kind of machine, since the crates for others need not be here.
pub fn metadata() -> Value {
    let platform = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .args(["--filter-platform", &platform])
        .current_dir(layers::repository_root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap()
}

fn list<'a>(value: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    value[field].as_array().unwrap().iter()
}

/// The workspace's own packages.
pub fn members(metadata: &Value) -> Vec<&Value> {
    let members: BTreeSet<&str> =
        list(metadata, "workspace_members").map(|id| id.as_str().unwrap()).collect();
    list(metadata, "packages").filter(|package| members.contains(text(package, "id"))).collect()
}

fn normal_dependencies(package: &Value) -> BTreeSet<&str> {
    let normal = list(package, "dependencies").filter(|dependency| dependency["kind"].is_null());
    normal.map(|package| text(package, "name")).collect()
}

#[test]
fn crates_use_only_what_their_layer_may() {
    let metadata = metadata();
    let packages = members(&metadata);
    let ours: BTreeSet<&str> = packages.iter().map(|package| text(package, "name")).collect();
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
    let metadata = metadata();
    let names: BTreeMap<&str, &str> = list(&metadata, "packages")
        .map(|package| (text(package, "id"), text(package, "name")))
        .collect();
    let uses: BTreeMap<&str, Vec<&str>> = list(&metadata["resolve"], "nodes")
        .map(|node| {
            (text(node, "id"), list(node, "dependencies").map(|id| id.as_str().unwrap()).collect())
        })
        .collect();
    let mut open: Vec<&str> =
        list(&metadata, "workspace_default_members").map(|id| id.as_str().unwrap()).collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(&uses[id]);
        }
    }
    let libraries: Vec<&str> =
        reached.iter().map(|id| names[id]).filter(|name| WINDOW_LIBRARIES.contains(name)).collect();
    assert_eq!(libraries, Vec::<&str>::new());
    assert!(
        names.values().any(|name| WINDOW_LIBRARIES.contains(name)),
        "the names above are no longer right"
    );
}
