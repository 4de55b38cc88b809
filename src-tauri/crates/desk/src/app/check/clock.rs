//! The computer's clock against the office's, or against what was reckoned here before; and its
//! zone.
use super::{Condition, Finding};
use crate::station::clock::{BEIJING_SECONDS, zone_text};
use counter_core::bounds::is_plausible_date;
use counter_core::date::{Moment, moment_text};
use counter_core::trusted_time::{Doubt, Reckoning};

const MINUTE_MS: i64 = 60_000;

pub fn judge_clock(now_ms: i64, office_ms: Option<i64>, stored: Option<Reckoning>) -> Finding {
    let now = Moment::from_millis(now_ms);
    let make_finding = |condition| Finding::new(condition).with("now", moment_text(now));
    let reckoning = match (office_ms, stored) {
        (Some(office_ms), _) => Reckoning::from_office(office_ms, now_ms),
        (None, Some(stored)) => stored.observe_clock(now_ms),
        (None, None) => return make_finding(Condition::ClockUnconfirmed),
    };
    if !is_plausible_date(now, Moment::from_millis(reckoning.time_ms)) {
        return make_finding(Condition::ClockAbsurd);
    }
    let off = |condition, off_ms| Finding::new(condition).with("minutes", off_ms / MINUTE_MS);
    match reckoning.find_doubt() {
        Some(Doubt::Behind(off_ms)) => off(Condition::ClockBehind, off_ms),
        Some(Doubt::Ahead(off_ms)) => off(Condition::ClockAhead, off_ms),
        Some(Doubt::SetBack(off_ms)) => off(Condition::ClockSetBack, off_ms),
        None if office_ms.is_some() => Finding::new(Condition::ClockAgrees),
        None => make_finding(Condition::ClockUnconfirmed),
    }
}

pub fn judge_zone(seconds: i32) -> Finding {
    let condition = match seconds == BEIJING_SECONDS {
        true => Condition::ZoneBeijing,
        false => Condition::ZoneOther,
    };
    Finding::new(condition).with("zone", zone_text(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_795_000_000_000;
    const HOUR: i64 = 60 * MINUTE_MS;

    fn judge(office_ms: Option<i64>, stored: Option<i64>) -> Condition {
        judge_clock(NOON, office_ms, stored.map(Reckoning::from_clock)).condition
    }

    #[test]
    fn the_office_decides_and_without_it_what_was_reckoned() {
        assert_eq!(judge(Some(NOON + 4 * MINUTE_MS), None), Condition::ClockAgrees);
        assert_eq!(judge(Some(NOON + HOUR), None), Condition::ClockBehind);
        assert_eq!(judge(Some(NOON - HOUR), None), Condition::ClockAhead);
        assert_eq!(judge(Some(NOON), Some(NOON + HOUR)), Condition::ClockAgrees);
        assert_eq!(judge(None, Some(NOON + HOUR)), Condition::ClockSetBack);
        assert_eq!(judge(None, Some(NOON - HOUR)), Condition::ClockUnconfirmed);
        assert_eq!(judge(None, None), Condition::ClockUnconfirmed);
        assert_eq!(judge(Some(0), None), Condition::ClockAbsurd);
        assert_eq!(judge_clock(NOON, Some(NOON + HOUR), None).params["minutes"], "60");
    }

    #[test]
    fn another_zone_than_beijings_is_named() {
        assert_eq!(judge_zone(28_800).condition, Condition::ZoneBeijing);
        let other = judge_zone(0);
        assert_eq!(
            (other.condition, other.params["zone"].as_str()),
            (Condition::ZoneOther, "UTC+0")
        );
    }
}
