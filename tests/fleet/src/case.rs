//! One case on its way, as its station sees it.

use counter_core::outbox::OutboxState;
use counter_core::state::Delivery;

const PARTS: u64 = 6;

pub struct Case {
    pub name: String,
    pub state: OutboxState,
    parts: Vec<u64>,
    /// The part under way: its number, whether its upload is open, what has arrived of it.
    at: (usize, bool, u64),
    /// The last piece may or may not have arrived: its bytes, and whether it has, which the office
    /// knows.
    pub unsure: Option<(u64, bool)>,
}

impl Case {
    pub fn new(number: u32, state: OutboxState, bytes: u64, dice: &mut fastrand::Rng) -> Self {
        let part = bytes / PARTS;
        let parts = (0..PARTS).map(|_| dice.u64(part / 2..=part * 3 / 2)).collect();
        Case { name: number.to_string(), state, parts, at: (0, false, 0), unsure: None }
    }

    pub fn bytes(&self) -> u64 {
        self.parts.iter().sum()
    }

    pub fn is_unfiled(&self) -> bool {
        matches!(self.state.state, Delivery::Queued | Delivery::Sending)
    }

    pub fn is_whole(&self) -> bool {
        self.at.0 == self.parts.len()
    }

    /// Whether the part under way has its upload.
    pub fn is_open(&self) -> bool {
        self.at.1
    }

    pub fn open_part(&mut self) {
        self.at.1 = true;
    }

    pub fn left_of_part(&self) -> u64 {
        self.parts[self.at.0] - self.at.2
    }

    /// So many bytes of the part under way are at the office.
    pub fn add_bytes(&mut self, bytes: u64) {
        self.at.2 += bytes;
        if self.at.2 == self.parts[self.at.0] {
            self.at = (self.at.0 + 1, false, 0);
        }
    }
}
