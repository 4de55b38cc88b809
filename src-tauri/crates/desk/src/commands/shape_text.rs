//! What was typed in a box that is no field of a form, as it will be kept: asked when the box is
//! left. The command that is then given the text reads it the same way.
use crate::Failure;
use crate::contract::ShapeText;
use crate::contract::views::{BoxKind, ShapedText};
use crate::desk::Desk;
use counter_core::form::{FieldKind, shape_value};
use counter_core::written::read_time;

pub async fn shape_text(_: &Desk, payload: ShapeText) -> Result<ShapedText, Failure> {
    let typed = payload.text;
    let text = match payload.kind {
        BoxKind::Date => shape_value(FieldKind::Date, &typed),
        BoxKind::Phone => shape_value(FieldKind::Phone, &typed),
        BoxKind::IdNumber => shape_value(FieldKind::IdNumber, &typed),
        BoxKind::Time => read_time(&typed).map_or(typed, |time| time.strftime("%H:%M").to_string()),
    };
    Ok(ShapedText { text })
}
