//! 到现场次数: on which days somebody was at the window for this case. Not how many were promised: that is
//! the item's.
//!
//! Invariant: a day counts once, by the station's calendar, whatever happened on it: held over lunch is
//! one visit. Only what is done with somebody present counts; what the window does alone, or over the
//! telephone, and what comes from another case, does not.
use super::Case;
use super::fact::Fact;
use super::lapse::WarnedBy;
use super::page::Custody;
use super::person::{Person, Reading};
use super::signature::ShownTo;
use crate::time::date::{Date, Moment};
use std::collections::BTreeSet;

/// Who was taken along from another case: their next entry is no reading here.
#[derive(Clone, Debug)]
pub(super) struct Carriage {
    at: Moment,
    /// None in journals of before it said whom: all of the same moment.
    people: Option<Vec<String>>,
}

impl Case {
    /// In order.
    pub fn attendance(&self) -> &BTreeSet<Date> {
        &self.attendance
    }

    /// To be asked before the fact is applied: a reading is new beside the one before.
    pub(super) fn note_attendance(&mut self, fact: &Fact, at: Moment) {
        if let Fact::CarriedFrom { people, .. } = fact {
            self.carriage = Some(Carriage { at, people: people.clone() });
        }
        self.attendance.extend(self.find_attendance(fact, at));
    }

    fn find_attendance(&self, fact: &Fact, at: Moment) -> Option<Date> {
        let is_present = match fact {
            // Whoever left a paper slip was here on its day, whenever it is entered.
            Fact::SlipNoted { received_at, .. } => return Some(received_at.date()),
            Fact::LapseWarned { how: WarnedBy::InPerson, on, .. } => return Some(*on),
            Fact::Received => self.slip.is_none() && self.refiled.is_none(),
            Fact::PersonPut { person } => self.is_read_here(person, at),
            Fact::FormShown { to, .. } => *to == ShownTo::CitizenScreen,
            Fact::CorrectionsIn
            | Fact::OriginalChecked { .. }
            | Fact::CustodySet { custody: Custody::Returned, .. }
            | Fact::CopiesSet { custody: Custody::Returned, .. }
            | Fact::FormDoubted { .. }
            | Fact::FormConfirmed { .. }
            | Fact::FormReadAloud { .. }
            | Fact::FormSigned { .. }
            | Fact::SignatureRefused { .. }
            | Fact::WithdrawalSigned { .. } => true,
            _ => false,
        };
        is_present.then(|| at.date())
    }

    /// A card that was read, again too. A person is put again as well when a phone or a mandate is
    /// added, or a card is gone on with: that changes what no card says.
    fn is_read_here(&self, person: &Person, at: Moment) -> bool {
        let earlier = self.people.iter().find(|earlier| earlier.id == person.id);
        let is_same = |earlier: &&Person| {
            earlier.reading == person.reading
                && earlier.number == person.number
                && earlier.raw == person.raw
        };
        let is_new = match earlier.filter(is_same) {
            Some(earlier) => is_untouched(earlier, person),
            None => earlier.is_some() || !self.is_carried(&person.id, at),
        };
        person.reading == Reading::Card && is_new
    }

    fn is_carried(&self, person: &String, at: Moment) -> bool {
        self.carriage.as_ref().is_some_and(|carriage| match &carriage.people {
            Some(people) => people.contains(person),
            None => carriage.at == at,
        })
    }
}

/// Nothing is different that only a hand changes. A reading asks anew about a card that is not valid.
fn is_untouched(earlier: &Person, person: &Person) -> bool {
    let by_hand = |one: &Person| {
        (
            (one.phone.clone(), one.relation.clone(), one.address.clone(), one.name.clone()),
            (one.present, one.signs, one.role, one.mandate.clone()),
        )
    };
    let is_confirmed_now = person.expiry_confirmed && !earlier.expiry_confirmed;
    by_hand(earlier) == by_hand(person) && !is_confirmed_now
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Mandate;
    use crate::case::hold::{HoldReason, Originals};
    use crate::case::step::Step;
    use crate::identity::idnum::IdKind;
    use crate::item::PersonRole;
    use jiff::civil::date;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    const MORNING: &str = "2026-11-23T11:50:00+08:00";
    const AFTERNOON: &str = "2026-11-23T14:20:00+08:00";
    /// Still the day before by UTC.
    const NEXT: &str = "2026-11-24T07:30:00+08:00";

    fn card() -> Person {
        Person {
            id: "p".into(),
            role: PersonRole::Applicant,
            name: "陈示例".into(),
            name_latin: "".into(),
            sex: String::new(),
            ethnic: String::new(),
            birth: "".into(),
            id_kind: IdKind::Resident,
            number: "440699199001010014".into(),
            address: "".into(),
            valid_from: String::new(),
            valid_to: String::new(),
            phone: "".into(),
            relation: String::new(),
            reading: Reading::Card,
            raw: "0a".into(),
            warnings: Vec::new(),
            reader: None,
            expiry_confirmed: false,
            expiry_reason: None,
            mandate: None,
            present: true,
            signs: true,
        }
    }

    fn put(person: Person) -> Fact {
        Fact::PersonPut { person }
    }

    fn days(facts: &[(&str, Fact)]) -> Vec<Date> {
        let mut case = Case::empty(at(MORNING));
        for (when, fact) in facts {
            case.apply(fact, at(when), "1001");
        }
        case.attendance().iter().copied().collect()
    }

    const FIRST: Date = date(2026, 11, 23);
    const SECOND: Date = date(2026, 11, 24);

    #[test]
    fn held_over_lunch_is_one_visit_and_the_next_day_is_another() {
        let held = Fact::Held {
            reason: HoldReason::Fetching,
            note: None,
            originals: Originals::WithOwner,
        };
        let mut facts = vec![
            (MORNING, put(card())),
            (MORNING, held),
            (AFTERNOON, Fact::Resumed),
            (AFTERNOON, Fact::Received),
        ];
        assert_eq!(days(&facts), [FIRST]);
        facts.push((NEXT, Fact::CorrectionsIn));
        assert_eq!(days(&facts), [FIRST, SECOND], "by the day of the station");
    }

    #[test]
    fn what_the_window_or_the_office_does_alone_is_no_visit() {
        let phone = Person { phone: "10012345678".into(), ..card() };
        let mandate =
            Mandate { extent: "办理".into(), until: None, ground: None, paper: "".into() };
        let acting = Person { mandate: Some(mandate), ..phone.clone() };
        let on = SECOND;
        let alone = [
            put(phone.clone()),
            put(acting),
            put(Person { expiry_confirmed: true, ..card() }),
            put(Person { id: "q".into(), reading: Reading::Typed, raw: "".into(), ..card() }),
            Fact::LapseWarned { revision: 1, how: WarnedBy::Telephone, on },
            Fact::StepTold {
                id: "s".into(),
                step: Step::Delivered { on },
                by_name: "审查员".into(),
                at: at(NEXT),
            },
            Fact::CustodySet { material: "m".into(), custody: Custody::Held, place: None },
            Fact::FormShown { document: "f".into(), to: ShownTo::Clerk },
            Fact::Resumed,
        ];
        for fact in alone {
            let name = format!("{fact:?}");
            assert_eq!(days(&[(MORNING, put(card())), (NEXT, fact)]), [FIRST], "{name}");
        }
    }

    #[test]
    fn what_is_done_with_somebody_there_is_one() {
        let there = [
            put(card()),
            put(Person { warnings: vec!["card_expired".into()], ..card() }),
            put(Person { raw: "0b".into(), ..card() }),
            Fact::OriginalChecked { material: "m".into() },
            Fact::CustodySet { material: "m".into(), custody: Custody::Returned, place: None },
            Fact::FormShown { document: "f".into(), to: ShownTo::CitizenScreen },
            Fact::FormConfirmed { document: "f".into(), person: "p".into() },
            Fact::WithdrawalSigned { document: "w".into(), pages: Vec::new() },
            Fact::LapseWarned { revision: 1, how: WarnedBy::InPerson, on: SECOND },
        ];
        for fact in there {
            let name = format!("{fact:?}");
            assert_eq!(days(&[(MORNING, put(card())), (NEXT, fact)]), [FIRST, SECOND], "{name}");
        }
    }

    #[test]
    fn what_came_from_another_case_or_a_slip_is_of_its_own_day() {
        let carried = |people: Option<Vec<String>>| Fact::CarriedFrom {
            case: "c".into(),
            left_pages: 0,
            people,
        };
        for people in [Some(vec!["p".to_owned()]), None] {
            assert_eq!(days(&[(MORNING, carried(people)), (MORNING, put(card()))]), []);
        }
        let read_here = [(MORNING, carried(Some(Vec::new()))), (MORNING, put(card()))];
        assert_eq!(days(&read_here), [FIRST]);
        let slip = Fact::SlipNoted { slip: "0007".into(), received_at: at(MORNING) };
        assert_eq!(days(&[(NEXT, slip), (NEXT, Fact::Received)]), [FIRST]);
        let refiled = Fact::RefiledFrom {
            case: "c".into(),
            number: "1".into(),
            received_at: at(MORNING),
            was_answered: true,
            reason: "错件".into(),
            receipt_back: false,
        };
        assert_eq!(days(&[(NEXT, refiled), (NEXT, Fact::Received)]), [], "nobody need be there");
    }
}
