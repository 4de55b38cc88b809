//! A test that runs itself again in surroundings of its own: buses and keyrings belong to a
//! process's environment.
use std::process::Command;

const INSIDE: &str = "COUNTER_DESK_TEST_INSIDE";
const NOWHERE: &str = "unix:path=/nowhere";

/// The daemon takes the password of its keyring from standard input and goes with the bus.
const WITH_KEYRING: &str = r#"printf %s ci | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null && exec "$@""#;

/// The same as `run_again` in a session that has a keyring, which is open: a real one, at the far
/// end of a real bus.
pub fn run_again_with_keyring(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let home = tempfile::tempdir().unwrap();
    let mut session = Command::new("dbus-run-session");
    session.args(["--", "sh", "-c", WITH_KEYRING, "sh"]).arg(std::env::current_exe().unwrap());
    session.env("HOME", home.path()).env("XDG_RUNTIME_DIR", home.path());
    session.env("DBUS_SYSTEM_BUS_ADDRESS", NOWHERE);
    for variable in ["XDG_DATA_HOME", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS"] {
        session.env_remove(variable);
    }
    run_inside(&mut session, test)
}

/// True inside, where the test goes on. Outside it runs the named test again, without a keyring and
/// without the system's bus but for what `variables` say, and passes its failure on.
pub fn run_again(test: &str, variables: &[(&str, &str)]) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.env("DBUS_SESSION_BUS_ADDRESS", NOWHERE).env("DBUS_SYSTEM_BUS_ADDRESS", NOWHERE);
    program.envs(variables.iter().copied());
    run_inside(&mut program, test)
}

fn run_inside(program: &mut Command, test: &str) -> bool {
    let output =
        program.args(["--exact", test, "--nocapture"]).env(INSIDE, "yes").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "inside: {said}");
    false
}
