use super::*;

fn row(case: &str, deadline: &str, is_replacement_unread: bool) -> QueueRow {
    QueueRow {
        case: case.into(),
        item: String::new(),
        number: None,
        provisional: None,
        clerk: "1001".into(),
        window: "03".into(),
        status: Status::Accepted,
        delivery: Delivery::Acknowledged,
        received_at: None,
        age_minutes: 0,
        deadline: Some(deadline.into()),
        deadline_provisional: false,
        days_left: None,
        working: true,
        revision: 2,
        in_place_of: None,
        is_replacement_unread,
        marks: Vec::new(),
        here: true,
    }
}

#[test]
fn an_unread_replacement_stands_before_what_is_due_first() {
    for by in [QueueSort::Deadline, QueueSort::Age, QueueSort::Clerk] {
        let mut rows = [row("due", "2026-11-01", false), row("replaced", "2026-12-01", true)];
        sort_rows(&mut rows, by);
        assert_eq!(rows[0].case, "replaced", "{by:?}");
    }
    let mut rows = [row("replaced", "2026-12-01", false), row("due", "2026-11-01", false)];
    sort_rows(&mut rows, QueueSort::Deadline);
    assert_eq!(rows[0].case, "due", "once read it has its place again");
}
