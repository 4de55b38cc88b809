//! What came along from another case of the same visit, in some of the stories: another item of the
//! same person, or another applicant for whom the same person acts; or from one of the wrong item, from
//! which this one goes on.
use super::dice::Dice;
use super::people::roll_person;
use super::story::Story;
use counter_core::case::Person;
use counter_core::fact::Fact;
use counter_core::item::{PersonRole, Supply};
use std::collections::BTreeSet;

impl Story {
    pub fn carry_along(&mut self, seed: u64) {
        // Its own dice: the stories that nothing came along to stay as they are.
        let mut dice = Dice::new(seed + 1_000_000);
        if !dice.chance(15) {
            return;
        }
        let roles: &[PersonRole] = match dice.roll(4) {
            0 => &[PersonRole::Agent],
            1 => &[PersonRole::Applicant, PersonRole::Agent],
            _ => &[PersonRole::Applicant],
        };
        let mut people = Vec::new();
        for role in roles {
            // What was confirmed, and how far somebody may act, was so for the other case.
            let person = roll_person(&mut dice, self.people, *role);
            people.push(Person { mandate: None, ..person });
            self.people += 1;
        }
        let ids = people.iter().map(|person| person.id.clone()).collect();
        let case = uuid::Uuid::from_u128(u128::from(seed) + 1_000_001).to_string();
        let left_pages = dice.roll(2) as u32;
        let is_refiled = dice.chance(60);
        let number = "示编202611010007".to_owned();
        if is_refiled {
            self.note(Fact::RefiledFrom {
                case: case.clone(),
                number: number.clone(),
                received_at: self.now,
                was_answered: true,
                reason: "窗口选错事项".into(),
                receipt_back: dice.chance(50),
            });
        }
        self.note(Fact::CarriedFrom { case, left_pages, people: Some(ids) });
        for person in people {
            self.note(Fact::PersonPut { person });
        }
        for def in self.item.materials.iter().filter(|def| def.supply == Supply::Paper) {
            if dice.chance(25) {
                self.add_page("carried", &def.id);
            }
        }
        let rows: BTreeSet<String> = self
            .entries
            .iter()
            .filter_map(|entry| match &entry.fact {
                Fact::PageAdded { page } => page.material.clone(),
                _ => None,
            })
            .collect();
        for material in rows {
            if is_refiled && dice.chance(60) {
                let (by, at) = ("1002".to_owned(), self.now);
                self.note(Fact::CheckCarried { material, by, at, number: number.clone() });
            }
        }
        self.wait(1);
    }
}
