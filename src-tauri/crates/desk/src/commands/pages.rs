//! Pages of a case: shown, assigned, turned, moved, deleted, and the last of these taken back.
use super::{editable, record};
use crate::cases::journal::Open;
use crate::contract::views::CaseView;
use crate::contract::{AssignPage, CaseId, MovePage, PageRef};
use crate::{Desk, Failure};
use counter_core::case::PageOf;
use counter_core::fact::Fact;

fn page<'a>(open: &'a Open, id: &str) -> Result<&'a PageOf, Failure> {
    open.case.pages.iter().find(|p| p.id == id).ok_or_else(|| Failure::new("unknown_page"))
}

pub async fn page_shown(desk: &Desk, payload: PageRef) -> Result<CaseView, Failure> {
    let open = desk.read_case(&payload.case)?;
    let id = page(&open, &payload.page)?.id.clone();
    if open.case.shown.contains(&id) || !crate::views::case::editable(open.case.status) {
        return crate::views::case::case_view(desk, &open);
    }
    let open = desk.change(open, vec![Fact::PageShown { page: id }])?;
    crate::views::case::case_view(desk, &open)
}

pub async fn assign_page(desk: &Desk, payload: AssignPage) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    let id = page(&open, &payload.page)?.id.clone();
    if let Some(material) = &payload.material {
        let item = open.item().ok_or_else(|| Failure::new("no_item"))?;
        if !item.materials.iter().any(|m| m.id == *material) {
            return Err(Failure::new("unknown_material"));
        }
    }
    record(desk, open, vec![Fact::PageAssigned { page: id, material: payload.material }])
}

pub async fn turn_page(desk: &Desk, payload: PageRef) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    let found = page(&open, &payload.page)?;
    let fact = Fact::PageTurned { page: found.id.clone(), turns: (found.turns + 1) % 4 };
    record(desk, open, vec![fact])
}

pub async fn move_page(desk: &Desk, payload: MovePage) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    let id = page(&open, &payload.page)?.id.clone();
    record(desk, open, vec![Fact::PageMoved { page: id, to: payload.to.saturating_sub(1) }])
}

pub async fn delete_page(desk: &Desk, payload: PageRef) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    let id = page(&open, &payload.page)?.id.clone();
    record(desk, open, vec![Fact::PageDeleted { page: id }])
}

pub async fn undo(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    let (_, inverse) = open.case.undo.last().ok_or_else(|| Failure::new("nothing_to_undo"))?;
    let fact = Fact::Undone { by: Box::new(inverse.clone()) };
    record(desk, open, vec![fact])
}
