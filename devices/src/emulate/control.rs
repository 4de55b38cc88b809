//! A Unix socket by which a test moves cards and cables: one command a line, one answer a line.
//! `place ID`, `lift`, `in_turn`, `unplug`, `replug`; the answer is `ok` or `no`.

use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::Arc;

use super::shared::SharedReader;

pub fn listen_on(path: &Path, shared: Arc<SharedReader>) -> io::Result<()> {
    // A socket left by an emulator that was killed; anything else in its place is an error below.
    if UnixStream::connect(path).is_err() && path.exists() {
        std::fs::remove_file(path)?;
    }
    let listener = UnixListener::bind(path)?;
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let shared = Arc::clone(&shared);
            // A caller that hangs up in the middle is its own affair.
            std::thread::spawn(move || drop(converse(&stream, &shared)));
        }
    });
    Ok(())
}

fn converse(stream: &UnixStream, shared: &SharedReader) -> io::Result<()> {
    let mut to = stream;
    for line in BufReader::new(stream).lines() {
        let answer = if obey(line?.trim(), shared) { "ok" } else { "no" };
        writeln!(to, "{answer}")?;
    }
    Ok(())
}

fn obey(line: &str, shared: &SharedReader) -> bool {
    match line.split_once(' ').unwrap_or((line, "")) {
        ("place", id) => return shared.lock_state().reader.place_card(id),
        ("lift", "") => shared.lock_state().reader.lift_card(),
        ("in_turn", "") => shared.lock_state().reader.take_in_turn(),
        ("unplug", "") => shared.move_cable(false),
        ("replug", "") => shared.move_cable(true),
        _ => return false,
    }
    true
}
