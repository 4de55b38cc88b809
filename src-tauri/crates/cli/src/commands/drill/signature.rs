//! The form of an invented case is signed: by strokes where the place takes them, else on the printed
//! form, of which an invented page comes back.
use super::place::{call_citizen, call_desk};
use crate::output::Fault;
use counter_desk::Workplace;
use serde_json::{Value, json};

/// The field that is drawn on, in its own units.
const FIELD: (u32, u32) = (1000, 320);
const POINTS: u32 = 40;

pub async fn sign_on_screen(
    desk: &Workplace,
    case: &Value,
    person: &Value,
) -> Result<Value, Fault> {
    let before = json!({ "case": case, "person": person });
    call_desk(desk, "show_form_to_citizen", before).await?;
    // What was read back is right, and what is told of a signature was read.
    let showing = call_citizen(desk, "citizen", json!({})).await?["form"]["id"].clone();
    for step in ["read_back", "terms"] {
        let touch = json!({ "form": showing, "step": step });
        call_citizen(desk, "citizen_confirm", touch).await?;
    }
    let signed = json!({ "form": showing, "strokes": draw_strokes() });
    call_citizen(desk, "citizen_sign", signed).await?;
    call_desk(desk, "clear_citizen", json!({})).await?;
    call_desk(desk, "case", json!({ "case": case })).await
}

/// `page` is the last that came under the form's row. No code can be read on it.
pub async fn sign_on_page(
    desk: &Workplace,
    (case, person): (&Value, &Value),
    page: &Value,
) -> Result<Value, Fault> {
    let signed =
        json!({ "case": case, "person": person, "page": page, "by": "pen", "unread": true });
    call_desk(desk, "sign_on_paper", signed).await
}

fn draw_strokes() -> Value {
    let (width, height) = FIELD;
    let stroke = |top: u32| -> Vec<Value> {
        let point = |at: u32| json!({ "x": 100 + 9 * at, "y": top + at, "t": 12 * at, "p": 0.5 });
        (0..POINTS).map(point).collect()
    };
    json!({ "width": width, "height": height, "strokes": [stroke(60), stroke(160)] })
}
