//! The certificate library at the counter: what it answers, each reason why paper is collected, and
//! what comes of it.
use crate::counter::{Station, audit_lines, point_to, store_of};
use crate::line::Line;
use crate::main_story::{fill_what_is_missing, page, text};
use crate::revisions::decide;
use counter_office::{Library, Office, Setup};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

async fn case_of(station: &Station, item: &str, answers: Value) -> String {
    let opened = station.call("open_case", json!({ "item": item, "answers": answers })).await;
    let case = text(&opened["id"]);
    station.read_card(&case, "applicant").await;
    case
}

fn asked(case: &str, ground: &str) -> Value {
    json!({ "case": case, "ground": ground, "text": "", "organisation": "", "land_title": "" })
}

async fn look_up(station: &Station, case: &str) -> Value {
    station.call("look_up", asked(case, "authorised")).await
}

fn row<'a>(view: &'a Value, id: &str) -> &'a Value {
    view["materials"].as_array().unwrap().iter().find(|m| m["id"] == id).unwrap()
}

fn reason(view: &Value, id: &str) -> Value {
    row(view, id)["certificate"]["reason"].clone()
}

fn question<'a>(view: &'a Value, id: &str) -> &'a Value {
    view["questions"].as_array().unwrap().iter().find(|q| q["id"] == id).unwrap()
}

/// An office with a library of one certificate whose file is no PDF.
async fn with_a_bad_file(folder: &Path) -> String {
    let list = "certificates:\n  - {kind: 残疾人证, name: 残疾人证, identifier: '1', holder: {name: 陈示例, number: '440699199001010014'}, issuer: 示例, status: issued, file: a.pdf}\n";
    std::fs::write(folder.join("list.yaml"), list).unwrap();
    std::fs::write(folder.join("a.pdf"), "not a document at all").unwrap();
    let catalogue = counter_catalog::Pack::builtin_signed().unwrap();
    let certificates = Library::read_list(&folder.join("list.yaml")).unwrap();
    let setup = Setup {
        catalog: catalogue,
        demo: counter_office::demo_accounts(),
        certificates,
        ..Setup::default()
    };
    let office = Office::set_up(setup).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(counter_office::serve(listener, Arc::new(office), std::future::pending()));
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_found_satisfies_the_row_answers_the_question_and_is_told_to_the_office() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case =
        case_of(&station, "linghuo-jiuye", json!({ "subsidy": "no", "agent": "self" })).await;
    let view = look_up(&station, &case).await;
    let (card, difficult) = (row(&view, "disability_certificate"), question(&view, "difficult"));
    assert_eq!((&difficult["answer"], &difficult["known"]), (&json!("disabled"), &json!(true)));
    assert_eq!(difficult["from"], "library");
    assert_eq!(
        (&card["state"], &card["need"], &card["checked_by"]),
        (&json!("received"), &json!("required"), &Value::Null)
    );
    let certificate = &card["certificate"];
    assert_eq!(
        (&certificate["reason"], &certificate["valid_to"]),
        (&Value::Null, &json!("2034-02-28"))
    );
    assert_eq!(
        (&certificate["identifier"], &certificate["identifier_off"]),
        (&json!("5444…0016"), &json!(false))
    );
    assert!(!view.to_string().contains("54440699MF00000053"), "masked");
    let sheet = view["pages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|p| p["material"] == "disability_certificate")
        .unwrap();
    assert_eq!(sheet["source"], "certificate");
    let path = format!("/case/{case}/page/{}?w=200", text(&sheet["id"]));
    let (media, picture) = station.desk.bytes("main", &path).await.unwrap();
    assert!(media.starts_with("image/") && picture.len() > 500, "the page can be looked at");

    // Taken out, the question is open again and the paper is missing; taken back, it counts again.
    let removed = station.call("delete_page", json!({ "case": case, "page": sheet["id"] })).await;
    assert_eq!(
        (
            &question(&removed, "difficult")["answer"],
            &row(&removed, "disability_certificate")["certificate"]
        ),
        (&Value::Null, &Value::Null)
    );
    let back = station.call("undo", json!({ "case": case })).await;
    assert_eq!(row(&back, "disability_certificate")["state"], "received");
    // The clerk's word wins.
    let said = station
        .call("answer", json!({ "case": case, "question": "difficult", "option": "none" }))
        .await;
    assert_eq!(
        (&question(&said, "difficult")["known"], &row(&said, "disability_certificate")["state"]),
        (&json!(false), &json!("not_needed"))
    );
    station
        .call("answer", json!({ "case": case, "question": "difficult", "option": "disabled" }))
        .await;

    // It is not carried into another case: it was asked for this one.
    let other = station.call("another_item", json!({ "case": case, "item": "dibao" })).await;
    assert_eq!(other["pages"], json!([]));

    station.call("receive", json!({ "case": case })).await;
    let path = format!("/import/{case}?material=commitment");
    station.desk.upload("main", &path, page()).await.unwrap();
    fill_what_is_missing(&station, &case).await;
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(
        view["next"]["code"], "decide",
        "no original of it is to be checked: {}",
        view["next"]
    );
    decide(&station, &case, "accept", json!([])).await;
    station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    station.sign_in_as("2001").await;
    let seen = station.call("review", json!({ "case": case, "revision": 1 })).await;
    let filed = seen["materials"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["id"] == "disability_certificate")
        .unwrap();
    assert_eq!((&filed["certificate"], &filed["pages"]), (&json!("5444…0016"), &json!(1)));
    station.close(home.path()).await;

    let payload: Value =
        serde_json::from_str(&store_of(home.path()).outbox_row(&case).unwrap().unwrap().payload)
            .unwrap();
    let rows = payload["materials"].as_array().unwrap();
    let sent = |id: &str| rows.iter().find(|m| m["id"] == id).unwrap().clone();
    let used = sent("disability_certificate")["certificate"].clone();
    assert_eq!(
        (&used["get_type"], &used["kind"], &used["ground"]["kind"]),
        (&json!("5"), &json!("残疾人证"), &json!("authorised"))
    );
    assert_eq!(
        used["identifier"],
        "1.2.156.3005.2.54440699MF00000053101.54440699MF00000053.2026000001.001.6"
    );
    let part = payload["manifest"]
        .as_array()
        .unwrap()
        .iter()
        .find(|p| p["material"] == "disability_certificate")
        .unwrap();
    assert_eq!(part["sha256"], used["sha256"], "its file went along, byte for byte");
    assert!(sent("commitment").get("certificate").is_none(), "other rows are as they ever were");
    let audit = audit_lines(home.path());
    let line = audit.iter().find(|l| l.action == "certificate_search").unwrap();
    assert_eq!(
        (line.case.as_deref(), line.by.as_str(), line.outcome.as_str()),
        (Some(case.as_str()), "1001", "ok")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_look_up_that_brings_nothing_has_its_reason() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    // Nobody is there yet.
    let opened =
        station.call("open_case", json!({ "item": "chengxiang-yibao", "answers": {} })).await;
    let case = text(&opened["id"]);
    assert_eq!(reason(&look_up(&station, &case).await, "residence_permit"), "no_person");
    station.read_card(&case, "applicant").await;
    let view = look_up(&station, &case).await;
    assert_eq!(reason(&view, "residence_permit"), "expired");
    assert_eq!(reason(&view, "birth_certificate"), "holder_differs");
    assert_eq!(question(&view, "idkind")["answer"], Value::Null, "an expired one answers nothing");
    assert_eq!(
        (row(&view, "residence_permit")["state"].clone(), view["pages"].clone()),
        (json!("missing"), json!([]))
    );
    let refused = station.call("look_up", asked(&case, "declined")).await;
    assert_eq!(reason(&refused, "residence_permit"), "refused_by_holder");
    assert_eq!(
        station.try_call("look_up", asked(&case, "statutory")).await.unwrap_err(),
        "ground_missing"
    );
    let mut lawful = asked(&case, "statutory");
    lawful["text"] = "《示例条例》第三条".into();
    assert_eq!(reason(&station.call("look_up", lawful).await, "residence_permit"), "expired");
    assert_eq!(
        station.try_call("look_up", asked(&case, "again")).await.unwrap_err(),
        "nothing_to_look_up"
    );
    // Paper comes as ever, and then there is no more to say about the library.
    let path = format!("/import/{case}?material=residence_permit");
    let view = station.desk.upload("main", &path, page()).await.unwrap();
    assert_eq!(
        (reason(&view, "residence_permit"), row(&view, "residence_permit")["state"].clone()),
        (Value::Null, json!("received"))
    );

    // The reader's next card is the agent's: an applicant here, whose permit is good.
    let other = case_of(&station, "chengxiang-yibao", json!({ "newborn": "no" })).await;
    let view = look_up(&station, &other).await;
    assert_eq!(
        (&question(&view, "idkind")["answer"], &row(&view, "residence_permit")["state"]),
        (&json!("residence_permit"), &json!("received"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn firms_and_titles_are_asked_by_their_own_numbers() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let job = case_of(
        &station,
        "juzhuzheng",
        json!({ "biz": "first", "reason": "job", "agent": "self" }),
    )
    .await;
    assert_eq!(reason(&look_up(&station, &job).await, "business_licence"), "no_number");
    let mut with_code = asked(&job, "authorised");
    with_code["organisation"] = "92440699MA0TEXT127".into();
    let view = station.call("look_up", with_code).await;
    assert_eq!(
        (&row(&view, "business_licence")["state"], &reason(&view, "business_licence")),
        (&json!("received"), &Value::Null)
    );

    // Another person's title is not theirs.
    let own = json!({ "biz": "endorse", "reason": "home", "home": "own", "agent": "self" });
    let house = case_of(&station, "juzhuzheng", own).await;
    assert_eq!(reason(&look_up(&station, &house).await, "property_document"), "not_found");
    let mut with_title = asked(&house, "authorised");
    with_title["land_title"] = "粤（2024）示例不动产权第0000001号".into();
    assert_eq!(
        reason(&station.call("look_up", with_title).await, "property_document"),
        "holder_differs"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_one_and_a_file_that_is_none_are_told() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let answers =
        json!({ "who": "local", "marriage": "married", "house": "rent", "agent": "self" });
    let flat = case_of(&station, "gongzufang", answers).await;
    assert_eq!(reason(&look_up(&station, &flat).await, "marriage_certificate"), "not_issued");
    station.close(home.path()).await;

    let home = tempfile::tempdir().unwrap();
    point_to(home.path(), &with_a_bad_file(folder.path()).await);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case =
        case_of(&station, "linghuo-jiuye", json!({ "subsidy": "no", "agent": "self" })).await;
    let view = look_up(&station, &case).await;
    assert_eq!(
        (reason(&view, "disability_certificate"), view["pages"].clone()),
        (json!("unreadable"), json!([]))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_line_down_it_waits_through_a_restart_and_is_asked_again() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case =
        case_of(&station, "linghuo-jiuye", json!({ "subsidy": "no", "agent": "self" })).await;
    line.cut().await;
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while station.call("status", json!({})).await["line"] != "down" {
        assert!(std::time::Instant::now() < deadline, "the line never went down");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let mut lawful = asked(&case, "statutory");
    lawful["text"] = "《示例条例》第三条".into();
    let view = station.call("look_up", lawful).await;
    assert_eq!(reason(&view, "disability_certificate"), "library_away");
    assert_eq!(question(&view, "difficult")["answer"], Value::Null);
    let still = station.call("look_up", asked(&case, "again")).await;
    assert_eq!(reason(&still, "disability_certificate"), "library_away", "asked in vain");
    station.close(home.path()).await;

    line.mend().await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(reason(&view, "disability_certificate"), "library_away", "kept");
    let view = station.call("look_up", asked(&case, "again")).await;
    assert_eq!(
        (&row(&view, "disability_certificate")["state"], &question(&view, "difficult")["answer"]),
        (&json!("received"), &json!("disabled"))
    );
    station.close(home.path()).await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let after = station.call("case", json!({ "case": case })).await;
    for part in ["materials", "questions", "pages"] {
        assert_eq!(after[part], view[part], "{part}");
    }
    station.close(home.path()).await;
    // The ground that was given when it was first asked is the ground it was found on.
    let journal = store_of(home.path()).entries(&case).unwrap();
    let used = journal.iter().find(|entry| entry.body.contains("certificate_used")).unwrap();
    assert!(
        used.body.contains("statutory") && used.body.contains("第三条"),
        "the first word stands"
    );
    let outcomes: Vec<String> = audit_lines(home.path())
        .into_iter()
        .filter(|l| l.action == "certificate_search")
        .map(|l| l.outcome)
        .collect();
    assert_eq!(outcomes, ["ok", "line_down", "line_down"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_has_a_library_of_its_own() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    let hello = station.call("enter_practice", json!({})).await;
    station.unlocked(hello).await;
    station.call("sign_in", json!({ "number": "9001", "password": "practice-9001" })).await;
    let case =
        case_of(&station, "linghuo-jiuye", json!({ "subsidy": "no", "agent": "self" })).await;
    let view = look_up(&station, &case).await;
    assert_eq!(question(&view, "difficult")["from"], "library");
}
