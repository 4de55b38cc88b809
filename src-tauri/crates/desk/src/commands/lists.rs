//! The lists of cases: the clerk's own, and what is on hold at this window.
use crate::Failure;
use crate::cases::summary::{BETWEEN, CaseSummary};
use crate::contract::limits::CASES;
use crate::contract::views::CaseRow;
use crate::contract::{CaseFilter, Nothing};
use crate::desk::Desk;
use crate::review::mask::mask_words;
use crate::views::lists::case_row;
use counter_core::casework::NextStepCode;
use counter_core::clock::Pressure;
use counter_core::code::{parse_variant, variant_code};
use counter_core::date::Moment;
use counter_core::idnum::{IdKind, Verdict, judge_number};
use counter_core::state::{Delivery, Status};
use counter_core::text::{fold_query, latin_words};
use counter_store::{HeadFilter, HeadRow};
use std::collections::HashSet;

/// In the summary of whatever is on hold; rows of before 2026-12 say it with another name.
const HOLD_MARK: &str = "\"originals\":";

/// So much of a case's number is somebody's who has it before them.
const LEAST_OF_NUMBER: usize = 4;

/// Numbers by which a person is asked for.
const NUMBER_KINDS: [IdKind; 7] = [
    IdKind::Resident,
    IdKind::HmtResidence,
    IdKind::ForeignPr,
    IdKind::HmtPermit,
    IdKind::TaiwanPermit,
    IdKind::Passport,
    IdKind::Uscc,
];

/// The clerk's own cases, the most pressing first; of what presses alike that with the earlier day. A
/// text also finds a colleague's case, where it is part of its number or a whole name: by what a
/// citizen says of themselves. Its names are masked; to open it wants a reason (`app::colleague`). Of
/// either the whole number of somebody's document finds theirs; a part of one finds nothing.
pub async fn my_cases(desk: &Desk, payload: CaseFilter) -> Result<Vec<CaseRow>, Failure> {
    let clerk = desk.station.require_clerk()?;
    let text = fold_query(&payload.text);
    // Among all that is open something old may be the most pressing, and what is due or waits may
    // be behind many that do not: those are cut when they are chosen, so that the list is full.
    let is_chosen_here = payload.due || payload.waiting;
    let is_all_asked = text.is_empty() && !payload.today;
    let limit = if is_all_asked || is_chosen_here { 0 } else { CASES as u32 };
    let filter = HeadFilter {
        clerk: Some(clerk.number.clone()),
        statuses: payload.statuses.iter().map(variant_code).collect(),
        text: (!text.is_empty()).then_some(text),
        words: latin_words(&payload.text),
        limit,
    };
    let mut heads = desk.station.with_store(|store| store.heads(&filter))?;
    if let Some(text) = filter.text.clone() {
        let filter = HeadFilter { clerk: None, limit: 0, ..filter };
        let all = desk.station.with_store(|store| store.heads(&filter))?;
        // What was given back is nobody's here.
        let is_others = |head: &HeadRow| head.clerk != clerk.number && !head.clerk.is_empty();
        let is_found = |head: &HeadRow| is_others(head) && is_named(head, &text);
        heads.extend(all.into_iter().filter(is_found));
    }
    if is_whole_number(&payload.text) {
        let more = find_numbered(desk, &payload, &heads)?;
        heads.extend(more);
    }
    let today = desk.station.now().date();
    let hits = heads.into_iter().filter(|head| {
        let day = Moment::from_millis(head.updated_ms).date();
        let delivery: Delivery = parse_variant(&head.delivery).unwrap_or_default();
        let waiting = delivery != Delivery::None && !delivery.is_settled();
        (!payload.today || day == today) && (!payload.waiting || waiting)
    });
    let rows = hits.map(|head| match head.clerk == clerk.number {
        true => judged_row(desk, head),
        false => masked_row(desk, head),
    });
    let is_due = |row: &CaseRow| !payload.due || row.pressure != Pressure::Calm;
    // What was withdrawn, or lapsed, is among the open ones until whatever the citizen brought has a
    // holder.
    let is_among_open = payload.statuses.len() > 1 && !payload.today;
    let is_left = |row: &CaseRow| {
        let has_ended = matches!(row.status, Status::Withdrawn | Status::Lapsed);
        is_among_open && has_ended && row.next == Some(NextStepCode::Done)
    };
    let rows = rows.filter(|row| is_due(row) && !is_left(row));
    let mut rows: Vec<CaseRow> = rows.collect();
    let day = |row: &CaseRow| row.deadline.clone().filter(|_| row.pressure != Pressure::Calm);
    rows.sort_by_key(|row| (row.clerk != clerk.number, row.pressure, day(row)));
    rows.truncate(CASES);
    Ok(rows)
}

fn is_whole_number(text: &str) -> bool {
    NUMBER_KINDS.into_iter().any(|kind| match judge_number(kind, text).verdict {
        Verdict::Fine => true,
        Verdict::Warn(_) => kind == IdKind::Resident,
        Verdict::Refuse(_) => false,
    })
}

/// Other cases with somebody of this number. No list holds numbers, so each journal is asked.
fn find_numbered(
    desk: &Desk,
    payload: &CaseFilter,
    found: &[HeadRow],
) -> Result<Vec<HeadRow>, Failure> {
    let filter = HeadFilter {
        statuses: payload.statuses.iter().map(variant_code).collect(),
        ..HeadFilter::default()
    };
    let mut heads = desk.station.with_store(|store| store.heads(&filter))?;
    let known: HashSet<&String> = found.iter().map(|head| &head.case).collect();
    heads.retain(|head| !known.contains(&head.case) && has_numbered(desk, head, &payload.text));
    Ok(heads)
}

/// One that cannot be read is found by what the lists say of it.
fn has_numbered(desk: &Desk, head: &HeadRow, number: &str) -> bool {
    let Ok(file) = desk.cases.read_case(&head.case) else { return false };
    let mut people = file.case.people.iter().filter(|person| !person.number.is_empty());
    people.any(|person| person.is_numbered(person.id_kind, number))
}

fn is_named(head: &HeadRow, text: &str) -> bool {
    let sought = text.to_lowercase();
    let has_part = |number: &String| fold_query(number).to_lowercase().contains(&sought);
    let is_numbered = sought.chars().count() >= LEAST_OF_NUMBER
        && [&head.official, &head.provisional].into_iter().flatten().any(has_part);
    is_numbered || CaseSummary::read(head).has_name(text)
}

fn masked_row(desk: &Desk, head: HeadRow) -> CaseRow {
    let row = judged_row(desk, head);
    let names: Vec<String> = row.people.split(BETWEEN).map(mask_words).collect();
    CaseRow { people: names.join(BETWEEN), ..row }
}

/// What is on hold at this window, whoever put it there and whatever became of the case since: the
/// store is one window's. The longest held first.
pub async fn held_cases(desk: &Desk, _: Nothing) -> Result<Vec<CaseRow>, Failure> {
    let heads = desk.station.with_store(|store| store.heads(&HeadFilter::default()))?;
    // Of the many that are over next to none is: only what may be one is read whole.
    let may_be_held = heads.into_iter().rev().filter(|head| head.summary.contains(HOLD_MARK));
    let rows = may_be_held.map(|head| judged_row(desk, head));
    let mut rows: Vec<CaseRow> = rows.filter(|row| row.held.is_some()).collect();
    let since = |row: &CaseRow| row.held.as_ref().map(|hold| hold.since.clone());
    rows.sort_by_key(since);
    Ok(rows)
}

fn judged_row(desk: &Desk, head: HeadRow) -> CaseRow {
    let summary = CaseSummary::read(&head);
    let judgement = desk.cases.judge_row(&summary);
    let damaged = desk.cases.is_damaged(&head.case);
    case_row(head, summary, judgement, damaged)
}
