//! The citizen's screen: an item's list while the clerk shows it, else the window's name. It never knows of a person.
use super::items::checklist;
use crate::contract::views::{
    ChecklistRow, CitizenList, CitizenRow, CitizenScreen, CitizenView, Need, StatusView, Supply, WhyCode,
};
use crate::contract::{ListQuery, Nothing};
use crate::station::session::{hold, require_clerk};
use crate::{Desk, Failure};

pub async fn show_list(desk: &Desk, payload: ListQuery) -> Result<StatusView, Failure> {
    let list = checklist(desk, payload).await?;
    let (asking, known): (Vec<_>, Vec<_>) = list.rows.into_iter().partition(|row| row.why.code == WhyCode::Unanswered);
    let mut rows: Vec<_> = known.into_iter().filter(|row| row.need != Need::NotNeeded).map(row).collect();
    // First what is brought along, then what is made here.
    rows.sort_by_key(|row| row.supply == Supply::Form);
    let shown = CitizenList { item: list.item.name, rows, asking: !asking.is_empty() };
    desk.memory().citizen = Some(shown);
    desk.notify("citizen");
    super::status(desk, Nothing {}).await
}

pub async fn clear_citizen(desk: &Desk, _: Nothing) -> Result<StatusView, Failure> {
    blank(desk);
    super::status(desk, Nothing {}).await
}

/// The locked screen hides the list and keeps it.
pub async fn citizen(desk: &Desk, _: Nothing) -> Result<CitizenView, Failure> {
    let locked = hold(&desk.lock).is_some();
    let list = desk.memory().citizen.clone().filter(|_| !locked);
    let window = require_clerk(desk).ok().map(|clerk| format!("{}　{}", clerk.station, clerk.window));
    Ok(CitizenView { mark: desk.ground.mark.map(str::to_owned), window, list })
}

/// Nothing of what was being done stays on the other screen.
pub fn blank(desk: &Desk) {
    if desk.memory().citizen.take().is_some() {
        desk.notify("citizen");
    }
}

pub fn screen(desk: &Desk) -> CitizenScreen {
    match (desk.settings().citizen_screen, desk.memory().citizen.is_some()) {
        (false, _) => CitizenScreen::None,
        (true, false) => CitizenScreen::Blank,
        (true, true) => CitizenScreen::List,
    }
}

fn row(row: ChecklistRow) -> CitizenRow {
    CitizenRow { name: row.name, original: row.original, copy: row.copy, need: row.need, supply: row.supply }
}
