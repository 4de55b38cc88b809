//! The three ways in which a fax packs a black and white page (ITU-T T.4 and T.6).

use super::expand::compression;
use counter_documents::DocumentError;
use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode};

/// Eleven zeros and a one end a line, and the code before may end with some; zeros beyond these
/// only filled up the time of a slow machine.
const LINE_END_ZEROS: u32 = 20;

/// One byte a row's eight pixels, black a one, as in every other strip.
pub fn expand_fax(
    kind: u32,
    options: u32,
    packed: &[u8],
    (width, rows): (u32, u32),
) -> Result<Vec<u8>, DocumentError> {
    let squeezed;
    let (encoding, packed) = match kind {
        compression::FAX_RLE => (EncodingMode::Group3_1D, packed),
        compression::FAX_GROUP_3 => {
            squeezed = squeeze_fill(packed);
            let is_two_dimensional = options & 1 == 1;
            let encoding = match is_two_dimensional {
                true => EncodingMode::Group3_2D { k: 4 },
                false => EncodingMode::Group3_1D,
            };
            (encoding, squeezed.as_slice())
        }
        _ => (EncodingMode::Group4, packed),
    };
    let settings = DecodeSettings {
        columns: width,
        rows,
        end_of_block: true,
        end_of_line: kind == compression::FAX_GROUP_3,
        rows_are_byte_aligned: kind == compression::FAX_RLE,
        encoding,
        invert_black: false,
    };
    let mut lines = Lines::new(width, rows);
    let outcome = hayro_ccitt::decode(packed, &mut lines, &mut DecoderContext::new(settings));
    // A sender may leave out white rows at the end and close the page; a page that just stops is
    // cut.
    if lines.row < rows && (outcome.is_err() || !has_end_of_page(packed)) {
        return Err(DocumentError::Damaged);
    }
    Ok(lines.bytes)
}

struct Lines {
    bytes: Vec<u8>,
    stride: usize,
    row: u32,
    column: usize,
}

impl Lines {
    fn new(width: u32, rows: u32) -> Self {
        let stride = width.div_ceil(8) as usize;
        Self { bytes: vec![0; stride * rows as usize], stride, row: 0, column: 0 }
    }
}

impl Decoder for Lines {
    fn push_pixels(&mut self, white: bool, count: u32) {
        let (start, end) = (self.column, self.column + count as usize);
        self.column = end;
        if white {
            return;
        }
        let row = self.row as usize * self.stride;
        let Some(line) = self.bytes.get_mut(row..row + self.stride) else { return };
        let mut at = start;
        while at < end {
            let Some(byte) = line.get_mut(at / 8) else { return };
            if at.is_multiple_of(8) && end - at >= 8 {
                *byte = 0xFF;
                at += 8;
            } else {
                *byte |= 0x80 >> (at % 8);
                at += 1;
            }
        }
    }

    fn next_line(&mut self) {
        self.row += 1;
        self.column = 0;
    }
}

/// Two ends of line in a row within the last bytes: the end of the page in both groups.
fn has_end_of_page(packed: &[u8]) -> bool {
    // The second with the bit that group 3 in two dimensions puts after each end of line.
    const MARKS: [(u64, u64); 2] = [(0xFF_FFFF, 0x1001), (0x1FF_FFFF, 0x3001)];
    let tail = packed.last_chunk::<24>().map_or(packed, |tail| tail.as_slice());
    let mut window = u64::MAX;
    tail.iter().any(|byte| {
        (0..8).rev().any(|bit| {
            window = (window << 1) | u64::from(byte >> bit & 1);
            MARKS.iter().any(|(mask, mark)| window & mask == *mark)
        })
    })
}

/// The same bits without long fill before an end of line. No codes have as many zeros in a row, so
/// nothing else is touched.
fn squeeze_fill(packed: &[u8]) -> Vec<u8> {
    let mut squeezed = Vec::with_capacity(packed.len());
    let (mut zeros, mut byte, mut held) = (0, 0u8, 0);
    let bits = packed.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    for bit in bits {
        zeros = if bit == 0 { zeros + 1 } else { 0 };
        if zeros > LINE_END_ZEROS {
            continue;
        }
        byte = (byte << 1) | bit;
        held += 1;
        if held == 8 {
            squeezed.push(byte);
            (byte, held) = (0, 0);
        }
    }
    if held > 0 {
        squeezed.push(byte << (8 - held));
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_fill_goes_and_the_line_end_stays() {
        // 40 zeros and a one, then 1010.
        let packed = [0, 0, 0, 0, 0, 0b1101_0000];
        assert_eq!(squeeze_fill(&packed), [0, 0, 0b0000_1101, 0]);
    }
}
