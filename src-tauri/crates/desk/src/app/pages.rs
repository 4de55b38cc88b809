//! Bytes for `page://`: pictures of pages and forms, PDFs, and files coming in. Paths name ids
//! only, never people.
use crate::Failure;
use crate::commands;
use crate::contract::{Access, FailureCode};
use crate::desk::Desk;
use counter_core::text::parse_digits;
use serde_json::Value;

type MediaAndBytes = (String, Vec<u8>);

/// Whose a sheet is for the worker that draws it: no case's.
const SHEETS: &str = "sheets";

struct PageAddress<'a> {
    parts: Vec<&'a str>,
    query: Vec<(&'a str, &'a str)>,
}

impl<'a> PageAddress<'a> {
    fn parse(path: &'a str) -> PageAddress<'a> {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        PageAddress {
            parts: path.trim_matches('/').split('/').collect(),
            query: query.split('&').filter_map(|pair| pair.split_once('=')).collect(),
        }
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }

    fn width(&self) -> u32 {
        self.value("w").and_then(parse_digits).unwrap_or(1000).clamp(50, 3000)
    }
}

/// A page that is tried while the computer is set up is shown before anybody has signed in; whether
/// it may be, its own address asks.
pub fn access_to(path: &str) -> Access {
    match PageAddress::parse(path).parts.as_slice() {
        ["setup", _] => Access::Anyone,
        _ => Access::Signed,
    }
}

pub async fn read_bytes(desk: &Desk, path: &str) -> Result<MediaAndBytes, Failure> {
    let address = PageAddress::parse(path);
    let width = address.width();
    if let ["case" | "doc", case, ..] = address.parts.as_slice() {
        desk.require_own_case(case)?;
    }
    if let ["case" | "doc" | "review", case, ..] = address.parts.as_slice() {
        desk.station.require_room_for(Some(case))?;
    }
    audit_look(desk, &address.parts);
    match address.parts.as_slice() {
        ["case", case, "page", page] => page_picture(desk, case, page, width).await,
        ["doc", case, document] => {
            Ok(("application/pdf".into(), document_pdf(desk, case, document)?))
        }
        ["doc", case, document, "page", n] => {
            paper_picture(desk, case, document_pdf(desk, case, document)?, n, width).await
        }
        ["sheet", sheet] => Ok(("application/pdf".into(), sheet_pdf(desk, sheet)?)),
        ["sheet", sheet, "page", n] => {
            paper_picture(desk, SHEETS, sheet_pdf(desk, sheet)?, n, width).await
        }
        ["setup", page] => tried_page(desk, page),
        ["review", case, part, "page", n] => filed_page(desk, case, part, n, width).await,
        _ => Err(Failure::new(FailureCode::BadRequest)),
    }
}

fn tried_page(desk: &Desk, page: &str) -> Result<MediaAndBytes, Failure> {
    desk.station.require_setup()?;
    let page = desk.setup_tries.take_page(page);
    let page = page.ok_or_else(|| Failure::new(FailureCode::UnknownPage))?;
    Ok((page.media, page.bytes))
}

/// Pictures are personal data as much as words are: seeing one is a line of the audit trail.
fn audit_look(desk: &Desk, parts: &[&str]) {
    match parts {
        ["case", case, "page", page] => desk.station.audit_look(case, &format!("page {page}")),
        ["doc", case, document, ..] => {
            desk.station.audit_look(case, &format!("document {document}"))
        }
        ["review", case, part, ..] => desk.station.audit_look(case, &format!("part {part}")),
        _ => {}
    }
}

/// A page as it was filed, for a supervisor.
async fn filed_page(
    desk: &Desk,
    case: &str,
    part: &str,
    n: &str,
    width: u32,
) -> Result<MediaAndBytes, Failure> {
    desk.station.require_access(Access::Supervisor)?;
    let (_, bytes) = desk.review.read_part(case, part).await?;
    let picture = desk.devices.worker.render_page(case, bytes, parse_page(n)?, 0, width).await?;
    Ok((picture.media, picture.bytes))
}

async fn page_picture(
    desk: &Desk,
    case: &str,
    page: &str,
    width: u32,
) -> Result<MediaAndBytes, Failure> {
    let file = desk.cases.read_case(case)?;
    let page = file
        .case
        .pages
        .iter()
        .find(|known_page| known_page.id == page)
        .ok_or_else(|| Failure::new(FailureCode::UnknownPage))?;
    let (_, bytes) = desk.cases.read_file(case, &page.file)?;
    let picture =
        desk.devices.worker.render_page(case, bytes, page.index, page.turns, width).await?;
    Ok((picture.media, picture.bytes))
}

/// Papers and parts count their pages from 1 in addresses.
fn parse_page(n: &str) -> Result<u32, Failure> {
    let page: u32 = parse_digits(n).ok_or_else(|| Failure::new(FailureCode::BadRequest))?;
    Ok(page.saturating_sub(1))
}

/// A paper of our own waits behind no file from outside.
async fn paper_picture(
    desk: &Desk,
    of: &str,
    pdf: Vec<u8>,
    n: &str,
    width: u32,
) -> Result<MediaAndBytes, Failure> {
    let picture = desk.devices.worker.render_paper(of, pdf, parse_page(n)?, width).await?;
    Ok((picture.media, picture.bytes))
}

fn document_pdf(desk: &Desk, case: &str, document: &str) -> Result<Vec<u8>, Failure> {
    if document == "preview" {
        let pdf = desk.cases.read_proposal(case, |proposal| proposal.pdf.clone());
        let pdf = pdf.or_else(|| desk.cases.read_entrusted(case, |one| one.pdf.clone()));
        return pdf.ok_or_else(|| Failure::new(FailureCode::NoPreview));
    }
    let file = desk.cases.read_case(case)?;
    let paper = file.case.documents.iter().find(|(known_page, _)| known_page.id == document);
    let (paper, _) = paper.ok_or_else(|| Failure::new(FailureCode::NoDocument))?;
    Ok(desk.cases.read_file(case, &paper.file)?.1)
}

fn sheet_pdf(desk: &Desk, sheet: &str) -> Result<Vec<u8>, Failure> {
    let sheet = desk.sheets.lock().find_sheet(sheet);
    sheet.map(|sheet| sheet.pdf).ok_or_else(|| Failure::new(FailureCode::NoDocument))
}

pub async fn take_upload(desk: &Desk, path: &str, body: Vec<u8>) -> Result<Value, Failure> {
    let address = PageAddress::parse(path);
    let ["import", case] = address.parts.as_slice() else {
        return Err(Failure::new(FailureCode::BadRequest));
    };
    desk.require_own_case(case)?;
    desk.station.require_room_for(None)?;
    let material = address.value("material").filter(|material| !material.is_empty());
    let view = commands::import_file(desk, case, material, body).await?;
    serde_json::to_value(view).map_err(|_| Failure::new(FailureCode::Internal))
}
