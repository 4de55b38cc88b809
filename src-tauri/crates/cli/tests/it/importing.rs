//! `counter catalog import` as an author calls it: what was not written stands in a list that a
//! person can read, beside the JSON too.
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

const TABLE: &str = "实施编码,事项名称,实施主体,权力类型,办件类型,服务对象,承诺办结时限,承诺办结时限单位,计划生效日期,计划取消日期,事项状态\n\
    A,示例甲,示例局,05,1,1,20,工作日,2027/1/1,,1\nB,示例乙,示例局,05,1,1,20,工作日,１０月,,1\n";

fn import(folder: &Path, table: &str, json: bool) -> Output {
    let file = folder.join("清单.csv");
    std::fs::write(&file, table).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_counter"));
    command.args(json.then_some("--json")).args(["catalog", "import"]).arg(file);
    command.arg("--into").arg(folder.join("包")).output().unwrap()
}

#[test]
fn what_was_held_back_is_a_list_for_people_and_a_field_for_programs() {
    let folder = tempfile::tempdir().unwrap();
    let answer = import(folder.path(), TABLE, true);
    let told: Value = serde_json::from_slice(&answer.stdout).unwrap();
    assert_eq!(told["written"]["added"], serde_json::json!(["a"]));
    let held = &told["held_back"][0];
    let word = |field: &str| held[field].as_str().unwrap_or_default().to_owned();
    assert_eq!((word("name").as_str(), word("task_code").as_str()), ("示例乙", "B"));
    assert_eq!(
        (word("column").as_str(), word("code").as_str(), &held["row"]),
        ("计划生效日期", "not_a_date", &3.into())
    );
    let beside = String::from_utf8(answer.stderr).unwrap();
    let line = beside.lines().find(|line| line.contains("示例乙")).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    let expected = [
        "示例乙",
        "B",
        "清单.csv",
        "第",
        "3",
        "行",
        "计划生效日期",
        "10月",
        "读不成日期（请写",
        "2027-01-01）",
    ];
    assert_eq!(words, expected);

    let answer = import(folder.path(), TABLE, false);
    let list = String::from_utf8(answer.stdout).unwrap();
    assert!(list.contains("没有变化 1，") && list.contains("暂不写入 1，"), "{list}");
    let heads = list.lines().position(|line| {
        line.split_whitespace().eq(["事项", "实施编码", "位置", "列", "内容", "原因"])
    });
    assert!(list.lines().nth(heads.unwrap() + 1).unwrap().contains("示例乙"), "{list}");
}

#[test]
fn nothing_to_look_at_is_no_list() {
    let folder = tempfile::tempdir().unwrap();
    let sound = TABLE.replace("１０月", "2027-10-01");
    let answer = import(folder.path(), &sound, true);
    assert_eq!((answer.status.success(), answer.stderr.len()), (true, 0));
    let answer = import(folder.path(), &sound.replace("示例甲", "\"示例甲"), true);
    let told: Value = serde_json::from_slice(&answer.stdout).unwrap();
    assert_eq!(
        (answer.status.success(), told["code"].as_str()),
        (false, Some("catalog_not_a_table"))
    );
    assert!(told["message"].as_str().unwrap().contains("row 2: the quote"));
}
