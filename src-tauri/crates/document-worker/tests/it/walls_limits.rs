//! What the system lets the worker take: files, output, memory, the processor. Each goes through where
//! its limit is left out.

use crate::walls::{start, try_attack};
use counter_child_pipe::{GREETING, PipeError, VERSION};
use counter_documents::wire::{LIMITS, Role};
use serde_json::json;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};

/// `EMFILE` and `ENOMEM`.
const TOO_MANY_FILES: i64 = 24;
const NO_MEMORY: i64 = 12;
/// `SIGXFSZ`.
const FILE_TOO_LARGE: i32 = 25;
const HALF_GIB: u64 = 512 << 20;

#[tokio::test]
async fn no_further_file_is_open_also_without_the_other_walls() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, "a clerk's own").unwrap();
    let (path, fresh) = (path.to_string_lossy(), folder.path().join("fresh"));
    let fresh = fresh.to_string_lossy();
    let limited = start(Role::Open, &["LimitsAlone"]);
    let bare = start(Role::Open, &["WallsLeftOut"]);
    for (attack, target) in [("OpenFile", &path), ("MakeFile", &fresh)] {
        let outcome = try_attack(&limited, attack, target, true).await;
        assert_eq!(outcome, Ok(Some(TOO_MANY_FILES)), "{attack}");
        let outcome = try_attack(&bare, attack, target, true).await;
        assert_eq!(outcome, Ok(None), "{attack} without walls");
    }
}

/// Whether it lived through writing to a file that was open before the walls, and what is in it.
fn write_output(planted: &str) -> (ExitStatus, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("output");
    let mut command = Command::new(env!("CARGO_BIN_EXE_document-worker"));
    command.arg(Role::Open.argument()).env_clear().env("COUNTER_PLANTED", planted);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(File::create(&path).unwrap());
    let mut worker = command.spawn().unwrap();
    let mut questions = worker.stdin.take().unwrap();
    let attack =
        json!({ "attack_from_inside": "WriteOutput", "target": "a citizen's", "beside": false });
    LIMITS.write_frame(&mut questions, GREETING, VERSION.as_bytes(), &[]).unwrap();
    LIMITS.write_frame(&mut questions, 1, attack.to_string().as_bytes(), &[]).unwrap();
    drop(questions);
    let status = worker.wait_with_output().unwrap().status;
    (status, fs::read_to_string(path).unwrap())
}

#[test]
fn not_a_byte_goes_into_a_file_that_is_open_already() {
    let (status, words) = write_output("");
    assert_eq!((status.signal(), words.as_str()), (Some(FILE_TOO_LARGE), ""));
    let (status, words) = write_output("WallsLeftOut");
    assert_eq!((status.code(), words.as_str()), (Some(0), "a citizen's"));
}

async fn take_memory(role: Role, planted: &[&str], bytes: u64) -> Result<Option<i64>, PipeError> {
    try_attack(&start(role, planted), "TakeMemory", &bytes.to_string(), true).await
}

/// Four GiB, and two for a template of a pack.
#[tokio::test]
async fn memory_has_an_end_and_a_packs_template_has_less() {
    for role in [Role::Open, Role::Typeset] {
        assert_eq!(take_memory(role, &[], 8 * HALF_GIB).await, Ok(Some(NO_MEMORY)), "{role:?}");
        assert_eq!(take_memory(role, &[], 5 * HALF_GIB).await, Ok(None), "{role:?}");
    }
    assert_eq!(take_memory(Role::Template, &[], 4 * HALF_GIB).await, Ok(Some(NO_MEMORY)));
    assert_eq!(take_memory(Role::Template, &[], HALF_GIB).await, Ok(None));
    let endless: &[&str] = &["MemoryWithoutEnd"];
    assert_eq!(take_memory(Role::Template, endless, 8 * HALF_GIB).await, Ok(None));
}

#[tokio::test]
async fn what_runs_on_is_ended_by_the_system() {
    let outcome = try_attack(&start(Role::Open, &["ShortHour"]), "TakeTime", "3", true).await;
    assert_eq!(outcome, Err(PipeError::Ended));
    let outcome = try_attack(&start(Role::Open, &[]), "TakeTime", "3", true).await;
    assert_eq!(outcome, Ok(None), "an hour is not over yet");
}

/// Started with a group of its own where the test is root: what `/proc` has of a process is its
/// user's and group's, and root's once its memory is closed to them.
fn start_apart(command: &mut Command) -> Child {
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        command.gid(65_534);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

fn is_closed_and_end(mut child: Child) -> bool {
    let known = fs::metadata(format!("/proc/{}/limits", child.id())).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    (known.uid(), known.gid()) == (0, 0)
}

#[test]
fn nobody_of_the_same_user_opens_its_memory() {
    for role in [Role::Open, Role::Typeset, Role::Template] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_document-worker"));
        let mut worker = start_apart(command.arg(role.argument()).env_clear());
        // It greets when its walls stand.
        let mut answers = worker.stdout.take().unwrap();
        assert!(LIMITS.read_frame(&mut answers).unwrap().is_some(), "{role:?}");
        assert!(is_closed_and_end(worker), "{role:?}");
    }
    let mut other = start_apart(&mut Command::new("cat"));
    // It says something when it has begun.
    other.stdin.as_mut().unwrap().write_all(b"x").unwrap();
    other.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
    assert!(!is_closed_and_end(other), "one that gives nothing up");
}
