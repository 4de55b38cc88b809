//! Huffman tables (ITU-T T.81, annex C and F.2.2.3).

use super::bits::Bits;

const LENGTHS: usize = 16;

pub struct Huffman {
    /// By the next eight bits: length of the code and its value; no length where it is longer.
    short: [(u8, u8); 256],
    /// By length: the first code that is too large for it, and what to subtract for its place.
    ends: [(i32, i32); LENGTHS],
    values: Vec<u8>,
}

impl Huffman {
    /// From a table as the file has it: sixteen counts, then the values. Also how long it is.
    pub fn parse(bytes: &[u8]) -> Option<(Self, usize)> {
        let counts = bytes.get(..LENGTHS)?;
        let total: usize = counts.iter().map(|count| usize::from(*count)).sum();
        let values = bytes.get(LENGTHS..LENGTHS + total)?.to_vec();
        let mut table = Self { short: [(0, 0); 256], ends: [(0, 0); LENGTHS], values };
        let (mut code, mut place) = (0i32, 0i32);
        for (index, (count, end)) in counts.iter().zip(&mut table.ends).enumerate() {
            let first = code;
            code += i32::from(*count);
            if index < 8 {
                let spread = 1usize << (7 - index);
                let values = table.values.iter().skip(place as usize);
                for (known, value) in (first..code).zip(values) {
                    let start = known as usize * spread;
                    for entry in table.short.get_mut(start..start + spread)? {
                        *entry = (index as u8 + 1, *value);
                    }
                }
            }
            *end = (code, first - place);
            place += i32::from(*count);
            code <<= 1;
        }
        Some((table, LENGTHS + total))
    }

    /// The next value; none where the data end, or where no code has these bits.
    #[inline]
    pub fn decode(&self, bits: &mut Bits<'_>) -> Option<u8> {
        let (length, value) = self.short.get(bits.peek_byte()).copied()?;
        if length > 0 {
            bits.skip(u32::from(length))?;
            return Some(value);
        }
        let mut code = bits.take(8)? as i32;
        for (end, offset) in self.ends.iter().skip(8) {
            code = (code << 1) | bits.take(1)? as i32;
            if code < *end {
                return self.values.get(usize::try_from(code - offset).ok()?).copied();
            }
        }
        None
    }
}
