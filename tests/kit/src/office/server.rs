//! The reference office in a process of its own.

use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::Command;

use crate::place::program_path;
use crate::process::Running;
use crate::{TestResult, wait_until};

/// The reference office; ends when dropped, keeps its data in its folder, and can be started again
/// on the same port.
pub struct Office {
    running: Running,
}

impl Office {
    pub async fn open(port: u16, data: &Path) -> TestResult<Self> {
        Self::open_with(port, data, None).await
    }

    /// With this signed pack as its catalogue.
    pub async fn open_with_pack(port: u16, data: &Path, catalogue: &Path) -> TestResult<Self> {
        Self::start(port, data, |command| {
            command.arg("--catalogue").arg(catalogue);
        })
        .await
    }

    /// No trial: only people who were enrolled sign in, and stations join it.
    pub async fn open_real(port: u16, data: &Path) -> TestResult<Self> {
        Self::start(port, data, |command| {
            command.arg("--real");
        })
        .await
    }

    /// With a mistake that a test plants in it.
    pub async fn open_with(port: u16, data: &Path, planted: Option<&str>) -> TestResult<Self> {
        Self::start(port, data, |command| {
            command.envs(planted.map(|mistake| ("COUNTER_PLANTED", mistake)));
        })
        .await
    }

    async fn start(port: u16, data: &Path, differ: impl FnOnce(&mut Command)) -> TestResult<Self> {
        let counter = program_path("counter")?;
        let running = Running::start_at("counter", counter, |command| {
            command.args(["office", "--listen", &format!("127.0.0.1:{port}")]);
            // Tests and examiners file faster than any town; turns have tests of their own.
            command.args(["--pace", "1000000"]);
            differ(command.arg("--data").arg(data));
        })?;
        wait_until("the office", async || Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()))
            .await?;
        Ok(Self { running })
    }

    /// A black hole: connections are taken, nothing is answered, nothing is refused.
    pub fn freeze(&self) -> TestResult {
        self.running.send_signal("-STOP")
    }

    pub fn thaw(&self) -> TestResult {
        self.running.send_signal("-CONT")
    }
}
