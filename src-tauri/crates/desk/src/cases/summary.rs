//! One line of a clerk's list of cases. It is what the store keeps beside the journal, encrypted like everything.
use super::Cases;
use crate::cases::case_file::CaseFile;
use crate::cases::hold::{hold_view, slip_view};
use crate::contract::views::CaseRow;
use crate::contract::words::word;
use counter_core::casework::Readiness;
use counter_core::date::{date_text, moment_text};

pub fn case_row(cases: &Cases, file: &CaseFile, readiness: &Readiness) -> CaseRow {
    let people: Vec<&str> = file.case.people.iter().map(|person| person.name.expose()).collect();
    let deadline = cases.legal_clock(file).and_then(|clock| clock.deadline);
    CaseRow {
        id: file.id.clone(),
        status: file.case.status,
        delivery: file.delivery(),
        number: file.case.official.clone(),
        provisional: file.case.provisional.clone(),
        item: file.item_name(),
        people: people.join("、"),
        deadline: deadline.map(|deadline| date_text(deadline.date)),
        updated_at: moment_text(file.case.updated_at),
        clerk: file.case.acting_clerk().to_owned(),
        slip: file.case.slip.as_ref().map(slip_view),
        held: file.case.hold.as_ref().map(hold_view),
        next: word(&readiness.next.code),
    }
}
