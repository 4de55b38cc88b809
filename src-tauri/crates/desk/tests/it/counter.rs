//! One station in a temporary folder. Its programs are those that the same build made.
use crate::cards::{Reader, start_reader};
use crate::main_story::text;
use counter_desk::{Clock, Folders, Workplace};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Where the session has no keyring.
pub const PASSPHRASE: &str = "a long passphrase for tests";

pub struct Station {
    pub desk: Workplace,
    /// Set up where one is needed and none is invented, with its folder.
    reader: Mutex<Option<(Reader, tempfile::TempDir)>>,
}

pub fn folders(home: &Path) -> Folders {
    let exe = std::env::current_exe().unwrap();
    let programs: PathBuf = exe.parent().unwrap().parent().unwrap().to_owned();
    for program in ["device-host", "document-worker"] {
        assert!(
            programs.join(program).exists(),
            "{program} is not built: run `cargo build --workspace` or `make test`"
        );
    }
    let under = |name: &str| home.join(name);
    Folders {
        data: under("data"),
        cache: under("cache"),
        config: under("config"),
        system: under("system"),
        machine: under("machine"),
        logs: under("logs"),
        runtime: under("run"),
        programs,
    }
}

/// A configured office instead of the embedded one, before the desk opens.
pub fn point_to(home: &Path, office: &str) {
    let folder = home.join("config");
    std::fs::create_dir_all(&folder).unwrap();
    let settings = json!({
        "office": office, "reader_port": "", "reader_speed": 115_200, "scanner": "",
        "scan_source": "flatbed",
        "scan_resolution": 100, "printer": "", "language": "zh-CN", "text_size": "normal",
    });
    std::fs::write(folder.join("settings.json"), settings.to_string()).unwrap();
}

impl Station {
    /// Opens the desk; where the session has no keyring, under a passphrase.
    pub async fn open(home: &Path) -> Station {
        let station = Station::open_unready(home).await;
        let hello = station.call("hello", json!({})).await;
        station.unlocked(hello).await;
        station
    }

    pub async fn ready(&self) {
        let hello = self.call("hello", json!({})).await;
        self.unlocked(hello).await;
    }

    /// As it opens, whatever stands in the way.
    pub async fn open_unready(home: &Path) -> Station {
        Station::open_in(folders(home)).await
    }

    /// The same with folders of the test's own.
    pub async fn open_in(folders: Folders) -> Station {
        let desk = Workplace::open(folders, Arc::new(|_: &str| {})).await;
        Station { desk, reader: Mutex::default() }
    }

    /// The same by a clock of the test's.
    pub async fn open_at(home: &Path, clock: Clock) -> Station {
        let listener = Arc::new(|_: &str| {});
        let desk = Workplace::open_by_clock(clock, folders(home), listener).await;
        Station { desk, reader: Mutex::default() }
    }

    /// Gives the passphrase where one is asked for.
    pub async fn unlocked(&self, hello: Value) {
        if hello["state"] != "ready" {
            let hello = self.call("unlock", json!({ "passphrase": PASSPHRASE })).await;
            assert_eq!(hello["state"], "ready");
        }
    }

    /// Lets the desk go and waits until its store is closed: delivery may have it in hand for a
    /// moment.
    pub async fn close(self, home: &Path) {
        self.close_at(&home.join("data/station.db")).await;
    }

    /// The same for another database.
    pub async fn close_at(self, db: &Path) {
        drop(self.desk);
        wait("the store to close", || !still_open(db)).await;
    }

    pub async fn eventually(&self, what: &str, holds: impl Fn() -> bool) {
        wait(what, holds).await;
    }

    pub async fn try_call(&self, name: &str, payload: Value) -> Result<Value, String> {
        self.desk.dispatch("main", name, payload).await.map_err(|f| f.code.to_string())
    }

    /// As a clerk who presses the same key again once they were told of characters without a font:
    /// a decision is asked about for its paper and for the form.
    pub async fn call(&self, name: &str, payload: Value) -> Value {
        let mut told = 0;
        loop {
            match self.try_call(name, payload.clone()).await {
                Ok(value) => return value,
                Err(code) if code == "characters_without_font" && told < 2 => told += 1,
                Err(code) => panic!("{name} was refused: {code}"),
            }
        }
    }

    /// The next card, read by whichever reader is there.
    pub async fn read_card(&self, case: &str, role: &str) -> Value {
        self.have_reader().await;
        self.call("read_card", json!({ "case": case, "role": role })).await
    }

    /// A window that works for a real office has none before one is set up.
    pub async fn have_reader(&self) {
        let port = text(&self.call("settings", json!({})).await["settings"]["reader_port"]);
        let is_invented = || async { self.call("status", json!({})).await["reader"] != "off" };
        let is_there =
            if port.is_empty() { is_invented().await } else { Path::new(&port).exists() };
        if !is_there {
            let folder = tempfile::tempdir().unwrap();
            let reader = start_reader(self, folder.path(), "default".as_ref()).await;
            *self.reader.lock().unwrap() = Some((reader, folder));
        }
    }

    pub async fn sign_in(&self) {
        let hello = self.call("hello", json!({})).await;
        let account = hello["demo_accounts"][0].clone();
        self.call(
            "sign_in",
            json!({ "number": account["number"], "password": account["password"] }),
        )
        .await;
    }

    /// A case of the allowance for the aged, without answers.
    pub async fn open_allowance(&self) -> Value {
        self.call("open_case", json!({ "item": "gaoling-jintie", "answers": {} })).await
    }

    /// The same in a station that is opened and signed in to for it.
    pub async fn with_allowance(home: &Path) -> (Station, Value) {
        let station = Station::open(home).await;
        station.sign_in().await;
        let opened = station.open_allowance().await;
        (station, opened)
    }

    /// The trial's first account, whether or not the office can be asked.
    pub async fn sign_in_again(&self) -> Result<Value, String> {
        self.try_call("sign_in", json!({ "number": "1001", "password": "demo-1001" })).await
    }

    /// One of the trial office's people, after whoever was there.
    pub async fn sign_in_as(&self, number: &str) {
        self.call("sign_out", json!({})).await;
        self.call("sign_in", json!({ "number": number, "password": format!("demo-{number}") }))
            .await;
    }

    /// A case of another clerk, for a usual reason.
    pub async fn open_colleagues_case(&self, case: &str) -> Value {
        let asked = json!({ "case": case, "reason": "同事不在，代为办理" });
        self.call("open_colleagues_case", asked).await
    }

    /// Asks until it holds; the waiting is bounded by a deadline, not by a guess.
    pub async fn until(&self, case: &str, what: &str, holds: impl Fn(&Value) -> bool) -> Value {
        self.until_answer("case", json!({ "case": case }), what, holds).await
    }

    /// The same of the window as a whole.
    pub async fn until_status(&self, what: &str, holds: impl Fn(&Value) -> bool) -> Value {
        self.until_answer("status", json!({}), what, holds).await
    }

    /// The same of whatever is asked for.
    pub async fn until_answer(
        &self,
        name: &str,
        payload: Value,
        what: &str,
        holds: impl Fn(&Value) -> bool,
    ) -> Value {
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            let answer = self.call(name, payload.clone()).await;
            if holds(&answer) {
                return answer;
            }
            assert!(Instant::now() < deadline, "never came: {what}: {answer}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

async fn wait(what: &str, holds: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < deadline, "never came: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// What a desk that is closed has kept.
pub fn store_of(home: &Path) -> counter_store::Store {
    let data = home.join("data");
    let place = counter_store::Place {
        db: data.join("station.db"),
        vault: data.join("pages"),
        application_id: 0x5a43_0001,
    };
    let ring = counter_store::keys::SystemKeyring::new();
    let key = counter_store::keys::station_key(&data, &place, &ring, Some(PASSPHRASE)).unwrap();
    counter_store::Store::open(&place, &key).unwrap()
}

/// The audit trail of a desk that is closed, newest first.
pub fn audit_lines(home: &Path) -> Vec<counter_store::AuditRow> {
    store_of(home).audit_lines(1000).unwrap()
}

fn still_open(db: &Path) -> bool {
    let open = std::fs::read_dir("/proc/self/fd").unwrap();
    open.flatten().any(|fd| std::fs::read_link(fd.path()).is_ok_and(|target| target == db))
}

/// The clock of a case as the citizen sees it: at whose desk the case lies is the house's own affair.
pub fn promise_of(view: &Value) -> Value {
    let mut clock = view["clock"].clone();
    clock.as_object_mut().unwrap().remove("with_department");
    clock
}
