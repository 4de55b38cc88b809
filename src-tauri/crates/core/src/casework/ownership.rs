//! Whose the paper of a row is, and whether a page may lie under a row of another case: only where
//! both rows are the same person's, by number. What cannot be said to be the same is not.

use crate::case::{Case, Person};
use crate::item::{Item, MaterialDef, PersonRole, Supply};

/// Words of a row's name for somebody other than the applicant. Two rows that differ in them are not
/// one person's, whatever their ids are.
const RELATIVES: [&str; 20] = [
    "父",
    "母",
    "配偶",
    "夫",
    "妻",
    "子女",
    "监护人",
    "代办人",
    "受托人",
    "代理人",
    "法定代表人",
    "负责人",
    "义务人",
    "家庭成员",
    "死者",
    "新生儿",
    "落户一方",
    "家属",
    "亲属",
    "经办人",
];

/// Whose number stands in the paper of a row, where somebody of the case bears it: whoever the row
/// names, by role or in its own words, else the applicant. A relative who has no role in a case is
/// nobody in it: their paper is not to be looked for under another's number.
pub fn find_holder<'a>(case: &'a Case, row: &MaterialDef) -> Option<&'a Person> {
    if let Some(role) = row.person {
        return case.find_person(role);
    }
    let words = list_relatives(&row.name);
    let is_couples = words.contains(&"夫") && words.contains(&"妻");
    if words.is_empty() || is_couples {
        return case.find_person(PersonRole::Applicant);
    }
    words.into_iter().filter_map(role_of_word).find_map(|role| case.find_person(role))
}

/// None of a relative whom a case has no role for.
fn role_of_word(word: &str) -> Option<PersonRole> {
    match word {
        "配偶" | "夫" | "妻" => Some(PersonRole::Spouse),
        "监护人" => Some(PersonRole::Guardian),
        "代办人" | "受托人" | "代理人" | "经办人" => Some(PersonRole::Agent),
        "法定代表人" => Some(PersonRole::LegalRepresentative),
        "负责人" => Some(PersonRole::PersonInCharge),
        _ => None,
    }
}

/// Two cases of one visit: the one that pages come from, and the people of the other.
#[derive(Clone, Copy)]
pub struct Visit<'a> {
    pub from: &'a Case,
    pub old: &'a Item,
    pub new: &'a Item,
    pub people: &'a [Person],
}

/// What becomes of a page that lies under a row of the old list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// Under this row of the new list.
    Row(&'a MaterialDef),
    /// There is such a row, but not surely of the same person.
    Unsure,
    /// The new list does not want it.
    Nowhere,
}

impl<'a> Visit<'a> {
    /// The same paper in the new list: by id, by its very name, or by kind of certificate.
    pub fn find_place(&self, source: &MaterialDef) -> Place<'a> {
        let is_wanted = |row: &&MaterialDef| {
            row.supply != Supply::Form && row.supply != Supply::Object && is_like(source, row)
        };
        let mut rows = self.new.materials.iter().filter(is_wanted).peekable();
        if rows.peek().is_none() {
            return Place::Nowhere;
        }
        rows.find(|row| self.is_same_owner(source, row)).map_or(Place::Unsure, Place::Row)
    }

    /// Rows that name nobody are the applicant's own, and the same paper by name, or by id and kind of
    /// certificate: an id alone, such as `commitment`, is of another paper in each item.
    fn is_same_owner(&self, source: &MaterialDef, row: &MaterialDef) -> bool {
        match (owner_role(source), owner_role(row)) {
            (Some(before), Some(now)) => self.is_same_person(before, now),
            (None, None) => {
                let is_same_kind = source.id == row.id && is_of_one_kind(source, row);
                let is_same_paper = source.name == row.name || is_same_kind;
                is_same_paper
                    && list_relatives(&source.name) == list_relatives(&row.name)
                    && self.is_same_person(PersonRole::Applicant, PersonRole::Applicant)
            }
            _ => false,
        }
    }

    fn is_same_person(&self, before: PersonRole, now: PersonRole) -> bool {
        let old = self.from.find_person(before);
        let new = self.people.iter().find(|person| person.role == now);
        old.zip(new).is_some_and(|(old, new)| {
            old.id_kind == new.id_kind && old.is_numbered(new.id_kind, new.number.expose())
        })
    }
}

fn is_like(source: &MaterialDef, row: &MaterialDef) -> bool {
    row.id == source.id || row.name == source.name || is_of_one_kind(source, row)
}

fn is_of_one_kind(source: &MaterialDef, row: &MaterialDef) -> bool {
    source.cert.is_some() && source.cert == row.cert
}

/// Whose card or paper the row wants, where it says so.
fn owner_role(row: &MaterialDef) -> Option<PersonRole> {
    let by_chip = (row.supply == Supply::Chip).then_some(PersonRole::Applicant);
    row.person.or(by_chip)
}

fn list_relatives(name: &str) -> Vec<&'static str> {
    RELATIVES.into_iter().filter(|word| name.contains(word)).collect()
}
