//! What a frame's header says: its components, and how many blocks each has.

use counter_documents::{DocumentError, OtherKind};

/// A member of the family that is not read.
pub const NOT_READ: DocumentError = DocumentError::NotTaken(OtherKind::ImageVariant);

pub struct Component {
    pub id: u8,
    pub across: usize,
    pub down: usize,
    /// Blocks of the component's own picture, without those that only fill up a unit.
    pub blocks_across: usize,
    pub blocks_down: usize,
    /// Blocks in a row, those that fill up a unit too.
    pub stride: usize,
    /// Progressive: which coefficients of each block are not zero, a bit each.
    pub set: Vec<u64>,
    pub is_complete: bool,
    /// Progressive: how far each coefficient has come, the lowest bit sent; none as yet.
    pub lowest: [Option<u8>; 64],
}

pub struct Frame {
    pub is_progressive: bool,
    pub units_across: usize,
    pub units_down: usize,
    pub components: Vec<Component>,
}

impl Frame {
    /// From the header's content.
    pub fn parse(is_progressive: bool, bytes: &[u8]) -> Result<Self, DocumentError> {
        let [_, h1, h0, w1, w0, count, listed @ ..] = bytes else {
            return Err(DocumentError::Damaged);
        };
        let height = usize::from(u16::from_be_bytes([*h1, *h0]));
        let width = usize::from(u16::from_be_bytes([*w1, *w0]));
        // Said only after the first scan: no decoder here waits for it.
        if height == 0 {
            return Err(NOT_READ);
        }
        let listed: Vec<&[u8; 3]> = listed.as_chunks().0.iter().take((*count).into()).collect();
        let factors =
            |[_, factors, _]: &&[u8; 3]| (usize::from(factors >> 4), usize::from(factors & 15));
        let most_across = listed.iter().map(|one| factors(one).0).max().unwrap_or(0);
        let most_down = listed.iter().map(|one| factors(one).1).max().unwrap_or(0);
        let is_sound = listed.len() == usize::from(*count)
            && listed
                .iter()
                .map(factors)
                .all(|(h, v)| (1..=4).contains(&h) && (1..=4).contains(&v))
            && width > 0
            && !listed.is_empty();
        if !is_sound {
            return Err(DocumentError::Damaged);
        }
        let units_across = width.div_ceil(8 * most_across);
        let units_down = height.div_ceil(8 * most_down);
        let components = listed
            .iter()
            .map(|listed| {
                let (across, down) = factors(listed);
                let stride = units_across * across;
                Component {
                    id: listed[0],
                    across,
                    down,
                    blocks_across: (width * across).div_ceil(8 * most_across),
                    blocks_down: (height * down).div_ceil(8 * most_down),
                    stride,
                    set: vec![0; if is_progressive { stride * units_down * down } else { 0 }],
                    is_complete: false,
                    lowest: [None; 64],
                }
            })
            .collect();
        Ok(Self { is_progressive, units_across, units_down, components })
    }

    /// Whether every component came to its last block, in all its coefficients where `fully`.
    pub fn is_complete(&self, fully: bool) -> bool {
        self.components.iter().all(|component| {
            component.is_complete
                && (!fully
                    || !self.is_progressive
                    || component.lowest.iter().all(|lowest| *lowest == Some(0)))
        })
    }
}
