//! A program that a story started. It ends with the story, however the story ends.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::{Fault, Told};

pub struct Running {
    child: Child,
}

impl Running {
    /// `setpriv` ties its life to ours: a test run that is killed leaves nothing behind.
    pub fn start(program: &'static str, arrange: impl FnOnce(&mut Command)) -> Told<Self> {
        Self::start_at(program, program, arrange)
    }

    /// As [`Running::start`], for a program that is not on the path.
    pub fn start_at(program: &'static str, path: impl AsRef<OsStr>, arrange: impl FnOnce(&mut Command)) -> Told<Self> {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--"]).arg(path);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        arrange(&mut command);
        let child = command.spawn().map_err(|error| Fault::NotStarted(program, error))?;
        Ok(Self { child })
    }

    /// The first line it says, for programs that announce an address that way.
    pub fn announced(&mut self, program: &'static str) -> Told<String> {
        let mut line = String::new();
        if let Some(output) = self.child.stdout.take() {
            BufReader::new(output).read_line(&mut line).map_err(|error| Fault::NotStarted(program, error))?;
        }
        match line.trim() {
            "" => Err(Fault::NotStarted(program, std::io::ErrorKind::UnexpectedEof.into())),
            said => Ok(said.to_owned()),
        }
    }

    /// `setpriv` becomes the program, so this is the program's own number.
    pub fn signal(&self, signal: &str) -> Told {
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
