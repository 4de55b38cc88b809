//! `counter enrol` and `counter office --real`: an office that is no trial, with its own people
//! only.
use crate::drilling::{Office, counter};
use counter_backoffice::{Client, HttpTransport, OfficeError, SignIn, Timeouts};
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

const PASSWORD: &str = "eight letters";

/// The answer, or its code.
fn enrolled(data: &Path, number: &str, password: &str) -> Result<Value, Value> {
    let args =
        ["enrol", "--json", "--role", "clerk", "--name", "张示例", "--station", "三水·西南街道"];
    let mut command = counter(&args);
    command.args(["--station-code", "SS-XN", "--window", "3号窗", "--number", number]);
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

async fn sign_in(office: &Office, number: &str, password: &str) -> Result<SignIn, OfficeError> {
    let timeouts = Timeouts { connect: Duration::from_secs(5), answer: Duration::from_secs(30) };
    let client = Client::new(Arc::new(HttpTransport::new(&office.address, timeouts).unwrap()));
    let hello = client.get_hello().await.unwrap().hello;
    assert!(!hello.trial && hello.demo_accounts.is_empty());
    client.sign_in(number, password).await
}

#[tokio::test]
async fn only_enrolled_people_sign_in_at_an_office_that_is_no_trial() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("office");
    assert_eq!(enrolled(&data, "3001", "short").unwrap_err(), "password_short");
    assert_eq!(enrolled(&data, "3001", "another one").unwrap()["enrolled"], "3001");
    assert_eq!(enrolled(&data, "3001", PASSWORD).unwrap()["enrolled"], "3001");
    let office = Office::start_as(&data, &["--real"]);
    let signed = sign_in(&office, "3001", PASSWORD).await.unwrap();
    assert_eq!(
        (signed.clerk.name.as_str(), signed.clerk.station_code.as_str()),
        ("张示例", "SS-XN")
    );
    assert!(sign_in(&office, "3001", "another one").await.is_err(), "the password before");
    assert!(sign_in(&office, "1001", "demo-1001").await.is_err(), "nobody invented");
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
