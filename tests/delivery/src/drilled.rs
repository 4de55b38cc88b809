//! Invented cases from a station to an office, by the program itself: what their citizens were
//! told, and how long it took until the office had read every byte.

use std::io::{Seek, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use kit::place::program_path;
use kit::{Fault, TestResult};

pub const CASES: u32 = 3;
const PATIENCE_S: u32 = 120;

#[derive(Debug)]
pub struct Drilled {
    pub took: Duration,
    /// Cases that got the office's own number while their citizen waited.
    pub official: u32,
    pub cases: u32,
    /// All were acknowledged in time, without anybody's help.
    pub delivered: bool,
    /// The station said, at its end, that the line was never shown as down.
    pub held_line: bool,
    /// The code of what went wrong.
    pub code: Option<String>,
}

/// A drill in a folder of its own; in the same folder again, it goes on with the station's memory.
///
/// # Errors
/// The program is not built or cannot be started.
pub fn drill_cases(folder: &Path, port: u16, page_kib: u32) -> TestResult<Drilled> {
    let begun = Instant::now();
    let mut passphrase = tempfile::tempfile()?;
    passphrase.write_all(b"a passphrase for tests\n")?;
    passphrase.rewind()?;
    let output = Command::new("setpriv")
        .args(["--pdeathsig", "KILL", "--"])
        .arg(program_path("counter")?)
        .args(["--json", "drill", "--seed", "3", "--data"])
        .arg(folder)
        .args(["--office", &format!("http://127.0.0.1:{port}")])
        .args(["--cases", &CASES.to_string(), "--page-kib", &page_kib.to_string()])
        .args(["--wait", &PATIENCE_S.to_string()])
        // Without a keyring, whatever the session has.
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
        .arg("--passphrase-stdin")
        .stdin(passphrase)
        .output()
        .map_err(|error| Fault::NotStarted("counter", error))?;
    let took = begun.elapsed();
    let output_text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines = output_text.lines().filter(|line| line.contains("\"case\":")).collect::<Vec<_>>();
    let official = lines.iter().filter(|line| !line.contains("\"official\":null")).count();
    let notes = String::from_utf8_lossy(&output.stderr);
    let held_line = notes.lines().any(|line| line == "the line was never shown as down");
    let code = output_text.split("\"code\":\"").nth(1).and_then(|rest| rest.split('"').next());
    Ok(Drilled {
        took,
        official: official as u32,
        cases: lines.len() as u32,
        delivered: output.status.success(),
        held_line,
        code: code.map(str::to_owned),
    })
}
