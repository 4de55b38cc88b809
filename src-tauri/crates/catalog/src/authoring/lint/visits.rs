//! A promised number of visits (到办事现场次数) by which nobody can be told anything.

use counter_core::item::Item;

use super::LintCode;
use super::look::Look;

/// More than these no list promises.
const MOST: u32 = 5;

/// With none, everybody who comes to the counter comes once too often.
pub(super) fn lint_visits(item: &Item, look: &mut Look) {
    let Some(visits) = item.visits else { return };
    if !(1..=MOST).contains(&visits.most) {
        look.add(LintCode::UnlikelyVisits, "visits/most", visits.most.to_string());
    }
}
