//! What a desk has before the program starts: a screen of 1366×768, a session bus, an unlocked
//! keyring, and, for stories about typing Chinese, a window manager and an input method.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use crate::place::Place;
use crate::process::Running;
use crate::wait::wait_blocking;
use crate::{Fault, TestResult, wait_until};

const SECRETS: &str = "org.freedesktop.secrets";
const SECRETS_AT: &str = "--dest=org.freedesktop.secrets";
const NAME_HAS_OWNER: &str = "org.freedesktop.DBus.NameHasOwner";

/// What a story can do to the keyring of its session.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    Open,
    /// Running, and nobody has given it its password.
    Locked,
    Gone,
}

pub struct Desktop {
    // Dropped in this order: the bus after those that live on it, the screen last.
    keyring: Option<Running>,
    _on_the_bus: Vec<Running>,
    _bus: Running,
    _screen: Running,
    environment: Vec<(String, String)>,
}

impl Desktop {
    pub fn open(place: &Place) -> TestResult<Self> {
        Self::with_screen(place, &[])
    }

    /// With the screen's memory as a file in this folder, to be looked at without asking anybody.
    pub fn open_watched(place: &Place, glass: &Path) -> TestResult<Self> {
        Self::with_screen(place, &["-fbdir", &glass.to_string_lossy()])
    }

    fn with_screen(place: &Place, more: &[&str]) -> TestResult<Self> {
        let mut environment = place.environment();
        let (screen, display) = start_screen(&environment, more)?;
        environment.push(("DISPLAY".to_owned(), display));
        mask_system_keyring(&environment)?;
        let (bus, address) = start_bus(&environment)?;
        environment.push(("DBUS_SESSION_BUS_ADDRESS".to_owned(), address));
        let keyring = Some(start_keyring(&environment)?);
        let desktop =
            Self { keyring, _on_the_bus: Vec::new(), _bus: bus, _screen: screen, environment };
        desktop.keyring_answers()?;
        Ok(desktop)
    }

    /// A keyring that died of what was asked of it is started again; what it kept stays in its
    /// files.
    pub fn revive_keyring(&mut self) -> TestResult {
        if self.keyring.as_mut().is_some_and(Running::is_over) {
            self.keyring = Some(start_keyring(&self.environment)?);
            self.keyring_answers()?;
        }
        Ok(())
    }

    fn keyring_answers(&self) -> TestResult {
        let name = format!("string:{SECRETS}");
        let question = [
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.DBus",
            "/",
            NAME_HAS_OWNER,
            name.as_str(),
        ];
        wait_blocking("the keyring", || {
            Ok(self.run_tool("dbus-send", &question)?.contains("boolean true").then_some(()))
        })
    }

    /// The keyring from now on; what it kept stays in its files.
    pub async fn set_keyring(&mut self, wanted: Keyring) -> TestResult {
        self.keyring.take();
        self.wait_on_bus(SECRETS, false).await?;
        self.keyring = match wanted {
            Keyring::Gone => return Ok(()),
            Keyring::Open => Some(start_keyring(&self.environment)?),
            Keyring::Locked => Some(start_locked_keyring(&self.environment)?),
        };
        self.wait_on_bus(SECRETS, true).await
    }

    /// Locks it under the hand of whoever is using it.
    pub fn lock_keyring(&self) -> TestResult<String> {
        let collection = "array:objpath:/org/freedesktop/secrets/collection/login";
        let lock = "org.freedesktop.Secret.Service.Lock";
        self.run_tool(
            "dbus-send",
            &[
                "--session",
                "--print-reply",
                SECRETS_AT,
                "/org/freedesktop/secrets",
                lock,
                collection,
            ],
        )
    }

    async fn wait_on_bus(&self, name: &str, wanted: bool) -> TestResult {
        let name = format!("string:{name}");
        let question = [
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.DBus",
            "/",
            NAME_HAS_OWNER,
            name.as_str(),
        ];
        wait_until(&format!("the keyring's name on the bus to be {wanted}"), async || {
            Ok(self
                .run_tool("dbus-send", &question)?
                .contains(&format!("boolean {wanted}"))
                .then_some(()))
        })
        .await
    }

    pub fn environment(&self) -> &[(String, String)] {
        &self.environment
    }

    /// A window manager (an input method follows its focus) and IBus, not yet switched to pinyin.
    pub async fn add_pinyin(&mut self) -> TestResult {
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
        wait_until("the input method", async || {
            Ok(self.run_tool("ibus", &["list-engine"])?.contains("libpinyin").then_some(()))
        })
        .await
    }

    /// Runs a small tool of the desktop and gives back what it said.
    pub fn run_tool(&self, tool: &'static str, arguments: &[&str]) -> TestResult<String> {
        let output = std::process::Command::new(tool)
            .args(arguments)
            .env_clear()
            .envs(self.environment.iter().cloned())
            .output()
            .map_err(|error| Fault::NotStarted(tool, error))?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

fn start_screen(environment: &[(String, String)], more: &[&str]) -> TestResult<(Running, String)> {
    let mut screen = Running::start("Xvfb", |command| {
        command
            .args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"])
            .args(more);
        command.env_clear().envs(environment.iter().cloned()).stdout(Stdio::piped());
    })?;
    let number = screen.first_line("Xvfb")?;
    Ok((screen, format!(":{number}")))
}

fn start_bus(environment: &[(String, String)]) -> TestResult<(Running, String)> {
    let mut bus = Running::start("dbus-daemon", |command| {
        command.args(["--session", "--nofork", "--print-address=1"]);
        command.env_clear().envs(environment.iter().cloned()).stdout(Stdio::piped());
    })?;
    let address = bus.first_line("dbus-daemon")?;
    Ok((bus, address))
}

/// The bus would start a locked one by itself: its own file, before the system's, says that there
/// is none.
fn mask_system_keyring(environment: &[(String, String)]) -> TestResult {
    let home = environment
        .iter()
        .find(|(name, _)| name == "XDG_DATA_HOME")
        .map(|(_, value)| value.as_str());
    let services = Path::new(home.unwrap_or_default()).join("dbus-1/services");
    std::fs::create_dir_all(&services)?;
    let none = format!("[D-BUS Service]\nName={SECRETS}\nExec=/bin/false\n");
    Ok(std::fs::write(services.join(format!("{SECRETS}.service")), none)?)
}

/// The daemon takes the password from its input; an empty one would fail.
fn start_keyring(environment: &[(String, String)]) -> TestResult<Running> {
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

fn start_locked_keyring(environment: &[(String, String)]) -> TestResult<Running> {
    Running::start("gnome-keyring-daemon", |command| {
        command.args(["--foreground", "--components=secrets"]);
        command.env_clear().envs(environment.iter().cloned());
    })
}

/// Whether this machine can play stories with an input method at all.
pub fn has_pinyin() -> bool {
    Path::new("/usr/share/ibus/component/libpinyin.xml").exists()
}
