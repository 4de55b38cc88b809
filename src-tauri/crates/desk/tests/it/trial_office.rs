//! The trial office inside: its records are sealed with a key that hangs from the station's.
use crate::counter::{PASSPHRASE, Station};
use crate::course::homestead;
use crate::revisions::decide;
use crate::surroundings::run_again;
use serde_json::json;
use std::collections::HashSet;
use std::fs;
use std::net::TcpListener;
use std::path::Path;

fn in_the_clear(folder: &Path) -> bool {
    let files = fs::read_dir(folder).unwrap().flatten();
    files.into_iter().any(|file| fs::read(file.path()).unwrap().starts_with(b"SQLite format 3"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_earlier_version_kept_in_the_clear_is_gone() {
    let home = tempfile::tempdir().unwrap();
    let before = home.path().join("data/trial-office");
    fs::create_dir_all(before.join("parts")).unwrap();
    fs::write(before.join("office.db"), "SQLite format 3\0 陈示例").unwrap();
    fs::write(before.join("parts/a"), "陈示例").unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    assert!(!before.exists());
    let sealed = home.path().join("data/trial");
    assert!(sealed.join("office.db").exists() && sealed.join("parts.db").exists());
    assert!(!in_the_clear(&sealed));
}

#[tokio::test(flavor = "multi_thread")]
async fn records_of_another_station_do_not_keep_a_trial_from_starting() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    Station::open(one.path()).await.sign_in().await;
    let (from, to) = (one.path().join("data/trial"), other.path().join("data/trial"));
    fs::create_dir_all(&to).unwrap();
    for file in fs::read_dir(from).unwrap().flatten() {
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
    let moved = fs::read(to.join("office.db")).unwrap();
    Station::open(other.path()).await.sign_in().await;
    assert_ne!(
        fs::read(to.join("office.db")).unwrap()[..16],
        moved[..16],
        "made anew, with a salt of its own"
    );
}

/// Sockets of this very process that somebody may connect to.
fn count_listeners() -> usize {
    let inode = |fd: fs::DirEntry| {
        let target = fs::read_link(fd.path()).ok()?;
        let target = target.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?;
        Some(target.to_owned())
    };
    let own: HashSet<String> =
        fs::read_dir("/proc/self/fd").unwrap().flatten().filter_map(inode).collect();
    let tables = ["tcp", "tcp6"].map(|name| fs::read_to_string(format!("/proc/self/net/{name}")));
    let tables = tables.map(Result::unwrap_or_default);
    let is_own_listener = |row: &&str| {
        let fields: Vec<&str> = row.split_whitespace().collect();
        fields[3] == "0A" && own.contains(fields[9])
    };
    tables.iter().flat_map(|table| table.lines().skip(1)).filter(is_own_listener).count()
}

/// Its passwords are shown to everybody: whoever else is on this computer must not find it.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_reaches_the_office_of_a_trial() {
    let name = "trial_office::nobody_else_reaches_the_office_of_a_trial";
    if !run_again(name, &[]) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let hello = station.call("hello", json!({})).await;
    assert_eq!(hello["signed_in"]["offline"], false, "the office itself let them in");
    assert_eq!(count_listeners(), 0);
    let _door = TcpListener::bind("127.0.0.1:0").unwrap();
    assert_eq!(count_listeners(), 1, "the search finds what is there");
}

/// The records are open, and the office beside them is not yet: whoever is quick waits for it.
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_while_the_trial_opens_behind_a_passphrase_waits_for_it() {
    let name = "trial_office::a_sign_in_while_the_trial_opens_behind_a_passphrase_waits_for_it";
    if !run_again(name, &[]) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let station = Station::open_unready(home.path()).await;
    assert_ne!(station.call("hello", json!({})).await["state"], "ready");
    let opening = station.call("unlock", json!({ "passphrase": PASSPHRASE }));
    let signing_in = async {
        while station.call("hello", json!({})).await["state"] != "ready" {
            tokio::task::yield_now().await;
        }
        station.sign_in_again().await
    };
    let (_, signed_in) = tokio::join!(opening, signing_in);
    assert_eq!(signed_in.unwrap()["signed_in"]["offline"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_departments_of_a_trial_work_by_themselves_where_that_is_settled() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("trial.json"), r#"{"day_seconds":0,"seed":1}"#).unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = homestead(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    let view =
        station.until(&case, "the department's decision", |v| v["status"] == "completed").await;
    assert_eq!(view["steps"][0]["procedure"], "expert_review", "of a commitment item");
}
