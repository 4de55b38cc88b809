//! Pages out of the feeder while the program that looks them over is killed or gone: none is lost.
use crate::cards::open;
use crate::counter::{Station, folders};
use crate::main_story::text;
use counter_desk::{Failure, Folders};
use serde_json::{Value, json};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

/// Stands in the document worker's place and becomes it. As long as there is a file `kill`, what
/// opens files is killed by the first byte of a question, after both have greeted.
const WORKER: &str = r#"#!/bin/bash
real=REAL; home=HOME
[ "$1" = --open ] || exec "$real" "$@"
ask() {
  head -c GREETING
  first="$home/first.$BASHPID"; head -c 1 >"$first"; [ -s "$first" ] || return
  [ -e "$home/kill" ] && kill -KILL $$
  cat "$first"; exec cat
}
exec 4<&0
exec "$real" "$@" < <(ask <&4) 4<&-
"#;

/// With a document worker that can be told to die.
fn own_programs(home: &Path) -> Folders {
    let all = folders(home);
    let own = home.join("programs");
    std::fs::create_dir(&own).unwrap();
    symlink(all.programs.join("device-host"), own.join("device-host")).unwrap();
    let real = all.programs.join("document-worker");
    let script =
        WORKER.replace("REAL", real.to_str().unwrap()).replace("HOME", home.to_str().unwrap());
    // A call's number and two lengths, and the version in its quotes between them.
    let greeting = 8 + 4 + format!("\"{}\"", env!("CARGO_PKG_VERSION")).len() + 4;
    let script = script.replace("GREETING", &greeting.to_string());
    std::fs::write(own.join("document-worker"), script).unwrap();
    std::fs::set_permissions(own.join("document-worker"), PermissionsExt::from_mode(0o755))
        .unwrap();
    Folders { programs: own, ..all }
}

async fn scan(station: &Station, case: &str) -> Result<Value, Failure> {
    let payload = json!({ "case": case, "material": null });
    station.desk.dispatch("main", "scan", payload).await
}

async fn set(station: &Station, source: &str, resolution: u32) {
    let mut settings = station.call("settings", json!({})).await["settings"].clone();
    settings["scan_source"] = source.into();
    settings["scan_resolution"] = resolution.into();
    station.call("save_settings", json!({ "settings": settings })).await;
}

fn told(refused: &Failure) -> (&str, &str, &str) {
    let param = |name: &str| refused.params.get(name).map_or("", String::as_str);
    (refused.code.as_str(), param("undrawn"), param("pages"))
}

async fn list_pages(station: &Station, case: &str) -> Vec<Value> {
    let view = station.call("case", json!({ "case": case })).await;
    view["pages"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_went_through_the_feeder_outlives_the_worker() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open_in(own_programs(home.path())).await;
    station.ready().await;
    station.sign_in().await;
    let plain = open(&station, "chengxiang-yanglao").await;
    set(&station, "flatbed", 100).await;
    scan(&station, &plain).await.unwrap();
    assert_eq!(list_pages(&station, &plain).await.len(), 1, "looked over");

    // The next case's worker dies over what it is asked, and the stack comes in to its end.
    let case = open(&station, "chengxiang-yanglao").await;
    let kill = home.path().join("kill");
    std::fs::write(&kill, "").unwrap();
    set(&station, "adf", 75).await;
    let refused = scan(&station, &case).await.unwrap_err();
    assert_eq!(told(&refused), ("pages_not_drawn", "10", "10"));
    assert_eq!(list_pages(&station, &case).await.len(), 10);

    // What was kept undrawn is drawn as soon as there is a worker.
    std::fs::remove_file(&kill).unwrap();
    for page in list_pages(&station, &case).await {
        let path = text(&page["url"]).replace("page://localhost", "");
        let (media, picture) = station.desk.bytes("main", &path).await.unwrap();
        assert!(media.starts_with("image/") && !picture.is_empty());
    }

    // No worker at all, once the one that waits already was met as well.
    std::fs::write(&kill, "").unwrap();
    std::fs::remove_file(home.path().join("programs/document-worker")).unwrap();
    for (resolution, count) in [(50, 11), (60, 12)] {
        set(&station, "flatbed", resolution).await;
        let refused = scan(&station, &case).await.unwrap_err();
        assert_eq!(told(&refused), ("pages_not_drawn", "1", "1"));
        assert_eq!(list_pages(&station, &case).await.len(), count);
    }
}
