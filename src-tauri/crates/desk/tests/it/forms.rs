//! A form is its definition: each kind of field is filled, judged and printed, and two items may
//! share one form.
use crate::counter::{Station, point_to};
use crate::signature::sign_form;
use counter_catalog::{Key, Pack, Source};
use counter_office::Office;
use serde_json::{Value, json};
use std::process::Command;
use std::sync::Arc;

/// Kind, something that is wrong for it, the code then, something right, and how it is printed.
const KINDS: [(&str, &str, &str, &str, &str); 9] = [
    ("text", "", "required", "示例文字", "示例文字"),
    ("long_text", "", "required", "示例的一段较长的说明", "示例的一段较长的说明"),
    ("number", "十二", "not_a_number", "12.5", "12.5"),
    ("date", "2026-02-30", "not_a_date", "2026-02-28", "2026-02-28"),
    ("choice", "none", "not_an_option", "post", "邮寄到家"),
    ("phone", "1", "phone", "10012345678", "10012345678"),
    ("id_number", "44", "wrong_length", "440699199001010022", "440699199001010022"),
    ("bank_account", "12", "bank_account", "6200000000000000", "6200000000000000"),
    ("money", "1.234", "money", "1234.50", "1234.50"),
];

fn pack() -> Pack {
    let fields: Vec<Value> = KINDS
        .iter()
        .map(|(kind, ..)| {
            let options = json!([{ "value": "window", "label": "到窗口领取" },
                    { "value": "post", "label": "邮寄到家" }]);
            let options = if *kind == "choice" { options } else { json!([]) };
            json!({ "id": kind, "label": format!("栏{kind}"), "kind": kind, "required": true,
                "options": options })
        })
        .collect();
    let item = |id: &str, name: &str| {
        json!({
            "id": id, "name": name, "department": "示例局", "task_type": "21",
            "project_type": "on_the_spot", "form": "all",
            "materials": [{ "id": "application", "name": "申请表", "original": 1, "supply": "form" }],
        })
    };
    let prefilled =
        json!({ "id": "name", "label": "姓名", "kind": "text", "prefill": "applicant.name" });
    let form = json!({ "id": "all", "title": "各种栏目的申请表", "sections": [
        { "title": "来自证件", "fields": [prefilled] }, { "title": "各种栏目", "fields": fields },
    ]});
    let files = [
        ("pack.yaml", json!({ "id": "lanmu", "version": "1", "title": "栏目", "note": "示例" })),
        ("items/one.yaml", item("one", "示例事项甲")),
        ("items/two.yaml", item("two", "示例事项乙")),
        ("forms/all.yaml", form),
    ];
    let files = files.into_iter().map(|(name, value)| (name.to_owned(), value.to_string()));
    Pack::from_source(&files.collect::<Source>()).unwrap()
}

async fn station(home: &std::path::Path) -> Station {
    open_with_pack(home, &pack(), "one").await
}

/// A station of an office that gives out this pack, once it has come with the item.
pub async fn open_with_pack(home: &std::path::Path, pack: &Pack, item: &str) -> Station {
    let signed = pack.sign_pack(&Key::example_key().unwrap(), None).unwrap();
    let office = Office::open(None, signed, true).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    point_to(home, &format!("http://{}", listener.local_addr().unwrap()));
    tokio::spawn(counter_office::serve(listener, Arc::new(office), std::future::pending()));
    let station = Station::open(home).await;
    station.sign_in().await;
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while station.try_call("checklist", json!({ "item": item, "answers": {} })).await.is_err() {
        assert!(std::time::Instant::now() < deadline, "the pack never came");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    station
}

fn finding(view: &Value, field: &str) -> Option<String> {
    let findings = view["form"]["findings"].as_array().unwrap().iter();
    findings
        .filter(|f| f["error"] == true)
        .find(|f| f["field"] == field)
        .map(|f| f["code"].as_str().unwrap().to_owned())
}

fn printed(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("form.pdf");
    std::fs::write(&file, pdf).unwrap();
    let out = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().unwrap();
    String::from_utf8(out.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_field_is_filled_judged_and_printed() {
    let home = tempfile::tempdir().unwrap();
    let station = station(home.path()).await;
    for item in ["one", "two"] {
        let view = station.call("open_case", json!({ "item": item, "answers": {} })).await;
        let case = view["id"].as_str().unwrap().to_owned();
        station.read_card(&case, "applicant").await;
        let view = station.call("receive", json!({ "case": case })).await;
        let name = &view["form"]["sections"][0]["fields"][0];
        assert_eq!(name["source"], "card", "{name}");
        assert!(!name["value"].as_str().unwrap().is_empty());
        for (kind, wrong, code, right, _) in KINDS {
            let fill = async |value: &str| {
                station.call("fill", json!({ "case": case, "field": kind, "value": value })).await;
                station.call("case", json!({ "case": case })).await
            };
            assert_eq!(finding(&fill(wrong).await, kind).as_deref(), Some(code), "{kind}");
            assert_eq!(finding(&fill(right).await, kind), None, "{kind}");
        }
        sign_form(&station, &case).await;
        let what = json!({ "case": case, "kind": "accept", "items": [], "reasons": [],
            "right_office": null });
        station.call("propose", what).await;
        let issued = station.call("issue", json!({ "case": case })).await;
        let documents = issued["case"]["documents"].as_array().unwrap();
        let form = documents.iter().find(|d| d["form"] == "application_form").unwrap();
        let path = form["url"].as_str().unwrap().trim_start_matches("page://localhost");
        let (_, pdf) = station.desk.bytes("main", path).await.unwrap();
        let text = printed(&pdf);
        for (kind, .., shown) in KINDS {
            assert!(text.contains(kind) && text.contains(shown), "{kind}: {text}");
        }
        // As it then stands, read only: nothing of a decided case is filled any more.
        let closed = station
            .try_call("fill", json!({ "case": case, "field": "text", "value": "别的" }))
            .await;
        assert_eq!(closed.unwrap_err(), "not_allowed");
    }
}

/// Kind, as somebody writes it, as it is kept.
const WRITTEN: [(&str, &str, &str); 14] = [
    ("date", "1990-1-15", "1990-01-15"),
    ("date", "1990.10.15", "1990-10-15"),
    ("date", "1990/12/31", "1990-12-31"),
    ("date", "1990年1月15日", "1990-01-15"),
    ("date", "１９９００１１５", "1990-01-15"),
    ("date", "1990-01-", "1990-01-"),
    ("money", "1,234.50元", "1234.50"),
    ("money", "１．２万元", "12000"),
    ("number", "－１２", "-12"),
    ("phone", "100 1234 5678", "10012345678"),
    ("phone", "0757-12345678", "0757-12345678"),
    ("id_number", "440699 19900101 0022", "440699199001010022"),
    ("bank_account", "6200-0000-0000-0000", "6200000000000000"),
    ("text", "示例路 1 号", "示例路 1 号"),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_people_write_is_kept_in_one_shape_and_nothing_is_cut() {
    let home = tempfile::tempdir().unwrap();
    let station = station(home.path()).await;
    let view = station.call("open_case", json!({ "item": "one", "answers": {} })).await;
    let case = view["id"].as_str().unwrap().to_owned();
    let fill = |field: &str, value: &str| json!({ "case": case, "field": field, "value": value });
    for (kind, written, kept) in WRITTEN {
        let view = station.call("fill", fill(kind, written)).await;
        assert_eq!(value_of(&view, kind), kept, "{kind} {written}");
        // What stands there already is no change of the case.
        let again = station.call("fill", fill(kind, kept)).await;
        assert_eq!(value_of(&again, kind), kept);
    }
    let long = "示".repeat(300);
    let view = station.call("fill", fill("text", &long)).await;
    assert_eq!(value_of(&view, "text"), long);
    let told = view["form"]["findings"].as_array().unwrap().iter().find(|f| f["field"] == "text");
    assert_eq!(told.unwrap()["params"], json!({ "max": "200", "length": "300" }));
    // Above what anybody types it is told, with its length, and what was there stays.
    let refused = station
        .desk
        .dispatch("main", "fill", fill("text", &"示".repeat(20_001)))
        .await
        .unwrap_err();
    assert_eq!((refused.code.as_str(), &*refused.params["count"]), ("text_too_long", "20001"));
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(value_of(&view, "text"), long);
}

fn value_of<'a>(view: &'a Value, field: &str) -> &'a str {
    let sections = view["form"]["sections"].as_array().unwrap().iter();
    let mut fields = sections.flat_map(|section| section["fields"].as_array().unwrap());
    fields.find(|one| one["id"] == field).unwrap()["value"].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_box_outside_of_a_form_is_read_by_the_same_rules() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    for (kind, text, kept) in [
        ("date", "2026.12.1", "2026-12-01"),
        ("date", "2026-13-1", "2026-13-1"),
        ("time", "9点12分", "09:12"),
        ("time", "0912", "09:12"),
        ("time", "9:1", "9:1"),
        ("phone", "100-1234-5678", "10012345678"),
        ("id_number", " 44069919900101001x", "44069919900101001X"),
    ] {
        let shaped = station.call("shape_text", json!({ "kind": kind, "text": text })).await;
        assert_eq!(shaped["text"], kept, "{kind} {text}");
    }
    let today = station.call("status", json!({})).await["today"].as_str().unwrap().to_owned();
    let (year, rest) = today.split_once('-').unwrap();
    let written = format!("{year}年{}日", rest.replace('-', "月"));
    let sheet = station.call("day_sheet", json!({ "day": written })).await;
    assert_eq!(sheet["day"], today.as_str());
    let slip = |slip: &str| json!({ "slip": slip, "date": written, "time": "0点" });
    assert_eq!(
        station.try_call("open_slip", slip(&"7".repeat(21))).await.unwrap_err(),
        "text_too_long"
    );
    let opened = station.call("open_slip", slip("0007")).await;
    let case = opened["id"].as_str().unwrap();
    let hold = |note: &str| {
        json!({ "case": case, "reason": "other", "note": note,
        "originals": "with_owner" })
    };
    assert_eq!(
        station.try_call("hold", hold(&"示".repeat(61))).await.unwrap_err(),
        "text_too_long"
    );
    station.call("hold", hold(&"示".repeat(60))).await;
}
