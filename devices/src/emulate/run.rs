//! Running an emulated reader until its process is ended, or until whoever started it is.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::control;
use super::reader::{Answer, Desk};
use super::scenario::Scenario;
use super::terminal::Line;
use crate::reader::frame::{self, HEADER, PREAMBLE};

/// The desk and the cable, shared with the control socket.
pub(super) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

pub(super) struct State {
    pub desk: Desk,
    /// What the cable should be.
    wanted: bool,
    /// What it is.
    plugged: bool,
}

impl Shared {
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Pulls or plugs the cable; returns when that has happened.
    pub fn plug(&self, wanted: bool) {
        let mut state = self.lock();
        state.wanted = wanted;
        self.changed.notify_all();
        while state.plugged != wanted {
            state = self.wait(state);
        }
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    fn set_plugged(&self, plugged: bool) {
        self.lock().plugged = plugged;
        self.changed.notify_all();
    }

    fn wait_until_wanted(&self) {
        let mut state = self.lock();
        while !state.wanted {
            state = self.wait(state);
        }
    }

    fn is_wanted(&self) -> bool {
        self.lock().wanted
    }
}

/// The terminal's path is printed, one line each time the cable is plugged in. With `with_parent`
/// the emulator ends when its standard input does.
pub fn run(scenario: Scenario, link: Option<&Path>, control: Option<PathBuf>, with_parent: bool) -> io::Result<()> {
    let shared = Arc::new(Shared {
        state: Mutex::new(State { desk: Desk::new(scenario), wanted: true, plugged: false }),
        changed: Condvar::new(),
    });
    if let Some(path) = control.as_deref() {
        control::listen(path, Arc::clone(&shared))?;
    }
    if with_parent {
        let files = [link.map(Path::to_owned), control];
        std::thread::spawn(move || end_with_parent(&files));
    }
    loop {
        shared.wait_until_wanted();
        let line = Line::open(link)?;
        shared.set_plugged(true);
        // Whoever started this may not care for the path.
        let _ = writeln!(io::stdout(), "{}", line.path().display());
        converse(&line, &shared)?;
        drop(line);
        shared.set_plugged(false);
    }
}

fn end_with_parent(files: &[Option<PathBuf>]) {
    let mut sink = [0; 64];
    while matches!(io::stdin().read(&mut sink), Ok(1..)) {}
    for file in files.iter().flatten() {
        let _ = std::fs::remove_file(file);
    }
    std::process::exit(0);
}

/// Requests and replies until the cable is pulled.
fn converse(line: &Line, shared: &Shared) -> io::Result<()> {
    let mut incoming = Vec::new();
    while shared.is_wanted() {
        line.receive(&mut incoming)?;
        while let Some(request) = next_request(&mut incoming) {
            let (answer, speed) = {
                let mut state = shared.lock();
                let speed = state.desk.speed();
                if line.speed() != speed {
                    // At another speed these bytes would have been noise.
                    continue;
                }
                let answer = match request {
                    Ok(content) => state.desk.answer(&content),
                    Err(()) => Answer::Send(frame::reply(frame::DAMAGED, &[])),
                };
                (answer, speed)
            };
            match answer {
                Answer::Nothing => {}
                Answer::Send(bytes) => line.send(&bytes, speed, || shared.is_wanted())?,
                Answer::SendAndUnplug(bytes) => {
                    line.send(&bytes, speed, || shared.is_wanted())?;
                    shared.lock().wanted = false;
                }
            }
        }
    }
    Ok(())
}

/// Takes the next whole request out of what came in: its content, or that its check byte is wrong.
fn next_request(incoming: &mut Vec<u8>) -> Option<Result<Vec<u8>, ()>> {
    let start = incoming.windows(PREAMBLE.len()).position(|bytes| bytes == PREAMBLE)?;
    incoming.drain(..start);
    let header: [u8; HEADER] = *incoming.first_chunk()?;
    let Some(length) = frame::following(&header) else {
        incoming.drain(..HEADER);
        return Some(Err(()));
    };
    if incoming.len() < HEADER + length {
        return None;
    }
    let request: Vec<u8> = incoming.drain(..HEADER + length).collect();
    Some(frame::content(&header, &request[HEADER..]).map(<[u8]>::to_vec).map_err(drop))
}
