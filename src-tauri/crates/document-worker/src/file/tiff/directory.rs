//! The directories of a TIFF: a chain, each with its tags.

use super::source::{Source, tag};
use counter_documents::{DocumentError, OtherKind};
use std::collections::BTreeMap;

/// Where the header says where the first directory is.
const FIRST_DIRECTORY: usize = 4;
/// A fax of more pages than this is not a material handed in at a counter.
const MAX_PAGES: usize = 1_000;
/// Values of one tag; a page of 65,000 strips is no page.
const MAX_VALUES: usize = 1 << 16;

/// One directory: what each tag says, and the raw bytes of those that are bytes.
pub struct Directory<'a> {
    pub source: Source<'a>,
    numbers: BTreeMap<u16, Vec<u32>>,
    fractions: BTreeMap<u16, (u32, u32)>,
    raw: BTreeMap<u16, &'a [u8]>,
}

impl Directory<'_> {
    pub fn number(&self, tag: u16) -> Option<u32> {
        self.numbers.get(&tag)?.first().copied()
    }

    pub fn numbers(&self, tag: u16) -> &[u32] {
        self.numbers.get(&tag).map_or(&[], Vec::as_slice)
    }

    pub fn fraction(&self, tag: u16) -> Option<f64> {
        let (above, below) = *self.fractions.get(&tag)?;
        (below > 0).then(|| f64::from(above) / f64::from(below))
    }

    pub fn raw(&self, tag: u16) -> Option<&[u8]> {
        self.raw.get(&tag).copied()
    }

    /// Smaller copies and masks are no pages.
    fn is_page(&self) -> bool {
        self.number(tag::SUBFILE).unwrap_or(0) & 0b101 == 0
            && self.number(tag::OLD_SUBFILE) != Some(2)
    }

    /// What a camera saw lies further in, and no page is there: a raw file (DNG, NEF).
    fn is_of_camera(&self) -> bool {
        !self.is_page() && self.number(tag::INNER_DIRECTORIES).is_some()
    }
}

/// The directories that are pages, in order. Fails on a chain that leaves the file or bites its
/// tail.
pub fn list_directories(bytes: &[u8]) -> Result<Vec<Directory<'_>>, DocumentError> {
    let source = Source::new(bytes);
    let mut seen = Vec::new();
    let mut directories = Vec::new();
    let mut at = source.number(FIRST_DIRECTORY, 4)?;
    while at != 0 {
        if seen.contains(&at) {
            return Err(DocumentError::Damaged);
        }
        if seen.len() == MAX_PAGES {
            return Err(DocumentError::TooLarge);
        }
        seen.push(at);
        let entries = source.number(at as usize, 2)? as usize;
        directories.push(read_directory(source, at as usize + 2, entries)?);
        at = source.number(at as usize + 2 + entries * 12, 4)?;
    }
    if directories.iter().any(Directory::is_page) {
        directories.retain(Directory::is_page);
    } else if directories.iter().any(Directory::is_of_camera) {
        // Its small copy would be kept in the place of the picture.
        return Err(DocumentError::NotTaken(OtherKind::Drawing));
    }
    if directories.is_empty() { Err(DocumentError::Damaged) } else { Ok(directories) }
}

fn read_directory(
    source: Source<'_>,
    start: usize,
    entries: usize,
) -> Result<Directory<'_>, DocumentError> {
    let mut directory = Directory {
        source,
        numbers: BTreeMap::new(),
        fractions: BTreeMap::new(),
        raw: BTreeMap::new(),
    };
    for at in (0..entries).map(|index| start + index * 12) {
        let tag = source.number(at, 2)? as u16;
        let kind = source.number(at + 2, 2)?;
        let count = source.number(at + 4, 4)? as usize;
        let size = match kind {
            1 | 2 | 6 | 7 => 1,
            3 | 8 => 2,
            4 | 9 | 13 => 4,
            5 | 10 => 8,
            _ => continue,
        };
        let length = count.saturating_mul(size);
        let place = if length <= 4 { at + 8 } else { source.number(at + 8, 4)? as usize };
        // What nobody here reads may lead anywhere.
        let Ok(raw) = source.range(place as u64, length as u64) else { continue };
        directory.raw.insert(tag, raw);
        if size == 8 {
            if let (Ok(above), Ok(below)) = (source.number(place, 4), source.number(place + 4, 4)) {
                directory.fractions.insert(tag, (above, below));
            }
            continue;
        }
        if count > MAX_VALUES && size > 1 {
            return Err(DocumentError::TooLarge);
        }
        let values =
            (0..count.min(MAX_VALUES)).map(|index| source.number(place + index * size, size));
        directory.numbers.insert(tag, values.collect::<Result<_, _>>()?);
    }
    Ok(directory)
}

/// A member of the family that is not read.
pub const NOT_READ: DocumentError = DocumentError::NotTaken(OtherKind::TiffVariant);

#[cfg(test)]
mod tests {
    use super::*;

    /// A header and directories without tags, each pointing to the next.
    fn chain(next: &[u32]) -> Vec<u8> {
        let mut bytes = b"II*\0\x08\0\0\0".to_vec();
        for place in next {
            bytes.extend([0, 0]);
            bytes.extend(place.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn every_directory_is_a_page() {
        assert_eq!(list_directories(&chain(&[14, 20, 0])).map(|all| all.len()), Ok(3));
    }

    #[test]
    fn a_circle_and_a_chain_out_of_the_file_are_damage() {
        for bytes in [chain(&[14, 8]), chain(&[4000]), b"II*\0".to_vec(), b"II*\0\0\0\0\0".to_vec()]
        {
            assert_eq!(list_directories(&bytes).err(), Some(DocumentError::Damaged));
        }
    }
}
