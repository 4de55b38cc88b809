//! The wire into the office, shared evenly by whoever sends just now; each window has a line of its
//! own before it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Time;

/// Of 1538 bytes that a frame takes on an Ethernet, 1448 are the program's.
const FRAMING: f64 = 1538.0 / 1448.0;
/// What one window's line carries, in bytes a nanosecond (100 Mbit/s).
const WINDOW: f64 = 0.0125;

/// Everybody sends at the same rate, so one counter of bytes-per-sender tells for all of them when
/// they are through.
pub struct Wire {
    capacity: f64,
    now: Time,
    /// Bytes that a sender who was there from the beginning would have sent.
    through: f64,
    /// By where that counter ends them. Positive numbers sort by their bits.
    ends: BinaryHeap<Reverse<(u64, u32)>>,
    fastest: f64,
}

impl Wire {
    pub fn new(bits_per_second: u64, windows: u32) -> Self {
        let capacity = bits_per_second as f64 / 8e9;
        let ends = BinaryHeap::with_capacity(windows as usize);
        Wire { capacity, now: 0, through: 0.0, ends, fastest: WINDOW.min(capacity) }
    }

    fn rate(&self) -> f64 {
        self.fastest.min(self.capacity / self.ends.len().max(1) as f64)
    }

    fn advance(&mut self, now: Time) {
        self.through += (now - self.now) as f64 * self.rate();
        self.now = now;
    }

    pub fn enter(&mut self, now: Time, who: u32, bytes: u64) {
        self.advance(now);
        let end = self.through + bytes as f64 * FRAMING;
        self.ends.push(Reverse((end.to_bits(), who)));
    }

    /// Who is through next, and when.
    pub fn next(&self) -> Option<(Time, u32)> {
        let Reverse((end, who)) = self.ends.peek()?;
        let remaining = (f64::from_bits(*end) - self.through).max(0.0);
        Some((self.now + (remaining / self.rate()).ceil() as Time, *who))
    }

    /// The next one is through.
    pub fn leave(&mut self, now: Time) {
        self.advance(now);
        self.ends.pop();
    }
}
