//! Relaying what the deciding office said: the paper that the law wants the applicant to have.
use super::decision::{keep_paper_as, print, print_document};
use crate::contract::views::IssueResult;
use crate::contract::{DocumentRef, StepRef};
use crate::papers::letters;
use crate::station::session::require_clerk;
use crate::{Desk, Failure};

/// Made once for a step, under the step's own id; after that printed again.
pub async fn print_step(desk: &Desk, payload: StepRef) -> Result<IssueResult, Failure> {
    let open = desk.read_case(&payload.case)?;
    if open.case.documents.iter().any(|(document, _)| document.id == payload.step) {
        return print(desk, DocumentRef { case: payload.case, document: payload.step }).await;
    }
    let told = open.case.told.iter().find(|told| told.id == payload.step);
    let told = told.ok_or_else(|| Failure::new("no_document"))?;
    let sheet = letters::step(desk, &open, told, &require_clerk(desk)?)?;
    let open = keep_paper_as(desk, open, sheet, payload.step.clone()).await?;
    print_document(desk, open, &payload.step, false).await
}
