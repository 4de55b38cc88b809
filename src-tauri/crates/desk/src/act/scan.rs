//! Pages coming in: from the scanner one by one, or from a file. Each is sealed and in the journal before the next.
use super::editable;
use crate::contract::{CaseId, ScanInto};
use crate::session::hold;
use crate::show;
use crate::translate::{device_failure, document_failure, store_failure};
use crate::view::{CaseView, ScanResult};
use crate::{Desk, Failure};
use counter_core::case::PageOf;
use counter_core::fact::Fact;
use counter_devices::{Ended, ScanRequest};
use counter_documents::OpenedFile;
use tokio::sync::mpsc;

pub async fn scan(desk: &Desk, payload: ScanInto) -> Result<ScanResult, Failure> {
    editable(desk, &payload.case)?;
    let device = desk.scanner().ok_or_else(|| Failure::new("device_not_configured"))?;
    let settings = desk.settings();
    let request = ScanRequest {
        source: Some(settings.scan_source).filter(|s| !s.is_empty()),
        resolution: Some(settings.scan_resolution),
        mode: Some("Color".into()),
        ..ScanRequest::new(device)
    };
    let (sender, mut arriving) = mpsc::channel(4);
    let scanner = desk.clone();
    let job = tokio::spawn(async move { scanner.host().scan_pages(request, sender).await });
    *hold(&desk.scanning) = Some(job.abort_handle());
    let mut pages = 0;
    let mut fault = None;
    while let Some(page) = arriving.recv().await {
        match take_in(desk, &payload.case, payload.material.as_deref(), "scan", page.bytes).await {
            Ok(count) => pages += count,
            Err(failure) => {
                // What is on disk stays; the rest of the stack is not drawn in for nothing.
                fault = Some(failure);
                job.abort();
                break;
            }
        }
    }
    let ended = job.await;
    hold(&desk.scanning).take();
    if let Some(failure) = fault {
        return Err(failure.with("pages", pages));
    }
    let ended = match ended {
        Err(_) => return Err(Failure::new("scan_cancelled").with("pages", pages)),
        Ok(outcome) => {
            desk.saw_scanner(&outcome);
            outcome.map_err(|e| device_failure(&e).with("pages", pages))?
        }
    };
    if pages == 0 {
        return Err(ended_failure(ended));
    }
    let case = show::case_view(desk, &desk.read_case(&payload.case)?)?;
    Ok(ScanResult { case, pages, ended: crate::translate::word(&ended) })
}

fn ended_failure(ended: Ended) -> Failure {
    match crate::translate::word(&ended).as_str() {
        "feeder_empty" => Failure::new("feeder_empty"),
        "jammed" => Failure::new("scanner_jammed"),
        "cover_open" => Failure::new("cover_open"),
        "busy" => Failure::new("scanner_busy"),
        "not_found" => Failure::new("scanner_not_found"),
        "timed_out" => Failure::new("scan_timed_out"),
        "cancelled" => Failure::new("scan_cancelled"),
        "access_denied" | "io_error" => Failure::new("scanner_failed"),
        _ => Failure::new("no_pages"),
    }
}

pub async fn cancel_scan(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    if let Some(job) = hold(&desk.scanning).take() {
        job.abort();
    }
    show::case_view(desk, &desk.read_case(&payload.case)?)
}

/// Looks a file over, seals it, notes its pages. A PDF of many pages is one sealed file with as many pages.
pub async fn take_in(
    desk: &Desk,
    case: &str,
    material: Option<&str>,
    source: &str,
    bytes: Vec<u8>,
) -> Result<u32, Failure> {
    let files = desk.worker.open_file(bytes).await.map_err(|e| document_failure(&e))?;
    let mut count = 0;
    for OpenedFile { media, pages, bytes } in files {
        let open = editable(desk, case)?;
        let kept = desk.with_store(|s| s.put_page(case, &media, &bytes).map_err(store_failure))?;
        let facts = (0..pages).map(|index| Fact::PageAdded {
            page: PageOf {
                id: desk.fresh_id(),
                file: kept.id.clone(),
                index,
                media: media.clone(),
                sha256: kept.sha256.clone(),
                len: kept.len,
                source: source.to_owned(),
                material: material.map(str::to_owned),
                turns: 0,
            },
        });
        let facts = facts.collect();
        desk.memory().previews.remove(case);
        desk.change(open, facts)?;
        count += pages;
    }
    Ok(count)
}
