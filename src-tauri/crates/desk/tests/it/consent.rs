//! A trainee (学员) prepares; what binds the house wants a mentor's (带教人) consent, one act at a
//! time. The case stays the trainee's, the journal and the office know both, and practice asks
//! nobody.
use crate::counter::{Station, point_to, store_of};
use crate::line::Line;
use crate::main_story::{confirm_if_asked, fill_what_is_missing, page, text};
use crate::oddities::{Off, open};
use crate::real_office::{RealOffice, STATION};
use crate::refused::case_with_a_lost_page;
use crate::revisions::decide;
use counter_desk::contract::WANTS_CONSENT;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

const MINUTE: i64 = 60_000;

/// A real office with people who learn, and one who works at another station.
async fn office(data: &Path) -> RealOffice {
    let office = RealOffice::open(data, 0).await;
    office.enrol("3101", "吴示例", "trainee", STATION);
    office.enrol("3102", "郑示例", "trainee", STATION);
    office.enrol("3103", "冯示例", "trainer", STATION);
    office.enrol("4001", "何示例", "clerk", "REAL02");
    office
}

fn word(
    case: &str,
    act: &str,
    number: &str,
    password: Option<&str>,
    secret: Option<&str>,
) -> Value {
    json!({ "case": case, "act": act, "of": "", "number": number, "password": password,
        "secret": secret })
}

async fn agree(station: &Station, case: &str, act: &str) {
    agree_to(station, case, act, "").await;
}

async fn agree_to(station: &Station, case: &str, act: &str, of: &str) {
    let mut given = word(case, act, "1001", Some("demo-1001"), None);
    given["of"] = json!(of);
    station.call("give_consent", given).await;
}

/// The one key for all originals is the act of the key for one.
fn act_of(name: &str) -> &str {
    if name == "give_back_all" { "set_custody" } else { name }
}

/// Refused alone; says what of the case a mentor is asked about.
async fn asked(station: &Station, name: &str, payload: &Value) -> String {
    let needed = station.desk.dispatch("main", name, payload.clone()).await.unwrap_err();
    assert_eq!(needed.code.as_str(), "consent_needed", "{name}");
    needed.params["of"].clone()
}

async fn refusal(station: &Station, name: &str, payload: Value) -> String {
    station.try_call(name, payload).await.expect_err(name)
}

/// Refused alone, done with the mentor's word.
async fn act(station: &Station, name: &str, payload: Value) -> Value {
    let of = asked(station, name, &payload).await;
    agree_to(station, &text(&payload["case"]), act_of(name), &of).await;
    station.call(name, payload).await
}

async fn propose(station: &Station, case: &str, kind: &str, reasons: Value) {
    let paper = json!({ "case": case, "kind": kind, "items": [], "reasons": reasons,
        "right_office": null });
    station.call("propose", paper).await;
}

async fn accept(station: &Station, case: &str) -> Value {
    propose(station, case, "accept", json!([])).await;
    act(station, "issue", json!({ "case": case })).await["case"].clone()
}

/// By whoever is signed in: everything up to the decision, with a word for each act that wants one.
async fn taught_case(station: &Station) -> String {
    let answers = json!({ "group": "normal", "agent": "self" });
    let opened = json!({ "item": "chengxiang-yanglao", "answers": answers });
    let case = text(&station.call("open_case", opened).await["id"]);
    let view = station.read_card(&case, "applicant").await;
    confirm_if_asked(station, view).await;
    let view = act(station, "receive", json!({ "case": case })).await;
    let rows = view["materials"].as_array().unwrap();
    let row = rows.iter().find(|m| m["supply"] == "paper" && m["need"] == "required");
    let material = text(&row.unwrap()["id"]);
    bring(station, &case, &material).await;
    let original = json!({ "case": case, "material": material });
    act(station, "check_original", original).await;
    let back = json!({ "case": case, "material": material, "custody": "returned" });
    act(station, "set_custody", back).await;
    fill_what_is_missing(station, &case).await;
    case
}

/// A page of the material, looked at.
async fn bring(station: &Station, case: &str, material: &str) {
    let path = format!("/import/{case}?material={material}");
    let view = station.desk.upload("main", &path, page()).await.unwrap();
    let fresh = view["pages"].as_array().unwrap().last().unwrap()["id"].clone();
    station.call("page_shown", json!({ "case": case, "page": fresh })).await;
}

/// Who made each entry of the journal, and the entry.
fn journal(home: &Path, case: &str) -> Vec<(String, Value)> {
    let rows = store_of(home).entries(case).unwrap();
    rows.into_iter().map(|row| (row.by, serde_json::from_str(&row.body).unwrap())).collect()
}

fn consented(entries: &[(String, Value)]) -> Vec<String> {
    let is_consent = |entry: &&(String, Value)| entry.1["fact"] == "consented";
    entries.iter().filter(is_consent).map(|(_, fact)| text(&fact["act"])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trainees_case_is_theirs_and_the_office_knows_the_mentor_too() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = office(data.path()).await;
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    station.sign_in_as("3101").await;
    let case = taught_case(&station).await;
    let issued = accept(&station, &case).await;
    assert_eq!((&issued["clerk"], &issued["status"]), (&json!("3101"), &json!("accepted")));
    let status = station.call("status", json!({})).await;
    assert_eq!(status["signed_in"]["number"], "3101", "the mentor is not signed in");
    station.until(&case, "it is delivered", |view| view["delivery"] == "acknowledged").await;

    station.sign_in_as("2001").await;
    let view = station.call("review", json!({ "case": case, "revision": null })).await;
    let author = json!({ "clerk": "3101", "name": "吴示例", "role": "trainee",
        "consented_by": "1001" });
    assert_eq!((&view["author"], &view["marks"]), (&author, &json!([])));
    station.close(home.path()).await;
    let entries = journal(home.path(), &case);
    assert_eq!(consented(&entries), ["receive", "check_original", "set_custody", "issue"]);
    for (n, (by, fact)) in entries.iter().enumerate() {
        assert_eq!(by, "3101", "{fact}");
        if fact["fact"] == "consented" {
            assert_eq!(fact["by"], "1001");
            assert_ne!(entries[n + 1].1["fact"], "consented", "the act itself comes next");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_decides_at_this_station_is_a_mentor_and_a_wrong_password_counts() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = office(data.path()).await;
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    station.sign_in_as("3101").await;
    let case = text(&station.open_allowance().await["id"]);
    let needed = station.desk.dispatch("main", "receive", json!({ "case": case })).await;
    let needed = needed.unwrap_err();
    assert_eq!((needed.code.as_str(), &*needed.params["act"]), ("consent_needed", "receive"));
    for number in ["3101", "3102", "3103", "4001"] {
        let password = format!("demo-{number}");
        let given = word(&case, "receive", number, Some(&password), None);
        assert_eq!(
            refusal(&station, "give_consent", given).await,
            "consent_not_mentor",
            "{number}"
        );
    }
    let guess = || word(&case, "receive", "1001", Some("guess"), None);
    for _ in 0..2 {
        let wrong = station.desk.dispatch("main", "give_consent", guess()).await.unwrap_err();
        assert_eq!((wrong.code.as_str(), &*wrong.params["left"]), ("wrong_password", "4"));
        assert_eq!(refusal(&station, "receive", json!({ "case": case })).await, "consent_needed");
        // The good one clears what was counted.
        agree(&station, &case, "hand_over").await;
    }
    for (password, secret, code) in [
        (None, None, "bad_request"),
        (Some("demo-1001"), Some("2468"), "bad_request"),
        (None, Some("2468"), "secret_spent"),
    ] {
        let given = word(&case, "receive", "1001", password, secret);
        assert_eq!(refusal(&station, "give_consent", given).await, code);
    }
    let nowhere = word(&uuid::Uuid::new_v4().to_string(), "receive", "1001", Some("x"), None);
    assert_eq!(refusal(&station, "give_consent", nowhere).await, "no_such_case");
    let unknown = word(&case, "propose", "1001", Some("demo-1001"), None);
    assert_eq!(refusal(&station, "give_consent", unknown).await, "bad_request");
    let supervisor = word(&case, "receive", "2001", Some("demo-2001"), None);
    station.call("give_consent", supervisor).await;
    station.call("receive", json!({ "case": case })).await;

    station.sign_in_as("1002").await;
    let needless = word(&case, "receive", "1001", Some("demo-1001"), None);
    assert_eq!(refusal(&station, "give_consent", needless).await, "not_allowed");
    station.sign_in_as("3103").await;
    station.open_colleagues_case(&case).await;
    for name in WANTS_CONSENT {
        let payload = json!({ "case": case });
        let of = asked(&station, name, &payload).await;
        agree_to(&station, &case, act_of(name), &of).await;
        let outcome = station.try_call(name, payload).await;
        assert!(outcome.err().is_none_or(|code| code != "consent_needed"), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trainees_withdrawal_takes_a_word_for_that_very_paper() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = office(data.path()).await;
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    station.sign_in_as("3101").await;
    let case = taught_case(&station).await;
    accept(&station, &case).await;
    station.until(&case, "it is delivered", |view| view["delivery"] == "acknowledged").await;
    let draw_up = json!({ "case": case, "by": "applicant", "covers": false });
    station.call("draw_up_withdrawal", draw_up.clone()).await;
    let wish = json!({ "case": case, "scan": false });
    let first = asked(&station, "ask_withdrawal", &wish).await;
    agree_to(&station, &case, "ask_withdrawal", &first).await;
    station.call("draw_up_withdrawal", draw_up).await;
    assert_eq!(refusal(&station, "ask_withdrawal", wish.clone()).await, "consent_needed");
    let view = act(&station, "ask_withdrawal", wish).await;
    assert_eq!(view["events"][0]["kind"], "withdrawal_asked");
    station.until_status("it is there", |status| status["waiting"] == 0).await;
    station.close(home.path()).await;
    let entries = journal(home.path(), &case);
    assert_eq!(consented(&entries).last().map(String::as_str), Some("ask_withdrawal"));
    let told = store_of(home.path()).outbox_events(&case).unwrap();
    let filed: Value = serde_json::from_str(&told[0].payload).unwrap();
    assert_eq!(filed["consented_by"]["clerk"], "1001");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_is_for_one_act_of_one_case_and_ends_with_the_session() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = office(data.path()).await;
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    station.sign_in_as("3101").await;
    let opened = station.open_allowance().await;
    let (case, material) = (text(&opened["id"]), text(&opened["materials"][0]["id"]));
    let other = text(&station.open_allowance().await["id"]);
    let receive = |case: &str| json!({ "case": case });
    let original = json!({ "case": case, "material": material });
    agree(&station, &case, "receive").await;
    assert_eq!(refusal(&station, "receive", receive(&other)).await, "consent_needed");
    assert_eq!(refusal(&station, "check_original", original.clone()).await, "consent_needed");
    station.call("receive", receive(&case)).await;
    assert_eq!(refusal(&station, "receive", receive(&case)).await, "consent_needed", "used up");

    // What fails is tried again with the same word, and stands in the journal once.
    agree_to(&station, &case, "check_original", &material).await;
    for _ in 0..2 {
        assert_eq!(refusal(&station, "check_original", original.clone()).await, "page_not_shown");
    }
    agree(&station, &other, "receive").await;
    station.call("lock", json!({})).await;
    let unlock = json!({ "secret": null, "password": "demo-3101", "new_secret": null });
    station.call("unlock_screen", unlock).await;
    assert_eq!(refusal(&station, "receive", receive(&other)).await, "consent_needed", "locked");
    agree(&station, &other, "receive").await;
    station.sign_in_as("3102").await;
    station.open_colleagues_case(&other).await;
    assert_eq!(refusal(&station, "receive", receive(&other)).await, "consent_needed");
    station.sign_in_as("3101").await;
    assert_eq!(refusal(&station, "receive", receive(&other)).await, "consent_needed");
    station.close(home.path()).await;
    assert_eq!(consented(&journal(home.path(), &case)), ["receive", "check_original"]);
    assert_eq!(consented(&journal(home.path(), &other)), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_is_for_the_material_and_the_paper_that_it_was_asked_about() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = office(data.path()).await;
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    station.sign_in_as("3101").await;
    let opened = station.open_allowance().await;
    let case = text(&opened["id"]);
    act(&station, "receive", json!({ "case": case })).await;
    let rows = opened["materials"].as_array().unwrap().iter();
    let papers: Vec<String> =
        rows.filter(|row| row["supply"] == "paper").map(|row| text(&row["id"])).collect();
    let check = |material: &str| json!({ "case": case, "material": material });
    let of = asked(&station, "check_original", &check(&papers[0])).await;
    agree_to(&station, &case, "check_original", &of).await;
    let failed = refusal(&station, "check_original", check(&papers[0])).await;
    assert_eq!(failed, "page_not_shown");
    bring(&station, &case, &papers[1]).await;
    let other = refusal(&station, "check_original", check(&papers[1])).await;
    assert_eq!(other, "consent_needed", "the word is for another material");
    bring(&station, &case, &papers[0]).await;
    station.call("check_original", check(&papers[0])).await;
    let put = |custody: &str| json!({ "case": case, "material": papers[0], "custody": custody });
    let of = asked(&station, "set_custody", &put("returned")).await;
    agree_to(&station, &case, "set_custody", &of).await;
    assert_eq!(refusal(&station, "set_custody", put("held")).await, "consent_needed");
    station.call("set_custody", put("returned")).await;
    // The word for all is for the rows that it was asked about.
    bring(&station, &case, &papers[1]).await;
    act(&station, "check_original", check(&papers[1])).await;
    let all = json!({ "case": case });
    let of = asked(&station, "give_back_all", &all).await;
    assert!(of.contains(&papers[1]) && !of.contains(&papers[0]), "{of}");
    agree_to(&station, &case, "set_custody", &of).await;
    let rows = opened["materials"].as_array().unwrap();
    let photo = rows.iter().find(|row| row["supply"] == "object").unwrap()["id"].clone();
    station.call("count_object", json!({ "case": case, "material": photo, "count": 1 })).await;
    assert_eq!(refusal(&station, "give_back_all", all.clone()).await, "consent_needed");
    act(&station, "give_back_all", all).await;

    let case = taught_case(&station).await;
    propose(&station, &case, "accept", json!([])).await;
    let issue = json!({ "case": case });
    let of = asked(&station, "issue", &issue).await;
    agree_to(&station, &case, "issue", &of).await;
    propose(&station, &case, "refuse", json!(["示例理由"])).await;
    let other = refusal(&station, "issue", issue.clone()).await;
    assert_eq!(other, "consent_needed", "the mentor agreed to another paper");
    let issued = act(&station, "issue", issue).await;
    assert_eq!(issued["case"]["status"], "refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_is_given_while_its_question_is_left_or_the_screen_locks_is_none() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = office(data.path()).await;
    let line = Line::to(&office.address).await;
    point_to(home.path(), &line.address());
    let station = Station::open(home.path()).await;
    station.sign_in_as("3101").await;
    let case = text(&station.open_allowance().await["id"]);
    let receive = json!({ "case": case });
    agree(&station, &case, "receive").await;
    station.call("drop_consent", json!({})).await;
    assert_eq!(refusal(&station, "receive", receive.clone()).await, "consent_needed", "left");
    for (mentor, end) in [("1002", "drop_consent"), ("2001", "lock")] {
        let password = format!("demo-{mentor}");
        let given = word(&case, "receive", mentor, Some(&password), None);
        // Ended while the office judges the password: the answer comes after the end.
        let ending = async {
            while !line.was_told(&[password.as_str()]).0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            station.call(end, json!({})).await;
        };
        let both = async { tokio::join!(station.try_call("give_consent", given), ending) };
        let (_, ()) = tokio::time::timeout(Duration::from_secs(30), both).await.unwrap();
        if end == "lock" {
            let unlock = json!({ "secret": null, "password": "demo-3101", "new_secret": null });
            station.call("unlock_screen", unlock).await;
        }
        assert_eq!(refusal(&station, "receive", receive.clone()).await, "consent_needed", "{end}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_line_the_mentors_last_sign_in_counts_and_the_word_holds_two_minutes() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (office, off) = (office(data.path()).await, Off::default());
    let line = Line::to(&office.address).await;
    point_to(home.path(), &line.address());
    let station = open(home.path(), off.clock()).await;
    station.sign_in_as("1001").await;
    station.call("lock", json!({})).await;
    let choose = json!({ "secret": null, "password": "demo-1001", "new_secret": "2468" });
    station.call("unlock_screen", choose).await;
    station.sign_in_as("3101").await;
    let case = text(&station.open_allowance().await["id"]);
    line.cut().await;
    let by_code = |code: &str| word(&case, "receive", "1001", None, Some(code));
    let wrong = station.desk.dispatch("main", "give_consent", by_code("9753")).await.unwrap_err();
    assert_eq!((wrong.code.as_str(), &*wrong.params["left"]), ("wrong_secret", "4"));
    station.call("give_consent", by_code("2468")).await;
    off.set(2 * MINUTE + 1_000);
    let receive = json!({ "case": case });
    assert_eq!(refusal(&station, "receive", receive.clone()).await, "consent_needed", "too late");
    station.call("give_consent", by_code("2468")).await;
    off.set(3 * MINUTE);
    station.call("receive", receive).await;
    let unknown = word(&case, "issue", "1002", Some("demo-1002"), None);
    assert_eq!(refusal(&station, "give_consent", unknown).await, "offline_no_verifier");
    let known = word(&case, "issue", "1001", Some("demo-1001"), None);
    station.call("give_consent", known).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_before_keeps_its_author_when_a_trainee_goes_on() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = office(data.path()).await;
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    station.sign_in_as("1002").await;
    let (refused, _) = case_with_a_lost_page(&station, home.path()).await;
    let (lost, _) = case_with_a_lost_page(&station, home.path()).await;
    let answers = json!({ "group": "normal", "agent": "self" });
    let opened = json!({ "item": "chengxiang-yanglao", "answers": answers });
    let noticed = text(&station.call("open_case", opened).await["id"]);
    station.read_card(&noticed, "applicant").await;
    let view = station.call("receive", json!({ "case": noticed })).await;
    let requested = view["decision"]["suggested"].clone();
    decide(&station, &noticed, "correction", requested.clone()).await;

    station.sign_in_as("3101").await;
    station.open_colleagues_case(&noticed).await;
    for item in requested.as_array().unwrap() {
        bring(&station, &noticed, &text(&item["material"])).await;
    }
    let view = act(&station, "corrections_in", json!({ "case": noticed })).await;
    assert!(view["corrections_in"].is_string());
    let handed = act(&station, "hand_over", json!({ "case": lost })).await;
    assert_eq!(handed["case"]["delivery"], "handed_over");

    let view = station.call("replace_refused", json!({ "case": refused })).await;
    let old = view["pages"][0].clone();
    let material = text(&old["material"]);
    bring(&station, &refused, &material).await;
    station.call("delete_page", json!({ "case": refused, "page": old["id"] })).await;
    let original = json!({ "case": refused, "material": material });
    act(&station, "check_original", original).await;
    let sent = json!({ "case": refused });
    let of = asked(&station, "send_replacement", &sent).await;
    agree_to(&station, &refused, "send_replacement", &of).await;
    let filled = json!({ "case": refused, "field": "remark", "value": "示例备注" });
    station.call("fill", filled).await;
    let other = refusal(&station, "send_replacement", sent.clone()).await;
    assert_eq!(other, "consent_needed", "the mentor agreed to what it was before");
    act(&station, "send_replacement", sent).await;
    let done = station.until(&refused, "it is there", |view| view["delivery"] == "acknowledged");
    assert_eq!(done.await["revision"], 2);
    station.sign_in_as("2001").await;
    let view = station.call("review", json!({ "case": refused, "revision": 2 })).await;
    let author =
        json!({ "clerk": "1002", "name": "黄示例", "role": "clerk", "consented_by": null });
    assert_eq!((&view["author"], &view["marks"]), (&author, &json!([])));
}

#[tokio::test(flavor = "multi_thread")]
async fn in_practice_nobody_is_asked() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    let hello = station.call("enter_practice", json!({})).await;
    station.unlocked(hello).await;
    for number in ["9001", "9002"] {
        let account = json!({ "number": number, "password": format!("practice-{number}") });
        station.call("sign_in", account).await;
        let case = text(&station.open_allowance().await["id"]);
        station.call("receive", json!({ "case": case })).await;
        let given = word(&case, "issue", "1001", Some("demo-1001"), None);
        assert_eq!(refusal(&station, "give_consent", given).await, "not_allowed");
        station.call("sign_out", json!({})).await;
    }
}
