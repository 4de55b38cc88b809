//! How the form of a case is signed in a test: shown to the clerk, then by strokes on the citizen's
//! screen where the place takes them, else by pen on the printed form.
use crate::counter::Station;
use crate::main_story::{page, text};
use serde_json::{Value, json};

/// What the citizen's own window asks for.
pub async fn try_citizen(station: &Station, name: &str, payload: Value) -> Result<Value, String> {
    station.desk.dispatch("citizen", name, payload).await.map_err(|f| f.code.to_string())
}

pub async fn citizen(station: &Station, name: &str, payload: Value) -> Value {
    match try_citizen(station, name, payload).await {
        Ok(view) => view,
        Err(code) => panic!("{name} was refused: {code}"),
    }
}

/// A touch on what stands on the citizen's screen now.
pub async fn touch(station: &Station) -> Value {
    let form = citizen(station, "citizen", json!({})).await["form"].clone();
    json!({ "form": form["id"], "step": form["step"] })
}

/// 确认 as somebody makes it who sees the screen.
pub async fn confirm(station: &Station) -> Value {
    citizen(station, "citizen_confirm", touch(station).await).await
}

pub async fn doubt(station: &Station, point: &str) -> Result<Value, String> {
    let showing = touch(station).await["form"].clone();
    try_citizen(station, "citizen_doubt", json!({ "form": showing, "point": point })).await
}

pub async fn draw(station: &Station, strokes: Value) -> Result<Value, String> {
    let showing = touch(station).await["form"].clone();
    try_citizen(station, "citizen_sign", json!({ "form": showing, "strokes": strokes })).await
}

pub fn strokes() -> Value {
    let stroke = |top: u32| -> Vec<Value> {
        let point = |at: u32| json!({ "x": 100 + 9 * at, "y": top + at, "t": 12 * at, "p": 0.5 });
        (0..40).map(point).collect()
    };
    json!({ "width": 1000, "height": 320, "strokes": [stroke(60), stroke(160)] })
}

/// The first who has yet to sign, by id.
pub fn unsigned(view: &Value) -> Option<String> {
    let signers = view["signing"]["signers"].as_array()?;
    let open = signers.iter().find(|signer| signer["by"].is_null())?;
    Some(text(&open["person"]))
}

/// Everybody who has to signs, once: nothing is done where nothing is lacking, and nothing by an
/// agent whose authority is not on record yet.
pub async fn sign_form(station: &Station, case: &str) {
    let mut view = station.call("case", json!({ "case": case })).await;
    if view["editable"] != true || unsigned(&view).is_none() {
        return;
    }
    if view["signing"]["shown"] != true {
        view = station.call("show_form", json!({ "case": case })).await;
    }
    while let Some(person) = unsigned(&view) {
        let signed = if view["signing"]["strokes"] == true {
            sign_by_strokes(station, case, &person).await
        } else {
            sign_by_pen(station, case, &person).await
        };
        match signed {
            Ok(signed) => view = signed,
            Err(code) => {
                let of_agent = ["mandate_missing", "authority_missing", "authority_no_row"];
                return assert!(of_agent.contains(&code.as_str()), "{code}");
            }
        }
    }
}

/// By one key before the citizen, two touches, the strokes.
pub async fn sign_by_strokes(station: &Station, case: &str, person: &str) -> Result<Value, String> {
    let before = json!({ "case": case, "person": person });
    station.try_call("show_form_to_citizen", before).await?;
    for step in ["terms", "sign"] {
        assert_eq!(confirm(station).await["form"]["step"], step);
    }
    let view = draw(station, strokes()).await?;
    assert_eq!(view["form"]["step"], "done");
    station.call("clear_citizen", json!({})).await;
    Ok(station.call("case", json!({ "case": case })).await)
}

/// Printed, and a page scanned of which the code cannot be read.
pub async fn sign_by_pen(station: &Station, case: &str, person: &str) -> Result<Value, String> {
    let printed = station.try_call("print_form", json!({ "case": case })).await?;
    assert_eq!(printed["case"]["signing"]["printed"], true);
    let scanned = scan_signed(station, case, page()).await;
    station.try_call("sign_on_paper", on_paper(case, person, &scanned, "pen", true)).await
}

/// The last page that came under the form's row.
pub async fn scan_signed(station: &Station, case: &str, file: Vec<u8>) -> String {
    let view = station.call("case", json!({ "case": case })).await;
    let view = station.desk.upload("main", &scan_path(case, &view), file).await.unwrap();
    text(&view["pages"].as_array().unwrap().last().unwrap()["id"])
}

/// Where a page that was signed goes.
pub fn scan_path(case: &str, view: &Value) -> String {
    format!("/import/{case}?material={}", text(&view["signing"]["material"]))
}

pub fn on_paper(case: &str, person: &str, page: &str, by: &str, unread: bool) -> Value {
    json!({ "case": case, "person": person, "page": page, "by": by, "unread": unread })
}
