//! 授权委托书 out of a case in which somebody acts for the applicant, to be signed by hand and scanned
//! under its row. Nothing of it is kept: it says only what the case says already.
use super::editing::require_editable;
use super::typesetting::{Telling, typeset_paper};
use crate::Failure;
use crate::contract::views::PrintResult;
use crate::contract::{CaseId, FailureCode};
use crate::desk::Desk;
use crate::papers::mandate::{fill_mandate, find_mandate_blank};
use counter_core::item::PersonRole;

pub async fn print_mandate(desk: &Desk, payload: CaseId) -> Result<PrintResult, Failure> {
    let context = desk.paper_context(desk.station.require_clerk()?);
    let file = require_editable(desk, &payload.case)?;
    if file.case.find_person(PersonRole::Agent).is_none() {
        return Err(Failure::new(FailureCode::UnknownPerson));
    }
    file.require_item()?;
    let blank = find_mandate_blank(&file).ok_or_else(|| Failure::new(FailureCode::NoBlank))?;
    let sheet = fill_mandate(&context, &file, &blank);
    let typeset = typeset_paper(desk, &file.catalog, &sheet, Telling::Before).await?;
    desk.devices.print(&format!("mandate-{}", file.id), typeset.pdf).await
}
