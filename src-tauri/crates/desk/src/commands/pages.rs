//! Pages of a case: shown, assigned, turned, moved, deleted, and the last of these taken back.
use super::editing::{append_and_show, record_facts, require_editable, show_case};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::signing::note_signed_slip;
use crate::contract::views::CaseView;
use crate::contract::{AssignPage, CaseId, FailureCode, MovePage, PageRef};
use crate::desk::Desk;
use counter_core::case::PageOf;
use counter_core::fact::Fact;

fn find_page<'a>(file: &'a CaseFile, id: &str) -> Result<&'a PageOf, Failure> {
    file.case
        .pages
        .iter()
        .find(|p| p.id == id)
        .ok_or_else(|| Failure::new(FailureCode::UnknownPage))
}

pub async fn page_shown(desk: &Desk, payload: PageRef) -> Result<CaseView, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    let id = find_page(&file, &payload.page)?.id.clone();
    if file.case.shown.contains(&id) || !file.is_editable() {
        return show_case(desk, &file);
    }
    append_and_show(desk, file, vec![Fact::PageShown { page: id }])
}

pub async fn assign_page(desk: &Desk, payload: AssignPage) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let id = find_page(&file, &payload.page)?.id.clone();
    if let Some(material) = &payload.material {
        let item = file.require_item()?;
        if !item.materials.iter().any(|m| m.id == *material) {
            return Err(Failure::new(FailureCode::UnknownMaterial));
        }
    }
    let assigned = Fact::PageAssigned { page: id, material: payload.material };
    let facts = note_signed_slip(&file, vec![assigned]);
    record_facts(desk, file, facts)
}

pub async fn turn_page(desk: &Desk, payload: PageRef) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let page = find_page(&file, &payload.page)?;
    let fact = Fact::PageTurned { page: page.id.clone(), turns: (page.turns + 1) % 4 };
    record_facts(desk, file, vec![fact])
}

pub async fn move_page(desk: &Desk, payload: MovePage) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let id = find_page(&file, &payload.page)?.id.clone();
    record_facts(desk, file, vec![Fact::PageMoved { page: id, to: payload.to.saturating_sub(1) }])
}

pub async fn delete_page(desk: &Desk, payload: PageRef) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let page = find_page(&file, &payload.page)?;
    desk.cases.forget_damage_of(&file, page);
    let id = page.id.clone();
    record_facts(desk, file, vec![Fact::PageDeleted { page: id }])
}

pub async fn undo(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let (_, inverse) =
        file.case.undo.last().ok_or_else(|| Failure::new(FailureCode::NothingToUndo))?;
    let fact = Fact::Undone { by: Box::new(inverse.clone()) };
    record_facts(desk, file, vec![fact])
}
