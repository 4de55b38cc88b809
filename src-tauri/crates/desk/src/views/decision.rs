//! What the clerk may decide, what stands against it, and what a correction notice would say.
use super::amendment::notice_item;
use super::readiness::lack_view;
use crate::cases::Cases;
use crate::cases::case_file::CaseFile;
use crate::contract::views::{
    DecisionOption, DecisionView, DeemedView, DeferrableView, DocumentView,
};
use crate::papers::remedies::offer_remedies;
use counter_core::case::{DecisionKind, Document};
use counter_core::casework::{
    CaseAssessment, decision_options, deem_accepted, list_came_since, list_requestable,
    offer_deferral, suggest_corrections,
};
use counter_core::date::{Moment, date_text, moment_text};
use counter_core::receipt_code::ReceiptCode;

pub fn decision_view(
    cases: &Cases,
    file: &CaseFile,
    assessment: &CaseAssessment,
    preview: Option<(DocumentView, DecisionKind)>,
) -> DecisionView {
    let (preview, preview_kind) = preview.unzip();
    let window_scans = cases.station.scans_papers();
    let centre = cases.station.joined_centre();
    let texts = centre.as_ref().and_then(|file| file.body().place.as_ref()?.papers.as_ref());
    DecisionView {
        options: option_views(assessment),
        suggested: suggest_corrections(assessment, window_scans).iter().map(notice_item).collect(),
        listed: list_requestable(assessment).into_iter().map(str::to_owned).collect(),
        offices: file.catalog.departments().to_vec(),
        deferrable: deferrable_view(cases, assessment),
        deemed: deemed_view(assessment, window_scans),
        came_since: list_came_since(assessment)
            .map(|names| names.into_iter().map(str::to_owned).collect()),
        remedies: offer_remedies(texts),
        preview,
        preview_kind,
    }
}

fn option_views(assessment: &CaseAssessment) -> Vec<DecisionOption> {
    let options = decision_options(assessment).into_iter();
    let view = |option: counter_core::casework::DecisionOption| DecisionOption {
        kind: option.kind,
        possible: option.possible,
        lacks: option.lacks.into_iter().map(lack_view).collect(),
        supervised: option.supervised,
    };
    options.map(view).collect()
}

fn deemed_view(assessment: &CaseAssessment, window_scans: bool) -> Option<DeemedView> {
    let deemed = deem_accepted(assessment, window_scans)?;
    Some(DeemedView {
        since: moment_text(assessment.case.received?),
        papers: deemed.papers.iter().map(notice_item).collect(),
    })
}

fn deferrable_view(cases: &Cases, assessment: &CaseAssessment) -> Option<DeferrableView> {
    let offer =
        offer_deferral(assessment, &cases.catalog.current().calendar, cases.station.now().date())?;
    Some(DeferrableView {
        materials: offer.materials.iter().map(|material| material.name().to_owned()).collect(),
        until: date_text(offer.proposed),
        latest: offer.latest.map(date_text),
        extendable: offer.extendable.map(date_text),
    })
}

pub fn document_view(file: &CaseFile, document: &Document, at: Moment) -> DocumentView {
    DocumentView {
        id: document.id.clone(),
        form: document.form.clone(),
        number: document.number.clone(),
        pages: document.pages,
        issued_at: Some(moment_text(at)),
        prints: file.case.count_prints(&document.id),
        saves: file.case.count_saves(&document.id),
        missing: Vec::new(),
        revision: revision(file, document),
        url: format!("page://localhost/doc/{}/{}", file.id, document.id),
        code: document.code.as_deref().and_then(ReceiptCode::read).map(|code| code.to_string()),
    }
}

/// The revision that a document belongs to: an application form is made just before its decision.
fn revision(file: &CaseFile, document: &Document) -> u32 {
    let decisions_before = file.case.made_under.get(&document.id).copied().unwrap_or(0);
    if document.form == "application_form" { decisions_before + 1 } else { decisions_before.max(1) }
}
