//! Every kept input through the function that it was found for: no nightly, no fuzzer.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use replay::{TARGETS, close_place};

/// As the document worker works with.
const STACK: usize = 64 * 1024 * 1024;

fn list_folder(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|_| panic!("{}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// On one thread, since the PDF library is entered from one. Each input is named before it is read:
/// with `--nocapture` also the one that kills the whole program.
#[test]
fn every_kept_input_is_answered() {
    let work = thread::Builder::new().stack_size(STACK).spawn(replay_inputs).unwrap();
    assert!(work.join().is_ok(), "an input was not answered");
}

fn replay_inputs() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    let mut folders = Vec::new();
    for (name, run) in TARGETS {
        let folder = corpus.join(name);
        let inputs = list_folder(&folder);
        assert!(inputs.len() > 1, "{name} has its seeds");
        for input in inputs {
            println!("{}", input.display());
            run(&fs::read(&input).unwrap());
        }
        folders.push(folder);
    }
    close_place();
    folders.sort();
    assert_eq!(list_folder(&corpus), folders, "each folder is a target's");
}

#[test]
fn each_target_is_fuzzed() {
    let targets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/fuzz_targets");
    let stem = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    let fuzzed: Vec<String> = list_folder(&targets).iter().map(stem).collect();
    let mut named: Vec<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    named.sort();
    assert_eq!(fuzzed, named, "each target is fuzzed");
}

/// The questions of the office's client, by its source, and those that the target asks.
#[test]
fn each_question_of_the_client_is_asked() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(here.join(path)).unwrap();
    let client = read("../../src-tauri/crates/backoffice/src/client.rs");
    let target = read("src/office.rs");
    let questions = client.split("pub async fn ").skip(1).map(|rest| rest.split('(').next());
    let questions: Vec<&str> = questions.map(Option::unwrap).collect();
    assert!(questions.len() > 30, "{questions:?}");
    let is_asked = |question: &&str| target.contains(&format!("client.{question}("));
    let unasked: Vec<&str> = questions.into_iter().filter(|question| !is_asked(question)).collect();
    assert_eq!(unasked, Vec::<&str>::new());
}
