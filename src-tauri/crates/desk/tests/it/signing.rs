//! The form is seen and signed before the decision: on the screen and on paper, doubted, refused, put
//! right; and what stands before the citizen is theirs alone and for its time.
use crate::cards::{card, lay, printed};
use crate::counter::{Station, store_of};
use crate::main_story::{confirm_if_asked, fill_fields, page, text, unsigned_case};
use crate::oddities::{Off, open};
use crate::signature::*;
use counter_documents::remove_layer;
use serde_json::{Value, json};
use std::path::Path;

const MINUTE: i64 = 60_000;

fn accept(case: &str) -> Value {
    json!({ "case": case, "kind": "accept", "items": [], "reasons": [], "right_office": null })
}

async fn view_of(station: &Station, case: &str) -> Value {
    station.call("case", json!({ "case": case })).await
}

/// Shown to the clerk and put before the first who signs; the answer is who that is.
async fn put_before_citizen(station: &Station, case: &str) -> String {
    let view = station.call("show_form", json!({ "case": case })).await;
    let person = unsigned(&view).unwrap();
    let view =
        station.call("show_form_to_citizen", json!({ "case": case, "person": person })).await;
    assert_eq!(view["signing"]["before"], json!({ "person": person, "step": "read_back" }));
    person
}

async fn seen(station: &Station) -> Value {
    citizen(station, "citizen", json!({})).await
}

fn facts(home: &Path, case: &str) -> Vec<Value> {
    let rows = store_of(home).entries(case).unwrap();
    rows.iter().map(|row| serde_json::from_str(&row.body).unwrap()).collect()
}

fn find_fact(home: &Path, case: &str, name: &str) -> Value {
    let facts = facts(home, case);
    facts.into_iter().find(|fact| fact["fact"] == name).unwrap_or_else(|| panic!("no {name}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn strokes_are_sealed_sent_and_said_and_stand_in_no_journal() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = unsigned_case(&station).await;
    assert_eq!(view_of(&station, &case).await["next"]["code"], "show_form");
    assert_eq!(station.try_call("propose", accept(&case)).await.unwrap_err(), "decision_lacks");
    put_before_citizen(&station, &case).await;
    let form = seen(&station).await["form"].clone();
    let lines = form["lines"].as_array().unwrap();
    let applicant = lines.iter().find(|line| line["point"] == "person:applicant").unwrap();
    assert!(text(&applicant["value"]).contains('…'), "{applicant}");
    let own = view_of(&station, &case).await["people"][0]["id"].clone();
    let own = station.call("person", json!({ "case": case, "person": own })).await;
    let number = text(&own["number"]);
    let is_masked = |line: &Value| !text(&line["value"]).contains(&number);
    assert!(lines.iter().all(is_masked), "others may stand beside");
    assert!(lines.iter().any(|line| line["point"] == "answer:group"));
    assert!(lines.iter().any(|line| line["point"] == "item"));
    assert!(!form["terms"].as_array().unwrap().is_empty(), "what is kept is told");
    let early = draw(&station, strokes()).await;
    assert_eq!(early.unwrap_err(), "form_not_confirmed");
    for step in ["terms", "sign"] {
        let before = touch(&station).await;
        assert_eq!(confirm(&station).await["form"]["step"], step);
        let twice = try_citizen(&station, "citizen_confirm", before).await;
        assert_eq!(twice.unwrap_err(), "no_form_before", "a second touch confirms nothing more");
    }
    let dot = json!({ "width": 9, "height": 9, "strokes": [[{ "x": 1, "y": 1, "t": 0, "p": 0 }]] });
    let dot = draw(&station, dot).await;
    assert_eq!(dot.unwrap_err(), "strokes_too_few");
    let done = draw(&station, strokes()).await.unwrap();
    assert_eq!(done["form"]["step"], "done");
    assert_eq!(done["form"]["lines"], json!([]), "nothing more of the person stays");
    assert_eq!((&done["form"]["signer"], &done["form"]["terms"]), (&json!(""), &json!([])));
    let again = draw(&station, strokes()).await;
    assert_eq!(again.unwrap_err(), "form_not_confirmed", "once each");
    let view = view_of(&station, &case).await;
    assert_eq!(view["next"]["code"], "decide");
    assert_eq!(view["signing"]["signers"][0]["by"], "strokes");

    station.call("propose", accept(&case)).await;
    let paper = printed(&station, &format!("/doc/{case}/preview")).await;
    assert!(paper.contains("已签字（手写屏"), "{paper}");
    station.call("issue", json!({ "case": case })).await;
    assert!(seen(&station).await["form"].is_null(), "the decision empties the screen");
    station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    station.close(home.path()).await;

    let signed = find_fact(home.path(), &case, "form_signed")["signature"].clone();
    let journal: String = facts(home.path(), &case).iter().map(Value::to_string).collect();
    assert!(!journal.contains("\"strokes\":[["), "digests alone");
    let store = store_of(home.path());
    let row = store.outbox_row(&case).unwrap().unwrap();
    let filed: Value = serde_json::from_str(&row.payload).unwrap();
    let materials = ["application_form", "application_form_strokes", "application_form_signed"];
    let part = |material: &str| {
        let parts = filed["manifest"].as_array().unwrap().iter();
        let of_kind: Vec<&Value> = parts.filter(|part| part["material"] == material).collect();
        assert_eq!(of_kind.len(), 1, "{material}");
        of_kind[0].clone()
    };
    let [shown, strokes, form] = materials.map(part);
    let wire = &filed["signatures"][0];
    assert_eq!(
        (&wire["shown"], &wire["strokes"], &wire["signed"], &wire["by"]),
        (&shown["sha256"], &strokes["sha256"], &form["sha256"], &json!("strokes"))
    );
    assert_eq!(signed["strokes"]["sha256"], strokes["sha256"]);
    let bytes = |part: &Value| store.page(&case, &text(&part["id"])).unwrap().1;
    let (shown_pdf, signed_pdf) = (bytes(&shown), bytes(&form));
    let len = shown["len"].as_u64().unwrap();
    assert_eq!(remove_layer(&signed_pdf, len), Some(shown_pdf.as_slice()), "the layer comes off");
    assert!(signed_pdf.len() > shown_pdf.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_paper_is_bound_by_its_code_and_another_versions_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = unsigned_case(&station).await;
    let form_of = async |phone: &str| {
        station.call("fill", json!({ "case": case, "field": "phone", "value": phone })).await;
        let view = station.call("show_form", json!({ "case": case })).await;
        let id = text(&view["signing"]["form"]["id"]);
        let (_, pdf) = station.desk.bytes("main", &format!("/doc/{case}/{id}")).await.unwrap();
        (unsigned(&view).unwrap(), pdf)
    };
    let (_, first) = form_of("10012345670").await;
    let (person, second) = form_of("10012345671").await;
    station.call("print_form", json!({ "case": case })).await;
    let sign = async |page: &str, unread| {
        station.try_call("sign_on_paper", on_paper(&case, &person, page, "pen", unread)).await
    };
    let old = scan_signed(&station, &case, first).await;
    assert_eq!(sign(&old, false).await.unwrap_err(), "form_code_differs");
    assert_eq!(sign(&old, true).await.unwrap_err(), "form_code_differs", "whatever is said");
    let grey = scan_signed(&station, &case, page()).await;
    assert_eq!(sign(&grey, false).await.unwrap_err(), "form_code_unread");
    let good = scan_signed(&station, &case, second).await;
    let view = sign(&good, false).await.unwrap();
    assert_eq!(view["signing"]["signers"][0]["page"], good.as_str());
    assert_eq!(view["next"]["code"], "decide", "{}", view["next"]);
    // Without its page there is no signature.
    station.call("delete_page", json!({ "case": case, "page": good })).await;
    assert_eq!(view_of(&station, &case).await["next"]["code"], "sign_form");
    station.call("undo", json!({ "case": case })).await;
    station.call("propose", accept(&case)).await;
    let paper = printed(&station, &format!("/doc/{case}/preview")).await;
    assert!(paper.contains("已签字（纸质"), "{paper}");
    station.close(home.path()).await;
    let signature = find_fact(home.path(), &case, "form_signed")["signature"].clone();
    assert_eq!((&signature["code_read"], &signature["by"]), (&json!(true), &json!("pen")));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_cannot_write_hears_the_form_first() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = unsigned_case(&station).await;
    let view = station.call("show_form", json!({ "case": case })).await;
    let person = unsigned(&view).unwrap();
    let own = view["people"][0]["id"].clone();
    let own = station.call("person", json!({ "case": case, "person": own })).await;
    let party = station.try_call("name_witness", witness(&case, &person, "王示例", &own)).await;
    assert_eq!(party.unwrap_err(), "witness_is_party");
    let other = json!({ "number": "440699199001010022" });
    let view = station.call("name_witness", witness(&case, &person, "王示例", &other)).await;
    assert_eq!(view["next"]["code"], "show_form", "the witness has a line on it");
    station.call("show_form", json!({ "case": case })).await;
    let early = scan_signed(&station, &case, page()).await;
    let print = async |page: &str| {
        let signed = on_paper(&case, &person, page, "fingerprint", true);
        station.try_call("sign_on_paper", signed).await
    };
    assert_eq!(print(&early).await.unwrap_err(), "read_aloud_missing");
    station.call("read_form_aloud", json!({ "case": case, "person": person })).await;
    assert_eq!(print(&early).await.unwrap_err(), "form_not_printed", "whatever page that is");
    station.call("print_form", json!({ "case": case })).await;
    assert_eq!(print(&early).await.unwrap_err(), "form_not_printed", "it was here before");
    let scanned = scan_signed(&station, &case, page()).await;
    let view = print(&scanned).await.unwrap();
    assert_eq!(view["signing"]["signers"][0]["by"], "fingerprint");
    station.call("propose", accept(&case)).await;
    let paper = printed(&station, &format!("/doc/{case}/preview")).await;
    for words in ["已按指印", "签前已当面宣读", "见证人王示例"] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
}

fn witness(case: &str, person: &str, name: &str, of: &Value) -> Value {
    let typed = json!({
        "name": name, "id_kind": "resident", "number": of["number"], "namesake": false,
    });
    json!({ "case": case, "person": person, "witness": typed })
}

/// Where a trial's place takes a witness's hand alone: by strokes, in the witness's own box, and by pen.
#[tokio::test(flavor = "multi_thread")]
async fn a_witness_is_none_of_the_staff_and_signs_on_a_line_of_their_own() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = unsigned_case(&station).await;
    let view = station.call("show_form", json!({ "case": case })).await;
    let person = unsigned(&view).unwrap();
    let other = json!({ "number": "440699199001010022" });
    let clerk = station.call("status", json!({})).await["signed_in"].clone();
    let staff = witness(&case, &person, &text(&clerk["name"]), &other);
    assert_eq!(station.try_call("name_witness", staff).await.unwrap_err(), "witness_is_staff");
    station.call("name_witness", witness(&case, &person, "王示例", &other)).await;
    station.call("show_form", json!({ "case": case })).await;
    let before = json!({ "case": case, "person": person });
    let silent = station.try_call("show_form_to_citizen", before.clone()).await;
    assert_eq!(silent.unwrap_err(), "read_aloud_missing");
    station.call("read_form_aloud", before.clone()).await;
    station.call("show_form_to_citizen", before).await;
    for step in ["terms", "sign"] {
        assert_eq!(confirm(&station).await["form"]["step"], step);
    }
    assert_eq!(seen(&station).await["form"]["witness"], "王示例");
    let done = draw(&station, strokes()).await.unwrap();
    assert_eq!(done["form"]["witness"], Value::Null, "nobody is named any more");
    let view = view_of(&station, &case).await;
    assert_eq!(view["next"]["code"], "decide");
    assert_eq!(view["signing"]["signers"][0]["witness"], "王示例");
    station.call("propose", accept(&case)).await;
    let paper = printed(&station, &format!("/doc/{case}/preview")).await;
    assert!(paper.contains("由见证人王示例签字见证（手写屏"), "{paper}");
    assert!(!paper.contains("已签字"), "their own hand did not: {paper}");
    station.close(home.path()).await;
    let signature = find_fact(home.path(), &case, "form_signed")["signature"].clone();
    assert_eq!((&signature["by"], &signature["person"]), (&json!("strokes"), &json!(person)));
    assert_eq!(signature["witness"]["name"], "王示例");
}

/// Of staff the program knows names alone: who bears the same is let by on the clerk's word, which is on
/// record. The card is read as the people's are, and is nobody's of the case.
#[tokio::test(flavor = "multi_thread")]
async fn a_witness_is_read_by_card_and_a_namesake_of_staff_stands_on_record() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = unsigned_case(&station).await;
    let view = station.call("show_form", json!({ "case": case })).await;
    let person = unsigned(&view).unwrap();
    let colleague = text(&station.call("status", json!({})).await["signed_in"]["name"]);
    let number = "440699199001010022";
    let named = card(json!({ "name": colleague, "number": number, "sex": "2" }));
    let stranger = card(json!({ "name": "王示例", "number": number, "sex": "2" }));
    let own = json!({ "case": case, "person": view["people"][0]["id"] });
    let own = station.call("person", own).await;
    let own = card(json!({ "number": own["number"] }));
    let _reader = lay(&station, home.path(), vec![own, named.clone(), named, stranger]).await;
    let read = async |namesake: bool| {
        let by_card = json!({ "case": case, "person": person, "namesake": namesake });
        station.try_call("read_witness_card", by_card).await
    };
    assert_eq!(read(true).await.unwrap_err(), "witness_is_party", "whatever is said of the name");
    assert_eq!(read(false).await.unwrap_err(), "witness_is_staff");
    let view = read(true).await.unwrap();
    assert_eq!(view["signing"]["signers"][0]["witness"], json!(colleague));
    assert_eq!(view["people"].as_array().unwrap().len(), 1, "nobody more of the case");
    let view = read(true).await.unwrap();
    assert_eq!(view["signing"]["signers"][0]["witness"], "王示例");
    station.close(home.path()).await;
    let facts = facts(home.path(), &case);
    let witnesses: Vec<&Value> = facts
        .iter()
        .filter(|fact| fact["fact"] == "witness_named")
        .map(|fact| &fact["witness"])
        .collect();
    assert_eq!(witnesses.len(), 2);
    assert!(witnesses.iter().all(|one| one["reading"] == "card" && one["number"] == number));
    let namesake = |at: usize| &witnesses[at]["namesake"];
    assert_eq!((namesake(0), namesake(1)), (&json!(true), &Value::Null));
}

/// On the printed form too, once it was read aloud.
#[tokio::test(flavor = "multi_thread")]
async fn a_witness_signs_the_printed_form_by_pen() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = unsigned_case(&station).await;
    let view = station.call("show_form", json!({ "case": case })).await;
    let person = unsigned(&view).unwrap();
    let other = json!({ "number": "440699199001010022" });
    station.call("name_witness", witness(&case, &person, "王示例", &other)).await;
    station.call("show_form", json!({ "case": case })).await;
    station.call("print_form", json!({ "case": case })).await;
    let scanned = scan_signed(&station, &case, page()).await;
    let pen = || on_paper(&case, &person, &scanned, "pen", true);
    let silent = station.try_call("sign_on_paper", pen()).await;
    assert_eq!(silent.unwrap_err(), "read_aloud_missing");
    station.call("read_form_aloud", json!({ "case": case, "person": person })).await;
    let view = station.call("sign_on_paper", pen()).await;
    let signer = &view["signing"]["signers"][0];
    assert_eq!((&signer["by"], &signer["witness"]), (&json!("pen"), &json!("王示例")));
    assert_eq!(view["next"]["code"], "decide");
    station.call("propose", accept(&case)).await;
    let paper = printed(&station, &format!("/doc/{case}/preview")).await;
    assert!(paper.contains("由见证人王示例签字见证（纸质"), "{paper}");
    assert!(!paper.contains("已签字"), "their own hand did not: {paper}");
    station.close(home.path()).await;
    let signature = find_fact(home.path(), &case, "form_signed")["signature"].clone();
    assert_eq!((&signature["by"], &signature["page"]), (&json!("pen"), &json!(scanned)));
    assert_eq!(signature["witness"]["name"], "王示例");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_doubt_leads_the_clerk_to_it_and_the_form_that_was_changed_is_another() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = unsigned_case(&station).await;
    put_before_citizen(&station, &case).await;
    assert_eq!(doubt(&station, "field:none").await.unwrap_err(), "bad_request");
    doubt(&station, "field:phone").await.unwrap();
    let view = view_of(&station, &case).await;
    assert_eq!(view["next"]["code"], "form_in_doubt");
    assert_eq!(view["next"]["params"]["point"], "field:phone");
    assert_eq!(view["signing"]["doubt"]["point"], "field:phone");
    let on_doubted = touch(&station).await;
    let confirmed = try_citizen(&station, "citizen_confirm", on_doubted.clone()).await;
    assert_eq!(confirmed.unwrap_err(), "form_in_doubt");
    // Looked at once more and left as it is.
    let view = station.call("show_form", json!({ "case": case })).await;
    assert_eq!(
        (&view["signing"]["doubt"], &view["next"]["code"]),
        (&Value::Null, &"sign_form".into())
    );
    let late = try_citizen(&station, "citizen_confirm", on_doubted).await;
    assert_eq!(late.unwrap_err(), "no_form_before", "it is read back from the beginning");
    doubt(&station, "field:phone").await.unwrap();
    let on_old = touch(&station).await;
    let put_right = json!({ "case": case, "field": "phone", "value": "10012345671" });
    let view = station.call("fill", put_right).await;
    assert_eq!(view["next"]["code"], "show_form");
    assert!(seen(&station).await["form"].is_null(), "it says something else now");
    let gone = try_citizen(&station, "citizen_confirm", on_old).await;
    assert_eq!(gone.unwrap_err(), "no_form_before");
    sign_form(&station, &case).await;
    assert_eq!(view_of(&station, &case).await["next"]["code"], "decide");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sign_by_strokes_once_each_and_the_last_form_has_both() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = unsigned_case(&station).await;
    let spouse = json!({
        "case": case, "person": null, "role": "spouse", "name": "李示例", "id_kind": "resident",
        "number": "440699198801010013", "sex": "", "address": "", "phone": "10012345679",
        "relation": "",
    });
    station.call("put_person", spouse).await;
    let first = put_before_citizen(&station, &case).await;
    for step in ["terms", "sign"] {
        assert_eq!(confirm(&station).await["form"]["step"], step);
    }
    draw(&station, strokes()).await.unwrap();
    let again = json!({ "case": case, "person": first });
    let again = station.try_call("show_form_to_citizen", again).await;
    assert_eq!(again.unwrap_err(), "already_signed");
    let view = view_of(&station, &case).await;
    let second = unsigned(&view).unwrap();
    assert_ne!(first, second);
    let view = sign_by_strokes(&station, &case, &second).await.unwrap();
    assert!(unsigned(&view).is_none(), "{}", view["signing"]);
    station.close(home.path()).await;
    let facts = facts(home.path(), &case);
    let signed: Vec<&Value> = facts.iter().filter(|fact| fact["fact"] == "form_signed").collect();
    let person = |at: usize| text(&signed[at]["signature"]["person"]);
    assert_eq!((signed.len(), person(0), person(1)), (2, first, second));
    let len = |at: usize| signed[at]["signature"]["signed_form"]["len"].as_u64().unwrap();
    assert!(len(1) > len(0), "the second has both layers");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_changed_after_signing_wants_a_new_signature_and_nothing_else_does() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = unsigned_case(&station).await;
    sign_form(&station, &case).await;
    let view = view_of(&station, &case).await;
    let first = view["signing"]["form"]["id"].clone();
    let other_page = format!("/import/{case}?material={}", text(&view["materials"][0]["id"]));
    let view = station.desk.upload("main", &other_page, page()).await.unwrap();
    assert!(unsigned(&view).is_none(), "a page changes nothing of the form");
    let phone = json!({ "case": case, "field": "phone", "value": "10012345671" });
    let view = station.call("fill", phone).await;
    assert_eq!(view["signing"]["form"], Value::Null);
    assert!(unsigned(&view).is_some());
    let shown = json!({ "case": case, "person": unsigned(&view) });
    let unseen = station.try_call("show_form_to_citizen", shown).await;
    assert_eq!(unseen.unwrap_err(), "form_not_shown", "first the clerk");
    sign_form(&station, &case).await;
    let view = view_of(&station, &case).await;
    assert!(unsigned(&view).is_none() && view["signing"]["form"]["id"] != first);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_signs_the_own_name_and_only_with_an_authority_on_record() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let answers = json!({ "persons": "single", "agent_single": "agent" });
    let opening = json!({ "item": "shengyu-dengji", "answers": answers });
    let case = text(&station.call("open_case", opening).await["id"]);
    let view = station.read_card(&case, "applicant").await;
    confirm_if_asked(&station, view).await;
    let agent = json!({
        "case": case, "person": null, "role": "agent", "name": "陈甲示例", "id_kind": "resident",
        "number": "99000020000229001X", "sex": "", "address": "", "phone": "10012345679",
        "relation": "女儿",
    });
    station.call("put_person", agent).await;
    fill_fields(&station, &case).await;
    let view = station.call("show_form", json!({ "case": case })).await;
    let signers = view["signing"]["signers"].as_array().unwrap();
    assert_eq!((signers.len(), &signers[0]["signs_for"]), (1, &json!(true)), "{signers:?}");
    let agent = unsigned(&view).unwrap();
    let show = json!({ "case": case, "person": agent });
    let refused = station.try_call("show_form_to_citizen", show.clone()).await;
    assert_eq!(refused.unwrap_err(), "mandate_missing");
    let applicant = json!({ "case": case, "person": view["people"][0]["id"] });
    let other = station.try_call("show_form_to_citizen", applicant).await;
    assert_eq!(other.unwrap_err(), "not_a_signer");
    let mandate = |until: &str| {
        json!({ "case": case, "person": agent, "ground": "letter", "paper": "",
            "extent": "代为办理", "until": until })
    };
    station.call("set_mandate", mandate("2020-01-01")).await;
    station.call("show_form", json!({ "case": case })).await;
    let refused = station.try_call("show_form_to_citizen", show.clone()).await;
    assert_eq!(refused.unwrap_err(), "mandate_ended");
    station.call("set_mandate", mandate("case_end")).await;
    let unseen = station.try_call("show_form_to_citizen", show.clone()).await;
    assert_eq!(unseen.unwrap_err(), "form_not_shown", "the authority stands on the form");
    station.call("show_form", json!({ "case": case })).await;
    let without = station.desk.dispatch("main", "show_form_to_citizen", show).await.unwrap_err();
    assert_eq!(without.code.to_string(), "authority_missing");
    assert_eq!(without.params["name"], "委托书", "the row is named");
    let letter = format!("/import/{case}?material=authorisation");
    station.desk.upload("main", &letter, page()).await.unwrap();
    sign_form(&station, &case).await;
    let view = view_of(&station, &case).await;
    assert_eq!(view["signing"]["signers"][0]["by"], "strokes");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_forced_and_the_notice_names_the_signature() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = unsigned_case(&station).await;
    let person = put_before_citizen(&station, &case).await;
    let refusal = json!({ "case": case, "person": person, "note": "再想想" });
    let view = station.call("refuse_signature", refusal).await;
    assert_eq!(view["signing"]["signers"][0]["refused"], true);
    assert!(seen(&station).await["form"].is_null());
    assert_eq!(station.try_call("propose", accept(&case)).await.unwrap_err(), "decision_lacks");
    let suggested = view["decision"]["suggested"].as_array().unwrap();
    let fault = suggested.iter().find(|fault| fault["name"] == "申请表签名").unwrap();
    assert_eq!(fault["problem"], "申请人不愿签名，称：再想想");
    assert_eq!(view["signing"]["signers"][0]["refusal_note"], "再想想");
    // Whoever comes round signs all the same.
    sign_form(&station, &case).await;
    assert_eq!(view_of(&station, &case).await["next"]["code"], "decide");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_gone_from_the_citizens_screen_when_its_time_is_over() {
    let home = tempfile::tempdir().unwrap();
    let off = Off::default();
    let station = open(home.path(), off.clock()).await;
    station.sign_in().await;
    let case = unsigned_case(&station).await;
    put_before_citizen(&station, &case).await;
    let on_old = touch(&station).await;
    let ends_in = async || station.call("status", json!({})).await["citizen_form_ends_in"].as_u64();
    assert!(ends_in().await.unwrap() > 30);
    off.set(5 * MINUTE - 20_000);
    assert!(ends_in().await.unwrap() <= 30, "the clerk is warned");
    station.call("prolong_form", json!({ "case": case })).await;
    assert!(ends_in().await.unwrap() > 30);
    off.set(9 * MINUTE);
    assert!(seen(&station).await["form"].is_object());
    let touch = json!({ "seconds_ago": 0 });
    try_citizen(&station, "citizen_activity", touch).await.unwrap();
    off.set(13 * MINUTE);
    assert!(seen(&station).await["form"].is_object(), "either side counts");
    off.set(15 * MINUTE);
    let empty = seen(&station).await;
    assert_eq!((&empty["form"], &empty["form_waits"]), (&Value::Null, &json!(false)));
    assert_eq!(ends_in().await, None);
    let late = try_citizen(&station, "citizen_confirm", on_old).await;
    assert_eq!(late.unwrap_err(), "no_form_before");
    assert!(view_of(&station, &case).await["signing"]["before"].is_null());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_by_hand_blanks_it_at_once_and_it_comes_back_where_it_was() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = unsigned_case(&station).await;
    put_before_citizen(&station, &case).await;
    let before = confirm(&station).await["form"].clone();
    let showing = &before["id"];
    station.call("lock", json!({})).await;
    let blank = seen(&station).await;
    assert_eq!((&blank["form"], &blank["form_waits"]), (&Value::Null, &json!(true)));
    for (name, payload) in [
        ("citizen_confirm", json!({ "form": showing, "step": "terms" })),
        ("citizen_doubt", json!({ "form": showing, "point": "item" })),
        ("citizen_sign", json!({ "form": showing, "strokes": strokes() })),
    ] {
        assert_eq!(try_citizen(&station, name, payload).await.unwrap_err(), "locked", "{name}");
    }
    let open = json!({ "secret": null, "password": "demo-1001", "new_secret": null });
    station.call("unlock_screen", open).await;
    let after = seen(&station).await["form"].clone();
    assert_eq!((&after["id"], &after["step"]), (&before["id"], &json!("terms")));
    // Left for another case, on hold, signed out: nothing of it stays.
    station.call("note_case_shown", json!({ "shown": true, "case": case })).await;
    assert!(seen(&station).await["form"].is_object());
    station.call("note_case_shown", json!({ "shown": false })).await;
    assert!(seen(&station).await["form"].is_null());
    put_before_citizen(&station, &case).await;
    let hold = json!({ "case": case, "reason": "copying", "note": "", "originals": "with_owner" });
    station.call("hold", hold).await;
    assert!(seen(&station).await["form"].is_null());
    station.call("resume", json!({ "case": case })).await;
    put_before_citizen(&station, &case).await;
    station.call("sign_out", json!({})).await;
    let left = seen(&station).await;
    assert_eq!((&left["form"], &left["form_waits"]), (&Value::Null, &json!(false)));
}
