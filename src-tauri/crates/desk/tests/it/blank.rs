//! The blank of a material: to take along, of an item alone, kept nowhere.
use crate::counter::Station;
use serde_json::{Value, json};
use std::process::Command;

fn asked(item: &str, material: &str, sample: bool) -> Value {
    json!({ "case": null, "item": item, "material": material, "sample": sample })
}

/// The sheet's words without spaces, as whoever holds the paper reads them.
async fn words(station: &Station, sheet: &Value) -> String {
    let path = sheet["url"].as_str().unwrap().trim_start_matches("page://localhost");
    let (media, pdf) = station.desk.bytes("main", path).await.unwrap();
    assert_eq!(media, "application/pdf");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("blank.pdf");
    std::fs::write(&file, pdf).unwrap();
    let out = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().unwrap();
    String::from_utf8(out.stdout).unwrap().split_whitespace().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_material_and_the_form_made_here_have_blanks_without_a_case() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let list = station.call("checklist", json!({ "item": "dibao", "answers": {} })).await;
    let row = |id: &str| {
        list["rows"].as_array().unwrap().iter().find(|row| row["material"] == id).unwrap().clone()
    };
    assert_eq!(row("inquiry_authorisation")["blank"]["title"], "家庭经济状况核对授权书");
    assert_eq!(row("application")["blank"]["title"], "政务服务事项申请表");
    assert!(row("household_register")["blank"].is_null());

    let sheet = station.call("print_blank", asked("dibao", "inquiry_authorisation", false)).await;
    assert_eq!((sheet["form"].as_str(), sheet["pages"].as_u64()), (Some("blank_form"), Some(1)));
    let text = words(&station, &sheet).await;
    for part in [
        "家庭经济状况核对授权书",
        "最低生活保障",
        "授权人签名",
        "□申请人□共同生活的家庭成员",
        "年月日",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("样表") && !text.contains("张三"), "{text}");
    let printed = station.call("print_sheet", json!({ "document": sheet["id"] })).await;
    let file = printed["file"].as_str().unwrap();
    assert!(file.contains("/blank-form-20") && file.ends_with(".pdf"), "{printed}");

    let sample = station.call("print_blank", asked("dibao", "inquiry_authorisation", true)).await;
    let text = words(&station, &sample).await;
    assert!(
        text.contains("样表·照此填写") && text.contains("张三示例") && text.contains("440699××××"),
        "{text}"
    );

    let own = station.call("print_blank", asked("gaoling-jintie", "application", false)).await;
    let text = words(&station, &own).await;
    assert!(
        text.contains("高龄老人津贴申请审批表") && text.contains("申请人签名（盖章）"),
        "{text}"
    );
    // Nothing of it is kept: no case, no line of the audit trail.
    assert_eq!(station.call("my_cases", no_filter()).await, json!([]));
    station.close(home.path()).await;
    let audit = crate::counter::audit_lines(home.path());
    assert!(audit.iter().all(|line| !format!("{line:?}").contains("blank")), "{audit:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_blank_is_refused_by_name() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    for (item, material, sample, code) in [
        ("nothing", "application", false, "unknown_item"),
        ("dibao", "nothing", false, "unknown_material"),
        ("dibao", "household_register", false, "no_blank"),
        ("dibao", "application", true, "no_blank"),
    ] {
        let refused = station.try_call("print_blank", asked(item, material, sample)).await;
        assert_eq!(refused.unwrap_err(), code, "{item} {material}");
    }
    let gone = station.try_call("print_sheet", json!({ "document": "none" })).await;
    assert_eq!(gone.unwrap_err(), "no_document");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_gives_the_blanks_of_its_own_pack_and_stays_as_it_was() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = station.call("open_case", json!({ "item": "dibao", "answers": {} })).await;
    station.read_card(case["id"].as_str().unwrap(), "applicant").await;
    let before = station.call("case", json!({ "case": case["id"] })).await;
    let asked =
        json!({ "case": case["id"], "item": "dibao", "material": "declaration", "sample": false });
    let text = words(&station, &station.call("print_blank", asked).await).await;
    let name = before["people"][0]["name"].as_str().unwrap();
    assert!(text.contains("家庭人口") && !text.contains(name), "{text}");
    assert_eq!(station.call("case", json!({ "case": case["id"] })).await, before);
    let none =
        json!({ "case": "none", "item": "dibao", "material": "declaration", "sample": false });
    assert_eq!(station.try_call("print_blank", none).await.unwrap_err(), "no_such_case");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blank_of_practice_and_the_printed_list_say_what_they_are() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    let hello = station.call("enter_practice", json!({})).await;
    station.unlocked(hello).await;
    station.call("sign_in", json!({ "number": "9001", "password": "practice-9001" })).await;
    let sheet = station.call("print_blank", asked("dibao", "inquiry_authorisation", false)).await;
    let text = words(&station, &sheet).await;
    assert!(text.contains("练习用，无效"), "{text}");
    let list = station.call("print_list", json!({ "item": "dibao", "answers": {} })).await;
    let text = words(&station, &list).await;
    assert!(text.contains("窗口有空白表") && text.contains("窗口扫描"), "{text}");
}

/// Each blank that the example pack names, and each sample, is paper that can be handed over: one
/// page.
#[tokio::test(flavor = "multi_thread")]
async fn every_blank_of_the_example_pack_is_typeset() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let pack = counter_catalog::Pack::builtin().unwrap();
    let mut made = std::collections::BTreeSet::new();
    for item in pack.items() {
        for material in &item.materials {
            let Some(form) = item.blank_of(material) else { continue };
            if !made.insert(form) {
                continue;
            }
            let samples: &[bool] =
                if pack.form(form).unwrap().has_sample() { &[false, true] } else { &[false] };
            for sample in samples {
                let sheet =
                    station.call("print_blank", asked(&item.id, &material.id, *sample)).await;
                assert_eq!(sheet["pages"], 1, "{form}");
                assert_eq!(
                    words(&station, &sheet).await.contains("样表·照此填写"),
                    *sample,
                    "{form}"
                );
            }
        }
    }
    assert!(made.len() >= 13, "{made:?}");
}

fn no_filter() -> Value {
    json!({ "statuses": [], "text": "", "today": false, "waiting": false })
}
