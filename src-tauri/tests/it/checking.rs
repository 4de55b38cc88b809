//! `--check` as a technician or a script calls it: without a display, without a keyring.
use serde_json::{Value, json};
use std::fs::File;
use std::path::Path;
use std::process::{Command, Output};

fn check(home: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_counter-desktop"))
        .arg("--check")
        .args(words)
        .env("COUNTER_HOME", home)
        // No network is searched for scanners.
        .env("SANE_CONFIG_DIR", home)
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

/// The object, and the state of each code in it. The exit code says the same.
fn read_object(output: &Output) -> (Value, Value) {
    let object: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected = match object["state"].as_str().unwrap() {
        "problem" => 2,
        "warning" => 1,
        _ => 0,
    };
    assert_eq!(output.status.code(), Some(expected), "{object:#}");
    let rows = object["checks"].as_array().unwrap().iter();
    let states = rows.map(|row| (row["code"].as_str().unwrap().to_owned(), row["state"].clone()));
    let states = Value::Object(states.collect());
    (object, states)
}

#[test]
fn without_a_display_it_says_so_and_makes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (object, states) = read_object(&check(home.path(), &["--json"]));
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "nothing is made");
    for (code, state) in [
        ("display_missing", "warning"),
        ("renderer_unseen", "not_checked"),
        ("webkit_fine", "ok"),
        ("window_closed", "ok"),
        ("host_answers", "ok"),
        ("worker_answers", "ok"),
        ("records_none", "ok"),
        ("reader_unset", "not_checked"),
    ] {
        assert_eq!(states[code], state, "{code}: {object:#}");
    }
    for row in object["checks"].as_array().unwrap() {
        assert!(!row["says"].as_str().unwrap().is_empty(), "{row}");
        if row["state"] == "warning" || row["state"] == "problem" {
            assert!(row["next"].is_string(), "{row}");
        }
    }
}

#[test]
fn it_speaks_the_settings_language_or_the_one_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let text = |words: &[&str]| String::from_utf8(check(home.path(), words).stdout).unwrap();
    assert!(text(&[]).contains("这里没有显示器"));
    assert!(text(&["--english"]).contains("there is no display here"));
    std::fs::create_dir(home.path().join("config")).unwrap();
    let settings = json!({ "language": "en" }).to_string();
    std::fs::write(home.path().join("config/settings.json"), settings).unwrap();
    assert!(text(&[]).contains("there is no display here"));
    assert!(text(&["--chinese"]).contains("这里没有显示器"));
}

#[test]
fn an_open_windows_records_and_devices_are_left_to_it() {
    let home = tempfile::tempdir().unwrap();
    let runtime = home.path().join("runtime");
    std::fs::create_dir(&runtime).unwrap();
    let window = File::create(runtime.join("window.lock")).unwrap();
    window.lock().unwrap();
    let (object, states) = read_object(&check(home.path(), &["--json"]));
    for code in ["records_in_use", "reader_in_use", "scanner_in_use", "printer_in_use"] {
        assert_eq!(states[code], "not_checked", "{code}: {object:#}");
    }
    assert_eq!(states["window_open"], "ok");
}

#[test]
fn an_unknown_word_is_refused_before_anything_is_looked_at() {
    let home = tempfile::tempdir().unwrap();
    let output = check(home.path(), &["--fix"]);
    assert_eq!(output.status.code(), Some(64));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8(output.stderr).unwrap().contains("--fix"));
}
