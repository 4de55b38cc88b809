//! What holds the checker of updates off beside a case on the screen: a paper on its way to the
//! printer, a piece on its way to the office. What waits to be sent holds nothing up.
use crate::counter::{Station, point_to};
use crate::main_story::filled_case;
use crate::revisions::decide;
use crate::surroundings::run_again;
use crate::updating::{is_free, put};
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use counter_catalog::Pack;
use counter_office::Office;
use parking_lot::Mutex;
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const IN_USE: &str = "run/counter-workstation/in-use";
const PLACE: &str = "UPDATING_TEST_PLACE";
/// Takes a paper and writes down whether the checker could have had the window meanwhile.
const LP: &str = r#"#!/bin/sh
cat >/dev/null
file="$UPDATING_TEST_PLACE/machine/run/counter-workstation/in-use"
if flock --exclusive --nonblock "$file" true; then echo free; else echo used; fi >>"$UPDATING_TEST_PLACE/told"
"#;
const LPSTAT: &str = "#!/bin/sh\necho 'printer desk is idle.'\n";

/// The office, and of each request of delivery whether the checker could have had the window
/// meanwhile.
async fn serve_watched(folder: &Path, file: PathBuf) -> (String, Arc<Mutex<Vec<bool>>>) {
    let office = Office::open(Some(folder), Pack::builtin_signed().unwrap(), true).unwrap();
    let seen = Arc::<Mutex<Vec<bool>>>::default();
    let heard = seen.clone();
    let watch = from_fn(move |request: Request, next: Next| {
        let (method, path) = (request.method().as_str(), request.uri().path());
        let is_of_delivery = path.starts_with("/cases") || path.starts_with("/uploads");
        if is_of_delivery && ["POST", "PATCH"].contains(&method) {
            heard.lock().push(is_free(&file));
        }
        next.run(request)
    });
    let router = counter_office::build_router(&office).layer(watch);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, seen)
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_installed_while_a_piece_is_sent_and_what_waits_holds_nothing_up() {
    let (home, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = put(home.path(), IN_USE, "");
    let (address, seen) = serve_watched(there.path(), file.clone()).await;
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    station.call("pause_delivery", json!({})).await;
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    station.call("note_case_shown", json!({ "shown": false })).await;
    station.eventually("a case that waits holds nothing up", || is_free(&file)).await;
    assert_eq!(station.call("status", json!({})).await["waiting"], 1);
    assert!(seen.lock().is_empty(), "nothing was sent yet");

    station.call("resume_delivery", json!({})).await;
    station.until(&case, "the acknowledgement", |view| view["delivery"] == "acknowledged").await;
    let free = seen.lock().clone();
    // The case, an upload and its bytes, and that all is there.
    assert!(free.len() >= 4 && !free.contains(&true), "{free:?}");
    station.eventually("all is sent", || is_free(&file)).await;
}

fn write_printing(folder: &Path) {
    std::fs::create_dir(folder.join("bin")).unwrap();
    for (name, text) in [("lp", LP), ("lpstat", LPSTAT)] {
        let file = folder.join("bin").join(name);
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o755)).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_installed_while_a_paper_is_printed() {
    let place = tempfile::tempdir().unwrap();
    write_printing(place.path());
    let place = place.path().to_str().unwrap();
    let path = format!("{place}/bin:{}", std::env::var("PATH").unwrap());
    let name = "updating_use::nothing_is_installed_while_a_paper_is_printed";
    if !run_again(name, &[("PATH", path.as_str()), (PLACE, place)]) {
        return;
    }
    // The one that was made outside: what prints there is told of it.
    let home = PathBuf::from(std::env::var_os(PLACE).unwrap());
    let file = put(&home, IN_USE, "");
    let station = Station::open(&home).await;
    station.sign_in().await;
    station.call("choose_device", json!({ "step": "printer", "name": "desk" })).await;
    station.eventually("the home screen", || is_free(&file)).await;
    let tried = station.call("try_step", json!({ "step": "printer" })).await;
    let rows = tried["view"]["rows"].as_array().unwrap();
    let printer: &Value = rows.iter().find(|row| row["step"] == "printer").unwrap();
    assert_eq!(printer["last"]["outcome"], "good", "{printer}");
    assert_eq!(std::fs::read_to_string(home.join("told")).unwrap(), "used\n");
    station.eventually("the paper is out", || is_free(&file)).await;
}
