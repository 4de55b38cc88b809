//! Whether a disk after a power cut is one that the program can go on with, and whether all that
//! was said is on it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::Value;

use super::record::Session;
use kit::{Fault, TestResult};

/// What the program found on a disk.
pub struct Seen {
    pub answer: Value,
}

/// A program that opens one folder after the other through the desk (`reopen`).
pub struct Judge {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Judge {
    /// # Errors
    /// It could not be started.
    pub fn start(session: &Session, scratch: &Path) -> TestResult<Self> {
        let mut command = session.program_command("reopen")?;
        // Thousands of desks are opened that will never call anybody: one certificate of this
        // machine's is enough.
        command
            .env("TMPDIR", scratch)
            .env("SSL_CERT_FILE", one_certificate(scratch)?)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| Fault::NotStarted("reopen", error))?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (input, output) = pipes.ok_or_else(|| Fault::wrong("no pipes"))?;
        Ok(Self { child, input, output: BufReader::new(output) })
    }

    /// # Errors
    /// The program died of this folder.
    pub fn open_disk(&mut self, data: &Path) -> TestResult<Seen> {
        writeln!(self.input, "{}", data.display())?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        let answer = serde_json::from_str(&line)
            .map_err(|_| Fault::wrong(format!("the program died of {}", data.display())))?;
        Ok(Seen { answer })
    }
}

fn one_certificate(scratch: &Path) -> TestResult<PathBuf> {
    const END: &str = "-----END CERTIFICATE-----\n";
    let bundle = std::fs::read_to_string("/etc/ssl/certs/ca-certificates.crt")?;
    let first = bundle
        .find(END)
        .map(|at| &bundle[..at + END.len()])
        .ok_or_else(|| Fault::wrong("no certificate"))?;
    let path = scratch.join("one.crt");
    std::fs::write(&path, first)?;
    Ok(path)
}

impl Drop for Judge {
    fn drop(&mut self) {
        // Already gone is as good as killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Seen {
    /// Says nothing about the disk: thousands of openings are much for one session's keyring.
    pub fn keyring_was_away(&self) -> bool {
        let away = |word: &Value| word == "keyring_unavailable";
        away(&self.answer["blocked"]) || away(&self.answer["report"]["database"])
    }

    /// The promise: it opens, nothing in it is damaged, each number is there once, and all that was
    /// said is there.
    ///
    /// # Errors
    /// What is broken.
    pub fn check(&self, said: &[u8]) -> Result<(), String> {
        match self.answer["state"] == "ready" {
            true => check_report(&self.answer["report"], said),
            false => Err(format!("does not open: {}", self.answer["blocked"])),
        }
    }
}

/// The same of a report of `counter verify`.
///
/// # Errors
/// What is broken.
pub fn check_report(report: &Value, said: &[u8]) -> Result<(), String> {
    if report["sound"] != true {
        return Err(format!("not sound: {report}"));
    }
    let (mut numbers, mut events) = (BTreeMap::new(), BTreeMap::new());
    for case in report["cases"].as_array().into_iter().flatten() {
        let Some(number) = case["provisional"].as_str() else { continue };
        events.insert(number.to_owned(), case["events"].as_u64());
        if numbers.insert(number.to_owned(), case["case"].clone()).is_some() {
            return Err(format!("{number} was given twice"));
        }
    }
    for line in String::from_utf8_lossy(said).lines() {
        let line: Value =
            serde_json::from_str(line).map_err(|_| "what was said is no line".to_owned())?;
        if numbers.get(line["number"].as_str().unwrap_or_default()) != Some(&line["case"]) {
            return Err(format!("{} was said and is not there", line["number"]));
        }
        let told = events.get(line["number"].as_str().unwrap_or_default());
        if line["event"].is_string() && told != Some(&Some(1)) {
            return Err(format!("what was asked for of {} is not there", line["number"]));
        }
    }
    Ok(())
}
