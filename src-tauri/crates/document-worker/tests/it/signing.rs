//! Forms that are signed on the screen: the boxes, the layer of strokes, and the form without it.

use crate::forms::text_of;
use crate::{samples, worker};
use counter_documents::{
    DocumentError, SignatureBox, StrokeLayer, StrokePoint, Typeset, remove_layer,
};
use image::GrayImage;

const WIDTH: u32 = 1_240;

fn scribble() -> Vec<Vec<StrokePoint>> {
    let point = |step: u32| StrokePoint {
        x: 40.0 + step as f32 * 7.0,
        y: 150.0 + (step as f32 * 0.7).sin() * 110.0,
        t_ms: step * 16,
        pressure: 0.3 + (step % 7) as f32 * 0.1,
    };
    let dot = StrokePoint { x: 700.0, y: 60.0, t_ms: 2_000, pressure: 0.5 };
    vec![(0..80).map(point).collect(), vec![dot]]
}

fn layer(at: &SignatureBox) -> StrokeLayer {
    StrokeLayer::fit_into(at, (800.0, 300.0), scribble(), "陈示范 签名".into())
}

async fn form() -> Typeset {
    worker().typeset_sheet(&samples::application()).await.unwrap()
}

async fn draw(pdf: &[u8], page: u32) -> GrayImage {
    let picture = worker().render_paper("case", pdf.to_vec(), page, WIDTH).await.unwrap();
    image::load_from_memory(&picture.bytes).unwrap().to_luma8()
}

fn is_inside(at: &SignatureBox, x: u32, y: u32) -> bool {
    let mm = |pixel: u32| pixel as f32 * 210.0 / WIDTH as f32;
    let (x, y) = (mm(x) - at.x_mm, mm(y) - at.y_mm);
    // The printed edge, and what a JPEG does about it.
    let edge = 0.8;
    x > edge && x < at.width_mm - edge && y > edge && y < at.height_mm - edge
}

fn count_ink(picture: &GrayImage, at: &SignatureBox) -> usize {
    let dark =
        |(x, y, pixel): &(u32, u32, &image::Luma<u8>)| is_inside(at, *x, *y) && pixel.0[0] < 128;
    picture.enumerate_pixels().filter(dark).count()
}

#[tokio::test]
async fn every_signer_has_an_empty_box_on_the_page() {
    let form = form().await;
    let boxes = &form.signature_boxes;
    assert_eq!(boxes.iter().map(|at| at.signer).collect::<Vec<_>>(), [0, 1]);
    for at in boxes {
        assert!(at.page < form.pages && at.width_mm > 50.0 && at.height_mm > 15.0, "{at:?}");
        assert!(at.x_mm > 20.0 && at.x_mm + at.width_mm < 190.0, "{at:?}");
        assert_eq!(count_ink(&draw(&form.pdf, at.page).await, at), 0, "{at:?}");
    }
    let text = text_of("signers", &form.pdf);
    assert!(text.contains("监护人签名") && text.contains("陈示范（代）"), "{text}");
    assert!(text.contains("配偶签名") && !text.contains("李示范（代）"), "{text}");
    let receipt = worker().typeset_sheet(&samples::accepted()).await.unwrap();
    assert!(receipt.signature_boxes.is_empty());
}

#[tokio::test]
async fn the_layer_comes_off_and_the_form_as_shown_is_left() {
    let form = form().await;
    let first = layer(&form.signature_boxes[0]);
    let once = worker().sign_form(form.pdf.clone(), vec![first]).await.unwrap();
    assert!(once.len() > form.pdf.len());
    assert_eq!(remove_layer(&once, form.pdf.len() as u64), Some(form.pdf.as_slice()));
    let second = layer(&form.signature_boxes[1]);
    let twice = worker().sign_form(once.clone(), vec![second]).await.unwrap();
    assert_eq!(remove_layer(&twice, once.len() as u64), Some(once.as_slice()));
    assert_eq!(remove_layer(&twice, form.pdf.len() as u64), Some(form.pdf.as_slice()));
}

#[tokio::test]
async fn strokes_are_seen_in_their_box_and_nothing_else_changes() {
    let form = form().await;
    let [first, second] = form.signature_boxes[..] else { panic!("two sign") };
    let once = worker().sign_form(form.pdf.clone(), vec![layer(&first)]).await.unwrap();
    let twice = worker().sign_form(once.clone(), vec![layer(&second)]).await.unwrap();
    let at_once =
        worker().sign_form(form.pdf.clone(), vec![layer(&first), layer(&second)]).await.unwrap();
    for (name, signed, boxes) in [
        ("once", &once, vec![first]),
        ("twice", &twice, vec![first, second]),
        ("at once", &at_once, vec![first, second]),
    ] {
        let inspected = worker().inspect_file("case", signed.clone()).await.unwrap();
        assert_eq!(inspected.pages, form.pages, "{name}");
        for page in 0..form.pages {
            let (before, after) = (draw(&form.pdf, page).await, draw(signed, page).await);
            let here: Vec<_> = boxes.iter().filter(|at| at.page == page).collect();
            assert!(here.iter().all(|at| count_ink(&after, at) > 300), "{name}, page {page}");
            let changed = before.enumerate_pixels().zip(after.pixels()).filter(|((x, y, a), b)| {
                a.0[0].abs_diff(b.0[0]) > 96 && !here.iter().any(|at| is_inside(at, *x, *y))
            });
            assert!(changed.count() < 20, "{name}, page {page}: only the boxes are written in");
        }
        // The caption may be read out by a reader; what was printed stands as it stood.
        let text = text_of(&format!("signed-{}", boxes.len()), signed);
        assert!(text.contains("城乡居民基本养老保险参保登记表"), "{name}: {text}");
    }
}

#[tokio::test]
async fn a_signed_form_stays_what_is_kept() {
    let form = form().await;
    let signed =
        worker().sign_form(form.pdf.clone(), vec![layer(&form.signature_boxes[0])]).await.unwrap();
    let added = &signed[form.pdf.len()..];
    let has = |word: &[u8]| added.windows(word.len()).any(|window| window == word);
    for word in [b"/Prev".as_slice(), b"/ID", b"/Root", b"/Contents"] {
        assert!(has(word), "{}", String::from_utf8_lossy(word));
    }
    for word in [b"/Font<<".as_slice(), b"/XObject", b"/ExtGState", b"/Annots", b"%PDF-"] {
        assert!(!has(word), "{}", String::from_utf8_lossy(word));
    }
    let again = worker().reprint_paper(signed, form.pages, "补打").await.unwrap();
    let at = form.signature_boxes[0];
    assert!(count_ink(&draw(&again, at.page).await, &at) > 300, "a reprint shows the strokes");
}

#[tokio::test]
async fn what_cannot_be_drawn_is_refused() {
    let form = form().await;
    let at = form.signature_boxes[0];
    let sign = async |pdf: Vec<u8>, layers| worker().sign_form(pdf, layers).await.unwrap_err();
    let empty = StrokeLayer { strokes: vec![Vec::new()], ..layer(&at) };
    let elsewhere = StrokeLayer { page: form.pages, ..layer(&at) };
    let endless = StrokeLayer { strokes: vec![scribble().concat(); 2_000], ..layer(&at) };
    for (layers, error) in [
        (Vec::new(), DocumentError::Unprintable),
        (vec![empty], DocumentError::Unprintable),
        (vec![elsewhere], DocumentError::NoSuchPage),
        (vec![endless], DocumentError::TooLarge),
        (vec![layer(&at); 17], DocumentError::TooLarge),
    ] {
        assert_eq!(sign(form.pdf.clone(), layers).await, error);
    }
    assert_eq!(sign(b"no form".to_vec(), vec![layer(&at)]).await, DocumentError::Damaged);
    let cut = form.pdf[..form.pdf.len() - 200].to_vec();
    assert_eq!(sign(cut, vec![layer(&at)]).await, DocumentError::Damaged);
}
