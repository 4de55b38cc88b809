//! One line of a clerk's list of cases. It is what the store keeps beside the journal, encrypted like everything.
use super::Cases;
use crate::cases::case_file::CaseFile;
use crate::contract::views::CaseRow;
use crate::contract::words::same;
use counter_core::state::Delivery;
use counter_core::state::Status;

pub fn case_row(cases: &Cases, file: &CaseFile) -> CaseRow {
    let people: Vec<&str> = file.case.people.iter().map(|p| p.name.expose()).collect();
    CaseRow {
        id: file.id.clone(),
        status: file.case.status,
        delivery: file.delivery(),
        number: file.case.official.clone(),
        provisional: file.case.provisional.clone(),
        item: file.item().map(|i| i.name.clone()).unwrap_or_default(),
        people: people.join("、"),
        deadline: cases.case_clock(file).deadline,
        updated_at: counter_core::date::moment_text(file.case.updated_at),
        clerk: file.case.acting().to_owned(),
        slip: file.case.slip.as_ref().map(crate::cases::hold::slip_view),
        held: file.case.hold.as_ref().map(crate::cases::hold::hold_view),
        next: super::readiness::of(file).next.code,
    }
}
