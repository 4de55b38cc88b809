//! The pages of a TIFF. The image decoder reads only the first directory; each further page is had by giving it a copy
//! whose header points to that page's directory.

use counter_documents::DocumentError;

/// A fax of more pages than this is not a material handed in at a counter.
const MOST_PAGES: usize = 200;

/// One single-page file per page, in order. Fails on a chain of directories that leaves the file or bites its tail.
pub fn pages(bytes: &[u8]) -> Result<Vec<Vec<u8>>, DocumentError> {
    let big = bytes.starts_with(b"MM");
    let mut places = Vec::new();
    let mut place = long(bytes, 4, big)?;
    while place != 0 {
        if places.contains(&place) {
            return Err(DocumentError::Damaged);
        }
        if places.len() == MOST_PAGES || places.len().saturating_mul(bytes.len()) > 1 << 30 {
            return Err(DocumentError::TooLarge);
        }
        places.push(place);
        let entries = usize::from(short(bytes, place as usize, big)?);
        place = long(bytes, place as usize + 2 + entries * 12, big)?;
    }
    Ok(places.into_iter().map(|place| beginning_at(bytes, place, big)).collect())
}

fn beginning_at(bytes: &[u8], place: u32, big: bool) -> Vec<u8> {
    let mut page = bytes.to_vec();
    page[4..8].copy_from_slice(&if big { place.to_be_bytes() } else { place.to_le_bytes() });
    page
}

fn taken<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], DocumentError> {
    let end = at.checked_add(N).ok_or(DocumentError::Damaged)?;
    bytes.get(at..end).and_then(|taken| taken.try_into().ok()).ok_or(DocumentError::Damaged)
}

fn short(bytes: &[u8], at: usize, big: bool) -> Result<u16, DocumentError> {
    taken(bytes, at).map(|two| if big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
}

fn long(bytes: &[u8], at: usize, big: bool) -> Result<u32, DocumentError> {
    taken(bytes, at).map(|four| if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
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
        let pages = pages(&chain(&[14, 20, 0])).unwrap();
        let starts: Vec<u8> = pages.iter().map(|page| page[4]).collect();
        assert_eq!(starts, [8, 14, 20]);
    }

    #[test]
    fn a_circle_and_a_chain_out_of_the_file_are_damage() {
        assert_eq!(pages(&chain(&[14, 8])).unwrap_err(), DocumentError::Damaged);
        assert_eq!(pages(&chain(&[4000])).unwrap_err(), DocumentError::Damaged);
        assert_eq!(pages(b"II*\0").unwrap_err(), DocumentError::Damaged);
    }
}
