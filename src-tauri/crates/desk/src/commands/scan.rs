//! Pages coming in: from the scanner one by one, or from a file. Each is sealed and in the journal
//! before the next.
//!
//! Invariant: a scanned page is sealed and in the journal before the next is drawn in, also one that
//! nobody could look over.
//! Held by `a_page_that_went_through_the_feeder_outlives_the_worker` (desk).
use super::editing::{require_editable, show_case};
use crate::Failure;
use crate::cases::sealed_pages::{SealedFile, page_facts};
use crate::cases::signing::note_signed_slip;
use crate::contract::views::{CaseView, ScanResult};
use crate::contract::{CaseId, FailureCode, ScanInto};
use crate::desk::Desk;
use counter_core::code::variant_code;
use counter_devices::{Ended, ScanRequest, ScannedPage};
use counter_documents::{DocumentError, OpenedFile};
use tokio::sync::mpsc;

/// Pages that may wait between the scanner and the vault.
const PAGES_WAITING: usize = 4;

pub async fn scan(desk: &Desk, payload: ScanInto) -> Result<ScanResult, Failure> {
    require_editable(desk, &payload.case)?;
    let material = payload.material.as_deref();
    let mut take = |opened| take_pages(desk, &payload.case, material, "scan", opened);
    let (pages, ended) = draw_in(desk, &payload.case, &mut take).await?;
    let case = show_case(desk, &desk.cases.read_case(&payload.case)?)?;
    Ok(ScanResult { case, pages, ended: variant_code(&ended) })
}

/// A stack through the feeder: each page to `take`, which keeps it and says how many it was, before the
/// next. How many came in all, and how it ended.
pub(super) async fn draw_in(
    desk: &Desk,
    case: &str,
    take: &mut (impl FnMut(Vec<OpenedFile>) -> Result<u32, Failure> + Send),
) -> Result<(u32, Ended), Failure> {
    let request = make_scan_request(desk)?;
    let (sender, mut arriving) = mpsc::channel(PAGES_WAITING);
    let host = desk.devices.host();
    let job = tokio::spawn(async move { host.scan_pages(request, sender).await });
    desk.devices.note_scan_started(job.abort_handle());
    let (mut pages, mut undrawn) = (0, 0);
    let mut fault = None;
    while let Some(page) = arriving.recv().await {
        let looked = look_over(desk, case, page).await;
        let taken =
            looked.and_then(|(opened, is_drawn)| take(opened).map(|count| (count, is_drawn)));
        match taken {
            Ok((count, is_drawn)) => {
                pages += count;
                undrawn += if is_drawn { 0 } else { count };
            }
            Err(failure) => {
                // What is on disk stays; the rest of the stack is not drawn in for nothing.
                fault = Some(failure);
                job.abort();
                break;
            }
        }
    }
    let outcome = job.await;
    desk.devices.note_scan_ended();
    if let Some(failure) = fault {
        return Err(failure.with("pages", pages));
    }
    let Ok(outcome) = outcome else {
        return Err(Failure::new(FailureCode::ScanCancelled).with("pages", pages));
    };
    desk.devices.note_scan(&outcome);
    let outcome = outcome.map_err(|error| Failure::from(error).with("pages", pages))?;
    if let Some(failure) = explain_end(outcome, pages) {
        return Err(failure.with("pages", pages));
    }
    if undrawn > 0 {
        let failure = Failure::new(FailureCode::PagesNotDrawn).with("undrawn", undrawn);
        return Err(failure.with("pages", pages));
    }
    Ok((pages, outcome))
}

/// What the vault keeps of a page, and whether it was drawn. A worker that is missing or stops is no
/// reason to lose what went through the feeder: it is kept as the driver gave it.
async fn look_over(
    desk: &Desk,
    case: &str,
    page: ScannedPage,
) -> Result<(Vec<OpenedFile>, bool), Failure> {
    let ScannedPage { bytes, media } = page;
    match desk.devices.worker.open_scan(case, bytes.clone()).await {
        Ok(opened) => Ok((opened, true)),
        Err(error) if is_kept_undrawn(error) => {
            tracing::warn!(code = error.code(), "a scanned page is kept undrawn");
            Ok((vec![OpenedFile { media, pages: 1, bytes }], false))
        }
        Err(error) => Err(error.into()),
    }
}

/// Also one that takes this computer too long (a large sheet, finely scanned): "print it and scan
/// it" is no way out for what was scanned just now.
fn is_kept_undrawn(error: DocumentError) -> bool {
    !error.is_determined() || error == DocumentError::TooHeavy
}

/// With the station's own scanner, as it is set.
pub(super) fn make_scan_request(desk: &Desk) -> Result<ScanRequest, Failure> {
    let settings = desk.station.settings();
    let scanner = desk.devices.find_scanner();
    let scanner = scanner.ok_or_else(|| Failure::new(FailureCode::DeviceNotConfigured))?;
    Ok(ScanRequest {
        source: Some(settings.scan_source).filter(|source| !source.is_empty()),
        resolution: Some(settings.scan_resolution),
        ..ScanRequest::of_papers(scanner)
    })
}

/// A stack that was cut short is told, however many pages came before; a stack that ran out is
/// done.
pub(super) fn explain_end(outcome: Ended, pages: u32) -> Option<Failure> {
    Some(match outcome {
        Ended::Complete | Ended::FeederEmpty if pages > 0 => return None,
        Ended::FeederEmpty => Failure::new(FailureCode::FeederEmpty),
        Ended::Jammed => Failure::new(FailureCode::ScannerJammed),
        Ended::CoverOpen => Failure::new(FailureCode::CoverOpen),
        Ended::Busy => Failure::new(FailureCode::ScannerBusy),
        Ended::NotFound => Failure::new(FailureCode::ScannerNotFound),
        Ended::TimedOut => Failure::new(FailureCode::ScanTimedOut),
        Ended::Cancelled => Failure::new(FailureCode::ScanCancelled),
        Ended::AccessDenied => Failure::new(FailureCode::ScannerAccessDenied),
        Ended::IoError => Failure::new(FailureCode::ScannerFailed),
        Ended::Complete | Ended::NoPages => Failure::new(FailureCode::NoPages),
    })
}

pub async fn cancel_scan(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    desk.devices.cancel_scan();
    show_case(desk, &desk.cases.read_case(&payload.case)?)
}

/// A file that the clerk imports, instead of a scan.
pub async fn import_file(
    desk: &Desk,
    case: &str,
    material: Option<&str>,
    bytes: Vec<u8>,
) -> Result<CaseView, Failure> {
    let opened = desk.devices.worker.open_file(case, bytes).await?;
    take_pages(desk, case, material, "import", opened)?;
    show_case(desk, &desk.cases.read_case(case)?)
}

/// Seals what was looked over, and notes its pages. A PDF of many pages is one sealed file with as
/// many pages.
fn take_pages(
    desk: &Desk,
    case: &str,
    material: Option<&str>,
    source: &str,
    opened: Vec<OpenedFile>,
) -> Result<u32, Failure> {
    let mut count = 0;
    for OpenedFile { media, pages, bytes } in opened {
        let file = require_editable(desk, case)?;
        let row = desk.cases.seal_page_file(&file, &media, &bytes)?;
        let sealed = SealedFile { row, media, pages };
        desk.cases.take_proposal(case);
        let facts = page_facts(&sealed, source, material).collect();
        let facts = note_signed_slip(&file, facts);
        desk.cases.append_facts(file, facts)?;
        count += pages;
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_too_much_for_this_computer_is_kept() {
        use DocumentError::{Damaged, Empty, TimedOut, TooHeavy, TooLarge, WorkerDied};
        for kept in [WorkerDied, TimedOut, TooHeavy] {
            assert!(is_kept_undrawn(kept), "{kept:?}");
        }
        for refused in [Damaged, Empty, TooLarge] {
            assert!(!is_kept_undrawn(refused), "{refused:?}");
        }
    }
}
