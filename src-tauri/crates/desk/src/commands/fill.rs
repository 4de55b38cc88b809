//! A field of the form, written through at once, in the shape that papers and the office have. What
//! is wrong with it is data in the view, not a failure.
use super::editing::{record_facts, require_editable, show_assessed};
use crate::Failure;
use crate::contract::views::CaseView;
use crate::contract::{FailureCode, Fill};
use crate::desk::Desk;
use crate::station::limits::require_length;
use counter_core::fact::Fact;
use counter_core::form::normalize_value;
use counter_core::limits::MAX_TEXT_CHARS;
use counter_core::private::Private;

pub async fn fill(desk: &Desk, payload: Fill) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let assessment = file.assess();
    let form = assessment.form.as_ref().ok_or_else(|| Failure::new(FailureCode::NoItem))?;
    let field = form.def.field(&payload.field);
    let field = field.ok_or_else(|| Failure::new(FailureCode::UnknownField))?;
    let value = normalize_value(field, &payload.value);
    require_length(&value, MAX_TEXT_CHARS)?;
    if form.value_of(&payload.field) == value {
        return Ok(show_assessed(desk, &file, &assessment));
    }
    record_facts(
        desk,
        file,
        vec![Fact::FieldFilled { field: payload.field, value: Private::new(value) }],
    )
}
