//! The citizen's screen: an item's list while the clerk shows it, else the window's name. It never
//! knows of a person.
use super::items::checklist;
use super::session::status;
use crate::Failure;
use crate::contract::views::{
    ChecklistRow, CitizenList, CitizenRow, CitizenView, Need, StatusView, WhyCode,
};
use crate::contract::{ListQuery, Nothing, Topic};
use crate::desk::Desk;
use counter_core::item::Supply;

pub async fn show_list(desk: &Desk, payload: ListQuery) -> Result<StatusView, Failure> {
    let list = checklist(desk, payload).await?;
    let (asking, settled): (Vec<_>, Vec<_>) =
        list.rows.into_iter().partition(|row| row.why.code == WhyCode::Unanswered);
    let needed = settled.into_iter().filter(|row| row.need != Need::NotNeeded);
    let mut rows: Vec<_> = needed.map(citizen_row).collect();
    // First what is brought along, then what is made here.
    rows.sort_by_key(|row| row.supply == Supply::Form);
    let list = CitizenList { item: list.item.name, rows, asking: !asking.is_empty() };
    // A test of the screen that was left standing would hide it.
    desk.setup_tries.end();
    *desk.citizen_list.lock() = Some(list);
    desk.station.announce(Topic::Citizen);
    status(desk, Nothing {}).await
}

pub async fn clear_citizen(desk: &Desk, _: Nothing) -> Result<StatusView, Failure> {
    clear_list(desk);
    status(desk, Nothing {}).await
}

/// The locked screen hides the list and keeps it.
pub async fn citizen(desk: &Desk, _: Nothing) -> Result<CitizenView, Failure> {
    let locked = desk.station.is_locked();
    let list = desk.citizen_list.lock().clone().filter(|_| !locked);
    let clerk = desk.station.require_clerk().ok();
    let window = clerk.map(|clerk| format!("{}　{}", clerk.station, clerk.window));
    let test = desk.setup_tries.is_screen_shown() && !locked;
    Ok(CitizenView { mark: desk.station.environment.mark.map(str::to_owned), window, list, test })
}

/// Nothing of what was being done stays on the other screen.
pub fn clear_list(desk: &Desk) {
    if desk.citizen_list.lock().take().is_some() {
        desk.station.announce(Topic::Citizen);
    }
}

fn citizen_row(row: ChecklistRow) -> CitizenRow {
    CitizenRow {
        name: row.name,
        original: row.original,
        copy: row.copy,
        need: row.need,
        supply: row.supply,
    }
}
