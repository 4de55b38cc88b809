//! Opening a case, item first or card first; its item and situation; the lists of cases.
use super::{editable, record};
use crate::cases::journal::Open;
use crate::catalog::packs;
use crate::catalog::packs::Shelf;
use crate::contract::views::{CaseRow, CaseView, ClerkView};
use crate::contract::{Abandon, Answer, CaseFilter, CaseId, ChooseItem, OpenCase, OpenSection};
use crate::station::errors::{store_failure, word};
use crate::station::session::{Rows, require_clerk};
use crate::views::case;
use crate::{Desk, Failure};
use counter_catalog::Pack;
use counter_core::case::Case;
use counter_core::date::Date;
use counter_core::fact::Fact;
use counter_core::item::{ForWhom, Item};
use counter_core::state::{Action, Role, allowed};
use counter_store::HeadFilter;

pub async fn open_case(desk: &Desk, payload: OpenCase) -> Result<CaseView, Failure> {
    let clerk = require_clerk(desk)?;
    let shelf = desk.shelf();
    let version = shelf.pack.version().to_owned();
    let mut facts = opened_facts(&clerk, &shelf);
    match &payload.item {
        Some(id) => {
            let item = filable(&shelf.pack, id, desk.now().date())?;
            packs::used(desk, &clerk.number, id);
            facts.push(Fact::ItemChosen { item: item.id.clone(), pack_version: version });
            for (question, option) in &payload.answers {
                facts.push(answered(item, question, option)?);
            }
        }
        None => facts.push(Fact::SectionOpened { section: crate::cases::readiness::PEOPLE }),
    }
    let open = Open { id: desk.fresh_id(), case: Case::empty(desk.now()), shelf, outbox: None };
    let open = desk.change(open, facts)?;
    let next = open.progress().next.section;
    let facts = if next == open.case.section { vec![] } else { vec![Fact::SectionOpened { section: next }] };
    let open = desk.change(open, facts)?;
    desk.notify("status");
    case::case_view(desk, &open)
}

/// The first entry of every case.
pub fn opened_facts(clerk: &ClerkView, shelf: &Shelf) -> Vec<Fact> {
    let pack_version = shelf.pack.version().to_owned();
    vec![Fact::Opened { station: clerk.station.clone(), window: clerk.window.clone(), pack_version }]
}

pub fn filable<'a>(pack: &'a Pack, id: &str, today: Date) -> Result<&'a Item, Failure> {
    let item = pack.item(id).ok_or_else(|| Failure::new("unknown_item"))?;
    if item.for_whom == ForWhom::Firm {
        return Err(Failure::new("firm_item_later"));
    }
    if !item.in_force(today) {
        return Err(Failure::new("item_not_in_force"));
    }
    match &item.legacy {
        Some(legacy) => Err(Failure::new("legacy_item").with("instead", legacy.instead.as_deref().unwrap_or(""))),
        None => Ok(item),
    }
}

pub fn answered(item: &Item, question: &str, option: &str) -> Result<Fact, Failure> {
    let asked = item.questions.iter().find(|q| q.id == question).ok_or_else(|| Failure::new("unknown_question"))?;
    if !asked.options.iter().any(|o| o.id == option) {
        return Err(Failure::new("unknown_option"));
    }
    Ok(Fact::Answered { question: question.to_owned(), option: option.to_owned() })
}

pub async fn case(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    case::case_view(desk, &desk.read_case(&payload.case)?)
}

pub async fn choose_item(desk: &Desk, payload: ChooseItem) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    // A number was given for this item: another one is another case.
    if open.case.revision() > 0 {
        return Err(Failure::new("not_allowed"));
    }
    let shelf = desk.shelf();
    let item = filable(&shelf.pack, &payload.item, desk.now().date())?;
    packs::used(desk, &require_clerk(desk)?.number, &payload.item);
    let fact = Fact::ItemChosen { item: item.id.clone(), pack_version: shelf.pack.version().to_owned() };
    record(desk, open, vec![fact])
}

pub async fn answer(desk: &Desk, payload: Answer) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    let item = open.item().ok_or_else(|| Failure::new("no_item"))?;
    let fact = answered(item, &payload.question, &payload.option)?;
    record(desk, open, vec![fact])
}

pub async fn open_section(desk: &Desk, payload: OpenSection) -> Result<CaseView, Failure> {
    let open = desk.read_case(&payload.case)?;
    let section = payload.section.clamp(1, 5);
    let facts = if open.case.section == section { vec![] } else { vec![Fact::SectionOpened { section }] };
    let open = desk.change(open, facts)?;
    case::case_view(desk, &open)
}

pub async fn abandon(desk: &Desk, payload: Abandon) -> Result<CaseView, Failure> {
    let open = desk.read_case(&payload.case)?;
    if payload.reason.trim().is_empty() {
        return Err(Failure::new("reason_missing"));
    }
    if open.case.hold.is_some() {
        return Err(Failure::new("case_held"));
    }
    if !allowed(open.case.status, Role::Clerk).contains(&Action::Abandon) {
        return Err(Failure::new("not_allowed"));
    }
    let view = record(desk, open, vec![Fact::Abandoned { reason: payload.reason }])?;
    desk.notify("status");
    Ok(view)
}

/// The clerk's own cases, those that need somebody first.
pub async fn my_cases(desk: &Desk, payload: CaseFilter) -> Result<Rows, Failure> {
    let clerk = require_clerk(desk)?;
    let text = payload.text.trim().to_owned();
    let filter = HeadFilter {
        clerk: Some(clerk.number),
        statuses: payload.statuses.iter().map(word).collect(),
        text: (!text.is_empty()).then_some(text),
        limit: 200,
    };
    let heads = desk.with_store(|s| s.heads(&filter).map_err(store_failure))?;
    let today = desk.now().date();
    let rows = heads.into_iter().filter(|h| {
        let day = counter_core::date::Moment::from_millis(h.updated_ms).date();
        let waiting = !matches!(h.delivery.as_str(), "none" | "acknowledged");
        (!payload.today || day == today) && (!payload.waiting || waiting)
    });
    Ok(rows.filter_map(|h| serde_json::from_str::<CaseRow>(&h.summary).ok()).collect())
}
