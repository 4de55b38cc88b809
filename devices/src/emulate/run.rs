//! Running an emulated reader until its process is ended, or until whoever started it is.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::control;
use super::reader::Answer;
use super::scenario::Scenario;
use super::shared::SharedReader;
use super::terminal::TerminalLine;
use crate::reader::frame::{self, HEADER, PREAMBLE};

/// The terminal's path is printed, one line each time the cable is plugged in. With `with_parent`
/// the emulator ends when its standard input does.
pub fn run_reader(
    scenario: Scenario,
    link: Option<&Path>,
    control: Option<PathBuf>,
    with_parent: bool,
) -> io::Result<()> {
    let shared = Arc::new(SharedReader::new(scenario));
    if let Some(path) = control.as_deref() {
        control::listen_on(path, Arc::clone(&shared))?;
    }
    if with_parent {
        let files = [link.map(Path::to_owned), control];
        std::thread::spawn(move || end_with_parent(&files));
    }
    loop {
        shared.wait_until_plug_in();
        let line = TerminalLine::open_link(link)?;
        shared.set_plugged(true);
        // Whoever started this may not care for the path.
        let _ = writeln!(io::stdout(), "{}", line.terminal_path().display());
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
fn converse(line: &TerminalLine, shared: &SharedReader) -> io::Result<()> {
    let mut incoming = Vec::new();
    while shared.should_be_plugged() {
        line.receive_bytes(&mut incoming)?;
        while let Some(request) = next_request(&mut incoming) {
            let (answer, speed) = {
                let mut state = shared.lock_state();
                let speed = state.reader.baud_rate();
                if line.baud_rate() != speed {
                    // At another speed these bytes would have been noise.
                    continue;
                }
                let answer = match request {
                    Ok(content) => state.reader.answer_request(&content),
                    Err(()) => Answer::Send(frame::encode_reply(frame::DAMAGED, &[])),
                };
                (answer, speed)
            };
            match answer {
                Answer::Nothing => {}
                Answer::Send(bytes) => {
                    line.send_bytes(&bytes, speed, || shared.should_be_plugged())?
                }
                Answer::SendAndUnplug(bytes) => {
                    line.send_bytes(&bytes, speed, || shared.should_be_plugged())?;
                    drop(shared.request_cable(false));
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
    let Some(length) = frame::remaining_length(&header) else {
        incoming.drain(..HEADER);
        return Some(Err(()));
    };
    if incoming.len() < HEADER + length {
        return None;
    }
    let request: Vec<u8> = incoming.drain(..HEADER + length).skip(HEADER).collect();
    Some(frame::frame_content(&header, &request).map(<[u8]>::to_vec).map_err(drop))
}
