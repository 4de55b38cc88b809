//! Views of a case, made from the folded journal and the pinned catalogue. Reads; never writes.

use super::{decision, item};
use crate::cases::journal::{Open, delivery_of};
use crate::cases::{amendment, clock, form, hold, materials, people};
use crate::catalog::packs::Shelf;
use crate::contract::views::{CaseStatus, CaseView, DeliveryState};
use crate::station::errors::same;
use crate::{Desk, Failure};
use counter_core::date::{Date, Moment};
use counter_core::state::{self, Action, Role, Status};

/// Local legal time, to the minute, as people read it.
pub fn moment_text(at: Moment) -> String {
    at.local().strftime("%Y-%m-%d %H:%M").to_string()
}

pub fn date_text(date: Date) -> String {
    date.strftime("%Y-%m-%d").to_string()
}

/// Sunday is 0.
pub fn weekday(date: Date) -> u8 {
    date.weekday().to_sunday_zero_offset().unsigned_abs()
}

/// Papers may be changed until the decision, and again while a correction is waited for or after the case was sent back.
pub fn editable(status: Status) -> bool {
    state::may(status, Role::Clerk, Action::Edit)
}

/// The whole case as the window shows it.
pub fn case_view(desk: &Desk, open: &Open) -> Result<CaseView, Failure> {
    let progress = open.progress();
    let case = &open.case;
    let memory = desk.memory();
    let pending_card = memory.cards.get(&open.id).map(|held| held.view.clone());
    let preview = memory.previews.get(&open.id).map(|p| (p.view.clone(), p.decision.kind));
    drop(memory);
    let shelf: &Shelf = &open.shelf;
    Ok(CaseView {
        id: open.id.clone(),
        status: same(&case.status).unwrap_or(CaseStatus::Draft),
        delivery: same(&delivery_of(open)).unwrap_or(DeliveryState::None),
        delivery_code: open.outbox.as_ref().and_then(|row| row.last_code.clone()),
        number: case.official.clone(),
        provisional: case.provisional.clone(),
        editable: editable(case.status) && case.hold.is_none(),
        revision: case.revision(),
        amended: !case.touched.is_empty(),
        asked: amendment::asked(open),
        returns: amendment::returns(open),
        corrections_in: case.corrected_at().map(moment_text),
        steps: clock::steps(open),
        section: case.section,
        item: open.item().map(|i| item::item_view(shelf, i, desk.now().date())),
        questions: open.item().map(|i| item::questions(i, &open.situation())).unwrap_or_default(),
        people: case.people.iter().map(|p| people::person_view(p, desk.now().date())).collect(),
        pending_card,
        materials: materials::rows(open),
        pages: materials::pages(open),
        undo: case.undo.last().map(|(code, _)| (*code).to_owned()),
        form: form::view(open),
        clock: clock::case_clock(desk, open),
        decision: decision::view(desk, open, &progress, preview),
        documents: case.documents.iter().map(|(d, at)| decision::document(open, d, *at)).collect(),
        opened_at: moment_text(case.opened_at),
        clerk: case.clerk.clone(),
        hold: case.hold.as_ref().map(hold::view),
        can_hold: hold::possible(case),
        hands: hold::hands(desk, case),
        slip: case.slip.as_ref().map(hold::slip),
        carried: case.carried_from.is_some(),
        sections: progress.sections,
        next: progress.next,
    })
}
