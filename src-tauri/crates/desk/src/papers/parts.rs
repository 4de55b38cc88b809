//! Parts that papers of a case share: the head, the materials in hand, the sentence about the
//! deadline.
use super::card_remarks::warning_words;
use super::context::PaperContext;
use super::wording::{deadline_day, long_moment};
use crate::cases::case_file::CaseFile;
use counter_core::card::READER_NOT_ALLOWED;
use counter_core::case::{Custody, Person, Reading};
use counter_core::casework::{CaseMaterial, MaterialState, find_representative};
use counter_core::clock::{ClockKind, Course, legal_clock};
use counter_core::idnum::IdKind;
use counter_core::item::PersonRole;
use counter_core::item::Supply;
use counter_core::state::Status;
use counter_documents::sheet::{Head, MaterialRow};

/// Paper that people carry about names them, and no more.
pub fn paper_head(context: &PaperContext, file: &CaseFile, number: Option<&str>) -> Head {
    let name = |role: PersonRole| file.case.find_person(role).map(Person::full_name);
    Head {
        station: context.station_line(),
        window: context.clerk.window.clone(),
        clerk_name: context.clerk.name.clone(),
        number: number.map(str::to_owned),
        provisional: number.is_some() && file.case.official.is_none(),
        printed_at: context.printed_at(),
        reprint: false,
        mark: context.mark.clone(),
        item_name: file.item_name(),
        department: file.item().map(|item| item.department.clone()).unwrap_or_default(),
        applicant_name: name(PersonRole::Applicant).unwrap_or_default(),
        agent_name: find_representative(&file.case).map(Person::full_name),
        place: context.place_lines(),
    }
}

pub fn received_on(file: &CaseFile) -> String {
    file.case.received.map(long_moment).unwrap_or_default()
}

/// What was brought, faulty or not.
pub fn materials_in_hand(file: &CaseFile) -> Vec<MaterialRow> {
    let assessment = file.assess();
    let is_there = |material: &&CaseMaterial| {
        matches!(material.state, MaterialState::Received | MaterialState::Problem)
    };
    assessment.materials.iter().filter(is_there).map(|row| material_row(file, row)).collect()
}

/// What stands for a card that was read: which one, and what was noted of it then.
fn chip_words(person: &Person) -> String {
    let card = match person.id_kind {
        IdKind::HmtResidence => "港澳台居民居住证",
        IdKind::ForeignPr => "外国人永久居留身份证",
        _ => "",
    };
    let validity = ["card_expired", "card_not_yet_valid"].into_iter().find(|c| person.was_noted(c));
    let validity = validity.and_then(|code| warning_words(person, code));
    // Without its number, for which the column is too narrow.
    let reader =
        person.was_noted(READER_NOT_ALLOWED).then(|| "读卡器不在中心登记的名单内".to_owned());
    let noted: String =
        validity.into_iter().chain(reader).map(|words| format!("，{words}")).collect();
    format!("{card}读卡核验{noted}")
}

fn material_row(file: &CaseFile, material: &CaseMaterial) -> MaterialRow {
    let mut notes = Vec::new();
    match material.def.supply {
        Supply::Chip if material.pages.is_empty() => {
            let role = material.def.person.unwrap_or(PersonRole::Applicant);
            let person = file.case.find_person(role);
            notes.extend(person.filter(|p| p.reading == Reading::Card).map(chip_words));
        }
        Supply::Form => notes.push("系统生成，签字确认".to_owned()),
        Supply::Object => notes.push(format!("收实物 {} 件", material.papers.objects)),
        _ => {}
    }
    if !material.pages.is_empty() {
        notes.push(format!("扫描留存 {} 页", material.pages.len()));
    }
    if material.checked.is_some() {
        notes.push("已验原件".to_owned());
    }
    match material.custody {
        Custody::Returned => notes.push("原件已退还".to_owned()),
        Custody::Held => notes.push("原件留存".to_owned()),
        Custody::None => {}
    }
    MaterialRow {
        name: material.name().to_owned(),
        original: material.row.original,
        copy: material.row.copy,
        state: notes.join("，"),
    }
}

/// The sentence about the deadline that now counts.
pub fn deadline_sentence(context: &PaperContext, file: &CaseFile, accepted: bool) -> String {
    let Some(item) = file.item() else { return String::new() };
    let status = if accepted { Status::Accepted } else { Status::Received };
    let accepted = accepted.then_some(file.case.accepted_at().unwrap_or(context.now).date());
    let course = Course { accepted, ..file.course() };
    let clock = legal_clock(item, &course, status, &context.catalog.calendar, context.now.date());
    match (clock.kind, deadline_day(&clock)) {
        (ClockKind::OnTheSpot, _) => "即办 · 今天办结".to_owned(),
        (ClockKind::CorrectionNotice, Some(day)) => {
            format!("补正告知期限 {day}，逾期未告知视为受理")
        }
        // What only a class or the statute gives was promised by nobody.
        (ClockKind::Promise, Some(day)) if !clock.from_class && !clock.from_statute => {
            format!("承诺办结：{day}前")
        }
        _ => "办理期限以办事指南为准".to_owned(),
    }
}
