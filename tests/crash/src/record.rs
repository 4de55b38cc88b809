//! A session with a bus and a keyring, and one run of the program in it under the recorder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;

use super::log::{self, Step};
use kit::place::{Place, program_path, repository_root};
use kit::screen::desktop::Desktop;
use kit::{Fault, TestResult};

pub struct Session {
    place: Place,
    desktop: Mutex<Desktop>,
    environment: Vec<(String, String)>,
    recorder: PathBuf,
}

pub struct Recorded {
    pub steps: Vec<Step>,
    /// What `FAIL_CALL` counts: changes and syncs, not words.
    pub calls: u64,
    pub output: Output,
}

impl Session {
    /// # Errors
    /// There is no C compiler, bus or keyring.
    pub fn open() -> TestResult<Self> {
        let place = Place::new()?;
        let desktop = Desktop::open(&place)?;
        let recorder = place.under("record.so");
        let source = repository_root().join("tests/crash/record.c");
        let mut compiler = Command::new("cc");
        compiler
            .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
            .arg(&recorder)
            .arg(source);
        match compiler.status().map_err(|error| Fault::NotStarted("cc", error))?.success() {
            true => {
                let environment = desktop.environment().to_vec();
                Ok(Self { place, desktop: Mutex::new(desktop), environment, recorder })
            }
            false => Err(Fault::wrong("the recorder cannot be compiled")),
        }
    }

    /// A folder of this session, for what may go with it.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.place.under(name)
    }

    /// Thousands of openings are much for one session's keyring: it may have died of them.
    ///
    /// # Errors
    /// It does not come again.
    pub fn revive_keyring(&self) -> TestResult {
        self.desktop.lock().map_err(|_| Fault::wrong("the desktop is lost"))?.revive_keyring()
    }

    /// A program in this session.
    ///
    /// # Errors
    /// It has not been built.
    pub fn program_command(&self, name: &'static str) -> TestResult<Command> {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--"]).arg(program_path(name)?);
        command.env_clear().envs(self.environment.iter().cloned()).stdin(Stdio::null());
        Ok(command)
    }

    /// `counter drill` on an empty folder, offline: cases with provisional numbers, of which those that
    /// are accepted are asked to be withdrawn.
    ///
    /// # Errors
    /// It could not be started, or its log makes no sense.
    pub fn run_drill(
        &self,
        data: &Path,
        cases: u32,
        seed: u64,
        arrange: impl FnOnce(&mut Command),
    ) -> TestResult<Recorded> {
        fs::create_dir_all(data)?;
        let log = data.with_extension("log");
        // Not behind `setpriv`: the recorder is for the first program that it meets.
        let mut command = Command::new(program_path("counter")?);
        command.env_clear().envs(self.environment.iter().cloned()).stdin(Stdio::null());
        command.arg("drill").arg("--data").arg(data).arg("--offline").args([
            "--withdraw",
            "--page-kib",
            "4",
            "--json",
        ]);
        command.args(["--cases", &cases.to_string(), "--seed", &seed.to_string()]);
        command.env("LD_PRELOAD", &self.recorder).env("RECORD_ROOT", data).env("RECORD_LOG", &log);
        arrange(&mut command);
        let output = command.output().map_err(|error| Fault::NotStarted("counter drill", error))?;
        let steps = log::read_log(&fs::read(&log)?)?;
        let calls = steps.iter().filter(|step| !matches!(step, Step::Said(_))).count() as u64;
        Ok(Recorded { steps, calls, output })
    }
}
