//! What the journal says of the people of a case, and who confirmed an expired card when.
use super::Case;
use super::fact::Fact;
use super::mandate::{Mandate, MandateGround};
use super::person::Person;
use crate::item::PersonRole;
use crate::text::is_same_name;
use crate::time::date::{Date, Moment, find_last_day_under_age, parse_date};

impl Case {
    /// The day on which the people of the case stood at the window: a slip's, whenever it is entered.
    pub fn counter_day(&self, today: Date) -> Date {
        self.slip.as_ref().map_or(today, |(_, received_at)| received_at.date())
    }

    /// The last day on which the applicant is under age; none where no birth is on record.
    pub fn last_day_under_age(&self) -> Option<Date> {
        let applicant = self.find_person(PersonRole::Applicant)?;
        find_last_day_under_age(parse_date(applicant.birth.expose()).ok()?)
    }

    /// A card that is not valid is the clerk's to decide: nobody has yet, or the paper that they went
    /// by ended since. What stands accepted is not asked about again: the citizen has gone.
    pub fn asks_confirmation(&self, person: &Person, day: Date) -> bool {
        let has_ended = person.find_second_paper_end(day).is_some() && self.accepted_at().is_none();
        person.asks_confirmation() || has_ended
    }

    /// A mandate is asked for: it is not on record, or ends with the childhood of somebody else.
    /// What stands accepted is not asked about again: the citizen has gone.
    pub fn asks_mandate(&self, person: &Person) -> bool {
        let of_parent = |mandate: &&Mandate| mandate.ground == Some(MandateGround::Parent);
        let is_outdated = |mandate: &Mandate| mandate.last_day() != self.last_day_under_age();
        let is_open = person.asks_mandate()
            || person.mandate.as_ref().filter(of_parent).is_some_and(is_outdated);
        is_open && self.accepted_at().is_none()
    }

    pub(super) fn apply_person_fact(&mut self, fact: &Fact, at: Moment, by: &str) {
        match fact {
            Fact::PersonPut { person } => {
                self.note_expiry_confirmation(person, at, by);
                if self.people.iter().any(|p| p.id == person.id && !is_same_person(p, person)) {
                    self.mark_pages_unsure();
                }
                match self.people.iter_mut().find(|p| p.id == person.id) {
                    Some(known) => *known = person.clone(),
                    None => self.people.push(person.clone()),
                }
            }
            Fact::PersonRemoved { person } => {
                self.people.retain(|p| p.id != *person);
                self.expiry_confirmations.remove(person);
                self.mark_pages_unsure();
            }
            _ => {}
        }
    }

    fn mark_pages_unsure(&mut self) {
        self.unsure_pages.extend(self.pages.iter().map(|page| page.id.clone()));
    }

    /// The first entry that says so is the confirmation; the same person put again, with another
    /// phone say, keeps it. A fresh reading is asked about anew.
    fn note_expiry_confirmation(&mut self, person: &Person, at: Moment, by: &str) {
        if person.expiry_confirmed {
            let confirmation = || (by.to_owned(), at);
            self.expiry_confirmations.entry(person.id.clone()).or_insert_with(confirmation);
        } else {
            self.expiry_confirmations.remove(&person.id);
        }
    }

    /// Who confirmed, and when, that the case goes on with this person's expired card.
    pub fn expiry_confirmation(&self, person: &Person) -> Option<&(String, Moment)> {
        self.expiry_confirmations.get(&person.id)
    }
}

/// A number or a name put right is still the same person; both changed are another one, and so is
/// somebody who is here for something else.
fn is_same_person(one: &Person, other: &Person) -> bool {
    let is_named = one.is_numbered(other.id_kind, other.number.expose())
        || is_same_name(one.name.expose(), other.name.expose());
    is_named && one.role == other.role
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::decision::{Decision, DecisionKind};
    use crate::case::mandate::MandateEnd;
    use crate::case::person::{ExpiryGround, ExpiryReason, Reading, SecondPaper};
    use crate::identity::idnum::IdKind;
    use jiff::civil::date;

    fn person(expiry_confirmed: bool) -> Person {
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
            valid_to: "2020-01-01".into(),
            phone: "".into(),
            relation: String::new(),
            reading: Reading::Card,
            raw: "".into(),
            warnings: vec!["card_expired".into()],
            reader: None,
            expiry_confirmed,
            expiry_reason: None,
            mandate: None,
            present: true,
            signs: true,
        }
    }

    #[test]
    fn a_confirmation_is_its_own_entry_and_ends_with_its_reading() {
        let at = |minute: i64| Moment::from_millis(1_790_000_000_000 + minute * 60_000);
        let mut case = Case::empty(at(0));
        let put = |case: &mut Case, confirmed: bool, minute: i64, by: &str| {
            case.apply(&Fact::PersonPut { person: person(confirmed) }, at(minute), by);
            case.expiry_confirmation(&person(true)).cloned()
        };
        assert_eq!(put(&mut case, false, 0, "1001"), None);
        assert!(case.people.iter().all(Person::asks_confirmation));
        assert_eq!(put(&mut case, true, 1, "1002"), Some(("1002".to_owned(), at(1))));
        assert!(!case.people.iter().any(Person::asks_confirmation));
        assert_eq!(
            put(&mut case, true, 2, "1001"),
            Some(("1002".to_owned(), at(1))),
            "another phone"
        );
        assert_eq!(put(&mut case, false, 3, "1001"), None, "read again");
        put(&mut case, true, 4, "1001");
        case.apply(&Fact::PersonRemoved { person: "p".into() }, at(5), "1001");
        assert_eq!(case.expiry_confirmation(&person(true)), None);
    }

    #[test]
    fn pages_of_who_became_another_one_are_nobodys_until_placed_again() {
        let at = Moment::from_millis(1_790_000_000_000);
        let page: crate::case::PageOf = serde_json::from_str(
            r#"{"id":"1","file":"1","index":0,"media":"image/png","sha256":"0a","len":9,
                "source":"scan","material":"id_card"}"#,
        )
        .unwrap();
        let put = |person: Person| Fact::PersonPut { person };
        let mut case = Case::empty(at);
        let first = person(false);
        let mut apply = |fact: Fact| {
            case.apply(&fact, at, "1001");
            case.unsure_pages.len()
        };
        assert_eq!(apply(put(first.clone())), 0);
        assert_eq!(apply(Fact::PageAdded { page }), 0);
        assert_eq!(apply(put(Person { number: "1".into(), ..first.clone() })), 0, "put right");
        let another = Person { name: "陈甲示例".into(), ..first };
        assert_eq!(apply(put(another)), 1, "another person");
        let assigned = || Fact::PageAssigned { page: "1".into(), material: Some("id_card".into()) };
        assert_eq!(apply(assigned()), 0);
        assert_eq!(apply(Fact::PersonRemoved { person: "p".into() }), 1);
        assert_eq!(apply(Fact::Undone { by: Box::new(assigned()) }), 1, "taken back, not placed");
    }

    #[test]
    fn somebody_who_is_here_for_something_else_is_another_one() {
        let agent = Person { role: PersonRole::Agent, ..person(false) };
        assert!(is_same_person(&person(false), &Person { number: "1".into(), ..person(false) }));
        assert!(!is_same_person(&person(false), &agent));
    }

    #[test]
    fn a_reason_and_a_mandate_are_kept_and_an_older_entry_has_none() {
        let plain = serde_json::to_value(person(true)).unwrap();
        assert!(plain.get("expiry_reason").is_none() && plain.get("mandate").is_none());
        let old: Person = serde_json::from_value(plain).unwrap();
        assert!(!old.asks_confirmation(), "confirmed without a reason is confirmed");
        let ground = ExpiryGround::TemporaryCard;
        let reason = ExpiryReason { ground, text: "".into(), paper: None };
        let mandate =
            Mandate {
                extent: "办理本事项".into(), until: None, ground: None, paper: "".into()
            };
        let full = Person { expiry_reason: Some(reason), mandate: Some(mandate), ..person(true) };
        let value = serde_json::to_value(&full).unwrap();
        assert_eq!(value["expiry_reason"], serde_json::json!({ "ground": "temporary_card" }));
        assert_eq!(serde_json::from_value::<Person>(value).unwrap(), full);
    }

    #[test]
    fn a_parent_acts_until_this_applicant_is_of_age() {
        let at = Moment::from_millis(1_790_000_000_000);
        let mut case = Case::empty(at);
        let put = |case: &mut Case, person: Person| {
            case.apply(&Fact::PersonPut { person }, at, "1001");
        };
        let born = |day: &str| Person { birth: day.into(), ..person(false) };
        assert_eq!(case.last_day_under_age(), None, "nobody is there");
        put(&mut case, born(""));
        assert_eq!(case.last_day_under_age(), None, "the document does not tell");
        put(&mut case, born("2012-05-08"));
        let last_day = date(2030, 5, 7);
        assert_eq!(case.last_day_under_age(), Some(last_day));
        let mandate = Mandate {
            extent: "办理本事项".into(),
            until: Some(MandateEnd::Day(last_day)),
            ground: Some(MandateGround::Parent),
            paper: "".into(),
        };
        let parent = Person {
            id: "g".into(),
            role: PersonRole::Guardian,
            mandate: Some(mandate.clone()),
            ..person(false)
        };
        assert!(!case.asks_mandate(&parent));
        put(&mut case, born("2012-05-09"));
        assert!(case.asks_mandate(&parent), "of an applicant with another birthday");
        let other = Mandate { ground: Some(MandateGround::OtherGuardian), ..mandate };
        assert!(!case.asks_mandate(&Person { mandate: Some(other), ..parent.clone() }));
        let without = Person { mandate: None, ..parent };
        assert!(case.asks_mandate(&without));
        let decision = Decision::of_kind(DecisionKind::Accept);
        case.apply(&Fact::Decided { decision }, at, "1001");
        assert!(!case.asks_mandate(&without), "what stands accepted is not asked about again");
    }

    #[test]
    fn the_second_paper_of_a_reason_is_kept_as_it_was_recorded() {
        let until = "2026-12-31".parse().unwrap();
        let number = "440699199001010014".into();
        let paper = SecondPaper { number, until: Some(until), row: String::new() };
        let ground = ExpiryGround::TemporaryCard;
        let reason = ExpiryReason { ground, text: "".into(), paper: Some(Box::new(paper)) };
        let value = serde_json::to_value(&reason).unwrap();
        assert_eq!(
            value["paper"],
            serde_json::json!({ "number": "440699199001010014", "until": "2026-12-31" })
        );
        assert_eq!(serde_json::from_value::<ExpiryReason>(value).unwrap(), reason);
        assert!(!reason.lacks_paper());
        let lacks = |ground| ExpiryReason { ground, text: "".into(), paper: None }.lacks_paper();
        assert!(lacks(ExpiryGround::TemporaryCard) && lacks(ExpiryGround::HouseholdRegister));
        assert!(!lacks(ExpiryGround::ItemAllows) && !lacks(ExpiryGround::Other));
    }

    #[test]
    fn a_person_of_before_there_were_confirmations_is_read() {
        let mut old = serde_json::to_value(person(false)).unwrap();
        assert!(old.as_object_mut().unwrap().remove("expiry_confirmed").is_none());
        assert!(serde_json::from_value::<Person>(old).unwrap().asks_confirmation());
    }

    #[test]
    fn a_reading_of_before_readers_were_named_is_read_and_a_later_one_keeps_its_reader() {
        let number = Some("05.01-20260101-0001234567-0987654321".to_owned());
        let named = Person { reader: number, ..person(false) };
        let mut value = serde_json::to_value(&named).unwrap();
        assert_eq!(serde_json::from_value::<Person>(value.clone()).unwrap(), named);
        assert!(value.as_object_mut().unwrap().remove("reader").is_some());
        assert_eq!(value, serde_json::to_value(person(false)).unwrap(), "written as before");
        assert_eq!(serde_json::from_value::<Person>(value).unwrap(), person(false));
    }
}
