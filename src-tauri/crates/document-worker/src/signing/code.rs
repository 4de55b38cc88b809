//! The code in the foot of a form that was printed here, read from a page that came back: scanned
//! askew, turned, or photographed.

use crate::budget::Budget;
use crate::file::raster::turn_image;
use crate::limits::MAX_CODE_SIDE;
use counter_documents::sheet::tidy_form_code;
use image::DynamicImage;
use image::imageops::FilterType;
use rqrr::PreparedImage;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The first that is found. Other codes on the page (of a certificate, of another office) are
/// passed over.
pub fn find_form_code(image: &DynamicImage, budget: &Budget) -> Option<String> {
    let whole = shrink_to(image, MAX_CODE_SIDE);
    let side = whole.width().max(whole.height());
    // Noise and moiré go when the page is made smaller; squares of hardly three points, of a page
    // at 150 dpi, are told apart when it is made larger.
    let larger = (side * 2).min(MAX_CODE_SIDE);
    for side in [side, side / 2].into_iter().chain((larger > side).then_some(larger)) {
        let page = scale_to(&whole, side);
        // Shadows are told from ink row by row, so a turned page may show what the first did not.
        for turns in 0..4 {
            budget.begin_step();
            let turned = turn_image(page.clone(), turns);
            if let Some(code) = read_codes(&turned).iter().find_map(|read| tidy_form_code(read)) {
                return Some(code);
            }
        }
    }
    None
}

fn scale_to(page: &DynamicImage, side: u32) -> DynamicImage {
    match page.width().max(page.height()) < side {
        true => page.resize(side, side, FilterType::CatmullRom),
        false => shrink_to(page, side),
    }
}

fn shrink_to(image: &DynamicImage, side: u32) -> DynamicImage {
    let grey = DynamicImage::ImageLuma8(image.to_luma8());
    if grey.width().max(grey.height()) <= side {
        return grey;
    }
    let side = side.max(1);
    grey.resize(side, side, FilterType::Triangle)
}

/// A page that the library trips over has no code that it could read.
fn read_codes(page: &DynamicImage) -> Vec<String> {
    catch_unwind(AssertUnwindSafe(|| {
        let grey = page.to_luma8();
        let (width, height) = (grey.width() as usize, grey.height() as usize);
        let shade = |x: usize, y: usize| {
            grey.get_pixel_checked(x as u32, y as u32).map_or(255, |pixel| pixel.0[0])
        };
        let mut prepared = PreparedImage::prepare_from_greyscale(width, height, shade);
        let grids = prepared.detect_grids();
        grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, words)| words).collect()
    }))
    .unwrap_or_default()
}
