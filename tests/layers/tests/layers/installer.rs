//! What packs and tries the release runs seldom and for long: here it is read by its own tools, and
//! what it calls is held against what is there.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use layers::{files_below, repository_root};

fn scripts(ending: &str) -> Vec<PathBuf> {
    let files = files_below(&repository_root().join("installer")).unwrap();
    files.into_iter().filter(|path| path.extension().is_some_and(|found| found == ending)).collect()
}

/// What the program said where it was not content.
fn complain(program: &str, words: &[&str], file: &Path) -> Option<String> {
    let said = Command::new(program).args(words).arg(file).output().unwrap();
    let complaint = String::from_utf8_lossy(&said.stderr).into_owned();
    (!said.status.success()).then(|| format!("{}: {complaint}", file.display()))
}

#[test]
fn every_script_of_the_installer_is_read_by_its_shell() {
    const READS: &str = "import ast, sys; ast.parse(open(sys.argv[1], encoding='utf-8').read())";
    let (shell, python) = (scripts("sh"), scripts("py"));
    assert!(shell.len() >= 8 && python.len() >= 10, "{shell:?} {python:?}");
    let complaints = shell.iter().filter_map(|file| complain("bash", &["-n"], file));
    let complaints: Vec<String> = complaints
        .chain(python.iter().filter_map(|file| complain("python3", &["-c", READS], file)))
        .collect();
    assert_eq!(complaints, Vec::<String>::new());
}

/// Each word of development is found where it is planted, and the sources name some still.
#[test]
fn the_words_of_development_are_found_where_they_are_planted() {
    let said = Command::new("python3")
        .arg(repository_root().join("installer/package.py"))
        .arg("test")
        // No folder is left beside the sources.
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
}

/// Lines of a script or recipe that call another script of the installer: which.
fn called_scripts(text: &str) -> impl Iterator<Item = &str> {
    let after = text.split("installer/").skip(1);
    after.filter_map(|rest| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || "-_.".contains(c)))?;
        let name = rest.get(..end)?;
        (name.ends_with(".sh") || name.ends_with(".py")).then_some(name)
    })
}

#[test]
fn what_is_tried_with_a_release_is_there_and_may_be_run() {
    let root = repository_root();
    let makefile = std::fs::read_to_string(root.join("Makefile")).unwrap();
    let called: Vec<&str> = called_scripts(&makefile).collect();
    for script in ["try-root.sh", "try-office.sh", "try-rpm.sh", "try-upgrade.sh", "try-updates.sh"]
    {
        assert!(called.contains(&script), "make test-release does not call {script}");
    }
    let is_program = |name: &&str| {
        let file = std::fs::metadata(root.join("installer").join(name));
        file.is_ok_and(|file| file.permissions().mode() & 0o111 != 0)
    };
    let missing: Vec<&str> = called.into_iter().filter(|name| !is_program(name)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// What a fault of one command or request costs (`a_fault_in_one_command_costs_that_one`) hangs on it.
#[test]
fn what_is_shipped_unwinds() {
    let manifest = std::fs::read_to_string(repository_root().join("Cargo.toml")).unwrap();
    let (_, profile) = manifest.split_once("\n[profile.release]\n").unwrap();
    let profile = profile.split("\n[").next().unwrap_or_default();
    assert!(!profile.contains("panic") && !profile.contains("debug-assertions"), "{profile}");
}

/// Names of tests behind `STORIES :=`, to the end of its last line.
fn named_stories(makefile: &str) -> Vec<&str> {
    let names = makefile.split("STORIES :=").nth(1).unwrap_or_default();
    let end = names.match_indices('\n').find(|(at, _)| !names[..*at].ends_with('\\'));
    let names = end.map_or(names, |(at, _)| &names[..at]);
    names.split_whitespace().filter(|word| *word != "\\").collect()
}

/// A filter that names no test lets all of them pass by.
#[test]
fn the_stories_of_a_release_exist() {
    let root = repository_root();
    let makefile = std::fs::read_to_string(root.join("Makefile")).unwrap();
    let stories = std::fs::read_to_string(root.join("tests/stories/tests/stories.rs")).unwrap();
    let named = named_stories(&makefile);
    assert_eq!(named.len(), 3, "{named:?}");
    let missing = named.into_iter().filter(|name| !stories.contains(&format!("fn {name}()")));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&str>::new());
}

/// Where each line of a package's list of files comes from.
fn listed_sources(list: &str) -> impl Iterator<Item = &str> {
    let lines = list.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.filter_map(|line| line.split_whitespace().next())
}

/// What is built or made for a package (`@…`) its maker finds missing by itself.
#[test]
fn what_a_package_takes_from_the_sources_is_there() {
    let root = repository_root();
    for kind in ["workstation", "office"] {
        let list =
            std::fs::read_to_string(root.join("installer").join(kind).join("files")).unwrap();
        let sources: Vec<&str> =
            listed_sources(&list).filter(|source| !source.starts_with('@')).collect();
        assert!(sources.len() >= 5, "{kind}: {sources:?}");
        let missing = sources.into_iter().filter(|source| !root.join(source).is_file());
        assert_eq!(missing.collect::<Vec<_>>(), Vec::<&str>::new(), "{kind}");
    }
}
