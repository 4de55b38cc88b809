//! The desktop's word to lock, from services of the test's own on buses of the test's own.
use crate::counter::Station;
use crate::surroundings::run_again;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use zbus::Connection;
use zbus::zvariant::OwnedObjectPath;

const OURS: &str = "/org/freedesktop/login1/session/_37";
const MANAGER: &str = "/org/freedesktop/login1";

/// A bus that ends with the test, and starts no service of this machine's.
struct Bus {
    daemon: Child,
    address: String,
    _folder: tempfile::TempDir,
}

const CONFIGURATION: &str = r#"<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
    <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
    <allow own="*"/></policy></busconfig>"#;

impl Bus {
    fn start() -> Bus {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bus.conf");
        std::fs::write(&file, CONFIGURATION).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", file.display()))
            .args(["--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is needed for this test");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Bus { daemon, address: address.trim().to_owned(), _folder: folder }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

struct FakeLogind;

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl FakeLogind {
    #[zbus(name = "GetSessionByPID")]
    fn session_of(&self, pid: u32) -> zbus::fdo::Result<OwnedObjectPath> {
        assert_eq!(pid, std::process::id());
        OwnedObjectPath::try_from(OURS).map_err(|e| zbus::fdo::Error::Failed(e.to_string()))
    }
}

async fn wait_for(what: &str, station: &Station, holds: impl Fn(&Value, &Value) -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let sources = match station.try_call("settings", json!({})).await {
            Ok(settings) => settings["locking"]["sources"].clone(),
            Err(_) => Value::Null,
        };
        let cause = station.call("status", json!({})).await["locked"]["cause"].clone();
        if holds(&sources, &cause) {
            return;
        }
        assert!(Instant::now() < deadline, "never came: {what}: {sources} {cause}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn live(sources: &Value) -> Vec<&str> {
    let rows = sources.as_array().map(Vec::as_slice).unwrap_or_default();
    let live = rows.iter().filter(|row| row["live"] == true);
    live.map(|row| row["source"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desktops_lock_sleep_and_screen_saver_lock_the_screen() {
    let (system, session) = (Bus::start(), Bus::start());
    let buses = [
        ("DBUS_SYSTEM_BUS_ADDRESS", system.address.as_str()),
        ("DBUS_SESSION_BUS_ADDRESS", session.address.as_str()),
    ];
    let name = "lock_signals::the_desktops_lock_sleep_and_screen_saver_lock_the_screen";
    if !run_again(name, &buses) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    wait_for("only our own", &station, |sources, _| live(sources) == ["own_windows"]).await;
    let logind = Connection::system().await.unwrap();
    logind.object_server().at(MANAGER, FakeLogind).await.unwrap();
    logind.request_name("org.freedesktop.login1").await.unwrap();
    let saver = Connection::session().await.unwrap();
    saver.request_name("org.freedesktop.ScreenSaver").await.unwrap();
    wait_for("all of them", &station, |sources, _| live(sources).len() == 4).await;

    let lock = (&logind, OURS, "org.freedesktop.login1.Session", "Lock", None);
    let manager = "org.freedesktop.login1.Manager";
    let sleep = (&logind, MANAGER, manager, "PrepareForSleep", Some(true));
    let path = "/org/freedesktop/ScreenSaver";
    let active = (&saver, path, "org.freedesktop.ScreenSaver", "ActiveChanged", Some(true));
    for ((bus, path, interface, member, begins), cause) in
        [(lock, "desktop"), (sleep, "sleep"), (active, "desktop")]
    {
        let none = None::<&str>;
        match begins {
            Some(begins) => bus.emit_signal(none, path, interface, member, &begins).await.unwrap(),
            None => bus.emit_signal(none, path, interface, member, &()).await.unwrap(),
        }
        wait_for(member, &station, |_, locked| *locked == cause).await;
        let open = json!({ "secret": null, "password": "demo-1001", "new_secret": null });
        station.call("unlock_screen", open).await;
    }
    // A service that goes is said, and one that comes again is heard again.
    saver.release_name("org.freedesktop.ScreenSaver").await.unwrap();
    wait_for("its end", &station, |sources, _| !live(sources).contains(&"screen_saver")).await;
    saver.request_name("org.freedesktop.ScreenSaver").await.unwrap();
    wait_for("its return", &station, |sources, _| live(sources).contains(&"screen_saver")).await;
    saver
        .emit_signal(None::<&str>, path, "org.freedesktop.ScreenSaver", "ActiveChanged", &true)
        .await
        .unwrap();
    wait_for("the saver again", &station, |_, locked| *locked == "desktop").await;
}
