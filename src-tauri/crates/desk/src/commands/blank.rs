//! The blank of a material to take along, or the sheet that shows how it is filled. Of an item,
//! never of a person; nothing is kept.
use super::items::{find_item, typeset_in_memory};
use crate::Failure;
use crate::catalog::loaded_pack::LoadedPack;
use crate::contract::views::DocumentView;
use crate::contract::{BlankOf, FailureCode};
use crate::desk::Desk;
use crate::papers::blank::Blank;

/// In a case as in its own pack, without one as in the pack in use.
pub async fn print_blank(desk: &Desk, payload: BlankOf) -> Result<DocumentView, Failure> {
    let context = desk.paper_context(desk.station.require_clerk()?);
    let loaded = match &payload.case {
        Some(case) => desk.cases.read_case(case)?.catalog,
        None => desk.catalog.current(),
    };
    let sheet = find_blank(&loaded, &payload)?.sheet(&context);
    typeset_in_memory(desk, &loaded, &sheet).await
}

fn find_blank<'a>(loaded: &'a LoadedPack, wanted: &BlankOf) -> Result<Blank<'a>, Failure> {
    let pack = &loaded.pack;
    let item = find_item(loaded, &wanted.item)?;
    let material = item.materials.iter().find(|material| material.id == wanted.material);
    let material = material.ok_or_else(|| Failure::new(FailureCode::UnknownMaterial))?;
    let form = item
        .blank_of(material)
        .and_then(|id| pack.form(id))
        .ok_or_else(|| Failure::new(FailureCode::NoBlank))?;
    if wanted.sample && !form.has_sample() {
        return Err(Failure::new(FailureCode::NoBlank));
    }
    let material = &material.name;
    Ok(Blank { item, material, form, version: pack.version(), sample: wanted.sample })
}
