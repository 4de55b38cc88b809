//! The pages of a TIFF. The image decoder reads only the first directory; each further page is had
//! by giving it a copy whose header points to that page's directory.

use counter_documents::DocumentError;

/// Where the header says where the first directory is.
const FIRST_DIRECTORY: usize = 4;
/// In bytes: each page is a copy of the whole file.
const MAX_COPIES: usize = 1 << 30;
/// A fax of more pages than this is not a material handed in at a counter.
const MAX_PAGES: usize = 200;

/// One single-page file per page, in order. Fails on a chain of directories that leaves the file or
/// bites its tail.
pub fn split_pages(bytes: &[u8]) -> Result<Vec<Vec<u8>>, DocumentError> {
    let big = bytes.starts_with(b"MM");
    let mut directories = Vec::new();
    let mut offset = read_u32(bytes, FIRST_DIRECTORY, big)?;
    while offset != 0 {
        if directories.contains(&offset) {
            return Err(DocumentError::Damaged);
        }
        if directories.len() == MAX_PAGES
            || directories.len().saturating_mul(bytes.len()) > MAX_COPIES
        {
            return Err(DocumentError::TooLarge);
        }
        directories.push(offset);
        let entries = usize::from(read_u16(bytes, offset as usize, big)?);
        offset = read_u32(bytes, offset as usize + 2 + entries * 12, big)?;
    }
    directories.into_iter().map(|offset| copy_from_directory(bytes, offset, big)).collect()
}

/// The file with this directory as its first.
fn copy_from_directory(bytes: &[u8], offset: u32, big: bool) -> Result<Vec<u8>, DocumentError> {
    let mut page = bytes.to_vec();
    let field = page.get_mut(FIRST_DIRECTORY..FIRST_DIRECTORY + 4).ok_or(DocumentError::Damaged)?;
    field.copy_from_slice(&if big { offset.to_be_bytes() } else { offset.to_le_bytes() });
    Ok(page)
}

fn read_bytes<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], DocumentError> {
    let end = at.checked_add(N).ok_or(DocumentError::Damaged)?;
    bytes.get(at..end).and_then(|bytes| bytes.try_into().ok()).ok_or(DocumentError::Damaged)
}

fn read_u16(bytes: &[u8], at: usize, big: bool) -> Result<u16, DocumentError> {
    read_bytes(bytes, at)
        .map(|bytes| if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
}

fn read_u32(bytes: &[u8], at: usize, big: bool) -> Result<u32, DocumentError> {
    read_bytes(bytes, at)
        .map(|bytes| if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header and empty directories, each pointing to the next.
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
        let pages = split_pages(&chain(&[14, 20, 0])).unwrap();
        let starts: Vec<u8> = pages.iter().map(|page| page[4]).collect();
        assert_eq!(starts, [8, 14, 20]);
    }

    #[test]
    fn a_circle_and_a_chain_out_of_the_file_are_damage() {
        assert_eq!(split_pages(&chain(&[14, 8])).unwrap_err(), DocumentError::Damaged);
        assert_eq!(split_pages(&chain(&[4000])).unwrap_err(), DocumentError::Damaged);
        assert_eq!(split_pages(b"II*\0").unwrap_err(), DocumentError::Damaged);
    }
}
