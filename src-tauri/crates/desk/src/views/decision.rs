//! What the clerk may decide, what stands against it, and what a correction notice would say.
use crate::Desk;
use crate::cases::journal::Open;
use crate::cases::readiness::{self, Progress};
use crate::contract::views::{
    DecisionKind, DecisionOption, DecisionView, DocumentView, MaterialState, Need, NoticeItem,
};
use crate::station::errors::same;
use counter_core::case::{self, Document};
use counter_core::date::Moment;
use counter_core::state::{Action, Role, Status, may, notice_again};

/// Law's own words on what an applicant can do against a refusal: 行政复议法 and 行政诉讼法 periods.
pub const REMEDIES: &str = "如不服本决定，可以自收到本通知书之日起六十日内依法申请行政复议，或者自收到之日起六个月内依法向人民法院提起行政诉讼。";

pub fn view(
    desk: &Desk,
    open: &Open,
    progress: &Progress,
    preview: Option<(DocumentView, case::DecisionKind)>,
) -> DecisionView {
    use DecisionKind::{Accept, Correction, Redirect, Refuse};
    let mut options = [Accept, Correction, Refuse, Redirect].map(|kind| option(open, progress, kind)).to_vec();
    // A second time, what is not the clerk's to decide is not offered.
    if open.case.revision() > 0 && crate::views::case::editable(open.case.status) {
        options.retain(|o| may(open.case.status, Role::Clerk, action(open, o.kind)));
    }
    let mut offices: Vec<String> = open.shelf.pack.briefs().map(|i| i.department.clone()).collect();
    offices.sort();
    offices.dedup();
    let (preview, kind) = preview.unzip();
    DecisionView {
        options,
        suggested: suggested(open),
        listed: listed(open),
        offices,
        deferrable: crate::cases::deferral::view(desk, open),
        remedies: REMEDIES.to_owned(),
        preview,
        preview_kind: kind.and_then(|k| same(&k)),
    }
}

fn action(open: &Open, kind: DecisionKind) -> Action {
    match kind {
        DecisionKind::Accept => Action::Accept,
        DecisionKind::Correction => notice_again(open.case.was_notified()),
        DecisionKind::Refuse => Action::Refuse,
        DecisionKind::Redirect => Action::Redirect,
    }
}

/// The status table is asked as if the papers were stamped: what is missing for it is a lack, told with its section.
fn option(open: &Open, progress: &Progress, kind: DecisionKind) -> DecisionOption {
    let lacks = progress::lacks_for(open, kind, progress);
    let status = if open.case.status == Status::Draft { Status::Received } else { open.case.status };
    let in_table = crate::views::case::editable(open.case.status) && may(status, Role::Clerk, action(open, kind));
    let finished = !progress::finish_needed(open);
    DecisionOption { kind, possible: in_table && finished && lacks.is_empty(), lacks }
}

/// What a notice may name without a reason: the papers of this citizen's list, and the fields of the form.
pub fn listed(open: &Open) -> Vec<String> {
    let rows = crate::cases::materials::rows(open).into_iter().filter(|row| row.need != Need::NotNeeded);
    let fields = open.form().into_iter().flat_map(|form| form.fields().map(|field| field.label.clone()));
    rows.map(|row| row.name).chain(fields).collect()
}

/// One notice naming everything that is missing or faulty now (行政许可法 art. 32: once, and everything).
pub fn suggested(open: &Open) -> Vec<NoticeItem> {
    let rows = crate::cases::materials::rows(open);
    let mut items = Vec::new();
    let mut groups = Vec::new();
    for row in &rows {
        let (problem, fix) = match row.state {
            MaterialState::Problem => (row.problem.clone().unwrap_or_default(), "请补充或更正后提交。".to_owned()),
            MaterialState::Missing
                if row.need == Need::Required && row.supply != crate::contract::views::Supply::Form =>
            {
                ("未提交".to_owned(), count_words(row.original, row.copy))
            }
            MaterialState::Missing if row.need == Need::OneOf => {
                let satisfied = rows.iter().any(|r| r.group == row.group && r.state == MaterialState::Received);
                if satisfied || groups.contains(&row.group) {
                    continue;
                }
                groups.push(row.group.clone());
                ("未提交".to_owned(), format!("以下任选其一：{}。", row.why.parts.join("、")))
            }
            _ => continue,
        };
        items.push(NoticeItem { material: Some(row.id.clone()), name: row.name.clone(), problem, fix, reason: None });
    }
    items
}

fn count_words(original: u32, copy: u32) -> String {
    match (original, copy) {
        (0, 0) => "请提交。".into(),
        (n, 0) => format!("请提交原件 {n} 份。"),
        (0, n) => format!("请提交复印件 {n} 份。"),
        (o, c) => format!("请提交原件 {o} 份、复印件 {c} 份。"),
    }
}

pub fn document(open: &Open, document: &Document, at: Moment) -> DocumentView {
    DocumentView {
        id: document.id.clone(),
        form: document.form.clone(),
        number: document.number.clone(),
        pages: document.pages,
        issued_at: Some(crate::views::case::moment_text(at)),
        prints: open.case.prints.get(&document.id).copied().unwrap_or(0),
        revision: revision(open, document),
        url: format!("page://localhost/doc/{}/{}", open.id, document.id),
    }
}

/// The revision that a document belongs to: an application form is made just before its decision.
fn revision(open: &Open, document: &Document) -> u32 {
    let made = open.case.made_under.get(&document.id).copied().unwrap_or(0);
    if document.form == "application_form" { made + 1 } else { made.max(1) }
}
