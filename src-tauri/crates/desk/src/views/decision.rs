//! What the clerk may decide, what stands against it, and what a correction notice would say.
use crate::cases::case_file::CaseFile;
use crate::cases::readiness::{self, Progress};
use crate::cases::{Cases, deferral};
use crate::contract::views::{DecisionOption, DecisionView, DocumentView, MaterialState, Need, NoticeItem};
use crate::papers::wording::REMEDIES;
use counter_core::case::DecisionKind;
use counter_core::case::Document;
use counter_core::date::Moment;
use counter_core::state::{Action, Role, Status, may, notice_again};

pub fn decision_view(
    cases: &Cases,
    file: &CaseFile,
    progress: &Progress,
    preview: Option<(DocumentView, DecisionKind)>,
) -> DecisionView {
    let mut offices: Vec<String> = file.catalog.pack.briefs().map(|i| i.department.clone()).collect();
    offices.sort();
    offices.dedup();
    let (preview, kind) = preview.unzip();
    DecisionView {
        options: decision_options(file, progress),
        suggested: suggested(file),
        listed: listed(file),
        offices,
        deferrable: deferral::deferrable_view(cases, file),
        remedies: REMEDIES.to_owned(),
        preview,
        preview_kind: kind,
    }
}

/// What may be decided, with what stands against each.
pub fn decision_options(file: &CaseFile, progress: &Progress) -> Vec<DecisionOption> {
    use DecisionKind::{Accept, Correction, Redirect, Refuse};
    let mut options = [Accept, Correction, Refuse, Redirect].map(|kind| option(file, progress, kind)).to_vec();
    // A second time, what is not the clerk's to decide is not offered.
    if file.case.revision() > 0 && file.is_editable() {
        options.retain(|option| may(file.case.status, Role::Clerk, action(file, option.kind)));
    }
    options
}

fn action(file: &CaseFile, kind: DecisionKind) -> Action {
    match kind {
        DecisionKind::Accept => Action::Accept,
        DecisionKind::Correction => notice_again(file.case.was_notified()),
        DecisionKind::Refuse => Action::Refuse,
        DecisionKind::Redirect => Action::Redirect,
    }
}

/// The status table is asked as if the papers were stamped: what is missing for it is a lack, told with its section.
fn option(file: &CaseFile, progress: &Progress, kind: DecisionKind) -> DecisionOption {
    let lacks = readiness::lacks_for(file, kind, progress);
    let status = if file.case.status == Status::Draft { Status::Received } else { file.case.status };
    let in_table = file.is_editable() && may(status, Role::Clerk, action(file, kind));
    let finished = !readiness::finish_needed(file);
    DecisionOption { kind, possible: in_table && finished && lacks.is_empty(), lacks }
}

/// What a notice may name without a reason: the papers of this citizen's list, and the fields of the form.
pub fn listed(file: &CaseFile) -> Vec<String> {
    let rows = crate::cases::materials::rows(file).into_iter().filter(|row| row.need != Need::NotNeeded);
    let fields = file.form().into_iter().flat_map(|form| form.fields().map(|field| field.label.clone()));
    rows.map(|row| row.name).chain(fields).collect()
}

/// One notice naming everything that is missing or faulty now (行政许可法 art. 32: once, and everything).
pub fn suggested(file: &CaseFile) -> Vec<NoticeItem> {
    let rows = crate::cases::materials::rows(file);
    let mut items = Vec::new();
    let mut groups = Vec::new();
    for row in &rows {
        let (problem, fix) = match row.state {
            MaterialState::Problem => (row.problem.clone().unwrap_or_default(), "请补充或更正后提交。".to_owned()),
            MaterialState::Missing if row.need == Need::Required && row.supply != counter_core::item::Supply::Form => {
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

pub fn document_view(file: &CaseFile, document: &Document, at: Moment) -> DocumentView {
    DocumentView {
        id: document.id.clone(),
        form: document.form.clone(),
        number: document.number.clone(),
        pages: document.pages,
        issued_at: Some(counter_core::date::moment_text(at)),
        prints: file.case.prints.get(&document.id).copied().unwrap_or(0),
        revision: revision(file, document),
        url: format!("page://localhost/doc/{}/{}", file.id, document.id),
    }
}

/// The revision that a document belongs to: an application form is made just before its decision.
fn revision(file: &CaseFile, document: &Document) -> u32 {
    let made = file.case.made_under.get(&document.id).copied().unwrap_or(0);
    if document.form == "application_form" { made + 1 } else { made.max(1) }
}
