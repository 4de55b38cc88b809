//! The years a pack adds to the calendar: whether they contradict themselves, and whether they come
//! out even. Not whether they are what was announced.

use counter_core::calendar::Calendar;

use super::look::Look;
use super::{Lint, LintCode};
use crate::pack::{Pack, Source};

const FILE: &str = "calendar.yaml";

pub(super) fn lint_calendar(source: &Source, pack: &Pack) -> Vec<Lint> {
    let Ok(text) = source.text(FILE) else { return Vec::new() };
    let mut look = Look::new(FILE, text, "calendar", false);
    let own = pack.calendar();
    let wrong = own.find_contradictions().into_iter().chain(own.find_worked_holidays());
    for day in wrong {
        look.add(LintCode::CalendarContradicts, &day.year().to_string(), day.to_string());
    }
    let whole = Calendar::builtin().with_newer_years(own.clone());
    let uneven = whole.find_imbalances().into_iter();
    for uneven in uneven.filter(|uneven| own.years().any(|year| year == uneven.year)) {
        let year = uneven.year.to_string();
        look.add(LintCode::UnevenYear, &year, format!("{year}: {:+}", uneven.days));
    }
    look.found
}
