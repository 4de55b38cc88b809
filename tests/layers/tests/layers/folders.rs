//! The folders of each crate against their order (`orders.rs`).

use layers::{Folders, check_folders, read_sources, repository_root};

use super::orders::{NO_ORDER_YET, ORDERS};

/// A crate of more files than that has its order.
const FILES: usize = 12;

/// Every crate of the workspace: its name, and where its sources lie.
fn crates() -> Vec<(String, std::path::PathBuf)> {
    let metadata = super::crates::metadata();
    let members = super::crates::members(&metadata);
    let source = |package: &serde_json::Value| {
        let manifest = std::path::PathBuf::from(super::crates::text(package, "manifest_path"));
        (super::crates::text(package, "name").to_owned(), manifest.with_file_name("src"))
    };
    members.into_iter().map(source).collect()
}

#[test]
fn folders_use_only_those_before_them() {
    let mut broken = Vec::new();
    let crates = crates();
    for (name, src) in &crates {
        let sources = read_sources(src).unwrap();
        let files = sources.iter().filter(|(file, _)| !file.ends_with("tests.rs")).count();
        let order = ORDERS.iter().find(|(known, _)| known == name).map(|(_, order)| order);
        let waits = NO_ORDER_YET.contains(&name.as_str());
        match (order, waits) {
            (Some(_), true) => broken.push(format!("{name} has its order and waits for one")),
            (Some(order), false) => {
                broken.extend(
                    check_folders(order, &sources)
                        .iter()
                        .map(|finding| format!("{name}: {finding}")),
                );
            }
            (None, true) if files <= FILES => {
                broken.push(format!("{name} needs no order and waits for one"))
            }
            (None, false) if files > FILES => {
                broken.push(format!("{name} has {files} files and no order"))
            }
            // A small crate needs no order, but goes in no circle either.
            (None, false) => {
                broken.extend(circles(&sources).iter().map(|finding| format!("{name}: {finding}")))
            }
            (None, true) => {}
        }
    }
    let is_crate = |name: &&str| crates.iter().any(|(known, _)| known == name);
    let unknown = ORDERS
        .iter()
        .map(|(name, _)| *name)
        .chain(NO_ORDER_YET.iter().copied())
        .filter(|name| !is_crate(name));
    broken.extend(unknown.map(|name| format!("{name} is no crate")));
    assert!(broken.is_empty(), "{}\n{} findings", broken.join("\n"), broken.len());
    assert!(repository_root().join("Cargo.toml").exists());
}

fn circles(sources: &[layers::Source]) -> Vec<String> {
    let nothing = Folders { rows: &[], restricted: &[], exceptions: &[] };
    check_folders(&nothing, sources)
        .into_iter()
        .filter(|finding| finding.ends_with("in a circle"))
        .collect()
}
