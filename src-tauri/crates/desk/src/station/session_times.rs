//! How long a session and an idle window last, and since when each does. Not what locks: that is
//! `lock`.
use counter_core::date::{Moment, start_of};

pub(super) const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// What holds where nobody settles it otherwise.
#[derive(Clone, Copy, Debug)]
pub struct SessionTimes {
    /// Without a key or a pointer in any of our windows.
    pub idle_minutes: u32,
    pub session_hours: u32,
    /// Also at the midnight of legal time after the sign-in.
    pub ends_with_day: bool,
}

impl Default for SessionTimes {
    fn default() -> Self {
        SessionTimes { idle_minutes: 10, session_hours: 12, ends_with_day: true }
    }
}

/// Of whoever is signed in, counted on the trusted time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Presence {
    pub since_ms: i64,
    pub active_ms: i64,
}

impl Presence {
    pub fn begin(now_ms: i64) -> Presence {
        Presence { since_ms: now_ms, active_ms: now_ms }
    }

    /// The office put the count of time right: spans stay as long as they were.
    pub fn shift(self, by_ms: i64) -> Presence {
        Presence {
            since_ms: self.since_ms.saturating_add(by_ms),
            active_ms: self.active_ms.saturating_add(by_ms),
        }
    }
}

impl SessionTimes {
    pub fn is_over(self, presence: Presence, now_ms: i64) -> bool {
        now_ms >= self.session_end_ms(presence.since_ms)
    }

    pub fn is_idle(self, presence: Presence, now_ms: i64) -> bool {
        now_ms.saturating_sub(presence.active_ms) >= i64::from(self.idle_minutes) * MINUTE_MS
    }

    fn session_end_ms(self, since_ms: i64) -> i64 {
        let hours = since_ms.saturating_add(i64::from(self.session_hours) * HOUR_MS);
        let tomorrow = Moment::from_millis(since_ms).date().tomorrow();
        match tomorrow.ok().filter(|_| self.ends_with_day) {
            Some(day) => hours.min(start_of(day).millis()),
            None => hours,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_core::date::{moment_of, parse_date};

    fn at(day: &str, hour: i8) -> i64 {
        let time = jiff::civil::time(hour, 0, 0, 0);
        moment_of(parse_date(day).unwrap(), time).millis()
    }

    #[test]
    fn a_session_ends_after_twelve_hours_or_with_the_day() {
        let times = SessionTimes::default();
        let over = |from: i64, now: i64| times.is_over(Presence::begin(from), now);
        let early = at("2026-11-30", 7);
        assert!(!over(early, at("2026-11-30", 19) - 1) && over(early, at("2026-11-30", 19)));
        let late = at("2026-11-30", 20);
        assert!(!over(late, at("2026-12-01", 0) - 1) && over(late, at("2026-12-01", 0)));
        let through = SessionTimes { ends_with_day: false, ..times };
        assert!(!through.is_over(Presence::begin(late), at("2026-12-01", 7)));
    }

    #[test]
    fn a_window_is_idle_after_ten_minutes_however_the_office_puts_the_time_right() {
        let (times, begun) = (SessionTimes::default(), Presence::begin(at("2026-11-30", 9)));
        let later = |minutes: i64| at("2026-11-30", 9) + minutes * MINUTE_MS;
        assert!(!times.is_idle(begun, later(10) - 1) && times.is_idle(begun, later(10)));
        let put_right = begun.shift(3 * HOUR_MS);
        assert!(!times.is_idle(put_right, later(189)) && times.is_idle(put_right, later(190)));
    }
}
