//! What a technician is given: the bundle, which names nobody, and the reports of faults, which the
//! next start tells of.
use crate::counter::{PASSPHRASE, Station, store_of};
use crate::main_story::{filled_case, text};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

pub async fn accept(station: &Station, case: &str) {
    let what =
        json!({ "case": case, "kind": "accept", "items": [], "reasons": [], "right_office": null });
    station.call("propose", what).await;
    station.call("issue", json!({ "case": case })).await;
    station.until(case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
}

fn unpack(file: &str) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(std::fs::read(file).unwrap())).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.insert(part.name().unwrap().to_string(), bytes);
    }
    parts
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|part| part == word.as_bytes())
}

/// In content and names: which part, which word.
fn find_traces(parts: &BTreeMap<String, Vec<u8>>, words: &[String]) -> Vec<(String, String)> {
    let mut traces = Vec::new();
    for (name, bytes) in parts {
        let found = words.iter().filter(|word| holds(bytes, word) || holds(name.as_bytes(), word));
        traces.extend(found.map(|word| (name.clone(), word.clone())));
    }
    traces
}

fn assert_no_traces(parts: &BTreeMap<String, Vec<u8>>, words: &[String]) {
    let traces = find_traces(parts, words);
    assert!(traces.is_empty(), "{traces:?}");
}

fn write_log(home: &Path, lines: &[Value]) {
    let logs = home.join("logs");
    std::fs::create_dir_all(&logs).unwrap();
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    std::fs::write(logs.join("counter.2026-12-01.jsonl"), lines).unwrap();
}

fn json_of(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    serde_json::from_slice(&parts[name]).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_says_how_the_station_stands_and_names_nobody() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    assert_eq!(station.try_call("save_bundle", json!({})).await.unwrap_err(), "not_signed_in");
    station.sign_in().await;
    let case = filled_case(&station).await;
    accept(&station, &case).await;
    station.open_allowance().await;
    let view = station.call("case", json!({ "case": case })).await;
    let person = json!({ "case": case, "person": view["people"][0]["id"] });
    let person = station.call("person", person).await;
    let mut words: Vec<String> = ["name", "number", "address"].map(|of| text(&person[of])).into();
    // As the form was filled.
    words.extend(["10012345678".to_owned(), "6200000000000000".to_owned()]);
    assert!(words.iter().all(|word| word.len() > 5), "{words:?}");

    // What must never be logged, as if it had been.
    let planted = words.iter().map(|word| json!({ "level": "WARN", "message": word, "tries": 3 }));
    let planted: Vec<Value> = planted.collect();
    write_log(home.path(), &planted);
    let log = std::fs::read(home.path().join("logs/counter.2026-12-01.jsonl")).unwrap();
    let there = BTreeMap::from([("log".to_owned(), log)]);
    assert_eq!(find_traces(&there, &words).len(), words.len(), "the search finds what is there");

    let bundle = station.call("save_bundle", json!({})).await;
    let file = text(&bundle["file"]);
    assert!(Path::new(&file).starts_with(home.path().join("data/forms")), "{file}");
    assert!(file.ends_with(".zip"), "{file}");
    let parts = unpack(&file);
    assert_no_traces(&parts, &words);
    let log = String::from_utf8(parts["log/counter.2026-12-01.jsonl"].clone()).unwrap();
    let left = r#"{"level":"WARN","message":"[left out]","tries":3}"#;
    assert!(log.lines().count() == words.len() && log.lines().all(|line| line == left), "{log}");

    let about = json_of(&parts, "about.json");
    assert_eq!(about["program"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(about["catalogue"]["id"], "shili");
    assert_eq!(
        (&about["start"]["state"], &about["line"]["state"]),
        (&json!("ready"), &json!("up"))
    );
    assert_eq!(about["records"]["cases"], json!({ "accepted": 1, "draft": 1 }));
    assert_eq!(about["records"]["outbox"], json!({ "acknowledged": 1 }));
    assert_eq!(about["lamps"]["reader"], "on");
    assert!(!about["tools"]["families"].as_array().unwrap().is_empty(), "{about}");
    assert_eq!(about["settings"]["office"], "");

    let settings = station.call("settings", json!({})).await;
    assert_eq!(settings["versions"]["program"], env!("CARGO_PKG_VERSION"));
    assert_eq!(settings["versions"]["schema"], about["records"]["schema"]);
    assert_eq!(settings["versions"]["catalogue_version"], about["catalogue"]["version"]);

    station.close(home.path()).await;
    let store = store_of(home.path());
    let names = store.settings_named("delivery_credential").unwrap();
    let mut secrets: Vec<String> =
        names.iter().filter_map(|name| store.setting(name).unwrap()).collect();
    assert!(!secrets.is_empty());
    secrets.extend([PASSPHRASE.to_owned(), "demo-1001".to_owned()]);
    assert_no_traces(&parts, &secrets);
}

/// As another process left it.
fn leave_report(home: &Path, name: &str, program: &str) {
    let report = json!({
        "at": "2026-11-21T09:02:03.004Z", "program": program, "version": "0.2.0", "process": 1,
        "thread": "main", "place": "desk/src/views/notices.rs:12", "signal": null,
    });
    let logs = home.join("logs");
    std::fs::create_dir_all(&logs).unwrap();
    std::fs::write(logs.join(name), report.to_string()).unwrap();
}

async fn crash_notice(station: &Station) -> Option<Value> {
    let status = station.call("status", json!({})).await;
    status["notices"].as_array().unwrap().iter().find(|n| n["code"] == "crashed").cloned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_start_tells_of_a_fault_until_somebody_has_read_it() {
    let home = tempfile::tempdir().unwrap();
    leave_report(home.path(), "crash-20261121T170203-004.json", "window");
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let told = crash_notice(&station).await.unwrap();
    let params = json!({ "count": "1", "last": "2026-11-21 17:02", "program": "window" });
    assert_eq!((&told["params"], &told["can_be_read"]), (&params, &json!(true)));
    // What comes while this program runs is for the next one.
    leave_report(home.path(), "crash-20261121T170203-005.json", "document_worker");
    assert_eq!(crash_notice(&station).await.unwrap()["params"], params);
    station.call("notice_read", json!({ "code": "crashed" })).await;
    assert_eq!(crash_notice(&station).await, None);
    station.close(home.path()).await;

    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let told = crash_notice(&station).await.unwrap();
    assert_eq!(
        (&told["params"]["count"], &told["params"]["program"]),
        (&json!("1"), &json!("document_worker"))
    );
    station.call("notice_read", json!({ "code": "crashed" })).await;
    station.close(home.path()).await;

    let station = Station::open(home.path()).await;
    assert_eq!(crash_notice(&station).await, None, "read once");
}

/// This station's own: its test scanner is shown to it by a folder of its own.
fn find_host(home: &Path) -> Option<u32> {
    let own = format!("SANE_CONFIG_DIR={}", home.join("run/sane").display());
    let is_host = |process: &u32| {
        let exe = std::fs::read_link(format!("/proc/{process}/exe")).unwrap_or_default();
        let environment = std::fs::read(format!("/proc/{process}/environ")).unwrap_or_default();
        let mut variables = environment.split(|byte| *byte == 0);
        exe.ends_with("device-host") && variables.any(|variable| variable == own.as_bytes())
    };
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    let mut processes = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    processes.find(is_host)
}

/// The list of devices starts it; a call that meets the end of the one before does not.
async fn start_host(station: &Station, home: &Path) -> u32 {
    for _ in 0..100 {
        station.call("settings", json!({})).await;
        if let Some(host) = find_host(home) {
            return host;
        }
    }
    panic!("no device host runs");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_helper_that_a_signal_ends_leaves_a_report_and_one_that_is_asked_to_end_does_not() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let logs = home.path().join("logs");
    let reports = || {
        let entries = std::fs::read_dir(&logs).into_iter().flatten().flatten();
        entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("crash-")).count()
    };
    for (signal, so_far) in [("TERM", 0), ("KILL", 1)] {
        let host = start_host(&station, home.path()).await;
        let sent = Command::new("kill").args(["-s", signal, &host.to_string()]).status().unwrap();
        assert!(sent.success());
        station.eventually("the host to end", || find_host(home.path()) != Some(host)).await;
        station.eventually("its report", || reports() == so_far).await;
    }
    let parts = unpack(&text(&station.call("save_bundle", json!({})).await["file"]));
    let name = parts.keys().find(|name| name.starts_with("crash/")).unwrap();
    let report = json_of(&parts, name);
    assert_eq!((&report["program"], &report["signal"]), (&json!("device_host"), &json!(9)));
    assert_eq!(report["place"], Value::Null);
    assert_eq!(reports(), 1, "one that was asked to end left none");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keys_are_printed_for_whoever_is_signed_in_and_only_so_many() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    let row = json!({ "keys": ["F9"], "says": "看文书；再按一次出具", "also": "See the document; again: issue" });
    let card = |rows: usize| {
        let group =
            json!({ "title": "出具意见", "also": "Deciding", "rows": vec![row.clone(); rows] });
        json!({ "groups": [group] })
    };
    assert_eq!(station.try_call("print_key_card", card(1)).await.unwrap_err(), "not_signed_in");
    station.sign_in().await;
    assert_eq!(station.try_call("print_key_card", card(57)).await.unwrap_err(), "bad_request");
    let printed = station.call("print_key_card", card(2)).await;
    let file = text(&printed["file"]);
    assert!(file.ends_with("key-card.pdf"), "{printed}");
    let read = Command::new("pdftotext").args(["-layout", &file, "-"]).output().unwrap();
    let words: String = String::from_utf8(read.stdout).unwrap().split_whitespace().collect();
    for wanted in
        ["快捷键卡", "出具意见Deciding", "看文书；再按一次出具", "Seethedocument;again:issue"]
    {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
}
