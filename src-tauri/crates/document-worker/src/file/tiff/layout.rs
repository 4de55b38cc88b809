//! How the pixels of a page lie in its strips or tiles.

use super::directory::{Directory, NOT_READ};
use super::expand::compression;
use super::source::tag;
use counter_documents::DocumentError;

/// Twice the pixels of A3 at 600 dpi to a side is beyond any scanner at a counter.
pub const MAX_SIDE: u32 = 20_000;
const MAX_SAMPLES: u64 = 512 * 1024 * 1024;

/// Kinds of colour.
pub const WHITE_IS_ZERO: u32 = 0;
pub const BLACK_IS_ZERO: u32 = 1;
pub const RGB: u32 = 2;
pub const PALETTE: u32 = 3;
pub const YCBCR: u32 = 6;

/// How the pixels of a page lie in the file.
pub struct Layout {
    pub width: u32,
    pub height: u32,
    pub samples: usize,
    pub photometric: u32,
    pub compression: u32,
    pub bits: u32,
    pub has_planes: bool,
    pub is_tiled: bool,
    /// Width and height of a strip or tile.
    pub chunk: (u32, u32),
    pub subsampling: (u32, u32),
}

impl Layout {
    pub fn read(directory: &Directory<'_>) -> Result<Self, DocumentError> {
        let number = |tag, default| directory.number(tag).unwrap_or(default);
        let width = directory.number(tag::WIDTH).ok_or(DocumentError::Damaged)?;
        let height = directory.number(tag::HEIGHT).ok_or(DocumentError::Damaged)?;
        let samples = number(tag::SAMPLES, 1);
        let all_bits = directory.numbers(tag::BITS);
        let bits = all_bits.first().copied().unwrap_or(1);
        let is_tiled = directory.number(tag::TILE_WIDTH).is_some();
        let chunk = if is_tiled {
            (number(tag::TILE_WIDTH, 0), number(tag::TILE_HEIGHT, 0))
        } else {
            (width, number(tag::ROWS_PER_STRIP, height).min(height))
        };
        if width == 0 || height == 0 || chunk.0 == 0 || chunk.1 == 0 || samples == 0 {
            return Err(DocumentError::Damaged);
        }
        let is_vast = u64::from(width) * u64::from(height) * u64::from(samples) > MAX_SAMPLES
            || chunk.0.max(chunk.1) > 2 * MAX_SIDE
            || u64::from(chunk.0) * u64::from(chunk.1) * u64::from(samples) > MAX_SAMPLES;
        if width > MAX_SIDE || height > MAX_SIDE || is_vast {
            return Err(DocumentError::TooLarge);
        }
        let is_whole = number(tag::SAMPLE_FORMAT, 1) == 1;
        if all_bits.iter().any(|each| *each != bits) || !is_whole || samples > 8 {
            return Err(NOT_READ);
        }
        let subsampling = match directory.numbers(tag::SUBSAMPLING) {
            [across, down, ..] => (*across, *down),
            _ => (2, 2),
        };
        let compression = number(tag::COMPRESSION, compression::NONE);
        let photometric = directory.number(tag::PHOTOMETRIC);
        Ok(Self {
            width,
            height,
            samples: samples as usize,
            photometric: photometric
                .unwrap_or_else(|| usual_colours(directory, compression, samples)),
            compression,
            bits,
            has_planes: number(tag::PLANES, 1) == 2 && samples > 1,
            is_tiled,
            chunk,
            subsampling,
        })
    }

    /// How many strips there are, or tiles as wide as the page; none where it lies otherwise.
    pub fn count_full_width_chunks(&self) -> Option<usize> {
        let is_plain = self.chunk.0 == self.width && !self.has_planes;
        is_plain.then(|| self.height.div_ceil(self.chunk.1) as usize)
    }

    /// One bit a pixel, in strips.
    pub fn is_two_shades(&self) -> bool {
        self.bits == 1 && self.samples == 1 && !self.is_tiled
    }

    pub fn rows_in_strip(&self, index: usize) -> usize {
        let start = index * self.chunk.1 as usize;
        (self.height as usize).saturating_sub(start).min(self.chunk.1 as usize)
    }

    pub fn samples_in_chunk(&self) -> usize {
        if self.has_planes { 1 } else { self.samples }
    }

    pub fn is_fax(&self) -> bool {
        is_fax(self.compression)
    }

    /// Of other ways to pack the tag says nothing, whatever stands in it.
    pub fn may_hold_differences(&self) -> bool {
        matches!(
            self.compression,
            compression::LZW | compression::DEFLATE | compression::OLD_DEFLATE
        )
    }

    pub fn is_subsampled(&self) -> bool {
        self.photometric == YCBCR
            && self.compression != compression::JPEG
            && self.subsampling != (1, 1)
    }
}

fn is_fax(kind: u32) -> bool {
    matches!(kind, compression::FAX_RLE | compression::FAX_GROUP_3 | compression::FAX_GROUP_4)
}

/// What a page means that does not say it, as old programs wrote them: paper is 0 on a fax only.
fn usual_colours(directory: &Directory<'_>, kind: u32, samples: u32) -> u32 {
    match samples {
        1 | 2 if directory.number(tag::COLOUR_MAP).is_some() => PALETTE,
        1 | 2 if is_fax(kind) => WHITE_IS_ZERO,
        1 | 2 => BLACK_IS_ZERO,
        _ if matches!(kind, compression::JPEG | compression::OLD_JPEG) => YCBCR,
        _ => RGB,
    }
}
