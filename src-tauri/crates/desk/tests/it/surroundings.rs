//! A test that runs itself again in surroundings of its own: buses and keyrings belong to a
//! process's environment.
use std::process::Command;

const INSIDE: &str = "COUNTER_DESK_TEST_INSIDE";

/// True inside, where the test goes on. Outside it runs the named test again, without a keyring and
/// without the system's bus but for what `variables` say, and passes its failure on.
pub fn run_again(test: &str, variables: &[(&str, &str)]) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let nowhere = "unix:path=/nowhere";
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(INSIDE, "yes")
        .env("DBUS_SESSION_BUS_ADDRESS", nowhere)
        .env("DBUS_SYSTEM_BUS_ADDRESS", nowhere)
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "inside: {said}");
    false
}
