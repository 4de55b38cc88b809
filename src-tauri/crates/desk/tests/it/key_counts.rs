//! Each item that can be filed, played by its script of keys (tests/keystrokes): at every step the
//! desk asks for just what the keys would do there, and the end is a number. The keys are counted and
//! held against what is promised.
use crate::cards::plug_in;
use crate::counter::{Station, point_to};
use crate::main_story::text;
use crate::signature::{confirm, draw, strokes};
use counter_catalog::Pack;
use keystrokes::{
    Choice, Count, Filling, Move, Press, Row, Script, Step, lay_cards, read_scripts, write_table,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

/// Of the example pack's 32: the others are a firm's or are no longer done.
const FILABLE: usize = 22;
/// Where the table stands that is printed here.
const README: &str = include_str!("../../../../../tests/README.md");

/// A clerk at one script, and what the screen has of the case.
struct Clerk<'a> {
    station: &'a Station,
    item: &'a str,
    answers: Value,
    view: Value,
}

impl Clerk<'_> {
    async fn act(&mut self, name: &str, mut payload: Value) {
        payload["case"] = self.view["id"].clone();
        let reply = self.station.call(name, payload).await;
        // Some replies have more than the case.
        self.view = if reply["case"].is_object() { reply["case"].clone() } else { reply };
    }

    async fn make_move(&mut self, Move { step, presses }: &Move) {
        let next = self.view["next"].clone();
        if let Some(code) = step.asked_as() {
            assert_eq!(next["code"], code, "{}: {step:?}: {next}", self.item);
        }
        let params = &next["params"];
        match step {
            Step::Find => self.find(presses).await,
            Step::Answer(choices) => self.answer(choices).await,
            Step::Begin => self.begin().await,
            Step::BeginWithCard => {
                self.begin().await;
                self.act("read_card", json!({ "role": "applicant" })).await;
            }
            Step::Read(role) => {
                assert_eq!(params["role"], role.as_str());
                self.act("read_card", json!({ "role": role })).await;
            }
            Step::ReadOther(role) => self.act("read_card", json!({ "role": role })).await,
            Step::Mandate => {
                let extent = &self.view["item"]["name"];
                let mut people = self.view["people"].as_array().unwrap().iter();
                let acting = people.find(|person| person["id"] == params["person"]).unwrap();
                let first = &acting["mandate_choices"][0];
                let paper = first["paper"].as_str().unwrap_or_default();
                let usual = json!({ "person": params["person"], "ground": first["ground"],
                    "paper": paper, "extent": extent, "until": "case_end" });
                self.act("set_mandate", usual).await;
            }
            Step::AskLibrary => {
                let agreed = json!({ "ground": "authorised", "text": "", "organisation": "",
                    "land_title": "" });
                self.act("look_up", agreed).await;
            }
            Step::Receive => self.act("receive", json!({})).await,
            Step::Scan(row) => {
                assert_eq!(params["material"], row.as_str());
                self.act("scan", json!({ "material": row })).await;
                self.look().await;
            }
            Step::Compare(row) => {
                assert_eq!(params["material"], row.as_str());
                self.act("check_original", json!({ "material": row })).await;
            }
            Step::Count(row) => {
                assert_eq!(params["material"], row.as_str());
                let wanted = find(&self.view["materials"], row)["original"].as_u64().unwrap();
                let count = json!({ "material": row, "count": wanted.max(1) });
                self.act("count_object", count).await;
            }
            Step::GiveBack => self.act("give_back_all", json!({})).await,
            Step::Fill(field, filling) => {
                assert_eq!(params["field"], field.as_str());
                let value = self.value_of(field, filling);
                self.act("fill", json!({ "field": field, "value": value })).await;
            }
            Step::ShowForm => self.act("show_form", json!({})).await,
            Step::PutBefore(role) => {
                assert_eq!(params["role"], role.as_str());
                let before = json!({ "person": params["person"] });
                self.act("show_form_to_citizen", before).await;
            }
            Step::Sign(_) => self.sign().await,
            Step::Propose => {
                // The day that the screen proposes, where a paper may follow.
                let until = &self.view["decision"]["deferrable"]["until"];
                let accept = json!({ "kind": "accept", "items": [], "reasons": [],
                    "right_office": null, "deferred_until": until });
                self.act("propose", accept).await;
            }
            Step::Issue => self.act("issue", json!({})).await,
        }
    }

    /// What was typed has this item as its first hit.
    async fn find(&self, presses: &[Press]) {
        let Some(Press::Letters(letters)) = presses.first() else { panic!("nothing is typed") };
        let hits = self.station.call("search_items", json!({ "query": letters })).await;
        assert_eq!(hits["hits"][0]["id"], self.item, "{letters}");
    }

    /// The list's first open question, again and again.
    async fn answer(&mut self, choices: &BTreeMap<String, Choice>) {
        for _ in choices {
            let asked = json!({ "item": self.item, "answers": self.answers });
            let list = self.station.call("checklist", asked).await;
            let mut questions = list["questions"].as_array().unwrap().iter();
            let open = questions.find(|one| one["answer"].is_null() && one["known"] == false);
            let id = text(&open.unwrap()["id"]);
            let choice = choices.get(&id).unwrap_or_else(|| panic!("{}: {id} is asked", self.item));
            self.answers[id.as_str()] = json!(choice.option);
        }
    }

    async fn begin(&mut self) {
        let opened = json!({ "item": self.item, "answers": self.answers });
        self.view = self.station.call("open_case", opened).await;
    }

    /// What came in is on the screen at once.
    async fn look(&mut self) {
        let pages = self.view["pages"].as_array().unwrap();
        let new: Vec<String> =
            pages.iter().filter(|page| page["shown"] == false).map(|p| text(&p["id"])).collect();
        for page in new {
            let path = format!("/case/{}/page/{page}?w=200", text(&self.view["id"]));
            self.station.desk.bytes("main", &path).await.unwrap();
            self.act("page_shown", json!({ "page": page })).await;
        }
    }

    fn value_of(&self, field: &str, filling: &Filling) -> String {
        let at = match filling {
            Filling::Words(words) => return words.clone(),
            Filling::Chosen(at) => *at,
        };
        let sections = self.view["form"]["sections"].as_array().unwrap().iter();
        let mut fields = sections.flat_map(|section| section["fields"].as_array().unwrap());
        let definition = fields.find(|one| one["id"] == field).unwrap();
        text(&definition["options"][at]["id"])
    }

    async fn sign(&mut self) {
        for step in ["terms", "sign"] {
            assert_eq!(confirm(self.station).await["form"]["step"], step);
        }
        let done = draw(self.station, strokes()).await.unwrap();
        assert_eq!(done["form"]["step"], "done");
        self.act("case", json!({})).await;
    }
}

fn find<'a>(rows: &'a Value, id: &str) -> &'a Value {
    rows.as_array().unwrap().iter().find(|row| row["id"] == id).unwrap()
}

/// From the search to the number.
async fn play(station: &Station, script: &Script) -> Count {
    let mut clerk = Clerk { station, item: &script.item, answers: json!({}), view: Value::Null };
    let mut count = Count::default();
    for one in &script.moves {
        clerk.make_move(one).await;
        count = count.with_move(one);
    }
    let status = text(&clerk.view["status"]);
    assert!(["accepted", "deferred"].contains(&status.as_str()), "{}: {status}", script.item);
    assert_ne!(text(&clerk.view["number"]), "", "{}: the office's number", script.item);
    count
}

/// Of which items the desk opens a case.
async fn list_filable(station: &Station) -> BTreeSet<String> {
    let pack = Pack::builtin().unwrap();
    let mut filable = BTreeSet::new();
    for item in pack.items() {
        let opened = json!({ "item": item.id, "answers": {} });
        if station.try_call("open_case", opened).await.is_ok() {
            filable.insert(item.id.clone());
        }
    }
    filable
}

/// The machine's time is of one run.
fn leave_out_time(line: &str) -> &str {
    line.trim_end_matches('|').rsplit_once('|').map_or(line, |(counts, _)| counts)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_item_that_can_be_filed_takes_no_more_keys_than_are_promised() {
    let scripts = read_scripts().unwrap();
    let home = tempfile::tempdir().unwrap();
    point_to(home.path(), "");
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let cards = lay_cards(&scripts).unwrap();
    let _reader = plug_in(&station, home.path(), cards).await;
    let mut rows = Vec::new();
    for script in &scripts {
        let began = Instant::now();
        let count = play(&station, script).await;
        rows.push(Row { script, count, machine: began.elapsed() });
    }
    let table = write_table(&rows);
    println!("{table}");
    let untold = table.lines().filter(|line| !README.contains(leave_out_time(line)));
    assert_eq!(untold.collect::<Vec<_>>(), Vec::<&str>::new(), "tests/README.md has another table");

    let too_many = rows.iter().filter(|row| row.count.keys > row.script.most_keys());
    let too_many: Vec<&str> = too_many.map(|row| row.script.item.as_str()).collect();
    assert_eq!(too_many, Vec::<&str>::new());
    let played: BTreeSet<String> = scripts.iter().map(|script| script.item.clone()).collect();
    assert_eq!(played, list_filable(&station).await);
    assert_eq!(played.len(), FILABLE);
}
