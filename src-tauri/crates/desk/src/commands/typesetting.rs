//! Sheets to papers as they look here: with what the place puts on them, by the template of the pack
//! where it brings one that can be used, else by the program's own, which says so on the paper.
use crate::Failure;
use crate::catalog::loaded_pack::LoadedPack;
use crate::contract::Topic;
use crate::desk::Desk;
use crate::papers::letterhead::make_letterhead;
use counter_documents::{Look, Sheet, Typeset};

/// `loaded`: the case's own pack, or the one in use.
pub async fn typeset_paper(
    desk: &Desk,
    loaded: &LoadedPack,
    sheet: &Sheet,
) -> Result<Typeset, Failure> {
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
