//! What a place puts on its papers: its words, its logo, and what is said of the look.

use crate::forms::text_of;
use crate::samples::{self, encoded, paper};
use crate::worker;
use counter_documents::sheet::{LetterKind, Letterhead};
use counter_documents::{DocumentError, Look, Sheet};
use image::{ImageFormat, Rgb, RgbImage, RgbaImage};
use std::io::Cursor;
use std::sync::Arc;

fn letterhead() -> Letterhead {
    Letterhead {
        remarks: Vec::new(),
        footer: "示例区政务服务中心监制".into(),
        seal: "（行政审批专用章）".into(),
        copies: "一式三份".into(),
    }
}

#[tokio::test]
async fn the_places_words_stand_in_the_place_of_the_programs() {
    let look = Look { letterhead: letterhead(), ..Look::default() };
    let made = worker().typeset_paper(&samples::accepted(), &look).await.unwrap();
    let text = text_of("look-of-a-place", &made.pdf);
    for words in ["行政审批专用章", "一式三份", "示例区政务服务中心监制"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for words in ["（专用印章）", "一式两份", "式样为示例"] {
        assert!(!text.contains(words), "{words}: {text}");
    }
    let form = worker().typeset_paper(&samples::application(), &look).await.unwrap();
    let text = text_of("look-of-a-form", &form.pdf);
    assert!(text.contains("示例区政务服务中心监制"), "beside the code: {text}");
    let bare = worker().typeset_sheet(&samples::application()).await.unwrap();
    assert_eq!(form.signature_boxes, bare.signature_boxes, "nothing moves");
}

#[tokio::test]
async fn the_place_says_of_each_paper_what_becomes_of_its_copies() {
    let look = Look { letterhead: letterhead(), ..Look::default() };
    for sheet in [samples::letter(LetterKind::HandoverSlip), samples::check_record()] {
        let name = format!("copies-{}", sheet.form_name());
        let own = text_of(&name, &worker().typeset_paper(&sheet, &look).await.unwrap().pdf);
        assert!(own.contains("一式三份"), "{own}");
        assert!(!own.contains("一式两份") && !own.contains("窗口存档"), "{own}");
        let usual = samples::look_of(&sheet);
        let usual = text_of(&name, &worker().typeset_paper(&sheet, &usual).await.unwrap().pdf);
        assert!(usual.contains("各执一份") || usual.contains("窗口存档"), "{usual}");
    }
}

#[tokio::test]
async fn a_logo_is_written_anew_and_stands_at_the_head() {
    let transparent = RgbaImage::from_fn(900, 300, |x, _| {
        image::Rgba([200, 0, 0, if x < 450 { 255 } else { 0 }])
    });
    let mut png = Cursor::new(Vec::new());
    transparent.write_to(&mut png, ImageFormat::Png).unwrap();
    let mut png = png.into_inner();
    png.extend_from_slice(b"what somebody left behind the end");
    let worker = worker();
    let logo = worker.rewrite_logo(png.clone()).await.unwrap();
    let read = image::load_from_memory(&logo).unwrap();
    assert_eq!((read.width(), read.height()), (600, 200));
    assert!(!read.color().has_alpha(), "on white");
    assert!(!logo.windows(8).any(|bytes| bytes == b"somebody"), "nothing else comes along");
    let look = Look { letterhead: letterhead(), logo: Arc::new(logo) };
    let with = worker.typeset_paper(&samples::accepted(), &look).await.unwrap();
    let look = Look { logo: Arc::default(), ..look };
    let without = worker.typeset_paper(&samples::accepted(), &look).await.unwrap();
    assert_eq!(with.pages, without.pages);
    let red = async |pdf: Vec<u8>| {
        let picture = worker.render_paper("case", pdf, 0, 800).await.unwrap();
        let picture = image::load_from_memory(&picture.bytes).unwrap().to_rgb8();
        picture.pixels().filter(|pixel| pixel.0[0] > 150 && pixel.0[1] < 80).count()
    };
    assert!(red(with.pdf).await > 200);
    assert_eq!(red(without.pdf).await, 0);
}

#[tokio::test]
async fn a_logo_stands_clear_of_the_words_however_long_they_are() {
    let worker = worker();
    let red = encoded(&RgbImage::from_pixel(480, 260, Rgb([200, 0, 0])), ImageFormat::Png);
    let logo = Arc::new(worker.rewrite_logo(red).await.unwrap());
    let look = Look { letterhead: letterhead(), logo };
    for times in [1, 2] {
        let Sheet::ApplicationForm(mut form) = samples::application() else { unreachable!() };
        form.head.station = "示例市示例区示例街道政务服务中心示例综合服务大厅".repeat(times);
        let sheet = Sheet::ApplicationForm(form);
        let made = worker.typeset_paper(&sheet, &look).await.unwrap();
        let picture = worker.render_paper("case", made.pdf, 0, 1000).await.unwrap();
        let picture = image::load_from_memory(&picture.bytes).unwrap().to_rgb8();
        let pixels = picture.enumerate_pixels();
        let red = pixels.filter(|(_, _, pixel)| pixel.0[0] > 150 && pixel.0[1] < 80);
        let (across, down): (Vec<u32>, Vec<u32>) = red.map(|(x, y, _)| (x, y)).unzip();
        let span = |of: &[u32]| *of.iter().min().unwrap()..=*of.iter().max().unwrap();
        let (across, down) = (span(&across), span(&down));
        assert!(across.clone().count() > 80, "it is drawn: {across:?}");
        let is_dark = |x: u32, y: u32| picture.get_pixel(x, y).0.iter().all(|part| *part < 90);
        let words = across.flat_map(|x| down.clone().map(move |y| (x, y)));
        assert_eq!(words.filter(|(x, y)| is_dark(*x, *y)).count(), 0, "words over the logo");
    }
}

#[tokio::test]
async fn what_is_no_picture_for_a_head_is_refused() {
    let worker = worker();
    let bitmap = encoded(&paper(20, 20), ImageFormat::Bmp);
    assert!(matches!(worker.rewrite_logo(bitmap).await, Err(DocumentError::NotTaken(_))));
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec();
    assert!(matches!(worker.rewrite_logo(drawing).await, Err(DocumentError::NotTaken(_))));
    let mut damaged = encoded(&paper(20, 20), ImageFormat::Jpeg);
    damaged.truncate(damaged.len() / 2);
    assert_eq!(worker.rewrite_logo(damaged).await.unwrap_err(), DocumentError::Damaged);
}
