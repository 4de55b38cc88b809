//! Sheets to papers as they look here: with what the place puts on them, by the template of the pack
//! where it brings one that can be used, else by the program's own, which says so on the paper.
use crate::Failure;
use crate::catalog::loaded_pack::LoadedPack;
use crate::contract::{FailureCode, Topic};
use crate::desk::Desk;
use crate::papers::letterhead::make_letterhead;
use crate::papers::without_font::{WithoutFont, find_without_font};
use counter_documents::{Look, Sheet, Typeset};
use std::collections::BTreeSet;

/// Of characters that no font has, where a paper has any: when the clerk is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// Before the paper is made. The same key once more makes it, with 〓 in their place.
    Before,
    /// The clerk was told when the decision was looked at, and it is made: its papers come out.
    Earlier,
}

/// `loaded`: the case's own pack, or the one in use.
///
/// Every paper is made here, so that none comes out with a 〓 of which the clerk was not told.
pub async fn typeset_paper(
    desk: &Desk,
    loaded: &LoadedPack,
    sheet: &Sheet,
    telling: Telling,
) -> Result<Typeset, Failure> {
    let typeset = make_paper(desk, loaded, sheet).await?;
    let found = find_without_font(sheet, &typeset.missing);
    let is_news = desk.told_characters.lock().note(&found);
    if is_news && telling == Telling::Before {
        let places = list_places(&found);
        return Err(Failure::new(FailureCode::CharactersWithoutFont).with("places", places));
    }
    Ok(typeset)
}

/// `U+E863 applicant_name`, a line each.
fn list_places(found: &[WithoutFont]) -> String {
    let lines: BTreeSet<String> =
        found.iter().map(|one| format!("{} {}", one.code, one.place)).collect();
    lines.into_iter().collect::<Vec<_>>().join("\n")
}

async fn make_paper(desk: &Desk, loaded: &LoadedPack, sheet: &Sheet) -> Result<Typeset, Failure> {
    let form = sheet.form_name();
    let own = loaded.pack.template(form);
    if let Some(template) = own {
        let look = load_look(desk, loaded, form, false).await;
        let typeset = desk.devices.typeset_by_template(sheet, &look, template).await;
        if let Some(typeset) = typeset {
            return Ok(typeset);
        }
        // Told on the screen as well.
        desk.station.announce(Topic::Status);
    }
    let look = load_look(desk, loaded, form, own.is_some()).await;
    Ok(desk.devices.worker.typeset_paper(sheet, &look).await?)
}

async fn load_look(
    desk: &Desk,
    loaded: &LoadedPack,
    form: &str,
    is_template_refused: bool,
) -> Look {
    Look {
        letterhead: make_letterhead(&desk.station, &loaded.pack, form, is_template_refused),
        logo: desk.devices.load_logo().await,
    }
}
