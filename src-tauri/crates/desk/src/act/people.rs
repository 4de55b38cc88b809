//! The people of a case: read from the chip or typed, judged, asked about when a card is not the case's person.
use super::{editable, record};
use crate::contract::{CaseId, PersonFlags, PersonRef, ReadCard, TakeCard, TypedPerson};
use crate::journal::Open;
use crate::session::HeldCard;
use crate::show::{self, people as show_people};
use crate::translate::{device_failure, same};
use crate::view::{CaseView, PendingCard, PersonFull, Role};
use crate::{Desk, Failure};
use counter_core::case::{Person, Reading};
use counter_core::fact::Fact;
use counter_core::idnum::{IdKind, Verdict, judge};
use counter_core::item::PersonRole;
use counter_core::text::Private;
use counter_devices::{CardKind, CardReading};

pub async fn read_card(desk: &Desk, payload: ReadCard) -> Result<CaseView, Failure> {
    editable(desk, &payload.case)?;
    let (port, speed) = desk.reader().ok_or_else(|| Failure::new("device_not_configured"))?;
    let outcome = desk.host().read_card(&port, speed).await;
    desk.saw_reader(&outcome);
    let reading = outcome.map_err(|e| device_failure(&e))?;
    let open = editable(desk, &payload.case)?;
    let person = of_card(desk, reading, core_role(payload.role));
    place(desk, open, person, payload.role)
}

fn core_role(role: Role) -> PersonRole {
    same(&role).unwrap_or(PersonRole::Applicant)
}

fn of_card(desk: &Desk, card: CardReading, role: PersonRole) -> Person {
    let id_kind = match card.kind {
        CardKind::Resident => IdKind::Resident,
        CardKind::Hmt => IdKind::HmtResidence,
        CardKind::Foreign2017 | CardKind::Foreign2023 => IdKind::ForeignPr,
    };
    let name = if card.name.is_empty() { card.name_latin.clone().unwrap_or_default() } else { card.name };
    Person {
        id: desk.fresh_id(),
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

/// Puts a read card where it belongs, or holds it and asks: another person than the case's, or one already in it.
fn place(desk: &Desk, open: Open, person: Person, role: Role) -> Result<CaseView, Failure> {
    let in_role = open.case.person(person.role);
    let twin = open.case.people.iter().find(|p| p.number == person.number && p.role != person.role);
    let (differs_from, same_person_as) = match (in_role, twin) {
        (Some(known), _) if known.number == person.number => {
            let fresh =
                Person { id: known.id.clone(), phone: known.phone.clone(), relation: known.relation.clone(), ..person };
            return record(desk, open, vec![Fact::PersonPut { person: fresh }]);
        }
        (None, None) => return record(desk, open, vec![Fact::PersonPut { person }]),
        (known, twin) => (known.map(|p| p.name.expose().to_owned()), twin.and_then(|p| same(&p.role))),
    };
    let reading = desk.fresh_id();
    let view = PendingCard {
        reading,
        name: person.name.expose().to_owned(),
        number_masked: show_people::masked(person.number.expose()),
        asked_role: role,
        differs_from,
        same_person_as,
    };
    desk.memory().cards.insert(open.id.clone(), HeldCard { view, person });
    show::case_view(desk, &open)
}

pub async fn take_card(desk: &Desk, payload: TakeCard) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    let held = desk.memory().cards.remove(&payload.case);
    let held = held.filter(|h| h.view.reading == payload.reading).ok_or_else(|| Failure::new("unknown_person"))?;
    let role = core_role(payload.role);
    let known = open.case.person(role).map(|p| p.id.clone());
    if known.is_some() && !payload.replace {
        desk.memory().cards.insert(payload.case, held);
        return Err(Failure::new("not_allowed"));
    }
    let id = known.unwrap_or(held.person.id);
    record(desk, open, vec![Fact::PersonPut { person: Person { id, role, ..held.person } }])
}

pub async fn leave_card(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    desk.memory().cards.remove(&payload.case);
    show::case_view(desk, &desk.read_case(&payload.case)?)
}

/// Wrong length or alphabet is refused; a wrong check digit is kept and warned about: real documents have them.
pub async fn put_person(desk: &Desk, payload: TypedPerson) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    let name = payload.name.trim();
    if name.is_empty() {
        return Err(Failure::new("name_missing"));
    }
    let id_kind: IdKind =
        serde_json::from_value(payload.id_kind.clone().into()).map_err(|_| Failure::new("bad_request"))?;
    let judged = judge(id_kind, payload.number.trim());
    if let Verdict::Refuse(code) = judged.verdict {
        return Err(Failure::new("id_number_refused").with("why", code));
    }
    let role = core_role(payload.role);
    let known = match &payload.person {
        Some(id) => open.case.people.iter().find(|p| p.id == *id),
        None => open.case.person(role),
    };
    let sex = match (payload.sex.trim(), judged.sex) {
        ("", Some(sex)) => sex.label().to_owned(),
        (typed, _) => typed.to_owned(),
    };
    let still_card =
        known.filter(|p| p.reading == Reading::Card && p.number.expose() == judged.normal && p.name.expose() == name);
    let person = Person {
        id: known.map_or_else(|| desk.fresh_id(), |p| p.id.clone()),
        role,
        name: Private::new(name),
        sex,
        ethnic: known.map(|p| p.ethnic.clone()).unwrap_or_default(),
        birth: Private::new(judged.birth.map(show::date_text).unwrap_or_default()),
        id_kind,
        number: Private::new(judged.normal),
        address: Private::new(payload.address.trim()),
        valid_to: known.map(|p| p.valid_to.clone()).unwrap_or_default(),
        phone: Private::new(payload.phone.trim()),
        relation: payload.relation.trim().to_owned(),
        reading: if still_card.is_some() { Reading::Card } else { Reading::Typed },
        raw: still_card.map(|p| p.raw.clone()).unwrap_or_default(),
        present: known.is_none_or(|p| p.present),
        signs: known.is_none_or(|p| p.signs),
    };
    record(desk, open, vec![Fact::PersonPut { person }])
}

fn find<'a>(open: &'a Open, id: &str) -> Result<&'a Person, Failure> {
    open.case.people.iter().find(|p| p.id == id).ok_or_else(|| Failure::new("unknown_person"))
}

/// The person unmasked; the look is an audit line.
pub async fn person(desk: &Desk, payload: PersonRef) -> Result<PersonFull, Failure> {
    let open = desk.read_case(&payload.case)?;
    Ok(show_people::person_full(find(&open, &payload.person)?))
}

pub async fn flag_person(desk: &Desk, payload: PersonFlags) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    let person = Person { present: payload.present, signs: payload.signs, ..find(&open, &payload.person)?.clone() };
    record(desk, open, vec![Fact::PersonPut { person }])
}

pub async fn remove_person(desk: &Desk, payload: PersonRef) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    let person = find(&open, &payload.person)?.id.clone();
    record(desk, open, vec![Fact::PersonRemoved { person }])
}
