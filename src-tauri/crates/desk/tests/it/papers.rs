//! Papers where there is no printer: each keeps a file of its own, and one that cannot be written
//! is told by its name.
use crate::counter::{Station, point_to};
use crate::line::Line;
use crate::main_story::{filled_case, text};
use crate::real_office::RealOffice;
use crate::revisions::{client, office};
use crate::signature::sign_form;
use counter_backoffice::{CommentWire, Private, ReturnRequest};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn forms(home: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = std::fs::read_dir(home.join("data/forms")).unwrap().flatten();
    entries.map(|entry| (entry.path(), std::fs::read(entry.path()).unwrap())).collect()
}

async fn issue(station: &Station, case: &str) -> Value {
    station
        .call(
            "propose",
            json!({ "case": case, "kind": "accept", "items": [], "reasons": [],
            "right_office": null }),
        )
        .await;
    station.call("issue", json!({ "case": case })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn no_paper_is_written_over_by_another() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = filled_case(&station).await;
    let issued = issue(&station, &case).await;
    let document = issued["case"]["documents"].as_array().unwrap().last().unwrap()["id"].clone();
    let mut files = vec![text(&issued["print"]["file"])];
    for _ in 0..2 {
        let before = forms(home.path());
        let again = json!({ "case": case, "document": document });
        files.push(text(&station.call("print", again).await["print"]["file"]));
        for (file, bytes) in before {
            assert_eq!(std::fs::read(&file).unwrap(), bytes, "{} stays", file.display());
        }
    }
    for _ in 0..2 {
        let list = json!({ "item": "chengxiang-yanglao", "answers": {} });
        let sheet = station.call("print_list", list).await;
        let printed = station.call("print_sheet", json!({ "document": sheet["id"] })).await;
        files.push(text(&printed["file"]));
        let sheet = station.call("print_day_sheet", json!({ "day": null })).await;
        files.push(text(&sheet["file"]));
        let why = json!({ "day": null, "reason": "交中心对账" });
        files.push(text(&station.call("export_day_sheet", why).await["file"]));
    }
    let count = files.len();
    files.sort();
    files.dedup();
    assert_eq!((files.len(), count), (9, 9), "{files:?}");
    assert!(files.iter().all(|file| Path::new(file).exists()));
}

/// A round of corrections: what the office sent back is issued again under the same number.
#[tokio::test(flavor = "multi_thread")]
async fn the_second_receipt_of_one_number_leaves_the_first_as_it_was() {
    let (home, address) = (tempfile::tempdir().unwrap(), office().await);
    point_to(home.path(), &address);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = filled_case(&station).await;
    let first = issue(&station, &case).await;
    let filed =
        station.until(&case, "the acknowledgement", |v| v["delivery"] == "acknowledged").await;
    let file = PathBuf::from(text(&first["print"]["file"]));
    let before = forms(home.path());
    assert!(file.exists(), "{} is a receipt", file.display());

    let comment =
        CommentWire { target: "field:phone".into(), text: Private::new("请核对号码") };
    let back =
        ReturnRequest { id: uuid::Uuid::new_v4(), revision: Some(1), comments: vec![comment] };
    let token = client(&address).sign_in("2001", "demo-2001").await.unwrap().token;
    let id = uuid::Uuid::parse_str(&case).unwrap();
    client(&address).send_back(token.expose(), id, &back).await.unwrap();
    station.until(&case, "the return", |v| v["status"] == "returned").await;
    station.call("fill", json!({ "case": case, "field": "phone", "value": "10012345679" })).await;
    sign_form(&station, &case).await;
    let second = issue(&station, &case).await;
    assert_eq!(
        (&second["case"]["revision"], &second["case"]["number"]),
        (&json!(2), &filed["number"])
    );
    let next = PathBuf::from(text(&second["print"]["file"]));
    assert!(next.exists() && next != file, "{} is a file of its own", next.display());
    for (file, bytes) in before {
        assert_eq!(std::fs::read(&file).unwrap(), bytes, "{} stays", file.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_that_cannot_be_saved_is_named_and_the_decision_stands() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = filled_case(&station).await;
    std::fs::write(home.path().join("data/forms"), "not a folder").unwrap();
    let issued = issue(&station, &case).await;
    assert_eq!(issued["case"]["status"], "accepted");
    let failure = &issued["print"]["failure"];
    assert_eq!(
        (&failure["code"], &failure["params"]["reason"]),
        (&json!("form_not_saved"), &json!("no_folder"))
    );
    let file = text(&failure["params"]["file"]);
    assert!(file.contains("acceptance_receipt") && file.ends_with(".pdf"), "{file}");

    let document = issued["case"]["documents"].as_array().unwrap().last().unwrap()["id"].clone();
    let again = json!({ "case": case, "document": document });
    let still = station.call("print", again.clone()).await;
    assert_eq!(still["print"]["failure"]["code"], "form_not_saved", "it was never printed yet");
    std::fs::remove_file(home.path().join("data/forms")).unwrap();
    assert!(Path::new(&text(&station.call("print", again).await["print"]["file"])).exists());
}

/// Without its blanks: lines are broken where the table wants it.
pub fn text_of(file: &str) -> String {
    let out = Command::new("pdftotext").args(["-layout", file, "-"]).output().unwrap();
    String::from_utf8(out.stdout).unwrap().split_whitespace().collect()
}

/// Given out without the line: the paper under the line is the one of then, though the office's
/// number is known by now.
#[tokio::test(flavor = "multi_thread")]
async fn a_reprint_is_the_sealed_paper_and_names_both_numbers() {
    let (home, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let office = RealOffice::open(data.path(), 0).await;
    let line = Line::to(&office.address).await;
    point_to(home.path(), &line.address());
    let station = Station::open(home.path()).await;
    station.sign_in_again().await.unwrap();
    line.cut().await;
    let case = filled_case(&station).await;
    let issued = issue(&station, &case).await;
    let first_text = text_of(&text(&issued["print"]["file"]));
    let documents = issued["case"]["documents"].as_array().unwrap().clone();
    let find = |form: &str| documents.iter().find(|paper| paper["form"] == form).unwrap();
    let receipt = find("acceptance_receipt").clone();
    let provisional = text(&receipt["number"]);
    let again = json!({ "case": case, "document": receipt["id"] });
    let early = station.call("print", again.clone()).await;
    let early = text_of(&text(&early["print"]["file"]));
    assert!(early.contains("补打·") && !early.contains("，正式编号"), "none is known: {early}");
    line.mend().await;
    let view = station.until(&case, "delivered", |v| v["delivery"] == "acknowledged").await;
    let official = text(&view["number"]);
    let late = station.call("print", again).await;
    let late = text_of(&text(&late["print"]["file"]));
    let added = format!("临时编号{provisional}，正式编号{official}");
    assert!(late.contains(&added), "{late}");
    let (_, below) = late.split_once(&added).unwrap();
    assert_eq!(below, first_text, "under the line nothing is another");

    // The form is printed from the kept file too.
    let form = json!({ "case": case, "document": find("application_form")["id"] });
    let path = format!("/doc/{case}/{}", text(&form["document"]));
    let (_, sealed) = station.desk.bytes("main", &path).await.unwrap();
    let file = data.path().join("sealed.pdf");
    std::fs::write(&file, sealed).unwrap();
    let first = text_of(file.to_str().unwrap());
    let again = station.call("print", form).await;
    let again = text_of(&text(&again["print"]["file"]));
    assert!(!first.contains("补打") && again.starts_with("补打·"), "it was printed to be signed");
    assert!(again.ends_with(&first), "{again}");
    assert!(first.contains("第1页/共1页"), "the usual form is one page, whatever is told on it");
}
