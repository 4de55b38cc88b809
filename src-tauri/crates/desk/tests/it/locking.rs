//! The locked desk, relief at the same window, slips from an outage: asked from outside, as a
//! window would.
use crate::counter::Station;
use crate::line::Line;
use crate::oddities::{Off, open};
use serde_json::{Value, json};

async fn opened(station: &Station) -> String {
    let view = station.open_allowance().await;
    view["id"].as_str().unwrap().to_owned()
}

fn unlock(secret: Option<&str>, password: Option<&str>, fresh: Option<&str>) -> Value {
    json!({ "secret": secret, "password": password, "new_secret": fresh })
}

#[tokio::test(flavor = "multi_thread")]
async fn while_locked_only_what_opens_it_answers() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = opened(&station).await;
    let hello = station.call("lock", json!({})).await;
    assert_eq!(hello["locked"]["secret"], false);
    for command in counter_desk::contract::COMMANDS.iter().map(|command| command.name) {
        if [
            "hello",
            "status",
            "lock",
            "unlock_screen",
            "relieve",
            "sign_in",
            "note_activity",
            "note_case_shown",
        ]
        .contains(&command)
        {
            continue;
        }
        // A supervisor's command is refused for the role first; either way nothing is told.
        let code = station.try_call(command, json!({})).await.unwrap_err();
        assert!(["locked", "role_not_allowed"].contains(&code.as_str()), "{command}: {code}");
    }
    let bytes = station.desk.bytes("main", &format!("/case/{case}/page/any")).await;
    assert_eq!(bytes.unwrap_err().code, "locked");
    let file = station.desk.upload("main", &format!("/import/{case}"), vec![1]).await;
    assert_eq!(file.unwrap_err().code, "locked");
    let tried = station.try_call("unlock_screen", unlock(Some("2468"), None, None)).await;
    assert_eq!(tried.unwrap_err(), "secret_spent", "none was chosen yet");
    let weak =
        station.try_call("unlock_screen", unlock(None, Some("demo-1001"), Some("1111"))).await;
    assert_eq!(weak.unwrap_err(), "secret_bad");
    let wrong = station.try_call("unlock_screen", unlock(None, Some("guess"), Some("2468"))).await;
    assert_eq!(
        wrong.unwrap_err(),
        "wrong_password",
        "nobody chooses a secret without the password"
    );
    let hello = station.call("unlock_screen", unlock(None, Some("demo-1001"), Some("2468"))).await;
    assert!(hello["locked"].is_null());
    station.call("case", json!({ "case": case })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_secrets_and_only_the_password_opens() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    let line = Line::to_trial(home.path(), None).await;
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    station.call("lock", json!({})).await;
    station.call("unlock_screen", unlock(None, Some("demo-1001"), Some("2468"))).await;
    // Without an office that would put the test's clock right.
    line.cut().await;
    station.call("lock", json!({})).await;
    for left in (0..5).rev() {
        let code =
            station.try_call("unlock_screen", unlock(Some("9753"), None, None)).await.unwrap_err();
        assert_eq!(code, if left == 0 { "secret_spent" } else { "wrong_secret" });
        assert_eq!(station.call("status", json!({})).await["locked"]["left"], left);
    }
    let right = station.try_call("unlock_screen", unlock(Some("2468"), None, None)).await;
    assert_eq!(right.unwrap_err(), "secret_spent");
    let locked = station.call("status", json!({})).await["locked"].clone();
    assert!((1..=30).contains(&locked["pause_seconds"].as_u64().unwrap()), "{locked}");
    off.set(31_000);
    let still = station.try_call("unlock_screen", unlock(Some("2468"), None, None)).await;
    assert_eq!(still.unwrap_err(), "secret_spent", "however long one waits");
    station.call("unlock_screen", unlock(None, Some("demo-1001"), None)).await;
    station.call("lock", json!({})).await;
    station.call("unlock_screen", unlock(Some("2468"), None, None)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_takes_over_the_open_case_and_any_that_is_held_here() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let (case, held) = (opened(&station).await, opened(&station).await);
    let aside = json!({ "case": held, "reason": "copying", "note": "", "originals": "with_owner" });
    station.call("hold", aside).await;
    let relief = |number: &str, password: &str| {
        json!({ "number": number, "password": password,
        "case": case })
    };
    assert_eq!(
        station.try_call("relieve", relief("1001", "demo-1001")).await.unwrap_err(),
        "relief_same"
    );
    assert_eq!(
        station.try_call("relieve", relief("2001", "demo-2001")).await.unwrap_err(),
        "role_not_allowed"
    );
    assert_eq!(
        station.try_call("relieve", relief("1002", "guess")).await.unwrap_err(),
        "wrong_password"
    );
    let before = station.call("status", json!({})).await["signed_in"].clone();
    station.call("lock", json!({})).await;
    let hello = station.call("relieve", relief("1002", "demo-1002")).await;
    assert!(hello["locked"].is_null());
    assert_eq!(hello["signed_in"]["window"], before["window"], "the same window");
    // The open one came with the relief; the other one waits for a reason.
    let refused = station.try_call("resume", json!({ "case": held })).await;
    assert_eq!(refused.unwrap_err(), "colleagues_case");
    station.open_colleagues_case(&held).await;
    for id in [&case, &held] {
        let view = station.call("resume", json!({ "case": id })).await;
        assert_eq!(view["clerk"], "1001");
        let names: Vec<&str> =
            view["hands"].as_array().unwrap().iter().map(|h| h["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["李示例", "王示例"]);
    }
    let all = json!({ "statuses": [], "text": "", "today": false, "waiting": false });
    assert_eq!(station.call("my_cases", all).await.as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_is_entered_once_and_only_with_a_time_that_can_be() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let today = station.call("status", json!({})).await["today"].as_str().unwrap().to_owned();
    let slip =
        |slip: &str, date: &str, time: &str| json!({ "slip": slip, "date": date, "time": time });
    for (payload, code) in [
        (slip(" ", &today, "00:00"), "slip_missing"),
        (slip("7", &today, "9:1"), "slip_time_bad"),
        (slip("7", "2026-02-30", "09:12"), "slip_time_bad"),
        (slip("7", &today, "25:00"), "slip_time_bad"),
        (slip("7", "2099-01-01", "09:12"), "slip_in_future"),
        (slip("7", "2020-01-02", "09:12"), "slip_too_old"),
    ] {
        assert_eq!(station.try_call("open_slip", payload).await.unwrap_err(), code);
    }
    let view = station.call("open_slip", slip("0007", &today, "00:00")).await;
    let case = view["id"].as_str().unwrap().to_owned();
    assert!(view["clock"]["received_at"].is_null(), "the receipt is still an act");
    assert_eq!(
        station.try_call("open_slip", slip("0007", &today, "00:00")).await.unwrap_err(),
        "slip_taken"
    );
    for same in ["7", "０００７", " 007 "] {
        let refused = station.try_call("open_slip", slip(same, &today, "00:00")).await;
        assert_eq!(refused.unwrap_err(), "slip_taken", "{same}");
    }
    station.call("open_slip", slip("00", &today, "00:00")).await;
    station.call("choose_item", json!({ "case": case, "item": "gaoling-jintie" })).await;
    let view = station.call("receive", json!({ "case": case })).await;
    assert_eq!(view["clock"]["received_at"], format!("{today} 00:00"));
    station.call("abandon", json!({ "case": case, "reason": "示例" })).await;
    station.call("open_slip", slip("0007", &today, "00:00")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_line_down_the_last_sign_in_here_opens_and_relieves() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = Station::open(home.path()).await;
    station.call("sign_in", json!({ "number": "1002", "password": "demo-1002" })).await;
    station.call("sign_out", json!({})).await;
    station.sign_in().await;
    let case = opened(&station).await;
    line.cut().await;
    station.call("lock", json!({})).await;
    let wrong = station.try_call("unlock_screen", unlock(None, Some("guess"), None)).await;
    assert_eq!(wrong.unwrap_err(), "wrong_password");
    let hello = station.call("unlock_screen", unlock(None, Some("demo-1001"), None)).await;
    assert_eq!(hello["signed_in"]["offline"], true);
    station.call("lock", json!({})).await;
    let relief = json!({ "number": "1002", "password": "demo-1002", "case": case });
    let hello = station.call("relieve", relief).await;
    assert_eq!(hello["signed_in"]["number"], "1002");
    let hands = station.call("case", json!({ "case": case })).await["hands"].clone();
    assert_eq!(hands.as_array().unwrap().len(), 2);
}
