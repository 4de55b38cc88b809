//! A case of this window that went on at another one of the station: two desks with two stores, one
//! office.
use crate::counter::{Station, point_to, store_of};
use crate::line::Line;
use crate::main_story::{filled_case, text};
use crate::odd_text::soiled;
use crate::revisions::{client, decide, office};
use counter_backoffice::{ClaimRequest, LookReason, Submission};
use counter_core::fact::Fact;
use serde_json::{Value, json};
use std::path::Path;
use uuid::Uuid;

const REASON: &str = "申请人来本窗口补正";

/// A second desk with a store of its own, at the same office.
async fn second_window(home: &Path, address: &str) -> Station {
    point_to(home, address);
    let station = Station::open(home).await;
    station.call("sign_in", json!({ "number": "1002", "password": "demo-1002" })).await;
    station
}

fn phone_fault() -> Value {
    json!([{ "material": null, "name": "联系电话", "problem": "空号", "fix": "请更正" }])
}

/// A notice that waits for the right telephone number, acknowledged; its id and number.
async fn notified(station: &Station) -> (String, Value) {
    let case = filled_case(station).await;
    decide(station, &case, "correction", phone_fault()).await;
    let view = acknowledged(station, &case).await;
    (case, view["number"].clone())
}

async fn acknowledged(station: &Station, case: &str) -> Value {
    station.until(case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await
}

/// Pasted, with what nobody sees.
async fn search(station: &Station, number: &Value) -> Value {
    let asked = json!({ "number": soiled(&text(number)), "reason": soiled(REASON) });
    station.call("search_station_cases", asked).await
}

fn wanted(case: &str) -> Value {
    json!({ "case": case, "card": false, "reason": soiled(REASON) })
}

fn going_on(case: &str, revision: u32) -> Value {
    json!({ "case": case, "revision": revision, "reason": soiled(REASON) })
}

/// The right number is filled in, and the case accepted.
async fn correct(station: &Station, case: &str) -> Value {
    station.call("fill", json!({ "case": case, "field": "phone", "value": "10012345678" })).await;
    decide(station, case, "accept", json!([])).await
}

async fn kept(address: &str, case: &str, revision: u32) -> Submission {
    let office = client(address);
    let token = office.sign_in("2001", "demo-2001").await.unwrap().token;
    let id = Uuid::parse_str(case).unwrap();
    office.get_revision(token.expose(), id, revision).await.unwrap().submission
}

#[tokio::test(flavor = "multi_thread")]
async fn corrections_brought_to_another_window_are_accepted_there_under_the_same_number() {
    let (one, two, address) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), office().await);
    point_to(one.path(), &address);
    let first = Station::open(one.path()).await;
    first.sign_in().await;
    let (case, number) = notified(&first).await;
    let second = second_window(two.path(), &address).await;
    assert_eq!(second.call("status", json!({})).await["any_window"], true);

    let found = search(&second, &number).await;
    let row = &found["rows"][0];
    assert_eq!((&found["told_by"], &row["case"]), (&json!("office"), &json!(case)));
    assert_eq!(
        (&row["here"], &row["acknowledged"], &row["clerk"]),
        (&json!(false), &json!(true), &json!("1001"))
    );
    let shown = second.call("show_station_case", wanted(&case)).await;
    assert_eq!((&shown["masked"], &shown["blocked"]), (&json!(true), &Value::Null));
    assert_eq!(shown["open"][0]["kind"], "correction");
    let name = text(&shown["people"][0]["name"]);
    assert!(name.ends_with('＊'), "hidden until the card is read: {name}");
    let at_first = first.call("case", json!({ "case": case })).await;
    let pages = at_first["pages"].as_array().unwrap().len();

    let view = second.call("continue_case", going_on(&case, 1)).await;
    assert_eq!((&view["status"], &view["revision"]), (&json!("correction"), &json!(1)));
    assert_eq!((&view["number"], &view["provisional"]), (&number, &at_first["provisional"]));
    assert_eq!(view["continued"]["can_release"], true);
    assert_eq!(
        (&view["continued"]["clerk"], &view["continued"]["kind"]),
        (&json!("1001"), &json!("correction"))
    );
    assert_eq!(view["pages"].as_array().unwrap().len(), pages);
    assert_eq!((&view["editable"], &view["asked"]), (&json!(true), &at_first["asked"]));
    assert_eq!(view["clock"]["received_at"], at_first["clock"]["received_at"]);
    let checked = |view: &Value| -> Vec<(Value, Value)> {
        let rows = view["materials"].as_array().unwrap().iter();
        rows.filter(|row| !row["checked_by"].is_null())
            .map(|row| (row["checked_by"].clone(), row["checked_at"].clone()))
            .collect()
    };
    assert!(!checked(&view).is_empty());
    assert_eq!(checked(&view), checked(&at_first), "by whom and when, as it was there");
    let values = |view: &Value| view["form"]["sections"].clone();
    assert_eq!(values(&view), values(&at_first), "the form says what it said");
    let again = second.try_call("continue_case", going_on(&case, 1)).await;
    assert_eq!(again.unwrap_err(), "case_is_here");

    let accepted = correct(&second, &case).await;
    assert_eq!((&accepted["status"], &accepted["revision"]), (&json!("accepted"), &json!(2)));
    assert_eq!(accepted["continued"]["can_release"], false);
    let done = acknowledged(&second, &case).await;
    assert_eq!(done["number"], number);
    let decided = second.try_call("release_case", json!({ "case": case })).await;
    assert_eq!(decided.unwrap_err(), "release_decided");

    let filed = kept(&address, &case, 2).await;
    assert_eq!((filed.clerk.as_str(), filed.opened_by.as_deref()), ("1002", Some("1001")));
    let join = filed.continues.unwrap();
    assert_eq!((join.revision, json!(join.number)), (1, number));
    assert_eq!(join.journal_head, kept(&address, &case, 1).await.journal_head);
    let noted = first.until(&case, "the news", |v| v["elsewhere"]["revision"] == 2).await;
    assert_eq!(
        (&noted["status"], &noted["elsewhere"]["clerk"]),
        (&json!("correction"), &json!("1002"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_windows_that_decide_the_first_that_arrives_counts_and_the_other_goes_after_it() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let line = Line::to_trial(one.path(), None).await;
    let first = Station::open(one.path()).await;
    first.sign_in().await;
    let (case, number) = notified(&first).await;
    line.cut().await;
    let second = second_window(two.path(), &line.far_address()).await;
    second.call("continue_case", going_on(&case, 1)).await;
    correct(&second, &case).await;
    acknowledged(&second, &case).await;
    // Off line, it could not know.
    let own = correct(&first, &case).await;
    assert_eq!((&own["status"], &own["revision"]), (&json!("accepted"), &json!(2)));
    line.mend().await;
    let set_aside = first.until(&case, "the refusal", |v| v["delivery"] == "parked").await;
    assert_eq!(set_aside["delivery_code"], "revision_taken");
    first.until(&case, "the news", |v| v["elsewhere"]["revision"] == 2).await;
    first.call("replace_refused", json!({ "case": case })).await;
    first.call("send_replacement", json!({ "case": case })).await;
    let done = acknowledged(&first, &case).await;
    assert_eq!((&done["number"], &done["revision"]), (&number, &json!(3)));
    let address = line.far_address();
    assert_eq!(kept(&address, &case, 3).await.in_place_of, Some(2));
    assert_eq!(kept(&address, &case, 2).await.clerk, "1002", "and what came first is kept");
    second.until(&case, "the news", |v| v["elsewhere"]["revision"] == 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_back_is_destroyed_and_may_be_taken_up_again() {
    let (one, two, address) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), office().await);
    point_to(one.path(), &address);
    let first = Station::open(one.path()).await;
    first.sign_in().await;
    let (case, number) = notified(&first).await;
    let second = second_window(two.path(), &address).await;
    let unclaimed = first.try_call("release_case", json!({ "case": case })).await;
    assert_eq!(unclaimed.unwrap_err(), "not_continued");
    second.call("continue_case", going_on(&case, 1)).await;
    let vault = two.path().join("data/pages").join(&case);
    second.call("release_case", json!({ "case": case })).await;
    let back = second.call("case", json!({ "case": case })).await;
    assert!(back["people"].as_array().unwrap().is_empty() && back["editable"] == false, "{back}");
    assert!(!vault.exists(), "its pages are gone");
    let listed = json!({ "statuses": [], "text": "", "today": false, "waiting": false });
    let mine = second.call("my_cases", listed).await;
    assert!(mine.as_array().unwrap().iter().all(|row| row["id"] != json!(case)), "{mine}");

    // A supervisor takes it away from whoever has it now.
    second.call("continue_case", going_on(&case, 1)).await;
    let office = client(&address);
    let token = office.sign_in("2001", "demo-2001").await.unwrap().token;
    let signed = office.sign_in_at(Uuid::new_v4(), "1001", "demo-1001").await.unwrap();
    let held = office.list_claims(signed.delivery_credential.expose()).await.unwrap();
    office.end_claim(token.expose(), held[0].case, held[0].id).await.unwrap();
    second.until(&case, "the end of the claim", |v| v["people"] == json!([])).await;
    // And it goes on here all the same, when the citizen comes back.
    let view = second.call("continue_case", going_on(&case, 1)).await;
    assert_eq!((&view["revision"], &view["number"]), (&json!(1), &number));
    correct(&second, &case).await;
    let done = acknowledged(&second, &case).await;
    assert_eq!((&done["revision"], &done["number"]), (&json!(2), &number));
    second.close(two.path()).await;
    let lines = store_of(two.path()).entries(&case).unwrap();
    let ends = lines.iter().filter(|line| line.body.contains("\"claim_ended\"")).count();
    assert_eq!(ends, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_line_down_a_window_tells_what_it_has_and_takes_nothing_over() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let line = Line::to_trial(two.path(), None).await;
    point_to(one.path(), &line.far_address());
    let first = Station::open(one.path()).await;
    first.sign_in().await;
    let (case, number) = notified(&first).await;
    let second = Station::open(two.path()).await;
    second.call("sign_in", json!({ "number": "1002", "password": "demo-1002" })).await;
    let own = filled_case(&second).await;
    let accepted = decide(&second, &own, "accept", json!([])).await;
    let own_number = acknowledged(&second, &own).await["number"].clone();
    assert_eq!(accepted["status"], "accepted");
    line.cut().await;

    let found = search(&second, &number).await;
    assert_eq!((&found["told_by"], &found["rows"]), (&json!("here"), &json!([])));
    let found = search(&second, &own_number).await;
    assert_eq!((&found["rows"][0]["case"], &found["rows"][0]["here"]), (&json!(own), &json!(true)));
    let unread = second.try_call("show_station_case", wanted(&case)).await;
    assert_eq!(unread.unwrap_err(), "any_window_line_down");
    let untaken = second.try_call("continue_case", going_on(&case, 1)).await;
    assert_eq!(untaken.unwrap_err(), "any_window_line_down");
    line.mend().await;
    second.until_status("the line", |status| status["line"] == "up").await;
    second.call("continue_case", going_on(&case, 1)).await;
    // Cut again before it is decided: what was fetched is here, and so is the decision.
    line.cut().await;
    let accepted = correct(&second, &case).await;
    assert_eq!((&accepted["status"], &accepted["number"]), (&json!("accepted"), &number));
    line.mend().await;
    acknowledged(&second, &case).await;
    first.until(&case, "the news", |v| v["elsewhere"]["revision"] == 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_case_is_withdrawn_at_another_window() {
    let (one, two, address) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), office().await);
    point_to(one.path(), &address);
    let first = Station::open(one.path()).await;
    first.sign_in().await;
    let case = filled_case(&first).await;
    decide(&first, &case, "accept", json!([])).await;
    acknowledged(&first, &case).await;
    let second = second_window(two.path(), &address).await;
    let view = second.call("continue_case", going_on(&case, 1)).await;
    assert_eq!(
        (&view["status"], &view["withdrawal"]["ends_here"]),
        (&json!("accepted"), &json!(false))
    );
    let by = json!({ "case": case, "by": "applicant", "covers": false });
    second.call("draw_up_withdrawal", by).await;
    second.call("ask_withdrawal", json!({ "case": case, "scan": false })).await;
    let told = |view: &Value| view["events"][0]["standing"] == "taken";
    let view = second.until(&case, "the office's word", told).await;
    assert_eq!(view["continued"]["can_release"], false);
    let office = client(&address);
    let token = office.sign_in("2001", "demo-2001").await.unwrap().token;
    let id = Uuid::parse_str(&case).unwrap();
    let kept = office.get_revision(token.expose(), id, 1).await.unwrap();
    assert_eq!((kept.events.len(), kept.events[0].clerk.as_str()), (1, "1002"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_card_shows_whose_case_it_is_and_nobody_elses() {
    let (one, two, address) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), office().await);
    point_to(one.path(), &address);
    let first = Station::open(one.path()).await;
    first.sign_in().await;
    let (case, _) = notified(&first).await;
    let second = second_window(two.path(), &address).await;
    second.have_reader().await;
    let by_card = json!({ "number": null, "reason": REASON });
    let found = second.call("search_station_cases", by_card).await;
    assert!(text(&found["card"]).contains('…'), "{}", found["card"]);
    let is_found = found["rows"].as_array().unwrap().iter().any(|row| row["case"] == json!(case));
    let shown = second.call("show_station_case", wanted(&case)).await;
    assert_eq!(shown["masked"], !is_found, "by the card that was read");
    let unreasoned = json!({ "number": "1", "reason": " " });
    let refused = second.try_call("search_station_cases", unreasoned).await;
    assert_eq!(refused.unwrap_err(), "look_reason_missing");
    second.call("continue_case", going_on(&case, 1)).await;
    second.close(two.path()).await;
    let lines = store_of(two.path()).audit_lines(100).unwrap();
    for (action, of) in [
        ("search_station_cases.reason", None),
        ("show_station_case.reason", Some(case.as_str())),
        ("continue_case.reason", Some(case.as_str())),
    ] {
        let why = lines.iter().find(|line| line.action == action).unwrap();
        assert_eq!((why.outcome.as_str(), why.case.as_deref()), (REASON, of), "{action}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_of_before_is_not_offered_it() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    line.rewrite(b"any_window", b"xny_window");
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    assert!(station.call("status", json!({})).await["any_window"].is_null());
    let asked = json!({ "number": "SL-20261122-000017", "reason": REASON });
    let refused = station.try_call("search_station_cases", asked).await;
    assert_eq!(refused.unwrap_err(), "office_without_any_window");
    let refused = station.try_call("continue_case", going_on(&Uuid::new_v4().to_string(), 1)).await;
    assert_eq!(refused.unwrap_err(), "office_without_any_window");
}

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
