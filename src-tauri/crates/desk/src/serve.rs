//! Bytes for `page://`: pictures of pages and forms, PDFs, and files coming in. Paths name ids only, never people.
use crate::act;
use crate::contract::Access;
use crate::translate::{document_failure, store_failure};
use crate::{Desk, Failure, audit, session, show, supervise};
use serde_json::Value;

type Answer = Result<(String, Vec<u8>), Failure>;

struct Asked<'a> {
    parts: Vec<&'a str>,
    query: Vec<(&'a str, &'a str)>,
}

fn asked(path: &str) -> Asked<'_> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    Asked {
        parts: path.trim_matches('/').split('/').collect(),
        query: query.split('&').filter_map(|pair| pair.split_once('=')).collect(),
    }
}

impl Asked<'_> {
    fn value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(k, _)| *k == name).map(|(_, v)| *v)
    }

    fn width(&self) -> u32 {
        self.value("w").and_then(|w| w.parse().ok()).unwrap_or(1000).clamp(50, 3000)
    }
}

pub async fn bytes(desk: &Desk, path: &str) -> Answer {
    let asked = asked(path);
    note_look(desk, asked.parts.as_slice());
    match asked.parts.as_slice() {
        ["case", case, "page", page] => page_picture(desk, case, page, asked.width()).await,
        ["doc", case, document] => Ok(("application/pdf".into(), pdf(desk, case, document)?)),
        ["doc", case, document, "page", n] => picture(desk, pdf(desk, case, document)?, n, asked.width()).await,
        ["sheet", sheet] => Ok(("application/pdf".into(), list(desk, sheet)?)),
        ["sheet", sheet, "page", n] => picture(desk, list(desk, sheet)?, n, asked.width()).await,
        ["review", case, part, "page", n] => filed_page(desk, case, part, n, asked.width()).await,
        _ => Err(Failure::new("bad_request")),
    }
}

/// Pictures are personal data as much as words are: seeing one is a line of the audit trail.
fn note_look(desk: &Desk, parts: &[&str]) {
    match parts {
        ["case", case, "page", page] => audit::look(desk, case, &format!("page {page}")),
        ["doc", case, document, ..] => audit::look(desk, case, &format!("document {document}")),
        ["review", case, part, ..] => audit::look(desk, case, &format!("part {part}")),
        _ => {}
    }
}

/// A page as it was filed, for a supervisor; parts count their pages from 1 in addresses.
async fn filed_page(desk: &Desk, case: &str, part: &str, n: &str, width: u32) -> Answer {
    session::may(desk, Access::Supervisor)?;
    let (_, bytes) = supervise::bytes(desk, case, part).await?;
    picture(desk, bytes, n, width).await
}

async fn page_picture(desk: &Desk, case: &str, page: &str, width: u32) -> Answer {
    let open = desk.read_case(case)?;
    let page = open.case.pages.iter().find(|p| p.id == page).ok_or_else(|| Failure::new("unknown_page"))?;
    let bytes = desk.with_store(|s| s.page(case, &page.file).map_err(store_failure))?.1;
    let made = desk.worker.render_page(bytes, page.index, page.turns, width).await;
    made.map(|p| (p.media, p.bytes)).map_err(|e| document_failure(&e))
}

/// Forms count their pages from 1 in addresses.
async fn picture(desk: &Desk, pdf: Vec<u8>, n: &str, width: u32) -> Answer {
    let page: u32 = n.parse().map_err(|_| Failure::new("bad_request"))?;
    let made = desk.worker.render_page(pdf, page.saturating_sub(1), 0, width).await;
    made.map(|p| (p.media, p.bytes)).map_err(|e| document_failure(&e))
}

fn pdf(desk: &Desk, case: &str, document: &str) -> Result<Vec<u8>, Failure> {
    if document == "preview" {
        let held = desk.memory().previews.get(case).map(|p| p.pdf.clone());
        return held.ok_or_else(|| Failure::new("no_preview"));
    }
    let open = desk.read_case(case)?;
    let found = open.case.documents.iter().find(|(d, _)| d.id == document);
    let file = found.map(|(d, _)| d.file.clone()).ok_or_else(|| Failure::new("no_document"))?;
    Ok(desk.with_store(|s| s.page(case, &file).map_err(store_failure))?.1)
}

fn list(desk: &Desk, sheet: &str) -> Result<Vec<u8>, Failure> {
    desk.memory().sheets.get(sheet).map(|(_, pdf)| pdf.clone()).ok_or_else(|| Failure::new("no_document"))
}

pub async fn upload(desk: &Desk, path: &str, body: Vec<u8>) -> Result<Value, Failure> {
    let asked = asked(path);
    let ["import", case] = asked.parts.as_slice() else {
        return Err(Failure::new("bad_request"));
    };
    act::take_in(desk, case, asked.value("material").filter(|m| !m.is_empty()), "import", body).await?;
    let view = show::case_view(desk, &desk.read_case(case)?)?;
    serde_json::to_value(view).map_err(|_| Failure::new("internal"))
}
