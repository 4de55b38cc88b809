//! A field of the form, written through at once. What is wrong with it is data in the view, not a failure.
use super::{editable, record};
use crate::cases::form as show_form;
use crate::contract::Fill;
use crate::contract::views::CaseView;
use crate::{Desk, Failure};
use counter_core::fact::Fact;
use counter_core::text::Private;

pub async fn fill(desk: &Desk, payload: Fill) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    let form = open.form().ok_or_else(|| Failure::new("no_item"))?;
    let field = form.sections.iter().flat_map(|s| &s.fields).find(|f| f.id == payload.field);
    let field = field.ok_or_else(|| Failure::new("unknown_field"))?;
    if show_form::filled(&open, field).value == payload.value {
        return crate::views::case::case_view(desk, &open);
    }
    record(desk, open, vec![Fact::FieldFilled { field: payload.field, value: Private::new(payload.value) }])
}
