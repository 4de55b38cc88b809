//! `counter centre`: from a key to a station that has joined, and what each step refuses.
use crate::drilling::Office;
use crate::judging::told;
use counter_backoffice::{Client, HttpTransport, Timeouts};
use counter_centre::{CentreFile, Code, Purpose, check_join_code, find_technician_entry};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// Files of one centre, by their names.
pub struct CentreFolder(tempfile::TempDir);

impl CentreFolder {
    pub fn new() -> Self {
        CentreFolder(tempfile::tempdir().unwrap())
    }

    pub fn place(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn word(&self, name: &str) -> String {
        self.place(name).to_str().unwrap().to_owned()
    }

    /// `counter centre …`, in which `@name` is a file of this folder.
    fn centre(&self, line: &str) -> (bool, Value) {
        let words = line.split_whitespace().map(|word| match word.strip_prefix('@') {
            Some(name) => self.word(name),
            None => word.to_owned(),
        });
        let words: Vec<String> = ["centre".to_owned()].into_iter().chain(words).collect();
        told(&words.iter().map(String::as_str).collect::<Vec<_>>())
    }

    pub fn run(&self, line: &str) -> Value {
        let (fine, answer) = self.centre(line);
        assert!(fine, "{line}: {answer}");
        answer
    }

    pub fn refusal(&self, line: &str) -> String {
        let (fine, answer) = self.centre(line);
        assert!(!fine, "{line}: {answer}");
        answer["code"].as_str().unwrap().to_owned()
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.place(name)).unwrap()
    }

    pub fn change(&self, name: &str, change: impl FnOnce(&mut Value)) {
        let mut body: Value = serde_json::from_str(&self.read(name)).unwrap();
        change(&mut body);
        std::fs::write(self.place(name), body.to_string()).unwrap();
    }

    /// A key and a signed file, version 1.
    fn with_file(kind: &str) -> Self {
        let folder = CentreFolder::new();
        folder.run("key @key");
        folder.run(&new(kind));
        folder.run("sign @draft --key @key --out @file");
        folder
    }
}

fn new(kind: &str) -> String {
    format!(
        "new --out @draft --kind {kind} --centre 440699-01 --centre-name 示例区政务服务中心 --station SS-XN \
         --station-name 三水·西南街道 --office http://127.0.0.1:8720 --until 2099-12-31"
    )
}

#[cfg(unix)]
pub fn mode(file: &Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(file).unwrap().permissions()) & 0o777
}

#[test]
fn a_key_is_its_owners_alone_and_never_written_over() {
    let folder = CentreFolder::new();
    let answer = folder.run("key @key");
    assert_eq!(answer["key"].as_str().unwrap().len(), 64);
    assert_eq!(answer["fingerprint"].as_str().unwrap().len(), 17);
    assert_eq!(mode(&folder.place("key")), 0o600);
    assert!(!answer.to_string().contains(folder.read("key").trim()), "the secret is not said");
    let before = folder.read("key");
    assert_eq!(folder.refusal("key @key"), "centre_unreadable");
    assert_eq!(folder.read("key"), before);
}

#[test]
fn a_draft_is_signed_and_what_a_station_refuses_has_a_name() {
    let folder = CentreFolder::with_file("real");
    let answer = folder.run("show @file");
    assert_eq!(
        (&answer["signed"], &answer["body"]["station"]["code"]),
        (&true.into(), &"SS-XN".into())
    );
    assert_eq!(folder.run("show @draft")["signed"], false);
    let answer = folder.run("verify @file");
    assert_eq!((&answer["version"], &answer["until"]), (&1.into(), &"2099-12-31".into()));
    let (key, fingerprint) =
        (answer["key"].as_str().unwrap(), answer["fingerprint"].as_str().unwrap());
    folder.run(&format!("verify @file --key {key} --today 2099-12-31"));
    folder.run(&format!("verify @file --key {fingerprint}"));
    assert_eq!(folder.refusal("verify @file --today 2100-01-01"), "centre_ended");
    assert_eq!(
        folder.refusal(&format!("verify @file --key {}", "ab".repeat(32))),
        "centre_other_key"
    );
    assert_eq!(folder.refusal("verify @draft"), "centre_not_a_file");
    assert_eq!(folder.refusal("verify @nowhere"), "centre_unreadable");

    let text = folder.read("file").replace("SS-XN", "SS-XM");
    std::fs::write(folder.place("changed"), text).unwrap();
    assert_eq!(folder.refusal("verify @changed"), "centre_forged");
    assert_eq!(folder.refusal("show @changed"), "centre_forged");
    // Two gigabytes of nothing: not read.
    std::fs::File::create(folder.place("huge")).unwrap().set_len(2 << 30).unwrap();
    assert_eq!(folder.refusal("verify @huge"), "centre_too_large");
    assert_eq!(folder.refusal("sign @draft --key @draft --out @x"), "centre_not_a_key");
    std::fs::write(folder.place("no-key"), "c2hvcnQ=").unwrap();
    assert_eq!(folder.refusal("sign @draft --key @no-key --out @x"), "centre_not_a_key");
    let far =
        "new --out @x --centre A --centre-name 甲 --station B --station-name 乙 --until 2099-12-31";
    assert_eq!(
        folder.refusal(&format!("{far} --office https://office.example")),
        "centre_bad_field"
    );
    folder.run(&format!("{far} --office https://office.example --office-key {}", "ab".repeat(32)));
    assert!(!folder.run("show @x")["body"]["office"]["pin"]["keys"]["current"].is_null());
}

#[test]
fn a_file_is_followed_by_a_newer_one_and_keeps_what_nobody_here_knows() {
    let folder = CentreFolder::with_file("real");
    folder.run("show @file --out @draft");
    folder.change("draft", |body| {
        body["retention"] = 30.into();
        body["queue"] = json!({ "calls": true });
    });
    let second = folder.run("sign @draft --key @key --out @second --replaces @file");
    assert_eq!(second["version"], 2);
    folder.run("verify @second --current @file");
    assert_eq!(folder.refusal("verify @file --current @second"), "centre_not_newer");
    let third = folder.run("sign @second --key @key --out @third --replaces @second");
    assert_eq!(third["version"], 3);
    assert_eq!(folder.run("show @third")["body"]["queue"]["calls"], true);

    folder.run("key @other-key");
    assert_eq!(
        folder.refusal("sign @draft --key @other-key --out @x --replaces @file"),
        "centre_other_key"
    );
    assert!(!folder.place("x").exists(), "nothing that stations refuse is written");
    folder.change("draft", |body| body["must"] = json!(["queue"]));
    assert_eq!(folder.refusal("sign @draft --key @key --out @x"), "centre_must_know");
    folder.change("draft", |body| {
        body["must"] = json!([]);
        body["until"] = "2020-01-01".into();
    });
    assert_eq!(folder.refusal("sign @draft --key @key --out @x"), "centre_ended");
}

#[test]
fn a_technicians_code_is_in_the_next_file_by_its_hash() {
    let folder = CentreFolder::with_file("real");
    let answer = folder.run("code @file --purpose technician --days 3 --out @entry");
    let code = Code::read(answer["code"].as_str().unwrap()).unwrap();
    assert_eq!((code.purpose(), &answer["station"]), (Purpose::Technician, &"SS-XN".into()));
    let secret = answer["code"].as_str().unwrap().replace('-', "");
    assert!(!folder.read("entry").replace('-', "").contains(&secret), "the code is nowhere else");
    folder.run("sign @file --key @key --out @second --replaces @file --code @entry");
    let file = CentreFile::read(folder.read("second").as_bytes()).unwrap();
    let until = find_technician_entry(&code, &file, |_| false, file.body().until);
    assert_eq!(until.map(drop), Err(counter_centre::CodeError::Ended), "after its days");
    let entry: Value = serde_json::from_str(&folder.read("entry")).unwrap();
    let last = counter_core::date::parse_date(entry["until"].as_str().unwrap()).unwrap();
    assert!(find_technician_entry(&code, &file, |_| false, last).is_ok());
    assert_eq!(folder.refusal("sign @file --key @key --out @x --code @draft"), "code_entry");
    assert_eq!(folder.refusal("code @file --purpose join --days 91 --out @x"), "usage");
}

#[tokio::test]
async fn a_station_joins_an_office_by_a_code() {
    let folder = CentreFolder::with_file("real");
    let answer = folder.run("code @file --purpose join --out @entry");
    let code = Code::read(answer["code"].as_str().unwrap()).unwrap();
    assert_eq!(folder.refusal("publish @file"), "office_forgets");
    let data = folder.place("office");
    let publish = folder.run("publish @file --code @entry --data @office");
    assert_eq!((&publish["station"], &publish["codes"]), (&"SS-XN".into(), &1.into()));
    folder.run("publish @file --data @office");

    let office = Office::start_as(&data, &["--real"]);
    let timeouts = Timeouts { connect: Duration::from_secs(5), answer: Duration::from_secs(30) };
    let client = Client::new(Arc::new(HttpTransport::new(&office.address, timeouts).unwrap()));
    let join =
        async || client.join_as(Uuid::new_v4(), &code.printable_text(), None, Uuid::new_v4()).await;
    let answer = join().await.unwrap();
    assert_eq!(answer.centre_file, folder.read("file"), "byte for byte");
    let file = CentreFile::read(answer.centre_file.as_bytes()).unwrap();
    assert_eq!(check_join_code(&code, &file), Ok(()));
    assert!(join().await.is_err(), "used");

    let trial = CentreFolder::with_file("trial");
    std::fs::copy(trial.place("file"), folder.place("trial-file")).unwrap();
    assert_eq!(folder.refusal("publish @trial-file --data @office"), "office_trial_mixed");
    let other = CentreFolder::with_file("real");
    std::fs::copy(other.place("file"), folder.place("other-file")).unwrap();
    assert_eq!(folder.refusal("publish @other-file --data @office"), "centre_other_key");
}
