//! What may stand at the other end of a line: the reference office in a process of its own, nobody at all, and an
//! emulated card reader.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place::{program, root};
use crate::process::Running;
use crate::{Fault, Told, until};

/// The reference office; ends when dropped, keeps its data in its folder, and can be started again on the same port.
pub struct Office {
    running: Running,
}

impl Office {
    pub async fn open(port: u16, data: &Path) -> Told<Self> {
        Self::open_with(port, data, None).await
    }

    /// With this signed pack as its catalogue.
    pub async fn serving(port: u16, data: &Path, catalogue: &Path) -> Told<Self> {
        Self::start(port, data, |command| {
            command.arg("--catalogue").arg(catalogue);
        })
        .await
    }

    /// With a mistake that a test plants in it.
    pub async fn open_with(port: u16, data: &Path, planted: Option<&str>) -> Told<Self> {
        Self::start(port, data, |command| {
            command.envs(planted.map(|mistake| ("COUNTER_PLANTED", mistake)));
        })
        .await
    }

    async fn start(port: u16, data: &Path, differ: impl FnOnce(&mut Command)) -> Told<Self> {
        let counter = program("counter")?;
        let running = Running::start_at("counter", counter, |command| {
            command.args(["office", "--listen", &format!("127.0.0.1:{port}")]);
            // Tests and examiners file faster than any town; turns have tests of their own.
            command.args(["--pace", "1000000"]);
            differ(command.arg("--data").arg(data));
        })?;
        until("the office", async || Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok())).await?;
        Ok(Self { running })
    }

    /// A black hole: connections are taken, nothing is answered, nothing is refused.
    pub fn freeze(&self) -> Told {
        self.running.signal("-STOP")
    }

    pub fn thaw(&self) -> Told {
        self.running.signal("-CONT")
    }
}

/// An emulated card reader on a serial line of its own, whose cards and cable the story moves.
pub struct Reader {
    _running: Running,
    place: PathBuf,
}

impl Reader {
    /// The default cards; `faults` is the end of a scenario, such as a cable pulled in the middle of an answer.
    pub async fn open(place: &Path, faults: &str) -> Told<Self> {
        let host = program("device-host")?;
        let cards = std::fs::read_to_string(root().join("devices/src/emulate/default.yaml"))?;
        std::fs::create_dir_all(place)?;
        let reader = |name: &str| place.join(name);
        std::fs::write(reader("scenario.yaml"), format!("{cards}\n{faults}"))?;
        let running = Running::start_at("device-host", host, |command| {
            command.arg("--emulate").arg(reader("scenario.yaml"));
            command.arg("--link").arg(reader("port")).arg("--control").arg(reader("control"));
        })?;
        until("the reader", async || Ok(reader("port").exists().then_some(()))).await?;
        Ok(Self { _running: running, place: place.to_owned() })
    }

    pub fn port(&self) -> PathBuf {
        self.place.join("port")
    }

    /// `place ID`, `lift`, `unplug`, `replug`.
    pub fn tell(&self, line: &str) -> Told {
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

/// A port where nobody listens: connections are refused.
pub fn nobody() -> Told<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
