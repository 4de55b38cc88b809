//! Advice without a case: find an item, show its checklist, print the list. Nothing personal is
//! kept.
//!
//! Invariant: a list of materials printed without a case (一次性告知书), and a blank or sample of a
//! form, keep nothing and name nobody. A sample's numbers hold a ×; lint refuses others.
use super::typesetting::{Telling, typeset_paper};
use crate::Failure;
use crate::catalog::loaded_pack::LoadedPack;
use crate::contract::views::{CatalogueNews, ChecklistView, DocumentView, ItemHits, PrintResult};
use crate::contract::{FailureCode, ListQuery, Nothing, Query, SheetRef};
use crate::desk::Desk;
use crate::desk::sheets::TypesetSheet;
use crate::papers::one_time_list;
use crate::station::ids::new_id;
use crate::views::{catalog_news, item};
use counter_core::date::{date_text, moment_text};
use counter_core::item::Item;
use counter_documents::Sheet;

pub async fn search_items(desk: &Desk, payload: Query) -> Result<ItemHits, Failure> {
    let recent = desk.catalog.recent_items(&desk.station.require_clerk()?.number);
    let window = desk.station.window_scope();
    Ok(item::item_hits(&desk.catalog.current(), &payload.query, &recent, &window))
}

/// What the newest catalogue changed for the people who come.
pub async fn catalogue_news(desk: &Desk, _: Nothing) -> Result<CatalogueNews, Failure> {
    Ok(catalog_news::catalog_news(&desk.catalog, desk.station.scans_papers()))
}

pub fn find_item<'a>(loaded: &'a LoadedPack, id: &str) -> Result<&'a Item, Failure> {
    loaded.pack.item(id).ok_or_else(|| Failure::new(FailureCode::UnknownItem))
}

pub async fn checklist(desk: &Desk, payload: ListQuery) -> Result<ChecklistView, Failure> {
    let loaded = desk.catalog.current();
    let definition = find_item(&loaded, &payload.item)?;
    let (today, window) = (desk.station.now().date(), desk.station.window_scope());
    let scans = desk.station.scans_papers();
    Ok(item::checklist_view(&loaded, definition, &payload.answers, today, &window, scans))
}

pub async fn print_list(desk: &Desk, payload: ListQuery) -> Result<DocumentView, Failure> {
    let context = desk.paper_context(desk.station.require_clerk()?);
    let loaded = desk.catalog.current();
    let definition = find_item(&loaded, &payload.item)?;
    let sheet = one_time_list::one_time_list(&context, &loaded.pack, definition, &payload.answers);
    typeset_in_memory(desk, &loaded, &sheet).await
}

/// To be looked at and printed, and kept in memory alone.
pub async fn typeset_in_memory(
    desk: &Desk,
    loaded: &LoadedPack,
    sheet: &Sheet,
) -> Result<DocumentView, Failure> {
    let form = sheet.form_name();
    let typeset = typeset_paper(desk, loaded, sheet, Telling::Before).await?;
    let id = new_id();
    desk.sheets.lock().put_sheet(&id, TypesetSheet { form, pdf: typeset.pdf });
    Ok(DocumentView {
        url: format!("page://localhost/sheet/{id}"),
        code: None,
        id,
        form: form.into(),
        number: None,
        pages: typeset.pages,
        issued_at: Some(moment_text(desk.station.now())),
        prints: 0,
        saves: 0,
        missing: typeset.missing,
        revision: 0,
    })
}

pub async fn print_sheet(desk: &Desk, payload: SheetRef) -> Result<PrintResult, Failure> {
    let sheet = desk.sheets.lock().find_sheet(&payload.document);
    let TypesetSheet { form, pdf } = sheet.ok_or_else(|| Failure::new(FailureCode::NoDocument))?;
    let day = date_text(desk.station.now().date());
    desk.devices.print(&format!("{}-{day}", form.replace('_', "-")), pdf).await
}
