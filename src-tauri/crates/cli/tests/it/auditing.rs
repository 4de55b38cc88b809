//! The audit trail against somebody who has the passphrase: what it cannot take is not done, and what
//! is altered, taken away or put in is told.
use crate::drilling::{Office, PASSPHRASE, counter, drill};
use crate::thief;
use crate::upgrading::folders;
use counter_desk::Workplace;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;

/// No line says any more that something is about to be done.
const NO_BEGINNING: &str = "CREATE TRIGGER no_beginning BEFORE INSERT ON audit
    WHEN NEW.outcome = 'begun' BEGIN SELECT RAISE(ABORT, 'nothing is begun'); END";

fn count_files(folder: &Path) -> usize {
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

#[test]
fn nothing_is_shown_or_given_out_that_the_trail_cannot_take() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let case = drill(&data, &["--cases", "1", "--seed", "2"])[0]["case"].clone();
    thief::opened(&data, PASSPHRASE).execute_batch(NO_BEGINNING).unwrap();
    let files = count_files(&data.join("forms"));
    assert!(files > 0, "its papers lie there");

    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let desk = Workplace::open(folders(&data), Arc::new(|_: &str| {})).await;
        let call = async |name: &str, payload| {
            let answer = desk.dispatch("main", name, payload).await;
            answer.map_err(|failure| failure.code.to_string())
        };
        call("unlock", json!({ "passphrase": PASSPHRASE })).await.unwrap();
        let sign_in = async |number: &str| {
            let word = json!({ "number": number, "password": format!("demo-{number}") });
            call("sign_in", word).await.unwrap();
        };
        sign_in("1001").await;
        let view = call("case", json!({ "case": case })).await.unwrap();
        let paper = view["documents"][0]["id"].clone();
        assert!(paper.is_string(), "{view}");
        let again = json!({ "case": case, "document": paper });
        let reason = "交中心对账";
        let sheet = json!({ "day": null, "reason": reason });
        for (name, payload) in [
            ("print", again),
            ("print_day_sheet", json!({ "day": null })),
            ("export_day_sheet", sheet),
        ] {
            let refused = call(name, payload).await;
            assert_eq!(refused.unwrap_err(), "conflict", "{name}");
        }
        call("sign_out", json!({})).await.unwrap();
        sign_in("2001").await;
        let shown = json!({ "case": case, "revision": null });
        let masked = call("review", shown.clone()).await.unwrap();
        assert_eq!(masked["case"], case, "what is masked is still read");
        let words = json!({ "in_case": "", "in_unnumbered": "", "by_command": "",
            "unrecorded": "", "actions": {} });
        let export = json!({ "clerk": null, "number": "", "only": "all", "reason": reason,
            "words": words });
        let reveal = json!({ "case": case, "revision": null, "reason": reason });
        for (name, payload) in [("reveal", reveal), ("export_audit", export)] {
            let refused: Result<Value, String> = call(name, payload).await;
            assert_eq!(refused.unwrap_err(), "conflict", "{name}");
        }
    });
    drop(runtime);
    assert_eq!(count_files(&data.join("forms")), files, "nothing was given out");
}

#[test]
fn an_administrator_reads_looks_and_refusals_at_the_office() {
    let (home, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = Office::start(there.path());
    // Cut without an answer, long before the rest is over.
    let mut line = TcpStream::connect(office.address.trim_start_matches("http://")).unwrap();
    line.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").unwrap();
    let _ = line.read_to_end(&mut Vec::new());
    let data = home.path().join("data");
    let args = ["--cases", "1", "--seed", "2", "--office", &office.address, "--wait", "60"];
    drill(&data, &args);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let desk = Workplace::open(folders(&data), Arc::new(|_: &str| {})).await;
        let call = async |name: &str, payload| {
            let answer = desk.dispatch("main", name, payload).await;
            answer.map_err(|failure| failure.code.to_string())
        };
        call("unlock", json!({ "passphrase": PASSPHRASE })).await.unwrap();
        let wrong = json!({ "number": "2001", "password": "no such word" });
        assert!(call("sign_in", wrong).await.is_err());
        let right = json!({ "number": "2001", "password": "demo-2001" });
        call("sign_in", right).await.unwrap();
    });
    drop(runtime);
    let folder = there.path().to_str().unwrap();
    let out = counter(&["office", "audit", "--json", "--data", folder]).output().unwrap();
    let said: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert!(out.status.success(), "{said}");
    let refusals = said["refusals"].as_array().unwrap();
    let of_account = refusals.iter().find(|line| line["credential"] == "account 2001").unwrap();
    assert_eq!(
        (&of_account["code"], &of_account["peer"], &of_account["times"]),
        (&json!("wrong_password"), &json!("127.0.0.1"), &json!(1))
    );
    let of_line = refusals.iter().find(|line| line["code"] == "bad_head").unwrap();
    assert_eq!((&of_line["credential"], &of_line["peer"]), (&json!("none"), &json!("127.0.0.1")));
    assert!(said["looks"].is_array(), "{said}");
    assert!(!said.to_string().contains("no such word"), "{said}");
    assert_eq!(said["noted"], json!([]));
    drop(office);
}
