//! The people of a case: read from the chip, judged, asked about when a card is not the case's
//! person.
use super::editing::{record_facts, require_editable, show_case};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::masking::mask_number;
use crate::cases::proposals::PendingReading;
use crate::contract::views::{CaseView, PendingCard, PersonFull};
use crate::contract::{CaseId, FailureCode, PersonFlags, PersonRef, ReadCard, TakeCard};
use crate::desk::Desk;
use crate::devices::chip::{id_kind_of, judge_card};
use crate::station::ids::new_id;
use crate::views::people::{card_warnings, person_full};
use counter_core::card::INVALID;
use counter_core::case::{Person, Reading};
use counter_core::date::Date;
use counter_core::fact::Fact;
use counter_core::idnum::judge_number;
use counter_core::item::PersonRole;
use counter_core::private::Private;
use counter_core::text::{normalize_line, normalize_name};
use counter_devices::CardReading;

pub async fn read_card(desk: &Desk, payload: ReadCard) -> Result<CaseView, Failure> {
    require_editable(desk, &payload.case)?;
    let reading = read_chip(desk).await?;
    let reader_noted = desk.devices.judge_reader(&reading);
    let file = require_editable(desk, &payload.case)?;
    let soon_days = desk.station.settings().warn_card_days;
    let (day, now) =
        (file.case.counter_day(file.today), judge_card(&reading, file.today, soon_days));
    let mut person = person_of_card(reading, payload.role, day, soon_days);
    person.warnings.retain(|code| is_of_day(code, &now));
    person.warnings.extend(reader_noted.map(str::to_owned));
    place_person(desk, file, person, payload.role)
}

pub(super) async fn read_chip(desk: &Desk) -> Result<CardReading, Failure> {
    let reader = desk.devices.find_reader().await;
    let (port, speed) = reader.ok_or_else(|| Failure::new(FailureCode::DeviceNotConfigured))?;
    let outcome = desk.devices.host().read_card(&port, speed).await;
    desk.devices.note_reading(&outcome);
    Ok(outcome?)
}

/// What was found by the day on which a paper slip came: a document that ended since was good then,
/// and one that was made since is good `now`.
pub(super) fn is_of_day(code: &str, now: &[String]) -> bool {
    !INVALID.contains(&code) || now.iter().any(|found| found == code)
}

/// The chip's own words are kept in `raw`; beside them its text in normal form, and what was odd.
fn person_of_card(card: CardReading, role: PersonRole, today: Date, soon_days: u32) -> Person {
    let id_kind = id_kind_of(&card);
    let number = judge_number(id_kind, &card.number).normal;
    let warnings = judge_card(&card, today, soon_days);
    let (name, name_latin) = card_names(&card.name, card.name_latin.as_deref());
    let address = card.new_address.or(card.address).unwrap_or_default();
    Person {
        id: new_id(),
        role,
        name: Private::new(name),
        name_latin: Private::new(name_latin),
        sex: normalize_line(&card.sex),
        ethnic: normalize_line(&card.ethnic.unwrap_or_default()),
        birth: Private::new(normalize_line(&card.birth)),
        id_kind,
        number: Private::new(number),
        address: Private::new(normalize_line(&address)),
        valid_from: normalize_line(&card.valid_from),
        valid_to: normalize_line(&card.valid_to),
        phone: Private::default(),
        relation: String::new(),
        reading: Reading::Card,
        raw: Private::new(card.raw),
        warnings,
        reader: card.reader,
        expiry_confirmed: false,
        expiry_reason: None,
        mandate: None,
        present: true,
        signs: true,
    }
}

/// The name that the person goes by, and the Latin one where it is another.
pub(super) fn card_names(name: &str, latin: Option<&str>) -> (String, String) {
    let (name, latin) = (normalize_name(name), normalize_name(latin.unwrap_or_default()));
    match (name.is_empty(), latin == name) {
        (true, _) => (latin, String::new()),
        (false, true) => (name, String::new()),
        (false, false) => (name, latin),
    }
}

/// Puts a read card where it belongs, or holds it and asks: another person than the case's, or one
/// already in it.
fn place_person(
    desk: &Desk,
    file: CaseFile,
    person: Person,
    role: PersonRole,
) -> Result<CaseView, Failure> {
    let is_this = |p: &Person| p.is_numbered(person.id_kind, person.number.expose());
    let in_role = file.case.find_person(person.role);
    let twin = file.case.people.iter().find(|p| p.role != person.role && is_this(p));
    let (differs_from, same_person_as) = match (in_role, twin) {
        (Some(existing), _) if is_this(existing) => {
            let fresh = Person {
                id: existing.id.clone(),
                phone: existing.phone.clone(),
                relation: existing.relation.clone(),
                mandate: existing.mandate.clone(),
                ..person
            };
            return record_facts(desk, file, vec![Fact::PersonPut { person: fresh }]);
        }
        (None, None) => return record_facts(desk, file, vec![Fact::PersonPut { person }]),
        (existing, twin) => (existing.map(|p| p.name.expose().to_owned()), twin.map(|p| p.role)),
    };
    let reading = new_id();
    let view = PendingCard {
        reading,
        name: person.name.expose().to_owned(),
        number_masked: mask_number(person.number.expose()),
        asked_role: role,
        differs_from,
        same_person_as,
        warnings: card_warnings(&person, None),
    };
    desk.cases.put_pending_reading(&file.id, PendingReading { view, person });
    show_case(desk, &file)
}

pub async fn take_card(desk: &Desk, payload: TakeCard) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let pending = desk.cases.take_pending_reading(&payload.case);
    let pending = pending
        .filter(|h| h.view.reading == payload.reading)
        .ok_or_else(|| Failure::new(FailureCode::UnknownPerson))?;
    let role = payload.role;
    let existing = file.case.find_person(role).map(|p| p.id.clone());
    if existing.is_some() && !payload.replace {
        desk.cases.put_pending_reading(&payload.case, pending);
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    let id = existing.unwrap_or(pending.person.id);
    record_facts(
        desk,
        file,
        vec![Fact::PersonPut { person: Person { id, role, ..pending.person } }],
    )
}

pub async fn leave_card(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    desk.cases.take_pending_reading(&payload.case);
    show_case(desk, &desk.cases.read_case(&payload.case)?)
}

pub(super) fn find_person<'a>(file: &'a CaseFile, id: &str) -> Result<&'a Person, Failure> {
    file.case
        .people
        .iter()
        .find(|p| p.id == id)
        .ok_or_else(|| Failure::new(FailureCode::UnknownPerson))
}

/// The person unmasked; the look is an audit line.
pub async fn person(desk: &Desk, payload: PersonRef) -> Result<PersonFull, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    Ok(person_full(find_person(&file, &payload.person)?))
}

pub async fn flag_person(desk: &Desk, payload: PersonFlags) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let person = Person {
        present: payload.present,
        signs: payload.signs,
        ..find_person(&file, &payload.person)?.clone()
    };
    record_facts(desk, file, vec![Fact::PersonPut { person }])
}

pub async fn remove_person(desk: &Desk, payload: PersonRef) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let person = find_person(&file, &payload.person)?.id.clone();
    record_facts(desk, file, vec![Fact::PersonRemoved { person }])
}
