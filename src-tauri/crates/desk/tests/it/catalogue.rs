//! A newer catalogue comes while the clerk works; what may not be believed is refused, and the one
//! in use stays.
use crate::counter::{Station, point_to, store_of};
use crate::line::serve_trial;
use counter_catalog::{Key, Pack, Source};
use counter_core::date::parse_date;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const SECRET: &str = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

/// The example pack under this version; from 2027.2 on whoever acts for another at the pension
/// shows a card only for 低保.
fn pack(version: &str) -> Pack {
    pack_with(version, "")
}

/// The same, with these lines at the end of the pension.
pub fn pack_with(version: &str, lines: &str) -> Pack {
    let files = Source::builtin();
    let files = files.files().map(|(name, text)| {
        let text = match name {
            "pack.yaml" => {
                let line = text.lines().find(|line| line.starts_with("version:")).unwrap();
                text.replace(line, &format!("version: '{version}'"))
            }
            "items/chengxiang-yanglao.yaml" if version >= "2027.2" => {
                let stricter = "when: agent == \"agent\" && group == \"dibao\"";
                format!("{}\n{lines}", text.replace("when: agent == \"agent\"", stricter))
            }
            _ => text.to_owned(),
        };
        (name.to_owned(), text)
    });
    Pack::from_source(&files.collect()).unwrap()
}

pub fn key() -> Key {
    Key::from_secret(SECRET).unwrap()
}

pub async fn office(catalogue: Vec<u8>) -> String {
    serve_trial(None, catalogue).await
}

pub async fn go_to(station: &Station, office: &str) {
    let mut settings = station.call("settings", json!({})).await["settings"].clone();
    settings["office"] = office.into();
    settings["catalogue_key"] = key().public_key().into();
    station.call("save_settings", json!({ "settings": settings })).await;
}

pub async fn until(station: &Station, what: &str, holds: impl Fn(&Value) -> bool) -> Value {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let status = station.call("status", json!({})).await;
        if holds(&status) {
            return status;
        }
        assert!(Instant::now() < deadline, "never came: {what}: {}", status["notices"]);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

pub fn notice(status: &Value, code: &str) -> Option<Value> {
    status["notices"]
        .as_array()?
        .iter()
        .find(|one| one["code"] == code)
        .map(|one| one["params"].clone())
}

async fn list(station: &Station) -> Value {
    let answers = json!({ "group": "normal", "agent": "agent" });
    station.call("checklist", json!({ "item": "chengxiang-yanglao", "answers": answers })).await
}

fn needed(rows: &Value) -> usize {
    rows.as_array().unwrap().iter().filter(|row| row["need"] != "not_needed").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_pack_is_swapped_in_and_open_cases_keep_theirs() {
    let home = tempfile::tempdir().unwrap();
    point_to(home.path(), &office(Pack::builtin_signed().unwrap()).await);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let answers = json!({ "group": "normal", "agent": "agent" });
    let opened = station
        .call("open_case", json!({ "item": "chengxiang-yanglao", "answers": answers }))
        .await;
    let case = opened["id"].as_str().unwrap().to_owned();
    let before = opened["item"]["pack_version"].clone();

    go_to(&station, &office(pack("2027.2").sign_pack(&key(), None).unwrap()).await).await;
    let status =
        until(&station, "the new pack", |status| notice(status, "catalogue_new").is_some()).await;
    assert_eq!(notice(&status, "catalogue_new").unwrap()["changed"], "1");
    let fresh = list(&station).await;
    assert_eq!((&fresh["item"]["pack_version"], needed(&fresh["rows"])), (&"2027.2".into(), 3));
    let news = station.call("catalogue_news", json!({})).await;
    let told = &news["changed"][0]["lists"][0];
    assert_eq!(
        (&told["no_longer"][0]["name"], &told["when"][3]),
        (&"代办人身份证".into(), &"别人代办".into()),
        "{news}"
    );

    let kept = station.call("case", json!({ "case": case })).await;
    assert_eq!((&kept["item"]["pack_version"], needed(&kept["materials"])), (&before, 5), "pinned");
    station.call("notice_read", json!({ "code": "catalogue_new" })).await;
    until(&station, "the news to be put away", |status| notice(status, "catalogue_new").is_none())
        .await;

    // The next start has both: the new one on the shelf, the old one for the case.
    station.close(home.path()).await;
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    assert_eq!(list(&station).await["item"]["pack_version"], "2027.2");
    let kept = station.call("case", json!({ "case": case })).await;
    assert_eq!((&kept["item"]["pack_version"], needed(&kept["materials"])), (&before, 5), "pinned");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_not_be_believed_is_refused_and_named() {
    let home = tempfile::tempdir().unwrap();
    point_to(home.path(), &office(Pack::builtin_signed().unwrap()).await);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    go_to(&station, &office(pack("2027.3").sign_pack(&key(), None).unwrap()).await).await;
    until(&station, "the new pack", |status| notice(status, "catalogue_new").is_some()).await;

    let good = pack("2027.4").sign_pack(&key(), None).unwrap();
    let mut flipped = good.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    let yesterday = parse_date("2026-01-01").unwrap();
    for (bytes, code) in [
        (flipped, "catalog_damaged"),
        (pack("2027.1").sign_pack(&key(), None).unwrap(), "catalog_older"),
        (pack("2027.4").sign_pack(&key(), Some(yesterday)).unwrap(), "catalog_expired"),
        (
            pack("2027.4").sign_pack(&Key::example_key().unwrap(), None).unwrap(),
            "catalog_wrong_key",
        ),
        (vec![b'x'; 70 * 1024 * 1024], "catalog_too_large"),
        (b"<html>not yet</html>".to_vec(), "catalog_not_a_bundle"),
    ] {
        go_to(&station, &office(bytes).await).await;
        let refused = |status: &Value| {
            notice(status, "catalogue_refused").is_some_and(|params| params["code"] == code)
        };
        until(&station, code, refused).await;
        assert_eq!(list(&station).await["item"]["pack_version"], "2027.3", "{code}");
    }
    go_to(&station, &office(good).await).await;
    until(&station, "the good one", |status| notice(status, "catalogue_refused").is_none()).await;
    assert_eq!(list(&station).await["item"]["pack_version"], "2027.4");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_off_list_demand_wants_a_reason_that_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = crate::main_story::filled_case(&station).await;
    let propose = async |name: &str, reason: Option<&str>| {
        let item = json!({ "material": null, "name": name, "problem": "缺", "fix": "补",
            "reason": reason });
        let what = json!({ "case": case, "kind": "correction", "items": [item], "reasons": [],
            "right_office": null });
        station.try_call("propose", what).await
    };
    // A paper of the list and a field of the form are nothing special; a short name is the same
    // paper.
    for name in ["居民户口簿", "户口簿", "联系电话"] {
        assert!(propose(name, None).await.is_ok(), "{name}");
    }
    assert_eq!(propose("无犯罪记录证明", None).await.unwrap_err(), "off_list_reason_missing");
    assert_eq!(propose("无犯罪记录证明", Some("  ")).await.unwrap_err(), "off_list_reason_missing");
    propose("无犯罪记录证明", Some("区里当面要求")).await.unwrap();
    station.call("issue", json!({ "case": case })).await;
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["asked"][0]["reason"], "区里当面要求");
    station.close(home.path()).await;
    let payload = store_of(home.path()).outbox_row(&case).unwrap().unwrap().payload;
    let filed: Value = serde_json::from_str(&payload).unwrap();
    assert_eq!(
        filed["off_list"],
        json!([{ "name": "无犯罪记录证明", "problem": "缺", "reason": "区里当面要求" }])
    );
    let lines = crate::counter::audit_lines(home.path());
    assert!(
        lines
            .iter()
            .any(|line| line.action == "off_list_demand" && line.case.as_deref() == Some(&case))
    );
}

/// Counts what comes from the office behind it; which office that is can be changed.
#[derive(Clone, Default)]
struct Relay {
    office: Arc<Mutex<String>>,
    came: Arc<AtomicU64>,
    open: Arc<Mutex<Vec<tokio::task::JoinHandle<()>>>>,
}

impl Relay {
    async fn listen(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let relay = self.clone();
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let one = tokio::spawn(relay.clone().carry(near));
                relay.open.lock().unwrap().push(one);
            }
        });
        address
    }

    async fn carry(self, near: tokio::net::TcpStream) {
        let office = self.office.lock().unwrap().trim_start_matches("http://").to_owned();
        let (mut from_far, mut to_far) =
            tokio::net::TcpStream::connect(office).await.unwrap().into_split();
        let (mut from_near, mut to_near) = near.into_split();
        let down = async {
            let mut block = vec![0; 65_536];
            while let Ok(n @ 1..) = from_far.read(&mut block).await {
                self.came.fetch_add(n as u64, Ordering::SeqCst);
                if to_near.write_all(&block[..n]).await.is_err() {
                    return;
                }
            }
        };
        tokio::select! { _ = tokio::io::copy(&mut from_near, &mut to_far) => {}, () = down => {} }
    }

    /// Lines that stand are cut, else they would lead to the office before.
    fn lead_to(&self, office: String) {
        *self.office.lock().unwrap() = office;
        self.open.lock().unwrap().drain(..).for_each(|line| line.abort());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_were_refused_are_not_fetched_again_before_the_office_offers_others() {
    let home = tempfile::tempdir().unwrap();
    point_to(home.path(), &office(Pack::builtin_signed().unwrap()).await);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let mut bad = pack("2027.4").sign_pack(&key(), None).unwrap();
    let middle = bad.len() / 2;
    bad[middle] ^= 1;
    let size = bad.len() as u64;
    let relay = Relay::default();
    // Two packs of one office.
    let data = tempfile::tempdir().unwrap();
    relay.lead_to(serve_trial(Some(data.path()), bad).await);
    let address = relay.listen().await;
    let refused = |status: &Value| notice(status, "catalogue_refused").is_some();
    go_to(&station, &address).await;
    until(&station, "the refusal", refused).await;
    // Each sign-in asks. What is known by its name does not come again, and stays refused.
    for _ in 0..3 {
        station.sign_in().await;
    }
    until(&station, "the refusal still", refused).await;
    let other = pack("2027.5").sign_pack(&key(), None).unwrap();
    relay.lead_to(serve_trial(Some(data.path()), other).await);
    let deadline = Instant::now() + Duration::from_secs(30);
    while list(&station).await["item"]["pack_version"] != "2027.5" {
        assert!(Instant::now() < deadline, "the other bytes never came");
        let _ = station.try_call("sign_out", json!({})).await;
        let _ =
            station.try_call("sign_in", json!({ "number": "1001", "password": "demo-1001" })).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    station.close(home.path()).await;
    let came = relay.came.load(Ordering::SeqCst);
    assert!(came < 3 * size, "{came} bytes for two packs of {size}");
}

/// Versions kept in the window's database.
fn kept(home: &std::path::Path) -> Vec<String> {
    let names = store_of(home).settings_named("pack.2").unwrap();
    names.iter().map(|name| name["pack.".len()..].to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_catalogue_that_no_case_is_pinned_to_goes_at_the_daily_care() {
    let home = tempfile::tempdir().unwrap();
    point_to(home.path(), &office(Pack::builtin_signed().unwrap()).await);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let take = async |version: &str| {
        go_to(&station, &office(pack(version).sign_pack(&key(), None).unwrap()).await).await;
        let deadline = Instant::now() + Duration::from_secs(30);
        while list(&station).await["item"]["pack_version"] != version {
            assert!(Instant::now() < deadline, "{version} never came");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    take("2027.1").await;
    let case = station
        .call("open_case", json!({ "item": "chengxiang-yanglao", "answers": {} }))
        .await["id"]
        .clone();
    for version in ["2027.2", "2027.3", "2027.4"] {
        take(version).await;
    }
    station.close(home.path()).await;
    let own = Pack::builtin().unwrap().version().to_owned();
    assert_eq!(kept(home.path()), [own.as_str(), "2027.1", "2027.2", "2027.3", "2027.4"]);
    // The next day.
    store_of(home.path()).put_setting("care.packs", "2026-01-01").unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    station.desk.look_after_data().await.unwrap();
    station.close(home.path()).await;
    let last_care = store_of(home.path()).setting("care.packs").unwrap();
    assert_ne!(last_care.as_deref(), Some("2026-01-01"), "the care was never done");
    assert_eq!(
        kept(home.path()),
        [own.as_str(), "2027.1", "2027.3", "2027.4"],
        "pinned, before, in use, and the program's"
    );
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(view["item"]["pack_version"], "2027.1");
}
