//! The people of a case: read from the chip or typed, judged, asked about when a card is not the
//! case's person.
use super::editing::{record_facts, require_editable, show_case};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::masking::mask_number;
use crate::cases::proposals::PendingReading;
use crate::contract::views::{CaseView, PendingCard, PersonFull};
use crate::contract::{
    CaseId, FailureCode, PersonFlags, PersonRef, ReadCard, TakeCard, TypedPerson,
};
use crate::desk::Desk;
use crate::station::ids::new_id;
use crate::station::limits::require_length;
use crate::views::people::person_full;
use counter_core::case::{Person, Reading};
use counter_core::date::date_text;
use counter_core::fact::Fact;
use counter_core::idnum::{IdKind, Verdict, judge_number};
use counter_core::item::PersonRole;
use counter_core::limits::MAX_TEXT_CHARS;
use counter_core::private::Private;
use counter_devices::{CardKind, CardReading};

pub async fn read_card(desk: &Desk, payload: ReadCard) -> Result<CaseView, Failure> {
    require_editable(desk, &payload.case)?;
    let (port, speed) =
        desk.devices.reader().ok_or_else(|| Failure::new(FailureCode::DeviceNotConfigured))?;
    let outcome = desk.devices.host().read_card(&port, speed).await;
    desk.devices.note_reading(&outcome);
    let reading = outcome?;
    let file = require_editable(desk, &payload.case)?;
    let person = person_of_card(reading, payload.role);
    place_person(desk, file, person, payload.role)
}

fn person_of_card(card: CardReading, role: PersonRole) -> Person {
    let id_kind = match card.kind {
        CardKind::Resident => IdKind::Resident,
        CardKind::Hmt => IdKind::HmtResidence,
        CardKind::Foreign2017 | CardKind::Foreign2023 => IdKind::ForeignPr,
    };
    let name =
        if card.name.is_empty() { card.name_latin.clone().unwrap_or_default() } else { card.name };
    Person {
        id: new_id(),
        role,
        name: Private::new(name),
        sex: card.sex,
        ethnic: card.ethnic.unwrap_or_default(),
        birth: Private::new(card.birth),
        id_kind,
        number: Private::new(card.number),
        address: Private::new(card.new_address.or(card.address).unwrap_or_default()),
        valid_to: card.valid_to,
        phone: Private::default(),
        relation: String::new(),
        reading: Reading::Card,
        raw: Private::new(card.raw),
        present: true,
        signs: true,
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
    let in_role = file.case.find_person(person.role);
    let twin = file.case.people.iter().find(|p| p.number == person.number && p.role != person.role);
    let (differs_from, same_person_as) = match (in_role, twin) {
        (Some(existing), _) if existing.number == person.number => {
            let fresh = Person {
                id: existing.id.clone(),
                phone: existing.phone.clone(),
                relation: existing.relation.clone(),
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

/// Wrong length or alphabet is refused; a wrong check digit is kept and warned about: real
/// documents have them.
pub async fn put_person(desk: &Desk, payload: TypedPerson) -> Result<CaseView, Failure> {
    let texts = [&payload.name, &payload.number, &payload.sex, &payload.address, &payload.phone];
    let mut texts = texts.into_iter().chain([&payload.relation]);
    texts.try_for_each(|text| require_length(text, MAX_TEXT_CHARS))?;
    let file = require_editable(desk, &payload.case)?;
    let name = payload.name.trim();
    if name.is_empty() {
        return Err(Failure::new(FailureCode::NameMissing));
    }
    let id_kind: IdKind = serde_json::from_value(payload.id_kind.clone().into())
        .map_err(|_| Failure::new(FailureCode::BadRequest))?;
    let judgement = judge_number(id_kind, payload.number.trim());
    if let Verdict::Refuse(code) = judgement.verdict {
        return Err(Failure::new(FailureCode::IdNumberRefused).with("why", code));
    }
    let role = payload.role;
    let existing = match &payload.person {
        Some(id) => file.case.people.iter().find(|p| p.id == *id),
        None => file.case.find_person(role),
    };
    let sex = match (payload.sex.trim(), judgement.sex) {
        ("", Some(sex)) => sex.label().to_owned(),
        (typed, _) => typed.to_owned(),
    };
    let still_card = existing.filter(|p| {
        p.reading == Reading::Card
            && p.number.expose() == judgement.normal
            && p.name.expose() == name
    });
    let person = Person {
        id: existing.map_or_else(new_id, |p| p.id.clone()),
        role,
        name: Private::new(name),
        sex,
        ethnic: existing.map(|p| p.ethnic.clone()).unwrap_or_default(),
        birth: Private::new(judgement.birth.map(date_text).unwrap_or_default()),
        id_kind,
        number: Private::new(judgement.normal),
        address: Private::new(payload.address.trim()),
        valid_to: existing.map(|p| p.valid_to.clone()).unwrap_or_default(),
        phone: Private::new(payload.phone.trim()),
        relation: payload.relation.trim().to_owned(),
        reading: if still_card.is_some() { Reading::Card } else { Reading::Typed },
        raw: still_card.map(|p| p.raw.clone()).unwrap_or_default(),
        present: existing.is_none_or(|p| p.present),
        signs: existing.is_none_or(|p| p.signs),
    };
    record_facts(desk, file, vec![Fact::PersonPut { person }])
}

fn find_person<'a>(file: &'a CaseFile, id: &str) -> Result<&'a Person, Failure> {
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
