//! Another clerk's case: opened with a reason, once a session; with none where the office leaves it to
//! this window.
use crate::counter::{Station, audit_lines, point_to};
use crate::main_story::{filled_case, page, text};
use crate::revisions::{client, decide, office};
use counter_backoffice::StepRequest;
use counter_core::case::Step;
use counter_core::date::Moment;
use serde_json::{Value, json};
use uuid::Uuid;

/// 陈示例's.
const ID_NUMBER: &str = "440699199001010014";

async fn refusal(station: &Station, command: &str, payload: Value) -> String {
    station.try_call(command, payload).await.expect_err(command)
}

#[tokio::test(flavor = "multi_thread")]
async fn another_clerks_case_waits_for_a_reason_once_a_session() {
    let home = tempfile::tempdir().unwrap();
    let (station, opened) = Station::with_allowance(home.path()).await;
    let case = text(&opened["id"]);
    let of = || json!({ "case": case });
    station.sign_in_as("1002").await;
    let refused = station.desk.dispatch("main", "case", of()).await.unwrap_err();
    assert_eq!((refused.code.as_str(), &*refused.params["name"]), ("colleagues_case", "李示例"));
    for (command, payload) in [
        ("resume", of()),
        ("receive", of()),
        ("print_check_record", of()),
        ("person", json!({ "case": case, "person": "any" })),
        ("fill", json!({ "case": case, "field": "phone", "value": "1" })),
    ] {
        assert_eq!(refusal(&station, command, payload).await, "colleagues_case", "{command}");
    }
    let address = format!("/doc/{case}/any");
    let seen = station.desk.bytes("main", &address).await.unwrap_err();
    assert_eq!(seen.code, "colleagues_case");
    let brought = format!("/import/{case}");
    let put = station.desk.upload("main", &brought, page()).await.unwrap_err();
    assert_eq!(put.code, "colleagues_case");
    let unsaid = json!({ "case": case, "reason": " " });
    assert_eq!(refusal(&station, "open_colleagues_case", unsaid).await, "look_reason_missing");
    assert_eq!(refusal(&station, "case", of()).await, "colleagues_case");
    let nowhere = json!({ "case": Uuid::new_v4().to_string(), "reason": "示例" });
    assert_eq!(refusal(&station, "open_colleagues_case", nowhere).await, "no_such_case");

    let view = station.open_colleagues_case(&case).await;
    assert_eq!(view["clerk"], "1001");
    station.call("case", of()).await;
    station.desk.upload("main", &brought, page()).await.unwrap();
    assert_eq!(station.desk.bytes("main", &address).await.unwrap_err().code, "no_document");
    station.sign_in_as("1001").await;
    station.call("case", of()).await;
    station.sign_in_as("1002").await;
    assert_eq!(refusal(&station, "case", of()).await, "colleagues_case", "another session");

    station.sign_in_as("2001").await;
    let asked = json!({ "clerk": "1002", "number": "", "only": "reasons" });
    let seen = station.call("audit_trail", asked).await;
    let line = &seen["lines"][0];
    assert_eq!(
        (&line["action"], &line["case"], &line["reason"], &line["elsewhere"], &seen["all"]),
        (
            &json!("open_colleagues_case"),
            &json!(case),
            &json!("同事不在，代为办理"),
            &Value::Null,
            &json!(1)
        )
    );
    station.close(home.path()).await;
    let lines = audit_lines(home.path());
    let reasons = lines.iter().filter(|line| line.action == "open_colleagues_case.reason");
    assert_eq!(reasons.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_office_leaves_to_the_window_wants_no_reason() {
    let (home, address) = (tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in_as("1001").await;
    let mut cases = Vec::new();
    for _ in 0..3 {
        let case = filled_case(&station).await;
        decide(&station, &case, "accept", json!([])).await;
        station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
        cases.push(case);
    }
    let [back, told, done]: [String; 3] = cases.try_into().unwrap();
    station.sign_in_as("2001").await;
    let comments = json!([{ "target": "case", "text": "请核对" }]);
    let send = json!({ "case": back, "revision": 1, "comments": comments });
    station.call("send_back", send).await;
    let office = client(&address);
    let signed = office.sign_in("2001", "demo-2001").await.unwrap();
    let today = Moment::from_millis(jiff::Timestamp::now().as_millisecond()).date();
    let step = StepRequest { id: Uuid::new_v4(), step: Step::Decided { granted: true, on: today } };
    let id = Uuid::parse_str(&told).unwrap();
    office.enter_step(signed.token.expose(), id, &step).await.unwrap();
    station.sign_in_as("1001").await;
    station.until(&back, "the return", |view| view["status"] == "returned").await;
    let is_told = |status: &Value| {
        let notices = status["notices"].as_array().unwrap();
        notices.iter().any(|notice| notice["code"] == "step_told")
    };
    station.until_status("the office's word", is_told).await;

    station.sign_in_as("1002").await;
    for case in [&back, &told] {
        station.call("case", json!({ "case": case })).await;
    }
    assert_eq!(refusal(&station, "case", json!({ "case": done })).await, "colleagues_case");
    // Read, it is nobody's any more but of whoever read it.
    station.sign_in_as("1002").await;
    station.call("notice_read", json!({ "code": "step_told" })).await;
    station.call("case", json!({ "case": told })).await;
    station.sign_in_as("1002").await;
    assert_eq!(refusal(&station, "case", json!({ "case": told })).await, "colleagues_case");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_is_shown_the_papers_of_a_case_that_is_open_in_review_alone() {
    let home = tempfile::tempdir().unwrap();
    let (station, opened) = Station::with_allowance(home.path()).await;
    let case = text(&opened["id"]);
    let address = format!("/doc/{case}/any");
    let refused = async || station.desk.bytes("main", &address).await.unwrap_err().code;
    station.sign_in_as("2001").await;
    assert_eq!(refused().await, "colleagues_case");
    station.call("review", json!({ "case": case, "revision": null })).await;
    assert_eq!(refused().await, "no_document", "the review is the reason");
    station.sign_in_as("2001").await;
    assert_eq!(refused().await, "colleagues_case", "another session");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleagues_case_is_found_by_what_a_citizen_says_of_themselves() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in_as("1001").await;
    let case = filled_case(&station).await;
    decide(&station, &case, "accept", json!([])).await;
    let view =
        station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    let number = text(&view["number"]);
    station.sign_in_as("1002").await;
    let find = async |words: &str| {
        let sought = json!({ "statuses": [], "text": words, "today": false, "waiting": false });
        station.call("my_cases", sought).await
    };
    let (typed, wide) = ("440699 19900101 0014", "４４０６９９１９９００１０１００１４");
    for words in [number.as_str(), &number[number.len() - 4..], "陈示例", ID_NUMBER, typed, wide]
    {
        let found = find(words).await;
        let row = &found[0];
        assert_eq!(
            (&row["id"], &row["clerk"], &row["people"]),
            (&json!(case), &json!("1001"), &json!("陈＊＊")),
            "{words}"
        );
        assert_eq!(found.as_array().unwrap().len(), 1, "{words}");
    }
    let (short, others) = (&ID_NUMBER[..17], "440699199001010022");
    for words in ["", "陈示", "养老", &number[number.len() - 3..], &ID_NUMBER[10..], short, others]
    {
        assert_eq!(find(words).await, json!([]), "{words}: too little to ask for somebody by");
    }
    let of = json!({ "case": case });
    assert_eq!(refusal(&station, "case", of).await, "colleagues_case", "seen in the list alone");
    station.sign_in_as("1001").await;
    assert_eq!(find("养老").await[0]["people"], "陈示例", "one's own are found as before");
    let own = find(ID_NUMBER).await;
    assert_eq!((&own[0]["id"], own.as_array().unwrap().len()), (&json!(case), 1));
    assert!(!own.to_string().contains(ID_NUMBER), "the list shows no number");
    station.close(home.path()).await;
    let lines = audit_lines(home.path());
    assert!(lines.iter().any(|line| line.action == "my_cases"));
    assert!(lines.iter().all(|line| !format!("{line:?}").contains("440699")), "nor does the trail");
}
