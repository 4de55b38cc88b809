//! 接收回执: whoever leaves papers here undecided has it in writing which.
use super::editing::{require_status, show_case};
use super::printing::{print_document, typeset_document};
use super::typesetting::Telling;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::contract::views::{IssueResult, PrintResult};
use crate::contract::{FailureCode, ReceiptOf};
use crate::desk::Desk;
use crate::papers::brought::has_brought;
use crate::papers::materials::is_list_as_printed;
use crate::papers::notices::materials_receipt;
use counter_core::case::{Case, Document};
use counter_core::fact::Fact;
use counter_core::state::{Action, Status};

/// Typeset once for a list, then printed again (补打). Without `again` it comes only where papers are
/// kept and the list was not printed yet: so it is asked for by whatever leaves the case.
pub async fn print_receipt(desk: &Desk, payload: ReceiptOf) -> Result<IssueResult, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    // What comes after a notice stays undecided too, until the rest is here.
    if !matches!(file.case.status, Status::Received | Status::Correction) {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    require_status(&file, Action::Reprint)?;
    if !has_brought(&file.assess(), &file) {
        return match payload.again {
            true => Err(Failure::new(FailureCode::NothingBrought)),
            false => Ok(IssueResult { case: show_case(desk, &file)?, print: PrintResult::none() }),
        };
    }
    let newest = find_receipt_as_now(desk, &file)?;
    let is_given_out = newest.as_ref().is_some_and(|paper| file.case.is_given_out(&paper.id));
    let keeps_papers = file.assess().materials.iter().any(|material| material.is_kept());
    if !payload.again && (is_given_out || !keeps_papers) {
        return Ok(IssueResult { case: show_case(desk, &file)?, print: PrintResult::none() });
    }
    let (file, document) = match newest {
        Some(paper) => (file, paper.id),
        None => {
            let context = desk.paper_context(desk.station.require_clerk()?);
            let sheet = materials_receipt(&context, &file);
            typeset_document(desk, file, sheet, Telling::Before).await?
        }
    };
    print_document(desk, file, &document, is_given_out).await
}

/// The newest receipt, where its list is still that of the case.
pub(super) fn find_receipt_as_now(
    desk: &Desk,
    file: &CaseFile,
) -> Result<Option<Document>, Failure> {
    let is_receipt = |document: &Document| document.form == "materials_receipt";
    let newest = file.case.documents.iter().rev().map(|(paper, _)| paper).find(|p| is_receipt(p));
    let Some(newest) = newest else { return Ok(None) };
    let entries = desk.cases.read_entries(&file.id)?;
    let is_issue =
        |fact: &Fact| matches!(fact, Fact::DocumentIssued { document } if document.id == newest.id);
    let place = entries.iter().position(|entry| is_issue(&entry.fact));
    let before = place.and_then(|place| entries.get(..place)).and_then(Case::fold);
    let before = before.map(|case| CaseFile { case, ..file.clone() });
    let scans = desk.station.scans_papers();
    let is_as_now = before.is_some_and(|before| is_list_as_printed(&before, file, scans));
    Ok(is_as_now.then(|| newest.clone()))
}
