//! An emulated reader as a child process of whoever wants one: the trial, and tests.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;
use tokio::process::{Child, ChildStdout, Command};

use crate::model::DeviceError;

const STARTING: Duration = Duration::from_secs(10);

/// Ends when dropped, and when this process ends in whatever way.
pub struct Emulator {
    link: PathBuf,
    control: Option<PathBuf>,
    _output: BufReader<ChildStdout>,
    _child: Child,
}

impl Emulator {
    /// A reader with these cards of the built-in ones only, laid down in this order.
    pub async fn start_with_cards(
        exe: &Path,
        cards: &[String],
        link: &Path,
    ) -> Result<Self, DeviceError> {
        let mut command = Command::new(exe);
        command.args(["--emulate", "default", "--with-parent", "--cards"]).arg(cards.join(","));
        command.arg("--link").arg(link);
        Self::spawn(command, link, None).await
    }

    /// `scenario` is `default` or a file; the port appears as `link`, and is there on return.
    pub async fn start(
        exe: &Path,
        scenario: &Path,
        link: &Path,
        control: Option<&Path>,
    ) -> Result<Self, DeviceError> {
        let mut command = Command::new(exe);
        command.arg("--emulate").arg(scenario);
        command.arg("--link").arg(link).arg("--with-parent");
        if let Some(control) = control {
            command.arg("--control").arg(control);
        }
        Self::spawn(command, link, control).await
    }

    async fn spawn(
        mut command: Command,
        link: &Path,
        control: Option<&Path>,
    ) -> Result<Self, DeviceError> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|_| DeviceError::HostMissing)?;
        let stdout = child.stdout.take().ok_or(DeviceError::HostMissing)?;
        let mut output = BufReader::new(stdout);
        let mut ready = String::new();
        match tokio::time::timeout(STARTING, output.read_line(&mut ready)).await {
            Ok(Ok(1..)) => {}
            _ => return Err(DeviceError::HostDied),
        }
        Ok(Self {
            link: link.to_owned(),
            control: control.map(Path::to_owned),
            _output: output,
            _child: child,
        })
    }

    /// The port to give to the driver.
    pub fn port_path(&self) -> String {
        self.link.display().to_string()
    }

    /// Sends one line to the control socket; whether it was obeyed.
    pub async fn send_control(&self, line: &str) -> std::io::Result<bool> {
        let path = self.control.as_ref().ok_or(std::io::ErrorKind::NotConnected)?;
        let mut stream = UnixStream::connect(path).await?;
        stream.write_all(format!("{line}\n").as_bytes()).await?;
        let mut answer = String::new();
        BufReader::new(stream).read_line(&mut answer).await?;
        Ok(answer.trim() == "ok")
    }
}
