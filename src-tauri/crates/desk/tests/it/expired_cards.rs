//! Cards that have run out, or hold no more on the day that counts: what stands against accepting, which
//! reason and paper the clerk names beside them, and what of it is on record and on paper.
use crate::cards::{accept, card, lay, open, printed, read, warnings};
use crate::catalogue::{go_to, key, notice, pack_with, until};
use crate::counter::{Station, store_of};
use crate::main_story::{filled_case, page, text};
use crate::oddities::{self, Off};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_card_is_noted_on_the_receipt_and_in_what_is_filed() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let expired = card(json!({ "valid_from": "20100101", "valid_to": "20200101" }));
    let _reader = lay(&station, home.path(), vec![expired]).await;
    let case = filled_case(&station).await;
    let view = accept(&station, &case).await;
    let warning = &view["people"][0]["warnings"][0];
    assert_eq!(
        (&warning["code"], &warning["params"]["to"], &warning["confirmation"]["by"]),
        (&"card_expired".into(), &"2020-01-01".into(), &"1001".into())
    );
    assert_eq!(view["decision"]["preview"]["missing"], json!([]));
    let printed = printed(&station, &format!("/doc/{case}/preview")).await;
    for words in [
        "读卡核验，证件已过有效期（2020-01-01）",
        "申请材料齐全，证件另有记录（见下），经核对后现予受理",
        "申请人陈示例：证件已过有效期（2020-01-01）；工作人员1001于",
        "核对后仍按此证办理，理由：另持户口簿（号码粤示00…1234）。",
    ] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
    assert!(!printed.contains("符合法定形式"), "no more than was recorded: {printed}");
    station.call("issue", json!({ "case": case })).await;
    station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    station.close(home.path()).await;
    let payload = store_of(home.path()).outbox_row(&case).unwrap().unwrap().payload;
    let filed: Value = serde_json::from_str(&payload).unwrap();
    let details = &filed["people"][0]["details"];
    assert_eq!(
        (&details["card_warnings"], &details["valid_to"]),
        (&"card_expired".into(), &"2020-01-01".into())
    );
    assert!(text(&details["expiry_confirmation"]).starts_with("1001 20"), "{details}");
    assert_eq!(details["expiry_reason"], "household_register", "{details}");
    assert_eq!(details["expiry_paper_number"], "粤示0001234", "{details}");
    assert!(details["expiry_paper_until"].is_null() && details["expiry_paper_row"].is_null());
}

/// Only acceptance waits for it, and one command is enough; another reading is asked about anew.
#[tokio::test(flavor = "multi_thread")]
async fn an_expired_card_waits_for_the_clerks_word() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let expired = card(json!({ "valid_from": "20100101", "valid_to": "20200101" }));
    let _reader = lay(&station, home.path(), vec![expired.clone(), expired.clone(), expired]).await;
    let answers = json!({ "group": "normal", "agent": "self" });
    let opening = json!({ "item": "chengxiang-yanglao", "answers": answers });
    let case = text(&station.call("open_case", opening).await["id"]);
    let view = read(&station, &case, "applicant").await;
    let person = view["people"][0]["id"].clone();
    assert_eq!(
        view["next"]["code"], "confirm_card",
        "the reading is in the case and is asked about"
    );
    assert_eq!(
        view["next"]["params"],
        json!({ "role": "applicant", "person": person }),
        "whose it is"
    );
    assert_eq!(view["sections"][0]["done"], false);
    let lacks_it = |view: &Value, kind: &str| {
        let options = view["decision"]["options"].as_array().unwrap();
        let option = options.iter().find(|option| option["kind"] == kind).unwrap();
        option["lacks"].as_array().unwrap().iter().any(|lack| lack["code"] == "confirm_card")
    };
    assert!(lacks_it(&view, "accept"));
    assert!(!["correction", "refuse", "redirect"].iter().any(|kind| lacks_it(&view, kind)));
    let phone = json!({ "case": case, "person": person, "present": false, "signs": true });
    let view = station.call("flag_person", phone).await;
    assert_eq!(view["people"][0]["warnings"][0]["asks"], true);

    let reason = |ground: &str, words: &str| json!({ "case": case, "person": person, "ground": ground, "text": words });
    for (ground, code) in [("other", "reason_missing"), ("item_allows", "not_allowed")] {
        let refused = station.try_call("confirm_card", reason(ground, " ")).await;
        assert_eq!(refused.unwrap_err(), code, "{ground}");
    }
    let confirm = reason("other", " 换证回执已出示 ");
    let view = station.call("confirm_card", confirm.clone()).await;
    let confirmation = &view["people"][0]["warnings"][0]["confirmation"];
    assert_eq!(
        (&confirmation["ground"], &confirmation["text"]),
        (&"other".into(), &"换证回执已出示".into())
    );
    let warning = &view["people"][0]["warnings"][0];
    assert_eq!((&warning["asks"], &warning["confirmation"]["by"]), (&false.into(), &"1001".into()));
    assert!(!lacks_it(&view, "accept") && view["next"]["code"] != "confirm_card", "{view}");
    let again = station.call("confirm_card", confirm).await;
    assert_eq!(again["people"], view["people"], "a second press changes nothing");

    let view = read(&station, &case, "applicant").await;
    assert_eq!(view["people"][0]["warnings"][0]["asks"], true, "another reading");
    // Carried into another item of the same visit it is asked about there too.
    let temporary = json!({ "case": case, "person": person, "ground": "temporary_card", "text": "",
        "until": "2099-12-31" });
    station.call("confirm_card", temporary).await;
    station.call("receive", json!({ "case": case })).await;
    let other = json!({ "case": case, "item": "gaoling-jintie" });
    let view = station.call("another_item", other).await;
    assert_eq!(view["people"][0]["warnings"][0]["asks"], true, "{}", view["people"]);
}

/// A reason that speaks of a second paper is none without that paper.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_paper_is_on_record_with_its_number_or_its_row() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let expired = card(json!({ "valid_from": "20100101", "valid_to": "20200101" }));
    let _reader = lay(&station, home.path(), vec![expired.clone(), expired.clone(), expired]).await;
    let answers = json!({ "group": "normal", "agent": "self" });
    let opening = json!({ "item": "chengxiang-yanglao", "answers": answers });
    let case = text(&station.call("open_case", opening).await["id"]);
    let view = read(&station, &case, "applicant").await;
    let person = view["people"][0]["id"].clone();
    let reason = |more: Value| {
        let mut reason = json!({ "case": case, "person": person, "text": "" });
        reason.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        reason
    };
    let register = |more: Value| {
        let mut reason = reason(more);
        reason["ground"] = json!("household_register");
        reason
    };
    let temporary = |number: &str, until: &str| {
        reason(json!({ "ground": "temporary_card", "number": number, "until": until }))
    };
    let row = "household_register";
    for (asked, code) in [
        (register(json!({})), "second_paper_missing"),
        (register(json!({ "number": " - " })), "second_paper_missing"),
        (register(json!({ "row": row })), "second_paper_missing"),
        (temporary("", ""), "day_unreadable"),
        (temporary("", "2020-01-01"), "second_paper_expired"),
        (temporary("99000020000229001X", "2099-12-31"), "second_paper_differs"),
    ] {
        let refused = station.try_call("confirm_card", asked.clone()).await;
        assert_eq!(refused.unwrap_err(), code, "{asked}");
    }
    let paper = |view: &Value| view["people"][0]["warnings"][0]["confirmation"]["paper"].clone();
    let spelt = temporary("440699 19900101 0014", "20991231");
    let view = station.call("confirm_card", spelt).await;
    let own = json!({ "number_masked": "4406…0014", "until": "2099-12-31", "row": "" });
    assert_eq!(paper(&view), own);
    // Empty is the number of the card itself.
    read(&station, &case, "applicant").await;
    let view = station.call("confirm_card", temporary("", "2099-12-31")).await;
    assert_eq!(paper(&view), own);
    // Its page under a row will do, and the row is named.
    read(&station, &case, "applicant").await;
    station.call("receive", json!({ "case": case })).await;
    let path = format!("/import/{case}?material={row}");
    station.desk.upload("main", &path, page()).await.unwrap();
    let view = station.call("confirm_card", register(json!({ "row": row }))).await;
    let by_row = paper(&view);
    assert_eq!((&by_row["number_masked"], &by_row["until"]), (&"".into(), &Value::Null));
    assert!(text(&by_row["row"]).contains("户口簿"), "{by_row}");
}

/// Who went by a temporary card is asked about again once that is over.
#[tokio::test(flavor = "multi_thread")]
async fn a_temporary_card_that_ended_is_asked_about_again() {
    let (home, off) = (tempfile::tempdir().unwrap(), Off::default());
    off.set_to("2026-11-23T09:00:00+08:00");
    let station = oddities::open(home.path(), off.clock()).await;
    let account = json!({ "number": "1001", "password": "demo-1001" });
    station.call("sign_in", account.clone()).await;
    let expired = card(json!({ "valid_from": "20100101", "valid_to": "20200101" }));
    let _reader = lay(&station, home.path(), vec![expired]).await;
    let case = open(&station, "chengxiang-yanglao").await;
    let view = read(&station, &case, "applicant").await;
    let reason = |ground: &str| {
        json!({ "case": case, "person": view["people"][0]["id"], "ground": ground, "text": "",
            "number": "", "until": "2026-11-23" })
    };
    let told = station.call("confirm_card", reason("temporary_card")).await;
    assert_eq!(told["people"][0]["warnings"][0]["asks"], false);
    off.set_to("2026-11-24T09:00:00+08:00");
    station.call("sign_in", account).await;
    let view = station.call("case", json!({ "case": case })).await;
    let person = &view["people"][0];
    assert_eq!(warnings(person), ["card_expired", "second_paper_ended"]);
    assert_eq!(person["warnings"][0]["asks"], true, "{person}");
    assert_eq!(person["warnings"][1]["params"]["to"], "2026-11-23");
    let again = station.try_call("confirm_card", reason("temporary_card")).await;
    assert_eq!(again.unwrap_err(), "second_paper_expired");
    let mut register = reason("household_register");
    register["number"] = "粤示0001234".into();
    let view = station.call("confirm_card", register).await;
    let person = &view["people"][0];
    assert_eq!(warnings(person), ["card_expired"]);
    let confirmation = &person["warnings"][0]["confirmation"];
    assert_eq!(confirmation["ground"], "household_register");
    assert!(text(&confirmation["at"]).starts_with("2026-11-24"), "said now: {confirmation}");
}

/// What is carried into another case was read on another day: the card is held against this one.
#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_ended_since_it_was_read_is_told_in_another_case() {
    let (home, off) = (tempfile::tempdir().unwrap(), Off::default());
    off.set_to("2026-11-23T09:00:00+08:00");
    let station = oddities::open(home.path(), off.clock()).await;
    let account = json!({ "number": "1001", "password": "demo-1001" });
    station.call("sign_in", account.clone()).await;
    let last_day = card(json!({ "valid_from": "20100101", "valid_to": "20261123", "sex": "2" }));
    let _reader = lay(&station, home.path(), vec![last_day]).await;
    let case = open(&station, "chengxiang-yanglao").await;
    let view = read(&station, &case, "applicant").await;
    assert_eq!(warnings(&view["people"][0]), ["card_expires_soon", "chip_sex_differs"]);
    station.call("receive", json!({ "case": case })).await;
    off.set_to("2026-11-24T09:00:00+08:00");
    station.call("sign_in", account).await;
    let other = json!({ "case": case, "item": "gaoling-jintie" });
    let view = station.call("another_item", other).await;
    let person = &view["people"][0];
    assert_eq!(warnings(person), ["card_expired", "chip_sex_differs"]);
    assert_eq!(person["warnings"][0]["asks"], true, "{person}");
}

/// Entered afterwards: a document that was good when the slip was filled in is not said to be over.
#[tokio::test(flavor = "multi_thread")]
async fn a_document_of_a_slip_is_held_against_the_day_that_it_came() {
    let (home, off) = (tempfile::tempdir().unwrap(), Off::default());
    off.set_to("2026-11-24T09:00:00+08:00");
    let station = oddities::open(home.path(), off.clock()).await;
    let account = json!({ "number": "1001", "password": "demo-1001" });
    station.call("sign_in", account).await;
    let slip = json!({ "slip": "0007", "date": "2026-11-23", "time": "10:00" });
    let case = text(&station.call("open_slip", slip).await["id"]);
    let until = |valid_to: &str| {
        json!({ "case": case, "person": null, "role": "applicant", "name": "陈示例",
            "id_kind": "resident", "number": "440699199001010014", "sex": "", "address": "",
            "phone": "", "relation": "", "valid_to": valid_to })
    };
    for (valid_to, noted) in [("2026-11-22", "card_expired"), ("2026-11-23", "card_expires_soon")] {
        let view = station.call("put_person", until(valid_to)).await;
        assert_eq!(warnings(&view["people"][0]), [noted], "{valid_to}");
    }
}

/// What the item says of such cards goes before the clerk's reasons, and ages are of its day.
#[tokio::test(flavor = "multi_thread")]
async fn an_item_may_block_or_allow_a_card_that_is_not_valid() {
    for (rule, version) in [("block", "2027.5"), ("allow", "2027.6")] {
        let home = tempfile::tempdir().unwrap();
        let station = Station::open(home.path()).await;
        station.sign_in().await;
        let lines = format!("expired_card: {rule}\nage_on: {{day: \"08-31\"}}\n");
        let pack = pack_with(version, &lines).sign_pack(&key(), None).unwrap();
        go_to(&station, &crate::catalogue::office(pack).await).await;
        until(&station, "the pack", |status| notice(status, "catalogue_new").is_some()).await;
        let expired = card(json!({ "valid_from": "20100101", "valid_to": "20200101" }));
        let _reader = lay(&station, home.path(), vec![expired]).await;
        let answers = json!({ "group": "normal", "agent": "self" });
        let opening = json!({ "item": "chengxiang-yanglao", "answers": answers });
        let case = text(&station.call("open_case", opening).await["id"]);
        let view = read(&station, &case, "applicant").await;
        let person = view["people"][0].clone();
        assert!(text(&person["age_day"]).ends_with("-08-31"), "{person}");
        let year: u64 = text(&person["age_day"])[..4].parse().unwrap();
        assert_eq!(person["age"], year - 1990);
        let lacks = |view: &Value, kind: &str| -> Vec<String> {
            let options = view["decision"]["options"].as_array().unwrap();
            let option = options.iter().find(|option| option["kind"] == kind).unwrap();
            option["lacks"].as_array().unwrap().iter().map(|lack| text(&lack["code"])).collect()
        };
        let reason = |ground: &str| {
            json!({ "case": case, "person": person["id"], "ground": ground, "text": "示例",
                "number": "粤示0001234" })
        };
        if rule == "block" {
            assert_eq!(person["warnings"][0]["asks"], false, "no reason is asked for");
            for ground in ["item_allows", "household_register", "other"] {
                let refused = station.try_call("confirm_card", reason(ground)).await;
                assert_eq!(refused.unwrap_err(), "not_allowed", "{ground}");
            }
            let view = station.call("receive", json!({ "case": case })).await;
            assert!(lacks(&view, "accept").contains(&"card_blocks".to_owned()), "{view}");
            assert!(!lacks(&view, "correction").contains(&"card_blocks".to_owned()), "{view}");
        } else {
            assert!(lacks(&view, "accept").contains(&"confirm_card".to_owned()), "it is said");
            let view = station.call("confirm_card", reason("item_allows")).await;
            let confirmation = &view["people"][0]["warnings"][0]["confirmation"];
            assert_eq!(confirmation["ground"], "item_allows");
            assert_eq!(confirmation["paper"], Value::Null, "none is spoken of");
            assert!(!lacks(&view, "accept").contains(&"confirm_card".to_owned()), "{view}");
        }
    }
}
