//! `counter centre recovery-key` and `counter recover`: two halves, a disk whose passphrase nobody
//! knows, and a case that arrives all the same.
use crate::drilling::{Office, counter};
use crate::enrolling::{PASSWORD, enrolled, manage};
use crate::joining::{CentreFolder, mode};
use counter_desk::{Folders, Workplace};
use serde_json::{Value, json};
use std::io::{Seek, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const DRAFT: &str = "new --out @draft --centre 440699-01 --centre-name 示例区政务服务中心 \
                     --station SS-XN --station-name 三水·西南街道 --until 2099-12-31 --office";

#[test]
fn a_recovery_key_is_made_in_two_halves_that_are_never_written_over() {
    let folder = CentreFolder::new();
    let made = folder.run("recovery-key --half-1 @one --half-2 @two");
    assert_eq!(made["recovery_key"].as_str().unwrap().len(), 64);
    for name in ["one", "two"] {
        assert_eq!(mode(&folder.place(name)), 0o600);
        let half: Value = serde_json::from_str(&folder.read(name)).unwrap();
        assert_eq!(half["key"], made["fingerprint"]);
        assert!(!made.to_string().contains(half["share"].as_str().unwrap()), "it is not said");
    }
    assert_eq!(folder.run("recovery-key --half-1 @two --half-2 @one --check"), made);

    let before = (folder.read("one"), folder.read("two"));
    for files in ["--half-1 @one --half-2 @new", "--half-1 @new --half-2 @two"] {
        let refused = folder.refusal(&format!("recovery-key {files}"));
        assert_eq!((refused.as_str(), folder.place("new").exists()), ("centre_unreadable", false));
    }
    assert_eq!((folder.read("one"), folder.read("two")), before);

    folder.run("recovery-key --half-1 @other-one --half-2 @other-two");
    let check = |second: &str| {
        folder.refusal(&format!("recovery-key --half-1 @one --half-2 {second} --check"))
    };
    for (second, code) in [
        ("@other-two", "recovery_halves_differ"),
        ("@other-one", "recovery_halves_differ"),
        ("@one", "recovery_half_twice"),
        ("@nowhere", "recovery_half_unreadable"),
    ] {
        assert_eq!(check(second), code, "{second}");
    }
    folder.change("two", |half| half["share"] = "00".repeat(32).into());
    assert_eq!(check("@two"), "recovery_half_mistyped");
}

#[test]
fn a_draft_has_the_recovery_key_that_is_given_or_made_along() {
    let folder = CentreFolder::new();
    let made = folder.run(&format!(
        "{DRAFT} http://127.0.0.1:8720 --recovery-half-1 @one --recovery-half-2 @two"
    ));
    let key = made["recovery"]["recovery_key"].as_str().unwrap().to_owned();
    assert_eq!(folder.run("show @draft")["body"]["recovery_key"], key.as_str());
    let checked = folder.run("recovery-key --half-1 @one --half-2 @two --check");
    assert_eq!(checked, made["recovery"]);
    // Another station of the same centre.
    let given = format!("{DRAFT} http://127.0.0.1:8720 --recovery-key");
    folder.run(&format!("{given} {key}"));
    assert_eq!(folder.run("show @draft")["body"]["recovery_key"], key.as_str());
    assert_eq!(folder.refusal(&format!("{given} {}", &key[2..])), "centre_bad_field");
    assert_eq!(folder.refusal(&format!("{given} {key} --recovery-half-1 @x")), "usage");
    assert!(!folder.place("x").exists());
}

async fn call(desk: &Workplace, name: &str, payload: Value) -> Value {
    match desk.dispatch("main", name, payload).await {
        Ok(answer) => answer,
        Err(failure) => panic!("{name} was refused: {}", failure.code),
    }
}

/// A station that has joined, with a case that is decided and not sent. Where there is no keyring
/// its key is under a passphrase that nobody will know.
async fn leave_a_case(home: &Path, office: &str, code: &str) {
    let under = |name: &str| home.join(name);
    let folders = Folders {
        data: under("data"),
        cache: under("cache"),
        config: under("config"),
        system: under("system"),
        machine: under("machine"),
        logs: under("logs"),
        runtime: under("run"),
        programs: Path::new(env!("CARGO_BIN_EXE_counter")).parent().unwrap().to_owned(),
    };
    let desk = Workplace::open(folders, Arc::new(|_: &str| {})).await;
    if call(&desk, "hello", json!({})).await["state"] != "ready" {
        call(&desk, "unlock", json!({ "passphrase": "one that is forgotten" })).await;
    }
    call(&desk, "join_centre", json!({ "office": office, "code": code })).await;
    call(&desk, "sign_in", json!({ "number": "3001", "password": PASSWORD })).await;
    call(&desk, "pause_delivery", json!({})).await;
    let answers = json!({ "group": "normal", "agent": "self" });
    let asked = json!({ "item": "chengxiang-yanglao", "answers": answers });
    let case = call(&desk, "open_case", asked).await["id"].clone();
    let person = json!({ "case": case, "person": null, "role": "applicant", "name": "陈示例",
        "id_kind": "resident", "number": "440699199001010014", "sex": "", "address": "",
        "phone": "", "relation": "" });
    call(&desk, "put_person", person).await;
    let decision = json!({ "case": case, "kind": "redirect", "items": [], "reasons": [],
        "right_office": "示例镇（街道）" });
    call(&desk, "propose", decision).await;
    call(&desk, "issue", json!({ "case": case })).await;
    drop(desk);
    let db = home.join("data/station.db");
    let deadline = Instant::now() + Duration::from_secs(30);
    while is_open(&db) {
        assert!(Instant::now() < deadline, "the store was never closed");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn is_open(db: &Path) -> bool {
    let open = std::fs::read_dir("/proc/self/fd").unwrap();
    open.flatten().any(|fd| std::fs::read_link(fd.path()).is_ok_and(|target| target == db))
}

/// The disk without what opens it.
fn rescue_disk(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            rescue_disk(&path, &target);
        } else if path.is_file() && entry.file_name() != "key.json" {
            std::fs::copy(path, target).unwrap();
        }
    }
}

/// What is said, whole: nothing of it names anybody.
fn recover(folder: &CentreFolder, more: &[&str]) -> (bool, Value) {
    let mut input = tempfile::tempfile().unwrap();
    writeln!(input, "a new passphrase").unwrap();
    input.rewind().unwrap();
    let words: Vec<String> = more
        .iter()
        .map(|word| word.strip_prefix('@').map_or_else(|| (*word).to_owned(), |n| folder.word(n)))
        .collect();
    let out = counter(&["recover", "--json"]).args(words).stdin(input).output().unwrap();
    let said = String::from_utf8(out.stdout).unwrap();
    for word in ["陈示例", "440699199001010014", "a new passphrase"] {
        assert!(!said.contains(word) && !String::from_utf8_lossy(&out.stderr).contains(word));
    }
    (out.status.success(), serde_json::from_str(&said).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rescued_disk_is_listed_and_what_waited_is_handed_over() {
    let folder = CentreFolder::new();
    let data = folder.place("office");
    enrolled(&data, "3001", PASSWORD).unwrap();
    let office = Office::start_as(&data, &["--real"]);
    folder.run("key @key");
    let halves = "--recovery-half-1 @one --recovery-half-2 @two";
    folder.run(&format!("{DRAFT} {} {halves}", office.address));
    folder.run("sign @draft --key @key --out @file");
    let draw_code = |entry: &str| {
        let drawn = folder.run(&format!("code @file --purpose join --out @{entry}"));
        folder.run(&format!("publish @file --code @{entry} --data @office"));
        drawn["code"].as_str().unwrap().to_owned()
    };
    let home = tempfile::tempdir().unwrap();
    leave_a_case(home.path(), &office.address, &draw_code("first")).await;
    rescue_disk(&home.path().join("data"), &folder.place("disk"));
    let installations = manage(&data, &["installations"]).unwrap();
    let id = installations["installations"][0]["id"].as_str().unwrap().to_owned();
    manage(&data, &["end-installation", &id]).unwrap();

    let opened = ["--data", "@disk", "--half", "@two", "--half", "@one"];
    let (fine, said) = recover(&folder, &[&opened[..], &["--list"]].concat());
    assert!(fine && said["waiting"] == 1, "{said}");
    let listed = &said["cases"][0];
    assert!(listed["number"].as_str().unwrap().starts_with('临'), "{said}");
    assert_eq!(
        (&listed["status"], &listed["waiting"], &listed["purged"]),
        (&json!("redirected"), &json!(true), &json!(false))
    );
    let (fine, said) = recover(&folder, &["--data", "@disk", "--half", "@one", "--list"]);
    assert!(!fine && said["code"] == "recovery_two_halves", "{said}");
    let (fine, said) = recover(&folder, &opened);
    assert!(!fine && said["code"] == "usage", "neither listed nor copied: {said}");

    // The computer was ended: whoever finds it delivers nothing, and neither does its copy.
    let patience = ["--wait", "120"];
    let (fine, said) =
        recover(&folder, &[&opened[..], &["--into", "@refused"], &patience].concat());
    assert!(!fine && said["code"] == "installation_ended", "{said}");
    let recoveries =
        || manage(&data, &["installations"]).unwrap()["installations"][0]["recoveries"].clone();
    assert_eq!(recoveries(), json!([]), "an ended computer is not heard");
    std::fs::write(folder.place("code"), draw_code("second") + "\n").unwrap();
    let anew = ["--into", "@copy", "--join-code-file", "@code"];
    let (fine, said) = recover(&folder, &[&opened[..], &anew, &patience].concat());
    assert!(fine, "{said}");
    assert_eq!((&said["handed_over"], &said["waiting"]), (&json!(1), &json!(0)));
    assert_eq!(said["office_told"], true);
    let written = recoveries();
    let key = folder.run("recovery-key --half-1 @one --half-2 @two --check");
    assert_eq!(written.as_array().unwrap().len(), 1, "one for the copy that joined: {written}");
    assert_eq!(written[0]["halves"], key["fingerprint"]);
    assert_eq!((&written[0]["cases"], &written[0]["waiting"]), (&json!(1), &json!(1)));
    let case = &said["cases"][0];
    assert_eq!((&case["delivery"], &case["waiting"]), (&json!("acknowledged"), &json!(false)));
    assert!(!case["number"].as_str().unwrap().starts_with('临'), "the office's: {said}");
    assert_eq!(mode(&folder.place("copy")), 0o700);
    let (fine, said) = recover(&folder, &[&opened[..], &["--into", "@copy"]].concat());
    assert!(!fine && said["code"] == "folder_taken", "{said}");
    // The disk is as it was found.
    let (_, said) = recover(&folder, &[&opened[..], &["--list"]].concat());
    assert_eq!(said["waiting"], 1);
}
