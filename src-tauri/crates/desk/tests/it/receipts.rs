//! A receipt's code: on the paper and on the screen, and held against the record with and without the
//! line, at the window that made the paper and at another.
use crate::counter::{Station, point_to};
use crate::line::Line;
use crate::main_story::{filled_case, text, unsigned_case};
use crate::papers::text_of;
use crate::revisions::{decide, office, office_in};
use serde_json::{Value, json};

async fn check(station: &Station, code: &str) -> Value {
    station.call("check_receipt", json!({ "code": code })).await
}

fn find_receipt(view: &Value) -> Value {
    let papers = view["documents"].as_array().unwrap();
    papers.iter().find(|paper| paper["form"] == "acceptance_receipt").unwrap().clone()
}

/// A letter that does not fit in the place of the last.
fn mistype(code: &str) -> String {
    let (whole, last) = code.split_at(code.len() - 1);
    format!("{whole}{}", if last == "7" { "8" } else { "7" })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_given_without_the_line_is_known_here_at_once_and_elsewhere_once_delivered() {
    let address = office().await;
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let line = Line::to(&address).await;
    point_to(here.path(), &line.address());
    point_to(there.path(), &address);
    let (station, other) = (Station::open(here.path()).await, Station::open(there.path()).await);
    station.sign_in().await;
    other.sign_in().await;
    line.cut().await;
    let case = filled_case(&station).await;
    let asked = json!({ "case": case, "kind": "accept", "items": [], "reasons": [],
        "right_office": null });
    let view = station.call("propose", asked).await;
    assert!(view["decision"]["preview"]["code"].is_null(), "nothing is decided yet");
    let issued = station.call("issue", json!({ "case": case })).await;
    let receipt = find_receipt(&issued["case"]);
    let code = text(&receipt["code"]);
    let words = text_of(&text(&issued["print"]["file"]));
    assert!(words.contains(&format!("核验码{code}")), "{words}");
    assert!(
        words.contains("本窗口时钟最近一次经后台核对："),
        "it signed in with the line: {words}"
    );
    let forms = issued["case"]["documents"].as_array().unwrap().clone();
    let form = forms.iter().find(|paper| paper["form"] == "application_form").unwrap();
    assert!(form["code"].is_null(), "it is of the receipt alone");

    let own = check(&station, &code).await;
    assert_eq!((&own["result"], &own["is_own"]), (&json!("unchanged"), &json!(true)));
    let typed = check(&station, &code.to_lowercase().replace('-', " ")).await;
    assert_eq!(typed["code"], code.as_str());
    let mistyped = json!({ "code": mistype(&code) });
    let refused = station.try_call("check_receipt", mistyped).await.unwrap_err();
    assert_eq!(refused, "receipt_code_bad");
    // Of no record anywhere: its letters are of nothing but zeros.
    let invented = "0000-0000-0000-00000";
    assert_eq!(check(&station, invented).await["result"], "line_down");
    assert_eq!(check(&other, &code).await["result"], "unknown", "not delivered yet");
    line.mend().await;
    station.until(&case, "delivered", |view| view["delivery"] == "acknowledged").await;
    let elsewhere = check(&other, &code).await;
    assert_eq!((&elsewhere["result"], &elsewhere["is_own"]), (&json!("unchanged"), &json!(false)));
    assert_eq!(elsewhere.as_object().unwrap().len(), 3, "nothing of the case: {elsewhere}");
    assert_eq!(
        check(&station, &code).await["result"],
        "unchanged",
        "after the acknowledgement too"
    );
    assert_eq!(check(&other, invented).await["result"], "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_acceptance_bears_a_code_and_each_one_its_own() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let mut codes = Vec::new();
    for _ in 0..2 {
        let case = unsigned_case(&station).await;
        codes
            .push(text(&find_receipt(&decide(&station, &case, "accept", json!([])).await)["code"]));
    }
    assert_ne!(codes[0], codes[1]);
    let case = unsigned_case(&station).await;
    let items = json!([{ "material": null, "name": "申请表", "problem": "缺项", "fix": "请补填。",
        "reason": "示例" }]);
    let noticed = decide(&station, &case, "correction", items).await;
    let papers = noticed["documents"].as_array().unwrap();
    assert!(papers.iter().all(|paper| paper["code"].is_null()), "{papers:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_checked_comes_out_by_one_key_with_the_same_code() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let draft = station.open_allowance().await;
    let early = station.try_call("print_check_record", json!({ "case": draft["id"] })).await;
    assert_eq!(early.unwrap_err(), "not_allowed", "nothing is received");
    let case = unsigned_case(&station).await;
    let key = json!({ "case": case });
    let open = station.call("print_check_record", key.clone()).await;
    let words = text_of(&text(&open["print"]["file"]));
    for line in ["免责凭据", "收件", "核对原件：居民户口簿", "退还：居民户口簿"]
    {
        assert!(words.contains(line), "{line}: {words}");
    }
    assert!(!words.contains("核验码"), "nothing is decided: {words}");
    let decided = decide(&station, &case, "accept", json!([])).await;
    let code = text(&find_receipt(&decided)["code"]);
    let first = station.call("print_check_record", key.clone()).await;
    let words = text_of(&text(&first["print"]["file"]));
    for line in ["受理", "首次打印：", &format!("核验码{code}")] {
        assert!(words.contains(line), "{line}: {words}");
    }
    let count = |view: &Value| {
        let papers = view["case"]["documents"].as_array().unwrap();
        papers.iter().filter(|paper| paper["form"] == "check_record").count()
    };
    assert_eq!((count(&open), count(&first)), (1, 2));
    station.until(&case, "delivered", |view| view["delivery"] == "acknowledged").await;
    let settled = station.call("print_check_record", key.clone()).await;
    let again = station.call("print_check_record", key).await;
    assert_eq!(count(&again), count(&settled), "nothing came since: the same paper");
    assert!(text_of(&text(&again["print"]["file"])).starts_with("补打"));
    assert_eq!(check(&station, &code).await["result"], "unchanged");
}

/// The office's record was altered behind its back; the window that made the paper has its own.
#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_is_not_what_was_filed_is_seen_to_differ_at_another_window() {
    let [here, there, data] = [(); 3].map(|()| tempfile::tempdir().unwrap());
    let address = office_in(Some(data.path())).await;
    point_to(here.path(), &address);
    point_to(there.path(), &address);
    let (station, other) = (Station::open(here.path()).await, Station::open(there.path()).await);
    station.sign_in().await;
    other.sign_in().await;
    let case = filled_case(&station).await;
    let code = text(&find_receipt(&decide(&station, &case, "accept", json!([])).await)["code"]);
    station.until(&case, "delivered", |view| view["delivery"] == "acknowledged").await;
    assert_eq!(check(&other, &code).await["result"], "unchanged");
    let office = rusqlite::Connection::open(data.path().join("office.db")).unwrap();
    office.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
    let altered = office.execute(
        "UPDATE revisions SET submission = replace(submission, '陈示例', '陈示范')
         WHERE case_uuid = ?1",
        [&case],
    );
    assert_eq!(altered.unwrap(), 1);
    let seen = check(&other, &code).await;
    assert_eq!((&seen["result"], &seen["is_own"]), (&json!("differs"), &json!(false)));
    assert_eq!(seen.as_object().unwrap().len(), 3, "and nothing of the case: {seen}");
    assert_eq!(check(&station, &code).await["result"], "unchanged", "by its own journal");
    // The supervisor there finds what was found, whoever held the paper.
    other.sign_in_as("2001").await;
    let looks = json!({ "clerk": "1001", "number": "", "only": "looks" });
    let trail = other.call("audit_trail", looks.clone()).await;
    let lines = trail["lines"].as_array().unwrap();
    let found: Vec<&Value> =
        lines.iter().filter(|line| line["action"] == "receipt_differs").collect();
    assert_eq!(found.len(), 1, "not of the one that was unchanged: {trail}");
    assert_eq!(found[0]["outcome"], code.as_str());
    // So does the one of the window that made the paper, by the office's word.
    station.sign_in_as("2001").await;
    let trail = station.call("audit_trail", looks).await;
    let told = |action: &str| {
        let lines = trail["lines"].as_array().unwrap().iter();
        lines.filter(|line| line["action"] == action && !line["elsewhere"].is_null()).count()
    };
    assert_eq!((told("receipt"), told("receipt_differs")), (1, 1), "each with its answer: {trail}");
}
