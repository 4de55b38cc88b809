//! A keyring that takes its time, since it asks somebody first: whoever signs in waits for it, and
//! nothing else does.
use crate::counter::Station;
use crate::line::Line;
use crate::main_story::filled_case;
use crate::revisions::{client, decide};
use crate::surroundings::run_again_with_keyring;
use counter_backoffice::CaseState;
use serde_json::json;
use std::process::Command;
use std::time::{Duration, Instant};
use zbus::Connection;
use zbus::fdo::DBusProxy;
use zbus::names::BusName;

/// The daemon at the far end of the bus, which is made to hear everything and to answer nothing.
struct Silenced(u32);

impl Silenced {
    async fn silence() -> Silenced {
        let bus = Connection::session().await.unwrap();
        let names = DBusProxy::new(&bus).await.unwrap();
        let service = BusName::try_from("org.freedesktop.secrets").unwrap();
        let daemon = Silenced(names.get_connection_unix_process_id(service).await.unwrap());
        daemon.signal("STOP");
        daemon
    }

    fn signal(&self, name: &str) {
        let order = format!("kill -{name} {}", self.0);
        assert!(Command::new("sh").args(["-c", &order]).status().unwrap().success());
    }
}

/// It goes with the bus, once it hears again.
impl Drop for Silenced {
    fn drop(&mut self) {
        self.signal("CONT");
    }
}

/// A thread of this name is there. One asks the keyring and waits for its answer.
fn has_thread(name: &str) -> bool {
    let threads = std::fs::read_dir("/proc/self/task").unwrap().flatten();
    let names = threads.map(|thread| std::fs::read_to_string(thread.path().join("comm")));
    names.flatten().any(|found| found.trim_end() == name)
}

fn is_asked() -> bool {
    has_thread("keyring")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keyring_that_does_not_answer_holds_up_no_delivery() {
    let name = "slow_keyring::a_keyring_that_does_not_answer_holds_up_no_delivery";
    if !run_again_with_keyring(name) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = Station::open_unready(home.path()).await;
    assert_eq!(station.call("hello", json!({})).await["state"], "ready", "the keyring has the key");
    station.sign_in().await;
    station.call("pause_delivery", json!({})).await;
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;

    let keyring = Silenced::silence().await;
    let desk = station.desk.clone();
    let who = json!({ "number": "1002", "password": "demo-1002", "case": null });
    let relieving = tokio::spawn(async move { desk.dispatch("main", "relieve", who).await });
    station.eventually("the keyring is asked", is_asked).await;
    // The line is looked after meanwhile, and what waits is sent.
    line.cut().await;
    station.until_status("the line is down", |status| status["line"] == "down").await;
    line.mend().await;
    station.until_status("the line is back", |status| status["line"] == "up").await;
    station.call("resume_delivery", json!({})).await;
    station.until(&case, "the office has it", |view| view["delivery"] == "acknowledged").await;
    assert!(is_asked() && !relieving.is_finished(), "the keyring has not answered yet");

    drop(keyring);
    let hello = relieving.await.unwrap().unwrap();
    assert_eq!(hello["signed_in"]["number"], "1002");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_sent_when_the_keyring_answers_long_after_the_start() {
    let name = "slow_keyring::what_waits_is_sent_when_the_keyring_answers_long_after_the_start";
    if !run_again_with_keyring(name) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = Station::open_unready(home.path()).await;
    station.sign_in().await;
    let case = filled_case(&station).await;
    line.cut().await;
    let decided = decide(&station, &case, "accept", json!([])).await;
    assert_ne!(decided["delivery"], "acknowledged");
    station.close(home.path()).await;
    line.mend().await;

    let keyring = Silenced::silence().await;
    let station = Station::open_unready(home.path()).await;
    // The start has given up, and nobody presses anything.
    station.eventually("the keyring is asked once more", || has_thread("late keyring")).await;
    assert_eq!(station.call("hello", json!({})).await["state"], "blocked");
    drop(keyring);
    let office = client(&line.far_address());
    let token = office.sign_in("1001", "demo-1001").await.unwrap().token;
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let cases = office.my_cases(token.expose()).await.unwrap();
        if cases.iter().any(|case| case.state == CaseState::Acknowledged) {
            break;
        }
        assert!(Instant::now() < deadline, "it was never sent");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
