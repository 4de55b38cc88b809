//! The blank of a material to take along, or the sheet that shows how it is filled. Of an item, never of a person; nothing is kept.
use super::items::in_memory;
use crate::catalog::packs::Shelf;
use crate::contract::BlankOf;
use crate::contract::views::DocumentView;
use crate::papers::blank::Blank;
use crate::papers::notices::stamp;
use crate::station::session::require_clerk;
use crate::{Desk, Failure};
use std::sync::Arc;

/// In a case as in its own pack, without one as in the pack in use.
pub async fn print_blank(desk: &Desk, payload: BlankOf) -> Result<DocumentView, Failure> {
    let clerk = require_clerk(desk)?;
    let shelf = match &payload.case {
        Some(case) => desk.read_case(case)?.shelf,
        None => desk.shelf(),
    };
    let sheet = blank(&shelf, &payload)?.sheet(&clerk, stamp(desk));
    in_memory(desk, &sheet).await
}

fn blank<'a>(shelf: &'a Arc<Shelf>, asked: &BlankOf) -> Result<Blank<'a>, Failure> {
    let pack = &shelf.pack;
    let item = pack.item(&asked.item).ok_or_else(|| Failure::new("unknown_item"))?;
    let material = item.materials.iter().find(|one| one.id == asked.material);
    let material = material.ok_or_else(|| Failure::new("unknown_material"))?;
    let form = item.blank_of(material).and_then(|id| pack.form(id)).ok_or_else(|| Failure::new("no_blank"))?;
    if asked.sample && !form.has_sample() {
        return Err(Failure::new("no_blank"));
    }
    Ok(Blank { item, material, form, version: pack.version(), sample: asked.sample })
}
