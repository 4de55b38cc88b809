//! The system's package manager at work: which one this program came by, and one package installed
//! by it. Nobody is asked for anything, least of all for a password: it is root's timer that calls.
use super::End;
use clap::ValueEnum;
use counter_core::update::{System, UpdateCode};
use std::path::Path;
use std::process::{Command, Stdio};

const PACKAGE: &str = "counter-workstation";

#[derive(Clone, Copy, ValueEnum)]
pub enum Kind {
    Deb,
    Rpm,
}

impl Kind {
    /// By whose package this very program came.
    pub fn find() -> Result<Kind, End> {
        let none = |why| End::because(UpdateCode::RefusedPackage, why);
        let own = std::env::current_exe().map_err(|_| none("this program's place is not known"))?;
        let is_ours = |answer: String| {
            let rest = answer.strip_prefix(PACKAGE);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        };
        let deb = ask(Command::new("dpkg-query").arg("-S").arg(&own));
        if deb.is_some_and(is_ours) {
            return Ok(Kind::Deb);
        }
        let rpm = ask(Command::new("rpm").args(["-qf", "--qf", "%{NAME}"]).arg(&own));
        if rpm.is_some_and(is_ours) {
            return Ok(Kind::Rpm);
        }
        Err(none("this program came by no package"))
    }

    pub fn system(self) -> System<'static> {
        let (kind, architecture) = match (self, std::env::consts::ARCH) {
            (Kind::Deb, "x86_64") => ("deb", "amd64"),
            (Kind::Deb, "aarch64") => ("deb", "arm64"),
            (Kind::Deb, other) => ("deb", other),
            (Kind::Rpm, other) => ("rpm", other),
        };
        System { name: PACKAGE, kind, architecture }
    }

    /// A power cut while it was installed left it half there, whatever version this program is.
    pub fn is_broken(self) -> bool {
        let status = match self {
            Kind::Deb => {
                let mut query = Command::new("dpkg-query");
                ask(query.args(["-W", "-f", "${db:Status-Status}", PACKAGE]))
            }
            Kind::Rpm => None,
        };
        status.is_some_and(|status| {
            ["half-installed", "unpacked", "half-configured"].contains(&status.as_str())
        })
    }
}

/// What a program says, where it is there and content.
fn ask(command: &mut Command) -> Option<String> {
    let answer = command.stdin(Stdio::null()).output().ok()?;
    answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).into_owned())
}

/// All that takes long, before any window is kept from its lock: what a power cut left half done is
/// finished, without which apt takes nothing more; another package manager at work is waited for;
/// what the package depends on is fetched.
pub fn prepare_package(kind: Kind, file: &Path) -> Result<(), End> {
    match kind {
        Kind::Deb => {
            let mut finish = Command::new("dpkg");
            finish.args(["--force-confdef", "--force-confold", "--configure", "-a"]);
            // What it cannot finish apt says.
            let _ = call_manager(finish);
        }
        Kind::Rpm if is_there("dnf") => {}
        Kind::Rpm => return Ok(()),
    }
    call_manager(build_command(kind, file, true))
}

/// One file, with what it depends on; nothing is removed for it. What an administrator changed in
/// the configuration stays. A package that cannot be installed leaves the one before.
pub fn install_package(kind: Kind, file: &Path) -> Result<(), End> {
    call_manager(build_command(kind, file, false))
}

fn build_command(kind: Kind, file: &Path, fetch_only: bool) -> Command {
    let mut command = match kind {
        Kind::Deb => {
            let mut command = Command::new("apt-get");
            command.args(["install", "-y", "--no-install-recommends", "--no-remove"]);
            // The same version too, where it is only half there.
            command.arg("--reinstall");
            command.args(fetch_only.then_some("--download-only"));
            command.args(["-o", "Dpkg::Options::=--force-confdef"]);
            command.args(["-o", "Dpkg::Options::=--force-confold"]);
            command.args(["-o", "DPkg::Lock::Timeout=120"]);
            command
        }
        Kind::Rpm if is_there("dnf") => {
            let mut command = Command::new("dnf");
            command.args(["install", "-y", "--setopt=install_weak_deps=False"]);
            // Off line, by a stick: what it needs is here already.
            command.arg("--setopt=*.skip_if_unavailable=True");
            command.args(fetch_only.then_some("--downloadonly"));
            command
        }
        Kind::Rpm => {
            let mut command = Command::new("rpm");
            command.arg("-U");
            command
        }
    };
    command.arg(file);
    command
}

fn call_manager(mut command: Command) -> Result<(), End> {
    command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    // No window and no bus on which anything could ask somebody; and one answer on standard output.
    for variable in ["DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS"] {
        command.env_remove(variable);
    }
    let failed = |why: String| End::because(UpdateCode::FailedInstall, why);
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.stdout(Stdio::from(std::io::stderr())).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(format!("{name}: {status}"))),
        Err(cause) => Err(failed(format!("{name}: {cause}"))),
    }
}

fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
