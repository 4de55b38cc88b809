//! `counter catalog due` with what happened on the way: steps, pauses, corrections, an own
//! calendar.
use crate::judging::told;
use serde_json::{Value, json};

const LICENCE: &str = "weisheng-xuke";

fn due(item: &[&str], received: &str, more: &str) -> Value {
    let args = ["catalog", "due", "--received", received].into_iter().chain(item.iter().copied());
    told(&args.chain(more.split_whitespace()).collect::<Vec<_>>()).1
}

#[test]
fn each_step_has_its_limit() {
    for (more, day) in [
        ("", "2026-05-20"),
        ("--stage notice", "2026-04-27"),
        ("--stage decision", "2026-05-20"),
        ("--stage first-review", "2026-05-20"),
        ("--stage result --decided 2026-04-30", "2026-05-18"),
        ("--extended", "2026-06-03"),
        ("--accepted 2026-04-21", "2026-05-21"),
        ("--pause 2026-05-06..2026-05-08", "2026-05-25"),
        ("--pause 2026-05-06..2026-05-08 --pause 2026-05-01..2026-05-07", "2026-05-25"),
    ] {
        assert_eq!(due(&[LICENCE], "2026-04-20", more), json!({ "due": day }), "{more}");
    }
    assert_eq!(
        due(&["--days", "10"], "2026-04-20", "--corrected 2026-04-30"),
        json!({ "due": "2026-05-18" })
    );
}

#[test]
fn the_statute_is_asked_for_by_name() {
    assert_eq!(due(&["xiaocanyin"], "2026-04-20", "")["code"], "no_limit");
    assert_eq!(due(&["xiaocanyin"], "2026-04-20", "--stage decision")["due"], "2026-05-20");
    assert_eq!(due(&["xiaocanyin"], "2026-04-20", "--stage decision --joint")["due"], "2026-06-25");
    // The item itself says that several departments decide.
    for more in ["--extended", "--stage decision --extended"] {
        let joint = due(&["lianhe-yanshou"], "2026-04-20", more);
        // 12 days promised, and 15 more: 10 would be for one department alone.
        assert_eq!(joint["due"], "2026-05-29", "{more}");
        assert_eq!(joint, due(&["lianhe-yanshou"], "2026-04-20", &format!("{more} --joint")));
    }
    assert_eq!(
        due(&["chengxiang-yanglao"], "2026-04-20", "--stage first-review")["code"],
        "no_limit"
    );
    assert_eq!(due(&["chengxiang-yanglao"], "2026-04-20", "--extended")["code"], "no_extension");
}

#[test]
fn today_tells_what_is_left() {
    for (today, left, alert) in [
        ("2026-05-06", 11, "none"),
        ("2026-05-18", 2, "yellow"),
        ("2026-05-20", 0, "yellow"),
        ("2026-05-21", -1, "red"),
    ] {
        let answer = due(&[LICENCE], "2026-04-20", &format!("--today {today}"));
        assert_eq!(answer, json!({ "due": "2026-05-20", "left": left, "alert": alert }));
    }
    let open = due(&[LICENCE], "2026-04-20", "--pause 2026-05-06.. --today 2026-05-12");
    assert_eq!(open, json!({ "due": null, "paused": true, "left": 12, "alert": "none" }));
    for pause in ["2026-05-06", "2026-05-06..2026-05-05"] {
        assert_eq!(
            due(&[LICENCE], "2026-04-20", &format!("--pause {pause}"))["code"],
            "not_a_pause"
        );
    }
}

#[test]
fn a_calendar_that_came_later() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("years.json");
    let with = |text: &str| {
        std::fs::write(&file, text).unwrap();
        due(&["--days", "5"], "2026-12-25", &format!("--calendar {}", file.display()))
    };
    let year = r#"{ "2027": { "off": ["2027-01-01"], "work": ["2027-01-03"], "half": { "2027-01-03": "12:00" } } }"#;
    assert_eq!(with(year), json!({ "due": "2027-01-03", "closes": "12:00" }));
    assert_eq!(with(r#"{ "2027": { "off": ["2028-01-01"] } }"#)["code"], "calendar_contradicts");
    assert_eq!(with("2027")["code"], "calendar_unreadable");
}

#[test]
fn calendar_days_that_end_on_a_day_off_go_on_or_say_so() {
    for (received, answer) in [
        ("2026-09-17", json!({ "due": "2026-10-08", "rolled_from": "2026-10-02" })),
        ("2026-09-20", json!({ "due": "2026-10-08", "rolled_from": "2026-10-05" })),
        ("2026-12-01", json!({ "due": "2026-12-16" })),
    ] {
        assert_eq!(due(&["juzhuzheng"], received, ""), answer, "{received}");
    }
    let folder = tempfile::tempdir().unwrap();
    let item = "id: a\nname: 示例\ndepartment: 局\ntask_type: '05'\nproject_type: commitment\nform: general\n\
        limit: {promise_days: 7, working: false, rolls: false}\n";
    for (name, text) in [
        ("pack.yaml", "{id: a, version: '1', title: 包, note: 示例}"),
        ("items/a.yaml", item),
        ("forms/general.yaml", "{id: general, title: 表, sections: []}"),
    ] {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let pack = format!("--pack {}", folder.path().display());
    let stays = json!({ "due": "2026-10-02", "day_off": true });
    assert_eq!(due(&["a"], "2026-09-25", &pack), stays);
}

#[test]
fn the_calendar_knows_its_years_and_the_law_beyond_them() {
    let after = |received| due(&["--days", "1"], received, "");
    assert_eq!(after("2005-12-30"), json!({ "due": "2005-12-31" }));
    assert_eq!(after("2020-01-23"), json!({ "due": "2020-02-03" }));
    assert_eq!(after("2026-12-31"), json!({ "due": "2027-01-04", "provisional": true }));
    assert_eq!(after("2027-02-04"), json!({ "due": "2027-02-09", "provisional": true }));
    assert_eq!(after("2028-09-30"), json!({ "due": "2028-10-04", "provisional": true }));
}
