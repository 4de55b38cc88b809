//! Many disks, judged by as many programs as there are cores.

use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use tempfile::TempDir;

use super::log::Step;
use super::record::Session;
use super::reopen::{Judge, Seen, check_report};
use super::states::{Kind, State, each_state};
use kit::TestResult;

/// What came of it: how many disks were judged, and what was wrong with which.
#[derive(Default)]
pub struct Verdicts {
    pub judged: usize,
    /// Of these, how many by the program itself.
    pub real: usize,
    pub broken: Vec<String>,
}

/// Judges the states of a recording of the kinds wanted, while `wanted` says so; it sees how many
/// were judged and how many are broken so far.
///
/// # Errors
/// A judge could not be started.
pub fn judge_states(
    session: &Session,
    steps: &[Step],
    seed: u64,
    kinds: &[Kind],
    mut wanted: impl FnMut(usize, usize) -> bool,
) -> TestResult<Verdicts> {
    let verdicts = Mutex::new(Verdicts::default());
    let memory = memory_folder()?;
    // Two more than cores: each waits for the keyring now and then.
    let hands = thread::available_parallelism().map_or(2, |cores| cores.get() + 2);
    thread::scope(|scope| -> TestResult {
        let (mut ways, mut judges) = (Vec::new(), Vec::new());
        for n in 0..hands {
            let (sender, states) = sync_channel(2);
            let folder = memory.path().join(format!("state-{n}"));
            let (judge, verdicts) = (Judge::start(session, memory.path())?, &verdicts);
            judges.push(
                scope.spawn(move || judge_stream(session, judge, &states, &folder, verdicts)),
            );
            ways.push(sender);
        }
        let mut turn = 0;
        each_state(steps, seed, |state| {
            let (count, broken) =
                verdicts.lock().map_or((0, 1), |verdicts| (verdicts.judged, verdicts.broken.len()));
            let more = wanted(count, broken);
            if more && kinds.contains(&state.kind) {
                turn += 1;
                send_state(&ways, turn, state);
            }
            more
        });
        drop(ways);
        for judge in judges {
            judge.join().map_err(|_| kit::Fault::wrong("a judge's thread fell over"))??;
        }
        Ok(())
    })?;
    verdicts.into_inner().map_err(|_| kit::Fault::wrong("the verdicts are lost"))
}

/// Where what is synced costs no disk's time, if there is such a place: these disks are built to be
/// looked at once.
fn memory_folder() -> std::io::Result<TempDir> {
    let shared = Path::new("/dev/shm");
    if shared.is_dir() { tempfile::tempdir_in(shared) } else { tempfile::tempdir() }
}

fn send_state(ways: &[SyncSender<State>], turn: usize, state: State) {
    // A judge that has gone tells why where it is joined.
    let _ = ways[turn % ways.len()].send(state);
}

/// Of so many disks one is read by the program itself; and of so many of those it goes on with one.
const READ: usize = 25;
const GOES_ON: usize = 20;

fn judge_stream(
    session: &Session,
    mut judge: Judge,
    states: &Receiver<State>,
    folder: &Path,
    verdicts: &Mutex<Verdicts>,
) -> TestResult {
    let scratch = folder.parent().unwrap_or(folder);
    for (n, state) in states.iter().enumerate() {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        state.disk.lay_out(folder)?;
        let mut view = judge.open_disk(folder);
        for _ in 0..3 {
            if view.as_ref().is_ok_and(Seen::keyring_was_away) {
                session.revive_keyring()?;
                judge = Judge::start(session, scratch)?;
                view = judge.open_disk(folder);
            }
        }
        let verdict =
            view.map_err(|fault| fault.to_string()).and_then(|view| view.check(&state.said));
        let verdict = match verdict {
            Ok(()) if n % READ == 0 => {
                read_by_program(session, folder, &state.said, n / READ % GOES_ON == 1)
            }
            other => other,
        };
        let Ok(mut verdicts) = verdicts.lock() else { break };
        verdicts.judged += 1;
        verdicts.real += usize::from(n % READ == 0);
        if let Err(what) = verdict {
            verdicts
                .broken
                .push(format!("after step {}, {:?}: {what}", state.boundary, state.kind));
        }
    }
    Ok(())
}

/// `counter verify` finds all that was said; or `counter drill` first takes in one more case on
/// this disk.
fn read_by_program(
    session: &Session,
    folder: &Path,
    output_text: &[u8],
    goes_on: bool,
) -> Result<(), String> {
    let mut output_text = output_text.to_vec();
    if goes_on {
        let one_case = ["--page-kib", "4", "--cases", "1", "--seed", "9", "--data"];
        let arguments = [&["drill", "--offline", "--json"], &one_case[..]].concat();
        let drilled = run_with_keyring(session, folder, &arguments)?;
        output_text.extend(&drilled.stdout);
        if !drilled.status.success() {
            return Err(format!(
                "takes in no further case: {}",
                String::from_utf8_lossy(&drilled.stdout)
            ));
        }
    }
    let verified = run_with_keyring(session, folder, &["verify", "--json"])?;
    let output = if verified.stdout.is_empty() { verified.stderr } else { verified.stdout };
    let report: serde_json::Value =
        serde_json::from_slice(&output).map_err(|_| "verify said nothing".to_owned())?;
    check_report(&report, &output_text)
}

/// Thousands of openings are much for one session's keyring, and a busy machine's may not answer in
/// time. Without it the program opens nothing and writes nothing, so it can be asked again.
fn run_with_keyring(
    session: &Session,
    folder: &Path,
    arguments: &[&str],
) -> Result<Output, String> {
    for _ in 0..5 {
        session.revive_keyring().map_err(|fault| fault.to_string())?;
        let mut command = session.program_command("counter").map_err(|fault| fault.to_string())?;
        let output =
            command.args(arguments).arg(folder).output().map_err(|error| error.to_string())?;
        if !says_keyring_unavailable(&output) {
            return Ok(output);
        }
    }
    Err("the keyring never answered".to_owned())
}

/// Whether that is all that the program says: an answer of one object with this code.
fn says_keyring_unavailable(output: &Output) -> bool {
    [&output.stdout, &output.stderr].into_iter().any(|text| {
        serde_json::from_slice::<serde_json::Value>(text)
            .is_ok_and(|answer| answer["code"] == "keyring_unavailable")
    })
}
