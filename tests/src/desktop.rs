//! What a desk has before the program starts: a screen of 1366×768, a session bus, an unlocked keyring,
//! and, for stories about typing Chinese, a window manager and an input method.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use crate::child::Running;
use crate::place::Place;
use crate::{Fault, Told, until};

pub(crate) struct Desktop {
    // Dropped in this order: the bus after those that live on it, the screen last.
    _on_the_bus: Vec<Running>,
    _bus: Running,
    _screen: Running,
    environment: Vec<(String, String)>,
}

impl Desktop {
    pub(crate) fn open(place: &Place) -> Told<Self> {
        let mut environment = place.environment();
        let (screen, display) = screen(&environment)?;
        environment.push(("DISPLAY".to_owned(), display));
        let (bus, address) = bus(&environment)?;
        environment.push(("DBUS_SESSION_BUS_ADDRESS".to_owned(), address));
        let keyring = keyring(&environment)?;
        Ok(Self { _on_the_bus: vec![keyring], _bus: bus, _screen: screen, environment })
    }

    pub(crate) fn environment(&self) -> &[(String, String)] {
        &self.environment
    }

    /// A window manager (an input method follows its focus) and IBus, not yet switched to pinyin.
    pub(crate) async fn add_pinyin(&mut self) -> Told {
        for (name, value) in [("GTK_IM_MODULE", "ibus"), ("XMODIFIERS", "@im=ibus")] {
            self.environment.push((name.to_owned(), value.to_owned()));
        }
        let openbox = Running::start("openbox", |command| {
            command.env_clear().envs(self.environment.iter().cloned());
        })?;
        let ibus = Running::start("ibus-daemon", |command| {
            command.args(["--replace", "--xim", "--panel=disable"]);
            command.env_clear().envs(self.environment.iter().cloned());
        })?;
        self._on_the_bus.extend([openbox, ibus]);
        until("the input method", async || Ok(self.run("ibus", &["list-engine"])?.contains("libpinyin").then_some(())))
            .await
    }

    /// Runs a small tool of the desktop and gives back what it said.
    pub(crate) fn run(&self, tool: &'static str, arguments: &[&str]) -> Told<String> {
        let output = std::process::Command::new(tool)
            .args(arguments)
            .env_clear()
            .envs(self.environment.iter().cloned())
            .output()
            .map_err(|error| Fault::NotStarted(tool, error))?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

fn screen(environment: &[(String, String)]) -> Told<(Running, String)> {
    let mut screen = Running::start("Xvfb", |command| {
        command.args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]);
        command.env_clear().envs(environment.iter().cloned()).stdout(Stdio::piped());
    })?;
    let number = screen.announced("Xvfb")?;
    Ok((screen, format!(":{number}")))
}

fn bus(environment: &[(String, String)]) -> Told<(Running, String)> {
    let mut bus = Running::start("dbus-daemon", |command| {
        command.args(["--session", "--nofork", "--print-address=1"]);
        command.env_clear().envs(environment.iter().cloned()).stdout(Stdio::piped());
    })?;
    let address = bus.announced("dbus-daemon")?;
    Ok((bus, address))
}

/// The daemon takes the password from its input; an empty one would fail.
fn keyring(environment: &[(String, String)]) -> Told<Running> {
    let mut keyring = Running::start("gnome-keyring-daemon", |command| {
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        command.env_clear().envs(environment.iter().cloned());
        command.stdin(Stdio::piped());
    })?;
    if let Some(mut input) = keyring.stdin() {
        input.write_all(b"ci")?;
    }
    Ok(keyring)
}

/// Whether this machine can play stories with an input method at all.
pub(crate) fn has_pinyin() -> bool {
    Path::new("/usr/share/ibus/component/libpinyin.xml").exists()
}
