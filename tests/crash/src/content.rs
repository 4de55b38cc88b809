//! What a file holds, with a print of it that costs no more than what is written: thousands of
//! disks are told apart by it.

use std::hash::{DefaultHasher, Hasher};

const BLOCK: usize = 512;

#[derive(Clone, Default)]
pub struct Content {
    bytes: Vec<u8>,
    /// Of all blocks, each with its place; the order in which they were written does not matter.
    print: u64,
}

impl Content {
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub fn fingerprint(&self) -> u64 {
        self.print ^ self.bytes.len() as u64
    }

    pub fn write_at(&mut self, at: usize, bytes: &[u8]) {
        let end = at + bytes.len();
        let from = at.min(self.bytes.len());
        self.toggle(from, end);
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes[at..end].copy_from_slice(bytes);
        self.toggle(from, end);
    }

    pub fn truncate(&mut self, len: usize) {
        let (from, end) = (len.min(self.bytes.len()), len.max(self.bytes.len()));
        self.toggle(from, end);
        self.bytes.resize(len, 0);
        self.toggle(from, end);
    }

    /// Takes the blocks that these bytes lie in out of the print, or puts them in.
    fn toggle(&mut self, from: usize, end: usize) {
        let first = from / BLOCK * BLOCK;
        for start in (first..end.min(self.bytes.len())).step_by(BLOCK) {
            let mut hash = DefaultHasher::new();
            hash.write_usize(start);
            hash.write(&self.bytes[start..(start + BLOCK).min(self.bytes.len())]);
            self.print ^= hash.finish();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_print_is_of_the_bytes_whatever_way_they_came() {
        let mut dice = fastrand::Rng::with_seed(1);
        let mut content = Content::default();
        for _ in 0..300 {
            match dice.u8(..6) {
                0 => content.truncate(dice.usize(..4_000)),
                _ => content.write_at(dice.usize(..4_000), &vec![dice.u8(..); dice.usize(..1_500)]),
            }
            let mut again = Content::default();
            again.write_at(0, content.bytes());
            assert_eq!(content.fingerprint(), again.fingerprint());
        }
    }
}
