//! What the certificate library brought to a case. One counts only while its pages lie under its
//! row and the person it was found for is still the same: whoever takes a page or a person out has
//! the paper to collect again.
//!
//! Invariant: a certificate of the library counts only as `core::certificate` says, and only while
//! its pages alone lie under its row and its person is the same; each look-up that brought nothing
//! leaves a reason, and paper stays possible. It is not carried into another case.
use super::Case;
use crate::case::certificate::{Held, HolderKey, Missed};
use crate::case::fact::Fact;
use crate::item::{HELD, PersonRole, library_fact};
use crate::time::date::Moment;

impl Case {
    pub(super) fn apply_library_fact(&mut self, fact: &Fact, at: Moment) {
        match fact {
            Fact::CertificateUsed { certificate } => {
                self.misses.remove(&certificate.material);
                self.certificates.insert(certificate.material.clone(), certificate.clone());
            }
            Fact::CertificateMissed { material, reason, ground } => {
                let miss = Missed { reason: *reason, ground: ground.clone(), at };
                self.misses.insert(material.clone(), miss);
            }
            _ => {}
        }
    }

    pub fn certificate_of(&self, material: &str) -> Option<&Held> {
        let certificate = self.certificates.get(material)?;
        let person = self.people.iter().find(|p| p.id == certificate.person)?;
        let theirs =
            certificate.key == HolderKey::OrganisationCode || person.number == certificate.holder;
        let mut pages = self.pages_of(material).peekable();
        // A paper beside it is looked at like any paper.
        let alone = pages.peek().is_some() && pages.all(|p| p.file == certificate.file);
        (theirs && alone).then_some(certificate)
    }

    /// Why the row has none, as it was last asked.
    pub fn library_miss(&self, material: &str) -> Option<&Missed> {
        self.misses.get(material)
    }

    /// Facts that the applicant's own certificates are: `library.residence_permit`.
    pub fn library_facts(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let applicant = self.find_person(PersonRole::Applicant);
        let own = self.certificates.keys().filter_map(|material| self.certificate_of(material));
        let own = own.filter(move |certificate| {
            applicant.is_some_and(|a| a.id == certificate.person && a.number == certificate.holder)
        });
        own.filter_map(|certificate| Some((library_fact(&certificate.kind)?, HELD)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::certificate::{Ground, Miss};
    use crate::case::page::PageOf;
    use crate::case::person::{Person, Reading};
    use crate::identity::idnum::IdKind;

    fn person(number: &str) -> Fact {
        let text = String::new;
        Fact::PersonPut {
            person: Person {
                id: "p".into(),
                role: PersonRole::Applicant,
                name: "陈示例".into(),
                name_latin: "".into(),
                sex: text(),
                ethnic: text(),
                birth: "".into(),
                id_kind: IdKind::Resident,
                number: number.into(),
                address: "".into(),
                valid_from: text(),
                valid_to: text(),
                phone: "".into(),
                relation: text(),
                reading: Reading::Card,
                raw: "".into(),
                warnings: Vec::new(),
                reader: None,
                expiry_confirmed: false,
                expiry_reason: None,
                mandate: None,
                present: true,
                signs: true,
            },
        }
    }

    fn page(id: &str, file: &str) -> Fact {
        Fact::PageAdded {
            page: PageOf {
                id: id.into(),
                file: file.into(),
                index: 0,
                media: "application/pdf".into(),
                sha256: "0a".repeat(32),
                len: 9,
                source: "certificate".into(),
                material: Some("permit".into()),
                turns: 0,
            },
        }
    }

    fn used() -> Fact {
        Fact::CertificateUsed {
            certificate: Held {
                material: "permit".into(),
                person: "p".into(),
                key: HolderKey::ResidentNumber,
                holder: "440699199001010014".into(),
                kind: "居住证".into(),
                name: "居住证".into(),
                identifier: "1.2".into(),
                issuer: "示例".into(),
                valid_to: None,
                file: "f".into(),
                sha256: "0a".repeat(32),
                fetched_at: Moment::from_millis(0),
                ground: Ground::Authorised,
            },
        }
    }

    fn case(facts: &[Fact]) -> Case {
        let at = Moment::from_millis(1_790_000_000_000);
        let mut case = Case::empty(at);
        facts.iter().for_each(|fact| case.apply(fact, at, "1001"));
        case
    }

    const ME: &str = "440699199001010014";

    #[test]
    fn one_counts_while_its_page_and_its_person_are_there() {
        let whole = case(&[person(ME), page("1", "f"), used()]);
        assert!(whole.certificate_of("permit").is_some());
        assert_eq!(
            whole.library_facts().collect::<Vec<_>>(),
            [("library.residence_permit", "held")]
        );

        let gone = |more: Fact| {
            let after = case(&[person(ME), page("1", "f"), used(), more]);
            assert_eq!((after.certificate_of("permit"), after.library_facts().count()), (None, 0));
        };
        gone(Fact::PageDeleted { page: "1".into() });
        gone(Fact::Undone { by: Box::new(Fact::PageDeleted { page: "1".into() }) });
        gone(Fact::PageAssigned { page: "1".into(), material: None });
        gone(person("440699199001010022"));
        gone(Fact::PersonRemoved { person: "p".into() });
        gone(page("2", "scanned"));
        let restored = [
            person(ME),
            page("1", "f"),
            used(),
            Fact::PageDeleted { page: "1".into() },
            Fact::PageRestored { page: "1".into() },
        ];
        assert!(case(&restored).certificate_of("permit").is_some());
    }

    #[test]
    fn a_miss_stands_until_one_is_found() {
        let away = Fact::CertificateMissed {
            material: "permit".into(),
            reason: Miss::LibraryAway,
            ground: Some(Ground::Authorised),
        };
        let asked = case(&[person(ME), away.clone()]);
        assert_eq!(asked.library_miss("permit").map(|m| m.reason), Some(Miss::LibraryAway));
        let found = case(&[person(ME), away, page("1", "f"), used()]);
        assert_eq!(found.library_miss("permit"), None);
    }

    #[test]
    fn what_the_journal_says_of_one_names_nobody_when_printed() {
        let shown = format!("{:?}", used());
        assert!(!shown.contains("440699") && !shown.contains("1.2"), "{shown}");
        let back: Fact = serde_json::from_str(&serde_json::to_string(&used()).unwrap()).unwrap();
        assert_eq!(back, used());
    }
}
