//! A copy of the station's key, sealed to the centre's recovery key; and a disk of which the keyring
//! is gone, whose cases arrive all the same.
use crate::counter::{PASSPHRASE, Station, audit_lines, store_of};
use crate::main_story::filled_case;
use crate::real_office::RealOffice;
use crate::revisions::decide;
use crate::surroundings::run_again;
use counter_centre::Purpose;
use counter_core::date::Moment;
use counter_desk::{Records, RecoveryWord, Rescue};
use counter_store::{RecoveryKey, RecoverySecret, join_halves, write_halves};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The fingerprint of the recovery key that the copy in this folder is sealed to.
fn sealed_to(home: &Path) -> Option<String> {
    let text = std::fs::read_to_string(home.join("data/recovery.sealed")).ok()?;
    let file: Value = serde_json::from_str(&text).unwrap();
    Some(file["recovery_key"].as_str().unwrap().to_owned())
}

fn seals(home: &Path) -> Vec<String> {
    let lines = audit_lines(home).into_iter().rev();
    lines.filter(|line| line.action == "recovery_sealed").map(|line| line.outcome).collect()
}

fn publish(office: &RealOffice, version: u64, key: &RecoveryKey) {
    office.publish(version, |body| body["recovery_key"] = key.text().into());
}

async fn join(station: &Station, office: &RealOffice) {
    let code = office.publish_code(Purpose::Join);
    station.call("join_centre", json!({ "office": office.address, "code": code })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_station_seals_its_key_when_it_joins() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let key = RecoverySecret::random().public_key();
    publish(&office, 1, &key);
    let station = Station::open(home.path()).await;
    assert_eq!(sealed_to(home.path()), None);
    join(&station, &office).await;
    assert_eq!(sealed_to(home.path()), Some(key.fingerprint()));
    station.close(home.path()).await;
    assert_eq!(seals(home.path()), [key.fingerprint()]);
    // What is sealed already stays as it is.
    let before = std::fs::read(home.path().join("data/recovery.sealed")).unwrap();
    Station::open(home.path()).await.close(home.path()).await;
    assert_eq!(std::fs::read(home.path().join("data/recovery.sealed")).unwrap(), before);
    assert_eq!(seals(home.path()).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_station_that_joined_before_there_was_a_recovery_key_seals_at_its_next_start() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let home = home.path();
    let office = RealOffice::open(data.path(), 0).await;
    office.publish(1, |_| {});
    let station = Station::open(home).await;
    join(&station, &office).await;
    assert_eq!(sealed_to(home), None);
    station.close(home).await;

    let (first, second) = (RecoverySecret::random(), RecoverySecret::random());
    let (first, second) = (first.public_key(), second.public_key());
    let is_sealed_to = |key: &RecoveryKey| sealed_to(home) == Some(key.fingerprint());
    publish(&office, 2, &first);
    let station = Station::open(home).await;
    station.eventually("it is sealed", || is_sealed_to(&first)).await;
    station.close(home).await;

    // As a program left it that took the file and knew no recovery.
    std::fs::remove_file(home.join("data/recovery.sealed")).unwrap();
    let station = Station::open(home).await;
    station.eventually("it is sealed at the start", || is_sealed_to(&first)).await;
    station.close(home).await;

    publish(&office, 3, &second);
    let station = Station::open(home).await;
    station.eventually("it is sealed to the next key", || is_sealed_to(&second)).await;
    station.close(home).await;
    assert_eq!(seals(home), [first.fingerprint(), first.fingerprint(), second.fingerprint()]);
}

/// Every file with its bytes.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        match entry.path() {
            path if path.is_dir() => all.extend(everything(&path)),
            path if path.is_file() => _ = all.insert(path.clone(), std::fs::read(&path).unwrap()),
            _ => {}
        }
    }
    all
}

/// What is left of a station: its data, and nothing that opens them.
fn rescue_disk(home: &Path, disk: &Path) {
    let lost = ["key.json", "passphrase-tries.json"];
    for (path, bytes) in everything(&home.join("data")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if lost.contains(&name) {
            continue;
        }
        let target = disk.join(path.strip_prefix(home).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, bytes).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rescued_disk_opens_with_both_halves_and_what_waited_arrives() {
    let name = "recovering::a_rescued_disk_opens_with_both_halves_and_what_waited_arrives";
    // A keyring that this session happens to have would open the disk without any recovery.
    if !run_again(name, &[]) {
        return;
    }
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let secret = RecoverySecret::random();
    let [one, two] = write_halves(&secret).unwrap();
    publish(&office, 1, &secret.public_key());
    let station = Station::open(home.path()).await;
    join(&station, &office).await;
    station.sign_in_again().await.unwrap();
    station.call("pause_delivery", json!({})).await;
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    station.close(home.path()).await;
    let disk = tempfile::tempdir().unwrap();
    rescue_disk(home.path(), disk.path());
    let as_found = everything(disk.path());

    let refused = Records::open(disk.path(), Some(PASSPHRASE)).err();
    assert_eq!(refused, Some("keyring_unavailable"));
    let refused = Rescue::open(disk.path(), &RecoverySecret::random()).err();
    assert_eq!(refused, Some("recovery_other_key"));
    let joined = join_halves(one.as_bytes(), two.as_bytes()).unwrap();
    let rescue = Rescue::open(disk.path(), &joined).unwrap();
    let listed = rescue.records().list_cases().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].case.as_str(), listed[0].status.as_str()), (case.as_str(), "accepted"));
    assert!(listed[0].waiting && !listed[0].purged, "{listed:?}");
    assert!(listed[0].number.as_ref().unwrap().starts_with('临'), "{listed:?}");
    let place = tempfile::tempdir().unwrap();
    let into = place.path().join("copy");
    let now = Moment::from_millis(1_795_000_000_000);
    let copy = rescue.copy_to(&into, PASSPHRASE, now).unwrap();
    assert_eq!((copy.unreadable_pages, copy.data.join("forms").exists()), (0, false));
    assert_eq!(rescue.copy_to(&into, PASSPHRASE, now).err(), Some("folder_taken"));
    drop(rescue);
    assert!(everything(disk.path()) == as_found, "the disk was changed");

    // The copy is a station's data like any other: it delivers, though somebody had stopped that.
    let station = Station::open_unready(&into).await;
    station.ready().await;
    station.until_status("it is delivered", |status| status["waiting"] == 0).await;
    let is_told = |station: &Station| station.desk.recovery_word() == RecoveryWord::Told;
    station.eventually("the office is told", || is_told(&station)).await;
    station.close(&into).await;
    let recoveries = || office.office.list_installations().unwrap().remove(0).recoveries;
    let written = recoveries();
    assert_eq!((written.len(), written[0].at.as_millisecond()), (1, now.millis()));
    let key = secret.public_key().fingerprint();
    assert_eq!((&written[0].halves, written[0].cases, written[0].waiting), (&key, 1, 1));
    // Had the answer been lost, the copy would say it again.
    let said = json!({ "at": written[0].at.to_string(), "halves": key, "cases": 1, "waiting": 1 });
    let mut kept = store_of(&into);
    assert_eq!(kept.setting("recovered").unwrap(), None);
    kept.put_setting("recovered", &said.to_string()).unwrap();
    drop(kept);
    let station = Station::open_unready(&into).await;
    station.ready().await;
    station.eventually("it is told again", || is_told(&station)).await;
    station.close(&into).await;
    assert_eq!(recoveries(), written);
    assert_eq!(store_of(&into).setting("recovered").unwrap(), None);
    let records = Records::open(&into, Some(PASSPHRASE)).unwrap();
    let listed = records.list_cases().unwrap();
    assert_eq!((listed[0].delivery.as_str(), listed[0].waiting), ("acknowledged", false));
    assert!(!listed[0].number.as_ref().unwrap().starts_with('临'), "{listed:?}");
    assert!(records.check().unwrap().sound);
    drop(records);
    let lines = audit_lines(&into);
    let line = lines.iter().find(|line| line.action == "recovered").unwrap();
    let expected = format!("{} waiting 1", secret.public_key().fingerprint());
    assert_eq!((line.by.as_str(), &line.outcome), ("recovery", &expected));
}
