//! What the journal says of the people of a case, and who confirmed an expired card when.
use super::Case;
use super::fact::Fact;
use super::person::Person;
use crate::time::date::Moment;

impl Case {
    pub(super) fn apply_person_fact(&mut self, fact: &Fact, at: Moment, by: &str) {
        match fact {
            Fact::PersonPut { person } => {
                self.note_expiry_confirmation(person, at, by);
                match self.people.iter_mut().find(|p| p.id == person.id) {
                    Some(known) => *known = person.clone(),
                    None => self.people.push(person.clone()),
                }
            }
            Fact::PersonRemoved { person } => {
                self.people.retain(|p| p.id != *person);
                self.expiry_confirmations.remove(person);
            }
            _ => {}
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::person::Reading;
    use crate::identity::idnum::IdKind;
    use crate::item::PersonRole;

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
