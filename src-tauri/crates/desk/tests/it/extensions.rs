//! 容缺: promised papers that were not brought get a later day once, within the case's own limit, with a
//! supervisor's reason and consent.
use crate::catalogue::{go_to, key};
use crate::counter::{Station, store_of};
use crate::course::urgent_relief;
use crate::real_office::RealOffice;
use counter_catalog::{Pack, Source};
use counter_core::calendar::Calendar;
use counter_core::date::{Moment, date_text};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// The example pack, in which relief has a statute's twenty working days.
fn pack_with_limit() -> Pack {
    let files = Source::builtin();
    let files = files.files().map(|(name, text)| {
        let text = match name {
            "pack.yaml" => {
                let line = text.lines().find(|line| line.starts_with("version:")).unwrap();
                text.replace(line, "version: '2027.1'")
            }
            "items/linshi-jiuzhu.yaml" => {
                format!("{text}\nlimit:\n  legal_days: 20\n  working: true\n  official: false\n")
            }
            _ => text.to_owned(),
        };
        (name.to_owned(), text)
    });
    Pack::from_source(&files.collect()).unwrap()
}

async fn until_pack(station: &Station) {
    let deadline = Instant::now() + Duration::from_secs(30);
    let asked = json!({ "item": "linshi-jiuzhu", "answers": {} });
    while station.call("checklist", asked.clone()).await["item"]["pack_version"] != "2027.1" {
        assert!(Instant::now() < deadline, "the catalogue never came");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn accept(case: &str, until: &Value, reason: Option<&str>) -> Value {
    json!({ "case": case, "kind": "accept", "items": [], "reasons": [], "right_office": null,
        "deferred_until": until, "supervisor_reason": reason })
}

#[tokio::test(flavor = "multi_thread")]
async fn promised_papers_get_a_later_day_once_with_a_supervisor() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let pack = pack_with_limit().sign_pack(&key(), None).unwrap();
    let office = RealOffice::open_with(data.path(), 0, pack).await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    go_to(&station, &office.address).await;
    station.sign_in_as("1001").await;
    until_pack(&station).await;
    let case = urgent_relief(&station).await;
    let today = Moment::from_millis(jiff::Timestamp::now().as_millisecond()).date();
    let soon = json!(date_text(Calendar::builtin().add_working_days(today, 1).date));
    let issue = json!({ "case": case });
    station.call("propose", accept(&case, &soon, None)).await;
    station.call("issue", issue.clone()).await;
    let view = station.until(&case, "it is there", |v| v["delivery"] == "acknowledged").await;
    let offered = view["decision"]["deferrable"].clone();
    assert_eq!((&view["status"], &offered["until"]), (&json!("deferred"), &soon));
    let last = offered["extendable"].clone();
    assert!(last.is_string(), "{offered}");
    let none_came = station.try_call("propose", accept(&case, &last, None)).await;
    assert_eq!(none_came.unwrap_err(), "decision_lacks");
    let beyond =
        station.try_call("propose", accept(&case, &json!("2099-01-01"), Some("住院"))).await;
    assert_eq!(beyond.unwrap_err(), "deferral_day_wrong");
    station.call("propose", accept(&case, &last, Some("住院"))).await;
    let needed = station.desk.dispatch("main", "issue", issue.clone()).await.unwrap_err();
    assert_eq!((needed.code.as_str(), &*needed.params["by"]), ("consent_needed", "supervisor"));
    let word = json!({ "case": case, "act": "issue", "of": needed.params["of"], "number": "2001",
        "password": "demo-2001", "secret": null });
    station.call("give_consent", word).await;
    station.call("issue", issue).await;
    let view = station.until(&case, "it is there too", |v| v["delivery"] == "acknowledged").await;
    assert_eq!((&view["status"], &view["revision"]), (&json!("deferred"), &json!(2)));
    assert_eq!(view["clock"]["deferral"]["until"], last);
    assert_eq!(view["decision"]["deferrable"]["extendable"], Value::Null, "once");
    station.sign_in_as("2001").await;
    let read = async |revision: u32| {
        let of = json!({ "case": case, "revision": revision });
        station.call("review", of).await["decision"]["deferred"].clone()
    };
    let (first, second) = (read(1).await, read(2).await);
    assert_eq!((&first["until"], &first["from"]), (&soon, &Value::Null));
    let longer = (&second["until"], &second["from"], &second["reason"]);
    assert_eq!(longer, (&last, &soon, &json!("住院")));
    assert!(!second["papers"].as_array().unwrap().is_empty());
    assert_eq!(first["papers"], second["papers"], "named, from the journal and as filed");
    station.close(home.path()).await;
    let row = store_of(home.path()).outbox_row(&case).unwrap().unwrap();
    let sent: Value = serde_json::from_str(&row.payload).unwrap();
    let extended = json!({ "from": soon, "reason": "住院" });
    assert_eq!((&sent["deferred"]["until"], &sent["deferred"]["extended"]), (&last, &extended));
    assert_eq!(sent["consented_by"]["clerk"], "2001");
}
