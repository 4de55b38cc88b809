//! The citizen's screen: the list while the clerk shows it; nothing of it while the desk is locked,
//! held or left.
use crate::cards::printed;
use crate::counter::Station;
use crate::main_story::text;
use serde_json::{Value, json};

async fn seen(station: &Station) -> Value {
    station.desk.dispatch("citizen", "citizen", json!({})).await.unwrap()
}

fn list() -> Value {
    json!({ "item": "gaoling-jintie", "answers": {} })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_there_while_it_is_shown_and_hidden_while_the_screen_is_locked() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    assert!(seen(&station).await["window"].is_null(), "nobody sits there");
    station.sign_in().await;
    assert!(seen(&station).await["window"].as_str().unwrap().ends_with("3号窗"));
    station.call("show_list", list()).await;
    let before = seen(&station).await;
    assert!(
        before["list"]["item"].is_string()
            && !before["list"]["rows"].as_array().unwrap().is_empty(),
        "{before}"
    );
    station.call("lock", json!({})).await;
    assert!(seen(&station).await["list"].is_null());
    let open = json!({ "secret": null, "password": "demo-1001", "new_secret": null });
    station.call("unlock_screen", open).await;
    assert_eq!(seen(&station).await, before, "the same spot");
    station.call("clear_citizen", json!({})).await;
    assert!(seen(&station).await["list"].is_null());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_case_and_a_clerk_who_leaves_take_the_list_along() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = station.call("open_case", list()).await["id"].clone();
    station.call("show_list", list()).await;
    let hold = json!({ "case": case, "reason": "copying", "note": "", "originals": "with_owner" });
    station.call("hold", hold).await;
    assert!(seen(&station).await["list"].is_null());
    station.call("show_list", list()).await;
    station.call("sign_out", json!({})).await;
    let left = seen(&station).await;
    assert!(left["list"].is_null() && left["window"].is_null(), "{left}");
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_scanner_is_out_every_list_offers_the_windows_own_copy() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let answers = json!({ "group": "normal", "agent": "self" });
    let pension = json!({ "item": "chengxiang-yanglao", "answers": answers });
    let case = station.call("open_case", pension.clone()).await["id"].clone();
    station.call("show_list", pension.clone()).await;
    // The clerk's own lists go by the lamp.
    let told = async || {
        let lamp = station.call("status", json!({})).await["scanner"].clone();
        let copied_here = seen(&station).await["copied_here"].clone();
        let list = station.call("print_list", pension.clone()).await;
        let list = printed(&station, &format!("/sheet/{}", text(&list["id"]))).await;
        ((lamp, copied_here), list)
    };
    let (screens, list) = told().await;
    assert_eq!(screens, (json!("on"), json!(false)));
    assert!(list.contains("窗口扫描") && !list.contains("窗口代为复印"), "{list}");
    let mut settings = station.call("settings", json!({})).await["settings"].clone();
    settings["scanner"] = "nope:0".into();
    station.call("save_settings", json!({ "settings": settings })).await;
    let nothing = station.try_call("scan", json!({ "case": case, "material": null })).await;
    nothing.unwrap_err();
    let (screens, list) = told().await;
    assert_eq!(screens, (json!("fault"), json!(true)));
    assert!(list.contains("窗口代为复印") && !list.contains("窗口扫描"), "{list}");
}
