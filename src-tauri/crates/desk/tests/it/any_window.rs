//! A case of this window that went on at another one of the station.
use crate::counter::{Station, point_to, store_of};
use crate::main_story::filled_case;
use crate::revisions::{client, decide, office};
use counter_backoffice::{ClaimRequest, LookReason, Submission};
use counter_core::fact::Fact;
use serde_json::{Value, json};
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn what_another_window_filed_is_noted_once_and_told() {
    let (home, address) = (tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = filled_case(&station).await;
    let item =
        json!([{ "material": null, "name": "联系电话", "problem": "空号", "fix": "请更正" }]);
    decide(&station, &case, "correction", item).await;
    station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;

    let other = client(&address);
    let signed = other.sign_in_at(Uuid::new_v4(), "1002", "demo-1002").await.unwrap();
    let reasoned = other.looking_for(LookReason::Typed { text: "换窗口续办".into() });
    let (id, token) = (Uuid::parse_str(&case).unwrap(), signed.token.expose());
    let record = reasoned.get_record(token, id).await.unwrap();
    let asked = ClaimRequest { id: Uuid::new_v4(), revision: record.revision };
    reasoned.claim_case(token, id, &asked).await.unwrap();
    let second = Submission {
        continues: Some(record.continuation()),
        revision: record.revision + 1,
        journal_head: "c0".repeat(32),
        entries: 5,
        clerk: "1002".into(),
        window: "4号窗".into(),
        decided_at: jiff::Timestamp::now(),
        // Whose parts are at the office already.
        ..record.submission
    };
    let credential = signed.delivery_credential.expose();
    other.submit_case(credential, &second).await.unwrap();
    other.complete_case(credential, id).await.unwrap();

    let is_told = |status: &Value| {
        let notices = status["notices"].as_array().unwrap();
        notices
            .iter()
            .any(|one| one["code"] == "step_told" && one["params"]["what"] == "continued_elsewhere")
    };
    station.until_status("the clerk is told", is_told).await;
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!((&view["status"], &view["revision"]), (&json!("correction"), &json!(1)));
    station.close(home.path()).await;
    let lines = store_of(home.path()).entries(&case).unwrap();
    let facts = lines.iter().filter_map(|line| serde_json::from_str::<Fact>(&line.body).ok());
    let there: Vec<_> = facts
        .filter_map(|fact| match fact {
            Fact::ContinuedElsewhere { revision, clerk, window, journal_head, .. } => {
                Some((revision, clerk, window, journal_head))
            }
            _ => None,
        })
        .collect();
    assert_eq!(there, [(2, "1002".to_owned(), "4号窗".to_owned(), "c0".repeat(32))]);
}
