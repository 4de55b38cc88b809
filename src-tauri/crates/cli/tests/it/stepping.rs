//! `counter step` and `counter office --departments`: what a department says of a case, by hand and by
//! itself.
use crate::drilling::{Office, counter, drill};
use counter_backoffice::{Client, HttpTransport, QueueCase, Timeouts};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The answer, or its code.
fn step(office: &Office, password: &str, args: &[&str]) -> Result<Value, Value> {
    let mut command = counter(&["step", "--json", "--office", &office.address]);
    let command = command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
    let said = child.wait_with_output().unwrap();
    let answer: Value = serde_json::from_slice(&said.stdout).unwrap();
    if said.status.success() { Ok(answer) } else { Err(answer["code"].clone()) }
}

async fn queue(office: &Office) -> Vec<QueueCase> {
    let timeouts = Timeouts { connect: Duration::from_secs(5), answer: Duration::from_secs(30) };
    let client = Client::new(Arc::new(HttpTransport::new(&office.address, timeouts).unwrap()));
    let signed = client.sign_in("2001", "demo-2001").await.unwrap();
    client.get_queue(signed.token.expose()).await.unwrap()
}

/// An accepted case of this office, by its number.
fn accepted(home: &Path, office: &Office) -> String {
    let lines = drill(
        &home.join("station"),
        &["--office", &office.address, "--cases", "6", "--seed", "5", "--wait", "60"],
    );
    let line = lines.iter().find(|line| line["decision"] == "accept").unwrap();
    line["official"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_says_by_hand_what_it_may_say_and_in_order() {
    let home = tempfile::tempdir().unwrap();
    let office = Office::start(&home.path().join("office"));
    let number = accepted(home.path(), &office);
    let say = |args: &[&str]| step(&office, "demo-2001", &[&[number.as_str()], args].concat());
    assert_eq!(step(&office, "wrong", &[&number, "grant"]), Err(json!("wrong_password")));
    let clerk = step(&office, "demo-1001", &["--as", "1001", &number, "grant"]);
    assert_eq!(clerk, Err(json!("supervisor_only")));
    assert_eq!(step(&office, "demo-2001", &["SL-1", "grant"]), Err(json!("unknown_case")));
    assert_eq!(say(&["hand-over"]), Err(json!("bad_step")), "nothing is decided");
    let begun = say(&["review", "--days", "3"]).unwrap();
    say(&["end-review", begun["step"].as_str().unwrap()]).unwrap();
    say(&["extend", "--days", "5", "--reason", "案情复杂"]).unwrap();
    say(&["grant"]).unwrap();
    assert_eq!(say(&["refuse"]), Err(json!("bad_step")));
    say(&["hand-over"]).unwrap();
    let cases = queue(&office).await;
    let course = cases.iter().find(|case| case.filed.number == number).unwrap();
    let course = course.course.clone().unwrap();
    assert_eq!((course.pauses.len(), course.extended), (1, Some(5)));
    assert!(course.decided.is_some() && course.delivered.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_plays_its_departments_when_it_is_told_how_long_a_day_is() {
    let home = tempfile::tempdir().unwrap();
    let office = Office::start_as(&home.path().join("office"), &["--departments", "0"]);
    accepted(home.path(), &office);
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let cases = queue(&office).await;
        // Not that of a case to which promised papers are still to come.
        let courses = cases.iter().filter_map(|case| case.course.as_ref());
        if courses.clone().any(|course| course.delivered.is_some() && course.decided.is_some()) {
            break;
        }
        assert!(Instant::now() < deadline, "{:?}", courses.collect::<Vec<_>>());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let data = home.path().join("real");
    let args = ["office", "--real", "--departments", "1", "--json", "--data"];
    let refused = counter(&args).arg(&data).output().unwrap();
    assert!(!refused.status.success() && !data.exists(), "a real office has its own departments");
}
