//! The command as a technician or a script calls it.
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

fn counter(args: &[&str]) -> (bool, Value) {
    let out =
        Command::new(env!("CARGO_BIN_EXE_counter")).args(args).arg("--json").output().unwrap();
    (out.status.success(), serde_json::from_slice(&out.stdout).unwrap())
}

#[test]
fn an_everyday_name_finds_its_item_first() {
    let (fine, answer) = counter(&["catalog", "search", "准生证"]);
    assert!(fine);
    assert_eq!(answer["results"][0]["id"], "shengyu-dengji");
}

#[test]
fn a_checklist_depends_on_the_answers() {
    let of = |agent: &str| {
        let (fine, answer) = counter(&[
            "catalog",
            "checklist",
            "chengxiang-yanglao",
            "--answer",
            "group=normal",
            "--answer",
            agent,
        ]);
        assert!(fine);
        let rows = answer["materials"].as_array().unwrap().clone();
        rows.iter().filter(|r| r["need"] == "required").count()
    };
    assert_eq!(of("agent=self"), 3);
    assert_eq!(of("agent=agent"), 5);
}

#[test]
fn faults_have_a_code_and_a_bad_exit() {
    for (args, code) in [
        (&["catalog", "checklist", "no-such"][..], "unknown_item"),
        (&["catalog", "checklist", "chengxiang-yanglao", "--answer", "x=y"], "unknown_answer"),
        (&["catalog"], "usage"),
        (&["office", "--listen", "256.0.0.1:1"], "cannot_listen"),
        (&["office", "--listen", "0.0.0.0:0"], "beyond_loopback"),
        (&["office", "--listen", "[::]:0"], "beyond_loopback"),
        (&["office", "--real", "--data", "/nowhere", "--listen", "0.0.0.0:0"], "beyond_loopback"),
        (
            &["office", "--listen", "127.0.0.1:0", "--data", "/tmp", "--database", "nonsense"],
            "office_address",
        ),
        (
            &["office", "--listen", "127.0.0.1:0", "--database", "postgres://o@127.0.0.1:1/d"],
            "office_half_kept",
        ),
    ] {
        let (fine, answer) = counter(args);
        assert!(!fine);
        assert_eq!(answer["code"], code, "{args:?}");
        assert!(answer["message"].as_str().is_some_and(|m| !m.is_empty()));
    }
}

#[test]
fn the_office_says_where_it_listens() {
    let mut office = Command::new(env!("CARGO_BIN_EXE_counter"))
        .args(["office", "--listen", "127.0.0.1:0", "--json"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(office.stdout.take().unwrap()).read_line(&mut line).unwrap();
    office.kill().unwrap();
    office.wait().unwrap();
    let said: Value = serde_json::from_str(&line).unwrap();
    assert!(said["listening"].as_str().unwrap().starts_with("http://127.0.0.1:"));
}
