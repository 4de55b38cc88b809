//! One block of eight by eight values: passed over, but for which of them are set.

use super::bits::Bits;
use super::huffman::Huffman;

/// Which coefficients, and which of their bits.
#[derive(Clone, Copy)]
pub struct Band {
    pub first: u8,
    pub last: u8,
    pub is_refining: bool,
}

pub fn pass_direct(table: &Huffman, bits: &mut Bits<'_>) -> Option<()> {
    let size = table.decode(bits)?;
    bits.take(u32::from(size).min(16)).map(|_| ())
}

pub fn pass_alternating(table: &Huffman, bits: &mut Bits<'_>) -> Option<()> {
    let mut at = 1;
    while at < 64 {
        let value = table.decode(bits)?;
        let (run, size) = (u32::from(value >> 4), u32::from(value & 15));
        match (run, size) {
            (15, 0) => at += 16,
            (_, 0) => return Some(()),
            _ => {
                at += run + 1;
                bits.take(size)?;
            }
        }
    }
    Some(())
}

/// How many blocks have nothing more in this band, this one included.
fn read_end_run(run: u32, bits: &mut Bits<'_>) -> Option<u32> {
    Some((1 << run) + bits.take(run)?)
}

pub fn read_first(
    band: Band,
    table: &Huffman,
    bits: &mut Bits<'_>,
    skipped: &mut u32,
    set: &mut u64,
) -> Option<()> {
    if *skipped > 0 {
        *skipped -= 1;
        return Some(());
    }
    let mut at = u32::from(band.first);
    let last = u32::from(band.last);
    while at <= last {
        let value = table.decode(bits)?;
        let (run, size) = (u32::from(value >> 4), u32::from(value & 15));
        match (run, size) {
            (15, 0) => at += 16,
            (_, 0) => {
                *skipped = read_end_run(run, bits)? - 1;
                return Some(());
            }
            _ => {
                at += run;
                bits.take(size)?;
                *set |= 1u64.checked_shl(at).unwrap_or(0);
                at += 1;
            }
        }
    }
    Some(())
}

/// A bit for each coefficient that is set already, and new ones between them.
pub fn refine_block(
    band: Band,
    table: &Huffman,
    bits: &mut Bits<'_>,
    skipped: &mut u32,
    set: &mut u64,
) -> Option<()> {
    let mut at = u32::from(band.first);
    let last = u32::from(band.last);
    let mut added = 0;
    while at <= last && *skipped == 0 {
        let value = table.decode(bits)?;
        let (mut run, size) = (u32::from(value >> 4), u32::from(value & 15));
        if size == 0 && run < 15 {
            *skipped = read_end_run(run, bits)?;
            break;
        }
        if size > 0 {
            bits.take(1)?;
        }
        while at <= last {
            if *set >> at & 1 == 1 {
                bits.take(1)?;
            } else if run == 0 {
                break;
            } else {
                run -= 1;
            }
            at += 1;
        }
        if size > 0 {
            added |= 1u64.checked_shl(at).unwrap_or(0);
        }
        at += 1;
    }
    if *skipped > 0 {
        *skipped -= 1;
        while at <= last {
            if *set >> at & 1 == 1 {
                bits.take(1)?;
            }
            at += 1;
        }
    }
    *set |= added;
    Some(())
}
