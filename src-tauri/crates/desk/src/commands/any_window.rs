//! Any window of the station: its cases are found by a number or by the card on the reader, and read as the
//! office has them. Each look has its reason, which is a line of the trail before the office is asked.
use super::people::read_chip;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::masking::mask_number;
use crate::cases::proposals::CardRead;
use crate::contract::views::{StationCaseRow, StationCaseView, StationCasesView, ToldBy};
use crate::contract::{FailureCode, SearchStationCases, ShowStationCase};
use crate::desk::Desk;
use crate::devices::chip::id_kind_of;
use crate::office::client::{ClerkClient, wait_for_answer};
use crate::review::station_case::is_of_case;
use crate::review::trail::require_reason;
use crate::station::audit::hide_numbers;
use counter_backoffice::{
    CaseQuestion, Client, LookReason, OfficeError, PersonQuestion, Private, RecordWire,
};
use counter_core::code::variant_code;
use counter_core::date::moment_text;
use counter_core::idnum::judge_number;
use counter_core::limits::MAX_KEY_CHARS;
use counter_core::state::Delivery;
use counter_core::text::normalize_code;
use counter_store::HeadFilter;

pub async fn search_station_cases(
    desk: &Desk,
    payload: SearchStationCases,
) -> Result<StationCasesView, Failure> {
    let reason = require_reason(&payload.reason)?;
    let number = payload.number.as_deref().map(normalize_code).filter(|number| !number.is_empty());
    if let Some(number) = &number {
        crate::station::limits::require_length(number, MAX_KEY_CHARS)?;
    }
    desk.station.audit_reason("search_station_cases", None, &reason)?;
    let card = match &number {
        Some(_) => None,
        None => Some(read_holder(desk).await?),
    };
    let masked = card.as_ref().map(|card| mask_number(card.number.expose()));
    match ask_office(desk, &reason, number.clone(), card.as_ref()).await {
        Err(failure) if failure.code == FailureCode::AnyWindowLineDown => {
            let rows = search_here(desk, number.as_deref(), card.as_ref())?;
            Ok(StationCasesView { rows, told_by: ToldBy::Here, card: masked })
        }
        rows => Ok(StationCasesView { rows: rows?, told_by: ToldBy::Office, card: masked }),
    }
}

async fn ask_office(
    desk: &Desk,
    reason: &str,
    number: Option<String>,
    card: Option<&CardRead>,
) -> Result<Vec<StationCaseRow>, Failure> {
    let office = find_office(desk, reason)?;
    let person = card.map(|card| PersonQuestion {
        id_kind: variant_code(&card.kind),
        number: card.number.clone(),
    });
    let question = CaseQuestion { number, person };
    let answer = wait_for_answer(office.client.search_cases(&office.token, &question)).await;
    let found = answer.map_err(|error| explain(desk, &error))?;
    let mut rows = Vec::new();
    for one in found {
        let here = is_here(desk, &one.filed.case.to_string())?;
        rows.push(desk.review.found_case_row(one, here));
    }
    Ok(rows)
}

pub async fn show_station_case(
    desk: &Desk,
    payload: ShowStationCase,
) -> Result<StationCaseView, Failure> {
    let reason = require_reason(&payload.reason)?;
    desk.station.audit_reason("show_station_case", Some(payload.case.as_str()), &reason)?;
    let card = if payload.card { Some(read_holder(desk).await?) } else { desk.cases.card_read() };
    let office = find_office(desk, &reason)?;
    let record = read_record(desk, &office, &payload.case).await?;
    if payload.card && !card.as_ref().is_some_and(|card| is_of_case(&record.submission, card)) {
        return Err(Failure::new(FailureCode::CardOfNobody));
    }
    let here = is_here(desk, &payload.case)?;
    Ok(desk.review.station_case_view(&record, card.as_ref(), here))
}

/// The office, asked for this reason, where it lets a case go on at any window.
pub(super) fn find_office(desk: &Desk, reason: &str) -> Result<ClerkClient<Client>, Failure> {
    let office = desk.office.clerk_client().map_err(|failure| match failure.code {
        FailureCode::LineDown => Failure::new(FailureCode::AnyWindowLineDown),
        _ => failure,
    })?;
    if !desk.office.introduction().serves_any_window {
        return Err(Failure::new(FailureCode::OfficeWithoutAnyWindow));
    }
    let text = hide_numbers(reason);
    let client = office.client.looking_for(LookReason::Typed { text });
    Ok(ClerkClient { client, token: office.token })
}

pub(super) async fn read_record(
    desk: &Desk,
    office: &ClerkClient<Client>,
    case: &str,
) -> Result<RecordWire, Failure> {
    let id = uuid::Uuid::parse_str(case).map_err(|_| Failure::new(FailureCode::NoSuchCase))?;
    let answer = wait_for_answer(office.client.get_record(&office.token, id)).await;
    answer.map_err(|error| explain(desk, &error))
}

/// In the words of whoever stands at another window.
pub(super) fn explain(desk: &Desk, error: &OfficeError) -> Failure {
    let failure = desk.office.explain_refusal(error);
    let code = match failure.code {
        FailureCode::LineDown => FailureCode::AnyWindowLineDown,
        FailureCode::NotAcknowledged => FailureCode::RecordNotWhole,
        FailureCode::NewerRevision => FailureCode::RecordOutdated,
        FailureCode::AlreadyDecided => FailureCode::RecordOver,
        _ => return failure,
    };
    Failure::new(code)
}

/// It is among this computer's own cases, and was not given back.
pub(super) fn is_here(desk: &Desk, case: &str) -> Result<bool, Failure> {
    if !desk.cases.has_case(case)? {
        return Ok(false);
    }
    Ok(!desk.cases.read_case(case)?.case.is_given_back)
}

async fn read_holder(desk: &Desk) -> Result<CardRead, Failure> {
    let reading = read_chip(desk).await?;
    let kind = id_kind_of(&reading);
    let number = Private::new(judge_number(kind, &reading.number).normal);
    let card = CardRead { kind, number, at: desk.station.now() };
    desk.cases.note_card(card.clone());
    Ok(card)
}

/// With the line down: what this computer has. No list holds numbers of people, so each journal is asked.
fn search_here(
    desk: &Desk,
    number: Option<&str>,
    card: Option<&CardRead>,
) -> Result<Vec<StationCaseRow>, Failure> {
    let heads = desk.station.with_store(|store| store.heads(&HeadFilter::default()))?;
    let mut rows = Vec::new();
    for head in heads {
        let is_numbered = number.is_some()
            && [head.official.as_deref(), head.provisional.as_deref()].contains(&number);
        if !is_numbered && card.is_none() {
            continue;
        }
        // One that cannot be read keeps nobody from the others.
        let Ok(file) = desk.cases.read_case(&head.case) else { continue };
        let is_theirs = card.is_some_and(|card| {
            file.case.people.iter().any(|one| one.is_numbered(card.kind, card.number.expose()))
        });
        if (is_numbered || is_theirs) && !file.case.is_given_back {
            rows.push(own_row(&file));
        }
    }
    Ok(rows)
}

fn own_row(file: &CaseFile) -> StationCaseRow {
    let case = &file.case;
    StationCaseRow {
        case: file.id.clone(),
        number: case.official.clone(),
        provisional: case.provisional.clone(),
        item: file.item_name(),
        status: case.status,
        revision: case.revision(),
        acknowledged: file.delivery() == Delivery::Acknowledged,
        received_at: case.received.map(moment_text),
        filed_at: moment_text(case.updated_at),
        clerk: case.acting_clerk().to_owned(),
        window: case.window.clone(),
        here: true,
        claim: None,
    }
}
