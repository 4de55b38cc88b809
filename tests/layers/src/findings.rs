//! What is wrong with a crate's files when its folders are to be in one order.

use std::collections::BTreeSet;

use super::Source;
use super::modules::{File, Modules};

/// A crate's table.
pub struct Folders {
    /// Each folder, and each file beside `lib.rs`, in order: it may use those before it.
    pub rows: &'static [&'static str],
    /// What only some rows may name: a path from the crate's root (`contract::views`), or a single
    /// word.
    pub restricted: &'static [(&'static str, &'static [&'static str])],
    /// Findings as they are reported. One that no longer occurs is a finding itself, so that the
    /// list only shrinks.
    pub exceptions: &'static [&'static str],
}

/// Everything in these files that the table does not allow.
pub fn check_folders(folders: &Folders, sources: &[Source]) -> Vec<String> {
    let modules = Modules::new(sources);
    let mut findings: BTreeSet<String> = circles(folders, &modules).collect();
    let missing = folders.rows.iter().filter(|row| modules.file(&[(**row).to_owned()]).is_none());
    findings.extend(missing.map(|row| format!("row {row}: no such folder or file")));
    for file in modules.0.iter().filter(|file| !file.module.is_empty()) {
        match position(folders, &file.module) {
            None => findings.extend([format!("{}: not in a row", file.name)]),
            Some(place) => findings.extend(wrong_arrows(folders, &modules, file, place)),
        }
        let forbidden =
            folders.restricted.iter().filter(|(_, rows)| !rows.contains(&file.module[0].as_str()));
        let used = forbidden.filter(|(name, _)| uses(&modules, file, name));
        findings.extend(used.map(|(name, _)| format!("{} names {name}", file.name)));
    }
    let idle = folders.exceptions.iter().filter(|exception| !findings.contains(**exception));
    let idle: Vec<String> =
        idle.map(|exception| format!("exception no longer needed: {exception}")).collect();
    findings
        .into_iter()
        .filter(|finding| !folders.exceptions.contains(&finding.as_str()))
        .chain(idle)
        .collect()
}

fn position(folders: &Folders, path: &[String]) -> Option<usize> {
    folders.rows.iter().position(|row| path.first().is_some_and(|first| first == row))
}

/// Paths to a row after the file's own, and to what only `lib.rs` has.
fn wrong_arrows(folders: &Folders, modules: &Modules, file: &File, place: usize) -> Vec<String> {
    let wrong = modules.targets(file).filter(|path| !path.is_empty()).filter_map(|path| {
        // As far as the folder: what the folder itself exports again is its own affair.
        let is_folder = modules.file(&path[..1]).is_some();
        let path = if is_folder { path } else { modules.follow_exports(&path) };
        match position(folders, &path) {
            Some(target) => {
                (target > place).then(|| format!("{} → {}", file.name, folders.rows[target]))
            }
            None if is_of_root(modules, &path) => {
                Some(format!("{} → lib.rs: {}", file.name, path.join("::")))
            }
            // A module that is in no row is a finding by itself; and what `lib.rs` has of another
            // crate is nobody's.
            None => None,
        }
    });
    wrong.collect()
}

/// Whether `lib.rs` itself defines what the path names. A macro that is exported lies at the root
/// too, wherever it is defined.
fn is_of_root(modules: &Modules, path: &[String]) -> bool {
    let root = modules.file(&[]).filter(|_| modules.module_of(path).is_empty());
    root.is_some_and(|root| {
        let is_export = root.paths.iter().any(|export| export.exported && export.name == path[0]);
        root.words.contains(&path[0]) && !is_export
    })
}

fn uses(modules: &Modules, file: &File, name: &str) -> bool {
    let segments: Vec<String> = name.split("::").map(str::to_owned).collect();
    match segments.as_slice() {
        [word] => file.words.contains(word),
        _ => {
            let mut targets =
                modules.targets(file).flat_map(|path| [modules.follow_exports(&path), path]);
            targets.any(|path| path.starts_with(&segments))
        }
    }
}

/// Files of one folder that reach themselves by its paths; without rows the crate is one folder.
/// Between a module and those that it lies in no arrow counts.
fn circles(folders: &Folders, modules: &Modules) -> impl Iterator<Item = String> {
    let within = |file: &File, target: &[String]| {
        folders.rows.is_empty() || file.module.first() == target.first()
    };
    let arrows = modules.0.iter().map(|file| {
        let targets = modules
            .targets(file)
            .map(|path| modules.module_of(&modules.follow_exports(&path)).to_vec());
        let apart = targets
            .filter(|target| !target.starts_with(&file.module) && !file.module.starts_with(target));
        let neighbours = apart.filter(|target| within(file, target));
        neighbours
            .filter_map(|target| modules.0.iter().position(|file| file.module == target))
            .collect()
    });
    let arrows: Vec<BTreeSet<usize>> = arrows.collect();
    let in_circle = move |from: usize| {
        let (mut reached, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(target) = open.pop() {
            open.extend(arrows[target].iter().filter(|next| reached.insert(**next)));
        }
        reached.contains(&from)
    };
    let files = modules.0.iter().enumerate();
    files
        .filter(move |(at, _)| in_circle(*at))
        .map(|(_, file)| format!("{} is in a circle", file.name))
}
