//! One line of a clerk's list of cases. It is what the store keeps beside the journal, encrypted like everything.
use crate::Desk;
use crate::cases::journal::{Open, delivery_of};
use crate::contract::views::{CaseRow, CaseStatus, DeliveryState};
use crate::station::errors::same;

pub fn case_row(desk: &Desk, open: &Open) -> CaseRow {
    let people: Vec<&str> = open.case.people.iter().map(|p| p.name.expose()).collect();
    CaseRow {
        id: open.id.clone(),
        status: same(&open.case.status).unwrap_or(CaseStatus::Draft),
        delivery: same(&delivery_of(open)).unwrap_or(DeliveryState::None),
        number: open.case.official.clone(),
        provisional: open.case.provisional.clone(),
        item: open.item().map(|i| i.name.clone()).unwrap_or_default(),
        people: people.join("、"),
        deadline: crate::cases::clock::case_clock(desk, open).deadline,
        updated_at: crate::views::case::moment_text(open.case.updated_at),
        clerk: open.case.acting().to_owned(),
        slip: open.case.slip.as_ref().map(crate::cases::hold::slip),
        held: open.case.hold.as_ref().map(crate::cases::hold::view),
        next: open.progress().next.code,
    }
}
