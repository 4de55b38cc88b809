//! What is odd about this computer: its clock against the office's and against its own past, its time zone, the age of its data.
//! Tells; never keeps anybody from working.
use crate::catalog::packs;
use crate::contract::views::Notice;
use crate::delivery::{deadline, steps};
use crate::station::session::hold;
use crate::upkeep::{old_copy, retention};
use crate::{Desk, Failure};
use counter_core::date::Moment;
use counter_core::wall::{Doubt, Reckoning};
use std::collections::BTreeMap;

const KEPT: &str = "clock.reckoning";
const ZONE_READ: &str = "zone.read";
/// Legal time, whatever the computer's zone is (`core::date`).
const BEIJING: i32 = 8 * 3600;
/// How much of the count of time a power cut may lose.
const KEEP_EVERY_MS: i64 = 60_000;

#[derive(Default)]
pub struct Machine {
    reckoning: Reckoning,
    kept: Reckoning,
    told: Vec<Notice>,
}

/// The store is open: the count goes on from where it was kept.
pub fn open(desk: &Desk) {
    let now = desk.now().millis();
    let kept = desk.setting(KEPT).and_then(|text| serde_json::from_str(&text).ok());
    {
        let mut machine = hold(&desk.machine);
        if !machine.reckoning.by_office {
            machine.reckoning = kept.unwrap_or_else(|| Reckoning::from_clock(now)).seen(now);
        }
    }
    old_copy::open(desk);
    look(desk);
}

/// Looks at the clock, keeps the count from time to time, and tells the window when something to say came or went.
pub fn look(desk: &Desk) {
    let now = desk.now().millis();
    let reckoning = {
        let mut machine = hold(&desk.machine);
        if machine.reckoning == Reckoning::default() {
            machine.reckoning = Reckoning::from_clock(now);
        }
        machine.reckoning = machine.reckoning.seen(now);
        machine.reckoning
    };
    keep(desk, reckoning);
    let notices = notices(desk);
    let mut machine = hold(&desk.machine);
    if machine.told != notices {
        machine.told = notices;
        drop(machine);
        desk.notify("status");
    }
}

fn keep(desk: &Desk, now: Reckoning) {
    let before = hold(&desk.machine).kept;
    let leapt = (now.lag_ms() - before.lag_ms()).abs() > 1_000 || now.by_office != before.by_office;
    if !leapt && now.time_ms - before.time_ms < KEEP_EVERY_MS {
        return;
    }
    let Ok(text) = serde_json::to_string(&now) else { return };
    // Before a passphrase is given there is no store; the next look keeps it.
    if desk.keep(KEPT, &text).is_ok() {
        hold(&desk.machine).kept = now;
    }
}

/// The office said what time it is. To the second, and a line may be slow: no more is asked of it.
pub fn office_time(desk: &Desk, office_ms: i64) {
    hold(&desk.machine).reckoning = Reckoning::told(office_ms, desk.now().millis());
    look(desk);
}

/// Hours that must not come again by setting the clock back are counted on this.
pub fn reckoned_ms(desk: &Desk) -> i64 {
    look(desk);
    hold(&desk.machine).reckoning.time_ms
}

/// By how many seconds the clock is off, where that is more than clocks differ by anyhow. For the audit beside a stamp.
pub fn clock_off(desk: &Desk) -> Option<i64> {
    let reckoning = hold(&desk.machine).reckoning;
    reckoning.doubt().map(|_| -reckoning.lag_ms() / 1000)
}

pub fn notices(desk: &Desk) -> Vec<Notice> {
    let reckoning = hold(&desk.machine).reckoning;
    let mut notices = Vec::new();
    if let Some(doubt) = reckoning.doubt() {
        let (code, by) = match doubt {
            Doubt::Behind(by) => ("clock_behind", by),
            Doubt::Ahead(by) => ("clock_ahead", by),
            Doubt::SetBack(by) => ("clock_back", by),
        };
        // To the minute, so that it does not change under the eye.
        notices.push(notice(code, false, &[("minutes", (by / 60_000).to_string())]));
    }
    let zone = desk.zone();
    let said = zone_text(zone);
    if zone != BEIJING && desk.setting(ZONE_READ).as_deref() != Some(&said) {
        notices.push(notice("zone_changed", true, &[("zone", said)]));
    }
    let image = old_copy::told(desk);
    if (image.older || image.gone || image.missing > 0) && !image.read {
        let code = if image.gone { "data_gone" } else { "old_image" };
        notices.push(notice(code, true, &[("missing", image.missing.to_string())]));
    }
    notices.extend(deadline::notice(desk));
    notices.extend(retention::notice(desk));
    notices.extend(packs::notices(desk));
    notices.extend(steps::notice(desk));
    notices
}

/// The time, where the office has confirmed the clock and nothing speaks against it: for what cannot be taken back.
pub fn sure_now(desk: &Desk) -> Option<Moment> {
    let reckoning = hold(&desk.machine).reckoning;
    (reckoning.by_office && reckoning.doubt().is_none()).then(|| Moment::from_millis(reckoning.time_ms))
}

pub fn notice(code: &str, can_be_read: bool, params: &[(&str, String)]) -> Notice {
    let params = params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect::<BTreeMap<_, _>>();
    Notice { code: code.to_owned(), can_be_read, params }
}

fn zone_text(seconds: i32) -> String {
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
    match minutes % 60 {
        0 => format!("UTC{sign}{}", minutes / 60),
        rest => format!("UTC{sign}{}:{rest:02}", minutes / 60),
    }
}

/// A clerk has read it. What is still true of the clock cannot be put away.
pub fn read(desk: &Desk, code: &str) -> Result<(), Failure> {
    match code {
        "catalogue_new" => packs::read(desk)?,
        "step_told" => steps::read(desk)?,
        "zone_changed" => desk.keep(ZONE_READ, &zone_text(desk.zone()))?,
        "old_image" | "data_gone" => old_copy::found(desk, |image| image.read = true),
        _ => return Err(Failure::new("bad_request")),
    }
    look(desk);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_named_as_people_write_them() {
        for (seconds, text) in [(0, "UTC+0"), (28_800, "UTC+8"), (-12_600, "UTC-3:30"), (20_700, "UTC+5:45")] {
            assert_eq!(zone_text(seconds), text);
        }
    }
}
