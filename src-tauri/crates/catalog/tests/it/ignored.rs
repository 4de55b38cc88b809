//! Files of a pack's folder that nobody reads, and names that stand twice.

use std::fs;
use std::path::Path;

use counter_catalog::{Lint, LintCode, Pack, Source, lint_source};

const ITEM: &str = "{id: one, name: 一, department: 示例局, task_type: '21', project_type: on_the_spot, form: general}";

fn write(dir: &Path, name: &str, text: &str) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn small(dir: &Path) {
    write(dir, "pack.yaml", "{id: small, version: '1', title: 小包, note: 示例}");
    write(dir, "items/one.yaml", ITEM);
    write(dir, "forms/general.yaml", "{id: general, title: 申请表, sections: []}");
    write(dir, "cases.yaml", "[]");
}

fn found(dir: &Path) -> Vec<Lint> {
    lint_source(&Source::from_dir(dir).unwrap())
}

#[test]
fn a_file_that_is_read_by_nobody_is_named() {
    let dir = tempfile::tempdir().unwrap();
    small(dir.path());
    // What lies beside the content everywhere.
    for beside in [
        "README.md",
        "schema/item.schema.json",
        "items/.gitkeep",
        ".git/config.yaml",
        "forms/Thumbs.db",
    ] {
        write(dir.path(), beside, "");
    }
    assert_eq!(found(dir.path()), []);
    let stray = [
        "forms/biao.docx",
        "items/dibao.YAML",
        "items/dibao.yaml.bak",
        "items/dibao.yaml~",
        "items/dibao.yml",
        "items/minzheng/dibao.yaml",
        "items/minzheng/old/dibao.yml",
        "items/清单.xlsx",
        "items/schema/dibao.yaml",
        "items/one.yaml.crdownload",
        "items/one(1).json",
        "forms/~$biao.xlsx",
        "old/schema/item.yaml",
        "calendar.yml",
        "CASES.yaml",
        "calender.yaml",
        "dibao.yaml",
        "Items/dibao.yaml",
        "backup/items/dibao.yaml.txt",
        "pack.yml",
    ];
    for name in stray {
        write(dir.path(), name, ITEM);
    }
    let mut told: Vec<String> = found(dir.path())
        .into_iter()
        .filter(|lint| lint.code == LintCode::IgnoredFile)
        .map(|lint| lint.file)
        .collect();
    let mut expected = stray.map(str::to_owned).to_vec();
    told.sort();
    expected.sort();
    assert_eq!(told, expected);
    // They keep nobody from reading the rest.
    assert_eq!(Pack::from_dir(dir.path()).unwrap().len(), 1);
    // A copy that has the right ending does not have the right id.
    write(dir.path(), "items/one - 副本.yaml", ITEM);
    assert_eq!(Pack::from_dir(dir.path()).unwrap_err().code(), "catalog_misnamed_file");
    assert!(found(dir.path()).iter().any(|lint| lint.file == "items/one - 副本.yaml"));
}

#[test]
fn none_is_left_out_however_deep_or_many() {
    let dir = tempfile::tempdir().unwrap();
    small(dir.path());
    let deep = "items/a/b/c/d/e/f/dibao.yaml";
    write(dir.path(), deep, ITEM);
    for number in 0..1_200 {
        write(dir.path(), &format!("old/{number:04}.yaml"), "");
    }
    std::os::unix::fs::symlink(dir.path(), dir.path().join("round")).unwrap();
    let source = Source::from_dir(dir.path()).unwrap();
    assert_eq!(source.ignored().len(), 1_202);
    for name in [deep, "old/1199.yaml", "round/"] {
        assert!(source.ignored().iter().any(|one| one == name), "{name}");
    }
    let told = found(dir.path());
    assert_eq!(told.iter().filter(|lint| lint.code == LintCode::IgnoredFile).count(), 1_202);
}

#[test]
fn a_name_that_stands_twice_is_named_with_its_place() {
    let dir = tempfile::tempdir().unwrap();
    small(dir.path());
    write(
        dir.path(),
        "items/one.yaml",
        &format!(
            "{}\ncodes: {{national: {{task_code: A, task_code: B}}}}\n",
            "id: one\nname: 一\ndepartment: 示例局\ntask_type: '21'\nproject_type: on_the_spot\nform: general"
        ),
    );
    write(dir.path(), "calendar.yaml", "2027: {off: [2027-01-01]}\n2027: {off: [2027-10-01]}\n");
    let told = found(dir.path());
    let told: Vec<_> = told
        .iter()
        .filter(|lint| lint.code == LintCode::DuplicateKey)
        .map(|lint| (lint.file.as_str(), lint.line, lint.column, lint.at.as_str()))
        .collect();
    assert_eq!(
        told,
        [("calendar.yaml", 2, 1, "2027"), ("items/one.yaml", 7, 34, "codes/national/task_code")]
    );
}

#[test]
fn an_anchor_stands_for_its_value_and_a_merge_of_maps_is_named() {
    let dir = tempfile::tempdir().unwrap();
    small(dir.path());
    let item = "id: one\nname: &name 一\neveryday: [*name]\ndepartment: 示例局\n\
                task_type: '21'\nproject_type: on_the_spot\nform: general\n";
    write(dir.path(), "items/one.yaml", item);
    let pack = Pack::from_dir(dir.path()).unwrap();
    assert_eq!(pack.item("one").unwrap().everyday, ["一"]);
    write(dir.path(), "items/one.yaml", &format!("{item}<<: {{name: 二}}\n"));
    let told = found(dir.path());
    let merge = told.iter().find(|lint| lint.code == LintCode::Malformed).unwrap();
    assert!(merge.file == "items/one.yaml" && merge.at.contains("<<"), "{}", merge.at);
}

#[test]
fn what_nobody_sees_is_named_with_its_place() {
    let dir = tempfile::tempdir().unwrap();
    small(dir.path());
    write(dir.path(), "items/one.yaml", &format!("\u{feff}# 示例\r\n{ITEM}\r\n"));
    assert_eq!(found(dir.path()), [], "the mark of an editor and its ends of lines");
    let soiled = ITEM.replace("示例局", "示例\u{200b}局").replace("general", "\u{202d}general");
    write(dir.path(), "items/one.yaml", &format!("# 示例\n{soiled}"));
    let told = found(dir.path());
    let told = told.iter().filter(|lint| lint.code == LintCode::UnseenCharacter);
    let told: Vec<_> =
        told.map(|lint| (lint.file.as_str(), lint.line, lint.column, lint.at.as_str())).collect();
    let column = soiled.chars().position(|c| c == '\u{200b}').unwrap() + 1;
    assert_eq!(told, [("items/one.yaml", 2, column, "U+200B")]);
}

#[test]
fn a_year_that_does_not_come_out_even_is_told() {
    let dir = tempfile::tempdir().unwrap();
    small(dir.path());
    // The fixed holidays of 2027 and what makes them up.
    let off = "2027-01-01, 2027-02-05, 2027-02-06, 2027-02-07, 2027-02-08, 2027-02-09, 2027-02-10, 2027-04-05, \
        2027-05-01, 2027-05-02, 2027-05-03, 2027-05-04, 2027-06-09, 2027-09-15, 2027-10-01, 2027-10-02, 2027-10-03, \
        2027-10-04, 2027-10-05";
    let year = |off: &str, work: &str| {
        write(
            dir.path(),
            "calendar.yaml",
            &format!("# 2027\n2027: {{off: [{off}], work: [{work}]}}\n"),
        );
        found(dir.path())
            .into_iter()
            .map(|lint| (lint.line, lint.code, lint.at))
            .collect::<Vec<_>>()
    };
    assert_eq!(year(off, ""), []);
    let more = format!("{off}, 2027-10-06");
    assert_eq!(year(&more, ""), [(2, LintCode::UnevenYear, "2027: +1".to_owned())]);
    assert_eq!(year(&more, "2027-10-09"), []);
    assert_eq!(year(off, "2027-10-09"), [(2, LintCode::UnevenYear, "2027: -1".to_owned())]);
    let worked = year(&off.replace("2027-06-09, ", ""), "");
    assert_eq!(worked[0], (2, LintCode::CalendarContradicts, "2027-06-09".to_owned()));
    assert_eq!(
        year(off, "2027-01-01")[0],
        (2, LintCode::CalendarContradicts, "2027-01-01".to_owned())
    );
}

#[test]
fn a_file_in_another_encoding_is_named() {
    let dir = tempfile::tempdir().unwrap();
    small(dir.path());
    fs::write(dir.path().join("items/one.yaml"), encoding_rs::GB18030.encode(ITEM).0).unwrap();
    let error = Source::from_dir(dir.path()).unwrap_err();
    assert_eq!(error.code(), "catalog_not_utf8");
    assert!(error.to_string().contains("items/one.yaml"));
}
