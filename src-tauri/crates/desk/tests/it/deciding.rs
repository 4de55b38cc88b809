//! Who decided: the office's own word goes with the decision and is proved there; what is odd is
//! marked for the supervisor; nobody decides longer than the office lets them, nor on a day that
//! cannot be.
use crate::counter::{Station, point_to};
use crate::line::Line;
use crate::main_story::filled_case;
use crate::oddities::{DAY, Off, open};
use crate::real_office::RealOffice;
use crate::revisions::decide;
use serde_json::{Value, json};

const HOUR: i64 = DAY / 24;
const YEAR: i64 = 366 * DAY;

async fn review(station: &Station, case: &str) -> Value {
    station.call("review", json!({ "case": case, "revision": null })).await
}

fn queue_filter() -> Value {
    json!({ "clerk": null, "window": null, "only": "all", "sort": "deadline" })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_proves_who_decided_and_a_supervisor_clears_what_is_odd() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let line = Line::to(&office.address).await;
    point_to(home.path(), &line.address());
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    let plain = filled_case(&station).await;
    decide(&station, &plain, "accept", json!([])).await;
    station.until(&plain, "it is delivered", |view| view["delivery"] == "acknowledged").await;
    line.cut().await;
    let odd = filled_case(&station).await;
    decide(&station, &odd, "accept", json!([])).await;
    // Meanwhile the account is ended: the decision is honest, and the office takes and marks it.
    office.office.end_account("1001").unwrap();
    line.mend().await;
    let sent = |status: &Value| status["waiting"] == 0 && status["line"] == "up";
    station.until_status("it is delivered", sent).await;

    station.call("sign_out", json!({})).await;
    station.call("sign_in", json!({ "number": "2001", "password": "demo-2001" })).await;
    let view = review(&station, &plain).await;
    let author =
        json!({ "clerk": "1001", "name": "陈示例", "role": "clerk", "consented_by": null });
    assert_eq!(view["author"], author);
    assert_eq!(view["marks"], json!([]));
    let view = review(&station, &odd).await;
    assert_eq!(
        (&view["author"]["clerk"], &view["marks"]),
        (&json!("1001"), &json!(["account_ended"]))
    );
    let queue = station.call("queue", queue_filter()).await;
    assert_eq!((&queue["marked"], &queue["rows"][0]["case"]), (&json!(1), &json!(odd)));
    let clear = json!({ "case": odd, "revision": 1, "marks": ["account_ended"] });
    let view = station.call("clear_marks", clear).await;
    assert_eq!(view["marks"], json!([]));
    assert_eq!(station.call("queue", queue_filter()).await["marked"], 0);
}

/// What was odd of a revision stays to be looked into after the next one came, and is cleared where
/// it is.
#[tokio::test(flavor = "multi_thread")]
async fn a_mark_of_an_earlier_revision_is_found_and_cleared_there() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let line = Line::to(&office.address).await;
    point_to(home.path(), &line.address());
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    line.cut().await;
    let case = filled_case(&station).await;
    let item =
        json!([{ "material": null, "name": "联系电话", "problem": "空号", "fix": "请更正" }]);
    decide(&station, &case, "correction", item).await;
    office.office.end_account("1001").unwrap();
    line.mend().await;
    station.until(&case, "it is delivered", |view| view["delivery"] == "acknowledged").await;
    office.office.enable_account("1001").unwrap();
    station.sign_in_as("1001").await;
    station.call("fill", json!({ "case": case, "field": "phone", "value": "10012345678" })).await;
    decide(&station, &case, "accept", json!([])).await;
    let is_second = |view: &Value| view["delivery"] == "acknowledged" && view["revision"] == 2;
    station.until(&case, "the second is delivered", is_second).await;

    station.sign_in_as("2001").await;
    let queue = station.call("queue", queue_filter()).await;
    let row = &queue["rows"][0];
    assert_eq!(
        (&queue["marked"], &row["revision"], &row["marks"]),
        (&json!(1), &json!(2), &json!(["account_ended"]))
    );
    let marked = |view: &Value| {
        let revisions = view["revisions"].as_array().unwrap();
        revisions.iter().map(|one| one["marked"].as_bool().unwrap()).collect::<Vec<_>>()
    };
    let newest = review(&station, &case).await;
    assert_eq!((&newest["marks"], marked(&newest)), (&json!([]), vec![true, false]));
    let first = station.call("review", json!({ "case": case, "revision": 1 })).await;
    assert_eq!(first["marks"], json!(["account_ended"]));
    let clear = json!({ "case": case, "revision": 1, "marks": ["account_ended"] });
    let left = station.call("clear_marks", clear).await;
    assert_eq!(
        (&left["revision"], &left["marks"], marked(&left)),
        (&json!(1), &json!([]), vec![false, false])
    );
    assert_eq!(station.call("queue", queue_filter()).await["marked"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_decides_without_the_line_longer_than_the_office_lets_them() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    let line = Line::to_trial(home.path(), None).await;
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    station.call("sign_out", json!({})).await;
    line.cut().await;
    station.until_status("the line is down", |status| status["line"] == "down").await;
    off.set(71 * HOUR);
    let hello = station.sign_in_again().await.unwrap();
    assert_eq!(hello["signed_in"]["offline"], true);
    off.set(73 * HOUR);
    let over = |status: &Value| status["locked"]["cause"] == "session_over";
    station.until_status("it is over", over).await;
    assert_eq!(station.sign_in_again().await.unwrap_err(), "offline_sign_in_expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_decided_on_a_day_that_cannot_be() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    let line = Line::to_trial(home.path(), None).await;
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    let case = filled_case(&station).await;
    let propose = json!({
        "case": case, "kind": "accept", "items": [], "reasons": [], "right_office": null,
        "deferred_until": null
    });
    station.call("propose", propose.clone()).await;
    line.cut().await;
    off.set(-3 * YEAR);
    let refused = station.try_call("issue", json!({ "case": case })).await;
    assert_eq!(refused.unwrap_err(), "clock_implausible");
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!((&view["status"], &view["number"]), (&json!("received"), &Value::Null));
    // Set right; whether that was three years, the office says.
    off.set(0);
    line.mend().await;
    station.until_status("the line", |status| status["line"] == "up").await;
    station.sign_in_again().await.unwrap();
    station.call("propose", propose).await;
    let issued = station.call("issue", json!({ "case": case })).await;
    assert_eq!(issued["case"]["status"], "accepted", "nothing was lost");
}
