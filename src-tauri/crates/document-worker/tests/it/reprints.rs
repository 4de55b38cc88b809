//! A paper that is printed again: the sealed one, with one line above it.

use crate::forms::text_of;
use crate::{samples, worker};
use counter_documents::sheet::MaterialRow;
use counter_documents::{Sheet, Typeset};
use lopdf::Document;

const LINE: &str =
    "补打 · 2026年12月1日　临时编号 临DEMO01-7C2-K7QX-0001，正式编号 SL-20261120-000040";

async fn typeset(sheet: &Sheet) -> Typeset {
    worker().typeset_sheet(sheet).await.unwrap()
}

/// The text of the paper and of its reprint.
async fn reprint(name: &str, paper: &Typeset) -> (String, String) {
    let (pdf, pages) = (paper.pdf.clone(), paper.pages);
    let again = worker().reprint_paper(pdf, pages, LINE).await.unwrap();
    let inspected = worker().inspect_file("case", again.clone()).await.unwrap();
    assert_eq!(inspected.pages, paper.pages);
    (text_of(&format!("{name}-sealed"), &paper.pdf), text_of(&format!("{name}-again"), &again))
}

fn line() -> String {
    LINE.split_whitespace().collect()
}

fn long_receipt() -> Sheet {
    let Sheet::MaterialsReceipt(mut receipt) = samples::received() else { unreachable!() };
    let row =
        |number| MaterialRow { name: format!("第{number}号材料"), ..MaterialRow::default() };
    receipt.materials = (1..=60).map(row).collect();
    Sheet::MaterialsReceipt(receipt)
}

#[tokio::test]
async fn every_page_of_the_sealed_paper_is_there_under_one_line_more() {
    let papers = [samples::accepted_offline(), samples::refused(), samples::application()];
    for (name, sheet) in ["reprint-1", "reprint-2", "reprint-3"].into_iter().zip(papers) {
        let paper = typeset(&sheet).await;
        let (before, again) = reprint(name, &paper).await;
        let pages = paper.pages as usize;
        assert_eq!(again.matches(&line()).count(), pages, "{name}: {again}");
        assert_eq!(again.replace(&line(), ""), before, "{name}: nothing else is another");
    }
    let paper = typeset(&long_receipt()).await;
    assert!(paper.pages > 1);
    let (before, again) = reprint("reprint-long", &paper).await;
    assert_eq!(again.matches(&line()).count(), paper.pages as usize);
    assert_eq!(again.replace(&line(), ""), before);
}

/// What lies under the line is the same to the eye, and the line covers nothing of it.
#[tokio::test]
async fn the_picture_of_the_paper_is_the_same_below_the_line() {
    let paper = typeset(&samples::accepted_offline()).await;
    let again = worker().reprint_paper(paper.pdf.clone(), 1, LINE).await.unwrap();
    let draw = async |pdf: Vec<u8>| {
        let picture = worker().render_paper("case", pdf, 0, 1000).await.unwrap();
        image::load_from_memory(&picture.bytes).unwrap().to_luma8()
    };
    let (before, again) = (draw(paper.pdf).await, draw(again).await);
    assert_eq!(before.dimensions(), again.dimensions());
    // A millimetre is a little less than five pixels: the line lies in the upper 13 of 297.
    let top = before.height() * 13 / 297;
    let is_white = |picture: &image::GrayImage| {
        picture.enumerate_pixels().all(|(_, y, pixel)| y >= top || pixel.0[0] > 200)
    };
    assert!(is_white(&before), "nothing of the paper is where the line goes");
    assert!(!is_white(&again), "the line is there");
    let pairs = before.enumerate_pixels().zip(again.pixels()).filter(|((_, y, _), _)| *y > top);
    let differ = pairs.filter(|((_, _, a), b)| a.0[0].abs_diff(b.0[0]) > 96).count();
    assert!(differ < 500, "{differ} pixels are others");
}

#[tokio::test]
async fn pages_that_are_not_there_are_not_printed() {
    let paper = typeset(&samples::accepted()).await;
    assert!(worker().reprint_paper(paper.pdf, paper.pages + 1, LINE).await.is_err());
    assert!(worker().reprint_paper(b"no paper".to_vec(), 1, LINE).await.is_err());
}

/// As an earlier program sealed its papers: no PDF/A, and nothing in the file says what made it.
fn strip_metadata(pdf: &[u8]) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).unwrap();
    document.version = "1.4".to_owned();
    for part in [b"Info".as_slice(), b"ID"] {
        document.trailer.remove(part);
    }
    let catalog = document.catalog_mut().unwrap();
    for part in [b"Metadata".as_slice(), b"OutputIntents", b"MarkInfo", b"StructTreeRoot", b"Lang"]
    {
        catalog.remove(part);
    }
    document.prune_objects();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A paper that was issued before this version is printed again from its sealed file.
#[tokio::test]
async fn a_paper_that_an_earlier_program_sealed_is_there_under_one_line_more() {
    let papers = [samples::accepted_offline(), samples::refused(), long_receipt()];
    for (name, sheet) in ["reprint-old-1", "reprint-old-2", "reprint-old-3"].into_iter().zip(papers)
    {
        let now = typeset(&sheet).await;
        let pdf = strip_metadata(&now.pdf);
        let says = |text: &[u8]| pdf.windows(text.len()).any(|part| part == text);
        assert!(!says(b"pdfaid") && !says(b"counter-workstation"), "{name} is as one of before");
        let (before, again) = reprint(name, &Typeset { pdf, ..now.clone() }).await;
        assert_eq!(again.matches(&line()).count(), now.pages as usize, "{name}: {again}");
        assert_eq!(again.replace(&line(), ""), before, "{name}: nothing else is another");
        assert_eq!(before, text_of(&format!("{name}-now"), &now.pdf), "{name} lost no word");
    }
}
