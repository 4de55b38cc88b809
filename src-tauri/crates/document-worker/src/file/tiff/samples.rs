//! Samples of one, two, four, eight or sixteen bits, each made a byte.

use super::directory::{Directory, NOT_READ};
use super::source::tag;
use counter_documents::DocumentError;

/// How a sample is written.
#[derive(Clone, Copy)]
pub struct Depth {
    pub bits: u32,
    pub is_big_endian: bool,
    /// A place in a palette, which is no shade.
    pub is_index: bool,
}

/// Rows of `stride` samples, each row from a byte of its own on.
pub fn spread_rows(
    bytes: &[u8],
    stride: usize,
    rows: usize,
    depth: Depth,
) -> Result<Vec<u8>, DocumentError> {
    let mut samples = Vec::with_capacity(stride * rows);
    let row_length = (stride * depth.bits as usize).div_ceil(8);
    for row in bytes.chunks(row_length.max(1)).take(rows) {
        match depth.bits {
            8 => samples.extend_from_slice(row),
            16 => {
                let high = usize::from(!depth.is_big_endian);
                samples.extend(row.iter().skip(high).step_by(2));
            }
            bits @ (1 | 2 | 4) => {
                let most = (1u8 << bits) - 1;
                let scale = if depth.is_index { 1 } else { 255 / most };
                let in_byte = |byte: &u8| {
                    let byte = *byte;
                    (1..=8 / bits).map(move |place| (byte >> (8 - place * bits) & most) * scale)
                };
                samples.extend(row.iter().flat_map(in_byte).take(stride));
            }
            _ => return Err(NOT_READ),
        }
    }
    Ok(samples)
}

/// Where each sample is written as its difference from the one before.
pub fn undo_differences(
    directory: &Directory<'_>,
    bytes: &mut [u8],
    row: usize,
    samples: usize,
    depth: Depth,
) -> Result<(), DocumentError> {
    let is_plain = directory.number(tag::PREDICTOR) == Some(2);
    for row in bytes.chunks_mut(row.max(1)) {
        match depth.bits {
            8 if is_plain => {
                for at in samples..row.len() {
                    let before = row.get(at - samples).copied().unwrap_or(0);
                    if let Some(byte) = row.get_mut(at) {
                        *byte = byte.wrapping_add(before);
                    }
                }
            }
            16 if is_plain => add_words(row, samples, depth.is_big_endian),
            _ => return Err(NOT_READ),
        }
    }
    Ok(())
}

fn add_words(row: &mut [u8], samples: usize, is_big_endian: bool) {
    let mut before = vec![0u16; samples];
    for (at, word) in row.as_chunks_mut::<2>().0.iter_mut().enumerate() {
        let Some(before) = before.get_mut(at % samples) else { return };
        let value =
            if is_big_endian { u16::from_be_bytes(*word) } else { u16::from_le_bytes(*word) };
        *before = before.wrapping_add(value);
        *word = if is_big_endian { before.to_be_bytes() } else { before.to_le_bytes() };
    }
}

/// Brightness for each pixel, colour for several at once: packed in units of so many pixels.
pub struct Subsampling {
    across: usize,
    down: usize,
}

impl Subsampling {
    pub fn new((across, down): (u32, u32)) -> Result<Self, DocumentError> {
        let is_known = |factor| matches!(factor, 1 | 2 | 4);
        if !is_known(across) || !is_known(down) {
            return Err(NOT_READ);
        }
        Ok(Self { across: across as usize, down: down as usize })
    }

    fn unit(&self) -> usize {
        self.across * self.down + 2
    }

    pub fn packed_length(&self, width: usize, rows: usize) -> usize {
        width.div_ceil(self.across) * rows.div_ceil(self.down) * self.unit()
    }

    /// Three samples for each pixel.
    pub fn spread(&self, bytes: &[u8], width: usize, rows: usize) -> Vec<u8> {
        let mut samples = Vec::with_capacity(width * rows * 3);
        let units_across = width.div_ceil(self.across);
        for (x, y) in (0..rows).flat_map(|y| (0..width).map(move |x| (x, y))) {
            let start = (y / self.down * units_across + x / self.across) * self.unit();
            let bright = start + y % self.down * self.across + x % self.across;
            let colours = start + self.unit() - 2;
            let sample = |at: usize| bytes.get(at).copied().unwrap_or(128);
            samples.extend([sample(bright), sample(colours), sample(colours + 1)]);
        }
        samples
    }
}
