//! Every text that the window sends, by its name in the contract: pasted with what nobody sees, in full
//! width and with controls, it is on record as it was meant, or is answered as if it had been typed
//! well. The table is held against the contract's source, so that a new box is tried too.
use crate::counter::{Station, audit_lines, point_to, store_of};
use crate::main_story::{filled_case, text, unsigned_case};
use crate::odd_text::{UNSEEN, soiled};
use crate::real_office::{RealOffice, STATION};
use crate::revisions::{decide, office};
use crate::signature::unsigned;
use crate::supervising::screen_words;
use counter_centre::Purpose;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

const PAYLOADS: &str = include_str!("../../src/contract/payloads.rs");
const NOTICES: &str = include_str!("../../src/contract/views/decision.rs");
const REVIEWS: &str = include_str!("../../src/contract/views/review.rs");
/// What payloads hold of the views.
const OF_VIEWS: [&str; 2] = ["NoticeItem.", "CommentInput."];

/// Members that nobody types: ids, what is chosen from a list, and the words of the key card.
const CHOSEN: [&str; 26] = [
    "also", "answers", "case", "clerk", "document", "field", "form", "id_kind", "item", "keys",
    "marks", "material", "of", "option", "page", "person", "point", "question", "reading", "row",
    "says", "scenario", "step", "target", "title", "window",
];
/// Compared as they are: each character counts.
const SECRET: [&str; 4] = ["new_secret", "passphrase", "password", "secret"];
/// Tried in `odd_text`, a reason of a department's in `entrusted`, a void's words in `refiling`, and what
/// another window's case is found and read by in `any_window`.
const THERE: [&str; 18] = [
    "Abandon.reason",
    "ContinueCase.reason",
    "Fill.value",
    "Hold.note",
    "MaterialProblem.problem",
    "PointReason.text",
    "Propose.reasons",
    "Query.query",
    "SearchStationCases.number",
    "SearchStationCases.reason",
    "ShowStationCase.reason",
    "TypedPerson.address",
    "TypedPerson.name",
    "TypedPerson.number",
    "TypedPerson.phone",
    "TypedPerson.relation",
    "VoidCase.reason",
    "VoidCase.telephoned",
];

/// `Struct.member` of each member that holds text.
fn list_texts(source: &str) -> BTreeSet<String> {
    let is_plain = |line: &&str| !["//", "#["].iter().any(|mark| line.trim().starts_with(mark));
    let source: String = source.lines().filter(is_plain).flat_map(|line| [line, " "]).collect();
    let mut texts = BTreeSet::new();
    for (head, members) in source.split('}').filter_map(|one| one.rsplit_once('{')) {
        let name = head.split_whitespace().last().unwrap_or_default();
        // The comma inside of a map parts no member.
        for (member, kind) in members.split(',').filter_map(|member| member.split_once(": ")) {
            let member = member.split_whitespace().last().unwrap_or_default();
            if kind.contains("String") {
                texts.insert(format!("{name}.{member}"));
            }
        }
    }
    texts
}

/// Those that somebody types or pastes.
fn list_boxes() -> BTreeSet<String> {
    let (_, payloads) = PAYLOADS.split_once("\npayloads! {").unwrap();
    let views = [NOTICES, REVIEWS].into_iter().flat_map(list_texts);
    let views = views.filter(|text| OF_VIEWS.iter().any(|name| text.starts_with(name)));
    let is_typed = |text: &String| {
        let member = text.split('.').next_back().unwrap();
        let is_listed = CHOSEN.contains(&member) || SECRET.contains(&member);
        // A device's name and the screen's own words are the program's.
        !is_listed && text != "DeviceChoice.name" && !text.starts_with("AuditWords.")
    };
    list_texts(payloads).into_iter().chain(views).filter(is_typed).collect()
}

/// As a clipboard brings it: letters and digits in full width, and what nobody sees between all.
fn pasted(words: &str) -> String {
    let widen = |c: char| match c.is_ascii_alphanumeric() {
        true => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        false => c,
    };
    soiled(&words.chars().map(widen).collect::<String>())
}

#[derive(Default)]
struct Boxes {
    tried: BTreeSet<String>,
    /// What has to be on record.
    words: Vec<&'static str>,
}

impl Boxes {
    fn fill(&mut self, member: &str, words: &str) -> String {
        self.tried.insert(member.to_owned());
        pasted(words)
    }

    /// The same, and on record afterwards.
    fn keep(&mut self, member: &str, words: &'static str) -> String {
        self.words.push(words);
        self.fill(member, words)
    }

    /// What is answered to the words as they are meant is answered to them as they were pasted.
    async fn compare(
        &mut self,
        station: &Station,
        (command, member): (&str, &str),
        payload: impl Fn(&str) -> Value,
        words: &str,
    ) -> Value {
        let meant = station.try_call(command, payload(words)).await;
        let answer = station.try_call(command, payload(&self.fill(member, words))).await;
        assert_eq!(answer, meant, "{member}");
        meant.unwrap_or_else(Value::from)
    }
}

fn is_there(view: &Value) -> bool {
    view["delivery"] == "acknowledged"
}

async fn type_people(station: &Station, boxes: &mut Boxes) -> String {
    let answers = json!({ "group": "normal", "agent": "self" });
    let opened = json!({ "item": "chengxiang-yanglao", "answers": answers });
    let case = text(&station.call("open_case", opened).await["id"]);
    let typed = json!({ "case": case, "person": null, "role": "agent", "name": "陈甲示例",
        "id_kind": "resident", "number": "99000020000229001X",
        "sex": boxes.keep("TypedPerson.sex", "女"), "address": "示例路1号", "phone": "10012345678",
        "relation": "同事", "birth": boxes.keep("TypedPerson.birth", "2000-02-29"),
        "valid_to": boxes.keep("TypedPerson.valid_to", "2020-01-01") });
    let view = station.call("put_person", typed).await;
    let person = view["people"][0]["id"].clone();
    let reason = json!({ "case": case, "person": person, "ground": "other",
        "text": boxes.keep("ConfirmCard.text", "原籍补办中A1") });
    station.call("confirm_card", reason).await;
    let mandate = json!({ "case": case, "person": person, "ground": "committee",
        "paper": boxes.keep("SetMandate.paper", "居委会介绍信B6"),
        "extent": boxes.keep("SetMandate.extent", "代为办理A2"),
        "until": boxes.keep("SetMandate.until", "2099-12-31") });
    station.call("set_mandate", mandate).await;
    case
}

/// A card that has run out, and a temporary one beside it.
async fn confirm_by_second_paper(station: &Station, boxes: &mut Boxes) -> String {
    let answers = json!({ "group": "normal", "agent": "self" });
    let opened = json!({ "item": "chengxiang-yanglao", "answers": answers });
    let case = text(&station.call("open_case", opened).await["id"]);
    let typed = json!({ "case": case, "person": null, "role": "applicant", "name": "陈示例",
        "id_kind": "resident", "number": "440699199001010014", "sex": "男", "address": "示例路1号",
        "phone": "10012345678", "relation": "", "birth": "1990-01-01", "valid_to": "2020-01-01" });
    let view = station.call("put_person", typed).await;
    let reason = json!({ "case": case, "person": view["people"][0]["id"],
        "ground": "temporary_card", "text": "",
        "number": boxes.keep("ConfirmCard.number", "440699199001010014"),
        "until": boxes.keep("ConfirmCard.until", "2099-12-30") });
    station.call("confirm_card", reason).await;
    case
}

/// From the papers to a notice of correction.
async fn sign_and_notify(station: &Station, boxes: &mut Boxes) -> String {
    let case = unsigned_case(station).await;
    let view = station.call("case", json!({ "case": case })).await;
    let mut rows = view["materials"].as_array().unwrap().iter();
    let row = rows.find(|row| row["supply"] == "paper" && row["need"] == "required").unwrap();
    let held = json!({ "case": case, "material": row["id"], "custody": "held",
        "place": boxes.keep("MaterialCustody.place", "铁皮柜A3") });
    station.call("set_custody", held).await;
    let view = station.call("show_form", json!({ "case": case })).await;
    let person = unsigned(&view).unwrap();
    let witness = json!({ "name": boxes.keep("WitnessInput.name", "赵见证"), "id_kind": "resident",
        "number": boxes.keep("WitnessInput.number", "440699199001010022"), "namesake": false });
    let named = json!({ "case": case, "person": person, "witness": witness });
    station.call("name_witness", named).await;
    station.call("show_form", json!({ "case": case })).await;
    let refusal = json!({ "case": case, "person": person,
        "note": boxes.keep("RefuseSignature.note", "先回去商量A4") });
    station.call("refuse_signature", refusal).await;
    let demand = json!({ "material": null,
        "name": boxes.keep("NoticeItem.name", "示例证明A5"),
        "problem": boxes.keep("NoticeItem.problem", "没有提交A6"),
        "fix": boxes.keep("NoticeItem.fix", "到示例单位开具A7"),
        "reason": boxes.keep("NoticeItem.reason", "示例办法A8") });
    decide(station, &case, "correction", json!([demand])).await;
    station.until(&case, "the notice at the office", is_there).await;
    let again = json!({ "case": case, "kind": "correction", "items": [demand], "reasons": [],
        "right_office": null,
        "supervisor_reason": boxes.keep("Propose.supervisor_reason", "上次看漏B7") });
    station.call("propose", again).await;
    let issue = json!({ "case": case });
    let needed = station.desk.dispatch("main", "issue", issue.clone()).await.unwrap_err();
    let word = json!({ "case": case, "act": "issue", "of": needed.params["of"], "number": "2001",
        "password": "demo-2001", "secret": null });
    station.call("give_consent", word).await;
    station.call("issue", issue).await;
    station.until(&case, "the further notice at the office", is_there).await;
    case
}

async fn redirect(station: &Station, boxes: &mut Boxes) -> String {
    let case = unsigned_case(station).await;
    let asked = json!({ "case": case, "kind": "redirect", "items": [], "reasons": [],
        "right_office": boxes.keep("Propose.right_office", "邻市示例局A9"),
        "deferred_until": boxes.fill("Propose.deferred_until", "2099-12-31") });
    station.call("propose", asked).await;
    station.call("issue", json!({ "case": case })).await;
    station.until(&case, "the redirection at the office", is_there).await;
    case
}

async fn ask_library(station: &Station, boxes: &mut Boxes) -> String {
    let answers = json!({ "subsidy": "no", "agent": "self" });
    let opened = json!({ "item": "linghuo-jiuye", "answers": answers });
    let case = text(&station.call("open_case", opened).await["id"]);
    station.read_card(&case, "applicant").await;
    let asked = json!({ "case": case, "ground": "statutory",
        "text": boxes.fill("LookUp.text", "示例条例第3条"),
        "organisation": boxes.fill("LookUp.organisation", "91440600MA00000001"),
        "land_title": boxes.fill("LookUp.land_title", "示例A1号") });
    station.call("look_up", asked).await;
    case
}

async fn enter_slip(station: &Station, boxes: &mut Boxes, today: &str) -> String {
    let slip = json!({ "slip": boxes.keep("OpenSlip.slip", "0007A"),
        "date": boxes.fill("OpenSlip.date", today), "time": boxes.fill("OpenSlip.time", "00:00") });
    text(&station.call("open_slip", slip).await["id"])
}

/// What is asked, and put on no case's record.
async fn ask(station: &Station, boxes: &mut Boxes, today: &str, receipt: &str) {
    let list =
        |words: &str| json!({ "statuses": [], "text": words, "today": false, "waiting": false });
    let rows = boxes.compare(station, ("my_cases", "CaseFilter.text"), list, "陈示例").await;
    assert!(!rows.as_array().unwrap().is_empty());
    let shape = |words: &str| json!({ "kind": "phone", "text": words });
    let of = ("shape_text", "ShapeText.text");
    assert_eq!(boxes.compare(station, of, shape, "10012345678").await["text"], "10012345678");
    let code = |words: &str| json!({ "code": words });
    let own = boxes.compare(station, ("check_receipt", "ReceiptQuery.code"), code, receipt).await;
    assert_eq!(own["is_own"], true);
    let relief = |words: &str| json!({ "number": words, "password": "demo-1001", "case": null });
    let same = boxes.compare(station, ("relieve", "Relieve.number"), relief, "1001").await;
    assert_eq!(same, "relief_same");
    station.call("day_sheet", json!({ "day": boxes.fill("DayOf.day", today) })).await;
    let export = json!({ "day": boxes.fill("DaySheetExport.day", today),
        "reason": boxes.keep("DaySheetExport.reason", "交中心对账B1") });
    station.call("export_day_sheet", export).await;
}

async fn supervise(station: &Station, boxes: &mut Boxes, today: &str, case: &str, number: &str) {
    station.call("review", json!({ "case": case, "revision": null })).await;
    let reveal = json!({ "case": case, "revision": null,
        "reason": boxes.keep("Reveal.reason", "投诉核对B2") });
    station.call("reveal", reveal).await;
    let trail = async |day: String, number: String| {
        let filter = json!({ "clerk": null, "day": day, "number": number, "only": "all" });
        station.call("audit_trail", filter).await["all"].clone()
    };
    let day = boxes.fill("AuditFilter.day", today);
    let meant = trail(today.to_owned(), number.to_owned()).await;
    assert_eq!(trail(day, boxes.fill("AuditFilter.number", number)).await, meant);
    assert!(meant.as_u64() > Some(0), "{meant}");
    let export = json!({ "clerk": null, "only": "all",
        "day": boxes.fill("AuditExport.day", today),
        "number": boxes.fill("AuditExport.number", number),
        "reason": boxes.keep("AuditExport.reason", "季度检查B3"), "words": screen_words() });
    station.call("export_audit", export).await;
    let filter = |words: &str| json!({ "clerk": null, "window": null, "only": "all", "sort": "clerk", "number": words });
    let found = boxes.compare(station, ("queue", "QueueFilter.number"), filter, number).await;
    assert_eq!(found["rows"].as_array().unwrap().len(), 1);
    let comment =
        json!({ "target": "case", "text": boxes.keep("CommentInput.text", "请再核对B4") });
    let back = json!({ "case": case, "revision": 1, "comments": [comment] });
    station.call("send_back", back).await;
}

/// What only a real office has: learners, and codes.
async fn work_for_a_real_office(boxes: &mut Boxes) {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    office.enrol("3101", "吴示例", "trainee", STATION);
    point_to(home.path(), &office.address);
    let station = Station::open(home.path()).await;
    station.sign_in_as("3101").await;
    let case = text(&station.open_allowance().await["id"]);
    let word = json!({ "case": case, "act": "receive", "of": "", "secret": null,
        "number": boxes.fill("GiveConsent.number", "1001"), "password": "demo-1001" });
    station.call("give_consent", word).await;
    // Of the other purpose each: what is read of a code is said before anything is done with it.
    let (join, technician) =
        (office.publish_code(Purpose::Join), office.publish_code(Purpose::Technician));
    let open = |words: &str| json!({ "code": words });
    let of = ("open_technician", "TechnicianCode.code");
    assert_eq!(boxes.compare(&station, of, open, &join).await, "code_other_purpose");
    let wide = boxes.fill("JoinCentre.office", "https://office.example");
    let join = |words: &str| json!({ "office": wide, "code": words });
    let of = ("join_centre", "JoinCentre.code");
    assert_eq!(boxes.compare(&station, of, join, &technician).await, "code_other_purpose");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_box_of_the_contract_keeps_what_was_meant() {
    let (home, address) = (tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    let mut boxes = Boxes::default();
    let number = boxes.fill("SignIn.number", "1001");
    station.call("sign_in", json!({ "number": number, "password": "demo-1001" })).await;
    let today = text(&station.call("status", json!({})).await["today"]);
    let accepted = filled_case(&station).await;
    decide(&station, &accepted, "accept", json!([])).await;
    let view = station.until(&accepted, "the case at the office", is_there).await;
    let mut papers = view["documents"].as_array().unwrap().iter();
    let receipt = text(&papers.find(|one| one["form"] == "acceptance_receipt").unwrap()["code"]);
    let mut cases = vec![accepted.clone()];
    cases.push(type_people(&station, &mut boxes).await);
    cases.push(confirm_by_second_paper(&station, &mut boxes).await);
    cases.push(sign_and_notify(&station, &mut boxes).await);
    cases.push(redirect(&station, &mut boxes).await);
    cases.push(ask_library(&station, &mut boxes).await);
    cases.push(enter_slip(&station, &mut boxes, &today).await);
    ask(&station, &mut boxes, &today, &receipt).await;
    // Read in `lapses`, where a notice states a day.
    let told = |words: &str| json!({ "case": accepted, "how": "telephone", "on": words });
    let of = ("warn_of_lapse", "WarnOfLapse.on");
    assert_eq!(boxes.compare(&station, of, told, &today).await, "not_allowed");
    station.sign_in_as("1002").await;
    let reason = boxes.keep("ColleaguesCase.reason", "代同事办理B5");
    station.call("open_colleagues_case", json!({ "case": accepted, "reason": reason })).await;
    station.sign_in_as("2001").await;
    supervise(&station, &mut boxes, &today, &accepted, &text(&view["number"])).await;
    station.close(home.path()).await;
    work_for_a_real_office(&mut boxes).await;

    expect_on_record(home.path(), &cases, &boxes);
    let there = THERE.iter().map(|member| (*member).to_owned());
    let tried: BTreeSet<String> = boxes.tried.into_iter().chain(there).collect();
    assert_eq!(tried, list_boxes(), "each box once, and none that is not there");
}

fn expect_on_record(home: &Path, cases: &[String], boxes: &Boxes) {
    let store = store_of(home);
    let entries = cases.iter().flat_map(|case| store.entries(case).unwrap());
    let mut record: Vec<String> = entries.map(|entry| entry.body).collect();
    drop(store);
    record.extend(audit_lines(home).into_iter().map(|line| line.outcome));
    for line in &record {
        let is_wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
        let is_odd = |c: char| UNSEEN.contains(&c) || is_wide(c);
        assert!(!line.contains(is_odd) && !line.contains("\\u0000"), "{line}");
    }
    for words in &boxes.words {
        assert!(record.iter().any(|line| line.contains(words)), "{words} is not on record");
    }
}
