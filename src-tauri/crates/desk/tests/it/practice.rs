//! Practising: the same desk on other ground. Nothing of it reaches the office of the counter or
//! the counter's database.
use crate::counter::{PASSPHRASE, Station};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Read;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What came in at a port: connections and bytes. It answers nothing.
#[derive(Clone, Default)]
struct Meter {
    connections: Arc<AtomicUsize>,
    bytes: Arc<AtomicUsize>,
    open: Arc<AtomicUsize>,
}

impl Meter {
    fn listen(&self) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let meter = self.clone();
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let meter = meter.clone();
                meter.connections.fetch_add(1, Ordering::SeqCst);
                meter.open.fetch_add(1, Ordering::SeqCst);
                std::thread::spawn(move || {
                    let mut block = [0; 4096];
                    while let Ok(n @ 1..) = stream.read(&mut block) {
                        meter.bytes.fetch_add(n, Ordering::SeqCst);
                    }
                    meter.open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        port
    }

    fn seen(&self) -> (usize, usize) {
        (self.connections.load(Ordering::SeqCst), self.bytes.load(Ordering::SeqCst))
    }
}

async fn enter(station: &Station) {
    let hello = station.call("enter_practice", json!({})).await;
    assert_eq!(hello["ground"]["practice"], true);
    station.unlocked(hello).await;
}

async fn sign_in(station: &Station) {
    station.call("sign_in", json!({ "number": "9001", "password": "practice-9001" })).await;
}

/// Opens a case, reads a card and tells the citizen that this is not the right office: the shortest
/// decided case.
async fn redirected(station: &Station) -> (String, Value) {
    let case = station
        .call("open_case", json!({ "item": "chengxiang-yanglao", "answers": {} }))
        .await["id"]
        .clone();
    station.call("read_card", json!({ "case": case, "role": "applicant" })).await;
    station
        .call(
            "propose",
            json!({ "case": case, "kind": "redirect", "items": [], "reasons": [],
                "right_office": "示例" }),
        )
        .await;
    let issued = station.call("issue", json!({ "case": case })).await;
    let case = case.as_str().unwrap().to_owned();
    station
        .until(&case, "the practice office's acknowledgement", |v| v["delivery"] == "acknowledged")
        .await;
    (case, issued)
}

/// Every file below a folder that is not practice's, with its bytes.
fn counter_files(folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("data/practice") {
            counter_files(&path, found);
        } else if path.is_file() {
            found.insert(path.display().to_string(), std::fs::read(&path).unwrap());
        }
    }
}

fn all_counter_files(home: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    counter_files(&home.join("data"), &mut found);
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_case_in_practice_leaves_the_counter_as_it_was() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let mine =
        station.call("open_case", json!({ "item": null, "answers": {} })).await["id"].clone();
    assert_eq!(
        station.try_call("enter_practice", json!({})).await.unwrap_err(),
        "not_allowed",
        "signed in"
    );
    assert_eq!(station.try_call("leave_practice", json!({})).await.unwrap_err(), "not_in_practice");
    assert_eq!(station.try_call("reset_practice", json!({})).await.unwrap_err(), "not_in_practice");
    station.call("sign_out", json!({})).await;
    assert_eq!(station.desk.mark(), None);

    enter(&station).await;
    assert_eq!(station.desk.mark(), Some("练习"));
    let before = all_counter_files(home.path());
    assert!(before.keys().any(|name| name.ends_with("station.db")));
    let wrong =
        station.try_call("sign_in", json!({ "number": "1001", "password": "demo-1001" })).await;
    assert_eq!(wrong.unwrap_err(), "wrong_password", "a counter's account is unknown in practice");
    sign_in(&station).await;
    assert_eq!(
        station.try_call("case", json!({ "case": mine })).await.unwrap_err(),
        "no_such_case"
    );
    let settings = station.call("settings", json!({})).await;
    assert_eq!(settings["fixed"], true);
    let refused =
        station.try_call("save_settings", json!({ "settings": settings["settings"] })).await;
    assert_eq!(refused.unwrap_err(), "settings_fixed");
    let (case, issued) = redirected(&station).await;
    let file = issued["print"]["file"].as_str().unwrap();
    assert!(Path::new(file).starts_with(home.path().join("data/practice/forms")), "{file}");
    assert_eq!(
        all_counter_files(home.path()),
        before,
        "a file of the counter changed during practice"
    );

    let hello = station.call("leave_practice", json!({})).await;
    assert_eq!(hello["ground"]["practice"], false);
    station.unlocked(hello).await;
    station.sign_in().await;
    assert_eq!(
        station.try_call("case", json!({ "case": case })).await.unwrap_err(),
        "no_such_case"
    );
    assert_eq!(station.call("case", json!({ "case": mine })).await["status"], "draft");
    station.call("sign_out", json!({})).await;

    enter(&station).await;
    sign_in(&station).await;
    assert_eq!(
        station.call("case", json!({ "case": case })).await["status"],
        "redirected",
        "practice is kept"
    );
    let fresh = station.call("reset_practice", json!({})).await;
    station.unlocked(fresh).await;
    sign_in(&station).await;
    assert_eq!(
        station.try_call("case", json!({ "case": case })).await.unwrap_err(),
        "no_such_case",
        "until it is reset"
    );
    assert!(!Path::new(file).exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_office_hears_not_a_byte_of_practice() {
    let home = tempfile::tempdir().unwrap();
    let meter = Meter::default();
    let office = format!("http://127.0.0.1:{}", meter.listen());
    std::fs::create_dir_all(home.path().join("config")).unwrap();
    let settings = json!({ "office": office, "reader_port": "/dev/ttyNONE", "reader_speed": 115_200,
        "scanner": "other:0",
        "scan_source": "flatbed", "scan_resolution": 100, "printer": "nobody", "language": "zh-CN",
        "text_size": "normal" });
    std::fs::write(home.path().join("config/settings.json"), settings.to_string()).unwrap();
    let station = Station::open(home.path()).await;
    station.eventually("the counter speaks to its office", || meter.seen().1 > 0).await;

    enter(&station).await;
    station
        .eventually("its connections are closed", || meter.open.load(Ordering::SeqCst) == 0)
        .await;
    let seen = meter.seen();
    sign_in(&station).await;
    // Card, paper, delivery: with the practice ground's own devices and office, whatever the
    // settings name.
    redirected(&station).await;
    station.call("reset_practice", json!({})).await;
    assert_eq!(meter.seen(), seen, "connections and bytes at the office of the counter");

    let hello = station.call("leave_practice", json!({})).await;
    station.unlocked(hello).await;
    station.eventually("the counter speaks to its office again", || meter.seen().0 > seen.0).await;
}

/// Every way to take one database for the other ends before anything is read. (That the application
/// id alone is enough is shown in the store's tests.)
#[tokio::test(flavor = "multi_thread")]
async fn neither_database_opens_as_the_other() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    enter(&station).await;
    station.close_at(&home.path().join("data/practice/practice.db")).await;
    for (from, to) in
        [("practice/practice.db", "station.db"), ("station.db", "practice/practice.db")]
    {
        let data = home.path().join("data");
        let (aside, own) = (home.path().join("aside"), std::fs::read(data.join(to)).unwrap());
        std::fs::copy(data.join(from), &aside).unwrap();
        std::fs::copy(&aside, data.join(to)).unwrap();
        let station = Station::open_unready(home.path()).await;
        let hello = match to {
            "station.db" => station.call("hello", json!({})).await,
            _ => station.call("enter_practice", json!({})).await,
        };
        if hello["state"] != "blocked" {
            let refused = station.try_call("unlock", json!({ "passphrase": PASSPHRASE })).await;
            assert_eq!(refused.unwrap_err(), "wrong_key", "{from} as {to}");
        } else {
            assert_eq!(hello["blocked"], "wrong_key", "{from} as {to}");
        }
        station.close_at(&data.join(to)).await;
        std::fs::write(data.join(to), own).unwrap();
    }
}
