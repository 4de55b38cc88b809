//! The code in a form's foot, printed and read again from pages as scanners and telephones give
//! them.

use crate::forms::text_of;
use crate::samples::{self, FORM_CODE, encoded, paper};
use crate::worker;
use counter_documents::{Sheet, Typeset};
use image::imageops::FilterType;
use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use std::io::Cursor;

/// An A4 page at 200 dpi.
const SCANNED: u32 = 1_654;

async fn form() -> Typeset {
    worker().typeset_sheet(&samples::application()).await.unwrap()
}

async fn scan(form: &Typeset, page: u32, width: u32) -> DynamicImage {
    let picture = worker().render_paper("case", form.pdf.clone(), page, width).await.unwrap();
    image::load_from_memory(&picture.bytes).unwrap()
}

fn save(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image.to_rgb8()).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

async fn read(picture: Vec<u8>) -> Option<String> {
    worker().read_form_code("case", picture).await.unwrap()
}

/// A desk lamp on one side, a shadow on the other, and the grain of a cheap sensor.
fn photograph(page: &DynamicImage) -> DynamicImage {
    let page = page.to_luma8();
    let (width, height) = page.dimensions();
    let shade = |x: u32, y: u32| {
        let light = 0.55 + 0.45 * (x + y) as f32 / (width + height) as f32;
        let grain = ((x * 7 + y * 13 + x * y) % 17) as f32 - 8.0;
        Luma([(f32::from(page.get_pixel(x, y).0[0]) * light + grain).clamp(0.0, 255.0) as u8])
    };
    DynamicImage::ImageLuma8(GrayImage::from_fn(width, height, shade))
}

#[tokio::test]
async fn the_code_stands_in_letters_and_squares_on_every_page() {
    let Sheet::ApplicationForm(mut form) = samples::application() else { unreachable!() };
    let more = form.sections.clone();
    form.sections.extend((0..6).flat_map(|_| more.clone()));
    let form = worker().typeset_sheet(&Sheet::ApplicationForm(form)).await.unwrap();
    assert!(form.pages > 1);
    let letters: String = FORM_CODE.split(' ').collect();
    let text = text_of("form-code", &form.pdf);
    assert_eq!(text.matches(&letters).count() as u32, form.pages, "{text}");
    for page in 0..form.pages {
        let scanned = save(&scan(&form, page, SCANNED).await, ImageFormat::Png);
        assert_eq!(read(scanned).await.as_deref(), Some(FORM_CODE), "page {page}");
    }
}

#[tokio::test]
async fn a_page_is_known_again_turned_small_and_photographed() {
    let page = scan(&form().await, 0, SCANNED).await;
    for (name, picture) in [
        ("upside down", page.rotate180()),
        ("on its side", page.rotate90()),
        ("on its other side", page.rotate270()),
        ("at 300 dpi", page.resize(2_480, 3_508, FilterType::CatmullRom)),
        ("at 150 dpi", page.resize(1_240, 1_754, FilterType::Triangle)),
        ("photographed", photograph(&page)),
    ] {
        let picture = save(&picture, ImageFormat::Jpeg);
        assert_eq!(read(picture).await.as_deref(), Some(FORM_CODE), "{name}");
    }
    assert_eq!(read(form().await.pdf).await.as_deref(), Some(FORM_CODE), "as a PDF");
    let tiff = save(&page, ImageFormat::Tiff);
    assert_eq!(read(tiff).await.as_deref(), Some(FORM_CODE), "as a TIFF");
}

#[tokio::test]
async fn a_page_without_the_code_has_none() {
    assert_eq!(read(encoded(&paper(800, 600), ImageFormat::Png)).await, None);
    let receipt = worker().typeset_sheet(&samples::accepted()).await.unwrap();
    assert_eq!(read(receipt.pdf).await, None);
    let Sheet::ApplicationForm(mut form) = samples::application() else { unreachable!() };
    form.form_code = String::new();
    let form = worker().typeset_sheet(&Sheet::ApplicationForm(form)).await.unwrap();
    assert_eq!(read(form.pdf).await, None);
    assert!(worker().read_form_code("case", b"no page".to_vec()).await.is_err());
}
