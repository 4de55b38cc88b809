//! What has to be put right before a case is decided again: the notice's items, or a supervisor's comments, and which are done.
use crate::cases::case_file::CaseFile;
use crate::cases::readiness::{FORM, MATERIALS, lack};
use crate::contract::views::{CommentView, Lack, NoticeItem, ReturnView};
use counter_core::case::{Comment, SentBack};
use counter_core::form::FieldDef;
use counter_core::state::Status;

fn field<'a>(file: &'a CaseFile, id: &str) -> Option<&'a FieldDef> {
    file.form()?.sections.iter().flat_map(|s| &s.fields).find(|f| f.id == id)
}

/// The name of what a comment is about; empty for the case as a whole and for what the catalogue does not know.
fn name(file: &CaseFile, target: &str) -> String {
    let name = match target.split_once(':') {
        Some(("field", id)) => field(file, id).map(|f| f.label.clone()),
        Some(("material", id)) => {
            let materials = file.item().map(|i| i.materials.iter());
            materials.and_then(|mut all| all.find(|m| m.id == id)).map(|m| m.name.clone())
        }
        _ => None,
    };
    name.unwrap_or_default()
}

/// Put right since it was asked. A field that the card fills is put right with the person.
fn done(file: &CaseFile, target: &str) -> bool {
    let by_person = target.strip_prefix("field:").and_then(|id| field(file, id)).and_then(|f| f.prefill.as_deref());
    let of_person = by_person.is_some_and(|p| p.starts_with("applicant") || p.starts_with("agent"));
    file.case.touched.contains(target) || (of_person && file.case.touched.contains("people"))
}

fn comment(file: &CaseFile, comment: &Comment, waiting: bool) -> CommentView {
    CommentView {
        target: comment.target.clone(),
        name: name(file, &comment.target),
        text: comment.text.expose().to_owned(),
        done: !waiting || done(file, &comment.target),
    }
}

/// Every return, newest first; only one of the newest revision is file.
pub fn returns(file: &CaseFile) -> Vec<ReturnView> {
    let waiting = file.case.open_return().map(|r| r.id.clone());
    let view = |r: &SentBack| {
        let is_open = waiting.as_deref() == Some(r.id.as_str());
        ReturnView {
            id: r.id.clone(),
            revision: r.revision,
            by: r.by.clone(),
            by_name: r.by_name.clone(),
            at: counter_core::date::moment_text(r.at),
            open: is_open,
            comments: r.comments.iter().map(|c| comment(file, c, is_open)).collect(),
        }
    };
    file.case.returns.iter().rev().map(view).collect()
}

/// What the notice asked for, while its corrections are waited for.
pub fn asked(file: &CaseFile) -> Vec<NoticeItem> {
    let notice = file.case.decision().filter(|_| file.case.status == Status::Correction);
    let faults = notice.map(|(decision, _)| decision.faults.as_slice()).unwrap_or_default();
    let item = |f: &counter_core::case::Fault| NoticeItem {
        material: f.material.clone(),
        name: f.name.clone(),
        problem: f.problem.clone(),
        fix: f.fix.clone(),
        reason: f.reason.clone(),
    };
    faults.iter().map(item).collect()
}

/// The first comment that nothing was done about yet, as the next step. It leads; it does not stand against deciding.
pub fn first(file: &CaseFile) -> Option<Lack> {
    let waiting = file.case.open_return()?;
    let undone = waiting.comments.iter().find(|c| c.target != "case" && !done(file, &c.target))?;
    let named = ("name", name(file, &undone.target));
    match undone.target.split_once(':')? {
        ("field", id) => Some(lack("amend_field", FORM, &[("field", id.to_owned()), named])),
        ("material", id) => Some(lack("amend_material", MATERIALS, &[("material", id.to_owned()), named])),
        _ => None,
    }
}

/// Where the clerk begins when a case comes back.
pub fn section(comments: &[Comment]) -> u8 {
    let first = comments.iter().find_map(|c| c.target.split_once(':')).map(|(kind, _)| kind);
    if first == Some("material") { MATERIALS } else { FORM }
}
