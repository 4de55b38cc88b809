//! Text as clipboards bring it, in every box of the window: what nobody sees reaches no journal, no
//! list and no paper; what was meant is kept.
use crate::counter::{Station, store_of};
use crate::main_story::{filled_case, text};
use serde_json::{Value, json};

pub const UNSEEN: [char; 6] = ['\u{200b}', '\u{202d}', '\u{feff}', '\u{0}', '\u{ad}', '\u{fe0f}'];

/// Put between all the characters.
pub fn soiled(words: &str) -> String {
    let every = words.chars().zip(UNSEEN.iter().cycle()).map(|(c, unseen)| format!("{unseen}{c}"));
    every.collect::<String>() + "\u{202c}\u{e5e5}"
}

async fn fill(
    station: &Station,
    case: &str,
    field: &str,
    value: &str,
) -> (String, Option<(bool, String)>) {
    let payload = json!({ "case": case, "field": field, "value": value });
    let view = station.call("fill", payload).await;
    let fields = view["form"]["sections"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|s| s["fields"].as_array().unwrap());
    let kept = fields.into_iter().find(|f| f["id"] == field).map(|f| text(&f["value"])).unwrap();
    let mut findings = view["form"]["findings"].as_array().unwrap().iter();
    let found = findings.find(|f| f["field"] == field);
    (kept, found.map(|f| (f["error"] == true, text(&f["code"]))))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_box_of_the_window_takes_what_a_clipboard_brings() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let hits = station.call("search_items", json!({ "query": soiled("高龄津贴") })).await;
    assert_eq!(hits, station.call("search_items", json!({ "query": "高龄津贴" })).await);
    assert!(!hits["hits"].as_array().unwrap().is_empty());
    let case = filled_case(&station).await;
    let person = json!({
        "case": case, "person": null, "role": "agent", "name": soiled("陈甲示例"),
        "id_kind": "resident",
        "number": soiled("99000020000229001X"), "sex": "", "address": soiled("⽰例路１号"),
        "phone": soiled("10012345678"),
        "relation": soiled("同事"),
    });
    let view = station.call("put_person", person).await;
    let agent = &view["people"][1];
    assert_eq!(
        [&agent["name"], &agent["address"], &agent["phone"], &agent["relation"]],
        ["陈甲示例", "示例路1号", "10012345678", "同事"]
    );
    let material = text(&view["materials"][0]["id"]);
    let problem = json!({ "case": case, "material": material, "problem": soiled("印章不清") });
    let view = station.call("set_problem", problem).await;
    assert_eq!(view["materials"][0]["problem"], "印章不清");
    station
        .call("set_problem", json!({ "case": case, "material": material, "problem": "\u{200b}" }))
        .await;
    let what = json!({
        "case": case, "kind": "refuse", "items": [], "reasons": [soiled("不属本机关"), "\u{200b}"],
        "right_office": null,
    });
    station.call("propose", what).await;
    station.call("withdraw_proposal", json!({ "case": case })).await;
    let hold = json!({ "case": case, "reason": "other", "note": soiled("等家属"),
        "originals": "no_originals" });
    let held = station.call("hold", hold).await;
    assert_eq!(held["hold"]["note"], "等家属");
    station.call("resume", json!({ "case": case })).await;
    let draft = station.call("open_case", json!({ "item": null, "answers": {} })).await;
    let draft = text(&draft["id"]);
    station.call("abandon", json!({ "case": draft, "reason": soiled("改天再来") })).await;
    station.close(home.path()).await;
    let store = store_of(home.path());
    for entry in [&case, &draft].into_iter().flat_map(|case| store.entries(case).unwrap()) {
        for unseen in UNSEEN {
            assert!(!entry.body.contains(unseen), "U+{:04X}: {}", u32::from(unseen), entry.body);
        }
        assert!(!entry.body.contains("\\u0000"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pasted_into_the_settings_is_kept_without_what_nobody_sees() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let mut settings = station.call("settings", json!({})).await["settings"].clone();
    settings["reader_port"] = soiled("/dev/ttyUSB0").into();
    settings["printer"] = "\u{a0}前台（１）\u{200b} ".into();
    let saved = station.call("save_settings", json!({ "settings": settings })).await;
    let kept = (&saved["settings"]["reader_port"], &saved["settings"]["printer"]);
    assert_eq!(kept, (&"/dev/ttyUSB0".into(), &"前台（１）".into()), "its own signs");
    for address in ["office.example", "http://office.example", "ftp://office.example"] {
        settings["office"] = address.into();
        let refused = station.try_call("save_settings", json!({ "settings": settings })).await;
        assert_eq!(refused.unwrap_err(), "office_address_wrong", "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn telephones_and_accounts_are_stopped_only_where_they_are_surely_wrong() {
    let home = tempfile::tempdir().unwrap();
    let (station, opened) = Station::with_allowance(home.path()).await;
    let case = text(&opened["id"]);
    let fields: Vec<Value> = opened["form"]["sections"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|s| s["fields"].as_array().unwrap().clone())
        .collect();
    let of_kind = |kind: &str| text(&fields.iter().find(|f| f["kind"] == kind).unwrap()["id"]);
    let warning = |code: &str| Some((false, code.to_owned()));
    let phone = of_kind("phone");
    for (typed, kept, found) in [
        ("１００１２３４５６７８", "10012345678", None),
        ("+86 10012345678", "+86 10012345678", None),
        ("008610012345678", "008610012345678", None),
        ("+852 1234 5678", "+852 1234 5678", None),
        ("+853 1234 5678", "+853 1234 5678", None),
        ("0757-00001234转801", "0757-00001234转801", None),
        ("0757-00001234-801", "0757-00001234-801", None),
        ("（0757）00001234", "(0757)00001234", None),
        ("10012345678、10087654321", "10012345678、10087654321", None),
        ("\u{202d}10012345678\u{202c}", "10012345678", None),
        ("95588", "95588", warning("phone_service")),
        ("12345", "12345", warning("phone_service")),
        ("100123456", "100123456", Some((true, "phone".into()))),
    ] {
        assert_eq!(fill(&station, &case, &phone, typed).await, (kept.to_owned(), found), "{typed}");
    }
    let account = of_kind("bank_account");
    for (typed, kept, found) in [
        ("６２００ ００００ ００００ ００００ ０００", "6200000000000000000", None),
        ("44-069901040000001", "44-069901040000001", None),
        ("\u{202d}6200000000000000000\u{202c}", "6200000000000000000", None),
        ("6200x", "6200x", Some((true, "bank_account".into()))),
    ] {
        assert_eq!(
            fill(&station, &case, &account, typed).await,
            (kept.to_owned(), found),
            "{typed}"
        );
    }
}
