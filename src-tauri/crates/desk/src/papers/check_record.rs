//! 免责凭据: what of a case was checked, by whom and when, under which pack, and what its notices said,
//! each line an entry of the journal. A clerk who is asked later has it in one paper.
use super::card_remarks::reason_words;
use super::context::PaperContext;
use super::noted::{Noted, find_noted};
use super::notice_record::list_notices;
use super::parts::{clock_words, code_words, mandate_words, paper_head, received_on};
use super::sentences::{Ground, Sentence};
use super::wording::long_moment;
use crate::cases::case_file::CaseFile;
use counter_core::case::{Case, Person};
use counter_core::fact::Fact;
use counter_core::item::PersonRole;
use counter_core::journal::Entry;
use counter_documents::Sheet;
use counter_documents::sheet::{CheckLine, CheckRecord};
use std::collections::BTreeMap;

pub fn check_record(context: &PaperContext, file: &CaseFile, entries: &[Entry]) -> Sheet {
    let decision = file.case.decision().map(|(decision, _)| decision);
    let checks = list_checks(file, entries);
    let ground = Ground { has_checks: !checks.is_empty(), ..Ground::new(file, decision) };
    Sheet::CheckRecord(CheckRecord {
        head: paper_head(context, file, file.case.display_number()),
        opening: ground.say(&[Sentence::CheckedBelow]),
        pack: file.case.pack_version.clone(),
        received_on: received_on(file),
        checks,
        notices: list_notices(file, entries),
        receipt_code: code_words(file, &ground),
        receipt_note: ground.say(&[Sentence::CheckByCode]),
        clock_note: clock_words(&ground),
    })
}

/// In the order of the journal; a person is named as they were then. Nobody read here the card of who
/// was carried from another case.
fn list_checks(file: &CaseFile, entries: &[Entry]) -> Vec<CheckLine> {
    let mut people: BTreeMap<&str, &Person> = BTreeMap::new();
    let (mut carriage, mut is_refiled) = (None, false);
    let mut lines = Vec::new();
    for (entry, place) in entries.iter().zip(1..) {
        let noted = match &entry.fact {
            Fact::PersonPut { person } => {
                let before = people.insert(&person.id, person);
                let is_carried = before.is_none()
                    && carriage.is_some_and(|carriage| is_carried_by(carriage, person, entry));
                let carried = if is_refiled { Noted::PersonRefiled } else { Noted::PersonCarried };
                let note = is_carried.then_some(carried);
                note.or_else(|| find_noted(&entry.fact, before))
            }
            Fact::CarriedFrom { .. } => {
                carriage = Some(entry);
                None
            }
            // Another window's checks are in its own record.
            Fact::ToldByRecord { told, .. } => {
                if let Fact::PersonPut { person } = told.as_ref() {
                    people.insert(&person.id, person);
                }
                None
            }
            fact @ Fact::RefiledFrom { .. } => {
                is_refiled = true;
                find_noted(fact, None)
            }
            fact => find_noted(fact, None),
        };
        let Some(noted) = noted else { continue };
        let words = Ground::of_entry(noted).say(Sentence::NOTED);
        let who = match &entry.fact {
            Fact::WithdrawalDrawnUp { by, .. } => find_who_as(entries.get(..place), *by),
            fact => find_who(fact, &people),
        };
        let words = words.replace("{who}", &who);
        let what = words.replace("{what}", &find_what(file, &entry.fact, noted));
        lines.push(CheckLine { at: long_moment(entry.at), by: entry.by.clone(), what });
    }
    lines
}

/// Whether `carriage`, which took along what another case knew, took this person. A journal of before
/// it said whom has them at the same moment.
fn is_carried_by(carriage: &Entry, person: &Person, put: &Entry) -> bool {
    match &carriage.fact {
        Fact::CarriedFrom { people: Some(people), .. } => people.contains(&person.id),
        _ => carriage.at == put.at,
    }
}

fn find_who(fact: &Fact, people: &BTreeMap<&str, &Person>) -> String {
    let id = match fact {
        Fact::PersonPut { person } => &person.id,
        Fact::FormConfirmed { person, .. }
        | Fact::FormReadAloud { person, .. }
        | Fact::WitnessNamed { person, .. }
        | Fact::SignatureRefused { person, .. } => person,
        Fact::FormSigned { signature } => &signature.person,
        Fact::Consented { by, .. } => return by.clone(),
        _ => return String::new(),
    };
    people.get(id.as_str()).copied().map(name_with_role).unwrap_or_default()
}

/// Who had the role then.
fn find_who_as(entries: Option<&[Entry]>, role: PersonRole) -> String {
    let case = entries.and_then(Case::fold);
    let person = case.as_ref().and_then(|case| case.find_person(role));
    person.map(name_with_role).unwrap_or_default()
}

fn name_with_role(person: &Person) -> String {
    format!("{}{}", person.role.word(), person.full_name())
}

/// The row's name; beside a problem also what it says, beside what is held also where. Of a person why
/// the case goes on with the document, or by what they act. Of a signature the witness's name, of a
/// refusal what was said, of a line of a notice its name, and what it found wanting.
fn find_what(file: &CaseFile, fact: &Fact, noted: Noted) -> String {
    let (row, beside) = match fact {
        Fact::PersonPut { person } => {
            let words = match noted {
                Noted::CardConfirmed => person.expiry_reason.as_ref().map(reason_words),
                Noted::MandateRecorded => mandate_words(person),
                _ => None,
            };
            return words.unwrap_or_default();
        }
        Fact::FormSigned { signature } => {
            let witness = signature.witness.as_ref();
            return witness.map(|witness| witness.name.expose().to_owned()).unwrap_or_default();
        }
        Fact::WitnessNamed { witness, .. } => {
            let name = witness.as_ref().map(|witness| witness.name.expose().to_owned());
            return name.unwrap_or_default();
        }
        Fact::SignatureRefused { note, .. } => {
            let said = note.as_ref().map(|note| format!("，称：{}", note.expose()));
            return said.unwrap_or_default();
        }
        Fact::OriginalChecked { material } | Fact::CustodyMoved { material, .. } => {
            (material, None)
        }
        Fact::CheckCarried { material, by, at, number } => {
            let beside = format!("{number}号件，工号{by}，{}", long_moment(*at));
            return name_beside(file.material_name(material), Some(&beside));
        }
        Fact::RefiledFrom { number, reason, .. } => return name_beside(number, Some(reason)),
        Fact::CustodySet { material, place, .. } | Fact::CopiesSet { material, place, .. } => {
            (material, place.as_ref().map(|place| place.expose()))
        }
        Fact::ProblemSet { material, problem } => (material, problem.as_deref()),
        Fact::CertificateUsed { certificate } => {
            (&certificate.material, Some(certificate.name.as_str()))
        }
        Fact::CertificateMissed { material, .. } => (material, None),
        Fact::PointExamined { point, .. } => return find_point(file, point),
        Fact::CorrectionNoted { revision, fault, .. } => {
            let Some(line) = file.case.find_fault(*revision, *fault) else { return String::new() };
            return name_beside(&line.name, Some(&line.problem));
        }
        _ => return String::new(),
    };
    name_beside(file.material_name(row), beside)
}

/// As the item words it; its id where the item has no such point.
fn find_point(file: &CaseFile, id: &str) -> String {
    let entrustment = file.item().and_then(|item| item.entrustment.as_ref());
    let mut points = entrustment.into_iter().flat_map(|one| &one.points);
    points.find(|point| point.id == id).map_or(id, |point| point.text.as_str()).to_owned()
}

fn name_beside(name: &str, beside: Option<&str>) -> String {
    match beside.filter(|words| !words.is_empty()) {
        Some(words) => format!("{name}（{words}）"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests;
