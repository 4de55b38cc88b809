//! The citizen's screen: an item's list, what goes back and what stays, or how far a case is, while the
//! clerk shows it; else the window's name. It knows of a person only while the form of one stands on it.
use super::items::checklist;
use super::session::status;
use crate::Failure;
use crate::contract::views::{
    ChecklistRow, CitizenCourse, CitizenList, CitizenPapers, CitizenRow, CitizenView, Need,
    StatusView, WhyCode,
};
use crate::contract::{CaseId, ListQuery, Nothing, Topic};
use crate::desk::Desk;
use counter_core::case::Custody;
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
    make_room(desk);
    *desk.citizen_list.lock() = Some(list);
    desk.station.announce(Topic::Citizen);
    status(desk, Nothing {}).await
}

/// What the one key for all would give back and keep, for both to read before it is pressed.
pub async fn show_give_back(desk: &Desk, payload: CaseId) -> Result<StatusView, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    let assessment = file.assess();
    let names = |custody: Custody| {
        let rows = assessment.materials.iter();
        let due = rows.filter(|material| material.due_custody() == Some(custody));
        due.map(|material| material.name().to_owned()).collect()
    };
    let place = desk.station.custody_place(&desk.station.require_clerk()?.window);
    let copies = assessment.materials.iter().filter(|material| material.due_copies().is_some());
    let papers = CitizenPapers {
        returned: names(Custody::Returned),
        held: names(Custody::Held),
        copies: copies.map(|material| material.name().to_owned()).collect(),
        place,
    };
    make_room(desk);
    *desk.citizen_papers.lock() = Some(papers);
    desk.station.announce(Topic::Citizen);
    status(desk, Nothing {}).await
}

pub(super) fn show_course_lines(desk: &Desk, course: CitizenCourse) {
    make_room(desk);
    *desk.citizen_course.lock() = Some(course);
    desk.station.announce(Topic::Citizen);
}

/// One thing stands there at a time. A test of the screen that was left standing would hide it.
fn make_room(desk: &Desk) {
    desk.setup_tries.end();
    desk.clear_citizen_pages();
    desk.drop_citizen_form();
}

pub async fn clear_citizen(desk: &Desk, _: Nothing) -> Result<StatusView, Failure> {
    clear_list(desk);
    status(desk, Nothing {}).await
}

/// The locked screen hides what was shown and keeps it; a form stays a while where the screen locked
/// by itself.
pub async fn citizen(desk: &Desk, _: Nothing) -> Result<CitizenView, Failure> {
    let locked = desk.station.is_locked();
    let list = desk.citizen_list.lock().clone().filter(|_| !locked);
    let papers = desk.citizen_papers.lock().clone().filter(|_| !locked);
    let course = desk.citizen_course.lock().clone().filter(|_| !locked);
    let clerk = desk.station.require_clerk().ok();
    let window = clerk.map(|clerk| format!("{}　{}", clerk.station, clerk.window));
    let form = desk.citizen_form_view();
    let answers = desk.station.answers_citizen();
    let form_waits = form.is_some() && !answers;
    let form = form.filter(|_| answers);
    let test = desk.setup_tries.is_screen_shown() && !locked;
    let mark = desk.station.environment.mark.map(str::to_owned);
    let copied_here = desk.devices.is_scanner_out();
    Ok(CitizenView { mark, window, list, papers, course, form, form_waits, test, copied_here })
}

/// Nothing of what was being done stays on the other screen.
pub fn clear_list(desk: &Desk) {
    desk.drop_citizen_form();
    if desk.clear_citizen_pages() {
        desk.station.announce(Topic::Citizen);
    }
}

fn citizen_row(row: ChecklistRow) -> CitizenRow {
    CitizenRow {
        name: row.name,
        original: row.original,
        copy: row.copy,
        copy_by: row.copy_by,
        need: row.need,
        supply: row.supply,
    }
}
