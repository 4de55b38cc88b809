//! So many at once, and then one each so often: an allowance that fills up again as time goes by.
//! The time is an argument, in milliseconds.

/// How fast it fills up, and how much it holds.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    pub each_ms: i64,
    pub most: i64,
}

impl Pace {
    fn capacity_ms(self) -> i64 {
        self.each_ms * self.most
    }
}

/// When all that was spent will have come back.
#[derive(Debug, Clone, Copy, Default)]
pub struct Allowance {
    full_at_ms: i64,
}

impl Allowance {
    /// # Errors
    /// In how many milliseconds there is one again. A clock that was set back makes nobody wait for
    /// longer than it takes to fill up.
    pub fn spend(&mut self, pace: Pace, now_ms: i64) -> Result<(), i64> {
        let latest = now_ms.saturating_add(pace.capacity_ms());
        self.full_at_ms = self.full_at_ms.clamp(now_ms, latest);
        let next = self.full_at_ms.saturating_add(pace.each_ms);
        if next > latest {
            return Err(next - latest);
        }
        self.full_at_ms = next;
        Ok(())
    }

    /// It was not used after all.
    pub fn give_back(&mut self, pace: Pace) {
        self.full_at_ms = self.full_at_ms.saturating_sub(pace.each_ms);
    }

    /// Whether nothing is lost with it.
    pub fn is_full(&self, now_ms: i64) -> bool {
        self.full_at_ms <= now_ms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACE: Pace = Pace { each_ms: 100, most: 3 };

    #[test]
    fn so_many_at_once_and_then_one_each_so_often() {
        let mut allowance = Allowance::default();
        for _ in 0..3 {
            assert_eq!(allowance.spend(PACE, 1_000), Ok(()));
        }
        assert_eq!(allowance.spend(PACE, 1_000), Err(100));
        assert_eq!(allowance.spend(PACE, 1_099), Err(1));
        assert_eq!(allowance.spend(PACE, 1_100), Ok(()));
        assert_eq!(allowance.spend(PACE, 1_100), Err(100));
        allowance.give_back(PACE);
        assert_eq!(allowance.spend(PACE, 1_100), Ok(()));
        assert!(!allowance.is_full(1_399) && allowance.is_full(1_400));
        assert_eq!(allowance.spend(PACE, 10_000), Ok(()), "no more than it holds is saved");
        assert_eq!(allowance.spend(PACE, 10_000), Ok(()));
        assert_eq!(allowance.spend(PACE, 10_000), Ok(()));
        assert_eq!(allowance.spend(PACE, 10_000), Err(100));
    }

    #[test]
    fn a_clock_set_back_holds_nobody_up_for_long() {
        let mut allowance = Allowance::default();
        assert_eq!(allowance.spend(PACE, 1_000_000), Ok(()));
        assert_eq!(allowance.spend(PACE, 0), Err(100));
        assert_eq!(allowance.spend(PACE, 100), Ok(()));
        let mut allowance = Allowance::default();
        assert_eq!(allowance.spend(PACE, -5), Ok(()), "before 1970 too");
    }
}
