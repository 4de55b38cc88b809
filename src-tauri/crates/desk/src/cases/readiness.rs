//! How far a case is: which section is finished, what is missing, and the one next harmless thing to do.
use crate::cases::amendment;
use crate::cases::case_file::{CaseFile, is_editable};
use crate::cases::{form, materials};
use crate::contract::views::{Lack, MaterialState, MaterialView, Need, NextStep, SectionBrief};
use counter_core::case::Decision;
use counter_core::case::DecisionKind;
use counter_core::item::PersonRole;
use counter_core::state::Status;
use std::collections::BTreeMap;

pub const PEOPLE: u8 = 1;
pub const ITEM: u8 = 2;
pub const MATERIALS: u8 = 3;
pub const FORM: u8 = 4;
pub const DECISION: u8 = 5;

pub struct Progress {
    pub sections: Vec<SectionBrief>,
    pub next: NextStep,
    /// Everything that stands against accepting, in the order of work.
    pub lacks: Vec<Lack>,
}

pub fn lack(code: &str, section: u8, params: &[(&str, String)]) -> Lack {
    let params = params.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect::<BTreeMap<_, _>>();
    Lack { code: code.to_owned(), params, section }
}

/// True where an answer says that somebody else acts for the applicant.
pub fn role_wanted(file: &CaseFile) -> Option<PersonRole> {
    let answer = file.answers().remove("agent")?;
    match answer.as_str() {
        "self" => None,
        "spouse" => Some(PersonRole::Spouse),
        "guardian" => Some(PersonRole::Guardian),
        _ => Some(PersonRole::Agent),
    }
}

pub fn of(file: &CaseFile) -> Progress {
    let mut lacks = Vec::new();
    item_lacks(file, &mut lacks);
    people_lacks(file, &mut lacks);
    if file.item().is_some() {
        if file.case.received.is_none() {
            lacks.push(lack("receive", MATERIALS, &[]));
        }
        material_lacks(file, &mut lacks);
        lacks.extend(deferred_lack(file));
        form_lacks(file, &mut lacks);
    }
    let next = next(file, &lacks);
    let sections = (PEOPLE..=DECISION).map(|n| brief(file, n, &lacks)).collect();
    Progress { sections, next, lacks }
}

fn item_lacks(file: &CaseFile, lacks: &mut Vec<Lack>) {
    let Some(item) = file.item() else {
        lacks.push(lack("choose_item", ITEM, &[]));
        return;
    };
    for question in counter_core::item::questions_unanswered(item, &file.situation()) {
        lacks.push(lack("answer", ITEM, &[("question", question)]));
    }
}

fn people_lacks(file: &CaseFile, lacks: &mut Vec<Lack>) {
    if file.case.person(PersonRole::Applicant).is_none() {
        lacks.push(lack("read_card", PEOPLE, &[("role", "applicant".into())]));
    }
    if let Some(role) = role_wanted(file).filter(|role| file.case.person(*role).is_none()) {
        lacks.push(lack("read_card", PEOPLE, &[("role", crate::contract::words::word(&role))]));
    }
}

fn material_lacks(file: &CaseFile, lacks: &mut Vec<Lack>) {
    if let Some((n, page)) = file.case.pages.iter().enumerate().find(|(_, p)| p.material.is_none()) {
        lacks.push(lack("place_page", MATERIALS, &[("page", page.id.clone()), ("n", (n + 1).to_string())]));
    }
    let rows = materials::rows(file);
    for row in &rows {
        if let Some(code) = material_lack(row, &rows) {
            lacks.push(lack(code, MATERIALS, &[("material", row.id.clone()), ("name", row.name.clone())]));
        }
    }
}

/// What one row of the checklist still wants from the clerk, if anything.
fn material_lack(row: &MaterialView, rows: &[MaterialView]) -> Option<&'static str> {
    if row.need == Need::NotNeeded || matches!(row.supply, counter_core::item::Supply::Form) {
        return None;
    }
    if row.state == MaterialState::Problem {
        return Some("material_problem");
    }
    let wanted = match row.need {
        Need::Required => true,
        Need::OneOf => !rows.iter().any(|r| r.group == row.group && r.state == MaterialState::Received),
        _ => false,
    };
    if row.state == MaterialState::Missing || row.state == MaterialState::Promised {
        let code = if matches!(row.supply, counter_core::item::Supply::Object) { "count_object" } else { "scan" };
        return wanted.then_some(code);
    }
    if row.pages.is_empty() || !materials::sees_original(row) {
        return None;
    }
    match (row.pages_shown, &row.checked_by, row.custody) {
        (false, None, _) => Some("look"),
        (true, None, _) => Some("check_original"),
        (_, Some(_), counter_core::case::Custody::None) => Some("give_back"),
        _ => None,
    }
}

/// Accepting once more what was accepted with papers to come wants at least one of them.
fn deferred_lack(file: &CaseFile) -> Option<Lack> {
    let deferred = file.case.deferred().filter(|_| file.case.status == Status::Deferred)?;
    let rows = materials::rows(file);
    let still = |id: &&String| rows.iter().any(|r| r.id == **id && r.state == MaterialState::Promised);
    let first = deferred.materials.iter().find(still)?;
    let name = rows.iter().find(|r| r.id == *first)?.name.clone();
    let none = deferred.materials.iter().all(|id| still(&id));
    none.then(|| lack("deferred_papers", MATERIALS, &[("material", first.clone()), ("name", name)]))
}

fn form_lacks(file: &CaseFile, lacks: &mut Vec<Lack>) {
    let Some(view) = form::view(file) else { return };
    if let Some(first) = view.findings.iter().find(|f| f.error) {
        lacks.push(lack("fill", FORM, &[("left", view.left.to_string()), ("field", first.field.clone())]));
    }
}

fn next(file: &CaseFile, lacks: &[Lack]) -> NextStep {
    let step = |code: &str, section| NextStep { code: code.into(), params: BTreeMap::new(), section };
    match file.case.status {
        Status::Voided | Status::Completed => step("done", DECISION),
        _ if finish_needed(file) => step("finish_issue", DECISION),
        status if is_editable(status) => match amendment::first(file).as_ref().or(lacks.first()) {
            Some(first) => NextStep { code: first.code.clone(), params: first.params.clone(), section: first.section },
            None => step("decide", DECISION),
        },
        _ => step("done", DECISION),
    }
}

/// The form that carries a decision.
pub fn main_form(decision: &Decision) -> &'static str {
    match decision.kind {
        DecisionKind::Accept if decision.deferred.is_some() => "deferred_notice",
        DecisionKind::Accept => "acceptance_receipt",
        DecisionKind::Correction => "correction_notice",
        DecisionKind::Refuse | DecisionKind::Redirect => "refusal",
    }
}

/// Decided, but stopped before the paper was made: a kill in between. `issue` goes on where it stopped.
pub fn finish_needed(file: &CaseFile) -> bool {
    file.case.decision().is_some_and(|(decision, _)| {
        let wanted = main_form(decision);
        !file.case.papers().any(|d| d.form == wanted)
    })
}

fn brief(file: &CaseFile, n: u8, lacks: &[Lack]) -> SectionBrief {
    let left = lacks.iter().filter(|l| l.section == n).count() as u32;
    let done = match n {
        DECISION => !is_editable(file.case.status) && !finish_needed(file),
        FORM | MATERIALS => left == 0 && file.item().is_some(),
        _ => left == 0,
    };
    SectionBrief { n, done, left }
}

/// The section to open when this change finished the one that is file.
pub fn moves_on(before: &Progress, after: &Progress, section: u8) -> Option<u8> {
    let done = |p: &Progress| p.sections.iter().any(|s| s.n == section && s.done);
    (!done(before) && done(after) && after.next.section != section).then_some(after.next.section)
}

/// What stands against each kind of decision.
pub fn lacks_for(file: &CaseFile, kind: DecisionKind, progress: &Progress) -> Vec<Lack> {
    let before = |codes: &[&str]| -> Vec<Lack> {
        progress.lacks.iter().filter(|l| codes.contains(&l.code.as_str())).cloned().collect()
    };
    match kind {
        DecisionKind::Accept => progress.lacks.clone(),
        DecisionKind::Correction => {
            let mut lacks = before(&["choose_item", "answer", "receive", "place_page"]);
            lacks.extend(applicant_lack(file));
            lacks
        }
        DecisionKind::Refuse => {
            let mut lacks = before(&["choose_item", "receive"]);
            lacks.extend(applicant_lack(file));
            lacks
        }
        DecisionKind::Redirect => {
            let mut lacks = before(&["choose_item"]);
            lacks.extend(applicant_lack(file));
            lacks
        }
    }
}

fn applicant_lack(file: &CaseFile) -> Option<Lack> {
    let missing = file.case.person(PersonRole::Applicant).is_none();
    missing.then(|| lack("read_card", PEOPLE, &[("role", "applicant".into())]))
}
