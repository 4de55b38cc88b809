//! Data folders as version 0.1.0 wrote them (`tests/former`, made by its own drill: passphrase and
//! people are those of tests), opened by this program in six states.
use crate::counter::{Station, point_to, store_of};
use crate::line::{Line, serve_trial};
use crate::real_office::RealOffice;
use counter_catalog::Pack;
use counter_centre::Purpose;
use counter_office::{Library, Office, Setup, demo_accounts};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn former(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/former").join(name)
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        match entry.file_type().unwrap().is_dir() {
            true => copy_folder(&source, &target),
            false => drop(std::fs::copy(&source, &target).unwrap()),
        }
    }
}

/// The folder as a station has it: a drill keeps its settings and marks beside its data.
fn lay_out(name: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    copy_folder(&former(name), &home.path().join("data"));
    std::fs::rename(home.path().join("data/drill/config"), home.path().join("config")).unwrap();
    std::fs::remove_dir_all(home.path().join("data/drill")).unwrap();
    home
}

fn stop_reason(status: &Value) -> Option<&str> {
    let notices = status["notices"].as_array()?;
    notices.iter().find(|notice| notice["code"] == "office_stopped")?["params"]["code"].as_str()
}

/// The office that has these cases, at another port than it had: the administrator's settings name
/// it.
async fn serve_former(office: &tempfile::TempDir) -> String {
    copy_folder(&former("office"), office.path());
    serve_trial(Some(office.path()), Pack::builtin_signed().unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_that_has_our_cases_is_confirmed_and_gets_what_waits() {
    for name in ["named", "waiting"] {
        let office = tempfile::tempdir().unwrap();
        let home = lay_out(name);
        point_to(home.path(), &serve_former(&office).await);
        let station = Station::open(home.path()).await;
        let status = station.call("status", json!({})).await;
        assert_eq!((stop_reason(&status), &status["waiting"]), (None, &json!(1)), "{name}");
        station.sign_in_again().await.unwrap();
        station.until_status("it is delivered", |status| status["waiting"] == 0).await;
        station.close(home.path()).await;
        let store = store_of(home.path());
        let identities = store.setting("office.identities").unwrap().unwrap();
        let identities: Value = serde_json::from_str(&identities).unwrap();
        assert_eq!(
            (&identities[0]["confirmed"], identities.as_array().unwrap().len()),
            (&json!(true), 1)
        );
        assert!(identities[0]["key"].is_string(), "pinned from here on");
        assert!(store.outbox_open().unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_that_has_none_of_our_cases_gets_nothing_of_them() {
    let home = lay_out("named");
    let line = Line::to(&serve_trial(None, Pack::builtin_signed().unwrap()).await).await;
    point_to(home.path(), &line.address());
    let station = Station::open(home.path()).await;
    station.until_status("the line", |status| status["line"] == "up").await;
    // Whoever signs in brings a credential by which our case is asked for; it is not there.
    station.sign_in_again().await.unwrap();
    let another = |status: &Value| status["barrier"] == "office_is_another";
    let status = station.until_status("it is told apart", another).await;
    assert_eq!(status["waiting"], 1);
    assert!(!line.was_told(&["POST /cases", "POST /turns", "POST /uploads"]).0);
    // And why nothing goes is said of the case and of the window.
    let outbox = station.call("outbox", json!({})).await;
    assert_eq!(outbox["lines"][0]["waits"], "unconfirmed");
    let notices = status["notices"].as_array().unwrap();
    let told = notices.iter().find(|notice| notice["code"] == "office_unconfirmed").unwrap();
    assert_eq!(told["params"]["waiting"], "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledgements_without_settings_stop_and_say_so() {
    for (settings, code) in
        [(None, "office_settings_gone"), (Some("{\"office\":\"http"), "settings_unreadable")]
    {
        let home = lay_out("named");
        let place = home.path().join("config/settings.json");
        match settings {
            None => std::fs::remove_file(place).unwrap(),
            Some(text) => std::fs::write(place, text).unwrap(),
        }
        let station = Station::open(home.path()).await;
        let status = station.call("status", json!({})).await;
        assert_eq!((stop_reason(&status), &status["waiting"]), (Some(code), &json!(1)));
        assert!(!home.path().join("data/trial").exists(), "{code}: no trial is begun");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trials_folder_is_a_trials() {
    let home = lay_out("trial");
    std::fs::remove_file(home.path().join("config/settings.json")).unwrap();
    let station = Station::open(home.path()).await;
    let status = station.until_status("the line", |status| status["line"] == "up").await;
    assert_eq!((&status["trial"], stop_reason(&status)), (&json!(true), None));
    station.sign_in_again().await.unwrap();
    let cases = json!({ "statuses": [], "text": "", "today": false, "waiting": false });
    let rows = station.call("my_cases", cases).await;
    assert_eq!(rows[0]["delivery"], "acknowledged");
}

/// A folder of 0.1.0 whose settings say nothing any more.
fn lay_out_lost(name: &str) -> tempfile::TempDir {
    let home = lay_out(name);
    std::fs::remove_file(home.path().join("config/settings.json")).unwrap();
    home
}

async fn join(station: &Station, office: &str, code: String) -> Result<Value, String> {
    station.try_call("join_centre", json!({ "office": office, "code": code })).await
}

/// Whatever waits, and the credential of before, are still nobody's.
fn assert_unclaimed(home: &Path, line: &Line) {
    let store = store_of(home);
    assert_eq!(store.setting("office.identities").unwrap(), None);
    assert_eq!(store.setting("centre.file").unwrap(), None);
    assert!(store.outbox_all().unwrap().iter().all(|row| row.office.is_empty()));
    let credential = store.setting("delivery_credential").unwrap().unwrap();
    let sent = ["POST /cases", "POST /turns", "POST /uploads", credential.as_str()];
    assert!(!line.was_told(&sent).0);
}

#[tokio::test(flavor = "multi_thread")]
async fn lost_settings_hand_the_queue_to_no_centre_that_comes_along() {
    let data = tempfile::tempdir().unwrap();
    let office = RealOffice::open(data.path(), 0).await;
    let line = Line::to(&office.address).await;
    let file = office.publish(1, |body| body["office"]["address"] = line.address().into());
    for (name, code) in [("waiting", "office_settings_gone"), ("named", "office_is_another")] {
        let home = lay_out_lost(name);
        // Nor does the administrator's file name an office where nobody can be asked.
        let system = home.path().join("system");
        std::fs::create_dir(&system).unwrap();
        std::fs::write(system.join("station.centre"), file.text()).unwrap();
        let station = Station::open(home.path()).await;
        let refused = join(&station, &line.address(), office.publish_code(Purpose::Join)).await;
        assert_eq!(refused.unwrap_err(), code, "{name}");
        let status = station.call("status", json!({})).await;
        let stopped = Some("office_settings_gone");
        assert_eq!((stop_reason(&status), &status["waiting"]), (stopped, &json!(1)), "{name}");
        station.close(home.path()).await;
        assert_unclaimed(home.path(), &line);
    }
}

/// The way out of a station whose settings are lost: the office that has its cases gives a code.
#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_the_office_that_has_our_cases_brings_a_lost_station_back() {
    let data = tempfile::tempdir().unwrap();
    copy_folder(&former("office"), data.path());
    let setup = Setup {
        data: Some(data.path()),
        catalog: Pack::builtin_signed().unwrap(),
        demo: demo_accounts(),
        certificates: Library::demo(),
        ..Setup::default()
    };
    let office = RealOffice::serve(Office::set_up(setup).unwrap(), 0).await;
    office.publish(1, |body| {
        body["kind"] = "trial".into();
        body["station"]["code"] = "DEMO01".into();
    });
    let home = lay_out_lost("named");
    let station = Station::open(home.path()).await;
    let code = office.publish_code_for("DEMO01", Purpose::Join);
    let hello = join(&station, &office.address, code).await.unwrap();
    assert_eq!(hello["centre"]["station_code"], "DEMO01");
    let status = station.until_status("it is delivered", |status| status["waiting"] == 0).await;
    assert_eq!(stop_reason(&status), None);
}
