//! A station joins its centre, by a code or by its administrator's file, and obeys what the centre
//! settles; whoever is between here and the office is not believed.
use crate::cards::printed;
use crate::counter::{Station, audit_lines, point_to, store_of};
use crate::line::Line;
use crate::main_story::filled_case;
use crate::real_office::{RealOffice, STATION, read_body};
use crate::revisions::decide;
use counter_centre::Purpose;
use serde_json::{Value, json};
use std::path::Path;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const TODAY_IS_LONG_BEFORE: &str = "2099-12-31";

async fn join(station: &Station, office: &str, code: &str) -> Result<Value, String> {
    station.try_call("join_centre", json!({ "office": office, "code": code })).await
}

fn notice(status: &Value, code: &str) -> Option<Value> {
    let notices = status["notices"].as_array()?;
    notices.iter().find(|notice| notice["code"] == code).cloned()
}

/// Whoever asks to join hears this file, whatever the code.
async fn serve_file(file: &str) -> String {
    let body = json!({ "centre_file": file }).to_string();
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncounter-office: 1\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut caller, _)) = listener.accept().await {
            let mut asked = [0; 4096];
            let _ = caller.read(&mut asked).await;
            let _ = caller.write_all(answer.as_bytes()).await;
        }
    });
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn a_station_joins_by_a_code_and_believes_no_network() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    office.publish(1, |_| {});
    let code = office.publish_code(Purpose::Join);
    let station = Station::open(home.path()).await;
    let hello = station.call("hello", json!({})).await;
    assert_eq!(
        (&hello["trial"], &hello["can_join"], &hello["centre"]["own"], &hello["centre"]["kind"]),
        (&json!(true), &json!(true), &json!(true), &json!("trial"))
    );

    // A letter is wrong: nothing is sent.
    let mut mistyped: Vec<char> = code.chars().collect();
    mistyped[5] = if mistyped[5] == '7' { '8' } else { '7' };
    let mistyped: String = mistyped.into_iter().collect();
    assert_eq!(join(&station, "http://127.0.0.1:9", &mistyped).await.unwrap_err(), "code_mistyped");
    let technician = office.publish_code(Purpose::Technician);
    assert_eq!(
        join(&station, &office.address, &technician).await.unwrap_err(),
        "code_other_purpose"
    );
    // Somebody in the office's place answers with a file of their own, rightly signed.
    let thief = RealOffice::open(tempfile::tempdir().unwrap().path(), 1).await;
    let forged = serve_file(thief.publish(1, |_| {}).text()).await;
    assert_eq!(join(&station, &forged, &code).await.unwrap_err(), "code_other_centre");
    let hello = station.call("hello", json!({})).await;
    assert_eq!((&hello["trial"], &hello["centre"]["own"]), (&json!(true), &json!(true)));

    // As people type it.
    let typed = code.to_lowercase().replace('-', " ");
    let hello = join(&station, &office.address, &typed).await.unwrap();
    assert_eq!(hello["centre"]["station_code"], STATION);
    assert_eq!((&hello["trial"], &hello["centre"]["kind"]), (&json!(false), &json!("real")));
    assert_eq!((&hello["can_join"], &hello["not_joined"]), (&json!(false), &json!(false)));
    assert_eq!(hello["demo_accounts"], json!([]));
    let hello = station.sign_in_again().await.unwrap();
    assert_eq!(hello["signed_in"]["offline"], false);
    station.close(home.path()).await;

    // Whatever becomes of the settings, the centre says the office.
    std::fs::write(home.path().join("config/settings.json"), "{\"offi").unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let page = station.call("settings", json!({})).await;
    assert_eq!(page["settings"]["office"], office.address.as_str());
    let status = station.call("status", json!({})).await;
    assert_eq!((&status["trial"], notice(&status, "office_stopped")), (&json!(false), None));
    station.close(home.path()).await;

    let other = tempfile::tempdir().unwrap();
    let station = Station::open(other.path()).await;
    assert_eq!(join(&station, &office.address, &code).await.unwrap_err(), "code_used");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_centre_settles_counts_and_is_nobodys_to_change() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let technician = office.draw_code(Purpose::Technician);
    office.publish_with(1, std::slice::from_ref(&technician), |body| {
        body["retention"] = 90.into();
        body["times"] = json!({ "idle_lock_minutes": 5, "session_hours": 8 });
        body["window"] = json!({ "roles": ["clerk"] });
    });
    let station = Station::open(home.path()).await;
    let code = office.publish_code(Purpose::Join);
    join(&station, &office.address, &code).await.unwrap();
    // A supervisor does not work at this window.
    let refused = station.try_call("sign_in", json!({ "number": "2001", "password": "demo-2001" }));
    assert_eq!(refused.await.unwrap_err(), "role_not_at_window");
    station.sign_in_again().await.unwrap();
    let page = station.call("settings", json!({})).await;
    assert_eq!(
        (&page["settings"]["keep_days"], &page["settled"]),
        (&json!(90), &json!(["office", "keep_days"]))
    );
    assert_eq!(
        (&page["locking"]["idle_minutes"], &page["locking"]["session_hours"]),
        (&json!(5), &json!(8))
    );
    let save = |field: &str, value: Value| {
        let mut settings = page["settings"].clone();
        settings[field] = value;
        json!({ "settings": settings })
    };
    for (field, value) in [
        ("office", json!("http://127.0.0.1:9")),
        ("keep_days", json!(30)),
        ("warn_free_gib", json!(1)),
        ("catalogue_key", json!("x")),
    ] {
        let refused = station.try_call("save_settings", save(field, value)).await;
        assert_eq!(refused.unwrap_err(), "setting_locked", "{field}");
    }
    station.call("save_settings", save("text_size", json!("large"))).await;

    // A technician changes what the centre does not settle, once for a code.
    let open = |code: &str| json!({ "code": code });
    assert_eq!(
        station.try_call("open_technician", open(&code)).await.unwrap_err(),
        "code_other_purpose"
    );
    let typed = technician.printable_text().expose().to_owned();
    let page = station.call("open_technician", open(&typed)).await;
    assert!(page["technician_until"].is_string());
    assert_eq!(page["locked"], json!(["keep_days", "office"]));
    station.call("save_settings", save("warn_free_gib", json!(1))).await;
    let refused = station.try_call("save_settings", save("keep_days", json!(30))).await;
    assert_eq!(refused.unwrap_err(), "setting_locked");
    station.call("sign_out", json!({})).await;
    station.sign_in_again().await.unwrap();
    let refused = station.try_call("save_settings", save("warn_free_gib", json!(2))).await;
    assert_eq!(refused.unwrap_err(), "setting_locked", "the leave went with the session");
    assert_eq!(station.try_call("open_technician", open(&typed)).await.unwrap_err(), "code_used");
    station.close(home.path()).await;

    let lines = audit_lines(home.path());
    let change = lines.iter().find(|line| line.action == "setting.warn_free_gib").unwrap();
    assert_eq!((change.by.as_str(), change.outcome.as_str()), ("technician", "10 → 1"));
    let joined = lines.iter().find(|line| line.action == "setting.centre").unwrap();
    assert!(joined.outcome.contains(STATION) && joined.outcome.contains(&office.address));
    let secret = typed.replace('-', "");
    assert!(lines.iter().all(|line| !line.outcome.replace('-', "").contains(&secret)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_file_comes_on_line_and_moves_nothing_that_waits() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let line = Line::to(&office.address).await;
    let near = line.address();
    office.publish(1, |body| body["office"]["address"] = near.as_str().into());
    let station = Station::open(home.path()).await;
    let code = office.publish_code(Purpose::Join);
    join(&station, &office.address, &code).await.unwrap();
    station.sign_in_again().await.unwrap();
    line.cut().await;
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    station.close(home.path()).await;

    // Meanwhile the office moves to another address; what waits is for this office and no other.
    office.publish(2, |body| {
        body["office"]["address"] = office.address.as_str().into();
        body["times"] = json!({ "idle_lock_minutes": 5 });
    });
    line.mend().await;
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    station.until(&case, "it is delivered", |view| view["delivery"] == "acknowledged").await;
    station.close(home.path()).await;
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let wanted = |page: &Value| {
        page["settings"]["office"] == office.address.as_str()
            && page["locking"]["idle_minutes"] == 5
    };
    until_settings(&station, wanted).await;
    station.close(home.path()).await;

    // A file that goes back is not offered by the office, and would not be taken; one of another key
    // neither.
    let before = read_body(&store_of(home.path()).setting("centre.file").unwrap().unwrap());
    assert_eq!(before["version"], 2);
}

async fn until_settings(station: &Station, holds: impl Fn(&Value) -> bool) {
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
    loop {
        let page = station.call("settings", json!({})).await;
        if holds(&page) {
            return;
        }
        assert!(std::time::Instant::now() < deadline, "never came: {}", page["settings"]);
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

/// The administrator's file: this computer's root alone can write it.
#[cfg(unix)]
fn is_administrator(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    folder.metadata().unwrap().uid() == 0
}

#[tokio::test(flavor = "multi_thread")]
async fn the_administrators_file_counts_and_anybody_elses_does_not() {
    use std::os::unix::fs::PermissionsExt;
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let first = office.publish(1, |_| {});
    let system = home.path().join("system");
    std::fs::create_dir(&system).unwrap();
    let place = system.join("station.centre");
    std::fs::write(&place, first.text()).unwrap();
    let set_mode = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    // Others may write it: whose word it is, nobody knows.
    set_mode(&system, 0o755);
    set_mode(&place, 0o666);
    let station = Station::open(home.path()).await;
    assert_eq!(station.call("hello", json!({})).await["centre"]["own"], true);
    station.close(home.path()).await;

    set_mode(&place, 0o644);
    let station = Station::open(home.path()).await;
    let hello = station.call("hello", json!({})).await;
    let taken = is_administrator(&system);
    assert_eq!(hello["centre"]["own"], json!(!taken), "only root's file is believed");
    station.close(home.path()).await;
    if !taken {
        return;
    }

    // Another centre's file: the administrator may move the station; back to what was taken once, an
    // old file that still lies there does not.
    let elsewhere = tempfile::tempdir().unwrap();
    let other = RealOffice::open(elsewhere.path(), 1).await;
    std::fs::write(&place, other.publish(1, |_| {}).text()).unwrap();
    let station = Station::open(home.path()).await;
    let hello = station.call("hello", json!({})).await;
    assert_eq!(hello["centre"]["office"], other.address.as_str());
    // Not by a code of anybody's, typed at the window.
    let code = office.publish_code(Purpose::Join);
    assert_eq!(join(&station, &office.address, &code).await.unwrap_err(), "centre_other");
    station.close(home.path()).await;
}

/// Root's or not: a file that others could write is nobody's word, and that is told. What the office
/// answers afterwards says nothing of it.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_the_administrators_file_is_told_and_stays() {
    use std::os::unix::fs::PermissionsExt;
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let line = Line::to(&office.address).await;
    let file = office.publish(1, |body| body["office"]["address"] = line.address().into());
    let station = Station::open(home.path()).await;
    let code = office.publish_code(Purpose::Join);
    join(&station, &office.address, &code).await.unwrap();
    station.close(home.path()).await;
    let place = home.path().join("system/station.centre");
    std::fs::create_dir(home.path().join("system")).unwrap();
    std::fs::write(&place, file.text()).unwrap();
    std::fs::set_permissions(&place, std::fs::Permissions::from_mode(0o666)).unwrap();

    // What the office offers meanwhile is taken, which shows that it has answered.
    office.publish(2, |body| {
        body["office"]["address"] = line.address().into();
        body["times"] = json!({ "idle_lock_minutes": 5 });
    });
    line.lead_to(&office.address);
    let station = Station::open(home.path()).await;
    let told = |status: &Value| {
        let notice = notice(status, "centre_file_refused");
        notice.is_some_and(|notice| notice["params"]["code"] == "centre_file_unbelieved")
    };
    station.until_status("it is told", told).await;
    until_settings(&station, |page| page["locking"]["idle_minutes"] == 5).await;
    assert!(line.was_told(&["GET /centre "]).0);
    assert!(told(&station.call("status", json!({})).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_station_works_on_says_that_it_has_not_joined_and_joins_its_own_office_only() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    office.publish(1, |_| {});
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let status = station.call("status", json!({})).await;
    assert_eq!(notice(&status, "centre_not_joined"), None, "a clerk can do nothing about it");
    let hello = station.call("hello", json!({})).await;
    assert_eq!((&hello["not_joined"], &hello["centre"]), (&json!(true), &Value::Null));
    station.call("sign_out", json!({})).await;
    station.call("sign_in", json!({ "number": "2001", "password": "demo-2001" })).await;
    let status = station.call("status", json!({})).await;
    assert!(notice(&status, "centre_not_joined").is_some(), "{status}");

    let elsewhere = tempfile::tempdir().unwrap();
    let other = RealOffice::open(elsewhere.path(), 1).await;
    other.publish(1, |_| {});
    let code = other.publish_code(Purpose::Join);
    assert_eq!(join(&station, &other.address, &code).await.unwrap_err(), "centre_other");
    let code = office.publish_code(Purpose::Join);
    let hello = join(&station, &office.address, &code).await.unwrap();
    assert_eq!(hello["signed_in"]["number"], "2001", "the same office: nobody is signed out");
    assert_eq!(hello["centre"]["until"], TODAY_IS_LONG_BEFORE);
}

/// A case that waits because delivery was stopped by hand: the line is up all the while.
async fn held_case(station: &Station) -> String {
    station.sign_in_again().await.unwrap();
    station.call("pause_delivery", json!({})).await;
    let case = filled_case(station).await;
    decide(station, &case, "accept", json!([])).await;
    case
}

async fn let_go(station: &Station, case: &str) {
    station.call("resume_delivery", json!({})).await;
    station.until(case, "it is delivered", |view| view["delivery"] == "acknowledged").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sister_stations_code_makes_no_other_station_of_this_one() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    office.publish(1, |body| body["station"]["code"] = "REAL02".into());
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    let case = held_case(&station).await;
    let code = office.publish_code_for("REAL02", Purpose::Join);
    assert_eq!(join(&station, &office.address, &code).await.unwrap_err(), "code_unknown");
    assert_eq!(station.call("hello", json!({})).await["not_joined"], true);
    let_go(&station, &case).await;
    let list = office.office.list_installations().unwrap();
    assert_eq!((list.len(), list[0].station_code.as_str()), (1, STATION));
}

/// An administrator may make another station of a computer, once nothing of this one waits there.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_for_another_station_is_taken_when_all_was_sent() {
    use std::os::unix::fs::PermissionsExt;
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let file = office.publish(1, |body| body["station"]["code"] = "REAL02".into());
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    let case = held_case(&station).await;
    station.close(home.path()).await;
    let system = home.path().join("system");
    std::fs::create_dir(&system).unwrap();
    let place = system.join("station.centre");
    std::fs::write(&place, file.text()).unwrap();
    for (path, mode) in [(&system, 0o755), (&place, 0o644)] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }
    if !is_administrator(&system) {
        return;
    }
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    assert_eq!(station.call("hello", json!({})).await["centre"], Value::Null);
    let_go(&station, &case).await;
    station.close(home.path()).await;
    let station = Station::open(home.path()).await;
    // Whoever signs in first is of the station of before: a guest now.
    station.sign_in_again().await.unwrap();
    let hello = station.call("hello", json!({})).await;
    assert_eq!(hello["centre"]["station_code"], "REAL02");
    let list = office.office.list_installations().unwrap();
    assert_eq!((list.len(), list[0].station_code.as_str()), (1, STATION), "until it joins anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_say_of_the_place_what_the_centre_says() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    office.publish(1, |body| {
        body["place"] = json!({
            "name": "示例区政务服务中心示例分厅", "address": "示例路 8 号", "telephone": "12345",
            "hours": "工作日 9:00–17:00", "remedies": "示例区司法局行政复议科，示例路 9 号",
            "complaints": "0757-10000009",
            "papers": {
                "seal": "行政审批专用章", "copies": "一式三份", "footer": "示例区监制",
                "review_office": "示例区人民政府",
            },
        });
    });
    let station = Station::open(home.path()).await;
    let code = office.publish_code(Purpose::Join);
    join(&station, &office.address, &code).await.unwrap();
    station.sign_in_again().await.unwrap();
    let case = filled_case(&station).await;
    let propose = |kind: &str, reasons: Value| {
        json!({
            "case": case, "kind": kind, "items": [], "reasons": reasons, "right_office": null,
            "deferred_until": null
        })
    };
    let preview = format!("/doc/{case}/preview");
    let place = [
        "示例区政务服务中心示例分厅",
        "示例路",
        "12345",
        "9:00",
        "0757-10000009",
        "行政审批专用章",
        "一式三份",
        "示例区监制",
        // The place settled its own texts, and the pack is still the example.
        "式样为示例",
    ];
    station.call("propose", propose("accept", json!([]))).await;
    let receipt = printed(&station, &preview).await;
    assert!(place.iter().all(|words| receipt.contains(words)), "{receipt}");
    assert!(!receipt.contains("综合服务窗口") && !receipt.contains("行政复议科"), "{receipt}");
    station.call("propose", propose("refuse", json!(["示例理由"]))).await;
    let refusal = printed(&station, &preview).await;
    assert!(place.iter().all(|words| refusal.contains(words)), "{refusal}");
    assert!(refusal.contains("依法向示例区人民政府申请行政复议"), "{refusal}");
    // What the law gives stands first, whatever the centre adds.
    let (law, own) = (refusal.find("六十日内"), refusal.find("行政复议科"));
    assert!(law.is_some() && law < own, "{refusal}");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_stations_settings_move_no_station_that_has_joined() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    office.publish(1, |_| {});
    let station = Station::open(home.path()).await;
    let code = office.publish_code(Purpose::Join);
    join(&station, &office.address, &code).await.unwrap();
    station.sign_in_again().await.unwrap();
    station.close(home.path()).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let other = Line::to(&RealOffice::open(elsewhere.path(), 1).await.address).await;
    point_to(home.path(), &other.address());
    let station = Station::open(home.path()).await;
    let hello = station.sign_in_again().await.unwrap();
    assert_eq!((&hello["signed_in"]["offline"], &hello["trial"]), (&json!(false), &json!(false)));
    let page = station.call("settings", json!({})).await;
    assert_eq!(page["settings"]["office"], office.address.as_str());
    assert_eq!(other.was_told(&[]).1, 0, "nobody there was asked anything");
}

/// What has effect nowhere has a file of its own, and it says so.
#[tokio::test(flavor = "multi_thread")]
async fn practice_has_a_file_of_its_own_and_joins_nothing() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    let hello = station.call("enter_practice", json!({})).await;
    assert_eq!(
        (&hello["centre"]["kind"], &hello["centre"]["own"]),
        (&json!("practice"), &json!(true))
    );
    assert_eq!((&hello["can_join"], &hello["not_joined"]), (&json!(false), &json!(false)));
    let refused = join(&station, "http://127.0.0.1:9", "whatever").await.unwrap_err();
    assert_eq!(refused, "settings_fixed");
}
