//! An emulated card reader in a process of its own.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use crate::place::program_path;
use crate::process::Running;
use crate::{Fault, TestResult, wait_until};

/// Also where the repository is not: beside a package that is played.
const CARDS: &str = include_str!("../../../devices/src/emulate/default.yaml");

/// On a serial line of its own, whose cards and cable the story moves.
pub struct Reader {
    _running: Running,
    place: PathBuf,
}

impl Reader {
    /// The default cards; `faults` is the end of a scenario, such as a cable pulled in the middle
    /// of an answer.
    pub async fn open(place: &Path, faults: &str) -> TestResult<Self> {
        Self::open_scenario(place, &format!("{CARDS}\n{faults}")).await
    }

    /// With cards of the story's own.
    pub async fn open_scenario(place: &Path, scenario: &str) -> TestResult<Self> {
        let host = program_path("device-host")?;
        std::fs::create_dir_all(place)?;
        let reader = |name: &str| place.join(name);
        std::fs::write(reader("scenario.yaml"), scenario)?;
        let running = Running::start_at("device-host", host, |command| {
            command.arg("--emulate").arg(reader("scenario.yaml"));
            command.arg("--link").arg(reader("port")).arg("--control").arg(reader("control"));
        })?;
        wait_until("the reader", async || Ok(reader("port").exists().then_some(()))).await?;
        Ok(Self { _running: running, place: place.to_owned() })
    }

    pub fn port(&self) -> PathBuf {
        self.place.join("port")
    }

    /// `place ID`, `lift`, `unplug`, `replug`.
    pub fn send_command(&self, line: &str) -> TestResult {
        let mut control = UnixStream::connect(self.place.join("control"))?;
        control.write_all(format!("{line}\n").as_bytes())?;
        let mut answer = [0; 3];
        control.read_exact(&mut answer)?;
        match answer.starts_with(b"ok") {
            true => Ok(()),
            false => Err(Fault::wrong(format!("the reader does not know {line}"))),
        }
    }
}
