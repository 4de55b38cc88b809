//! Odd cards on a real serial line: what each says of itself reaches the clerk, the case and the
//! paper; nothing of it is cut off, and nothing unseen comes in.
use crate::counter::{Station, folders, point_to, store_of};
use crate::main_story::{fill_what_is_missing, filled_case, text, unsigned_case};
use crate::revisions::office;
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A reader of its own, with the cards of one test, laid down one after the other.
pub struct Reader {
    emulator: Child,
    port: PathBuf,
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.emulator.kill();
        let _ = self.emulator.wait();
    }
}

/// An ordinary card with something changed.
pub fn card(changes: Value) -> Value {
    let mut card = json!({
        "id": "odd", "kind": "resident", "name": "陈示例", "sex": "1", "ethnic": "01",
        "birth": "19900101",
        "address": "广东省佛山市示例区示例街道示例路1号", "number": "440699199001010014",
        "issuer": "示例市公安局示例分局", "valid_from": "20200101", "valid_to": "20400101",
    });
    for (name, value) in changes.as_object().unwrap() {
        card[name] = value.clone();
    }
    card
}

pub async fn lay(station: &Station, home: &Path, cards: Vec<Value>) -> Reader {
    plug_in(station, home, json!({ "speed": 115_200, "cards": cards })).await
}

/// The same with all that an emulated reader can be told.
pub async fn plug_in(station: &Station, home: &Path, scenario_text: Value) -> Reader {
    let scenario = home.join("cards.yaml");
    // JSON is YAML.
    std::fs::write(&scenario, scenario_text.to_string()).unwrap();
    start_reader(station, home, scenario.as_os_str()).await
}

/// A reader on a line of its own, set up as a technician would.
pub async fn start_reader(station: &Station, home: &Path, scenario: &OsStr) -> Reader {
    let port = home.join("odd-reader");
    let emulator = Command::new(folders(home).programs.join("device-host"))
        .args(["--emulate".as_ref(), scenario, "--link".as_ref(), port.as_os_str()])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let reader = Reader { emulator, port };
    station.eventually("the reader's port", || reader.port.exists()).await;
    let mut settings = station.call("settings", json!({})).await["settings"].clone();
    settings["reader_port"] = reader.port.to_str().unwrap().into();
    station.call("save_settings", json!({ "settings": settings })).await;
    reader
}

pub async fn read(station: &Station, case: &str, role: &str) -> Value {
    station.read_card(case, role).await
}

pub async fn open(station: &Station, item: &str) -> String {
    let view = station.call("open_case", json!({ "item": item, "answers": {} })).await;
    text(&view["id"])
}

pub fn warnings(person: &Value) -> Vec<String> {
    person["warnings"].as_array().unwrap().iter().map(|w| text(&w["code"])).collect()
}

/// Each in a case of its own: name, number, and what the clerk is told.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_card_says_of_itself_reaches_the_clerk() {
    let cards = [
        (
            json!({ "valid_from": "20100101", "valid_to": "20200101" }),
            "陈示例",
            vec!["card_expired"],
        ),
        (
            json!({ "valid_from": "20950101", "valid_to": "21150101" }),
            "陈示例",
            vec!["card_not_yet_valid"],
        ),
        (json!({ "valid_to": "长期" }), "陈示例", vec![]),
        (json!({ "birth": "19910101" }), "陈示例", vec!["chip_birth_differs"]),
        (json!({ "sex": "2" }), "陈示例", vec!["chip_sex_differs"]),
        (json!({ "name": "陈示例\u{0}王\u{0}" }), "陈示例", vec!["damaged_character"]),
        (json!({ "name": "陈示例\n王" }), "陈示例王", vec!["damaged_character"]),
        (json!({ "name": "陈\u{200b}示　例" }), "陈示例", vec![]),
        (json!({ "name": "\u{E863}\u{E864}" }), "\u{E863}\u{E864}", vec!["private_use_character"]),
        (json!({ "name": "𬭛𬱖䶮" }), "𬭛𬱖䶮", vec![]),
        (json!({ "ethnic": "57" }), "陈示例", vec!["unknown_ethnic"]),
        (json!({ "ethnic": "+1" }), "陈示例", vec!["unknown_ethnic"]),
        (json!({ "ethnic": "97" }), "陈示例", vec![]),
        (json!({ "valid_to": "20231301" }), "陈示例", vec!["date_unreadable"]),
        (json!({ "valid_to": "" }), "陈示例", vec!["date_unreadable"]),
        (json!({ "number": "４４０６９９１９９００１０１００１４" }), "陈示例", vec![]),
        (json!({ "number": "440699900101001" }), "陈示例", vec!["fifteen_digits"]),
        (json!({ "name": "阿布都·示例·买买提" }), "阿布都·示例·买买提", vec![]),
        (json!({ "name": "阿布都•示例•买买提" }), "阿布都·示例·买买提", vec![]),
        (json!({ "name": "阿布都・示例・买买提" }), "阿布都·示例·买买提", vec![]),
    ];
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let laid = cards.iter().map(|(changes, ..)| card(changes.clone())).collect();
    let _reader = lay(&station, home.path(), laid).await;
    for (changes, name, codes) in &cards {
        let case = open(&station, "gaoling-jintie").await;
        let view = read(&station, &case, "applicant").await;
        let person = &view["people"][0];
        assert_eq!(text(&person["name"]), *name, "{changes}");
        assert_eq!(warnings(person), *codes, "{changes}");
        let whole = station.call("person", json!({ "case": case, "person": person["id"] })).await;
        assert_eq!(whole["number"], "440699199001010014", "{changes}");
    }
    let found = station
        .call(
            "my_cases",
            json!({ "statuses": [], "text": "阿布都・示例", "today": false, "waiting": false }),
        )
        .await;
    assert_eq!(found.as_array().unwrap().len(), 3, "three dots, one name");
    station.close(home.path()).await;
    let store = store_of(home.path());
    for head in store.heads(&counter_store::HeadFilter::default()).unwrap() {
        for entry in store.entries(&head.case).unwrap() {
            for unseen in ["\\u0000", "\\n", "\u{200b}", "\u{3000}"] {
                assert!(!entry.body.contains(unseen), "{unseen:?} in the journal");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_written_otherwise_is_the_same_person() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let small =
        card(json!({ "name": "陈甲示例", "birth": "20000229", "number": "99000020000229001x" }));
    let _reader = lay(&station, home.path(), vec![small.clone(), small.clone(), small]).await;
    let case = open(&station, "gaoling-jintie").await;
    let typed = json!({
        "case": case, "person": null, "role": "agent", "name": "陈甲示例", "id_kind": "resident",
        "number": "990000-20000229-001Х\u{202c}", "sex": "", "address": "", "phone": "１００１２３４５６７８",
        "relation": "",
    });
    let view = station.call("put_person", typed).await;
    assert_eq!(view["people"][0]["phone"], "10012345678");
    let view = read(&station, &case, "agent").await;
    assert_eq!(
        (&view["pending_card"], view["people"].as_array().unwrap().len()),
        (&Value::Null, 1)
    );
    assert_eq!(view["people"][0]["reading"], "card");
    let whole =
        station.call("person", json!({ "case": case, "person": view["people"][0]["id"] })).await;
    assert_eq!(whole["number"], "99000020000229001X");
    // Corrected by hand in another spelling: the card's word stays the card's.
    let again = json!({
        "case": case, "person": view["people"][0]["id"], "role": "agent", "name": " 陈甲示例\u{feff}",
        "id_kind": "resident",
        "number": "99000020000229001ⅹ", "sex": "", "address": "示例路\u{200b}1号", "phone": "",
        "relation": "",
    });
    let view = station.call("put_person", again).await;
    assert_eq!(
        (&view["people"][0]["reading"], &view["people"][0]["address"]),
        (&"card".into(), &"示例路1号".into())
    );
    let view = read(&station, &case, "applicant").await;
    assert_eq!(view["pending_card"]["same_person_as"], "agent");
}

/// A supervisor is told what was noted and who confirmed it; the days of the card are masked.
#[tokio::test(flavor = "multi_thread")]
async fn a_review_shows_what_was_noted_of_a_card() {
    let (home, address) = (tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let odd = card(json!({ "valid_from": "20100101", "valid_to": "20200101", "sex": "2" }));
    let _reader = lay(&station, home.path(), vec![odd]).await;
    let case = filled_case(&station).await;
    accept(&station, &case).await;
    station.call("issue", json!({ "case": case })).await;
    station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    station.sign_in_as("2001").await;
    let of = json!({ "case": case, "revision": null });
    for (command, day) in [("review", "2＊＊"), ("reveal", "2020-01-01")] {
        let mut asked = of.clone();
        if command == "reveal" {
            asked["reason"] = json!("核对证件");
        }
        let view = station.call(command, asked).await;
        let warnings = &view["people"][0]["warnings"];
        assert_eq!(warnings[0]["code"], "card_expired", "{command}: {warnings}");
        assert_eq!(warnings[0]["params"]["to"], day);
        assert_eq!(warnings[0]["confirmation"]["by"], "1001");
        assert_eq!(warnings[0]["confirmation"]["ground"], "household_register");
        let paper = &warnings[0]["confirmation"]["paper"];
        assert_eq!((&paper["number_masked"], &paper["row"]), (&"粤示00…1234".into(), &"".into()));
        assert_eq!(warnings[1]["code"], "chip_sex_differs");
    }
    // Another station has only what was filed.
    let other_home = tempfile::tempdir().unwrap();
    point_to(other_home.path(), &address);
    let other = Station::open(other_home.path()).await;
    other.sign_in_as("2001").await;
    let filed = other.call("review", of).await;
    assert_eq!(filed["source"], "office");
    let warnings = &filed["people"][0]["warnings"];
    assert_eq!(
        (&warnings[0]["code"], &warnings[0]["params"]["to"], &warnings[0]["confirmation"]["by"]),
        (&"card_expired".into(), &"2＊＊".into(), &"1001".into())
    );
    assert_eq!(warnings[1]["code"], "chip_sex_differs");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreigners_card_keeps_both_names_and_asks_for_no_people() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let foreign = json!({
        "id": "f", "kind": "foreign2023", "name": "示例外", "sex": "1", "birth": "19900101",
        "number": "900000199001010010",
        "valid_from": "20200101", "valid_to": "20400101", "nationality": "XXA", "issue_count": "01",
        "name_latin": "SANTOS-OLIVEIRA, MARIA FERNANDA DE LA CRUZ MONT",
    });
    let mut latin_only = foreign.clone();
    latin_only["name"] = "".into();
    latin_only["name_latin"] = "JANE  SAMPLE".into();
    let _reader = lay(&station, home.path(), vec![foreign, latin_only]).await;
    let case = filled_case(&station).await;
    let view = station.call("case", json!({ "case": case })).await;
    let person = &view["people"][0];
    let latin = "SANTOS-OLIVEIRA, MARIA FERNANDA DE LA CRUZ MON";
    assert_eq!((&person["name"], &person["id_kind"]), (&"示例外".into(), &"foreign_pr".into()));
    assert_eq!(person["name_latin"], latin, "as much as the card holds");
    let fields = view["form"]["sections"][0]["fields"].as_array().unwrap();
    let field = |id: &str| fields.iter().find(|f| f["id"] == id).unwrap();
    assert_eq!(
        (&field("name")["value"], &field("ethnic")["required"]),
        (&latin.into(), &false.into())
    );
    accept(&station, &case).await;
    let printed = printed(&station, &format!("/doc/{case}/preview")).await;
    for typed in ["maria santos", "Santos-Oliveira", "ＯＬＩＶＥＩＲＡ maria", "示例外"]
    {
        let all = json!({ "statuses": [], "text": typed, "today": false, "waiting": false });
        let found = station.call("my_cases", all).await;
        assert_eq!(found.as_array().unwrap().len(), 1, "{typed}");
    }
    let nobody =
        json!({ "statuses": [], "text": "maria sample", "today": false, "waiting": false });
    assert_eq!(station.call("my_cases", nobody).await, json!([]));
    for words in ["外国人永久居留身份证读卡核验", "（示例外）", "SANTOS-OLIVEIRA"]
    {
        assert!(printed.contains(words), "{words}: {printed}");
    }
    let case = open(&station, "gaoling-jintie").await;
    let view = read(&station, &case, "applicant").await;
    let person = &view["people"][0];
    assert_eq!((&person["name"], &person["name_latin"]), (&"JANE SAMPLE".into(), &Value::Null));
}

/// The clerk is told while the paper is only looked at, also of what stands on the form alone.
#[tokio::test(flavor = "multi_thread")]
async fn a_character_that_no_font_has_is_told_before_the_paper_is_made() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let rare = card(json!({ "name": "陈\u{E863}", "address": "示例市示例路\u{E864}1号\u{12000}" }));
    let _reader = lay(&station, home.path(), vec![rare]).await;
    let case = unsigned_case(&station).await;
    let this = json!({ "case": case });
    let told = station.desk.dispatch("main", "show_form", this.clone()).await.unwrap_err();
    assert_eq!(told.code, "characters_without_font");
    let places: Vec<&str> = told.params["places"].lines().collect();
    assert!(places.contains(&"U+E863 applicant_name"), "{places:?}");
    for code in ["U+E864 ", "U+12000 "] {
        assert!(places.iter().any(|place| place.starts_with(code)), "{places:?}");
    }
    let before = station.call("case", this.clone()).await;
    assert_eq!(before["documents"], json!([]), "nothing was made yet");
    station.call("show_form", this).await;
    let view = accept(&station, &case).await;
    assert_eq!(view["decision"]["preview"]["missing"], json!(["U+E863", "U+E864", "U+12000"]));
    let printed = printed(&station, &format!("/doc/{case}/preview")).await;
    assert!(printed.contains("陈〓(U+E863)"), "{printed}");
}

pub async fn accept(station: &Station, case: &str) -> Value {
    fill_what_is_missing(station, case).await;
    let what =
        json!({ "case": case, "kind": "accept", "items": [], "reasons": [], "right_office": null });
    station.call("propose", what).await
}

/// Without its blanks: lines are broken where the table wants it.
pub async fn printed(station: &Station, path: &str) -> String {
    let (_, pdf) = station.desk.bytes("main", path).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let out = Command::new("pdftotext").arg(&file).arg("-").output().unwrap();
    String::from_utf8(out.stdout).unwrap().split_whitespace().collect()
}
