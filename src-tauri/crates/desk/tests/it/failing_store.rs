//! A store of which each write fails once, and one of which every write fails from some moment on: a
//! clerk takes in a case, presses again what was refused, and has lost nothing that the screen showed.
use crate::counter::{PASSPHRASE, Station, audit_lines};
use crate::main_story::{find_missing_value, page, text};
use crate::signature::{draw, on_paper, scan_path, strokes, touch, try_citizen, unsigned};
use counter_desk::Records;
use counter_store::FailingCalls;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One write fails of so many: more than there are in what a clerk and a citizen begin again
/// together.
const STRIDE: u64 = 24;
/// A case is some thirty presses; what was refused is pressed again.
pub const PRESSES: usize = 300;
/// A clerk to whom so much was refused gives up.
const PATIENCE: usize = 8;

/// What a clerk presses by what the case shows: done or not when the answer failed, it is seen there.
const SEEN_IN_THE_CASE: [&str; 8] = [
    "read_card",
    "confirm_card",
    "receive",
    "page_shown",
    "check_original",
    "set_custody",
    "fill",
    "show_form",
];
/// Of each press another look at the disk fails, and at times none.
const LOOKS: u64 = 9;

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// Counts those of the program; an assertion of a test beside this one is none.
pub fn count_panics() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let is_own = |file: &str| file.starts_with("src-tauri/") && !file.contains("/tests/");
            let is_of_program = info.location().is_some_and(|place| is_own(place.file()));
            PANICS.fetch_add(usize::from(is_of_program), Ordering::SeqCst);
            before(info);
        }));
    });
}

pub fn has_panicked() -> bool {
    PANICS.load(Ordering::SeqCst) > 0
}

/// Of the writes every so manieth, unless all are wanted.
fn choose_step(usual: usize) -> usize {
    if std::env::var("STORE_FAULTS").is_ok_and(|wanted| wanted == "all") { 1 } else { usual }
}

/// Who does what the case wants next, by what the screen shows.
pub struct Clerk<'a> {
    station: &'a Station,
    pub case: Option<String>,
    has_proposed: bool,
    has_issued: bool,
    /// The case as it was last shown.
    pub shown: Value,
    pub refused: Vec<String>,
    /// The database of which a look fails at each press, where one does.
    pub blinks_at: Option<PathBuf>,
    presses: u64,
}

impl<'a> Clerk<'a> {
    pub fn new(station: &'a Station, case: Option<String>) -> Self {
        Self {
            station,
            case,
            has_proposed: false,
            has_issued: false,
            shown: Value::Null,
            refused: Vec::new(),
            blinks_at: None,
            presses: 0,
        }
    }

    /// Whether the case is decided and its paper out, before the clerk has had enough.
    pub async fn finish_case(&mut self, patience: usize) -> bool {
        for _ in 0..PRESSES {
            if self.do_next().await {
                return true;
            }
            if self.refused.len() >= patience {
                return false;
            }
        }
        panic!("never finished: {:?}", self.refused);
    }

    fn take<T>(&mut self, what: &str, outcome: Result<T, String>) -> Option<T> {
        match outcome {
            Ok(value) => Some(value),
            Err(code) => {
                assert_ne!(code, "internal", "{what}");
                self.refused.push(format!("{what}: {code}"));
                None
            }
        }
    }

    async fn press(&mut self, name: &str, payload: Value) -> Option<Value> {
        self.presses += 1;
        let failing = self.fail_look(name);
        let outcome = self.station.try_call(name, payload).await;
        drop(failing);
        self.take(name, outcome)
    }

    fn fail_look(&self, name: &str) -> Option<FailingCalls> {
        let db = self.blinks_at.as_ref().filter(|_| SEEN_IN_THE_CASE.contains(&name))?;
        let look = self.presses % LOOKS;
        Some(FailingCalls::plant_reads(db, move |read| read == look))
    }

    async fn do_next(&mut self) -> bool {
        let Some(case) = self.case.clone() else {
            let answers = json!({ "group": "normal", "agent": "self" });
            let wanted = json!({ "item": "chengxiang-yanglao", "answers": answers });
            let opened = self.press("open_case", wanted).await;
            self.case = opened.map(|view| text(&view["id"]));
            return false;
        };
        let of_case = json!({ "case": case });
        let view = self.station.call("case", of_case.clone()).await;
        self.shown = view.clone();
        if is_empty(&view["people"]) {
            self.station.have_reader().await;
            self.press("read_card", json!({ "case": case, "role": "applicant" })).await;
        } else if view["next"]["code"] == "confirm_card" {
            let person = &view["next"]["params"]["person"];
            let reason = json!({ "case": case, "person": person, "ground": "household_register",
                "text": "", "number": "粤示0001234" });
            self.press("confirm_card", reason).await;
        } else if view["status"] == "draft" {
            self.press("receive", of_case).await;
        } else if view["status"] == "received" {
            self.work_on_papers(&case, &view).await;
        } else {
            self.has_issued = self.has_issued || self.press("issue", of_case).await.is_some();
            return self.has_issued;
        }
        false
    }

    async fn work_on_papers(&mut self, case: &str, view: &Value) {
        let rows = view["materials"].as_array().unwrap();
        let row = rows.iter().find(|m| m["supply"] == "paper" && m["need"] == "required").unwrap();
        let of_row = json!({ "case": case, "material": row["id"] });
        if is_empty(&row["pages"]) {
            self.import(&format!("/import/{case}?material={}", text(&row["id"]))).await;
        } else if row["pages_shown"] != true {
            let shown = text(&row["pages"][0]);
            let path = format!("/case/{case}/page/{shown}?w=200");
            let picture = self.station.desk.bytes("main", &path).await;
            self.take("bytes", picture.map_err(|failure| failure.code.to_string()));
            self.press("page_shown", json!({ "case": case, "page": shown })).await;
        } else if row["checked_by"].is_null() {
            self.press("check_original", of_row).await;
        } else if row["custody"] != "returned" {
            let custody = json!({ "case": case, "material": row["id"], "custody": "returned" });
            self.press("set_custody", custody).await;
        } else if let Some((field, value)) = find_missing_value(view) {
            let filled = json!({ "case": case, "field": field, "value": value });
            self.press("fill", filled).await;
        } else if let Some(person) = unsigned(view) {
            self.have_signed(case, view, &person).await;
        } else {
            self.decide(case).await;
        }
    }

    async fn import(&mut self, path: &str) -> Option<Value> {
        let view = self.station.desk.upload("main", path, page()).await;
        self.take("upload", view.map_err(|failure| failure.code.to_string()))
    }

    async fn have_signed(&mut self, case: &str, view: &Value, person: &str) {
        if view["signing"]["shown"] != true {
            self.press("show_form", json!({ "case": case })).await;
        } else if view["signing"]["strokes"] == true {
            self.have_signed_by_strokes(case, person).await;
        } else if self.press("print_form", json!({ "case": case })).await.is_some() {
            let Some(view) = self.import(&scan_path(case, view)).await else { return };
            let scanned = text(&view["pages"].as_array().unwrap().last().unwrap()["id"]);
            self.press("sign_on_paper", on_paper(case, person, &scanned, "pen", true)).await;
        }
    }

    /// The citizen touches as often as the screen asks, then draws.
    async fn have_signed_by_strokes(&mut self, case: &str, person: &str) {
        let before = json!({ "case": case, "person": person });
        if self.press("show_form_to_citizen", before).await.is_none() {
            return;
        }
        for _ in 0..3 {
            let asked = touch(self.station).await;
            if asked["step"] == "sign" {
                break;
            }
            let confirmed = try_citizen(self.station, "citizen_confirm", asked).await;
            if self.take("citizen_confirm", confirmed).is_none() {
                return;
            }
        }
        let drawn = draw(self.station, strokes()).await;
        self.take("citizen_sign", drawn);
        self.press("clear_citizen", json!({})).await;
    }

    async fn decide(&mut self, case: &str) {
        if !self.has_proposed {
            let accept = json!({ "case": case, "kind": "accept", "items": [], "reasons": [],
                "right_office": null });
            self.has_proposed = self.press("propose", accept).await.is_some();
            return;
        }
        self.has_issued = self.press("issue", json!({ "case": case })).await.is_some();
        let last = self.refused.last().filter(|_| !self.has_issued);
        self.has_proposed = last.is_none_or(|refused| refused != "issue: no_preview");
    }
}

fn is_empty(list: &Value) -> bool {
    list.as_array().is_none_or(Vec::is_empty)
}

fn list_entries<'v>(list: &'v Value, key: &str) -> BTreeMap<String, &'v Value> {
    list.as_array().into_iter().flatten().map(|entry| (text(&entry[key]), entry)).collect()
}

fn list_values(view: &Value) -> BTreeMap<String, String> {
    let sections = view["form"]["sections"].as_array().into_iter().flatten();
    let fields = sections.flat_map(|section| section["fields"].as_array().unwrap());
    let values = fields.map(|field| (text(&field["id"]), text(&field["value"])));
    values.filter(|(_, value)| !value.is_empty()).collect()
}

/// What the screen showed and the case does not say any more.
pub fn find_lost(shown: &Value, now: &Value) -> Vec<String> {
    let mut lost = Vec::new();
    for part in ["number", "provisional"] {
        if !shown[part].is_null() && shown[part] != now[part] {
            lost.push(part.to_owned());
        }
    }
    for list in ["people", "pages", "documents"] {
        let here = list_entries(&now[list], "id");
        let there = list_entries(&shown[list], "id").into_keys();
        lost.extend(there.filter(|id| !here.contains_key(id)).map(|id| format!("{list} {id}")));
    }
    let standing = |view: &Value| {
        ["draft", "received", "accepted"].iter().position(|status| view["status"] == *status)
    };
    if standing(now) < standing(shown) {
        lost.push("status".to_owned());
    }
    if shown["status"] != now["status"] {
        return lost;
    }
    let values = list_values(now);
    for (id, value) in list_values(shown) {
        if values.get(&id) != Some(&value) {
            lost.push(format!("field {id}"));
        }
    }
    let rows = list_entries(&now["materials"], "id");
    for (id, row) in list_entries(&shown["materials"], "id") {
        for part in ["checked_by", "custody"] {
            let is_set = !row[part].is_null() && row[part] != "none";
            if is_set && rows.get(&id).is_none_or(|now| now[part] != row[part]) {
                lost.push(format!("{part} of {id}"));
            }
        }
    }
    let signers = list_entries(&now["signing"]["signers"], "person");
    for (person, signer) in list_entries(&shown["signing"]["signers"], "person") {
        let is_signed = !signer["by"].is_null();
        if is_signed && signers.get(&person).is_none_or(|now| now["by"] != signer["by"]) {
            lost.push(format!("signature of {person}"));
        }
    }
    lost
}

/// How it went, and how many writes there were.
struct Played {
    is_finished: bool,
    refused: Vec<String>,
    writes: u64,
}

impl Played {
    fn count_of_disk(&self) -> usize {
        self.refused.iter().filter(|refused| refused.ends_with(": store_io")).count()
    }
}

/// A case with this disk; then the same folder with a sound one: sound records, nothing lost, and
/// the case goes on to the office's acknowledgement.
async fn play(
    home: &Path,
    patience: usize,
    fails: impl Fn(u64) -> bool + Send + 'static,
) -> Played {
    count_panics();
    let station = Station::open(home).await;
    station.sign_in().await;
    let failing = FailingCalls::plant_writes(&home.join("data/station.db"), fails);
    let mut clerk = Clerk::new(&station, None);
    let is_finished = clerk.finish_case(patience).await;
    let Clerk { case, shown, refused, .. } = clerk;
    let all = json!({ "statuses": [], "text": "", "today": false, "waiting": false, "due": false });
    for (name, payload) in [("my_cases", all), ("status", json!({})), ("outbox", json!({}))] {
        station.call(name, payload).await;
    }
    station.close(home).await;
    let writes = failing.count();
    drop(failing);

    let records = Records::open(&home.join("data"), Some(PASSPHRASE)).unwrap();
    let report = serde_json::to_value(records.check().unwrap()).unwrap();
    assert_eq!(report["sound"], true, "{refused:?}: {report}");
    drop(records);

    let station = Station::open(home).await;
    station.sign_in().await;
    if let Some(case) = &case {
        let now = station.call("case", json!({ "case": case })).await;
        assert_eq!(find_lost(&shown, &now), Vec::<String>::new(), "{refused:?}");
    }
    let mut clerk = Clerk::new(&station, case);
    assert!(clerk.finish_case(PRESSES).await);
    let case = clerk.case.unwrap();
    let what = "the office's acknowledgement";
    let view = station.until(&case, what, |view| view["delivery"] == "acknowledged").await;
    assert_eq!(find_lost(&shown, &view), Vec::<String>::new(), "{refused:?}");
    station.close(home).await;
    assert!(!has_panicked(), "{refused:?}");
    Played { is_finished, refused, writes }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_write_that_fails_once_is_pressed_again_and_loses_nothing() {
    let mut refused = 0;
    for first in (1..=STRIDE).step_by(choose_step(3)) {
        let home = tempfile::tempdir().unwrap();
        let fails = move |write: u64| write % STRIDE == first % STRIDE;
        let played = play(home.path(), PRESSES, fails).await;
        assert!(played.is_finished, "{first}: {:?}", played.refused);
        refused += played.count_of_disk();
    }
    // What is said after a deed, and by the loops, is missed by nobody at the screen.
    assert!(refused > 5, "{refused} presses were refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fails_for_ever_from_any_write_on_loses_nothing_that_was_shown() {
    let home = tempfile::tempdir().unwrap();
    let sound = play(home.path(), PRESSES, |_| false).await;
    assert!(sound.is_finished && sound.writes > 20, "{} writes", sound.writes);
    assert_eq!(sound.count_of_disk(), 0, "{:?}", sound.refused);
    for first in (1..=sound.writes).step_by(choose_step(12)) {
        let home = tempfile::tempdir().unwrap();
        let played = play(home.path(), PATIENCE, move |write| write >= first).await;
        let is_told = played.is_finished || played.count_of_disk() > 0;
        assert!(is_told && (first > 1 || !played.is_finished), "{first}: {:?}", played.refused);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_that_could_not_be_written_down_is_a_line_the_next_time() {
    let home = tempfile::tempdir().unwrap();
    let (station, opened) = Station::with_allowance(home.path()).await;
    let case = json!({ "case": opened["id"] });
    let failing = FailingCalls::plant_writes(&home.path().join("data/station.db"), |_| true);
    station.call("case", case.clone()).await;
    assert!(failing.count() > 0, "a line was tried");
    drop(failing);
    for _ in 0..2 {
        station.call("case", case.clone()).await;
    }
    station.close(home.path()).await;
    let lines = audit_lines(home.path());
    let looks = lines.iter().filter(|line| line.action == "case" && line.outcome == "ok");
    assert_eq!(looks.count(), 1, "and then none again for a quarter of an hour");
}
