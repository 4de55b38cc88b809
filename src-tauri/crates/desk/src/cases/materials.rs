//! The checklist of a case, row by row with its state, and the pages in the clerk's order.
use crate::cases::case_file::CaseFile;
use crate::contract::views::{CertKey, CertView, CertificateView, MaterialState, MaterialView, Need, PageView};
use crate::contract::words::{same, word};
use counter_core::case::Custody;
use counter_core::case::{MaterialState as Kept, PageOf, Reading};
use counter_core::certificate::{self, identifier_off};
use counter_core::item::Accept;
use counter_core::item::Supply;
use counter_core::item::{self as core, Item, MaterialDef, Row};

/// Where a page says that it comes from the certificate library.
pub const CERTIFICATE: &str = "certificate";

pub fn rows(file: &CaseFile) -> Vec<MaterialView> {
    let Some(item) = file.item() else { return Vec::new() };
    let rows = core::checklist(item, &file.situation());
    rows.iter()
        .filter_map(|row| {
            let def = item.materials.iter().find(|m| m.id == row.material)?;
            Some(one(file, item, row, def))
        })
        .collect()
}

fn one(file: &CaseFile, item: &Item, row: &Row, def: &MaterialDef) -> MaterialView {
    let kept = file.case.material(&def.id);
    let pages: Vec<&PageOf> = file.case.pages_of(&def.id).collect();
    let (need, group) = crate::views::item::need(row);
    MaterialView {
        id: def.id.clone(),
        name: row.name.clone(),
        original: row.original,
        copy: row.copy,
        need,
        group,
        why: crate::views::item::why(row),
        supply: def.supply,
        accept: def.accept,
        official: def.official,
        note: def.note.clone(),
        points: def.points.clone(),
        parts: crate::views::item::departments(item, def),
        sample: def.sample.clone(),
        blank: crate::views::item::blank(&file.catalog, item, def),
        state: state(file, def, need, &kept, pages.len()),
        pages_shown: !pages.is_empty() && pages.iter().all(|p| file.case.shown.contains(&p.id)),
        pages: pages.iter().map(|p| p.id.clone()).collect(),
        checked_by: kept.checked.as_ref().map(|(by, _)| by.clone()),
        checked_at: kept.checked.as_ref().map(|(_, at)| counter_core::date::moment_text(*at)),
        custody: kept.custody,
        problem: kept.problem.clone(),
        in_hand: kept.count,
        cert: def.cert.as_deref().map(cert),
        certificate: certificate(file, &def.id, pages.is_empty()),
    }
}

fn cert(kind: &str) -> CertView {
    let by = match certificate::key_of(kind) {
        certificate::HolderKey::OrganisationCode => CertKey::Organisation,
        _ if certificate::has_title(kind) => CertKey::Title,
        _ => CertKey::Person,
    };
    CertView { kind: kind.to_owned(), by }
}

/// What the library brought: a certificate that counts, else why there is none as long as no paper came either.
fn certificate(file: &CaseFile, material: &str, bare: bool) -> Option<CertificateView> {
    if let Some(held) = file.case.certificate_of(material) {
        let identifier = held.identifier.expose();
        return Some(CertificateView {
            reason: None,
            name: held.name.clone(),
            identifier: masked(identifier),
            issuer: held.issuer.clone(),
            valid_to: held.valid_to.map(counter_core::date::date_text),
            at: counter_core::date::moment_text(held.fetched_at),
            identifier_off: identifier_off(identifier),
        });
    }
    let missed = file.case.missed(material).filter(|_| bare)?;
    Some(CertificateView {
        reason: Some(word(&missed.reason)),
        name: String::new(),
        identifier: String::new(),
        issuer: String::new(),
        valid_to: None,
        at: counter_core::date::moment_text(missed.at),
        identifier_off: false,
    })
}

/// As the house masks a number; the root that all identifiers share says nothing.
pub fn masked(identifier: &str) -> String {
    let own = identifier.strip_prefix("1.2.156.3005.2.").unwrap_or(identifier);
    crate::cases::people::masked(&own.replace('.', ""))
}

fn state(file: &CaseFile, def: &MaterialDef, need: Need, kept: &Kept, pages: usize) -> MaterialState {
    let by_chip = || {
        let person = file.case.person(def.person.unwrap_or(core::PersonRole::Applicant));
        person.is_some_and(|p| p.reading == Reading::Card)
    };
    let in_hand = match def.supply {
        core::Supply::Form => crate::cases::form::view(file).is_some_and(|f| f.findings.iter().all(|x| !x.error)),
        core::Supply::Chip => pages > 0 || by_chip(),
        core::Supply::Object => pages > 0 || (kept.count > 0 && kept.count >= def.original),
        core::Supply::Paper => pages > 0,
    };
    match (need, in_hand) {
        (Need::NotNeeded, _) => MaterialState::NotNeeded,
        _ if kept.problem.is_some() => MaterialState::Problem,
        (_, true) => MaterialState::Received,
        (Need::Later, false) => MaterialState::Promised,
        _ => MaterialState::Missing,
    }
}

/// True where the clerk must have compared the original, and so also says where it is now. A certificate of the library has none.
pub fn sees_original(row: &MaterialView) -> bool {
    let from_library = row.certificate.as_ref().is_some_and(|certificate| certificate.reason.is_none());
    !from_library && matches!(row.accept, Accept::SeeAndCopy | Accept::SeeOnly)
}

pub fn pages(file: &CaseFile) -> Vec<PageView> {
    let each = file.case.pages.iter().enumerate();
    each.map(|(order, page)| {
        let url = format!("page://localhost/case/{}/page/{}?t={}", file.id, page.id, page.turns);
        PageView {
            id: page.id.clone(),
            order: order as u32 + 1,
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
