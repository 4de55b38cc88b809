//! The checklist of a case as the screen shows it, row by row with its state, and the pages in the
//! clerk's order.
use super::item::{blank, departments, need, why};
use crate::cases::case_file::CaseFile;
use crate::cases::masking::mask_identifier;
use crate::contract::views::{
    CertKey, CertView, CertificateView, MaterialView, PageView, WantedView,
};
use counter_core::case::PaperCount;
use counter_core::casework::{CaseAssessment, CaseMaterial};
use counter_core::certificate::{self, identifier_off};
use counter_core::code::variant_code;
use counter_core::date::{date_text, moment_text};
use counter_core::item::{Item, copy_by};

pub fn material_views(
    file: &CaseFile,
    assessment: &CaseAssessment,
    window_scans: bool,
) -> Vec<MaterialView> {
    let Some(item) = assessment.item else { return Vec::new() };
    let view = |material| material_view(file, item, material, window_scans);
    assessment.materials.iter().map(view).collect()
}

fn material_view(
    file: &CaseFile,
    item: &Item,
    material: &CaseMaterial,
    window_scans: bool,
) -> MaterialView {
    let CaseMaterial { row, def, checked, .. } = material;
    let (need, group) = need(row);
    MaterialView {
        id: def.id.clone(),
        name: row.name.clone(),
        original: row.original,
        copy: row.copy,
        copy_by: copy_by(row.original, row.copy, window_scans),
        need,
        group,
        why: why(row),
        supply: def.supply,
        accept: def.accept,
        official: def.official,
        note: def.note.clone(),
        points: def.points.clone(),
        parts: departments(item, def),
        sample: def.sample.clone(),
        blank: blank(&file.catalog, item, def),
        state: material.state,
        pages_shown: material.pages_shown,
        pages: material.pages.iter().map(|page| page.id.clone()).collect(),
        checked_by: checked.as_ref().map(|(by, _)| by.clone()),
        checked_at: checked.as_ref().map(|(_, at)| moment_text(*at)),
        checked_in: material.checked_in.clone(),
        custody: material.custody,
        place: material.place.as_ref().map(|place| place.expose().to_owned()),
        copies_custody: material.copies_custody,
        copies_place: material.copies_place.as_ref().map(|place| place.expose().to_owned()),
        due_custody: material.due_custody(),
        due_copies: material.due_copies(),
        originals: material.papers.originals,
        copies: material.papers.copies,
        electronic: material.papers.electronic,
        problem: material.problem.clone(),
        in_hand: material.papers.objects,
        wanted: material.find_unmet(window_scans).map(wanted_view),
        cert: def.cert.as_deref().map(cert_view),
        certificate: certificate_view(material),
    }
}

pub fn wanted_view(wanted: PaperCount) -> WantedView {
    let PaperCount { originals, copies, objects, .. } = wanted;
    WantedView { originals, copies, objects }
}

fn cert_view(kind: &str) -> CertView {
    let by = match certificate::key_of(kind) {
        certificate::HolderKey::OrganisationCode => CertKey::Organisation,
        _ if certificate::has_title(kind) => CertKey::Title,
        _ => CertKey::Person,
    };
    CertView { kind: kind.to_owned(), by }
}

/// What the library brought: a certificate that counts, else why there is none as long as no paper
/// came either.
fn certificate_view(material: &CaseMaterial) -> Option<CertificateView> {
    if let Some(held) = material.certificate {
        let identifier = held.identifier.expose();
        return Some(CertificateView {
            reason: None,
            name: held.name.clone(),
            identifier: mask_identifier(identifier),
            issuer: held.issuer.clone(),
            valid_to: held.valid_to.map(date_text),
            at: moment_text(held.fetched_at),
            identifier_off: identifier_off(identifier),
        });
    }
    let record = material.missed?;
    Some(CertificateView {
        reason: Some(variant_code(&record.reason)),
        name: String::new(),
        identifier: String::new(),
        issuer: String::new(),
        valid_to: None,
        at: moment_text(record.at),
        identifier_off: false,
    })
}

pub fn page_views(file: &CaseFile) -> Vec<PageView> {
    let pages = file.case.pages.iter().zip(1..);
    pages
        .map(|(page, order)| {
            let url =
                format!("page://localhost/case/{}/page/{}?t={}", file.id, page.id, page.turns);
            PageView {
                id: page.id.clone(),
                order,
                turns: page.turns,
                material: page.material.clone(),
                shown: file.case.shown.contains(&page.id),
                source: page.source.clone(),
                sha256: page.sha256.clone(),
                thumb: format!("{url}&w=200"),
                url: format!("{url}&w=1000"),
            }
        })
        .collect()
}
