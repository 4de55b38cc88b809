//! Mistakes planted in the office: the tests that should find them do.

use std::process::Command;

/// Runs one of these tests in a process of its own, with the mistake; it fails, and for the right
/// reason.
fn found(mistake: &str, test: &str, because: &str) {
    let tests = std::env::current_exe().expect("these tests");
    let run = Command::new(tests)
        .args(["--exact", test])
        .env("COUNTER_PLANTED", mistake)
        .output()
        .expect("run");
    let said =
        String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(
        !run.status.success() && said.contains("1 failed") && said.contains(because),
        "{mistake}: {said}"
    );
}

#[test]
fn two_offices_without_a_lock_are_noticed() {
    found(
        "NoLock",
        "scale::eight_clients_of_two_offices_get_one_number_for_one_case",
        "an office that fell over",
    );
}

#[test]
fn answers_before_the_disk_has_them_are_noticed() {
    found(
        "LazyCommit",
        "scale::a_database_stopped_in_mid_flight_loses_and_doubles_nothing",
        "an acknowledged case is there",
    );
}

#[test]
fn pieces_written_over_are_noticed() {
    found("WritesOver", "story::on_servers::over_the_line", "Overwrites");
}
