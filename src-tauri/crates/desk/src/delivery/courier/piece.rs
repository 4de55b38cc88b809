//! How much of a page one request carries: little on a bad line, so that a cut loses little; more
//! while all goes quickly, since each piece costs an answer.

/// A piece that took longer than this was too large.
const QUICK_MS: i64 = 1_000;
/// Times the least.
const MOST: usize = 64;

#[derive(Default)]
pub struct Piece {
    /// How often the least was doubled.
    doubled: u32,
}

impl Piece {
    pub fn size(&self, least: usize) -> usize {
        least << self.doubled
    }

    pub fn arrived(&mut self, took_ms: i64) {
        self.doubled = match took_ms {
            0..=QUICK_MS if 1 << self.doubled < MOST => self.doubled + 1,
            0..=QUICK_MS => self.doubled,
            // Slow, or the clock was set meanwhile.
            _ => self.doubled.saturating_sub(1),
        };
    }

    pub fn lost(&mut self) {
        self.doubled = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_while_all_is_quick_and_begins_again_after_a_loss() {
        let mut piece = Piece::default();
        let mut sizes = Vec::new();
        for took in [10, 10, 1_001, -5, -5, 0] {
            sizes.push(piece.size(1024) / 1024);
            piece.arrived(took);
        }
        assert_eq!(sizes, [1, 2, 4, 2, 1, 1]);
        (0..40).for_each(|_| piece.arrived(1));
        assert_eq!(piece.size(1024), 64 * 1024);
        piece.lost();
        assert_eq!(piece.size(1024), 1024);
    }
}
