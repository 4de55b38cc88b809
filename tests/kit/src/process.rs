//! A program that a story started. It ends with the story, however the story ends.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::{Fault, TestResult};

pub struct Running {
    child: Child,
}

impl Running {
    /// `setpriv` ties its life to ours: a test run that is killed leaves nothing behind.
    pub fn start(program: &'static str, arrange: impl FnOnce(&mut Command)) -> TestResult<Self> {
        Self::start_at(program, program, arrange)
    }

    /// As [`Running::start`], for a program that is not on the path.
    pub fn start_at(
        program: &'static str,
        path: impl AsRef<OsStr>,
        arrange: impl FnOnce(&mut Command),
    ) -> TestResult<Self> {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--"]).arg(path);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        arrange(&mut command);
        let child = command.spawn().map_err(|error| Fault::NotStarted(program, error))?;
        Ok(Self { child })
    }

    /// The first line it says, for programs that announce an address that way.
    pub fn first_line(&mut self, program: &'static str) -> TestResult<String> {
        let mut line = String::new();
        if let Some(output) = self.child.stdout.take() {
            BufReader::new(output)
                .read_line(&mut line)
                .map_err(|error| Fault::NotStarted(program, error))?;
        }
        match line.trim() {
            "" => Err(Fault::NotStarted(program, std::io::ErrorKind::UnexpectedEof.into())),
            said => Ok(said.to_owned()),
        }
    }

    /// `setpriv` becomes the program, so this is the program's own number.
    pub fn send_signal(&self, signal: &str) -> TestResult {
        let process = self.child.id().to_string();
        match Command::new("kill").args([signal, &process]).status()?.success() {
            true => Ok(()),
            false => Err(Fault::wrong(format!("{signal} did not reach its program"))),
        }
    }

    pub fn is_over(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    pub fn stdin(&mut self) -> Option<std::process::ChildStdin> {
        self.child.stdin.take()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Already gone is as good as killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A process as `/proc` shows it.
struct Seen {
    number: u32,
    parent: u32,
    program: PathBuf,
    environment: Vec<u8>,
}

/// None of one that is over. To anybody but root a program that keeps its memory to itself shows
/// neither its variables nor its file; then its first word is its file.
fn look_at(entry: &std::fs::DirEntry) -> Option<Seen> {
    let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
    // After the name, which ends with the last bracket: state, parent.
    let parent = stat.rsplit(')').next()?.split_whitespace().nth(1)?.parse().ok()?;
    Some(Seen {
        number: entry.file_name().to_str()?.parse().ok()?,
        parent,
        program: std::fs::read_link(entry.path().join("exe"))
            .ok()
            .or_else(|| read_first_word(&entry.path().join("cmdline")))?,
        environment: std::fs::read(entry.path().join("environ")).unwrap_or_default(),
    })
}

fn read_first_word(file: &Path) -> Option<PathBuf> {
    let words = std::fs::read(file).ok()?;
    let first = words.split(|byte| *byte == 0).next().filter(|word| !word.is_empty())?;
    Some(PathBuf::from(String::from_utf8_lossy(first).into_owned()))
}

/// Every process that runs in this home folder, with its program. Only those are ours to kill. One
/// that shows no variable is there with its parent.
pub fn processes_in(home: &Path) -> Vec<(u32, PathBuf)> {
    let mark = format!("COUNTER_HOME={}", home.display());
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let seen: Vec<Seen> = entries.filter_map(|entry| look_at(&entry)).collect();
    let bears_mark = |process: &Seen| {
        let mut variables = process.environment.split(|byte| *byte == 0);
        variables.any(|variable| variable == mark.as_bytes())
    };
    let (mut ours, mut others): (Vec<Seen>, Vec<Seen>) = seen.into_iter().partition(bears_mark);
    loop {
        let is_child = |process: &Seen| {
            let mut parents = ours.iter().map(|parent| parent.number);
            process.environment.is_empty() && parents.any(|parent| parent == process.parent)
        };
        let (children, rest): (Vec<Seen>, Vec<Seen>) = others.into_iter().partition(is_child);
        if children.is_empty() {
            return ours.into_iter().map(|process| (process.number, process.program)).collect();
        }
        ours.extend(children);
        others = rest;
    }
}

/// Whether a process is gone with all it had open. A zombie whose other threads are still ending is
/// not.
pub fn is_over(process: u32) -> bool {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{process}/stat")) else { return true };
    let is_zombie =
        stat.rsplit(')').next().is_some_and(|state| state.trim_start().starts_with(['Z', 'X']));
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).map_or(0, Iterator::count);
    is_zombie && threads <= 1
}
