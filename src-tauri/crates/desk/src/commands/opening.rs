//! Opening a case, item first or card first; its item and situation; giving up a draft.
use super::editing::{append_and_show, record_facts, require_editable, require_status, show_case};
use super::grounds::record_with_confirmations;
use crate::Failure;
use crate::cases::opening::{answer_fact, find_filable_item, opening_facts, section_facts};
use crate::contract::views::CaseView;
use crate::contract::{
    Abandon, Answer, CaseId, ChooseItem, ColleaguesCase, FailureCode, OpenCase, OpenSection, Topic,
};
use crate::desk::Desk;
use crate::review::trail::require_reason;
use counter_core::casework::Section;
use counter_core::fact::Fact;
use counter_core::state::Action;
use counter_core::text::normalize_lines;

pub async fn open_case(desk: &Desk, payload: OpenCase) -> Result<CaseView, Failure> {
    let clerk = desk.station.require_clerk()?;
    let loaded = desk.catalog.current();
    let mut facts = opening_facts(&clerk, &loaded);
    match &payload.item {
        Some(id) => {
            let item = find_filable_item(&desk.station, &loaded.pack, id)?;
            desk.catalog.note_used_item(&clerk.number, id);
            let pack_version = loaded.pack.version().to_owned();
            facts.push(Fact::ItemChosen { item: item.id.clone(), pack_version });
            for (question, option) in &payload.answers {
                facts.push(answer_fact(item, question, option)?);
            }
        }
        None => facts.push(Fact::SectionOpened { section: Section::People.into() }),
    }
    let file = desk.cases.new_case(loaded);
    let file = desk.cases.open_case(file, facts)?;
    desk.drop_form_of_other(Some(&file.id));
    desk.station.announce(Topic::Status);
    show_case(desk, &file)
}

pub async fn case(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    show_case(desk, &desk.cases.read_case(&payload.case)?)
}

/// Another clerk's, with the reason: a line of the audit trail, once a session.
pub async fn open_colleagues_case(
    desk: &Desk,
    payload: ColleaguesCase,
) -> Result<CaseView, Failure> {
    let ColleaguesCase { case, reason } = payload;
    let file = desk.cases.read_case(&case)?;
    let clerk = desk.station.require_clerk()?.number;
    let reason = require_reason(&reason)?;
    desk.station.audit_reason("open_colleagues_case", Some(case.as_str()), &reason)?;
    desk.station.admit_to_case(&clerk, &case);
    show_case(desk, &file)
}

pub async fn choose_item(desk: &Desk, payload: ChooseItem) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    // A number was given for this item: another one is another case.
    if file.case.revision() > 0 {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    let loaded = desk.catalog.current();
    let item = find_filable_item(&desk.station, &loaded.pack, &payload.item)?;
    desk.catalog.note_used_item(&desk.station.require_clerk()?.number, &payload.item);
    let pack_version = loaded.pack.version().to_owned();
    let fact = Fact::ItemChosen { item: item.id.clone(), pack_version };
    record_with_confirmations(desk, file, fact)
}

pub async fn answer(desk: &Desk, payload: Answer) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let fact = answer_fact(file.require_item()?, &payload.question, &payload.option)?;
    record_with_confirmations(desk, file, fact)
}

pub async fn open_section(desk: &Desk, payload: OpenSection) -> Result<CaseView, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    let nearest = if payload.section == 0 { Section::People } else { Section::Decision };
    let facts = section_facts(&file, Section::try_from(payload.section).unwrap_or(nearest));
    append_and_show(desk, file, facts)
}

pub async fn abandon(desk: &Desk, payload: Abandon) -> Result<CaseView, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    let reason = normalize_lines(&payload.reason);
    if reason.is_empty() {
        return Err(Failure::new(FailureCode::ReasonMissing));
    }
    if file.case.hold.is_some() {
        return Err(Failure::new(FailureCode::CaseHeld));
    }
    require_status(&file, Action::Abandon)?;
    let view = record_facts(desk, file, vec![Fact::Abandoned { reason }])?;
    desk.station.announce(Topic::Status);
    Ok(view)
}
