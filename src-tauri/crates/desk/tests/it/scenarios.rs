//! All scenarios played as they are meant to be: each expectation can be met, and the result
//! then finds nothing.
use crate::counter::Station;
use crate::entrusted::grant_for_department;
use crate::main_story::{fill_what_is_missing, page};
use counter_catalog::{By, Condition, Scenario, Scenarios, Sequel};
use counter_core::case::DecisionKind;
use serde_json::{Value, json};

async fn people(station: &Station, scenario: &Scenario, case: &Value) {
    for person in &scenario.people {
        let role = serde_json::to_value(person.role).unwrap();
        if person.by == Some(By::Typed) {
            let typed = json!({ "case": case, "person": null, "role": role, "name": "陈示例",
                "id_kind": "resident",
                "number": person.number, "sex": "", "address": "", "phone": "", "relation": "" });
            station.call("put_person", typed).await;
            continue;
        }
        // Cards come in the order in which they are laid down; one of somebody else is replaced by
        // the next.
        for _ in 0..3 {
            let view = station.call("read_card", json!({ "case": case, "role": role })).await;
            if let Some(reading) = view["pending_card"]["reading"].as_str() {
                let take =
                    json!({ "case": case, "reading": reading, "role": role, "replace": true });
                station.call("take_card", take).await;
            }
            let view = station.call("case", json!({ "case": case })).await;
            let found = view["people"]
                .as_array()
                .unwrap()
                .iter()
                .find(|p| p["role"] == role)
                .unwrap()
                .clone();
            let full = station.call("person", json!({ "case": case, "person": found["id"] })).await;
            if full["number"] == person.number.as_str() {
                break;
            }
        }
    }
}

/// An agent shows how far they may act.
async fn mandates(station: &Station, case: &Value) {
    let view = station.call("case", json!({ "case": case })).await;
    for person in view["people"].as_array().unwrap().iter().filter(|p| p["asks_mandate"] == true) {
        let first = &person["mandate_choices"][0];
        let mandate = json!({ "case": case, "person": person["id"], "ground": first["ground"],
            "paper": "监护关系证明", "extent": "代为办理本事项", "until": "case_end" });
        station.call("set_mandate", mandate).await;
    }
}

async fn papers(station: &Station, scenario: &Scenario, case: &str) {
    let status = station.call("case", json!({ "case": case })).await["status"].clone();
    if status == "draft" {
        station.call("receive", json!({ "case": case })).await;
    }
    for brought in scenario.materials.iter().filter(|m| m.state == Condition::There) {
        let material = brought.id.as_str();
        let view = station.call("case", json!({ "case": case })).await;
        let row = view["materials"]
            .as_array()
            .unwrap()
            .iter()
            .find(|m| m["id"] == material)
            .cloned()
            .unwrap_or_default();
        // The wrong item has no such row, or it came along from there.
        let has_come = row["pages"].as_array().is_none_or(|pages| !pages.is_empty());
        if has_come {
            continue;
        }
        if row["supply"] == "object" {
            station
                .call("count_object", json!({ "case": case, "material": material, "count": 1 }))
                .await;
            continue;
        }
        let path = format!("/import/{case}?material={material}");
        let view = station.desk.upload("main", &path, page()).await.unwrap();
        let page = view["pages"].as_array().unwrap().last().unwrap()["id"].clone();
        station.call("page_shown", json!({ "case": case, "page": page })).await;
        if row["accept"] == "see_and_copy" || row["accept"] == "see_only" {
            station.call("check_original", json!({ "case": case, "material": material })).await;
        }
    }
    station.call("give_back_all", json!({ "case": case })).await;
}

/// Accepted as something else first, made void with a supervisor's word, and gone on with.
async fn refiled(station: &Station, scenario: &Scenario) -> Option<Value> {
    let wrong = scenario.wrong.as_ref()?;
    let opened = json!({ "item": wrong.item, "answers": wrong.answers });
    let first = station.call("open_case", opened).await["id"].clone();
    let id = first.as_str().unwrap();
    people(station, scenario, &first).await;
    papers(station, scenario, id).await;
    fill_what_is_missing(station, id).await;
    decided(station, scenario, id).await;
    let payload = json!({ "case": first, "item": scenario.item, "reason": "受理时选错事项",
        "receipt_back": !wrong.gone, "telephoned": wrong.gone.then_some("已电话告知") });
    let needed = station.desk.dispatch("main", "void_case", payload.clone()).await.unwrap_err();
    let word = json!({ "case": first, "act": "void_case", "of": needed.params["of"],
        "number": "9003", "password": "practice-9003", "secret": null });
    station.call("give_consent", word).await;
    let next = station.call("void_case", payload).await["id"].clone();
    station.call("resume", json!({ "case": next })).await;
    for (question, option) in &scenario.answers {
        let answer = json!({ "case": next, "question": question, "option": option });
        station.call("answer", answer).await;
    }
    Some(next)
}

async fn decided(station: &Station, scenario: &Scenario, case: &str) {
    let view = station.call("case", json!({ "case": case })).await;
    let rows = view["materials"].as_array().unwrap();
    let named = |id: &String| rows.iter().find(|row| row["id"] == **id).unwrap()["name"].clone();
    let fault = |id| json!({ "material": id, "name": named(id), "problem": "示例", "fix": "示例" });
    let items: Vec<Value> = scenario.faults.iter().map(fault).collect();
    let reasons: &[&str] =
        if scenario.decision == DecisionKind::Refuse { &["不符合办理条件"] } else { &[] };
    let office = scenario.office.as_ref().map(|part| format!("{part}镇（街道）"));
    station
        .call(
            "propose",
            json!({ "case": case, "kind": scenario.decision, "items": items, "reasons": reasons,
                "right_office": office }),
        )
        .await;
    station.call("issue", json!({ "case": case })).await;
}

/// The paper that the notice named is brought, looked at and given back.
async fn bring(station: &Station, case: &str, material: &str) {
    let path = format!("/import/{case}?material={material}");
    let view = station.desk.upload("main", &path, page()).await.unwrap();
    let page = view["pages"].as_array().unwrap().last().unwrap()["id"].clone();
    station.call("page_shown", json!({ "case": case, "page": page })).await;
    station.call("check_original", json!({ "case": case, "material": material })).await;
    station.call("give_back_all", json!({ "case": case })).await;
}

/// After the first decision.
async fn go_on(station: &Station, scenario: &Scenario, case: &str, sequel: Sequel) {
    match sequel {
        Sequel::Withdrawal => {
            let by = json!({ "case": case, "by": "applicant", "covers": false });
            station.call("draw_up_withdrawal", by).await;
            station.call("ask_withdrawal", json!({ "case": case, "scan": false })).await;
        }
        Sequel::FurtherNotice => {
            bring(station, case, &scenario.faults[0]).await;
            decided(station, scenario, case).await;
        }
        Sequel::AllCame => {
            bring(station, case, &scenario.faults[0]).await;
            station.call("corrections_in", json!({ "case": case })).await;
            fill_what_is_missing(station, case).await;
            let accepted = Scenario { decision: DecisionKind::Accept, ..scenario.clone() };
            decided(station, &Scenario { faults: Vec::new(), ..accepted }, case).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_scenario_can_be_played_to_a_clean_result() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    let hello = station.call("enter_practice", json!({})).await;
    station.unlocked(hello).await;
    station.call("sign_in", json!({ "number": "9001", "password": "practice-9001" })).await;
    for scenario in Scenarios::builtin().unwrap().all {
        station.call("begin_scenario", json!({ "scenario": scenario.id })).await;
        let case = match refiled(&station, &scenario).await {
            Some(next) => next,
            None => {
                let opened = json!({ "item": scenario.item, "answers": scenario.answers });
                let case = station.call("open_case", opened).await["id"].clone();
                people(&station, &scenario, &case).await;
                case
            }
        };
        let id = case.as_str().unwrap();
        mandates(&station, &case).await;
        if scenario.decision != DecisionKind::Redirect {
            papers(&station, &scenario, id).await;
        }
        if scenario.decision == DecisionKind::Accept {
            fill_what_is_missing(&station, id).await;
        }
        decided(&station, &scenario, id).await;
        if scenario.entrusted == Some(true) {
            grant_for_department(&station, id).await;
        }
        if let Some(sequel) = scenario.sequel {
            go_on(&station, &scenario, id, sequel).await;
        }
        let result = station.call("practice_result", json!({ "case": id })).await;
        let wrong: Vec<&Value> = result["lines"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| line["verdict"] != "right")
            .collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", scenario.id);
        let ruled = result["lines"]
            .as_array()
            .unwrap()
            .iter()
            .all(|line| line["rule"] != "" && line["source"] != "");
        assert!(ruled, "{}: a line without its rule", scenario.id);
    }
    let results = station.call("practice_results", json!({})).await;
    assert_eq!(results.as_array().unwrap().len(), 16);
    assert_eq!(station.call("scenario_now", json!({})).await["scenario"], Value::Null);
}
