//! Advice without a case: find an item, show its checklist, print the list. Nothing personal is kept.
use crate::contract::{ListQuery, Nothing, Query, SheetRef};
use crate::session::require_clerk;
use crate::show::{self, item as show_item};
use crate::translate::document_failure;
use crate::view::{CatalogueNews, ChecklistView, DocumentView, ItemHit, PrintResult};
use crate::{Desk, Failure, catalogue, print, sheets};
use counter_documents::Sheet;

pub async fn search_items(desk: &Desk, payload: Query) -> Result<Vec<ItemHit>, Failure> {
    let recent = catalogue::recent(desk, &require_clerk(desk)?.number);
    Ok(show_item::found(&desk.shelf(), &payload.query, &recent))
}

/// What the newest catalogue changed for the people who come.
pub async fn catalogue_news(desk: &Desk, _: Nothing) -> Result<CatalogueNews, Failure> {
    Ok(catalogue::news(desk))
}

pub async fn checklist(desk: &Desk, payload: ListQuery) -> Result<ChecklistView, Failure> {
    let shelf = desk.shelf();
    let item = shelf.pack.item(&payload.item).ok_or_else(|| Failure::new("unknown_item"))?;
    Ok(show_item::checklist(&shelf, item, &payload.answers, desk.now().date()))
}

pub async fn print_list(desk: &Desk, payload: ListQuery) -> Result<DocumentView, Failure> {
    let view = checklist(desk, payload).await?;
    let clerk = require_clerk(desk)?;
    let sheet = sheets::one_time_list(&view, &clerk, &sheets::stamp(desk));
    in_memory(desk, &sheet).await
}

/// Typeset to be looked at and printed, and kept in memory alone.
pub async fn in_memory(desk: &Desk, sheet: &Sheet) -> Result<DocumentView, Failure> {
    let form = sheets::form_name(sheet);
    let made = desk.worker.typeset_sheet(sheet).await.map_err(|e| document_failure(&e))?;
    let id = desk.fresh_id();
    let mut memory = desk.memory();
    // Only the newest few can be looked at again; they can be made anew at any time.
    if memory.sheets.len() > 16 {
        memory.sheets.clear();
    }
    memory.sheets.insert(id.clone(), (form, made.pdf));
    Ok(DocumentView {
        url: format!("page://localhost/sheet/{id}"),
        id,
        form: form.into(),
        number: None,
        pages: made.pages,
        issued_at: Some(show::moment_text(desk.now())),
        prints: 0,
        revision: 0,
    })
}

pub async fn print_sheet(desk: &Desk, payload: SheetRef) -> Result<PrintResult, Failure> {
    let sheet = desk.memory().sheets.get(&payload.document).cloned();
    let (form, pdf) = sheet.ok_or_else(|| Failure::new("no_document"))?;
    print::send(desk, &form.replace('_', "-"), pdf).await
}
