//! Many disks, judged by as many programs as there are cores.

use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::log::Step;
use super::record::Session;
use super::reopen::Judge;
use super::states::{State, states};
use crate::Told;

/// What came of it: how many disks were judged, and what was wrong with which.
#[derive(Default)]
pub struct Verdicts {
    pub judged: usize,
    pub broken: Vec<String>,
}

/// Judges the states of a recording for which `wanted` says so; it sees how many were judged and how many are broken so far.
///
/// # Errors
/// A judge could not be started.
pub fn judged(
    session: &Session,
    steps: &[Step],
    seed: u64,
    mut wanted: impl FnMut(&State, usize, usize) -> bool,
) -> Told<Verdicts> {
    let verdicts = Mutex::new(Verdicts::default());
    let hands = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| -> Told {
        let (mut ways, mut judges) = (Vec::new(), Vec::new());
        for n in 0..hands {
            let (way, states) = sync_channel(2);
            let folder = session.under(&format!("state-{n}"));
            let (judge, verdicts) = (Judge::start(session)?, &verdicts);
            judges.push(scope.spawn(move || sit(judge, &states, &folder, verdicts)));
            ways.push(way);
        }
        let mut turn = 0;
        states(steps, seed, |state| {
            let (judged, broken) = verdicts.lock().map_or((0, 1), |all| (all.judged, all.broken.len()));
            if wanted(&state, judged, broken) {
                turn += 1;
                hand_over(&ways, turn, state);
            }
        });
        drop(ways);
        for judge in judges {
            judge.join().map_err(|_| crate::Fault::wrong("a judge's thread fell over"))??;
        }
        Ok(())
    })?;
    verdicts.into_inner().map_err(|_| crate::Fault::wrong("the verdicts are lost"))
}

fn hand_over(ways: &[SyncSender<State>], turn: usize, state: State) {
    // A judge that has gone tells why where it is joined.
    let _ = ways[turn % ways.len()].send(state);
}

fn sit(mut judge: Judge, states: &Receiver<State>, folder: &PathBuf, verdicts: &Mutex<Verdicts>) -> Told {
    for state in states {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        state.disk.lay_out(folder)?;
        let found = judge.look(folder).map_err(|fault| fault.to_string()).and_then(|seen| seen.keeps(&state.said));
        let Ok(mut verdicts) = verdicts.lock() else { break };
        verdicts.judged += 1;
        if let Err(what) = found {
            verdicts.broken.push(format!("after step {}, {:?}: {what}", state.boundary, state.kind));
        }
    }
    Ok(())
}
