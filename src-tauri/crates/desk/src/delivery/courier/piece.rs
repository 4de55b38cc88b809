//! How much of a page one request carries: little on a bad line, so that a cut loses little; more
//! while all goes quickly, since each piece costs an answer; never more than a gateway lets pass.

/// A piece that took longer than this was too large.
const QUICK_MS: i64 = 1_000;
/// How often the usual size may be doubled, and halved.
const MOST: i32 = 6;
const LEAST: i32 = -6;

#[derive(Default)]
pub struct Piece {
    /// How often the usual size was doubled; below nothing, halved.
    doubled: i32,
}

impl Piece {
    pub fn size(&self, usual: usize) -> usize {
        scale(usual, self.doubled)
    }

    /// No larger than what passes.
    pub fn fit(&mut self, usual: usize, largest: u64) {
        while self.doubled > LEAST && self.size(usual) as u64 > largest {
            self.doubled -= 1;
        }
    }

    pub fn arrived(&mut self, took_ms: i64) {
        self.doubled = match took_ms {
            0..=QUICK_MS => (self.doubled + 1).min(MOST),
            // Slow, or the clock was set meanwhile. Small pieces are a gateway's wish, no cure.
            _ => (self.doubled - 1).max(self.doubled.min(0)),
        };
    }

    pub fn lost(&mut self) {
        self.doubled = self.doubled.min(0);
    }

    /// So much was refused: the next one is the largest that is smaller. False when none is.
    pub fn shrink(&mut self, usual: usize, sent: usize) -> bool {
        self.doubled = self.doubled.min(MOST);
        while self.doubled > LEAST && self.size(usual) >= sent {
            self.doubled -= 1;
        }
        self.size(usual) < sent
    }
}

fn scale(usual: usize, doubled: i32) -> usize {
    let by = doubled.unsigned_abs();
    if doubled < 0 { (usual >> by).max(1) } else { usual << by }
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

    #[test]
    fn halves_down_to_a_floor_and_stays_below_what_passes() {
        let mut piece = Piece::default();
        (0..2).for_each(|_| piece.arrived(1));
        assert!(piece.shrink(1024, 3_000), "the last piece of a page is what was refused");
        assert_eq!(piece.size(1024), 2048);
        let mut sizes = Vec::new();
        while piece.shrink(1024, piece.size(1024)) {
            sizes.push(piece.size(1024));
        }
        assert_eq!(sizes, [1024, 512, 256, 128, 64, 32, 16]);
        assert!(!piece.shrink(1024, 16) && !piece.shrink(1024, 3));
        piece.lost();
        assert_eq!(piece.size(1024), 16, "a loss makes nothing larger");
        piece.arrived(5_000);
        assert_eq!(piece.size(1024), 16, "nor smaller, where it is small already");
        (0..40).for_each(|_| piece.arrived(1));
        piece.fit(1024, 5_000);
        assert_eq!(piece.size(1024), 4096);
        piece.fit(1024, 1);
        assert_eq!(piece.size(1024), 16);
    }
}
