//! PDFs that were cut, that something was added to, that are no papers, or that take too long.

use crate::pdfs::{Pdf, nested, with_bare_font, with_text, without_font};
use crate::samples::{encoded, list, paper};
use crate::worker;
use counter_child_pipe::{Program, Supervisor};
use counter_documents::wire::{LIMITS, Reply, Request, Role};
use counter_documents::{DocumentError, OtherKind};
use image::ImageFormat;
use std::time::{Duration, Instant};

#[tokio::test]
async fn an_addition_that_was_cut_is_told_and_a_sound_tail_is_not_held_against_a_file() {
    let worker = worker();
    let mut pdf = Pdf::with_pages(2, "");
    let first = pdf.bytes.clone();
    pdf.add_third_page();
    let whole = pdf.bytes;
    assert_eq!(worker.inspect_file("case", whole.clone()).await.unwrap().pages, 3);
    let before_table = whole.windows(5).rposition(|word| word == b"\nxref").unwrap() + 1;
    for cut in
        [first.len() + 3, first.len() + 120, before_table, before_table + 40, whole.len() - 9]
    {
        let outcome = worker.inspect_file("case", whole[..cut].to_vec()).await;
        assert_eq!(outcome.unwrap_err(), DocumentError::Damaged, "cut at {cut} of {}", whole.len());
    }
    let bare = &first[..first.len() - b"\n%%EOF\n".len()];
    let place = first.windows(9).rposition(|word| word == b"startxref").unwrap();
    for (name, tail) in [
        ("no place of the table", [&first[..place], b"%%EOF\n"].concat()),
        ("no mark", bare.to_vec()),
        ("zeros", [first.as_slice(), &[0; 40_000]].concat()),
        ("a web page", [first.as_slice(), b"<html><!-- ", &[b'x'; 12_000], b"--></html>"].concat()),
        ("rubbish before", [b"HTTP/1.1 200 OK\r\n\r\n".as_slice(), &first].concat()),
    ] {
        assert_eq!(worker.open_file("case", tail).await.unwrap()[0].pages, 2, "{name}");
    }
}

#[tokio::test]
async fn a_file_that_takes_too_long_is_refused_in_seconds_and_papers_and_scans_come_meanwhile() {
    let worker = worker();
    worker.typeset_sheet(&list()).await.unwrap();
    // Ten times what a quick computer draws in its share of time.
    let slow = nested(7);
    let scanned = encoded(&paper(60, 80), ImageFormat::Png);
    let start = Instant::now();
    let typesetting = async {
        let paper = worker.typeset_sheet(&list()).await;
        let page = worker.open_scan("case", scanned.clone()).await;
        assert_eq!(page.unwrap()[0].bytes, scanned);
        (paper, start.elapsed())
    };
    let opening = async {
        let refused = worker.open_file("case", slow.clone()).await.unwrap_err();
        (refused, start.elapsed())
    };
    let ((refused, refused_after), (paper, paper_after)) = tokio::join!(opening, typesetting);
    assert!(paper.is_ok_and(|paper| paper.pages > 0));
    assert_eq!(refused, DocumentError::TooHeavy);
    assert!(paper_after < refused_after, "{paper_after:?} of {refused_after:?}");
    // Remembered: no worker is asked again.
    let start = Instant::now();
    assert_eq!(worker.open_file("case", slow).await.unwrap_err(), DocumentError::TooHeavy);
    assert!(start.elapsed() < Duration::from_secs(1));
    assert_eq!(worker.process_id(), None);
    // And the next file has a new worker.
    let sound = Pdf::with_pages(1, "").bytes;
    assert_eq!(worker.open_file("case", sound).await.unwrap()[0].pages, 1);
}

#[tokio::test]
async fn pages_that_only_ask_for_another_program_are_named() {
    let worker = worker();
    let form = "/NeedsRendering true/AcroForm<</Fields[]/XFA[(template)20 0 R]>>";
    let outcome = worker.open_file("case", Pdf::with_pages(1, form).bytes).await;
    assert_eq!(outcome.unwrap_err(), DocumentError::NotTaken(OtherKind::PdfForm));
    let form = "/AcroForm<</Fields[]/XFA[(template)20 0 R]>>";
    let outcome = worker.open_file("case", with_text("Please wait...", form)).await;
    assert_eq!(outcome.unwrap_err(), DocumentError::NotTaken(OtherKind::PdfForm));
    assert_eq!(
        worker.open_file("case", with_text("Please wait...", "")).await.unwrap()[0].pages,
        1
    );
    // A form that also has its pages is a paper.
    assert_eq!(worker.open_file("case", Pdf::with_pages(2, form).bytes).await.unwrap()[0].pages, 2);
    let portfolio = "/Collection<</View/D>>/Names<</EmbeddedFiles<</Names[(a.pdf)\
                     <</Type/Filespec/F(a.pdf)/EF<</F 4 0 R>>>>]>>>>";
    let outcome = worker.open_file("case", Pdf::with_pages(1, portfolio).bytes).await;
    assert_eq!(outcome.unwrap_err(), DocumentError::NotTaken(OtherKind::PdfPortfolio));
}

/// A tree of pages that leads back to itself, one without a page, one that counts what is not there.
#[tokio::test]
async fn a_pdf_without_its_pages_is_damaged_and_the_worker_lives_on() {
    let worker = worker();
    let sound = Pdf::with_pages(1, "").bytes;
    worker.inspect_file("case", sound.clone()).await.unwrap();
    let process = worker.process_id();
    let tree = |pages: &str| {
        let mut pdf = Pdf::new();
        pdf.write(&[
            (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
            (2, format!("<</Type/Pages/{pages}>>")),
        ]);
        pdf.bytes
    };
    for pages in ["Count 0/Kids[]", "Count 1/Kids[2 0 R]", "Count 3/Kids[9 0 R]"] {
        let outcome = worker.open_file("case", tree(pages)).await;
        assert_eq!(outcome.unwrap_err(), DocumentError::Damaged, "{pages}");
    }
    assert_eq!(worker.open_file("case", sound).await.unwrap()[0].pages, 1);
    assert_eq!(worker.process_id(), process);
}

/// As wide as no sheet is, of no size, turned inside out: drawn in bounds, as every viewer does.
#[tokio::test]
async fn a_page_of_any_size_is_taken_and_drawn_in_bounds() {
    let worker = worker();
    let box_of_a4 = b"[0 0 595 842]";
    for size in [b"[0 0 99999 9]", b"[0 0 9 99999]", b"[0 0 0 0    ]", b"[9 9 -99 -99]"] {
        let mut bytes = Pdf::with_pages(1, "").bytes;
        let at = bytes.windows(box_of_a4.len()).position(|part| part == box_of_a4).unwrap();
        bytes[at..at + size.len()].copy_from_slice(size);
        let name = String::from_utf8_lossy(size);
        let files = worker.open_file("case", bytes.clone()).await.unwrap();
        assert_eq!(files[0].pages, 1, "{name}");
        let picture = worker.render_page("case", bytes, 0, 0, 400).await.unwrap();
        assert!(picture.width <= 400 && picture.height <= 10_000, "{name}");
    }
}

/// Where the computer has no Chinese font, pdfium would draw an empty page.
#[tokio::test]
async fn text_that_no_font_can_show_is_told() {
    let worker = worker();
    let outcome = worker.render_page("case", without_font(), 0, 0, 400).await.unwrap();
    let ink = image::load_from_memory(&outcome.bytes).unwrap().to_luma8();
    assert!(ink.pixels().any(|pixel| pixel.0[0] < 80), "this computer has fonts");
    assert_eq!(worker.open_file("case", without_font()).await.unwrap()[0].pages, 1);

    let empty = tempfile::tempdir().unwrap();
    let exe = env!("CARGO_BIN_EXE_document-worker").into();
    let words = vec![Role::Open.argument().into(), "--fonts".into(), empty.path().into()];
    let bare = Supervisor::new(Program::new(exe, LIMITS).with_arguments(words));
    for (bytes, refused) in [
        (without_font(), Some(DocumentError::FileFontMissing)),
        (Pdf::with_pages(1, "").bytes, None),
    ] {
        let request = serde_json::to_vec(&Request::Open).unwrap();
        let answer =
            bare.call_within(Duration::from_secs(60), request, bytes.into()).await.unwrap();
        let reply: Reply = serde_json::from_slice(&answer.header).unwrap();
        let error = match reply {
            Reply::Failed { error } => Some(error),
            _ => None,
        };
        assert_eq!(error, refused);
    }
}

/// Songti and Heiti as names of today have them, and in GBK as old files do.
#[tokio::test]
async fn a_font_that_is_not_there_is_drawn_whatever_its_name_is_written_in() {
    let worker = worker();
    let draw = async |name: &str| {
        let picture = worker.render_page("case", with_bare_font(name), 0, 0, 400).await.unwrap();
        let page = image::load_from_memory(&picture.bytes).unwrap().to_luma8();
        page.pixels().filter(|pixel| pixel.0[0] < 128).count()
    };
    let song = draw("SimSun").await;
    assert!(song > 500, "{song}");
    assert_eq!(draw("#CB#CE#CC#E5").await, song);
    let hei = draw("SimHei").await;
    assert!(hei > 500 && hei != song, "{hei}");
    assert_eq!(draw("#BA#DA#CC#E5").await, hei);
}
