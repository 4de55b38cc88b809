//! The worker's death and its silence: each is told, and the next call has a new worker.

use crate::samples::{encoded, list, paper};
use crate::worker;
use counter_child_pipe::{GREETING, VERSION};
use counter_documents::wire::{LIMITS, Request};
use counter_documents::{DocumentError, Worker};
use image::ImageFormat;
use rustix::process::{Pid, Signal, kill_process};
use std::process::{Command, Stdio};
use std::time::Duration;

fn signal(worker: &Worker, signal: Signal) {
    send_signal(worker.process_id(), signal);
}

fn send_signal(process: Option<u32>, signal: Signal) {
    let number = process.and_then(|number| i32::try_from(number).ok()).unwrap();
    kill_process(Pid::from_raw(number).unwrap(), signal).unwrap();
    // The kernel stops each thread when it next runs: until then one of them can still answer.
    while signal == Signal::STOP && !is_stopped(number) {
        std::thread::yield_now();
    }
}

/// Whether every thread of the process is in state `T` (proc(5), the field after the name).
fn is_stopped(process: i32) -> bool {
    std::fs::read_dir(format!("/proc/{process}/task")).unwrap().all(|thread| {
        std::fs::read_to_string(thread.unwrap().path().join("stat"))
            .is_ok_and(|stat| stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('T')))
    })
}

fn png() -> Vec<u8> {
    encoded(&paper(30, 20), ImageFormat::Png)
}

#[tokio::test]
async fn killed_half_way_it_is_reported_and_replaced() {
    let worker = worker();
    let typeset = list();
    worker.typeset_sheet(&typeset).await.unwrap();
    let first = worker.typesetter_id();
    // Stopped, it takes the request and cannot have answered when it is killed.
    send_signal(first, Signal::STOP);
    let outcome = tokio::select! {
        biased;
        outcome = worker.typeset_sheet(&typeset) => outcome,
        () = async { send_signal(first,
            Signal::KILL); std::future::pending().await } => unreachable!(),
    };
    assert_eq!(outcome.unwrap_err(), DocumentError::WorkerDied);
    assert!(worker.typeset_sheet(&typeset).await.is_ok());
    assert_ne!(worker.typesetter_id(), first);
}

#[tokio::test]
async fn killed_over_a_file_it_is_the_file_that_is_told() {
    let worker = worker();
    worker.inspect_file("case", png()).await.unwrap();
    signal(&worker, Signal::STOP);
    let outcome = tokio::select! {
        biased;
        outcome = worker.open_file("case", png()) => outcome,
        () = async { signal(&worker,
            Signal::KILL); std::future::pending().await } => unreachable!(),
    };
    assert_eq!(outcome.unwrap_err(), DocumentError::StopsWorker);
    // It may have had another cause: once more it is tried.
    assert_eq!(worker.open_file("case", png()).await.unwrap()[0].pages, 1);
}

#[tokio::test]
async fn silent_it_is_ended_and_replaced() {
    let worker =
        Worker::with_patience(env!("CARGO_BIN_EXE_document-worker").into(), Duration::from_secs(2));
    worker.inspect_file("case", png()).await.unwrap();
    signal(&worker, Signal::STOP);
    assert_eq!(worker.inspect_file("case", png()).await.unwrap_err(), DocumentError::TimedOut);
    assert_eq!(worker.inspect_file("case", png()).await.unwrap().width, 30);
}

#[tokio::test]
async fn the_next_owners_files_meet_another_process() {
    let worker = worker();
    worker.inspect_file("case 1", png()).await.unwrap();
    let first = worker.process_id();
    worker.open_file("case 1", png()).await.unwrap();
    assert_eq!(worker.process_id(), first);
    worker.inspect_file("case 2", png()).await.unwrap();
    assert_ne!(worker.process_id(), first);
    let place = format!("/proc/{}", first.unwrap());
    let gone = async {
        while std::path::Path::new(&place).exists() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(20), gone).await.is_ok());
}

#[tokio::test]
async fn a_call_given_up_leaves_no_answer_for_the_next() {
    let worker = worker();
    worker.inspect_file("case", png()).await.unwrap();
    signal(&worker, Signal::STOP);
    tokio::select! {
        biased;
        outcome = worker.inspect_file("case", encoded(&paper(50, 50),
            ImageFormat::Png)) => panic!("{outcome:?}"),
        () = tokio::task::yield_now() => {}
    }
    assert_eq!(worker.inspect_file("case", png()).await.unwrap().width, 30);
}

#[tokio::test]
async fn dead_between_calls_it_is_replaced_unnoticed() {
    let worker = worker();
    worker.inspect_file("case", png()).await.unwrap();
    signal(&worker, Signal::KILL);
    // The system needs a moment to take a killed process down; a call in that moment may report it.
    let mut outcome = worker.inspect_file("case", png()).await;
    if outcome == Err(DocumentError::StopsWorker) {
        outcome = worker.inspect_file("case", png()).await;
    }
    assert_eq!(outcome.unwrap().width, 30);
}

/// A parent that an update left behind: it says its version and asks at once. One from before
/// there were roles names none.
#[test]
fn a_parent_of_another_version_hears_of_this_one_and_nothing_more() {
    for words in [[].as_slice(), &["--open"], &["--another-role"]] {
        hear_greeting(words);
    }
}

fn hear_greeting(words: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_document-worker"));
    command.args(words);
    let mut worker = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut questions = worker.stdin.take().unwrap();
    let asked = serde_json::to_vec(&Request::Tools).unwrap();
    LIMITS.write_frame(&mut questions, GREETING, b"\"0.0.0\"", &[]).unwrap();
    // It may be gone by then.
    let _ = LIMITS.write_frame(&mut questions, 1, &asked, &[]);
    // By itself: its input is still open.
    let output = worker.wait_with_output().unwrap();
    drop(questions);
    let mut said = output.stdout.as_slice();
    let greeting = LIMITS.read_frame(&mut said).unwrap().unwrap();
    assert_eq!(
        (greeting.call, greeting.header.as_slice()),
        (GREETING, VERSION.as_bytes()),
        "{words:?}"
    );
    assert!(said.is_empty() && output.status.success(), "{words:?}");
}
