//! A case's time at the counter and after it: corrections that come in, papers that may follow,
//! what the office says.
use crate::counter::{Station, point_to};
use crate::main_story::{fill_what_is_missing, page, text};
use crate::revisions::{client, decide, office, office_in};
use crate::signature::sign_form;
use counter_backoffice::{SignIn, StepRequest};
use counter_core::case::{Special, Step};
use counter_core::date::{Date, Moment};
use serde_json::{Value, json};
use uuid::Uuid;

fn today() -> Date {
    Moment::from_millis(jiff::Timestamp::now().as_millisecond()).date()
}

/// Does what the next step says until only deciding is left.
async fn work_through(station: &Station, case: &str) -> Value {
    for _ in 0..60 {
        let view = station.call("case", json!({ "case": case })).await;
        let material = view["next"]["params"]["material"].clone();
        let row =
            view["materials"].as_array().unwrap().iter().find(|m| m["id"] == material).cloned();
        match text(&view["next"]["code"]).as_str() {
            "decide" => return view,
            "read_card" => drop(station.read_card(case, "applicant").await),
            "receive" => drop(station.call("receive", json!({ "case": case })).await),
            "scan" | "deferred_papers" => bring(station, case, &text(&material)).await,
            "look" => {
                for page in row.unwrap()["pages"].as_array().unwrap() {
                    station.call("page_shown", json!({ "case": case, "page": page })).await;
                }
            }
            "check_original" => {
                drop(
                    station
                        .call("check_original", json!({ "case": case, "material": material }))
                        .await,
                );
            }
            "give_back" => drop(station.call("give_back_all", json!({ "case": case })).await),
            "fill" => fill_what_is_missing(station, case).await,
            "show_form" | "sign_form" => sign_form(station, case).await,
            other => panic!("what to do with {other}?"),
        }
    }
    panic!("the case never became complete");
}

async fn bring(station: &Station, case: &str, material: &str) {
    station
        .desk
        .upload("main", &format!("/import/{case}?material={material}"), page())
        .await
        .unwrap();
}

const LATER: &str = "income_and_property_proof_later";
/// Of urgent relief because of an illness; the card is read.
const MAY_FOLLOW: [&str; 5] = [
    "household_register",
    LATER,
    "commitment_and_authorisation",
    "medical_documents",
    "bank_account",
];

pub async fn worked(station: &Station, item: &str, answers: Value) -> String {
    let view = station.call("open_case", json!({ "item": item, "answers": answers })).await;
    let case = text(&view["id"]);
    work_through(station, &case).await;
    case
}

/// Received in urgent need: all but one of what may follow is here.
pub async fn urgent_relief(station: &Station) -> String {
    let answers =
        json!({ "cause": "illness", "special": "none", "agent": "self", "urgent": "yes" });
    let view =
        station.call("open_case", json!({ "item": "linshi-jiuzhu", "answers": answers })).await;
    let case = text(&view["id"]);
    station.read_card(&case, "applicant").await;
    station.call("receive", json!({ "case": case })).await;
    // All of it might follow; the proof of income does.
    let view = station.call("case", json!({ "case": case })).await;
    let mut at_hand = MAY_FOLLOW.to_vec();
    at_hand.retain(|material| *material != LATER);
    for material in at_hand {
        let row = view["materials"].as_array().unwrap().iter().find(|row| row["id"] == material);
        assert_eq!(row.unwrap()["state"], "promised", "{material}");
        bring(station, &case, material).await;
    }
    work_through(station, &case).await;
    case
}

/// Accepted with a paper to come.
pub async fn accept_deferred(station: &Station) -> String {
    let case = urgent_relief(station).await;
    let view = station.call("case", json!({ "case": case })).await;
    let until = &view["decision"]["deferrable"]["until"];
    let accept = json!({ "case": case, "kind": "accept", "items": [], "reasons": [],
        "right_office": null, "deferred_until": until });
    station.call("propose", accept).await;
    station.call("issue", json!({ "case": case })).await;
    case
}

/// A licence without a promise: the statute's twenty working days.
pub async fn homestead(station: &Station) -> String {
    worked(
        station,
        "zhaijidi",
        json!({ "kind": "new", "movein": "no", "cohabit": "no", "agent": "self" }),
    )
    .await
}

async fn supervisor(address: &str) -> SignIn {
    client(address).sign_in("2001", "demo-2001").await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_that_may_follow_are_promised_by_a_day_and_come_as_the_next_revision() {
    let (home, address) = (tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = urgent_relief(&station).await;
    let view = station.call("case", json!({ "case": case })).await;
    let offered = &view["decision"]["deferrable"];
    assert_eq!(offered["materials"], json!(["家庭财产与收入书面声明(急难型后补)"]));
    let until = text(&offered["until"]);
    let asked = |until: Value| {
        json!({ "case": case, "kind": "accept", "items": [], "reasons": [],
        "right_office": null, "deferred_until": until })
    };
    for wrong in [Value::Null, json!("2026-02-30"), json!("2020-01-02")] {
        let outcome = station.try_call("propose", asked(wrong.clone())).await;
        assert_eq!(outcome.unwrap_err(), "deferral_day_wrong", "{wrong}");
    }
    // Written as people write it.
    let view = station.call("propose", asked(json!(until.replace('-', ".")))).await;
    assert_eq!(view["decision"]["preview"]["form"], "deferred_notice");
    let issued = station.call("issue", json!({ "case": case })).await["case"].clone();
    assert_eq!((&issued["status"], &issued["revision"]), (&json!("deferred"), &json!(1)));
    let deferral = issued["clock"]["deferral"].clone();
    assert_eq!(
        (&deferral["until"], &deferral["materials"]),
        (&json!(until), &offered["materials"])
    );
    let saved: Vec<(String, u64)> = issued["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| (text(&d["form"]), d["saves"].as_u64().unwrap()))
        .collect();
    let both = ["deferred_commitment", "deferred_notice"].map(|form| (form.to_owned(), 1));
    assert_eq!(saved[1..], both, "the applicant signs one and takes the other along");
    let code = &issued["documents"][2]["code"];
    let check = station.call("check_receipt", json!({ "code": code })).await;
    assert_eq!((&check["result"], &check["is_own"]), (&json!("unchanged"), &json!(true)));
    assert_eq!(station.call("status", json!({})).await["counts"]["correction"], 1);
    let filter = json!({ "statuses": ["deferred"], "text": "", "today": false, "waiting": false });
    let rows = station.call("my_cases", filter).await;
    assert_eq!(rows[0]["deadline"], until.as_str(), "the papers' day comes to the clerk");
    let first =
        station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    assert_eq!(first["next"]["code"], "deferred_papers");
    let too_early = station.try_call("propose", asked(Value::Null)).await;
    assert_eq!(too_early.unwrap_err(), "decision_lacks", "nothing of what was promised is here");

    bring(&station, &case, LATER).await;
    work_through(&station, &case).await;
    let whole = decide(&station, &case, "accept", json!([])).await;
    assert_eq!((&whole["status"], &whole["revision"]), (&json!("accepted"), &json!(2)));
    assert_eq!(
        whole["documents"].as_array().unwrap().last().unwrap()["form"],
        "acceptance_receipt"
    );
    assert_eq!(
        (&whole["clock"]["deferral"], &whole["clock"]["deadline"]),
        (&Value::Null, &first["clock"]["deadline"])
    );
    station.until(&case, "the second acknowledgement", |v| v["delivery"] == "acknowledged").await;
    let (office, token) = (client(&address), supervisor(&address).await.token);
    let id = Uuid::parse_str(&case).unwrap();
    let one = office.get_revision(token.expose(), id, 1).await.unwrap().submission;
    let two = office.get_revision(token.expose(), id, 2).await.unwrap().submission;
    let promised = one.deferred.unwrap();
    assert_eq!((promised.until.to_string(), promised.materials), (until, vec![LATER.to_owned()]));
    assert_eq!(two.deferred, None);
    // The first acceptance counts; the entry of it is a moment younger than the payload that was
    // made for it.
    let late = two.accepted_at.unwrap().duration_since(one.decided_at).as_millis();
    assert!((0..1000).contains(&late), "accepted once: {late} ms");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stamp_that_all_corrections_are_in_starts_the_time_to_decide() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = homestead(&station).await;
    let early = station.try_call("corrections_in", json!({ "case": case })).await;
    assert_eq!(early.unwrap_err(), "not_allowed", "no notice was given");
    let item =
        json!([{ "material": null, "name": "联系电话", "problem": "空号", "fix": "请更正" }]);
    let noticed = decide(&station, &case, "correction", item).await;
    assert_eq!(
        (&noticed["clock"]["kind"], &noticed["corrections_in"]),
        (&json!("none"), &Value::Null)
    );
    let missing = station.try_call("corrections_in", json!({ "case": case })).await;
    assert_eq!(missing.unwrap_err(), "corrections_missing");
    assert_eq!(noticed["corrections_missing"], json!(["联系电话"]));
    let phone = json!({ "case": case, "field": "phone", "value": "10012345679" });
    let filled = station.call("fill", phone).await;
    assert_eq!(filled["corrections_missing"], json!([]));
    let stamped = station.call("corrections_in", json!({ "case": case })).await;
    assert_eq!(
        (&stamped["status"], &stamped["clock"]["kind"]),
        (&json!("correction"), &json!("promise"))
    );
    let again = station.call("corrections_in", json!({ "case": case })).await;
    assert_eq!(again["corrections_in"], stamped["corrections_in"], "one stamp");
    let accepted = decide(&station, &case, "accept", json!([])).await;
    assert_eq!(accepted["clock"]["deadline"], stamped["clock"]["deadline"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_neither_row_nor_field_shows_waits_for_the_clerks_own_key() {
    let (home, address) = (tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = homestead(&station).await;
    let note = |fault: u32, came: bool| json!({ "case": case, "fault": fault, "came": came });
    let early = station.try_call("note_correction", note(0, true)).await;
    assert_eq!(early.unwrap_err(), "not_allowed", "no notice was given");
    let items = json!([
        { "material": null, "name": "联系电话", "problem": "空号", "fix": "请更正" },
        { "material": null, "name": "示例凭条", "problem": "未提交", "fix": "请提交",
            "reason": "核对住址" },
    ]);
    let noticed = decide(&station, &case, "correction", items).await;
    let line = |came: bool, by_word: bool| json!({ "came": came, "by_word": by_word });
    assert_eq!(noticed["corrections"], json!([line(false, false), line(false, true)]));
    assert_eq!(noticed["corrections_missing"], json!(["联系电话", "示例凭条"]));
    for beside in [0, 2] {
        let refused = station.try_call("note_correction", note(beside, true)).await;
        assert_eq!(refused.unwrap_err(), "bad_request", "{beside} is seen by itself, or is none");
    }
    let phone = json!({ "case": case, "field": "phone", "value": "10012345679" });
    station.call("fill", phone).await;
    let missing = station.desk.dispatch("main", "corrections_in", json!({ "case": case })).await;
    let missing = missing.unwrap_err();
    assert_eq!(
        (missing.code.as_str(), &*missing.params["names"]),
        ("corrections_missing", "示例凭条")
    );

    let noted = station.call("note_correction", note(1, true)).await;
    assert_eq!(noted["corrections"], json!([line(true, false), line(true, true)]));
    let back = station.call("note_correction", note(1, false)).await;
    assert_eq!(back["corrections_missing"], json!(["示例凭条"]));
    station.call("note_correction", note(1, true)).await;
    station.close(home.path()).await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let again = station.call("note_correction", note(1, true)).await;
    assert_eq!(again["corrections_missing"], json!([]), "the journal has it");
    station.call("corrections_in", json!({ "case": case })).await;
    let late = station.try_call("note_correction", note(1, false)).await;
    assert_eq!(late.unwrap_err(), "not_allowed", "the stamp stands on it");

    decide(&station, &case, "accept", json!([])).await;
    station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    let (office, token) = (client(&address), supervisor(&address).await.token);
    let id = Uuid::parse_str(&case).unwrap();
    let filed = office.get_revision(token.expose(), id, 2).await.unwrap().submission;
    let words = filed.words.unwrap().corrections;
    let told: Vec<(&str, &str)> =
        words.iter().map(|word| (word.name.expose(), word.clerk.as_str())).collect();
    assert_eq!(told, [("示例凭条", "1001")], "once, however often it was pressed");
    station.sign_in_as("2001").await;
    let review = station.call("review", json!({ "case": case, "revision": null })).await;
    assert_eq!(review["decision"]["corrections"][0]["name"], "示例凭条");
    assert_eq!(review["decision"]["corrections"][0]["by"], "1001");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_office_says_stops_and_starts_the_clock_and_is_told_and_printed() {
    let (home, address) = (tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = homestead(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    let first =
        station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    let (office, examiner) = (client(&address), supervisor(&address).await);
    let (token, id) = (examiner.token.expose(), Uuid::parse_str(&case).unwrap());
    let say = async |step| {
        let asked = StepRequest { id: Uuid::new_v4(), step };
        office.enter_step(token, id, &asked).await.unwrap();
        asked.id.to_string()
    };
    let special = Step::SpecialProcedure {
        procedure: Special::ExpertReview,
        from: today(),
        days: 5,
        working: true,
    };
    let begun = say(special).await;
    let paused =
        station.until(&case, "the special procedure", |v| v["clock"]["kind"] == "paused").await;
    assert_eq!(
        (&paused["clock"]["deadline"], &paused["status"]),
        (&Value::Null, &json!("accepted"))
    );
    assert_eq!(paused["steps"][0]["procedure"], "expert_review");
    let notice = station.call("status", json!({})).await["notices"]
        .as_array()
        .unwrap()
        .iter()
        .find(|n| n["code"] == "step_told")
        .cloned()
        .unwrap();
    assert_eq!(
        (&notice["params"]["case"], &notice["params"]["what"]),
        (&json!(case), &json!("expert_review"))
    );
    let read = station.call("notice_read", json!({ "code": "step_told" })).await;
    assert!(read["notices"].as_array().unwrap().iter().all(|n| n["code"] != "step_told"));

    let told = station.call("print_step", json!({ "case": case, "step": begun })).await;
    assert_eq!(
        told["case"]["documents"].as_array().unwrap().last().unwrap()["form"],
        "special_notice"
    );
    let again = station.call("print_step", json!({ "case": case, "step": begun })).await;
    assert_eq!(
        (&again["case"]["steps"][0]["saves"], again["case"]["documents"].as_array().unwrap().len()),
        (&json!(2), told["case"]["documents"].as_array().unwrap().len())
    );
    let unknown =
        station.try_call("print_step", json!({ "case": case, "step": Uuid::new_v4() })).await;
    assert_eq!(unknown.unwrap_err(), "no_document");

    say(Step::SpecialEnded { begun, on: today() }).await;
    say(Step::Extended { days: 5, reason: "情况复杂".into() }).await;
    let longer = station.until(&case, "the extension", |v| v["clock"]["extended"] == 5).await;
    assert!(
        text(&longer["clock"]["deadline"]) > text(&first["clock"]["deadline"]),
        "{}",
        longer["clock"]
    );
    say(Step::Decided { granted: true, on: today() }).await;
    let decided = station.until(&case, "the decision", |v| v["status"] == "completed").await;
    assert_eq!(
        (&decided["clock"]["kind"], decided["steps"].as_array().unwrap().len()),
        (&json!("result"), 3)
    );
    say(Step::Delivered { on: today() }).await;
    let over = station.until(&case, "the handing over", |v| v["clock"]["kind"] == "none").await;
    assert_eq!(over["steps"][3]["kind"], "delivered");
    // All of it once, also for a desk that hears it all again.
    station.close(home.path()).await;
    let again = Station::open(home.path()).await;
    again.sign_in().await;
    assert_eq!(again.call("case", json!({ "case": case })).await["steps"], over["steps"]);
}

/// As an office of a later version says it: what cannot be read is kept, and the next one is heard.
#[tokio::test(flavor = "multi_thread")]
async fn a_step_of_an_unknown_kind_is_said_and_the_next_one_read() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let address = office_in(Some(data.path())).await;
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = homestead(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    station.close(home.path()).await;
    let (office, examiner) = (client(&address), supervisor(&address).await);
    let (token, id) = (examiner.token.expose(), Uuid::parse_str(&case).unwrap());
    let extended = StepRequest {
        id: Uuid::new_v4(),
        step: Step::Extended { days: 5, reason: "情况复杂".into() },
    };
    let decided =
        StepRequest { id: Uuid::new_v4(), step: Step::Decided { granted: true, on: today() } };
    for asked in [&extended, &decided] {
        office.enter_step(token, id, asked).await.unwrap();
    }
    let later = r#"{"kind":"entrusted","to":"示例局","days":1.50}"#;
    let db = rusqlite::Connection::open(data.path().join("office.db")).unwrap();
    let changed = db
        .execute("UPDATE steps SET step = ?1 WHERE id = ?2", [later, &extended.id.to_string()])
        .unwrap();
    assert_eq!(changed, 1);

    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let view = station.until(&case, "the decision", |v| v["status"] == "completed").await;
    let kinds: Vec<_> =
        view["steps"].as_array().unwrap().iter().map(|step| text(&step["kind"])).collect();
    assert_eq!(kinds, ["granted", "unknown"]);
    let status = station.call("status", json!({})).await;
    let notice = status["notices"].as_array().unwrap().iter().find(|n| n["code"] == "step_told");
    assert_eq!(notice.unwrap()["params"]["what"], "unknown");
    station.close(home.path()).await;
    let entries = crate::counter::store_of(home.path()).entries(&case).unwrap();
    let kept = entries.iter().find(|entry| entry.body.contains("step_unknown")).unwrap();
    let fact: Value = serde_json::from_str(&kept.body).unwrap();
    assert_eq!(fact["text"], later, "to the byte");
}
