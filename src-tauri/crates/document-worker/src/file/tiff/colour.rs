//! Kinds of colour, made grey or red, green and blue on white paper.

use super::directory::{Directory, NOT_READ};
use super::layout::{BLACK_IS_ZERO, Layout, PALETTE, RGB, WHITE_IS_ZERO, YCBCR};
use super::source::tag;
use counter_documents::DocumentError;
use image::{DynamicImage, GrayImage, RgbImage};

const MASK: u32 = 4;
const CMYK: u32 = 5;
/// What a further sample is: colours that were mixed with black already, or plain ones.
const MIXED_ALPHA: u32 = 1;
const PLAIN_ALPHA: u32 = 2;

pub fn paint_samples(
    directory: &Directory<'_>,
    layout: &Layout,
    mut samples: Vec<u8>,
) -> Result<DynamicImage, DocumentError> {
    let colours = match layout.photometric {
        WHITE_IS_ZERO | BLACK_IS_ZERO | MASK | PALETTE => 1,
        RGB | YCBCR => 3,
        CMYK => 4,
        _ => return Err(NOT_READ),
    };
    if layout.samples < colours {
        return Err(DocumentError::Damaged);
    }
    let alpha = find_alpha(directory, layout, colours, &samples);
    let size = (layout.width, layout.height);
    if colours == 1 && layout.photometric != PALETTE {
        if layout.photometric == WHITE_IS_ZERO {
            invert_first(&mut samples, layout.samples);
        }
        let grey = reduce(&samples, layout.samples, alpha, |pixel| [first(pixel, 0)]);
        let image = GrayImage::from_raw(size.0, size.1, grey).ok_or(DocumentError::Damaged)?;
        return Ok(DynamicImage::ImageLuma8(image));
    }
    let palette = palette(directory);
    let rgb = match layout.photometric {
        PALETTE => {
            let shade =
                |pixel: &[u8]| palette.get(usize::from(first(pixel, 0))).copied().unwrap_or([0; 3]);
            reduce(&samples, layout.samples, alpha, shade)
        }
        RGB => reduce(&samples, layout.samples, alpha, |pixel| {
            [first(pixel, 0), first(pixel, 1), first(pixel, 2)]
        }),
        YCBCR => reduce(&samples, layout.samples, alpha, from_ycbcr),
        _ => reduce(&samples, layout.samples, alpha, from_cmyk),
    };
    let image = RgbImage::from_raw(size.0, size.1, rgb).ok_or(DocumentError::Damaged)?;
    Ok(DynamicImage::ImageRgb8(image))
}

/// Where the alpha is, and whether its colours were mixed already. One that is zero everywhere says
/// nothing: some writers keep the sample and leave it empty.
fn find_alpha(
    directory: &Directory<'_>,
    layout: &Layout,
    colours: usize,
    samples: &[u8],
) -> Option<(usize, bool)> {
    let kind = directory.numbers(tag::EXTRA_SAMPLES).first().copied();
    let is_mixed = match kind {
        Some(MIXED_ALPHA) => true,
        Some(PLAIN_ALPHA) => false,
        _ => return None,
    };
    let mut alphas = samples.iter().skip(colours).step_by(layout.samples);
    (layout.samples > colours && alphas.any(|alpha| *alpha != 0)).then_some((colours, is_mixed))
}

fn reduce<const N: usize>(
    samples: &[u8],
    count: usize,
    alpha: Option<(usize, bool)>,
    shade: impl Fn(&[u8]) -> [u8; N],
) -> Vec<u8> {
    let mut image = Vec::with_capacity(samples.len() / count.max(1) * N);
    for pixel in samples.chunks_exact(count.max(1)) {
        let shades = shade(pixel);
        match alpha {
            None => image.extend(shades),
            Some((at, is_mixed)) => {
                let alpha = u32::from(first(pixel, at));
                image.extend(shades.map(|shade| {
                    let own =
                        if is_mixed { u32::from(shade) } else { u32::from(shade) * alpha / 255 };
                    (own + 255 - alpha).min(255) as u8
                }));
            }
        }
    }
    image
}

fn first(pixel: &[u8], at: usize) -> u8 {
    pixel.get(at).copied().unwrap_or(0)
}

fn invert_first(samples: &mut [u8], count: usize) {
    samples.iter_mut().step_by(count.max(1)).for_each(|sample| *sample = 255 - *sample);
}

/// All reds, then all greens, then all blues, of sixteen bits; some writers use only eight of them.
fn palette(directory: &Directory<'_>) -> Vec<[u8; 3]> {
    let map = directory.numbers(tag::COLOUR_MAP);
    let shift = if map.iter().any(|value| *value > 255) { 8 } else { 0 };
    let (reds, rest) = map.split_at(map.len() / 3);
    let (greens, blues) = rest.split_at(map.len() / 3);
    let byte = |value: &u32| (value >> shift).min(255) as u8;
    reds.iter()
        .zip(greens)
        .zip(blues)
        .map(|((red, green), blue)| [byte(red), byte(green), byte(blue)])
        .collect()
}

/// As JPEG has it (ITU-R BT.601, full range).
fn from_ycbcr(pixel: &[u8]) -> [u8; 3] {
    let bright = f32::from(first(pixel, 0));
    let (blue, red) = (f32::from(first(pixel, 1)) - 128.0, f32::from(first(pixel, 2)) - 128.0);
    [bright + 1.402 * red, bright - 0.344_136 * blue - 0.714_136 * red, bright + 1.772 * blue]
        .map(|shade| shade.round().clamp(0.0, 255.0) as u8)
}

fn from_cmyk(pixel: &[u8]) -> [u8; 3] {
    let left = 255 - u32::from(first(pixel, 3));
    [0, 1, 2].map(|at| ((255 - u32::from(first(pixel, at))) * left / 255) as u8)
}
