//! From marker to marker through the file, until its last scan or its end mark.

use super::bits::{Bits, RESTARTS};
use super::blocks::Band;
use super::frame::{Frame, NOT_READ};
use super::huffman::Huffman;
use super::scan::{Part, Scan};
use counter_documents::DocumentError;

const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;
/// Baseline, extended, progressive; others no decoder here reads.
const PROGRESSIVE: u8 = 0xC2;
const HUFFMAN_TABLES: u8 = 0xC4;
const RESTART_INTERVAL: u8 = 0xDD;
/// Bytes between the last block of a scan and the mark after it; some encoders leave a few.
const MAX_LEFT: usize = 64;

const EIGHT_BITS: u8 = 8;

#[derive(Default)]
struct Reading {
    frame: Option<Frame>,
    direct: [Option<Huffman>; 4],
    alternating: [Option<Huffman>; 4],
    restart_every: usize,
    /// Frames of a moving picture, as some cameras save them, leave the usual tables out: then the
    /// end mark is all there is to go by.
    lacks_tables: bool,
}

/// Fails on a file whose data end before the last row. What comes after the picture does not
/// matter, nor whether it has an end mark.
pub fn check_whole(bytes: &[u8]) -> Result<(), DocumentError> {
    let mut reading = Reading::default();
    let mut at = 2;
    let mut is_ended = false;
    while let Some((marker, start)) = next_marker(bytes, at) {
        at = start;
        match marker {
            END_OF_IMAGE => {
                is_ended = true;
                break;
            }
            0x01 | 0xD8 => continue,
            _ if RESTARTS.contains(&marker) => continue,
            _ => {}
        }
        let Some(content) = read_segment(bytes, at) else {
            break;
        };
        at += 2 + content.len();
        match marker {
            HUFFMAN_TABLES => reading.note_tables(content)?,
            RESTART_INTERVAL => {
                reading.restart_every = match content {
                    [high, low, ..] => usize::from(u16::from_be_bytes([*high, *low])),
                    _ => return Err(DocumentError::Damaged),
                };
            }
            0xC0..=PROGRESSIVE if content.first() != Some(&EIGHT_BITS) => return Err(NOT_READ),
            0xC0..=PROGRESSIVE => {
                reading.frame = Some(Frame::parse(marker == PROGRESSIVE, content)?);
            }
            // Lossless, arithmetic, in layers: no camera and no scanner at a counter writes them.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(NOT_READ),
            START_OF_SCAN => at = reading.read_scan(bytes, content, at)?,
            _ => {}
        }
    }
    match reading.frame {
        Some(_) if reading.lacks_tables && is_ended => Ok(()),
        Some(frame) if frame.is_complete(!is_ended) => Ok(()),
        _ => Err(DocumentError::Damaged),
    }
}

/// The next marker and where it ends.
fn next_marker(bytes: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        match bytes.get(at..at + 2)? {
            [0xFF, 0xFF] => at += 1,
            [0xFF, marker] if *marker != 0 => return Some((*marker, at + 2)),
            _ => at += 1,
        }
    }
}

fn read_segment(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let [high, low] = *bytes.get(at..)?.first_chunk()?;
    bytes.get(at + 2..at + usize::from(u16::from_be_bytes([high, low])))
}

fn find_table(tables: &[Option<Huffman>; 4], which: u8) -> Option<&Huffman> {
    tables.get(usize::from(which))?.as_ref()
}

impl Reading {
    fn note_tables(&mut self, mut content: &[u8]) -> Result<(), DocumentError> {
        while let [which, table @ ..] = content {
            let (table, length) = Huffman::parse(table).ok_or(DocumentError::Damaged)?;
            let tables = if which >> 4 == 0 { &mut self.direct } else { &mut self.alternating };
            let place = tables.get_mut(usize::from(which & 15)).ok_or(DocumentError::Damaged)?;
            *place = Some(table);
            content = content.get(1 + length..).unwrap_or_default();
        }
        Ok(())
    }

    /// Reads a scan to its last block and returns where it ends.
    fn read_scan(
        &mut self,
        bytes: &[u8],
        header: &[u8],
        at: usize,
    ) -> Result<usize, DocumentError> {
        let frame = self.frame.as_mut().ok_or(DocumentError::Damaged)?;
        if self.direct.iter().chain(&self.alternating).all(Option::is_none) {
            self.lacks_tables = true;
            return Ok(at);
        }
        let [count, listed @ ..] = header else { return Err(DocumentError::Damaged) };
        let (listed, rest) =
            listed.split_at_checked(2 * usize::from(*count)).ok_or(DocumentError::Damaged)?;
        let [first, last, precision, ..] = *rest else { return Err(DocumentError::Damaged) };
        let parts: Vec<Part<'_>> = listed
            .as_chunks()
            .0
            .iter()
            .filter_map(|[id, tables]| {
                Some(Part {
                    component: frame.components.iter().position(|known| known.id == *id)?,
                    direct: find_table(&self.direct, tables >> 4),
                    alternating: find_table(&self.alternating, tables & 15),
                })
            })
            .collect();
        let is_refining = precision >> 4 != 0;
        let band = Band { first, last: last.min(63), is_refining };
        if parts.len() != usize::from(*count) || parts.is_empty() {
            return Err(DocumentError::Damaged);
        }
        let touched: Vec<usize> = parts.iter().map(|part| part.component).collect();
        let scan = Scan { parts, band, restart_every: self.restart_every };
        let mut bits = Bits::new(bytes, at);
        scan.read_blocks(frame, &mut bits).ok_or(DocumentError::Damaged)?;
        for index in touched {
            let Some(component) = frame.components.get_mut(index) else { continue };
            component.is_complete |= band.first == 0;
            let lowest = component.lowest.get_mut(usize::from(band.first)..=usize::from(band.last));
            lowest.unwrap_or_default().fill(Some(precision & 15));
        }
        let end = bits.position();
        // A hole of zeros in the middle may read as blocks without content: the last block then
        // comes long before the mark.
        match next_marker(bytes, end) {
            Some((END_OF_IMAGE | START_OF_SCAN | HUFFMAN_TABLES, next))
                if next - end > MAX_LEFT =>
            {
                Err(DocumentError::Damaged)
            }
            _ => Ok(end),
        }
    }
}
