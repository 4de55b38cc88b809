//! What was handed over is back with its owner or held at the window, and both screens, the receipt
//! and the day's sheet say which.
use crate::cards::printed;
use crate::counter::Station;
use crate::main_story::{confirm_if_asked, fill_what_is_missing, page, text};
use crate::real_office::RealOffice;
use crate::revisions::decide;
use counter_centre::Purpose;
use serde_json::{Value, json};

const PAPERS: [&str; 2] = ["household_register", "bank_card"];

/// Everything of an allowance is here and compared; nobody said yet where it is.
async fn brought(station: &Station) -> String {
    let answers = json!({ "agent": "self", "channel": "window" });
    let opening = json!({ "item": "gaoling-jintie", "answers": answers });
    let case = text(&station.call("open_case", opening).await["id"]);
    let view = station.read_card(&case, "applicant").await;
    confirm_if_asked(station, view).await;
    station.call("receive", json!({ "case": case })).await;
    for material in PAPERS {
        let path = format!("/import/{case}?material={material}");
        let view = station.desk.upload("main", &path, page()).await.unwrap();
        let fresh = view["pages"].as_array().unwrap().last().unwrap()["id"].clone();
        station.call("page_shown", json!({ "case": case, "page": fresh })).await;
        station.call("check_original", json!({ "case": case, "material": material })).await;
    }
    let photo = json!({ "case": case, "material": "photo", "count": 1 });
    station.call("count_object", photo).await;
    fill_what_is_missing(station, &case).await;
    case
}

fn row(view: &Value, id: &str) -> Value {
    let rows = view["materials"].as_array().unwrap();
    rows.iter().find(|row| row["id"] == id).unwrap().clone()
}

fn accept(case: &str) -> Value {
    json!({ "case": case, "kind": "accept", "items": [], "reasons": [], "right_office": null })
}

async fn seen(station: &Station) -> Value {
    station.desk.dispatch("citizen", "citizen", json!({})).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_gives_all_back_and_keeps_the_photo_after_both_have_read_it() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = brought(&station).await;
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(
        (&view["next"]["code"], &view["next"]["params"]["n"]),
        (&"give_back".into(), &"3".into())
    );
    let early = station.try_call("propose", accept(&case)).await;
    assert_eq!(early.unwrap_err(), "decision_lacks", "nobody said where it is");

    station.call("show_give_back", json!({ "case": case })).await;
    let papers = seen(&station).await["papers"].clone();
    let count = |part: &str| papers[part].as_array().unwrap().len();
    assert_eq!((count("returned"), count("held"), &papers["place"]), (2, 1, &"3号窗".into()));
    station.call("lock", json!({})).await;
    assert!(seen(&station).await["papers"].is_null(), "the lock hides it");
    let open = json!({ "secret": null, "password": "demo-1001", "new_secret": null });
    station.call("unlock_screen", open).await;
    assert_eq!(seen(&station).await["papers"], papers);

    let view = station.call("give_back_all", json!({ "case": case })).await;
    assert!(seen(&station).await["papers"].is_null());
    for material in PAPERS {
        assert_eq!(row(&view, material)["custody"], "returned", "{material}");
    }
    let photo = row(&view, "photo");
    assert_eq!((&photo["custody"], &photo["place"]), (&"held".into(), &"3号窗".into()));
    assert_eq!(view["next"]["code"], "decide");

    station.call("propose", accept(&case)).await;
    let paper = printed(&station, &format!("/doc/{case}/preview")).await;
    for words in ["实物1件", "实物留存于3号窗", "原件已退还", "系统生成"] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    assert!(!paper.contains("签字确认"), "nobody signed: {paper}");
    assert!(!paper.contains("应交"), "the scan stands for the copy: {paper}");
    station.call("issue", json!({ "case": case })).await;
    let sheet = station.call("day_sheet", json!({ "day": null })).await;
    let held = |kind: &str| sheet["rows"][0][format!("held_{kind}")].clone();
    assert_eq!(
        (held("originals"), held("copies"), held("objects")),
        (0.into(), 0.into(), 1.into())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn no_decision_is_proposed_before_the_papers_are_given_back_or_held() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = brought(&station).await;
    let view = station.call("case", json!({ "case": case })).await;
    let item = json!({ "material": null, "name": view["decision"]["listed"][0], "problem": "缺页",
        "fix": "补齐" });
    let none = json!([]);
    let (items, reasons) = (json!([item]), json!(["示例理由"]));
    let proposals = [
        accept(&case),
        json!({ "case": case, "kind": "correction", "items": items, "reasons": none,
            "right_office": null }),
        json!({ "case": case, "kind": "refuse", "items": none, "reasons": reasons,
            "right_office": null }),
        json!({ "case": case, "kind": "redirect", "items": none, "reasons": reasons,
            "right_office": "示例局" }),
    ];
    for proposal in &proposals {
        let early = station.try_call("propose", proposal.clone()).await;
        assert_eq!(early.unwrap_err(), "decision_lacks", "{}", proposal["kind"]);
    }
    station.call("give_back_all", json!({ "case": case })).await;
    for proposal in proposals {
        station.call("propose", proposal).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_and_a_place_are_the_clerks_within_bounds() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = brought(&station).await;
    let count = |kind: &str, count: u32| json!({ "case": case, "material": "bank_card", "kind": kind, "count": count });
    let view = station.call("count_papers", count("copy", 2)).await;
    assert_eq!(
        (&row(&view, "bank_card")["copies"], &row(&view, "bank_card")["originals"]),
        (&2.into(), &1.into())
    );
    assert_eq!(
        station.try_call("count_papers", count("copy", 1000)).await.unwrap_err(),
        "bad_request"
    );
    let put = |custody: &str, place: &str| json!({ "case": case, "material": "bank_card", "custody": custody, "place": place });
    let view = station.call("set_custody", put("held", "  2号柜 ")).await;
    assert_eq!(row(&view, "bank_card")["place"], "2号柜");
    assert_eq!(row(&view, "bank_card")["due_custody"], Value::Null);
    assert_eq!(row(&view, "bank_card")["due_copies"], "held", "nobody spoke of the copies");
    let view = station.call("give_back_all", json!({ "case": case })).await;
    let card = row(&view, "bank_card");
    assert_eq!(
        (&card["copies_custody"], &card["copies_place"], &card["place"]),
        (&"held".into(), &"3号窗".into(), &"2号柜".into())
    );
    let copies = |material: &str| json!({ "case": case, "material": material, "copies": true, "custody": "returned", "place": null });
    let view = station.call("set_custody", copies("bank_card")).await;
    let card = row(&view, "bank_card");
    assert_eq!((&card["copies_custody"], &card["custody"]), (&"returned".into(), &"held".into()));
    let none = station.try_call("set_custody", copies("household_register")).await;
    assert_eq!(none.unwrap_err(), "bad_request", "no copy came");
    let long = "柜".repeat(41);
    assert_eq!(
        station.try_call("set_custody", put("held", &long)).await.unwrap_err(),
        "text_too_long"
    );
    assert_eq!(
        station.try_call("set_custody", put("returned", "2号柜")).await.unwrap_err(),
        "bad_request"
    );
    // The exception stays as it is when the rest is given back.
    let view = station.call("give_back_all", json!({ "case": case })).await;
    assert_eq!(
        (&row(&view, "bank_card")["custody"], &row(&view, "household_register")["custody"]),
        (&"held".into(), &"returned".into())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_that_stay_undecided_have_a_receipt_once_a_list() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let opened = station.open_allowance().await;
    let nothing = json!({ "case": opened["id"], "again": false });
    assert_eq!(
        station.try_call("print_receipt", nothing.clone()).await.unwrap_err(),
        "not_allowed"
    );
    station.call("receive", json!({ "case": opened["id"] })).await;
    let receipts = |view: &Value| {
        let papers = view["documents"].as_array().unwrap();
        papers.iter().filter(|paper| paper["form"] == "materials_receipt").count()
    };
    let nothing = station.call("print_receipt", nothing).await;
    assert_eq!(receipts(&nothing["case"]), 0, "nothing is kept");

    let case = brought(&station).await;
    let leave = json!({ "case": case, "again": false });
    let first = station.call("print_receipt", leave.clone()).await;
    let document = first["case"]["documents"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((receipts(&first["case"]), &document["saves"]), (1, &1.into()));
    assert_eq!(document["prints"], 0, "there is no printer");
    let paper = printed(&station, &format!("/doc/{case}/{}", text(&document["id"]))).await;
    assert!(paper.contains("不表示申请已被受理") && paper.contains("补正告知期限"), "{paper}");
    assert!(!paper.contains("系统生成"), "the form was not handed in: {paper}");
    let again = station.call("print_receipt", leave.clone()).await;
    assert_eq!(again["print"]["file"], Value::Null, "it has this list already");
    let asked = station.call("print_receipt", json!({ "case": case, "again": true })).await;
    assert_eq!(asked["case"]["documents"].as_array().unwrap().last().unwrap()["saves"], 2);
    station.call("give_back_all", json!({ "case": case })).await;
    let other = station.call("print_receipt", leave).await;
    assert_eq!(receipts(&other["case"]), 2, "another list");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stays_is_held_where_the_place_says() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    office.publish(1, |body| body["place"] = json!({ "custody": "二楼档案柜" }));
    let code = office.publish_code(Purpose::Join);
    let station = Station::open(home.path()).await;
    station.call("join_centre", json!({ "office": office.address, "code": code })).await;
    station.sign_in_again().await.unwrap();
    let case = brought(&station).await;
    let status = station.call("show_give_back", json!({ "case": case })).await;
    assert_eq!(status["signed_in"]["held_at"], "二楼档案柜");
    assert_eq!(seen(&station).await["papers"]["place"], "二楼档案柜");
    let view = station.call("give_back_all", json!({ "case": case })).await;
    let photo = row(&view, "photo");
    assert_eq!((&photo["custody"], &photo["place"]), (&"held".into(), &"二楼档案柜".into()));
}

/// Until the rest is here it is decided as little as before the notice.
#[tokio::test(flavor = "multi_thread")]
async fn what_stays_after_a_notice_has_a_receipt_too() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = brought(&station).await;
    station.call("give_back_all", json!({ "case": case })).await;
    let items = json!([{ "material": "bank_card", "name": "银行卡", "problem": "账号不清",
        "fix": "请换一份清晰的。", "reason": null }]);
    let noticed = decide(&station, &case, "correction", items).await;
    let receipts = |view: &Value| {
        let papers = view["documents"].as_array().unwrap();
        papers.iter().filter(|paper| paper["form"] == "materials_receipt").count()
    };
    assert_eq!((receipts(&noticed), &noticed["status"]), (1, &json!("correction")));
    let leave = json!({ "case": case, "again": false });
    let first = station.call("print_receipt", leave.clone()).await;
    assert_eq!(receipts(&first["case"]), 1, "the list that was made beside the notice comes out");
    assert!(first["print"]["file"].is_string());
    let same = station.call("print_receipt", leave.clone()).await;
    assert_eq!(same["print"]["file"], Value::Null, "once");
    let put = json!({ "case": case, "material": "household_register", "custody": "held",
        "place": "2号柜" });
    station.call("set_custody", put).await;
    let kept = station.call("print_receipt", leave).await;
    assert_eq!(receipts(&kept["case"]), 2, "another list");
    let document = kept["case"]["documents"].as_array().unwrap().last().unwrap().clone();
    let paper = printed(&station, &format!("/doc/{case}/{}", text(&document["id"]))).await;
    assert!(paper.contains("2号柜") && paper.contains("不表示申请已被受理"), "{paper}");
}
