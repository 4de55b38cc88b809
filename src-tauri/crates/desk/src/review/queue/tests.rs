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
        pressure: Pressure::Calm,
        with_department: false,
        slip: None,
        working: true,
        revision: 2,
        in_place_of: None,
        is_replacement_unread,
        marks: Vec::new(),
        late: Vec::new(),
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

#[test]
fn the_most_pressing_stands_first_whatever_its_day() {
    let judged =
        |case: &str, deadline: &str, pressure| QueueRow { pressure, ..row(case, deadline, false) };
    let mut rows = [
        judged("calm", "2026-11-02", Pressure::Calm),
        judged("near", "2026-11-03", Pressure::Near),
        judged("past", "2026-11-30", Pressure::Past),
        judged("today", "2026-11-20", Pressure::LastDay),
    ];
    sort_rows(&mut rows, QueueSort::Deadline);
    assert_eq!(rows.map(|row| row.case), ["past", "today", "near", "calm"]);
}

#[test]
fn a_page_that_is_not_full_is_the_last() {
    let page = |cases| vec![filed(serde_json::json!({})); cases];
    let full = MAX_QUEUED as usize;
    assert_eq!(last_of_page(&page(0)), None);
    assert_eq!(last_of_page(&page(full - 1)), None);
    assert_eq!(last_of_page(&page(full)), Some(Uuid::nil()));
    // Behind the newest stand older ones that are marked: the page ends before them.
    let mut marked = page(full + 1);
    marked[full - 1].filed.case = Uuid::max();
    assert_eq!(last_of_page(&marked), Some(Uuid::max()));
}

#[test]
fn what_waits_for_somebody_is_never_left_for_a_later_page() {
    let head = |status: Status, delivery: Delivery| HeadRow {
        case: String::new(),
        status: variant_code(&status),
        delivery: variant_code(&delivery),
        clerk: String::new(),
        item: String::new(),
        provisional: None,
        official: None,
        updated_ms: 0,
        summary: String::new(),
        search: String::new(),
    };
    for (status, delivery, expected) in [
        (Status::Draft, Delivery::None, false),
        (Status::Accepted, Delivery::Queued, false),
        (Status::Accepted, Delivery::Parked, false),
        (Status::Accepted, Delivery::Acknowledged, true),
        (Status::Accepted, Delivery::HandedOver, true),
        (Status::Correction, Delivery::Acknowledged, false),
        (Status::Returned, Delivery::Acknowledged, false),
        (Status::Withdrawn, Delivery::Parked, false),
        (Status::Withdrawn, Delivery::Acknowledged, true),
        (Status::Voided, Delivery::None, true),
    ] {
        assert_eq!(is_over(&head(status, delivery)), expected, "{status:?} {delivery:?}");
    }
}

fn filed(changes: serde_json::Value) -> QueueCase {
    let mut case = serde_json::json!({
        "case": uuid::Uuid::nil(), "number": "示办2026-0001", "provisional": null,
        "item": "gaoling-jintie", "decision": "accepted", "state": "acknowledged",
        "received_at": "2026-11-02T01:00:00Z", "filed_at": "2026-11-10T01:00:00Z",
        "revision": 1, "returned": false, "clerk": "1001", "window": "03",
    });
    for (name, value) in changes.as_object().unwrap() {
        case[name] = value.clone();
    }
    serde_json::from_value(case).unwrap()
}

#[test]
fn what_the_office_ended_as_asked_stands_so() {
    let status = |changes| filed_status(&filed(changes));
    assert_eq!(status(serde_json::json!({ "withdrawn": true })), Status::Withdrawn);
    let refused = serde_json::json!({ "withdrawn": true, "decision": "refused" });
    assert_eq!(status(refused), Status::Refused, "of an acceptance alone");
    let lapsed = serde_json::json!({ "lapsed": true, "decision": "correction" });
    assert_eq!(status(lapsed), Status::Lapsed);
    let plain = serde_json::to_value(filed(serde_json::json!({}))).unwrap();
    assert!(plain.get("lapsed").is_none(), "left out where it was not");
    assert!(plain.get("withdrawn").is_none(), "left out where it was not");
}

#[test]
fn what_silence_accepted_stands_so_while_papers_are_asked_for() {
    let status = |changes| filed_status(&filed(changes));
    assert_eq!(status(serde_json::json!({})), Status::Accepted);
    assert_eq!(status(serde_json::json!({ "asks_papers": true })), Status::Deemed);
    let returned = serde_json::json!({ "asks_papers": true, "returned": true });
    assert_eq!(status(returned), Status::Returned);
    let correction = serde_json::json!({ "asks_papers": true, "decision": "correction" });
    assert_eq!(status(correction), Status::Correction, "of an acceptance alone");
    let plain = serde_json::to_value(filed(serde_json::json!({}))).unwrap();
    assert!(plain.get("asks_papers").is_none(), "left out where it does not");
}

#[test]
fn a_case_of_another_window_is_late_by_the_day_that_its_paper_names() {
    let json = serde_json::json!({
        "id": "gaoling-jintie", "name": "示例", "department": "示例局", "task_type": "05",
        "form": "general", "project_type": "commitment", "limit": { "promise_days": 10 },
    });
    let item: Item = serde_json::from_value(json).unwrap();
    let calendar = Calendar::builtin();
    let due = |changes| {
        let case = filed(changes);
        let course = case.course.clone().unwrap();
        let settled = settle_listed(&item, &case, &course, &calendar);
        let today = "2026-11-10".parse().unwrap();
        let clock = legal_clock(&settled, &course, Status::Accepted, &calendar, today);
        (clock.deadline.map(|day| date_text(day.date)).unwrap(), clock.days_left.unwrap())
    };
    let course = serde_json::json!({ "received": "2026-11-02", "accepted": "2026-11-02" });
    let usual = due(serde_json::json!({ "course": course }));
    assert_eq!(usual, ("2026-11-16".to_owned(), 4), "an office of before names no day");
    let own = due(serde_json::json!({ "course": course, "promise_day": "2026-11-06" }));
    assert_eq!(own, ("2026-11-06".to_owned(), -2), "and it stands among the late ones");
}
