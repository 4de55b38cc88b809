//! The whole case as the window shows it.
use super::{decision, item};
use crate::cases::case_file::CaseFile;
use crate::cases::{Cases, amendment, clock, form, hold, materials, people, readiness};
use crate::contract::views::{CaseView, DocumentView, PendingCard};
use counter_core::case::DecisionKind;
use counter_core::date::moment_text;

/// What lies in memory beside the case: a card that was read, a decision that is looked at.
#[derive(Default)]
pub struct Pending {
    pub card: Option<PendingCard>,
    pub proposal: Option<(DocumentView, DecisionKind)>,
}

pub fn case_view(cases: &Cases, file: &CaseFile, pending: Pending) -> CaseView {
    let readiness = readiness::of(file);
    let case = &file.case;
    let today = cases.station.now().date();
    CaseView {
        id: file.id.clone(),
        status: case.status,
        delivery: file.delivery(),
        delivery_code: file.outbox.as_ref().and_then(|row| row.last_code.clone()),
        number: case.official.clone(),
        provisional: case.provisional.clone(),
        editable: file.is_editable() && case.hold.is_none(),
        revision: case.revision(),
        amended: !case.touched.is_empty(),
        asked: amendment::asked(file),
        returns: amendment::returns(file),
        corrections_in: case.corrected_at().map(moment_text),
        steps: clock::steps(file),
        section: case.section,
        item: file.item().map(|chosen| item::item_view(&file.catalog, chosen, today)),
        questions: file.item().map(|chosen| item::questions(chosen, &file.situation())).unwrap_or_default(),
        people: case.people.iter().map(|person| people::person_view(person, today)).collect(),
        pending_card: pending.card,
        materials: materials::rows(file),
        pages: materials::pages(file),
        undo: case.undo.last().map(|(code, _)| (*code).to_owned()),
        form: form::view(file),
        clock: cases.case_clock(file),
        decision: decision::decision_view(cases, file, &readiness, pending.proposal),
        documents: case.documents.iter().map(|(paper, at)| decision::document_view(file, paper, *at)).collect(),
        opened_at: moment_text(case.opened_at),
        clerk: case.clerk.clone(),
        hold: case.hold.as_ref().map(hold::hold_view),
        can_hold: hold::can_hold(case),
        hands: hold::list_hands(&cases.station, case),
        slip: case.slip.as_ref().map(hold::slip_view),
        carried: case.carried_from.is_some(),
        sections: readiness.sections,
        next: readiness.next,
    }
}
