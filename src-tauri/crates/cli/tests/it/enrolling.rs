//! `counter enrol` and `counter office --real`: an office that is no trial, with its own people
//! only.
use crate::drilling::{Office, counter};
use counter_backoffice::{Client, HttpTransport, OfficeError, SignIn, Timeouts};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use serde_json::Value;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

pub const PASSWORD: &str = "eight letters";

/// The answer, or its code.
pub fn enrolled(data: &Path, number: &str, password: &str) -> Result<Value, Value> {
    enrolled_at("3号窗", data, number, password)
}

fn enrolled_at(window: &str, data: &Path, number: &str, password: &str) -> Result<Value, Value> {
    let args =
        ["enrol", "--json", "--role", "clerk", "--name", "张示例", "--station", "三水·西南街道"];
    let mut command = counter(&args);
    command.args(["--station-code", "SS-XN", "--window", window, "--number", number]);
    let command = command
        .arg("--data")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
    let said = child.wait_with_output().unwrap();
    assert!(
        !String::from_utf8_lossy(&[said.stdout.clone(), said.stderr.clone()].concat())
            .contains(PASSWORD)
    );
    let read = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).unwrap_or_default();
    if said.status.success() {
        Ok(read(&said.stdout))
    } else {
        Err(read(&[said.stdout, said.stderr].concat())["code"].clone())
    }
}

fn client_of(office: &Office) -> Client {
    let timeouts = Timeouts { connect: Duration::from_secs(5), answer: Duration::from_secs(30) };
    Client::new(Arc::new(HttpTransport::new(&office.address, timeouts).unwrap()))
}

/// The answer of `counter office …` at the data of an office, or its code.
pub fn manage(data: &Path, args: &[&str]) -> Result<Value, Value> {
    let mut command = counter(&["office"]);
    let said = command.args(args).args(["--json", "--data"]).arg(data).output().unwrap();
    let answer: Value = serde_json::from_slice(&said.stdout).unwrap();
    if said.status.success() { Ok(answer) } else { Err(answer["code"].clone()) }
}

async fn sign_in(office: &Office, number: &str, password: &str) -> Result<SignIn, OfficeError> {
    let client = client_of(office);
    let hello = client.get_hello().await.unwrap().hello;
    assert!(!hello.trial && hello.demo_accounts.is_empty());
    client.sign_in(number, password).await
}

#[tokio::test]
async fn only_enrolled_people_sign_in_at_an_office_that_is_no_trial() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("office");
    assert_eq!(enrolled(&data, "3001", "short").unwrap_err(), "password_short");
    let long = enrolled_at(&"窗".repeat(201), &data, "3001", PASSWORD);
    assert_eq!(long.unwrap_err(), "office_window_too_long");
    assert_eq!(enrolled(&data, "3001", "another one").unwrap()["enrolled"], "3001");
    assert_eq!(enrolled(&data, "3001", PASSWORD).unwrap()["enrolled"], "3001");
    // Pasted out of a list: kept as the window takes it.
    let pasted = enrolled(&data, "\u{202d}３００２\u{202c}", PASSWORD).unwrap();
    assert_eq!(pasted["enrolled"], "3002");
    let office = Office::start_as(&data, &["--real"]);
    sign_in(&office, "3002", PASSWORD).await.unwrap();
    let signed = sign_in(&office, "3001", PASSWORD).await.unwrap();
    assert_eq!(
        (signed.clerk.name.as_str(), signed.clerk.station_code.as_str()),
        ("张示例", "SS-XN")
    );
    assert!(sign_in(&office, "3001", "another one").await.is_err(), "the password before");
    assert!(sign_in(&office, "1001", "demo-1001").await.is_err(), "nobody invented");
}

#[tokio::test]
async fn accounts_and_installations_are_ended_and_enabled_while_the_office_runs() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("office");
    enrolled(&data, "3001", PASSWORD).unwrap();
    let office = Office::start_as(&data, &["--real"]);
    let (client, id) = (client_of(&office), uuid::Uuid::new_v4());
    let signed = client.sign_in_at(id, "3001", PASSWORD).await.unwrap();
    let credential = signed.delivery_credential.expose();

    let accounts = manage(&data, &["accounts"]).unwrap();
    let row = &accounts["accounts"][0];
    assert_eq!(
        (&row["number"], &row["role"], &row["state"]),
        (&"3001".into(), &"clerk".into(), &"good".into())
    );
    assert_eq!(manage(&data, &["end-account", "4001"]), Err("unknown_account".into()));
    assert_eq!(manage(&data, &["end-account", "3001"]).unwrap()["ended"], "3001");
    let refused = client.sign_in_at(id, "3001", PASSWORD).await;
    assert_eq!(refused, Err(OfficeError::WrongPassword));
    client.get_returns(credential).await.unwrap();
    assert_eq!(manage(&data, &["accounts"]).unwrap()["accounts"][0]["state"], "ended");
    // A new password brings nobody back, and whoever gives it is told so.
    let again = enrolled(&data, "3001", PASSWORD).unwrap();
    assert_eq!((&again["enrolled"], &again["state"]), (&"3001".into(), &"ended".into()));
    assert!(again["note"].as_str().unwrap().contains("enable-account"), "{again}");
    assert_eq!(manage(&data, &["enable-account", "3001"]).unwrap()["enabled"], "3001");
    client.sign_in_at(id, "3001", PASSWORD).await.unwrap();

    let (id, other) = (id.to_string(), uuid::Uuid::new_v4().to_string());
    let installations = manage(&data, &["installations"]).unwrap();
    let row = &installations["installations"][0];
    assert_eq!(
        (&row["id"], &row["station"], &row["window"]),
        (&id.as_str().into(), &"SS-XN".into(), &"3号窗".into())
    );
    for unknown in [other.as_str(), "no id"] {
        let told = manage(&data, &["end-installation", unknown]);
        assert_eq!(told, Err("unknown_installation".into()));
    }
    let numbers = |to: &str, first: &str, last: &str| {
        let range = ["--department", "民政局", "--prefix", "示民准〔2026〕"];
        let places = ["--first", first, "--last", last];
        manage(&data, &[&["give-numbers", to][..], &range, &places].concat())
    };
    assert_eq!(numbers("no id", "1", "9"), Err("unknown_installation".into()));
    assert_eq!(numbers(&id, "9", "1"), Err("bad_number_range".into()));
    assert_eq!(numbers(&other, "1", "9"), Err("numbers_not_given".into()));
    assert_eq!(numbers(&id, "1", "9").unwrap()["installation"], id.as_str());
    assert_eq!(numbers(&id, "9", "20"), Err("numbers_not_given".into()), "one was given");
    let given = client.list_number_ranges(credential).await.unwrap();
    assert_eq!((given.len(), given[0].holds("示民准〔2026〕9号")), (1, true));
    manage(&data, &["end-installation", &id]).unwrap();
    assert_eq!(client.get_returns(credential).await, Err(OfficeError::InstallationEnded));
    manage(&data, &["enable-installation", &id]).unwrap();
    client.get_returns(credential).await.unwrap();

    // Two programs of the first version.
    let former = sign_in(&office, "3001", PASSWORD).await.unwrap().delivery_credential;
    sign_in(&office, "3001", PASSWORD).await.unwrap();
    let list = manage(&data, &["installations"]).unwrap();
    assert_eq!(
        list["former_credentials"],
        serde_json::json!([{ "station": "SS-XN", "credentials": 2 }])
    );
    let told = manage(&data, &["end-former-credentials", "SS-XM"]);
    assert_eq!(told, Err("no_former_credentials".into()));
    client.get_returns(former.expose()).await.unwrap();
    assert_eq!(manage(&data, &["end-former-credentials", "SS-XN"]).unwrap()["ended"], 2);
    let told = client.get_returns(former.expose()).await;
    assert_eq!(told, Err(OfficeError::Unauthorized));
}

/// Neither where there is none, nor as if it gave out what it does not.
#[test]
fn looking_into_an_office_makes_none_and_gives_no_pack_out() {
    let home = tempfile::tempdir().unwrap();
    let (data, none) = (home.path().join("office"), home.path().join("none"));
    for args in [&["accounts"][..], &["installations"], &["end-account", "3001"]] {
        assert_eq!(manage(&none, args), Err("office_missing".into()), "{args:?}");
    }
    assert!(!none.exists());
    assert_eq!(enrolled(&data, "3001", PASSWORD).unwrap()["state"], "good");
    manage(&data, &["accounts"]).unwrap();
    assert!(!data.join("parts").exists(), "the records alone");
    let count_packs = || -> i64 {
        let db = rusqlite::Connection::open(data.join("office.db")).unwrap();
        db.query_row("SELECT count(*) FROM packs", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(count_packs(), 0);
    drop(Office::start_as(&data, &["--real"]));
    assert_eq!(count_packs(), 1, "the one that it serves");
}

#[test]
fn a_trial_and_a_real_office_are_never_mixed() {
    let home = tempfile::tempdir().unwrap();
    let (real, trial) = (home.path().join("real"), home.path().join("trial"));
    enrolled(&real, "3001", PASSWORD).unwrap();
    drop(Office::start_as(&trial, &[]));
    assert_eq!(enrolled(&trial, "3001", PASSWORD).unwrap_err(), "office_trial_mixed");
    for (args, code) in [
        (vec!["--data", real.to_str().unwrap()], "office_trial_mixed"),
        (vec!["--real"], "office_forgets"),
        (vec!["--real", "--data", trial.to_str().unwrap()], "office_trial_mixed"),
    ] {
        let said =
            counter(&["office", "--listen", "127.0.0.1:0", "--json"]).args(args).output().unwrap();
        let said = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
        assert!(said.contains(code), "{said}");
    }
}

/// What a person at a terminal does: answers each question when it is asked. Returns what the
/// terminal showed, and how it ended.
fn typed_at_terminal(data: &Path, answers: &[&str]) -> (String, String, bool) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
    let terminal = OpenOptions::new().read(true).write(true).open(name).unwrap();
    let args = ["enrol", "--json", "--number", "3001", "--role", "clerk", "--name", "张示例"];
    let mut command = counter(&args);
    command.args(["--station", "三水·西南街道", "--station-code", "SS-XN", "--window", "3号窗"]);
    command.arg("--data").arg(data).stdin(terminal.try_clone().unwrap());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut master = File::from(master);
    let mut asked = String::new();
    let mut errors = child.stderr.take().unwrap();
    let mut next = [0];
    for answer in answers {
        let mut question = Vec::new();
        while !question.ends_with(b": ") {
            assert_eq!(errors.read(&mut next).unwrap(), 1, "it asks: {asked}");
            question.push(next[0]);
        }
        asked += &String::from_utf8_lossy(&question);
        writeln!(master, "{answer}").unwrap();
    }
    let said = child.wait_with_output().unwrap();
    errors.read_to_string(&mut asked).unwrap();
    // A mark of the test's own behind whatever was shown, so that reading comes to an end.
    writeln!(&terminal, "<end>").unwrap();
    let mut shown = Vec::new();
    while !String::from_utf8_lossy(&shown).contains("<end>") {
        assert_eq!(master.read(&mut next).unwrap(), 1);
        shown.push(next[0]);
    }
    let all = String::from_utf8_lossy(&shown).into_owned() + &asked;
    (all, String::from_utf8_lossy(&said.stdout).into_owned(), said.status.success())
}

#[test]
fn a_password_typed_at_a_terminal_is_asked_twice_and_never_shown() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("office");
    let (shown, said, fine) = typed_at_terminal(&data, &[PASSWORD, "eight lettres"]);
    assert!(!fine && said.contains("secrets_differ"), "{said}");
    assert!(!shown.contains("eight"), "{shown}");
    let (shown, said, fine) = typed_at_terminal(&data, &[PASSWORD, PASSWORD]);
    assert!(fine && said.contains("enrolled"), "{said}");
    assert!(!(shown + &said).contains(PASSWORD));
}

#[test]
fn an_address_with_a_password_is_no_argument() {
    for (option, address) in [
        ("--database", "postgres://office:hush@localhost/d"),
        ("--materials", "s3://k:hush@papers"),
    ] {
        let args = ["office", "--json", "--listen", "127.0.0.1:0", option, address];
        let said = counter(&args).output().unwrap();
        let said = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
        assert!(said.contains("secret_in_argument") && !said.contains("hush"), "{said}");
    }
}
