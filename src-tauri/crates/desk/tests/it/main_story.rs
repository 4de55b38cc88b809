//! One case from card to the office's acknowledgement, then the same desk opened again.
use crate::counter::Station;
use crate::line::Line;
use crate::signature::sign_form;
use serde_json::{Value, json};

/// A page as a file: a small grey picture.
pub fn page() -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 64, 90);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[200; 64 * 90]).unwrap();
    out
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Everything up to the decision, the signature too.
pub async fn filled_case(station: &Station) -> String {
    let case = unsigned_case(station).await;
    sign_form(station, &case).await;
    case
}

/// The same but for the signature.
pub async fn unsigned_case(station: &Station) -> String {
    let answers = json!({ "group": "normal", "agent": "self" });
    let view = station
        .call("open_case", json!({ "item": "chengxiang-yanglao", "answers": answers }))
        .await;
    let case = text(&view["id"]);
    assert_eq!(view["next"]["code"], "read_card");
    let view = station.read_card(&case, "applicant").await;
    assert_eq!(view["people"][0]["reading"], "card");
    let view = confirm_if_asked(station, view).await;
    assert_eq!(view["next"]["code"], "receive");
    station.call("receive", json!({ "case": case })).await;
    let register = view["materials"]
        .as_array()
        .unwrap()
        .iter()
        .find(|m| m["supply"] == "paper" && m["need"] == "required");
    let material = text(&register.unwrap()["id"]);
    let path = format!("/import/{case}?material={material}");
    let view = station.desk.upload("main", &path, page()).await.unwrap();
    let page = text(&view["pages"][0]["id"]);
    let early =
        station.try_call("check_original", json!({ "case": case, "material": material })).await;
    assert_eq!(early.unwrap_err(), "page_not_shown");
    let (media, bytes) =
        station.desk.bytes("main", &format!("/case/{case}/page/{page}?w=200")).await.unwrap();
    assert!(media.starts_with("image/") && bytes.len() > 50);
    station.call("page_shown", json!({ "case": case, "page": page })).await;
    station.call("check_original", json!({ "case": case, "material": material })).await;
    station
        .call("set_custody", json!({ "case": case, "material": material, "custody": "returned" }))
        .await;
    fill_fields(station, &case).await;
    case
}

/// An expired card is confirmed, as the clerk would.
pub async fn confirm_if_asked(station: &Station, view: Value) -> Value {
    let next = &view["next"];
    if next["code"] != "confirm_card" {
        return view;
    }
    let reason = json!({ "case": view["id"], "person": next["params"]["person"],
        "ground": "household_register", "text": "", "number": "粤示0001234" });
    station.call("confirm_card", reason).await
}

/// Fills the form, and whoever has to signs it.
pub async fn fill_what_is_missing(station: &Station, case: &str) {
    fill_fields(station, case).await;
    sign_form(station, case).await;
}

/// Answers every finding with something that fits its kind.
pub async fn fill_fields(station: &Station, case: &str) {
    for _ in 0..20 {
        let view = station.call("case", json!({ "case": case })).await;
        let Some((field, value)) = find_missing_value(&view) else { return };
        station.call("fill", json!({ "case": case, "field": field, "value": value })).await;
    }
    panic!("the form never became complete");
}

/// The first field that is found wrong or empty, with something that fits its kind.
pub fn find_missing_value(view: &Value) -> Option<(String, String)> {
    let findings = view["form"]["findings"].as_array().unwrap();
    let field = text(&findings.iter().find(|f| f["error"] == true)?["field"]);
    let sections = view["form"]["sections"].as_array().unwrap();
    let mut fields = sections.iter().flat_map(|s| s["fields"].as_array().unwrap());
    let asked = fields.find(|f| f["id"] == field.as_str()).unwrap();
    let value = match text(&asked["kind"]).as_str() {
        "choice" => text(&asked["options"][0]["id"]),
        "phone" => "10012345678".into(),
        "date" => "2026-12-01".into(),
        "number" | "money" => "200".into(),
        "bank_account" => "6200000000000000".into(),
        _ => "示例".into(),
    };
    Some((field, value))
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_card_to_the_acknowledged_case_and_back_after_a_restart() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    assert_eq!(
        station
            .try_call("my_cases", json!({"statuses":[],"text":"","today":false,"waiting":false}))
            .await
            .unwrap_err(),
        "not_signed_in"
    );
    station.sign_in().await;
    let case = filled_case(&station).await;
    assert_eq!(station.try_call("issue", json!({ "case": case })).await.unwrap_err(), "no_preview");
    let view = station
        .call(
            "propose",
            json!({ "case": case, "kind": "accept", "items": [], "reasons": [],
            "right_office": null }),
        )
        .await;
    assert_eq!(view["decision"]["preview"]["form"], "acceptance_receipt");
    let issued = station.call("issue", json!({ "case": case })).await;
    let number = text(&issued["case"]["number"]);
    assert!(!number.is_empty(), "with the line up the office's number comes at once");
    assert!(std::path::Path::new(issued["print"]["file"].as_str().unwrap()).exists());
    let view = station
        .until(&case, "the office's acknowledgement", |v| v["delivery"] == "acknowledged")
        .await;
    assert_eq!(view["status"], "accepted");
    station.close(home.path()).await;
    let again = Station::open(home.path()).await;
    again.sign_in().await;
    let after = again.call("case", json!({ "case": case })).await;
    for part in [
        "number",
        "provisional",
        "status",
        "delivery",
        "section",
        "pages",
        "form",
        "documents",
        "people",
    ] {
        assert_eq!(after[part], view[part], "{part}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_line_down_a_provisional_number_and_later_the_offices() {
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    line.cut().await;
    let case = filled_case(&station).await;
    station
        .call(
            "propose",
            json!({ "case": case, "kind": "accept", "items": [], "reasons": [],
            "right_office": null }),
        )
        .await;
    let issued = station.call("issue", json!({ "case": case })).await;
    let provisional = text(&issued["case"]["provisional"]);
    assert!(provisional.starts_with('临'), "{provisional}");
    assert!(issued["case"]["number"].is_null());
    line.mend().await;
    let view = station
        .until(&case, "delivery after the line is back", |v| v["delivery"] == "acknowledged")
        .await;
    assert_eq!(view["provisional"], provisional.as_str());
    assert!(!text(&view["number"]).is_empty());
}
