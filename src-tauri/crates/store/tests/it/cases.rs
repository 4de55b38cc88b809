//! Journals, heads, numbers, the outbox, settings and the audit trail.

use crate::station::{Station, begin, entry, head, submission};
use counter_store::{AuditRow, CaseWrite, HeadFilter, HeadRow, OutboxRow, StoreError};
use tempfile::tempdir;

type Done = Result<(), Box<dyn std::error::Error>>;

#[test]
fn a_step_is_found_again_after_a_restart() -> Done {
    let dir = tempdir()?;
    let station = Station::at(dir.path());
    let row = HeadRow { provisional: Some("P-1".into()), ..head("a", 5) };
    let sent = submission("a", "queued", 0);
    let entries = [entry("a", 0), entry("a", 1)];
    station.open()?.append(&CaseWrite {
        case: "a",
        expected_seq: 0,
        entries: &entries,
        head: &row,
        outbox: std::slice::from_ref(&sent),
    })?;
    let store = station.open()?;
    assert!(store.entries("a")? == entries);
    assert!(store.head("a")? == Some(row));
    assert!(store.outbox_row("a")? == Some(sent));
    assert!(store.entries("b")?.is_empty() && store.head("b")?.is_none());
    store.check_integrity()?;
    Ok(())
}

#[test]
fn a_step_that_does_not_fit_changes_nothing() -> Done {
    let dir = tempdir()?;
    let mut store = Station::at(dir.path()).open()?;
    begin(&mut store, &head("a", 1))?;
    let newer = head("a", 2);
    let stray = submission("b", "queued", 0);
    let gap = [entry("a", 2)];
    let unchained = [counter_store::EntryRow { prev: "other".into(), ..entry("a", 1) }];
    let of_other = [entry("b", 1)];
    let fine = [entry("a", 1)];
    let write = |expected_seq, entries, outbox| CaseWrite {
        case: "a",
        expected_seq,
        entries,
        head: &newer,
        outbox,
    };
    let cases: [(&str, CaseWrite); 6] = [
        ("not seen the first entry", write(0, &fine, &[])),
        ("seen more than there is", write(2, &fine, &[])),
        ("a gap", write(1, &gap, &[])),
        ("another chain", write(1, &unchained, &[])),
        ("another case's entry", write(1, &of_other, &[])),
        ("another case's submission", write(1, &fine, std::slice::from_ref(&stray))),
    ];
    for (what, step) in cases {
        assert!(matches!(store.append(&step), Err(StoreError::Conflict)), "{what}");
        assert_eq!(store.entries("a")?.len(), 1, "{what}");
        assert_eq!(store.head("a")?.map(|h| h.updated_ms), Some(1), "{what}");
    }
    store.append(&write(1, &fine, &[]))?;
    assert_eq!(store.entries("a")?.len(), 2);
    Ok(())
}

#[test]
fn a_step_of_two_cases_is_written_whole_or_not_at_all() -> Done {
    let dir = tempdir()?;
    let station = Station::at(dir.path());
    let mut store = station.open()?;
    begin(&mut store, &head("a", 1))?;
    let (ended, opened) = (head("a", 2), head("b", 2));
    let event = submission("a", "queued", 0);
    let (end, open, gap) = ([entry("a", 1)], [entry("b", 0)], [entry("b", 1)]);
    let first = |expected_seq| CaseWrite {
        case: "a",
        expected_seq,
        entries: &end,
        head: &ended,
        outbox: std::slice::from_ref(&event),
    };
    let next =
        |entries| CaseWrite { case: "b", expected_seq: 0, entries, head: &opened, outbox: &[] };
    // What does not fit of one of them leaves the other as it was.
    for steps in [[first(1), next(&gap)], [first(0), next(&open)]] {
        assert!(matches!(store.append_pair(&steps), Err(StoreError::Conflict)));
        assert_eq!((store.entries("a")?.len(), store.entries("b")?.len()), (1, 0));
        assert!(store.outbox_row("a")?.is_none() && store.head("b")?.is_none());
    }
    store.append_pair(&[first(1), next(&open)])?;
    drop(store);
    let store = station.open()?;
    assert_eq!((store.entries("a")?.len(), store.entries("b")?.len()), (2, 1));
    assert!(store.outbox_row("a")? == Some(event) && store.head("b")? == Some(opened));
    Ok(())
}

#[test]
fn a_number_belongs_to_one_case_for_ever() -> Done {
    let dir = tempdir()?;
    let mut store = Station::at(dir.path()).open()?;
    let numbered = |case: &str, p: Option<&str>, o: Option<&str>| HeadRow {
        provisional: p.map(Into::into),
        official: o.map(Into::into),
        ..head(case, 1)
    };
    begin(&mut store, &numbered("a", Some("P-1"), None))?;
    let mut put = |h: &HeadRow, seen| {
        store.append(&CaseWrite {
            case: &h.case,
            expected_seq: seen,
            entries: &[],
            head: h,
            outbox: &[],
        })
    };
    put(&numbered("a", Some("P-1"), Some("O-1")), 1)?;
    let taken = |answer| matches!(answer, Err(StoreError::NumberTaken));
    assert!(taken(put(&numbered("b", Some("P-1"), None), 0)));
    assert!(taken(put(&numbered("b", None, Some("O-1")), 0)));
    assert!(taken(put(&numbered("a", Some("P-2"), Some("O-1")), 1)));
    assert!(taken(put(&numbered("a", Some("P-1"), Some("O-2")), 1)));
    assert!(taken(put(&numbered("a", Some("P-1"), None), 1)), "a number does not get lost");
    put(&numbered("b", Some("P-2"), Some("O-2")), 0)?;
    Ok(())
}

#[test]
fn lists_are_narrowed_and_newest_first() -> Done {
    let dir = tempdir()?;
    let mut store = Station::at(dir.path()).open()?;
    for row in [
        HeadRow {
            provisional: Some("P-100%".into()),
            search: "陈示例\nP-100%".into(),
            ..head("a", 1)
        },
        HeadRow { status: "accepted".into(), search: "李示例\nO-2".into(), ..head("b", 3) },
        HeadRow {
            status: "refused".into(),
            clerk: "c2".into(),
            search: "a_b".into(),
            ..head("c", 2)
        },
    ] {
        begin(&mut store, &row)?;
    }
    let found = |f: HeadFilter| -> Result<String, StoreError> {
        Ok(store.heads(&f)?.into_iter().map(|h| h.case).collect())
    };
    let text = |t: &str| HeadFilter { text: Some(t.into()), ..Default::default() };
    let statuses = |s: &[&str]| HeadFilter {
        statuses: s.iter().map(|s| (*s).into()).collect(),
        ..Default::default()
    };
    assert_eq!(found(HeadFilter::default())?, "bca");
    assert_eq!(found(HeadFilter { limit: 2, ..Default::default() })?, "bc");
    assert_eq!(found(HeadFilter { clerk: Some("c2".into()), ..Default::default() })?, "c");
    assert_eq!(found(statuses(&["draft", "refused"]))?, "ca");
    assert_eq!(found(text("示例"))?, "ba");
    assert_eq!(found(text("O-2"))?, "b");
    assert_eq!(found(text("o-2"))?, "b", "capitals do not matter");
    assert_eq!(found(text("name"))?, "", "the JSON is not searched");
    assert_eq!(found(text("0%"))?, "a");
    assert_eq!(found(text("%"))?, "a", "typed signs stand for themselves");
    assert_eq!(found(text("_"))?, "c");
    assert_eq!(found(text("\\"))?, "");
    let words = |words: &[&str]| HeadFilter {
        words: words.iter().map(|word| (*word).into()).collect(),
        ..text("nobody")
    };
    assert_eq!(found(words(&["100", "陈"]))?, "a", "all of them, in any order");
    assert_eq!(found(words(&["100", "李"]))?, "");
    assert_eq!(found(words(&["o-2"]))?, "b");
    assert_eq!(
        found(HeadFilter {
            clerk: Some("c1".into()),
            text: Some("a_b".into()),
            ..Default::default()
        })?,
        ""
    );
    Ok(())
}

#[test]
fn a_search_text_is_filled_in_once() -> Done {
    let dir = tempdir()?;
    let mut store = Station::at(dir.path()).open()?;
    for case in ["a", "b", "c"] {
        begin(&mut store, &HeadRow { search: String::new(), ..head(case, 1) })?;
    }
    let mut rows = store.heads_to_fill()?;
    rows.sort_by(|one, other| one.case.cmp(&other.case));
    assert_eq!(rows.len(), 3);
    for row in &mut rows {
        row.summary = "{}".into();
        row.search = "filled".into();
    }
    // Meanwhile one of them went on, and has its text from that.
    let newer = HeadRow { search: "newer".into(), ..head("b", 2) };
    store.append(&CaseWrite {
        case: "b",
        expected_seq: 1,
        entries: &[],
        head: &newer,
        outbox: &[],
    })?;
    store.fill_heads(&rows)?;
    assert!(store.heads_to_fill()?.is_empty());
    assert!(store.head("b")? == Some(newer));
    assert!(store.head("a")? == rows.first().cloned());
    Ok(())
}

#[test]
fn the_outbox_gives_what_is_not_acknowledged_oldest_first() -> Done {
    let dir = tempdir()?;
    let mut store = Station::at(dir.path()).open()?;
    let rows = [
        ("z", "queued", 10),
        ("y", "parked", 0),
        ("x", "sending", 5),
        ("w", "awaiting_materials", 20),
        ("v", "acknowledged", 0),
        ("u", "refused", 0),
    ];
    for (case, state, at) in rows {
        begin(&mut store, &head(case, 1))?;
        store.put_outbox(&submission(case, state, at))?;
    }
    let cases = |rows: Vec<OutboxRow>| rows.into_iter().map(|r| r.case).collect::<String>();
    assert_eq!(cases(store.outbox_open()?), "zyxwu");
    assert_eq!(cases(store.outbox_all()?), "zyxwvu");
    Ok(())
}

#[test]
fn a_submission_moves_on_but_never_changes() -> Done {
    let dir = tempdir()?;
    let mut store = Station::at(dir.path()).open()?;
    begin(&mut store, &head("a", 1))?;
    begin(&mut store, &head("b", 1))?;
    let first = submission("a", "queued", 0);
    store.put_outbox(&first)?;
    let tried = OutboxRow {
        state: "sending".into(),
        attempts: 3,
        last_code: Some("office_500".into()),
        progress: r#"{"p":1}"#.into(),
        ..first.clone()
    };
    store.put_outbox(&tried)?;
    for changed in [
        OutboxRow { payload: "{}".into(), ..first.clone() },
        OutboxRow { key: "other".into(), ..first.clone() },
    ] {
        assert!(matches!(store.put_outbox(&changed), Err(StoreError::PayloadFixed)));
    }
    let same_key = OutboxRow { case: "b".into(), ..first };
    assert!(matches!(store.put_outbox(&same_key), Err(StoreError::Conflict)), "one key, one case");
    let caseless = store.put_outbox(&submission("none", "queued", 0));
    assert!(matches!(caseless, Err(StoreError::UnknownCase)), "no submission without a case");
    assert!(store.outbox_all()? == [tried]);
    Ok(())
}

#[test]
fn an_event_is_a_row_of_its_own_beside_the_revision_that_it_follows() -> Done {
    let dir = tempdir()?;
    let mut store = Station::at(dir.path()).open()?;
    begin(&mut store, &head("a", 1))?;
    let event = |id: &str| OutboxRow {
        event: Some(id.into()),
        key: id.into(),
        ..submission("a", "queued", 0)
    };
    store.put_outbox(&submission("a", "acknowledged", 0))?;
    for id in ["e1", "e2"] {
        store.put_outbox(&event(id))?;
    }
    let sent = OutboxRow { state: "sending".into(), ..event("e1") };
    store.put_outbox(&sent)?;
    assert!(store.outbox_events("a")? == [sent.clone(), event("e2")], "in order");
    assert!(store.outbox_rows("a")? == [submission("a", "acknowledged", 0)]);
    assert!(store.outbox_row("a")?.is_some_and(|row| row.event.is_none()), "the newest decision");
    assert!(store.outbox_open()? == [sent.clone(), event("e2")], "in the one order of all");
    assert!(store.outbox_by_key("e1")? == Some(sent) && store.outbox_by_key("e3")?.is_none());
    let changed = OutboxRow { payload: "{}".into(), ..event("e2") };
    assert!(matches!(store.put_outbox(&changed), Err(StoreError::PayloadFixed)));
    Ok(())
}

#[test]
fn cases_and_submissions_are_counted_by_their_state_and_name_nobody() -> Done {
    let dir = tempdir()?;
    let mut store = Station::at(dir.path()).open()?;
    assert_eq!((store.count_statuses()?.len(), store.count_states()?.len()), (0, 0));
    for (case, status) in [("a", "draft"), ("b", "accepted"), ("c", "accepted")] {
        begin(&mut store, &HeadRow { status: status.into(), ..head(case, 1) })?;
    }
    store.put_outbox(&submission("b", "queued", 0))?;
    let parked = OutboxRow { last_code: Some("too_large".into()), ..submission("c", "parked", 0) };
    store.put_outbox(&parked)?;
    assert_eq!(store.count_statuses()?, [("accepted".to_owned(), 2), ("draft".to_owned(), 1)]);
    let states = store.count_states()?;
    assert_eq!(states[0], ("parked".to_owned(), Some("too_large".to_owned()), 1));
    assert_eq!(states[1], ("queued".to_owned(), None, 1));
    assert!(store.schema_version()? >= 6);
    let engine = store.engine_version()?;
    assert!(engine.starts_with("SQLite 3.") && engine.contains("SQLCipher 4."), "{engine}");
    Ok(())
}

#[test]
fn numbers_of_a_series_never_come_twice() -> Done {
    let dir = tempdir()?;
    let station = Station::at(dir.path());
    let mut store = station.open()?;
    assert_eq!(
        [store.next_number("case")?, store.next_number("case")?, store.next_number("form")?],
        [1, 2, 1]
    );
    for expected in 3..20 {
        assert_eq!(store.next_number("case")?, expected);
    }
    drop(store);
    let after = station.open()?.next_number("case")?;
    assert!((20..40).contains(&after), "{after}: not again, and not far on");
    Ok(())
}

#[test]
fn settings_and_audit_lines_stay() -> Done {
    let dir = tempdir()?;
    let station = Station::at(dir.path());
    let mut store = station.open()?;
    let line = |action: &str| AuditRow {
        at: "2026-03-02T09:00:00+08:00".into(),
        by: "c1".into(),
        action: action.into(),
        case: Some("a".into()),
        outcome: "done".into(),
    };
    store.put_setting("window", "1")?;
    store.put_setting("window", "2")?;
    store.append_audit(&line("sign_in"))?;
    let row = head("a", 1);
    let step =
        |seen| CaseWrite { case: "a", expected_seq: seen, entries: &[], head: &row, outbox: &[] };
    store.append_audited(&step(0), &[line("began")])?;
    assert!(store.append_audited(&step(7), &[line("never")]).is_err());
    drop(store);
    let store = station.open()?;
    assert_eq!(store.setting("window")?.as_deref(), Some("2"));
    assert_eq!(store.setting("none")?, None);
    assert_eq!(store.audit_lines(9)?, [line("began"), line("sign_in")]);
    let proof = store.prove_audit()?;
    assert_eq!((proof.lines, proof.unchained, proof.broken), (2, 0, None));
    let head = store.audit_head()?;
    assert_eq!(
        (head.lines, &head.head),
        (2, &proof.head),
        "the line that was taken back is in none"
    );
    assert_eq!(store.audit_hash(2)?, Some(head.head));
    assert_eq!(store.audit_hash(3)?, None);
    Ok(())
}

#[test]
fn rows_show_no_person_when_logged() {
    let rows = format!(
        "{:?} {:?} {:?} {:?}",
        entry("a", 1),
        head("a", 1),
        submission("a", "queued", 0),
        HeadFilter { text: Some("陈示例".into()), ..Default::default() }
    );
    for private in ["示例", "fact", "manifest", "key of"] {
        assert!(!rows.contains(private), "{private} in {rows}");
    }
}
