//! 作废重开: an accepted case of the wrong item is made void, with a reason and a supervisor's consent, and
//! goes on under the right item with all that was taken in. Before the office gave a number the window
//! ends the first case itself; after it the office is asked, and nothing is said to be done before it
//! has answered.
//!
//! Invariant: what ends the first case, or asks for it, and what opens the next one are one
//! transaction.
use super::another_item::{carry_answers, carry_fields, carry_pages, carry_people};
use super::editing::show_case;
use super::printing::{print_document, typeset_document};
use super::typesetting::Telling;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::event::event_row;
use crate::cases::journal::CaseStep;
use crate::cases::opening::{find_filable_item, opening_facts};
use crate::cases::submission::Hand;
use crate::contract::limits::{HOLD_NOTE, LOOK_REASON, check_length};
use crate::contract::views::{CaseView, IssueResult};
use crate::contract::{CaseId, FailureCode, Topic, VoidCase};
use crate::desk::Desk;
use crate::papers::refiling::refiling_notice;
use crate::station::ids::new_id;
use counter_core::case::{Custody, Event, EventKind, Person, VoidStanding};
use counter_core::casework::{CaseMaterial, Place, Visit};
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::hold::{HoldReason, Originals};
use counter_core::item::Item;
use counter_core::private::Private;
use counter_core::text::normalize_lines;
use std::collections::BTreeSet;

pub async fn void_case(desk: &Desk, payload: VoidCase) -> Result<CaseView, Failure> {
    // What is made of it is large, and a command's thread has little room.
    Box::pin(async move { refile(desk, payload) }).await
}

fn refile(desk: &Desk, payload: VoidCase) -> Result<CaseView, Failure> {
    let clerk = desk.station.require_clerk()?;
    desk.station.require_plausible_clock()?;
    let first = require_voidable(desk, &payload.case)?;
    let reason = normalize_lines(&payload.reason);
    if reason.is_empty() {
        return Err(Failure::new(FailureCode::ReasonMissing));
    }
    check_length(&reason, LOOK_REASON)?;
    let telephoned = payload.telephoned.as_deref().map(normalize_lines);
    if let Some(note) = &telephoned {
        if note.is_empty() {
            return Err(Failure::new(FailureCode::ReasonMissing));
        }
        check_length(note, HOLD_NOTE)?;
    }
    let loaded = desk.catalog.current();
    let item = find_filable_item(&desk.station, &loaded.pack, &payload.item)?;
    if first.case.item.as_deref() == Some(item.id.as_str()) {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    let hand = desk.cases.hand_of(&clerk, &first, None);
    let consented_by = desk.cases.find_consent_to_void(&clerk.number, &first);
    let hand = Hand { consented_by, ..hand };
    let next = desk.cases.new_case(loaded.clone());
    let (id, event) = (
        new_id(),
        Event::Void {
            reason: reason.clone(),
            refiled_as: next.id.clone(),
            receipt_back: payload.receipt_back,
            done: first.case.is_void_here(),
        },
    );
    let row = event_row(&first, &hand, &id, event.clone(), Vec::new())?;
    let carriage = Carriage::of(desk, &first, item, &next.id)?;
    let mut ending: Vec<Fact> = first.case.hold.iter().map(|_| Fact::Resumed).collect();
    ending.push(Fact::EventMade { id, event });
    ending.extend(
        carriage
            .moved
            .iter()
            .map(|material| Fact::CustodyMoved { material: material.clone(), to: next.id.clone() }),
    );
    let mut facts = opening_facts(&clerk, &loaded);
    let pack_version = loaded.pack.version().to_owned();
    facts.push(Fact::ItemChosen { item: item.id.clone(), pack_version });
    facts.push(refiled_from(&first, reason, payload.receipt_back)?);
    let has_held = !carriage.moved.is_empty();
    facts.extend(carriage.facts);
    facts.push(Fact::Received);
    facts.extend(telephoned.map(|note| Fact::Held {
        reason: HoldReason::Signature,
        note: Some(Private::new(note)),
        originals: if has_held { Originals::AtWindow } else { Originals::WithOwner },
    }));
    desk.catalog.note_used_item(&clerk.number, &item.id);
    desk.cases.take_proposal(&first.id);
    desk.drop_citizen_form();
    let ending = CaseStep { file: first, facts: ending, outbox: vec![row] };
    let opening = CaseStep { file: next, facts, outbox: Vec::new() };
    let file = desk.cases.append_pair(&clerk.number, ending, opening)?;
    desk.drop_form_of_other(Some(&file.id));
    desk.delivery.wake();
    desk.station.announce(Topic::Outbox);
    desk.station.announce(Topic::Status);
    show_case(desk, &file)
}

/// 更正告知书, of the case that goes on, once it has its number.
pub async fn print_refiling_notice(desk: &Desk, payload: CaseId) -> Result<IssueResult, Failure> {
    Box::pin(print_notice(desk, payload)).await
}

async fn print_notice(desk: &Desk, payload: CaseId) -> Result<IssueResult, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    let refiled = file.case.refiled.as_ref().filter(|_| file.case.display_number().is_some());
    let refiled = refiled.ok_or_else(|| Failure::new(FailureCode::NotAllowed))?;
    let first = desk.cases.read_case(&refiled.case)?;
    let standing = first.case.void_standing().unwrap_or(VoidStanding::Asked);
    let context = desk.paper_context(desk.station.require_clerk()?);
    let sheet = refiling_notice(&context, &file, &first.item_name(), standing)
        .ok_or_else(|| Failure::new(FailureCode::NotAllowed))?;
    let (file, document) = typeset_document(desk, file, sheet, Telling::Before).await?;
    print_document(desk, file, &document, false).await
}

/// The case, if it can be made void now, or asked to be.
fn require_voidable(desk: &Desk, case: &str) -> Result<CaseFile, Failure> {
    let file = desk.cases.read_case(case)?;
    if file.case.hold.is_some() && !file.case.awaits_void() {
        return Err(Failure::new(FailureCode::CaseHeld));
    }
    if !file.can_void() {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    if !desk.office.may_take_event(EventKind::Void) {
        return Err(Failure::new(FailureCode::OfficeWithoutEvent));
    }
    Ok(file)
}

fn refiled_from(first: &CaseFile, reason: String, receipt_back: bool) -> Result<Fact, Failure> {
    let missing = || Failure::new(FailureCode::NotAllowed);
    let received_at: Moment = first.case.received.ok_or_else(missing)?;
    Ok(Fact::RefiledFrom {
        case: first.id.clone(),
        number: first.case.display_number().ok_or_else(missing)?.to_owned(),
        received_at,
        was_answered: !first.is_left_unanswered(),
        reason,
        receipt_back,
    })
}

/// What comes along from the first case, and of which of its rows what is held is held for the next.
struct Carriage {
    facts: Vec<Fact>,
    moved: Vec<String>,
}

impl Carriage {
    fn of(desk: &Desk, first: &CaseFile, item: &Item, next: &str) -> Result<Carriage, Failure> {
        let soon_days = desk.station.settings().warn_card_days;
        let people = carry_people(first, false, soon_days)?;
        let (pages, left_pages) = carry_pages(desk, first, item, &people, next)?;
        let (checks, custody, moved) = carry_materials(first, item, &people);
        let ids = people.iter().map(|person| person.id.clone()).collect();
        let mut facts =
            vec![Fact::CarriedFrom { case: first.id.clone(), left_pages, people: Some(ids) }];
        let loaded = desk.catalog.current();
        let form = loaded.pack.form(&item.form);
        let fields = form.map(|form| carry_fields(first, form, false)).unwrap_or_default();
        let answers = carry_answers(first, item, false);
        facts.extend(people.into_iter().map(|person| Fact::PersonPut { person }));
        facts.extend(answers.into_iter().chain(fields).chain(pages));
        // A check is of the pages that are there when it is written.
        facts.extend(checks.into_iter().chain(custody));
        Ok(Carriage { facts, moved })
    }
}

type Rows = (Vec<Fact>, Vec<Fact>, Vec<String>);

/// Checks as the first case's, and what is held; each row of the next once.
fn carry_materials(first: &CaseFile, item: &Item, people: &[Person]) -> Rows {
    let Some(old) = first.item() else { return Rows::default() };
    let visit = Visit { from: &first.case, old, new: item, people };
    let number = first.case.display_number().unwrap_or_default().to_owned();
    let assessment = first.assess();
    let (mut rows, mut seen) = (Rows::default(), BTreeSet::new());
    for row in &assessment.materials {
        let Place::Row(paper) = visit.find_place(row.def) else { continue };
        if !seen.insert(paper.id.clone()) {
            continue;
        }
        rows.0.extend(row.checked.as_ref().map(|(by, at)| Fact::CheckCarried {
            material: paper.id.clone(),
            by: by.clone(),
            at: *at,
            number: row.checked_in.clone().unwrap_or_else(|| number.clone()),
        }));
        let held = hold_again(first, row, &paper.id);
        if !held.is_empty() {
            rows.1.extend(held);
            rows.2.push(row.id().to_owned());
        }
    }
    rows
}

/// What is held of a row, counted and named where it lies as it was.
fn hold_again(first: &CaseFile, row: &CaseMaterial, to: &str) -> Vec<Fact> {
    let held = |custody: Custody| custody == Custody::Held;
    if !held(row.custody) && !held(row.copies_custody) {
        return Vec::new();
    }
    let state = first.case.material_state(row.id());
    let material = || to.to_owned();
    let mut facts: Vec<Fact> = (state.count > 0)
        .then(|| Fact::ObjectCounted { material: material(), count: state.count })
        .into_iter()
        .collect();
    facts.extend(state.papers.iter().map(|(kind, count)| Fact::PapersCounted {
        material: material(),
        kind: *kind,
        count: *count,
    }));
    facts.extend(held(row.custody).then(|| Fact::CustodySet {
        material: material(),
        custody: Custody::Held,
        place: row.place.clone(),
    }));
    facts.extend(held(row.copies_custody).then(|| Fact::CopiesSet {
        material: material(),
        custody: Custody::Held,
        place: row.copies_place.clone(),
    }));
    facts
}
