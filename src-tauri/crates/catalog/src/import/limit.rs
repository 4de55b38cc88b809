//! The limits of an item from their columns, `20` beside `工作日` or `20个工作日`. A day in an unknown
//! unit is never promised.

use counter_core::item::Limit;
use counter_core::text::parse_digits;

use super::codes::is_working;
use super::columns::BOTH_UNITS;
use super::flag::{Flag, FlagCode};
use super::row::Row;

/// Ten years: what is more is a slip.
const MOST_DAYS: u32 = 3_650;

struct Days {
    days: u32,
    working: bool,
}

pub(super) fn read_limit(row: &Row, flags: &mut Vec<Flag>) -> Option<Limit> {
    let legal = days(row, "anticipate_day", "anticipate_type", flags);
    // 0 days in the statute's column is how tables write that no statute limits it.
    let mut legal = legal.filter(|legal| legal.days > 0);
    let promise = days(row, "promise_day", "promise_type", flags);
    let mut remarks: Vec<String> =
        [row.lines("anticipate_explain"), row.lines("promise_explain")].concat();
    if let (Some(one), Some(other)) = (&legal, &promise)
        && one.working != other.working
    {
        flags.push(row.flag_cell(FlagCode::MixedUnits, "anticipate_day"));
        remarks.insert(
            0,
            format!("法定办结时限{}个{}", one.days, if one.working { "工作日" } else { "自然日" }),
        );
        legal = None;
    }
    let first = promise.as_ref().or(legal.as_ref());
    if first.is_none() && remarks.is_empty() {
        return None;
    }
    Some(Limit {
        working: first.is_none_or(|days| days.working),
        legal_days: legal.map(|legal| legal.days),
        promise_days: promise.map(|promise| promise.days),
        text: (!remarks.is_empty()).then(|| remarks.join("；")),
        official: true,
        rolls: true,
        class: None,
        special: Vec::new(),
    })
}

fn days(row: &Row, column: &str, unit: &str, flags: &mut Vec<Flag>) -> Option<Days> {
    let text = row.text(column);
    if text.is_empty() {
        return None;
    }
    let suffix = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.strip_suffix(suffix).unwrap_or_default();
    let number = parse_digits(digits).filter(|days| *days <= MOST_DAYS);
    let Some(days) = number else {
        flags.push(row.flag_cell(FlagCode::NotANumber, column));
        return None;
    };
    let suffix = suffix.strip_prefix(".0").unwrap_or(suffix).trim();
    let units = [(suffix, column), (row.text(unit), unit), (row.text(BOTH_UNITS), BOTH_UNITS)];
    let (text, column) = units.into_iter().find(|(text, _)| !text.is_empty()).unwrap_or(("", unit));
    let working_days = is_working(text);
    if working_days.is_none() {
        flags.push(row.flag_cell(FlagCode::UnknownUnit, column));
    }
    // 行政许可法 art. 82 counts working days where nothing else is said.
    working_days.or(text.is_empty().then_some(true)).map(|working| Days { days, working })
}
