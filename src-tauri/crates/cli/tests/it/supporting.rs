//! `counter support`: what a technician is given of a station full of people names none of them.
use crate::drilling::{Office, PASSPHRASE, counter, drill};
use crate::thief;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;

/// As the drill invents people.
fn is_of_somebody(text: &str) -> bool {
    let is_name = text.ends_with("示例") && text.chars().count() == 3;
    let is_phone = text.starts_with("100") && text.len() == 11;
    is_name || is_phone || text.starts_with("440699") || text.starts_with("示例市示例街道")
}

fn collect_texts(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => _ = into.insert(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| collect_texts(value, into)),
        Value::Object(fields) => fields.values().for_each(|value| collect_texts(value, into)),
        _ => {}
    }
}

/// Names, numbers, telephones and addresses of everybody in these records, and the station's
/// secrets.
fn find_secrets(data: &Path) -> BTreeSet<String> {
    let db = thief::opened(data, PASSPHRASE);
    let column = |sql: &str| {
        let mut read = db.prepare(sql).unwrap();
        let rows = read.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.map(Result::unwrap).collect::<Vec<String>>()
    };
    let mut texts = BTreeSet::new();
    for body in column("SELECT body FROM entries") {
        collect_texts(&serde_json::from_str(&body).unwrap(), &mut texts);
    }
    texts.retain(|text| is_of_somebody(text));
    let kinds: [fn(&str) -> bool; 3] =
        [|text| text.ends_with("示例"), |text| text.starts_with("440699"), |text| text.len() == 11];
    assert!(kinds.iter().all(|is| texts.iter().any(|text| is(text))), "{texts:?}");
    let credentials = column("SELECT value FROM settings WHERE name LIKE 'delivery_credential%'");
    assert!(!credentials.is_empty());
    texts.extend(credentials);
    texts
}

fn unpack(file: &Path) -> BTreeMap<String, Vec<u8>> {
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

fn find_traces<'a>(parts: &[&[u8]], words: &'a BTreeSet<String>) -> Vec<&'a String> {
    words.iter().filter(|word| parts.iter().any(|part| holds(part, word))).collect()
}

/// The parts, and what the command said.
fn bundle_of(data: &Path, out: &Path, more: &[&str]) -> (BTreeMap<String, Vec<u8>>, Value) {
    let (data, file) = (data.to_str().unwrap(), out.to_str().unwrap());
    let ran =
        counter(&["support", "--data", data, "--out", file, "--json"]).args(more).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
    (unpack(out), serde_json::from_slice(&ran.stdout).unwrap())
}

#[test]
fn a_bundle_counts_the_cases_and_names_nobody() {
    let (home, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = Office::start(there.path());
    let (data, logs) = (home.path().join("station"), home.path().join("logs"));
    drill(&data, &["--cases", "2", "--seed", "2", "--office", &office.address, "--wait", "60"]);
    let config = data.join("drill/config");
    let more = ["--logs", logs.to_str().unwrap(), "--config", config.to_str().unwrap()];
    std::fs::create_dir(&logs).unwrap();
    // What must never be logged, as if it had been.
    let secrets = find_secrets(&data);
    let planted: String = secrets
        .iter()
        .map(|word| serde_json::json!({ "level": "WARN", "message": word }).to_string() + "\n")
        .collect();
    std::fs::write(logs.join("counter.2026-12-01.jsonl"), &planted).unwrap();
    assert_eq!(
        find_traces(&[planted.as_bytes()], &secrets).len(),
        secrets.len(),
        "the search finds what is there"
    );

    let out = home.path().join("bundle.zip");
    let (parts, said) = bundle_of(&data, &out, &more);
    assert_eq!(said["records"], "counted");
    let bytes: Vec<&[u8]> = parts.values().map(Vec::as_slice).collect();
    assert_eq!(find_traces(&bytes, &secrets), [""; 0]);
    let words = BTreeSet::from([PASSPHRASE.to_owned(), "demo-1001".to_owned()]);
    assert_eq!(find_traces(&bytes, &words), [""; 0]);
    let log = String::from_utf8(parts["log/counter.2026-12-01.jsonl"].clone()).unwrap();
    assert_eq!(log.lines().count(), secrets.len());
    let about: Value = serde_json::from_slice(&parts["about.json"]).unwrap();
    assert_eq!(about["program"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(about["records"]["outbox"]["acknowledged"], 2);
    let cases = about["records"]["cases"].as_object().unwrap();
    assert_eq!(cases.values().filter_map(Value::as_u64).sum::<u64>(), 2, "{about}");
    assert!(about["catalogue"]["version"].is_string());
    assert_eq!(about["settings"]["office"], office.address);
}

#[test]
fn what_does_not_open_is_told_of_all_the_same() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("station.db"), [7; 8192]).unwrap();
    std::fs::write(data.join("station-name"), "nobody").unwrap();
    let (parts, said) = bundle_of(&data, &home.path().join("bundle.zip"), &[]);
    assert_ne!(said["records"], "counted");
    let about: Value = serde_json::from_slice(&parts["about.json"]).unwrap();
    assert_eq!(about["records"]["unread"], said["records"]);
    assert_eq!(about["settings"]["office"], "");

    let nowhere = home.path().join("nowhere");
    let ran = counter(&["support", "--data", nowhere.to_str().unwrap(), "--out", "x", "--json"])
        .output()
        .unwrap();
    assert!(!ran.status.success());
    let fault: Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(fault["code"], "no_folder");
}
