//! Many disks, judged by as many programs as there are cores.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use tempfile::TempDir;

use super::log::Step;
use super::record::Session;
use super::reopen::{Judge, Seen, keeps};
use super::states::{Kind, State, states};
use kit::Told;

/// What came of it: how many disks were judged, and what was wrong with which.
#[derive(Default)]
pub struct Verdicts {
    pub judged: usize,
    /// Of these, how many by the program itself.
    pub real: usize,
    pub broken: Vec<String>,
}

/// Judges the states of a recording of the kinds wanted, while `wanted` says so; it sees how many were judged and how many
/// are broken so far.
///
/// # Errors
/// A judge could not be started.
pub fn judged(
    session: &Session,
    steps: &[Step],
    seed: u64,
    kinds: &[Kind],
    mut wanted: impl FnMut(usize, usize) -> bool,
) -> Told<Verdicts> {
    let verdicts = Mutex::new(Verdicts::default());
    let memory = in_memory()?;
    // Two more than cores: each waits for the keyring now and then.
    let hands = thread::available_parallelism().map_or(2, |cores| cores.get() + 2);
    thread::scope(|scope| -> Told {
        let (mut ways, mut judges) = (Vec::new(), Vec::new());
        for n in 0..hands {
            let (way, states) = sync_channel(2);
            let folder = memory.path().join(format!("state-{n}"));
            let (judge, verdicts) = (Judge::start(session, memory.path())?, &verdicts);
            judges.push(scope.spawn(move || sit(session, judge, &states, &folder, verdicts)));
            ways.push(way);
        }
        let mut turn = 0;
        states(steps, seed, |state| {
            let (judged, broken) = verdicts.lock().map_or((0, 1), |all| (all.judged, all.broken.len()));
            let more = wanted(judged, broken);
            if more && kinds.contains(&state.kind) {
                turn += 1;
                hand_over(&ways, turn, state);
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

/// Where what is synced costs no disk's time, if there is such a place: these disks are built to be looked at once.
fn in_memory() -> std::io::Result<TempDir> {
    let shared = Path::new("/dev/shm");
    if shared.is_dir() { tempfile::tempdir_in(shared) } else { tempfile::tempdir() }
}

fn hand_over(ways: &[SyncSender<State>], turn: usize, state: State) {
    // A judge that has gone tells why where it is joined.
    let _ = ways[turn % ways.len()].send(state);
}

/// Of so many disks one is read by the program itself; and of so many of those it goes on with one.
const READ: usize = 25;
const GOES_ON: usize = 20;

fn sit(
    session: &Session,
    mut judge: Judge,
    states: &Receiver<State>,
    folder: &Path,
    verdicts: &Mutex<Verdicts>,
) -> Told {
    let scratch = folder.parent().unwrap_or(folder);
    for (n, state) in states.iter().enumerate() {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        state.disk.lay_out(folder)?;
        let mut seen = judge.look(folder);
        for _ in 0..3 {
            if seen.as_ref().is_ok_and(Seen::keyring_was_away) {
                session.revive_keyring()?;
                judge = Judge::start(session, scratch)?;
                seen = judge.look(folder);
            }
        }
        let found = seen.map_err(|fault| fault.to_string()).and_then(|seen| seen.keeps(&state.said));
        let found = match found {
            Ok(()) if n % READ == 0 => by_itself(session, folder, &state.said, n / READ % GOES_ON == 1),
            other => other,
        };
        let Ok(mut verdicts) = verdicts.lock() else { break };
        verdicts.judged += 1;
        verdicts.real += usize::from(n % READ == 0);
        if let Err(what) = found {
            verdicts.broken.push(format!("after step {}, {:?}: {what}", state.boundary, state.kind));
        }
    }
    Ok(())
}

/// `counter verify` finds all that was said; or `counter drill` first takes in one more case on this disk.
fn by_itself(session: &Session, folder: &Path, said: &[u8], goes_on: bool) -> Result<(), String> {
    let run = |arguments: &[&str]| {
        let command = session.command("counter").map(|mut command| command.args(arguments).arg(folder).output());
        command.map_err(|fault| fault.to_string())?.map_err(|error| error.to_string())
    };
    let mut said = said.to_vec();
    if goes_on {
        let drilled =
            run(&["drill", "--offline", "--json", "--page-kib", "4", "--cases", "1", "--seed", "9", "--data"])?;
        said.extend(&drilled.stdout);
        if !drilled.status.success() {
            return Err(format!("takes in no further case: {}", String::from_utf8_lossy(&drilled.stdout)));
        }
    }
    // A busy machine's keyring may not answer in time.
    for _ in 0..5 {
        session.revive_keyring().map_err(|fault| fault.to_string())?;
        let verified = run(&["verify", "--json"])?;
        let told = if verified.stdout.is_empty() { verified.stderr } else { verified.stdout };
        let report: serde_json::Value = serde_json::from_slice(&told).map_err(|_| "verify said nothing".to_owned())?;
        if report["code"] != "keyring_unavailable" {
            return keeps(&report, &said);
        }
    }
    Err("the keyring never answered".to_owned())
}
