//! A disk of which a look fails: what was pressed is told or done, what was only looked at is told, and
//! nothing is lost.
use crate::counter::{PASSPHRASE, Station};
use crate::failing_store::{Clerk, PRESSES, count_panics, find_lost, has_panicked};
use counter_desk::Records;
use counter_store::FailingCalls;
use serde_json::{Value, json};
use std::path::Path;

/// More looks than a screen is made of, so that each of them fails once.
const MOST_LOOKS: u64 = 40;

/// One screen after the other, of which each time another look fails.
async fn fail_each_look(station: &Station, db: &Path, case: &str) {
    let all = json!({ "statuses": [], "text": "", "today": false, "waiting": false, "due": false });
    let screens = [
        ("case", json!({ "case": case })),
        ("my_cases", all),
        ("status", json!({})),
        ("outbox", json!({})),
    ];
    let mut told = Vec::new();
    for (name, payload) in screens {
        for look in 1..=MOST_LOOKS {
            let failing = FailingCalls::plant_reads(db, move |read| read == look);
            let answer = station.try_call(name, payload.clone()).await;
            let count = failing.count();
            drop(failing);
            if let Err(code) = answer {
                assert_ne!(code, "internal", "{name}, look {look}");
                told.push((name, code));
            }
            if count < look {
                break;
            }
        }
    }
    let is_told = |name: &str| told.iter().any(|(of, code)| *of == name && code == "store_io");
    assert!(is_told("case") && is_told("my_cases"), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_look_that_fails_is_told_and_loses_nothing() {
    count_panics();
    let home = tempfile::tempdir().unwrap();
    let db = home.path().join("data/station.db");
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let mut clerk = Clerk::new(&station, None);
    clerk.blinks_at = Some(db.clone());
    assert!(clerk.finish_case(PRESSES).await, "{:?}", clerk.refused);
    let Clerk { case, shown, refused, .. } = clerk;
    assert!(refused.iter().filter(|code| code.ends_with(": store_io")).count() > 3, "{refused:?}");

    let case = case.unwrap();
    fail_each_look(&station, &db, &case).await;
    let now = station.call("case", json!({ "case": case })).await;
    assert_eq!(find_lost(&shown, &now), Vec::<String>::new(), "{refused:?}");
    station.close(home.path()).await;
    let records = Records::open(&home.path().join("data"), Some(PASSPHRASE)).unwrap();
    let report: Value = serde_json::to_value(records.check().unwrap()).unwrap();
    assert_eq!(report["sound"], true, "{refused:?}: {report}");
    assert!(!has_panicked(), "{refused:?}");
}
