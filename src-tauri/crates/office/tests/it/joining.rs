//! A station joins by a code and keeps its centre file up to date, on a disk and on servers.

use std::sync::atomic::Ordering;

use counter_backoffice::{Ability, Client, JoinAnswer, OfficeError, Private, TaggedAnswer};
use counter_centre::{
    CentreFile, CentreKey, Code, Edition, Purpose, Word, check_join_code, sign_body,
};
use counter_core::date::{Moment, parse_date};
use counter_office::Office;
use serde_json::json;
use uuid::Uuid;

use crate::place::{Place, on_both};
use crate::support::{Running, at_own_time, refused};

const DAY: i64 = 24 * 3600;

on_both!(
    a_code_is_used_once_and_its_answer_is_heard_again,
    the_newest_file_is_fetched_once,
    a_joining_makes_an_installation_and_its_repeat_brings_a_good_credential,
    a_code_brings_an_installation_back_and_from_another_station,
);

fn key(number: u8) -> CentreKey {
    let first = char::from(b'A' + number);
    let secret = format!("{first}QIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=");
    CentreKey::from_secret(&secret.as_str().into()).expect("key")
}

fn centre_file(number: u8, station: &str, version: u64, kind: &str) -> CentreFile {
    let body = json!({
        "shape": 1, "version": version, "until": "2027-12-31", "kind": kind,
        "centre": { "code": "440699-01", "name": "示例区政务服务中心" },
        "station": { "code": station, "name": "三水·西南街道" },
        "office": { "address": "http://127.0.0.1:8720" },
    });
    let made_at: Moment = "2026-11-22T01:00:00Z".parse().expect("time");
    let edition = Edition { version: None, made_at, codes: Vec::new() };
    sign_body(body.to_string().as_bytes(), &key(number), &edition).expect("file")
}

fn issue(office: &Office, number: u8, station: &str, until: &str) -> Code {
    let code = Code::draw_code(Purpose::Join, &key(number).public_key()).expect("code");
    let station = Word::try_from(station.to_owned()).expect("word");
    let entry = code.make_entry(station, parse_date(until).expect("day")).expect("entry");
    office.publish_join_code(&entry).expect("published");
    code
}

/// Each attempt is an installation's of its own.
async fn join(client: &Client, code: &Code, attempt: Uuid) -> Result<String, OfficeError> {
    let answer = client.join_as(attempt, &code.printable_text(), Some("DEMO01"), attempt).await;
    answer.map(|answer| answer.centre_file)
}

async fn a_code_is_used_once_and_its_answer_is_heard_again(place: Place) {
    let (office, seconds) = at_own_time(place.office());
    let first = centre_file(0, "DEMO01", 1, "trial");
    let (code, other, ended, early) = (
        issue(&office, 0, "DEMO01", "2026-11-29"),
        issue(&office, 0, "OTHER1", "2026-11-29"),
        issue(&office, 0, "DEMO01", "2026-11-21"),
        issue(&office, 0, "DEMO01", "2026-11-29"),
    );
    let running = Running::start(office.clone()).await;
    let client = &running.client;
    assert!(client.get_hello().await.expect("hello").hello.can(Ability::Centre));
    let (mine, strange) = (Uuid::new_v4(), Uuid::new_v4());
    assert_eq!(join(client, &early, mine).await, Err(refused(404, "no_centre_file")));
    office.publish_centre_file(&first).expect("published");
    join(client, &early, mine).await.expect("nothing was used up");

    assert_eq!(join(client, &other, mine).await, Err(refused(404, "code_unknown")), "not its own");
    let never = Code::draw_code(Purpose::Join, &key(0).public_key()).expect("code");
    assert_eq!(join(client, &never, mine).await, Err(refused(404, "code_unknown")));
    assert_eq!(join(client, &ended, mine).await, Err(refused(410, "code_ended")));
    let small = Private::new(code.printable_text().expose().to_lowercase().replace('-', " "));
    let answer = client.join_as(mine, &small, None, mine).await.expect("joined").centre_file;
    assert_eq!(answer, first.text(), "byte for byte");
    let file = CentreFile::read(answer.as_bytes()).expect("file");
    assert_eq!(check_join_code(&code, &file), Ok(()));

    assert_eq!(join(client, &code, strange).await, Err(refused(410, "code_used")));
    office.publish_centre_file(&centre_file(0, "DEMO01", 2, "trial")).expect("a newer one");
    seconds.fetch_add(DAY - 1, Ordering::SeqCst);
    assert_eq!(join(client, &code, mine).await, Ok(answer), "the same answer");
    seconds.fetch_add(1, Ordering::SeqCst);
    assert_eq!(join(client, &code, mine).await, Err(refused(410, "code_used")), "a day later");
    // Told to the office once more it does not become unused.
    let station = Word::try_from("DEMO01".to_owned()).expect("word");
    let again = code.make_entry(station, parse_date("2027-12-31").expect("day")).expect("entry");
    office.publish_join_code(&again).expect("published");
    assert_eq!(join(client, &code, strange).await, Err(refused(410, "code_used")));

    let hashes = place.texts("SELECT hash FROM join_codes").await;
    let secret = code.printable_text().into_exposed().replace('-', "");
    assert!(hashes.iter().flatten().all(|text| !text.contains(&secret)), "only hashes");
    running.end().await;
}

async fn the_newest_file_is_fetched_once(place: Place) {
    let running = place.start().await;
    let office = place.office();
    let signed = running.sign_in().await;
    let (client, cred) = (&running.client, signed.delivery_credential.expose());
    let none = Err(refused(404, "no_centre_file"));
    assert_eq!(client.get_centre_file(cred, None).await, none);
    assert_eq!(client.get_centre_file("nobody", None).await, Err(OfficeError::Unauthorized));

    let [first, second] = [1, 2].map(|version| centre_file(0, "DEMO01", version, "trial"));
    office.publish_centre_file(&first).expect("published");
    let answer = client.get_centre_file(cred, None).await.expect("file");
    let TaggedAnswer::Fresh { etag, body } = answer else { panic!("nothing was named") };
    assert_eq!(body, first.text().as_bytes());
    assert!(etag.starts_with('"'), "a strong tag: {etag}");
    let unchanged = Ok(TaggedAnswer::Unchanged);
    assert_eq!(client.get_centre_file(cred, Some(&etag)).await, unchanged);
    office.publish_centre_file(&second).expect("published");
    office.publish_centre_file(&second).expect("the same again is no change");
    let answer = client.get_centre_file(cred, Some(&etag)).await.expect("file");
    assert!(matches!(answer, TaggedAnswer::Fresh { body, .. } if body == second.text().as_bytes()));
    // Another station's credential brings another station's file, here none.
    let other = client.sign_in("9001", "demo-9001").await.expect("sign in");
    assert_eq!(client.get_centre_file(other.delivery_credential.expose(), None).await, none);
    running.end().await;
}

async fn a_joining_makes_an_installation_and_its_repeat_brings_a_good_credential(place: Place) {
    let (office, _) = at_own_time(place.office());
    let file = centre_file(0, "DEMO01", 1, "trial");
    office.publish_centre_file(&file).expect("published");
    let code = issue(&office, 0, "DEMO01", "2026-11-29").printable_text();
    let running = Running::start(office.clone()).await;
    let client = &running.client;
    let [id, other, attempt] = [(); 3].map(|()| Uuid::new_v4());
    let lost = client.join_as(id, &code, Some("DEMO01"), attempt).await.expect("joined");
    let heard = client.join_as(id, &code, Some("DEMO01"), attempt).await.expect("again");
    assert_eq!((&lost.centre_file, &heard.centre_file), (&file.text().into(), &file.text().into()));
    let [lost, heard] = [lost, heard].map(|answer| answer.delivery_credential.expect("one"));
    client.get_centre_file(heard.expose(), None).await.expect("good");
    assert_eq!(
        client.get_centre_file(lost.expose(), None).await,
        Err(OfficeError::Unauthorized),
        "not once the newest was used"
    );
    let used = Err(refused(410, "code_used"));
    assert_eq!(client.join_as(other, &code, None, attempt).await, used, "one code, one of them");
    let request = http::Request::post("/join")
        .header("idempotency-key", format!("\"{attempt}\""))
        .header("content-type", "application/json");
    let unnamed = running.raw(request, json!({ "code": code.expose() }).to_string()).await;
    let unnamed: JoinAnswer = serde_json::from_slice(unnamed.body()).expect("the file alone");
    assert_eq!(unnamed.delivery_credential, None);

    // A repeat is no way back in.
    assert!(office.end_installation(id).expect("ended"));
    let answer = client.join_as(id, &code, None, attempt).await.expect("the file is no secret");
    assert_eq!(answer.delivery_credential, None);
    let ended = client.get_centre_file(heard.expose(), None).await;
    assert_eq!(ended, Err(OfficeError::InstallationEnded));
    running.end().await;
}

async fn a_code_brings_an_installation_back_and_from_another_station(place: Place) {
    let (office, _) = at_own_time(place.office());
    for station in ["DEMO01", "OTHER1"] {
        office.publish_centre_file(&centre_file(0, station, 1, "trial")).expect("published");
    }
    let running = Running::start(office.clone()).await;
    let (client, id) = (&running.client, Uuid::new_v4());
    let signed = client.sign_in_at(id, "1001", "demo-1001").await.expect("sign in");
    let before = signed.delivery_credential;
    office.end_installation(id).expect("ended");
    // Where it stands is that station's word.
    for (station, window) in [("DEMO01", "3号窗"), ("OTHER1", ""), ("DEMO01", "")] {
        let code = issue(&office, 0, station, "2026-11-29").printable_text();
        let joined = client.join_as(id, &code, None, Uuid::new_v4()).await.expect("joined");
        let credential = joined.delivery_credential.expect("its own");
        let file = client.get_centre_file(credential.expose(), None).await.expect("file");
        let TaggedAnswer::Fresh { body, .. } = file else { panic!("nothing was named") };
        let file = CentreFile::read(&body).expect("file");
        assert_eq!(&*file.body().station.code, station);
        let list = office.list_installations().expect("list");
        assert_eq!((list.len(), list[0].station_code.as_str()), (1, station));
        assert_eq!((list[0].window.as_str(), list[0].ended_at), (window, None));
    }
    assert_eq!(
        client.get_centre_file(before.expose(), None).await,
        Err(OfficeError::Unauthorized),
        "what was ended stays so: a new one came in its place"
    );
    running.end().await;
}

/// What a station would not take is not given out.
#[tokio::test(flavor = "multi_thread")]
async fn an_office_publishes_only_what_its_stations_take() {
    let trial = crate::support::trial(None);
    trial.publish_centre_file(&centre_file(0, "DEMO01", 5, "trial")).expect("published");
    let real = Office::open(None, Vec::new(), false).expect("office");
    real.publish_centre_file(&centre_file(0, "DEMO01", 5, "real")).expect("published");
    for (office, file, code) in [
        (&trial, centre_file(0, "DEMO01", 6, "real"), "centre_other_kind"),
        (&real, centre_file(0, "DEMO01", 6, "practice"), "centre_other_kind"),
        (&trial, centre_file(0, "DEMO01", 6, "practice"), "centre_other_kind"),
        (&trial, centre_file(0, "DEMO01", 4, "trial"), "centre_not_newer"),
        (&trial, centre_file(1, "DEMO01", 6, "trial"), "centre_other_key"),
    ] {
        assert_eq!(office.publish_centre_file(&file).expect_err(code).code(), code);
    }
    let technician = Code::draw_code(Purpose::Technician, &key(0).public_key()).expect("code");
    let station = Word::try_from("DEMO01".to_owned()).expect("word");
    let entry =
        technician.make_entry(station, parse_date("2026-12-01").expect("day")).expect("entry");
    let refusal = trial.publish_join_code(&entry).expect_err("no join code");
    assert_eq!(refusal.code(), "code_other_purpose");
}

/// The file was signed anew with the next key: the code would have the station refuse it.
#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_another_key_is_not_used_up() {
    let office = crate::support::trial(None);
    office.publish_centre_file(&centre_file(1, "DEMO01", 1, "trial")).expect("published");
    let code = issue(&office, 0, "DEMO01", "2099-01-01");
    let running = Running::start(office).await;
    for _ in 0..2 {
        let answer = join(&running.client, &code, Uuid::new_v4()).await;
        assert_eq!(answer, Err(refused(404, "no_centre_file")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_installations_with_one_code_are_one() {
    let office = crate::support::trial(None);
    office.publish_centre_file(&centre_file(0, "DEMO01", 1, "trial")).expect("published");
    let code = issue(&office, 0, "DEMO01", "2099-01-01");
    let running = Running::start(office).await;
    let attempts = (0..8).map(|_| {
        let (client, code) = (running.client.clone(), code.clone());
        tokio::spawn(async move { join(&client, &code, Uuid::new_v4()).await })
    });
    let mut count = 0;
    for attempt in attempts.collect::<Vec<_>>() {
        match attempt.await.expect("task") {
            Ok(_) => count += 1,
            Err(refusal) => assert_eq!(refusal, refused(410, "code_used")),
        }
    }
    assert_eq!(count, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_joining_that_is_not_said_rightly_has_a_code() {
    let running = Running::start(crate::support::trial(None)).await;
    let json = "application/json";
    let post = || http::Request::post("/join").header("content-type", json);
    let keyed = || post().header("idempotency-key", Uuid::new_v4().to_string());
    let code = Code::draw_code(Purpose::Join, &key(0).public_key()).expect("code").printable_text();
    let mut wrong = code.expose().to_owned();
    let last = if wrong.ends_with('7') { "8" } else { "7" };
    wrong.replace_range(wrong.len() - 1.., last);
    let body = |code: &str| json!({ "code": code }).to_string();
    for (request, body, status, code) in [
        (post(), body(code.expose()), 400, "idempotency_key_missing"),
        (
            post().header("idempotency-key", "x"),
            body(code.expose()),
            400,
            "idempotency_key_missing",
        ),
        (keyed(), body(code.expose()), 404, "code_unknown"),
        (keyed(), body("ABCD"), 422, "code_unreadable"),
        (keyed(), body(&wrong), 422, "code_unreadable"),
        (keyed(), "{}".to_owned(), 422, "bad_body"),
        (keyed(), "{".to_owned(), 400, "bad_json"),
    ] {
        let answer = running.raw(request, body).await;
        let problem: counter_backoffice::Problem =
            serde_json::from_slice(answer.body()).expect("problem");
        assert_eq!((answer.status().as_u16(), problem.code.as_str()), (status, code));
    }
}
