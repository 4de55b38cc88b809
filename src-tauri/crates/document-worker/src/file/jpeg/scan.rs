//! One scan, read to its last block (ITU-T T.81, annexes F and G). Values are passed over; only
//! what a later scan needs to be read by is kept.

use super::bits::Bits;
use super::blocks::{Band, pass_alternating, pass_direct, read_first, refine_block};
use super::frame::Frame;
use super::huffman::Huffman;

/// What a scan's header says of one component: its place in the frame and its tables.
pub struct Part<'a> {
    pub component: usize,
    pub direct: Option<&'a Huffman>,
    pub alternating: Option<&'a Huffman>,
}

pub struct Scan<'a> {
    pub parts: Vec<Part<'a>>,
    pub band: Band,
    pub restart_every: usize,
}

impl Scan<'_> {
    /// None where the data end before the last block, or make no sense.
    pub fn read_blocks(&self, frame: &mut Frame, bits: &mut Bits<'_>) -> Option<()> {
        let mut skipped = 0;
        let single = match self.parts.as_slice() {
            [part] => Some(part),
            _ => None,
        };
        let (across, down) = match single {
            Some(part) => {
                let component = frame.components.get(part.component)?;
                (component.blocks_across, component.blocks_down)
            }
            None => (frame.units_across, frame.units_down),
        };
        for unit in 0..across * down {
            if self.restart_every > 0 && unit > 0 && unit.is_multiple_of(self.restart_every) {
                skipped = 0;
                bits.pass_restart().then_some(())?;
            }
            let (x, y) = (unit % across, unit / across);
            match single {
                Some(part) => self.read_block(frame, part, (x, y), bits, &mut skipped)?,
                None => self.read_unit(frame, (x, y), bits, &mut skipped)?,
            }
        }
        Some(())
    }

    /// All blocks of an interleaved unit.
    fn read_unit(
        &self,
        frame: &mut Frame,
        (x, y): (usize, usize),
        bits: &mut Bits<'_>,
        skipped: &mut u32,
    ) -> Option<()> {
        for part in &self.parts {
            let component = frame.components.get(part.component)?;
            let (across, down) = (component.across, component.down);
            for inner in 0..across * down {
                let place = (x * across + inner % across, y * down + inner / across);
                self.read_block(frame, part, place, bits, skipped)?;
            }
        }
        Some(())
    }

    fn read_block(
        &self,
        frame: &mut Frame,
        part: &Part<'_>,
        (x, y): (usize, usize),
        bits: &mut Bits<'_>,
        skipped: &mut u32,
    ) -> Option<()> {
        if !frame.is_progressive {
            pass_direct(part.direct?, bits)?;
            return pass_alternating(part.alternating?, bits);
        }
        if self.band.first == 0 {
            return match self.band.is_refining {
                true => bits.take(1).map(|_| ()),
                false => pass_direct(part.direct?, bits),
            };
        }
        let component = frame.components.get_mut(part.component)?;
        let set = component.set.get_mut(x + y * component.stride)?;
        match self.band.is_refining {
            false => read_first(self.band, part.alternating?, bits, skipped, set),
            true => refine_block(self.band, part.alternating?, bits, skipped, set),
        }
    }
}
