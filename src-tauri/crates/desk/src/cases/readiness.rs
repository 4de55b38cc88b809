//! How far a case is: which section is finished, what is missing, and the one next harmless thing to do.
use crate::cases::amendment;
use crate::cases::journal::Open;
use crate::cases::{form, materials};
use crate::contract::views::{DecisionKind, Lack, MaterialState, MaterialView, Need, NextStep, SectionBrief};
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
pub fn role_wanted(open: &Open) -> Option<PersonRole> {
    let answer = open.answers().remove("agent")?;
    match answer.as_str() {
        "self" => None,
        "spouse" => Some(PersonRole::Spouse),
        "guardian" => Some(PersonRole::Guardian),
        _ => Some(PersonRole::Agent),
    }
}

pub fn of(open: &Open) -> Progress {
    let mut lacks = Vec::new();
    item_lacks(open, &mut lacks);
    people_lacks(open, &mut lacks);
    if open.item().is_some() {
        if open.case.received.is_none() {
            lacks.push(lack("receive", MATERIALS, &[]));
        }
        material_lacks(open, &mut lacks);
        lacks.extend(deferred_lack(open));
        form_lacks(open, &mut lacks);
    }
    let next = next(open, &lacks);
    let sections = (PEOPLE..=DECISION).map(|n| brief(open, n, &lacks)).collect();
    Progress { sections, next, lacks }
}

fn item_lacks(open: &Open, lacks: &mut Vec<Lack>) {
    let Some(item) = open.item() else {
        lacks.push(lack("choose_item", ITEM, &[]));
        return;
    };
    for question in counter_core::item::questions_unanswered(item, &open.situation()) {
        lacks.push(lack("answer", ITEM, &[("question", question)]));
    }
}

fn people_lacks(open: &Open, lacks: &mut Vec<Lack>) {
    if open.case.person(PersonRole::Applicant).is_none() {
        lacks.push(lack("read_card", PEOPLE, &[("role", "applicant".into())]));
    }
    if let Some(role) = role_wanted(open).filter(|role| open.case.person(*role).is_none()) {
        lacks.push(lack("read_card", PEOPLE, &[("role", crate::station::errors::word(&role))]));
    }
}

fn material_lacks(open: &Open, lacks: &mut Vec<Lack>) {
    if let Some((n, page)) = open.case.pages.iter().enumerate().find(|(_, p)| p.material.is_none()) {
        lacks.push(lack("place_page", MATERIALS, &[("page", page.id.clone()), ("n", (n + 1).to_string())]));
    }
    let rows = materials::rows(open);
    for row in &rows {
        if let Some(code) = material_lack(row, &rows) {
            lacks.push(lack(code, MATERIALS, &[("material", row.id.clone()), ("name", row.name.clone())]));
        }
    }
}

/// What one row of the checklist still wants from the clerk, if anything.
fn material_lack(row: &MaterialView, rows: &[MaterialView]) -> Option<&'static str> {
    if row.need == Need::NotNeeded || matches!(row.supply, crate::contract::views::Supply::Form) {
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
        let code = if matches!(row.supply, crate::contract::views::Supply::Object) { "count_object" } else { "scan" };
        return wanted.then_some(code);
    }
    if row.pages.is_empty() || !materials::sees_original(row) {
        return None;
    }
    match (row.pages_shown, &row.checked_by, row.custody) {
        (false, None, _) => Some("look"),
        (true, None, _) => Some("check_original"),
        (_, Some(_), crate::contract::views::Custody::None) => Some("give_back"),
        _ => None,
    }
}

/// Accepting once more what was accepted with papers to come wants at least one of them.
fn deferred_lack(open: &Open) -> Option<Lack> {
    let deferred = open.case.deferred().filter(|_| open.case.status == Status::Deferred)?;
    let rows = materials::rows(open);
    let still = |id: &&String| rows.iter().any(|r| r.id == **id && r.state == MaterialState::Promised);
    let first = deferred.materials.iter().find(still)?;
    let name = rows.iter().find(|r| r.id == *first)?.name.clone();
    let none = deferred.materials.iter().all(|id| still(&id));
    none.then(|| lack("deferred_papers", MATERIALS, &[("material", first.clone()), ("name", name)]))
}

fn form_lacks(open: &Open, lacks: &mut Vec<Lack>) {
    let Some(view) = form::view(open) else { return };
    if let Some(first) = view.findings.iter().find(|f| f.error) {
        lacks.push(lack("fill", FORM, &[("left", view.left.to_string()), ("field", first.field.clone())]));
    }
}

fn next(open: &Open, lacks: &[Lack]) -> NextStep {
    let step = |code: &str, section| NextStep { code: code.into(), params: BTreeMap::new(), section };
    match open.case.status {
        Status::Voided | Status::Completed => step("done", DECISION),
        _ if finish_needed(open) => step("finish_issue", DECISION),
        status if crate::views::case::editable(status) => match amend::first(open).as_ref().or(lacks.first()) {
            Some(first) => NextStep { code: first.code.clone(), params: first.params.clone(), section: first.section },
            None => step("decide", DECISION),
        },
        _ => step("done", DECISION),
    }
}

/// Decided, but stopped before the paper was made: a kill in between. `issue` goes on where it stopped.
pub fn finish_needed(open: &Open) -> bool {
    open.case.decision().is_some_and(|(decision, _)| {
        let wanted = crate::station::errors::main_form(decision);
        !open.case.papers().any(|d| d.form == wanted)
    })
}

fn brief(open: &Open, n: u8, lacks: &[Lack]) -> SectionBrief {
    let left = lacks.iter().filter(|l| l.section == n).count() as u32;
    let done = match n {
        DECISION => !crate::views::case::editable(open.case.status) && !finish_needed(open),
        FORM | MATERIALS => left == 0 && open.item().is_some(),
        _ => left == 0,
    };
    SectionBrief { n, done, left }
}

/// The section to open when this change finished the one that is open.
pub fn moves_on(before: &Progress, after: &Progress, section: u8) -> Option<u8> {
    let done = |p: &Progress| p.sections.iter().any(|s| s.n == section && s.done);
    (!done(before) && done(after) && after.next.section != section).then_some(after.next.section)
}

/// What stands against each kind of decision.
pub fn lacks_for(open: &Open, kind: DecisionKind, progress: &Progress) -> Vec<Lack> {
    let before = |codes: &[&str]| -> Vec<Lack> {
        progress.lacks.iter().filter(|l| codes.contains(&l.code.as_str())).cloned().collect()
    };
    match kind {
        DecisionKind::Accept => progress.lacks.clone(),
        DecisionKind::Correction => {
            let mut lacks = before(&["choose_item", "answer", "receive", "place_page"]);
            lacks.extend(applicant_lack(open));
            lacks
        }
        DecisionKind::Refuse => {
            let mut lacks = before(&["choose_item", "receive"]);
            lacks.extend(applicant_lack(open));
            lacks
        }
        DecisionKind::Redirect => {
            let mut lacks = before(&["choose_item"]);
            lacks.extend(applicant_lack(open));
            lacks
        }
    }
}

fn applicant_lack(open: &Open) -> Option<Lack> {
    let missing = open.case.person(PersonRole::Applicant).is_none();
    missing.then(|| lack("read_card", PEOPLE, &[("role", "applicant".into())]))
}
