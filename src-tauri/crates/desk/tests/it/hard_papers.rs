//! The papers of one hard case as the desk makes them: a long item of thirty papers, a foreigner of two
//! names, an agent whose name has characters that few fonts have and one that none has, three signers.
//! They stay in `target/demo` to be looked at; what is read back of each shows that nothing was cut.
use crate::cards::lay;
use crate::counter::Station;
use crate::forms::open_with_pack;
use crate::main_story::{fill_fields, page, text};
use crate::signature::sign_form;
use counter_catalog::{Pack, Source};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

const ITEM: &str = "城乡居民基本养老保险与职工基本养老保险制度衔接及跨省转移接续（含个人账户储存额清退、遗属待遇申领和补缴续缴）登记";
const ADDRESS: &str = "示例省示例市示例区示例街道示例社区居民委员会示例路一百二十三号示例花园第四期南区十二栋二单元三十四楼三四〇一房";
const LATIN: &str = "SANTOS-OLIVEIRA,MARIAFERNANDADELACRUZMON";
const RARE: &str = "陈𬱖䶮\u{E863}示例";
const MARKED: &str = "陈𬱖䶮〓(U+E863)示例";
const PAPERS: u32 = 30;

fn papers() -> Vec<String> {
    (1..=PAPERS).map(|number| format!("第{number:02}号示例材料")).collect()
}

fn pack() -> Pack {
    // The first is the applicant's word for the agent, who signs by it.
    let paper = |(number, name): (usize, String)| {
        json!({ "id": format!("paper{number}"), "name": name, "copy": 1, "need": "required",
            "accept": "copy", "supply": "paper", "authority": number == 0 })
    };
    let form =
        json!({ "id": "application", "name": "登记申请表", "original": 1, "supply": "form" });
    let rows: Vec<Value> =
        std::iter::once(form).chain(papers().into_iter().enumerate().map(paper)).collect();
    let item = json!({ "id": "hard", "name": ITEM, "department": "示例局", "task_type": "21",
        "project_type": "on_the_spot", "form": "general", "materials": rows });
    let head = json!({ "id": "nanti", "version": "1", "title": "难题", "note": "示例" });
    let builtin = Source::builtin();
    let form = |name: &str| (name.to_owned(), builtin.text(name).unwrap().to_owned());
    let files = [
        ("pack.yaml".to_owned(), head.to_string()),
        ("items/hard.yaml".to_owned(), item.to_string()),
        form("forms/general.yaml"),
        form("forms/weituoshu.yaml"),
    ];
    Pack::from_source(&files.into_iter().collect::<Source>()).unwrap()
}

/// A foreigner by card, and three who sign: an agent, and two more beside them.
async fn open_case(station: &Station, home: &Path) -> String {
    let card = json!({ "id": "f", "kind": "foreign2023", "name": "示例外", "sex": "1",
        "birth": "19900101", "number": "900000199001010010", "valid_from": "20200101",
        "valid_to": "20400101", "nationality": "XXA", "issue_count": "01",
        "name_latin": "SANTOS-OLIVEIRA, MARIA FERNANDA DE LA CRUZ MONT" });
    let _reader = lay(station, home, vec![card]).await;
    let opening = json!({ "item": "hard", "answers": {} });
    let case = text(&station.call("open_case", opening).await["id"]);
    station.read_card(&case, "applicant").await;
    for (role, name, number) in [
        ("agent", RARE, "99000020000229001X"),
        ("spouse", "陈乙示例", "440699199001010022"),
        ("person_in_charge", "陈长者示例", "440699193801010015"),
    ] {
        let typed = json!({ "case": case, "person": null, "role": role, "name": name,
            "id_kind": "resident", "number": number, "sex": "", "address": ADDRESS, "phone": "",
            "relation": "" });
        let view = station.call("put_person", typed).await;
        if role == "agent" {
            let people = view["people"].as_array().unwrap();
            let agent = people.iter().find(|person| person["role"] == "agent").unwrap();
            let mandate = json!({ "case": case, "person": agent["id"], "until": "2099-12-31",
                "ground": "letter", "paper": "", "extent": "代为提交材料、填表、签名，并领取办理结果" });
            station.call("set_mandate", mandate).await;
        }
    }
    station.call("receive", json!({ "case": case })).await;
    case
}

/// The words of a paper, a cell after the other; the paper stays to be looked at.
fn keep(name: &str, pdf: &[u8]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../target/demo");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("hard-case-{name}.pdf"));
    std::fs::write(&file, pdf).unwrap();
    let out = Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().unwrap();
    String::from_utf8(out.stdout).unwrap().split_whitespace().collect()
}

fn keep_file(name: &str, file: &Value) -> String {
    keep(name, &std::fs::read(text(file)).unwrap())
}

async fn keep_shown(station: &Station, name: &str, path: &str) -> String {
    let (_, pdf) =
        station.desk.bytes("main", path.trim_start_matches("page://localhost")).await.unwrap();
    keep(name, &pdf)
}

fn assert_whole(name: &str, paper: &str, wanted: &[&str], papers: &[String]) {
    for words in wanted.iter().copied().chain(papers.iter().map(String::as_str)).chain([ITEM]) {
        assert!(paper.contains(words), "{name} lacks {words}: {paper}");
    }
}

fn proposal(case: &str, kind: &str, items: &Value) -> Value {
    let reasons =
        if kind == "redirect" { json!(["不属本机关职权范围。"]) } else { json!([]) };
    let office = if kind == "redirect" { json!(ADDRESS) } else { Value::Null };
    json!({ "case": case, "kind": kind, "items": items, "reasons": reasons, "right_office": office })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_papers_of_a_hard_case_are_whole() {
    let home = tempfile::tempdir().unwrap();
    let station = open_with_pack(home.path(), &pack(), "hard").await;
    let (all, none) = (papers(), Vec::new());
    let list = station.call("print_list", json!({ "item": "hard", "answers": {} })).await;
    let list = keep_shown(&station, "list", &text(&list["url"])).await;
    assert_whole("list", &list, &[], &all);

    let case = open_case(&station, home.path()).await;
    let this = || json!({ "case": case });
    let told = station.try_call("print_mandate", this()).await;
    assert_eq!(told.unwrap_err(), "characters_without_font", "before it is made");
    let mandate = station.call("print_mandate", this()).await;
    assert_whole("mandate", &keep_file("mandate", &mandate["file"]), &[LATIN, MARKED], &none);
    let preview = format!("/doc/{case}/preview");
    let asked = station.call("case", this()).await["decision"]["suggested"].clone();
    for (kind, items, names) in [("correction", &asked, &all), ("redirect", &json!([]), &none)] {
        station.call("propose", proposal(&case, kind, items)).await;
        let notice = keep_shown(&station, kind, &preview).await;
        assert_whole(kind, &notice, &[LATIN, "（示例外）", MARKED], names);
    }

    for number in 0..PAPERS {
        let path = format!("/import/{case}?material=paper{number}");
        station.desk.upload("main", &path, page()).await.unwrap();
    }
    let again = json!({ "case": case, "again": true });
    let receipt = station.call("print_receipt", again).await;
    let receipt = keep_file("materials", &receipt["print"]["file"]);
    assert_whole("materials", &receipt, &[LATIN, "（示例外）", MARKED], &all);
    let address = json!({ "case": case, "field": "address", "value": ADDRESS });
    station.call("fill", address).await;
    fill_fields(&station, &case).await;
    station.call("show_form", this()).await;
    sign_form(&station, &case).await;
    let signers = station.call("case", this()).await["signing"]["signers"].clone();
    let signers = signers.as_array().unwrap();
    assert!(signers.len() == 3 && signers.iter().all(|one| one["by"].is_string()), "{signers:?}");

    station.call("propose", proposal(&case, "accept", &json!([]))).await;
    let issued = station.call("issue", this()).await;
    let documents = issued["case"]["documents"].as_array().unwrap();
    let find = |form: &str| documents.iter().find(|paper| paper["form"] == form).unwrap();
    let form = keep_shown(&station, "form", &text(&find("application_form")["url"])).await;
    let signed = format!("{MARKED}（代）");
    assert_whole("form", &form, &[LATIN, ADDRESS, &signed, "陈乙示例", "陈长者示例"], &none);
    let receipt = keep_file("acceptance", &issued["print"]["file"]);
    assert_whole("acceptance", &receipt, &[LATIN, "（示例外）", MARKED], &all);
    let record = station.call("print_check_record", this()).await;
    let record = keep_file("check-record", &record["print"]["file"]);
    assert_whole("check-record", &record, &[LATIN, MARKED], &none);
    let sheet = station.call("print_day_sheet", json!({ "day": null })).await;
    assert_whole("day-sheet", &keep_file("day-sheet", &sheet["file"]), &[], &none);
}
