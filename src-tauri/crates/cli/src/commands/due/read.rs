//! How days, pauses and calendars are written on the command line.
use crate::output::Fault;
use counter_core::calendar::Calendar;
use counter_core::clock::Pause;
use counter_core::date::{Date, Moment, parse_date};
use counter_core::text::parse_digits;
use std::path::Path;

/// The local day.
pub fn parse_day(text: &str) -> Result<Date, Fault> {
    if let Ok(moment) = text.parse::<Moment>() {
        return Ok(moment.date());
    }
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00"));
    let clock = time.split(':').map(parse_digits::<u8>).collect::<Option<Vec<_>>>();
    let fits =
        clock.is_some_and(|parts| matches!(parts[..], [0..=23, 0..=59] | [0..=23, 0..=59, 0..=59]));
    let wrong = || Fault::new("not_a_date", format!("{text} is no day and time"));
    if fits { parse_date(day).map_err(|_| wrong()) } else { Err(wrong()) }
}

/// `FROM..TO`, or `FROM..` while it goes on.
pub fn parse_pause(text: &str) -> Result<Pause, Fault> {
    let wrong = || Fault::new("not_a_pause", format!("{text} is not FROM..TO"));
    let (from, to) = text.split_once("..").ok_or_else(wrong)?;
    let from = parse_day(from)?;
    let to = if to.is_empty() { None } else { Some(parse_day(to)?) };
    match to {
        Some(to) if to < from => Err(wrong()),
        _ => Ok(Pause { from, to }),
    }
}

/// The years of the file over those of the program.
pub fn read_calendar(file: Option<&Path>) -> Result<Calendar, Fault> {
    let Some(file) = file else { return Ok(Calendar::builtin()) };
    let unreadable =
        |cause: String| Fault::new("calendar_unreadable", format!("{}: {cause}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|e| unreadable(e.to_string()))?;
    let newer: Calendar = serde_json::from_str(&text).map_err(|e| unreadable(e.to_string()))?;
    match newer.find_contradictions().first() {
        Some(day) => Err(Fault::new("calendar_contradicts", format!("{}: {day}", file.display()))),
        None => Ok(Calendar::builtin().with_newer_years(newer)),
    }
}
