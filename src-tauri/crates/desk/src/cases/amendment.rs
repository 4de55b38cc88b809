//! What has to be put right before a case is decided again: the notice's items, or a supervisor's comments, and which are done.
use crate::cases::journal::Open;
use crate::cases::readiness::{FORM, MATERIALS, lack};
use crate::contract::views::{CommentView, Lack, NoticeItem, ReturnView};
use counter_core::case::{Comment, SentBack};
use counter_core::form::FieldDef;
use counter_core::state::Status;

fn field<'a>(open: &'a Open, id: &str) -> Option<&'a FieldDef> {
    open.form()?.sections.iter().flat_map(|s| &s.fields).find(|f| f.id == id)
}

/// The name of what a comment is about; empty for the case as a whole and for what the catalogue does not know.
fn name(open: &Open, target: &str) -> String {
    let name = match target.split_once(':') {
        Some(("field", id)) => field(open, id).map(|f| f.label.clone()),
        Some(("material", id)) => {
            let materials = open.item().map(|i| i.materials.iter());
            materials.and_then(|mut all| all.find(|m| m.id == id)).map(|m| m.name.clone())
        }
        _ => None,
    };
    name.unwrap_or_default()
}

/// Put right since it was asked. A field that the card fills is put right with the person.
fn done(open: &Open, target: &str) -> bool {
    let by_person = target.strip_prefix("field:").and_then(|id| field(open, id)).and_then(|f| f.prefill.as_deref());
    let of_person = by_person.is_some_and(|p| p.starts_with("applicant") || p.starts_with("agent"));
    open.case.touched.contains(target) || (of_person && open.case.touched.contains("people"))
}

fn comment(open: &Open, comment: &Comment, waiting: bool) -> CommentView {
    CommentView {
        target: comment.target.clone(),
        name: name(open, &comment.target),
        text: comment.text.expose().to_owned(),
        done: !waiting || done(open, &comment.target),
    }
}

/// Every return, newest first; only one of the newest revision is open.
pub fn returns(open: &Open) -> Vec<ReturnView> {
    let waiting = open.case.open_return().map(|r| r.id.clone());
    let view = |r: &SentBack| {
        let is_open = waiting.as_deref() == Some(r.id.as_str());
        ReturnView {
            id: r.id.clone(),
            revision: r.revision,
            by: r.by.clone(),
            by_name: r.by_name.clone(),
            at: crate::views::case::moment_text(r.at),
            open: is_open,
            comments: r.comments.iter().map(|c| comment(open, c, is_open)).collect(),
        }
    };
    open.case.returns.iter().rev().map(view).collect()
}

/// What the notice asked for, while its corrections are waited for.
pub fn asked(open: &Open) -> Vec<NoticeItem> {
    let notice = open.case.decision().filter(|_| open.case.status == Status::Correction);
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
pub fn first(open: &Open) -> Option<Lack> {
    let waiting = open.case.open_return()?;
    let undone = waiting.comments.iter().find(|c| c.target != "case" && !done(open, &c.target))?;
    let named = ("name", name(open, &undone.target));
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
