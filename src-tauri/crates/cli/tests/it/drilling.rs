//! Invented cases taken in without a window: the numbers come out one by one, the same seed decides
//! the same.
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Seek, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

pub const PASSPHRASE: &str = "a passphrase for tests";

/// Without a keyring, whatever the session has.
pub fn counter(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counter"));
    command.args(args).env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    if ["drill", "verify", "day-sheet", "support"].contains(&args[0]) {
        let mut input = tempfile::tempfile().unwrap();
        writeln!(input, "{PASSPHRASE}").unwrap();
        input.rewind().unwrap();
        command.arg("--passphrase-stdin").stdin(input);
    }
    command
}

/// The lines of a drill; a drill that fails shows what it said.
pub fn drill(data: &Path, more: &[&str]) -> Vec<Value> {
    let data = data.to_str().unwrap();
    let out = counter(&["drill", "--data", data, "--page-kib", "8", "--json"])
        .args(more)
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "{}{}",
        String::from_utf8_lossy(&out.stdout),
        String::from_utf8_lossy(&out.stderr)
    );
    out.stdout.lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect()
}

/// A reference office of its own that ends with the test.
pub struct Office {
    child: Child,
    _said: BufReader<ChildStdout>,
    pub address: String,
}

impl Office {
    pub fn start(data: &Path) -> Office {
        Self::start_as(data, &[])
    }

    pub fn start_as(data: &Path, more: &[&str]) -> Office {
        let args =
            ["office", "--listen", "127.0.0.1:0", "--json", "--data", data.to_str().unwrap()];
        let mut child = counter(&args).args(more).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let line: Value = serde_json::from_str(&line).unwrap();
        Office { child, _said: said, address: line["listening"].as_str().unwrap().to_owned() }
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_same_seed_takes_the_same_decisions_and_never_the_same_numbers() {
    let home = tempfile::tempdir().unwrap();
    let of =
        |name: &str| drill(&home.path().join(name), &["--cases", "2", "--seed", "5", "--offline"]);
    let (one, two) = (of("one"), of("two"));
    let told = |lines: &[Value]| {
        lines.iter().map(|l| (l["item"].clone(), l["decision"].clone())).collect::<Vec<_>>()
    };
    assert_eq!((one.len(), told(&one)), (2, told(&two)));
    let again = drill(&home.path().join("one"), &["--cases", "1", "--seed", "5", "--offline"]);
    let all: Vec<&Value> = one.iter().chain(&two).chain(&again).collect();
    for (n, line) in all.iter().enumerate() {
        assert!(line["number"].as_str().unwrap().starts_with('临') && line["official"].is_null());
        assert!(
            all[..n]
                .iter()
                .all(|before| before["number"] != line["number"] && before["case"] != line["case"])
        );
    }
}

#[test]
fn a_folder_with_records_of_another_kind_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("station.db"), b"somebody's").unwrap();
    let data = home.path().to_str().unwrap();
    let out = counter(&["drill", "--data", data, "--cases", "1", "--json"]).output().unwrap();
    assert!(!out.status.success());
    assert_eq!(serde_json::from_slice::<Value>(&out.stdout).unwrap()["code"], "not_a_drill_folder");
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1, "nothing was written beside it");
}

/// Each number that was said, as long as the drill lived.
fn said_until_killed(data: &Path, seed: &str, numbers: usize) -> Vec<String> {
    let data = data.to_str().unwrap();
    let args = [
        "drill",
        "--data",
        data,
        "--cases",
        "1000",
        "--page-kib",
        "8",
        "--offline",
        "--seed",
        seed,
    ];
    let mut child = counter(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said: Vec<String> = lines.by_ref().take(numbers).map(Result::unwrap).collect();
    assert_eq!(said.len(), numbers, "it went on until it was killed");
    child.kill().unwrap();
    // What it still said while dying counts as well.
    said.extend(lines.map_while(Result::ok).filter(|line| line.contains(" 临")));
    child.wait().unwrap();
    said
}

#[test]
fn every_number_that_was_said_is_there_after_a_kill() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let mut said = Vec::new();
    for (round, numbers) in [1, 2].into_iter().enumerate() {
        said.extend(said_until_killed(&data, &round.to_string(), numbers));
        let out = counter(&["verify", data.to_str().unwrap(), "--json"]).output().unwrap();
        let report: Value = serde_json::from_slice(&out.stdout).unwrap();
        assert!(out.status.success(), "{report}");
        let there: Vec<String> = report["cases"].as_array().unwrap().iter().map(line_of).collect();
        for line in &said {
            assert!(there.contains(line), "{line} was said and is not there");
        }
    }
}

fn line_of(case: &Value) -> String {
    format!(
        "{} {}",
        case["case"].as_str().unwrap(),
        case["provisional"].as_str().unwrap_or_default()
    )
}

/// As another version of this program would find it.
#[test]
fn what_a_day_left_open_is_found_and_finished() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let only = |what: &str| drill(&data, &["--cases", "0", "--wait", "60", what]);
    let left = only("--leave");
    let states: Vec<&str> = left.iter().map(|line| line["left"].as_str().unwrap()).collect();
    assert_eq!(states, ["draft", "voided", "received", "held", "deemed", "returned"]);
    let case_in = |state: &str| {
        let line = left.iter().find(|line| line["left"] == state).unwrap();
        line["case"].as_str().unwrap().to_owned()
    };
    let report = |case: &str| {
        let out = counter(&["verify", data.to_str().unwrap(), "--json"]).output().unwrap();
        let report: Value = serde_json::from_slice(&out.stdout).unwrap();
        let cases = report["cases"].as_array().unwrap();
        cases.iter().find(|found| found["case"] == case).unwrap().clone()
    };
    for (state, status) in [("voided", "voided"), ("held", "received"), ("deemed", "deemed")] {
        assert_eq!(report(&case_in(state))["status"], status);
    }
    let returned = report(&case_in("returned"));
    assert_eq!((&returned["status"], &returned["revision"]), (&json!("returned"), &json!(1)));

    let finished = only("--finish");
    let mut found: Vec<(&str, &str)> = finished
        .iter()
        .map(|line| (line["found"].as_str().unwrap(), line["case"].as_str().unwrap()))
        .collect();
    found.sort_unstable();
    let open = ["draft", "held", "received", "returned"].map(|state| (state, case_in(state)));
    assert!(found.into_iter().eq(open.iter().map(|(state, case)| (*state, case.as_str()))));
    let again = report(&case_in("returned"));
    assert_eq!(again["provisional"], returned["provisional"]);
    assert_eq!((&again["revision"], &again["delivery"]), (&json!(2), &json!("acknowledged")));
    assert_eq!(report(&case_in("voided"))["status"], "voided");
}

/// Debian's package `faketime`, which `make setup` installs.
const OTHER_CLOCK: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

/// In 2045 the first of the emulated reader's cards has expired: it is confirmed as on the screen,
/// or nothing could be accepted with it.
#[test]
fn an_expired_card_is_no_dead_end() {
    assert!(Path::new(OTHER_CLOCK).exists(), "faketime is not installed: run `make setup`");
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("drill");
    let out = counter(&["drill", "--cards", "--cases", "1", "--page-kib", "8", "--json"])
        .args(["--data", data.to_str().unwrap()])
        .env("LD_PRELOAD", OTHER_CLOCK)
        .env("FAKETIME", "@2045-01-05 09:00:00")
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .output()
        .unwrap();
    let line: Value = serde_json::from_slice(&out.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&out.stderr)));
    assert_eq!(line["decision"], "accept", "{line}");
}
