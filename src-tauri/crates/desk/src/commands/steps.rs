//! Relaying what the deciding office said: the paper that the law wants the applicant to have.
use super::printing::{print, print_document, typeset_document_as};
use super::typesetting::Telling;
use crate::Failure;
use crate::contract::views::IssueResult;
use crate::contract::{DocumentRef, FailureCode, StepRef};
use crate::desk::Desk;
use crate::papers::letters::step_letter;

/// Made once for a step, under the step's own id; after that printed again.
pub async fn print_step(desk: &Desk, payload: StepRef) -> Result<IssueResult, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    if file.case.documents.iter().any(|(document, _)| document.id == payload.step) {
        return print(desk, DocumentRef { case: payload.case, document: payload.step }).await;
    }
    let context = desk.paper_context(desk.station.require_clerk()?);
    let step = file.case.told.iter().find(|step| step.id == payload.step);
    let letter = step.and_then(|step| step_letter(&context, &file, step));
    let letter = letter.ok_or_else(|| Failure::new(FailureCode::NoDocument))?;
    let id = payload.step.clone();
    let file = typeset_document_as(desk, file, letter, id, Telling::Before).await?;
    print_document(desk, file, &payload.step, false).await
}
