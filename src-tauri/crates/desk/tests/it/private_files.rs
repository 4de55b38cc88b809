//! Nothing that the desk makes is open to others of this computer.
use crate::counter::Station;
use crate::main_story::filled_case;
use crate::open_files::{find_open, list_files, open_up};
use crate::support::accept;
use serde_json::json;
use std::path::PathBuf;

const NONE: [PathBuf; 0] = [];

#[tokio::test(flavor = "multi_thread")]
async fn every_file_is_this_users_alone_and_is_so_again_after_a_copy_was_brought_back() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = filled_case(&station).await;
    accept(&station, &case).await;
    station.call("save_bundle", json!({})).await;
    assert_eq!(find_open(home.path()), NONE);
    let files = list_files(home.path());
    let is_there = |end: &str| files.iter().any(|file| file.to_string_lossy().ends_with(end));
    for end in [".page", ".pdf", ".zip", "station.db", "office.db", "parts.db", "run", "config"] {
        assert!(is_there(end), "{end}: {files:?}");
    }
    station.close(home.path()).await;

    let folders = ["data", "config", "run"].map(|name| home.path().join(name));
    folders.iter().for_each(|folder| open_up(folder));
    assert!(!find_open(home.path()).is_empty());
    let station = Station::open(home.path()).await;
    assert_eq!(find_open(home.path()), NONE);
    station.close(home.path()).await;
}
