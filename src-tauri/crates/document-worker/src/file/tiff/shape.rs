//! The right shape of a page: a fax has fewer rows than columns to the inch, and a device may have
//! drawn the sheet in upside down.

use super::directory::Directory;
use super::source::tag;
use image::DynamicImage;
use image::imageops::FilterType;
use image::metadata::Orientation;

/// Nearer to square than this, nobody sees it (204 × 196 of a fax is meant to be square).
const SQUARE: f64 = 1.1;
/// No device has pixels as long as that: then the tags are not to be believed.
const MOST: f64 = 8.0;
const MAX_SIDE: u32 = 20_000;

/// How many times as high (first) or as wide (second) the pixels are as they are stored.
pub fn stretch_of(directory: &Directory<'_>) -> (f64, f64) {
    let resolution = |tag| directory.fraction(tag).filter(|value| *value > 0.0);
    match (resolution(tag::X_RESOLUTION), resolution(tag::Y_RESOLUTION)) {
        (Some(x), Some(y)) if x / y > SQUARE && x / y <= MOST => (snap(x / y), 1.0),
        (Some(x), Some(y)) if y / x > SQUARE && y / x <= MOST => (1.0, snap(y / x)),
        _ => (1.0, 1.0),
    }
}

/// 204 × 98 is twice as high: whole rows are repeated, nothing is blurred.
fn snap(ratio: f64) -> f64 {
    let whole = ratio.round();
    if whole >= 2.0 && (ratio / whole - 1.0).abs() < 0.1 { whole } else { ratio }
}

pub fn orientation_of(directory: &Directory<'_>) -> Orientation {
    let number = directory.number(tag::ORIENTATION).and_then(|number| u8::try_from(number).ok());
    number.and_then(Orientation::from_exif).unwrap_or(Orientation::NoTransforms)
}

pub fn correct_shape(directory: &Directory<'_>, image: DynamicImage) -> DynamicImage {
    let (down, across) = stretch_of(directory);
    let mut image = if (down, across) == (1.0, 1.0) { image } else { stretch(image, across, down) };
    image.apply_orientation(orientation_of(directory));
    image
}

fn stretch(image: DynamicImage, across: f64, down: f64) -> DynamicImage {
    let scaled = |length: u32, factor: f64| (f64::from(length) * factor).round() as u32;
    let (width, height) = (scaled(image.width(), across), scaled(image.height(), down));
    if width > MAX_SIDE || height > MAX_SIDE {
        return image;
    }
    // Black and white stays so.
    let is_whole = across.fract() == 0.0 && down.fract() == 0.0;
    image.resize_exact(
        width,
        height,
        if is_whole { FilterType::Nearest } else { FilterType::Triangle },
    )
}
