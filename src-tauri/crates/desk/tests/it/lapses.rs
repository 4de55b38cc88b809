//! 逾期未补: a case ends for corrections that never came only where its notice stated day and consequence, after
//! that day, once the applicant was told, and by a clerk's own press.
use crate::catalogue;
use crate::counter::{Station, store_of};
use crate::main_story::filled_case;
use crate::oddities::{DAY, Off, open};
use crate::real_office::RealOffice;
use counter_centre::Purpose;
use counter_core::date::{Moment, date_text};
use serde_json::{Value, json};
use std::path::Path;

fn notice(case: &str, view: &Value) -> Value {
    let mut rows = view["materials"].as_array().unwrap().iter();
    let row =
        rows.find(|row| row["supply"] == "paper" && row["need"] == "required").unwrap().clone();
    let item = json!({ "material": row["id"], "name": row["name"], "problem": "缺页",
        "fix": "请补交。", "reason": null });
    json!({ "case": case, "kind": "correction", "items": [item], "reasons": [],
        "right_office": null, "deferred_until": null })
}

/// At a window of a centre that settled the rule, or that did not; by a clock of the test's.
async fn joined(home: &Path, data: &Path, clock: &Off, has_rule: bool) -> (RealOffice, Station) {
    let office = RealOffice::open(data, 0).await;
    office.publish(1, |body| {
        let lapse = json!({ "days": 15, "consequence": "视为放弃申请，终止办理",
            "source": "示例办法第十条" });
        body["place"] = if has_rule { json!({ "papers": { "lapse": lapse } }) } else { json!({}) };
    });
    let station = open(home, clock.clock()).await;
    let code = office.publish_code(Purpose::Join);
    station
        .try_call("join_centre", json!({ "office": office.address, "code": code }))
        .await
        .unwrap();
    station.sign_in_again().await.unwrap();
    (office, station)
}

async fn notified(station: &Station) -> (String, Value) {
    let case = filled_case(station).await;
    let view = station.call("case", json!({ "case": case })).await;
    station.call("propose", notice(&case, &view)).await;
    station.call("issue", json!({ "case": case })).await;
    let view = station.until(&case, "the notice", |v| v["delivery"] == "acknowledged").await;
    (case, view)
}

fn today() -> String {
    date_text(Moment::from_millis(jiff::Timestamp::now().as_millisecond()).date())
}

fn warning(case: &str, on: &str) -> Value {
    json!({ "case": case, "how": "telephone", "on": on })
}

async fn refused(station: &Station, name: &str, payload: Value) -> String {
    station.try_call(name, payload).await.unwrap_err()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_stated_its_day_lapses_after_it_and_once_the_applicant_was_told() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let off = Off::default();
    off.set(-40 * DAY);
    let (_office, station) = joined(home.path(), data.path(), &off, true).await;
    let (case, view) = notified(&station).await;
    let of_case = json!({ "case": case });
    let stated = view["lapse"].clone();
    assert_eq!(stated["consequence"], "视为放弃申请，终止办理");
    assert_eq!((&stated["warned"], &stated["obstacle"]), (&Value::Null, &json!("not_over")));
    assert_eq!(refused(&station, "end_lapsed", of_case.clone()).await, "lapse_not_possible");
    let late = warning(&case, &today());
    assert_eq!(refused(&station, "warn_of_lapse", late).await, "warning_day_impossible");

    off.set(0);
    station.sign_in_again().await.unwrap();
    let view = station.call("case", of_case.clone()).await;
    assert_eq!(view["status"], "correction", "no day ends it by itself");
    assert_eq!(
        (&view["lapse"]["until"], &view["lapse"]["obstacle"]),
        (&stated["until"], &json!("not_warned"))
    );
    assert_eq!(refused(&station, "end_lapsed", of_case.clone()).await, "lapse_not_possible");
    let early = warning(&case, "2020-01-01");
    assert_eq!(refused(&station, "warn_of_lapse", early).await, "warning_day_impossible");
    // As a clipboard brings it.
    let wide = today().replace('-', "－").replace('2', "２");
    let view = station.call("warn_of_lapse", warning(&case, &wide)).await;
    assert_eq!(
        (&view["lapse"]["warned"], &view["lapse"]["warned_on"], &view["lapse"]["obstacle"]),
        (&json!("telephone"), &json!(today()), &Value::Null)
    );
    let ended = station.call("end_lapsed", of_case.clone()).await;
    assert_eq!(
        (&ended["case"]["status"], &ended["case"]["lapse"]),
        (&json!("lapsed"), &Value::Null)
    );
    let papers = ended["case"]["documents"].as_array().unwrap();
    assert_eq!(papers.iter().filter(|paper| paper["form"] == "lapse_notice").count(), 1);
    assert_eq!(refused(&station, "end_lapsed", of_case.clone()).await, "not_allowed");
    station.until_status("all is there", |status| status["waiting"] == 0).await;
    let status = station.call("status", json!({})).await;
    assert_eq!(
        catalogue::notice(&status, "step_told"),
        None,
        "the window ended it: no news of a wish"
    );
    let view = station.call("case", of_case).await;
    assert_eq!(
        (&view["events"][0]["kind"], &view["events"][0]["standing"]),
        (&json!("lapsed"), &json!("taken"))
    );
    let sheet = station.call("day_sheet", json!({ "day": null })).await;
    assert!(sheet["rows"].is_array(), "the day sheet knows the state");
    station.close(home.path()).await;
    let events = store_of(home.path()).outbox_events(&case).unwrap();
    let filed: Value = serde_json::from_str(&events[0].payload).unwrap();
    assert_eq!(filed["event"]["until"], stated["until"]);
    assert_eq!(filed["event"]["how"], "telephone");
    assert_eq!(filed["manifest"][0]["material"], "lapse_notice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_stated_nothing_never_lapses() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let off = Off::default();
    off.set(-40 * DAY);
    let (_office, station) = joined(home.path(), data.path(), &off, false).await;
    let (case, view) = notified(&station).await;
    assert_eq!(view["lapse"], Value::Null);
    off.set(0);
    station.sign_in_again().await.unwrap();
    let told = warning(&case, &today());
    assert_eq!(refused(&station, "warn_of_lapse", told).await, "lapse_not_possible");
    let of_case = json!({ "case": case });
    assert_eq!(refused(&station, "end_lapsed", of_case.clone()).await, "lapse_not_possible");
    assert_eq!(station.call("case", of_case).await["status"], "correction");
    station.close(home.path()).await;
    let entries = store_of(home.path()).entries(&case).unwrap();
    assert!(entries.iter().all(|entry| !entry.body.contains("lapse")), "as notices of before");
}
