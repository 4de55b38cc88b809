//! Files from outside, good and bad.

use crate::samples::{encoded, list, paper};
use crate::worker;
use counter_child_pipe::{Program, Supervisor};
use counter_documents::wire::{LIMITS, Reply, Request, Role};
use counter_documents::{DocumentError, Inspected, Kind, OpenedFile, OtherKind, Worker};
use image::{GenericImageView, ImageFormat};

const LOCKED: &[u8] = include_bytes!("../fixtures/locked.pdf");
/// Encrypted with the empty password: anybody may read it, and its owner alone change it.
const OWNER_LOCKED: &[u8] = include_bytes!("../fixtures/owner-locked.pdf");

async fn found(worker: &Worker, bytes: Vec<u8>) -> Result<Inspected, DocumentError> {
    worker.inspect_file("case", bytes).await
}

#[tokio::test]
async fn images_are_known_by_their_content() {
    let worker = worker();
    let page = paper(300, 200);
    for (format, kind) in [
        (ImageFormat::Jpeg, Kind::Jpeg),
        (ImageFormat::Png, Kind::Png),
        (ImageFormat::Tiff, Kind::Tiff),
        (ImageFormat::Bmp, Kind::Bmp),
        (ImageFormat::Pnm, Kind::Pnm),
    ] {
        let inspected = found(&worker, encoded(&page, format)).await.unwrap();
        assert_eq!(inspected, Inspected { kind, pages: 1, width: 300, height: 200 });
    }
}

#[tokio::test]
async fn bad_files_are_told_apart_and_the_worker_lives_on() {
    let worker = worker();
    let jpeg = encoded(&paper(300, 200), ImageFormat::Jpeg);
    let png = encoded(&paper(300, 200), ImageFormat::Png);
    let tiff = encoded(&paper(300, 200), ImageFormat::Tiff);
    let pdf = worker.typeset_sheet(&list()).await.unwrap().pdf;
    found(&worker, jpeg.clone()).await.unwrap();
    let process = worker.process_id();
    let mut scrambled = pdf.clone();
    scrambled[64..pdf.len() - 8].fill(b'x');
    for (bytes, error) in [
        (Vec::new(), DocumentError::Empty),
        (b"not a page at all".to_vec(), DocumentError::NotTaken(OtherKind::Text)),
        (vec![1, 2, 3, 4, 5], DocumentError::UnknownKind),
        (jpeg[..jpeg.len() / 2].to_vec(), DocumentError::Damaged),
        (png[..png.len() / 2].to_vec(), DocumentError::Damaged),
        (tiff[..tiff.len() / 2].to_vec(), DocumentError::Damaged),
        (pdf[..pdf.len() / 2].to_vec(), DocumentError::Damaged),
        (scrambled, DocumentError::Damaged),
        (b"%PDF-1.7\n%%EOF".to_vec(), DocumentError::Damaged),
        (LOCKED.to_vec(), DocumentError::Encrypted),
        (giant_png(), DocumentError::TooLarge),
    ] {
        let length = bytes.len();
        assert_eq!(found(&worker, bytes.clone()).await.unwrap_err(), error, "{length} bytes");
        assert_eq!(
            worker.open_file("case", bytes).await.unwrap_err(),
            error,
            "{length} bytes opened"
        );
    }
    assert_eq!(found(&worker, jpeg).await.unwrap().width, 300);
    assert_eq!(worker.process_id(), process);
}

#[tokio::test]
async fn a_pdf_that_only_its_owner_may_change_is_read_by_anybody() {
    let worker = worker();
    let files = worker.open_file("case", OWNER_LOCKED.to_vec()).await.unwrap();
    assert_eq!((files.len(), files[0].pages), (1, 1));
    let picture = worker.render_page("case", OWNER_LOCKED.to_vec(), 0, 0, 400).await.unwrap();
    let ink = image::load_from_memory(&picture.bytes).unwrap().to_luma8();
    assert!(ink.pixels().any(|pixel| pixel.0[0] < 60), "its content was decrypted");
}

/// A few bytes that claim to be 60,000 pixels square.
fn giant_png() -> Vec<u8> {
    let mut png = encoded(&paper(2, 2), ImageFormat::Png);
    png[16..20].copy_from_slice(&60_000u32.to_be_bytes());
    png[20..24].copy_from_slice(&60_000u32.to_be_bytes());
    let sum = crc(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    png
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 * (sum & 1)))
    })
}

#[tokio::test]
async fn a_pdf_has_pages_and_pictures() {
    let worker = worker();
    let typeset = worker.typeset_sheet(&list()).await.unwrap();
    let inspected = found(&worker, typeset.pdf.clone()).await.unwrap();
    assert_eq!(
        inspected,
        Inspected { kind: Kind::Pdf, pages: typeset.pages, width: 595, height: 842 }
    );
    let upright = worker.render_page("case", typeset.pdf.clone(), 0, 0, 400).await.unwrap();
    assert_eq!((upright.media.as_str(), upright.width), ("image/jpeg", 400));
    assert!(upright.height > 560);
    let turned = worker.render_page("case", typeset.pdf.clone(), 0, 1, 400).await.unwrap();
    assert!(turned.width <= 400 && turned.height < turned.width);
    let ink = image::load_from_memory(&upright.bytes).unwrap().to_luma8();
    assert!(ink.pixels().any(|pixel| pixel.0[0] < 80), "the page is blank");
    let missing = worker.render_page("case", typeset.pdf.clone(), typeset.pages, 0, 400).await;
    assert_eq!(missing.unwrap_err(), DocumentError::NoSuchPage);
    assert_eq!(
        worker.open_file("case", typeset.pdf.clone()).await.unwrap(),
        [opened("application/pdf", typeset.pages, typeset.pdf)]
    );
}

#[tokio::test]
async fn pictures_are_turned_clockwise_and_never_wider_than_asked() {
    let worker = worker();
    let mut page = paper(40, 20);
    page.put_pixel(0, 0, image::Rgb([255, 0, 0]));
    let png = encoded(&page, ImageFormat::Png);
    let same = worker.render_page("case", png.clone(), 0, 0, 40).await.unwrap();
    assert_eq!((same.media.as_str(), &same.bytes), ("image/png", &png));
    for turns in 1..=3 {
        let picture = worker.render_page("case", png.clone(), 0, turns, 40).await.unwrap();
        let corner = [(0, 0), (19, 0), (39, 19), (0, 39)][usize::from(turns)];
        let shown = image::load_from_memory(&picture.bytes).unwrap();
        let [red, green, ..] = shown.get_pixel(corner.0, corner.1).0;
        assert!(red > 150 && green < 220 && red > green, "{turns} turns: {red} {green}");
    }
    let small = worker.render_page("case", png.clone(), 0, 1, 10).await.unwrap();
    assert_eq!((small.width, small.height), (10, 20));
    assert_eq!(
        worker.render_page("case", png, 1, 0, 40).await.unwrap_err(),
        DocumentError::NoSuchPage
    );
}

#[tokio::test]
async fn exotic_images_become_png_and_plain_ones_stay() {
    let worker = worker();
    let page = paper(30, 20);
    for format in [ImageFormat::Tiff, ImageFormat::Bmp, ImageFormat::Pnm] {
        let files = worker.open_file("case", encoded(&page, format)).await.unwrap();
        let [file] = files.as_slice() else { panic!("{format:?} gave {} files", files.len()) };
        assert_eq!((file.media.as_str(), file.pages), ("image/png", 1));
        assert_eq!(image::load_from_memory(&file.bytes).unwrap().to_rgb8(), page);
    }
    let jpeg = encoded(&page, ImageFormat::Jpeg);
    assert_eq!(
        worker.open_file("case", jpeg.clone()).await.unwrap(),
        [opened("image/jpeg", 1, jpeg)]
    );
}

fn opened(media: &str, pages: u32, bytes: Vec<u8>) -> OpenedFile {
    OpenedFile { media: media.into(), pages, bytes }
}

/// A page goes to the worker once; it is not sent back when nothing was made of it.
#[tokio::test]
async fn bytes_that_stay_as_they_are_are_not_sent_back() {
    let program = Program::new(env!("CARGO_BIN_EXE_document-worker").into(), LIMITS);
    let role = vec![Role::Open.argument().into()];
    let worker = Supervisor::new(program.with_arguments(role));
    let page = paper(30, 20);
    let patience = std::time::Duration::from_secs(60);
    for (format, stays) in
        [(ImageFormat::Jpeg, true), (ImageFormat::Png, true), (ImageFormat::Tiff, false)]
    {
        let request = serde_json::to_vec(&Request::Open).unwrap();
        let answer =
            worker.call_within(patience, request, encoded(&page, format).into()).await.unwrap();
        let reply = serde_json::from_slice(&answer.header).unwrap();
        assert_eq!(matches!(reply, Reply::OpenedUnchanged { pages: 1, .. }), stays, "{format:?}");
        assert_eq!(answer.body.is_empty(), stays, "{format:?}");
    }
}

#[tokio::test]
async fn every_page_of_a_tiff_is_kept() {
    let worker = worker();
    let tiff = two_pages();
    assert_eq!(found(&worker, tiff.clone()).await.unwrap().pages, 2);
    let files = worker.open_file("case", tiff.clone()).await.unwrap();
    assert!(files.iter().all(|file| file.media == "image/png" && file.pages == 1));
    let shade = |file: &OpenedFile| {
        image::load_from_memory(&file.bytes).unwrap().to_luma8().get_pixel(0, 0).0[0]
    };
    assert_eq!(files.iter().map(shade).collect::<Vec<u8>>(), [10, 200]);
    assert_eq!(worker.render_page("case", tiff.clone(), 1, 0, 100).await.unwrap().width, 2);
    assert_eq!(
        worker.render_page("case", tiff, 2, 0, 100).await.unwrap_err(),
        DocumentError::NoSuchPage
    );
}

/// Two grey pages of two by two pixels, written by hand: the encoder knows single pages only.
fn two_pages() -> Vec<u8> {
    let mut file = b"II*\0\x08\0\0\0".to_vec();
    for (shade, last) in [(10u8, false), (200, true)] {
        let start = file.len() as u32;
        let pixels = start + 2 + 9 * 12 + 4;
        let tags: [(u16, u32); 9] = [
            (256, 2),
            (257, 2),
            (258, 8),
            (259, 1),
            (262, 1),
            (273, pixels),
            (277, 1),
            (278, 2),
            (279, 4),
        ];
        file.extend(9u16.to_le_bytes());
        for (tag, value) in tags {
            file.extend(tag.to_le_bytes());
            file.extend([4, 0, 1, 0, 0, 0]);
            file.extend(value.to_le_bytes());
        }
        file.extend((if last { 0 } else { pixels + 4 }).to_le_bytes());
        file.extend([shade; 4]);
    }
    file
}
