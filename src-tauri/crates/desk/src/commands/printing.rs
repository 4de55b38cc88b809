//! Papers of a case: typeset and sealed once, then printed, and printed again (补打).
use super::editing::{append_and_show, require_status, show_case};
use super::typesetting::{Telling, typeset_paper};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::signing::digest_values;
use crate::contract::views::{IssueResult, PrintResult};
use crate::contract::{DocumentRef, FailureCode};
use crate::desk::Desk;
use crate::papers::reprint::reprint_line;
use crate::station::ids::new_id;
use counter_core::case::{APPLICATION_FORM, Document};
use counter_core::fact::Fact;
use counter_core::receipt_code::ReceiptCode;
use counter_core::state::Action;
use counter_documents::{Sheet, Typeset};

/// The case with the paper in it, and the paper's id.
pub async fn typeset_document(
    desk: &Desk,
    file: CaseFile,
    sheet: Sheet,
    telling: Telling,
) -> Result<(CaseFile, String), Failure> {
    let id = new_id();
    Ok((typeset_document_as(desk, file, sheet, id.clone(), telling).await?, id))
}

pub async fn typeset_document_as(
    desk: &Desk,
    file: CaseFile,
    sheet: Sheet,
    id: String,
    telling: Telling,
) -> Result<CaseFile, Failure> {
    let typeset = typeset_paper(desk, &file.catalog, &sheet, telling).await?;
    let document = seal_paper(desk, &file, id, &sheet, &typeset)?;
    desk.cases.append_facts(file, vec![Fact::DocumentIssued { document }])
}

/// A typeset paper as the journal will name it.
pub(super) fn seal_paper(
    desk: &Desk,
    file: &CaseFile,
    id: String,
    sheet: &Sheet,
    typeset: &Typeset,
) -> Result<Document, Failure> {
    let form = sheet.form_name().to_owned();
    let is_form = form == APPLICATION_FORM;
    let values = is_form.then(|| digest_values(&file.assess()));
    let sealed = desk.cases.seal_file(&file.id, "application/pdf", &typeset.pdf)?;
    let number = file.case.display_number().filter(|_| !is_form);
    Ok(Document {
        id,
        number: number.map(str::to_owned),
        form,
        file: sealed.id,
        pages: typeset.pages,
        sha256: sealed.sha256,
        len: sealed.len,
        values,
        signature_boxes: typeset.signature_boxes.clone(),
        code: find_code(sheet).map(|code| code.as_str().to_owned()),
    })
}

/// As the paper itself has it.
fn find_code(sheet: &Sheet) -> Option<ReceiptCode> {
    match sheet {
        Sheet::AcceptanceReceipt(paper) => ReceiptCode::read(&paper.receipt_code),
        Sheet::Letter(paper) => ReceiptCode::read(&paper.receipt_code),
        Sheet::CheckRecord(paper) => ReceiptCode::read(&paper.receipt_code),
        _ => None,
    }
}

/// 补打: the sealed paper, with a line that says so.
pub async fn print(desk: &Desk, payload: DocumentRef) -> Result<IssueResult, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    if file.case.documents.iter().all(|(paper, _)| paper.id != payload.document) {
        return Err(Failure::new(FailureCode::NoDocument));
    }
    require_status(&file, Action::Reprint)?;
    let reprint = file.case.is_given_out(&payload.document);
    print_document(desk, file, &payload.document, reprint).await
}

pub async fn print_document(
    desk: &Desk,
    file: CaseFile,
    id: &str,
    reprint: bool,
) -> Result<IssueResult, Failure> {
    let document = file
        .case
        .documents
        .iter()
        .find(|(known, _)| known.id == id)
        .map(|(paper, _)| paper.clone());
    let document = document.ok_or_else(|| Failure::new(FailureCode::NoDocument))?;
    // Once it is signed on the screen, what goes to paper has the signatures on it.
    let signatures = file.case.list_signatures(&document.id);
    let signed = signatures.filter_map(|signature| signature.signed_form.as_ref()).last();
    let sealed = signed.map_or(&document.file, |part| &part.file);
    let (_, mut pdf) = desk.cases.read_file(&file.id, sealed)?;
    if reprint {
        let line = reprint_line(&file.case, &document, desk.station.now());
        pdf = desk.devices.worker.reprint_paper(pdf, document.pages, &line).await?;
    }
    let again = if reprint { "-reprint" } else { "" };
    let name =
        format!("{}-{}{again}", document.form, document.number.as_deref().unwrap_or(&file.id));
    let print = match desk.devices.print(&name, pdf).await {
        Ok(print) => print,
        // The decision stands and the paper is kept; the printer's fault is told beside it and 补打
        // prints it.
        Err(failure) if !reprint => {
            tracing::warn!(code = failure.code.as_str(), "issued, but not printed");
            PrintResult { failure: Some(failure), ..PrintResult::none() }
        }
        Err(failure) => return Err(failure),
    };
    let case = match outcome_fact(document.id, reprint, &print) {
        Some(fact) => append_and_show(desk, file, vec![fact])?,
        None => show_case(desk, &file)?,
    };
    Ok(IssueResult { case, print })
}

/// What became of it, and none where nothing did. A file is no print.
fn outcome_fact(document: String, reprint: bool, print: &PrintResult) -> Option<Fact> {
    match (&print.printer, &print.file) {
        (Some(printer), _) => {
            Some(Fact::Printed { document, reprint, printer: Some(printer.clone()) })
        }
        (None, Some(_)) => Some(Fact::PaperSaved { document, reprint }),
        (None, None) => None,
    }
}
