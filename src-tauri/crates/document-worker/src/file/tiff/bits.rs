//! A black and white page, kept a bit a pixel: a fax of a hundred pages has a thousand million of
//! them.

use super::chunks::expand_rows;
use super::directory::Directory;
use super::layout::{BLACK_IS_ZERO, Layout, WHITE_IS_ZERO};
use super::shape::{orientation_of, stretch_of};
use super::source::tag;
use counter_documents::DocumentError;
use image::metadata::Orientation;

/// White is one; each row begins with a byte of its own.
pub struct TwoShades {
    pub width: u32,
    pub height: u32,
    pub rows: Vec<u8>,
}

/// None for a page of another kind, or one that has to be turned or made wider.
pub fn read_two_shades(
    directory: &Directory<'_>,
    layout: &Layout,
) -> Result<Option<TwoShades>, DocumentError> {
    let (down, across) = stretch_of(directory);
    let is_plain = layout.is_two_shades()
        && matches!(layout.photometric, WHITE_IS_ZERO | BLACK_IS_ZERO)
        && directory.number(tag::PREDICTOR).unwrap_or(1) == 1
        && orientation_of(directory) == Orientation::NoTransforms
        && across == 1.0
        && down.fract() == 0.0;
    let Some(strips) = layout.count_full_width_chunks().filter(|_| is_plain) else {
        return Ok(None);
    };
    let repeats = down as usize;
    let stride = layout.width.div_ceil(8) as usize;
    let mut rows = Vec::with_capacity(stride * layout.height as usize * repeats);
    for index in 0..strips {
        let mut strip = expand_rows(directory, layout, index, layout.rows_in_strip(index))?;
        if layout.photometric == WHITE_IS_ZERO {
            strip.iter_mut().for_each(|byte| *byte = !*byte);
        }
        for row in strip.chunks(stride) {
            (0..repeats).for_each(|_| rows.extend_from_slice(row));
        }
    }
    let height = layout.height * repeats as u32;
    Ok(Some(TwoShades { width: layout.width, height, rows }))
}
