use super::*;
use crate::contract::views::CaseRow;
use crate::views::lists::case_row;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// As the program wrote it until the summary had a type of its own: the row of the screen.
const FORMER: &str = r#"{"id":"0d2f7a52-5a4e-4b0e-9a61-4c1c7f0b8d11","status":"received","delivery":"none","number":"示办2026-0007",
"provisional":"临-3-0001","item":"高龄老人津贴申请","people":"陈示例、李示例","deadline":"2026-12-20","updated_at":"2026-11-22 09:30",
"clerk":"1001","next":"decide","held":{"reason":"other","note":"等儿子来电","originals":"at_window","since":"2026-11-22 09:29",
"by":"1002"},"slip":{"slip":"0042","received_at":"2026-11-21 16:05"}}"#;

/// As it is written now.
const PRESENT: &str = r#"{"item":"高龄老人津贴申请","people":"陈示例、李示例","deadline":"2026-12-20","next":"decide",
"slip":{"slip":"0042","received_at":"2026-11-21 16:05"},"hold":{"reason":"other","originals":"at_window","note":"等儿子来电",
"since":"2026-11-22 09:29","by":"1002"}}"#;

fn head(summary: &str) -> HeadRow {
    HeadRow {
        case: "0d2f7a52-5a4e-4b0e-9a61-4c1c7f0b8d11".into(),
        status: "received".into(),
        delivery: "none".into(),
        clerk: "1001".into(),
        item: "gaoling-jintie".into(),
        provisional: Some("临-3-0001".into()),
        official: Some("示办2026-0007".into()),
        // 2026-11-22 09:30 in Beijing.
        updated_ms: 1_795_311_000_000,
        summary: summary.into(),
        search: String::new(),
    }
}

fn read_row(summary: &str) -> CaseRow {
    let head = head(summary);
    let summary = CaseSummary::read(&head);
    case_row(head, summary, Default::default(), false)
}

/// Without what is counted at each look.
fn row(summary: &str) -> Value {
    let mut row = serde_json::to_value(read_row(summary)).unwrap();
    let fields = row.as_object_mut().unwrap();
    assert_eq!(fields.remove("pressure"), Some(json!("calm")));
    assert_eq!(fields.remove("days_left"), Some(Value::Null));
    assert_eq!(fields.remove("damaged"), Some(json!(false)));
    row
}

#[test]
fn a_row_of_each_version_shows_the_same() {
    let former: Value = serde_json::from_str(FORMER).unwrap();
    assert_eq!(row(FORMER), former);
    assert_eq!(row(PRESENT), former);
    let rewritten = CaseSummary::parse(FORMER).unwrap().write_into(head(FORMER));
    let present: Value = serde_json::from_str(PRESENT).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&rewritten.summary).unwrap(), present);
}

#[test]
fn a_deadline_that_may_move_says_so() {
    let mut summary: Value = serde_json::from_str(PRESENT).unwrap();
    summary["deadline_provisional"] = json!(true);
    assert_eq!(row(&summary.to_string())["deadline_provisional"], json!(true));
}

#[test]
fn fields_that_are_missing_or_unknown_hide_no_row() {
    let empty = row("{}");
    assert_eq!(
        (&empty["item"], &empty["number"], &empty["status"]),
        (&json!(""), &json!("示办2026-0007"), &json!("received"))
    );
    let mut newer: Value = serde_json::from_str(PRESENT).unwrap();
    newer["colour"] = json!({ "of": ["a", "later", "program"] });
    newer["hold"]["colour"] = json!(7);
    assert_eq!(row(&newer.to_string()), row(PRESENT));
    newer["next"] = json!("ask_the_moon");
    let mut expected = row(PRESENT);
    expected["next"] = json!(null);
    assert_eq!(row(&newer.to_string()), expected, "a step of a later program");
    for field in ["item", "people", "deadline", "next", "slip", "hold"] {
        let mut older: Value = serde_json::from_str(PRESENT).unwrap();
        older.as_object_mut().unwrap().remove(field);
        assert!(CaseSummary::parse(&older.to_string()).is_some(), "without {field}");
    }
    for (part, field) in [
        ("hold", "note"),
        ("hold", "since"),
        ("hold", "by"),
        ("slip", "slip"),
        ("slip", "received_at"),
    ] {
        let mut older: Value = serde_json::from_str(PRESENT).unwrap();
        older[part].as_object_mut().unwrap().remove(field);
        assert!(CaseSummary::parse(&older.to_string()).is_some(), "{part} without {field}");
    }
}

#[test]
fn what_cannot_be_read_stays_with_what_its_columns_say() {
    let unknown_reason = PRESENT.replace("\"other\"", "\"nobody knows\"");
    for summary in ["", "no JSON", "[1]", "null", &PRESENT[..40], &unknown_reason] {
        let row = read_row(summary);
        assert_eq!(
            (row.item.as_str(), row.clerk.as_str()),
            ("gaoling-jintie", "1001"),
            "{summary}"
        );
        assert_eq!(
            (row.number.as_deref(), row.provisional.as_deref()),
            (Some("示办2026-0007"), Some("临-3-0001"))
        );
    }
}

#[test]
fn a_case_is_found_by_what_people_read_and_by_no_key() {
    let text = CaseSummary::parse(FORMER).unwrap().write_into(head(FORMER)).search;
    for value in [
        "高龄老人",
        "陈示例",
        "李示例",
        "示办2026-0007",
        "临-3-0001",
        "0042",
        "1001",
        "1002",
        "等儿子来电",
        "2026-12-20",
        "2026-11-22 09:30",
    ] {
        assert!(text.contains(value), "{value}");
    }
    for key in [
        "li",
        "delivery",
        "received",
        "none",
        "decide",
        "other",
        "at_window",
        "item",
        "{",
        "\"",
        "0d2f7a52",
    ] {
        assert!(!text.contains(key), "{key}");
    }
    assert!(!text.contains("申请陈"), "one value does not run into the next");
    let bare = CaseSummary::default().search_text(&HeadRow {
        provisional: None,
        official: None,
        ..head("")
    });
    assert_eq!(
        bare, "1001\n2026-11-22 09:30",
        "never empty: that would mean that it is still to be filled in"
    );
}

#[test]
fn a_person_is_found_by_the_latin_name_however_it_is_typed() {
    let summary = CaseSummary {
        people: "示例外、JANE SAMPLE".into(),
        latin: "SANTOS, MARIA".into(),
        ..CaseSummary::default()
    };
    let text = summary.search_text(&head(""));
    for key in ["示例外", "santosmaria", "mariasantos", "samplejane", "JANE SAMPLE"] {
        assert!(text.contains(key), "{key}: {text}");
    }
    let stored: CaseSummary =
        CaseSummary::parse(&serde_json::to_string(&summary).unwrap()).unwrap();
    assert!(stored == summary);
}

/// The desk's share of an upgrade; the store measures its own.
#[test]
fn ten_thousand_rows_are_read_and_rewritten_quickly() {
    let start = Instant::now();
    let rows: Vec<HeadRow> =
        (0..10_000).map(|_| CaseSummary::parse(FORMER).unwrap().write_into(head(FORMER))).collect();
    let took = start.elapsed();
    println!("10,000 summaries read and rewritten in {took:?}");
    assert_eq!(rows.len(), 10_000);
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn a_deadline_is_counted_anew_where_another_calendar_counted_it_or_nobody_says_which() {
    let former = CaseSummary::parse(FORMER).unwrap();
    assert!(former.is_counted_otherwise("a1"));
    let counted = CaseSummary { counted_by: "a1".into(), ..former.clone() };
    assert!(!counted.is_counted_otherwise("a1") && counted.is_counted_otherwise("b2"));
    assert!(!CaseSummary { deadline: None, ..former }.is_counted_otherwise("a1"), "nothing runs");
    let read = CaseSummary::read(&HeadRow { delivery: "handed_over".into(), ..head(FORMER) });
    assert_eq!((read.status, read.delivery), (Status::Received, Delivery::HandedOver));
    let stored = serde_json::to_string(&read).unwrap();
    assert!(!stored.contains("handed_over"), "what the columns say is not stored twice");
}
