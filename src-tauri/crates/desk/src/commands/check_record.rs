//! 免责凭据 by one key: of whatever case is received or decided, as it is on record now.
use super::editing::{require_status, show_case};
use super::printing::{print_document, typeset_document};
use super::typesetting::{Telling, typeset_paper};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::contract::CaseId;
use crate::contract::views::IssueResult;
use crate::desk::Desk;
use crate::papers::CHECK_RECORD;
use crate::papers::check_record::check_record;
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::journal::Entry;
use counter_core::state::Action;
use counter_documents::Sheet;

/// Typeset anew where anything came since the last one, else that one again (补打).
pub async fn print_check_record(desk: &Desk, payload: CaseId) -> Result<IssueResult, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    require_status(&file, Action::Reprint)?;
    let entries = desk.cases.read_entries(&file.id)?;
    let is_purged = desk.station.with_store(|store| store.is_purged(&file.id))?;
    if let Some(paper) = find_paper_as_now(&entries, CHECK_RECORD).filter(|_| !is_purged) {
        let is_given_out = file.case.is_given_out(&paper.id);
        return print_document(desk, file, &paper.id, is_given_out).await;
    }
    let context = desk.paper_context(desk.station.require_clerk()?);
    let sheet = check_record(&context, &file, &entries);
    if is_purged {
        return print_unkept(desk, &file, &sheet).await;
    }
    let (file, paper) = typeset_document(desk, file, sheet, Telling::Before).await?;
    print_document(desk, file, &paper, false).await
}

/// Of a case whose files were destroyed: none is added, and what was checked is still on record.
async fn print_unkept(desk: &Desk, file: &CaseFile, sheet: &Sheet) -> Result<IssueResult, Failure> {
    let typeset = typeset_paper(desk, &file.catalog, sheet, Telling::Before).await?;
    let name = format!("{CHECK_RECORD}-{}", file.case.display_number().unwrap_or(&file.id));
    let print = desk.devices.print(&name, typeset.pdf).await?;
    Ok(IssueResult { case: show_case(desk, file)?, print })
}

/// A paper as the journal has it.
pub(super) struct PaperAsNow {
    pub id: String,
    pub issued_at: Moment,
}

/// The newest one of this form, where nothing is on record since but that it was printed, or kept as a
/// file. Of another paper the record says whether it came out.
pub(super) fn find_paper_as_now(entries: &[Entry], form: &str) -> Option<PaperAsNow> {
    let is_silent = |entry: &&Entry, id: &str| match &entry.fact {
        Fact::Printed { document, .. } | Fact::PaperSaved { document, .. } => document == id,
        Fact::SectionOpened { .. } => true,
        _ => false,
    };
    let newest = entries.iter().rev().find_map(|entry| match &entry.fact {
        Fact::DocumentIssued { document } if document.form == form => {
            Some((entry, document.id.as_str()))
        }
        _ => None,
    });
    let (issued, id) = newest?;
    let mut since = entries.iter().filter(|entry| entry.seq > issued.seq);
    let is_as_now = since.all(|entry| is_silent(&entry, id));
    is_as_now.then(|| PaperAsNow { id: id.to_owned(), issued_at: issued.at })
}
