//! The limit by which one case was promised, where only the day that its paper names is known, as in
//! a list of the office's: the citizen's situation, and a pack of before, may give another limit than
//! the item as it stands in the catalogue.

use std::borrow::Cow;

use super::count::Count;
use super::{Course, Stage, stage_clock};
use crate::item::{Item, Limit, ProjectType};
use crate::time::calendar::Calendar;
use crate::time::date::Date;

/// The item as `promised`, the day of the receipt, says that it is for this case. What happened since
/// (pauses, an extension) is no part of a promise, and is counted on top of it as ever.
pub fn settle_promise<'a>(
    item: &'a Item,
    course: &Course,
    promised: Date,
    cal: &Calendar,
) -> Cow<'a, Item> {
    let plain = Course { pauses: Vec::new(), extended: None, ..course.clone() };
    let ends_so = |item: &Item, course: &Course| {
        let clock = stage_clock(item, Stage::Decision, course, cal, promised);
        clock.deadline.is_some_and(|deadline| deadline.date == promised)
    };
    let Some(start) = course.acceptance_day() else { return Cow::Borrowed(item) };
    if ends_so(item, &plain) || ends_so(item, course) {
        return Cow::Borrowed(item);
    }
    if promised <= start {
        return Cow::Owned(Item { project_type: ProjectType::OnTheSpot, ..item.clone() });
    }
    let known = item.limit.as_ref().is_none_or(|limit| limit.working);
    let candidates = [known, !known].map(|working| {
        let count = Count { cal, working, rolls: true, pauses: &[] };
        promise_of(item, count.days_between(start, promised), working)
    });
    let settled = candidates.into_iter().find(|candidate| ends_so(candidate, &plain));
    settled.map_or(Cow::Borrowed(item), Cow::Owned)
}

fn promise_of(item: &Item, days: u32, working: bool) -> Item {
    let limit = Limit {
        legal_days: None,
        promise_days: Some(days),
        working,
        rolls: true,
        text: None,
        official: false,
        class: None,
        special: Vec::new(),
    };
    Item { project_type: ProjectType::Commitment, limit: Some(limit), ..item.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{Pause, find_late_decision};
    use jiff::civil::date;

    /// Ten working days; a Monday is day 0, so the Monday two weeks later is the last.
    fn item() -> Item {
        let json = serde_json::json!({
            "id": "shili", "name": "示例", "department": "示例局", "task_type": "01",
            "form": "general", "project_type": "commitment", "article32": true,
            "limit": { "legal_days": 20, "promise_days": 10 },
        });
        serde_json::from_value(json).unwrap()
    }

    fn course(decided: Option<Date>) -> Course {
        let monday = Some(date(2026, 11, 2));
        Course { received: monday, accepted: monday, decided, ..Course::default() }
    }

    fn late(promised: Date, course: &Course) -> Option<(Date, Date)> {
        let (item, cal) = (item(), Calendar::builtin());
        let settled = settle_promise(&item, course, promised, &cal);
        find_late_decision(&settled, course, &cal).map(|late| (late.due, late.on))
    }

    #[test]
    fn a_decision_is_late_by_its_own_promise_and_not_by_the_items() {
        let friday = date(2026, 11, 6);
        let on = date(2026, 11, 9);
        assert_eq!(find_late_decision(&item(), &course(Some(on)), &Calendar::builtin()), None);
        assert_eq!(late(friday, &course(Some(on))), Some((friday, on)));
        assert_eq!(late(friday, &course(Some(friday))), None);
        let later = date(2026, 11, 30);
        assert_eq!(late(later, &course(Some(date(2026, 11, 20)))), None, "the item's is over");
        assert_eq!(late(date(2026, 11, 16), &course(Some(date(2026, 11, 16)))), None);
    }

    #[test]
    fn what_was_promised_for_the_day_itself_is_late_on_the_next() {
        let monday = date(2026, 11, 2);
        let on = date(2026, 11, 3);
        assert_eq!(late(monday, &course(Some(on))), Some((monday, on)));
        assert_eq!(late(monday, &course(Some(monday))), None);
    }

    #[test]
    fn a_day_that_neither_unit_reaches_leaves_the_items_limit() {
        let (item, cal) = (item(), Calendar::builtin());
        // The eighth is a Sunday: calendar days that roll end on the Monday, so neither unit fits.
        let sunday = date(2026, 11, 8);
        let settled = settle_promise(&item, &course(None), sunday, &cal);
        assert_eq!(*settled, item, "what cannot be counted stays the item's");
    }

    #[test]
    fn pauses_and_an_extension_come_on_top() {
        let friday = date(2026, 11, 6);
        let on = date(2026, 11, 12);
        let pause = Pause { from: date(2026, 11, 3), to: Some(date(2026, 11, 4)) };
        // Four working days from Monday, two of which did not count.
        let paused = Course { pauses: vec![pause], ..course(Some(on)) };
        assert_eq!(late(friday, &paused), Some((date(2026, 11, 10), on)));
        let extended = Course { extended: Some(5), ..course(Some(on)) };
        assert_eq!(late(friday, &extended), None);
        let past = Course { extended: Some(3), ..course(Some(on)) };
        assert_eq!(late(friday, &past), Some((date(2026, 11, 11), on)));
    }
}
