//! An old copy of the data, a clock set back or wrong: noticed, said, nothing damaged, no number
//! given twice.
use crate::counter::Station;
use crate::line::Line;
use crate::main_story::{filled_case, text};
use counter_core::date::Moment;
use counter_desk::Clock;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

pub const DAY: i64 = 86_400_000;

/// A clock that the test sets: the real one, and so much on top.
#[derive(Clone, Default)]
pub struct Off(Arc<AtomicI64>);

impl Off {
    pub fn set(&self, by: i64) {
        self.0.store(by, Ordering::SeqCst);
    }

    /// It is this time now, and goes on from there.
    pub fn set_to(&self, time: &str) {
        let wanted: Moment = time.parse().unwrap();
        self.set(wanted.millis() - real_clock()());
    }

    pub fn clock(&self) -> Clock {
        let (real, off) = (real_clock(), self.0.clone());
        Arc::new(move || real() + off.load(Ordering::SeqCst))
    }
}

fn real_clock() -> Clock {
    Arc::new(|| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        i64::try_from(since.as_millis()).unwrap()
    })
}

pub async fn open(home: &Path, clock: Clock) -> Station {
    let station = Station::open_at(home, clock).await;
    station.ready().await;
    station
}

async fn accept(station: &Station, case: &str) -> Value {
    let what =
        json!({ "case": case, "kind": "accept", "items": [], "reasons": [], "right_office": null });
    station.call("propose", what).await;
    station.call("issue", json!({ "case": case })).await["case"].clone()
}

async fn notices(station: &Station) -> BTreeSet<String> {
    let status = station.call("status", json!({})).await;
    // The zone of the machine that tests, how full its disk is and whether it is evening are its
    // own matter; deadlines of cases taken in under another clock are theirs.
    let codes = status["notices"].as_array().unwrap().iter().map(|n| text(&n["code"]));
    let own = ["zone_changed", "space_low", "closing_soon"];
    let is_odd = |code: &String| !own.contains(&code.as_str()) && !code.starts_with("deadline_");
    codes.filter(is_odd).collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let (path, target) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(path, target).unwrap();
        }
    }
}

/// The station's own files go back to an earlier day; the office, which lies elsewhere, does not.
fn restore(home: &Path, copied: &Path) {
    let data = home.join("data");
    for name in ["station.db", "station.db-wal", "station.db-shm"] {
        let _ = std::fs::remove_file(data.join(name));
    }
    for entry in
        std::fs::read_dir(copied).unwrap().flatten().filter(|entry| entry.file_name() != "trial")
    {
        let (path, target) = (entry.path(), data.join(entry.file_name()));
        if path.is_dir() {
            std::fs::remove_dir_all(&target).unwrap();
            copy(&path, &target);
        } else {
            std::fs::copy(path, target).unwrap();
        }
    }
}

async fn number_of(station: &Station, case: &str) -> (String, String) {
    let view =
        station.until(case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    (text(&view["number"]), text(&view["provisional"]))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_copy_of_the_data_is_noticed_and_nothing_is_filed_or_numbered_twice() {
    let (home, copied) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let line = Line::to_trial(home.path(), None).await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    // With the line down: decided and waiting; and one not yet decided.
    line.cut().await;
    let waiting = filled_case(&station).await;
    accept(&station, &waiting).await;
    let draft = filled_case(&station).await;
    station.close(home.path()).await;
    copy(&home.path().join("data"), copied.path());
    line.mend().await;

    // Life goes on: both are acknowledged, and a third case is opened and filed.
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    accept(&station, &draft).await;
    let third = filled_case(&station).await;
    accept(&station, &third).await;
    let mut known = BTreeSet::new();
    for case in [&waiting, &draft, &third] {
        known.insert(number_of(&station, case).await);
    }
    assert!(notices(&station).await.is_empty(), "nothing odd until now");
    station.close(home.path()).await;

    restore(home.path(), copied.path());
    let station = Station::open(home.path()).await;
    assert_eq!(notices(&station).await, BTreeSet::from(["old_image".into()]));
    station.sign_in().await;
    let again = number_of(&station, &waiting).await;
    assert!(known.contains(&again), "filed once, under the same numbers");
    let told = until_missing(&station, "1").await;
    assert_eq!(told["code"], "old_image");
    let refused = station
        .try_call(
            "propose",
            json!({ "case": draft, "kind": "accept", "items": [], "reasons": [],
                "right_office": null }),
        )
        .await;
    assert_eq!(refused.unwrap_err(), "already_filed");
    let fourth = filled_case(&station).await;
    accept(&station, &fourth).await;
    let (official, provisional) = number_of(&station, &fourth).await;
    assert!(
        known.iter().all(|(o, p)| *o != official && *p != provisional),
        "{provisional} was given before"
    );
    station.call("notice_read", json!({ "code": "old_image" })).await;
    assert!(notices(&station).await.is_empty());
}

async fn until_missing(station: &Station, count: &str) -> Value {
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
    loop {
        let status = station.call("status", json!({})).await;
        let all = status["notices"].as_array().unwrap().clone();
        if let Some(found) = all.into_iter().find(|n| n["params"]["missing"] == count) {
            return found;
        }
        assert!(std::time::Instant::now() < deadline, "never compared with the office");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_differs_from_the_offices_is_said_and_noted_beside_the_stamp() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    off.set(3 * DAY);
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    assert_eq!(notices(&station).await, BTreeSet::from(["clock_ahead".into()]));
    let case = filled_case(&station).await;
    accept(&station, &case).await;
    number_of(&station, &case).await;
    off.set(-10 * DAY);
    station.sign_in().await;
    assert_eq!(notices(&station).await, BTreeSet::from(["clock_behind".into()]));
    // Entries keep their order whatever the clock said, and new work goes on.
    let view = station
        .call(
            "fill",
            json!({ "case": filled_case(&station).await, "field": "phone",
            "value": "10012345679" }),
        )
        .await;
    assert_eq!(view["status"], "received");
    off.set(0);
    station.sign_in().await;
    assert!(notices(&station).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_set_back_gives_no_hours_back_and_silences_no_queue() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    let line = Line::to_trial(home.path(), None).await;
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    line.cut().await;
    let case = filled_case(&station).await;
    accept(&station, &case).await;
    off.set(4 * DAY);
    assert_eq!(station.sign_in_again().await.unwrap_err(), "offline_sign_in_expired");
    // Ten years back, and the program started again: the hours are still over.
    off.set(-3650 * DAY);
    assert_eq!(station.sign_in_again().await.unwrap_err(), "offline_sign_in_expired");
    station.close(home.path()).await;
    let station = open(home.path(), off.clock()).await;
    assert_eq!(notices(&station).await, BTreeSet::from(["clock_back".into()]));
    assert_eq!(station.sign_in_again().await.unwrap_err(), "offline_sign_in_expired");
    // The queue's next try lay in what is now the far future; with the office back the case leaves
    // all the same.
    station.close(home.path()).await;
    line.mend().await;
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    number_of(&station, &case).await;
    assert_eq!(notices(&station).await, BTreeSet::from(["clock_behind".into()]));
}
