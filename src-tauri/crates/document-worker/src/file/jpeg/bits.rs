//! The bits of a scan. Ends at the first marker, or where the file ends.

use std::ops::RangeInclusive;

/// The markers that may stand within a scan: a restart.
pub const RESTARTS: RangeInclusive<u8> = 0xD0..=0xD7;

pub struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    buffer: u32,
    held: u32,
}

impl<'a> Bits<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, buffer: 0, held: 0 }
    }

    /// Where the next unread byte is.
    pub fn position(&self) -> usize {
        self.at
    }

    /// The next eight bits, made up with ones where the scan has fewer (they are padded with ones).
    #[inline]
    pub fn peek_byte(&mut self) -> usize {
        self.fill();
        if self.held >= 8 {
            return (self.buffer >> (self.held - 8)) as usize & 0xFF;
        }
        let missing = 8 - self.held;
        ((self.buffer << missing) | ((1 << missing) - 1)) as usize & 0xFF
    }

    /// None where fewer bits are left.
    #[inline]
    pub fn skip(&mut self, count: u32) -> Option<()> {
        self.held = self.held.checked_sub(count)?;
        Some(())
    }

    #[inline]
    pub fn take(&mut self, count: u32) -> Option<u32> {
        if count == 0 {
            return Some(0);
        }
        self.fill();
        self.held = self.held.checked_sub(count)?;
        Some((self.buffer >> self.held) & ((1 << count) - 1))
    }

    /// At the end of a restart interval: what is left of the byte goes, and the marker is passed.
    /// False where there is none.
    pub fn pass_restart(&mut self) -> bool {
        self.held = 0;
        self.buffer = 0;
        // Some devices leave bytes before the marker that mean nothing.
        while let Some(pair) = self.bytes.get(self.at..self.at + 2) {
            match pair {
                [0xFF, marker] if RESTARTS.contains(marker) => {
                    self.at += 2;
                    return true;
                }
                [0xFF, 0x00] | [0xFF, 0xFF] => self.at += 1,
                [0xFF, _] => return false,
                _ => self.at += 1,
            }
        }
        false
    }

    #[inline]
    fn fill(&mut self) {
        while self.held <= 16 {
            let Some(byte) = self.bytes.get(self.at) else { return };
            if *byte == 0xFF {
                // A stuffed zero makes it data; anything else is a marker.
                if self.bytes.get(self.at + 1) != Some(&0) {
                    return;
                }
                self.at += 1;
            }
            self.at += 1;
            self.buffer = (self.buffer << 8) | u32::from(*byte);
            self.held += 8;
        }
    }
}
