//! The pack folder an import writes, and anything at all in the cells.

use std::fs;
use std::path::Path;

use counter_catalog::import::{self, FlagCode, Imported, Options};
use counter_catalog::{LintCode, Pack, Source, lint_source};
use proptest::prelude::*;

use super::{BASIC, CODE, MATERIAL, files, read, row};

fn run(text: &str, folder: &Path, replace: bool) -> Imported {
    let (_dir, paths) = files(&[("basic.csv", text.as_bytes())]);
    import::import_tables(&paths, folder, &Options { replace, ..Options::default() }).unwrap()
}

#[test]
fn a_folder_is_made_and_its_own_work_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("包");
    let text = format!("{BASIC}{}", row(CODE));
    let id = CODE.to_lowercase();
    let imported = run(&text, &folder, false);
    assert_eq!(imported.written.added, std::slice::from_ref(&id));
    let pack = Pack::from_dir(&folder).unwrap();
    assert!(pack.form_of(pack.item(&id).unwrap()).is_some());
    assert_eq!(run(&text, &folder, false).written.unchanged, std::slice::from_ref(&id));

    let file = folder.join(format!("items/{id}.yaml"));
    let written = fs::read_to_string(&file).unwrap();
    assert!(
        !written.contains("null") && !written.contains("[]") && !written.contains("for_whom"),
        "{written}"
    );
    assert!(crate::schema::schema("item").is_valid(&serde_norway::from_str(&written).unwrap()));
    // An author's work, and a file written otherwise that says the same.
    fs::write(&file, written.replace("示例许可", "改过的名称")).unwrap();
    assert_eq!(run(&text, &folder, false).written.kept, std::slice::from_ref(&id));
    assert!(fs::read_to_string(&file).unwrap().contains("改过的名称"));
    assert_eq!(run(&text, &folder, true).written.replaced, std::slice::from_ref(&id));
    assert_eq!(fs::read_to_string(&file).unwrap(), written);

    fs::write(folder.join("pack.yaml"), "{id: wo, version: '9', title: 我的包, note: 本地}")
        .unwrap();
    run(&text, &folder, true);
    assert_eq!(Pack::from_dir(&folder).unwrap().id(), "wo");
    let codes: Vec<LintCode> = lint_source(&Source::from_dir(&folder).unwrap())
        .into_iter()
        .map(|lint| lint.code)
        .collect();
    assert_eq!(codes, []);
}

#[test]
fn an_older_version_is_refused_even_with_replace() {
    let dir = tempfile::tempdir().unwrap();
    let text = |version: &str, name: &str| {
        format!(
            "{BASIC}{}",
            row(CODE).replace(",3,1\n", &format!(",{version},1\n")).replace("示例许可", name)
        )
    };
    run(&text("10", "第十版"), dir.path(), false);
    let older = run(&text("9", "第九版"), dir.path(), true);
    assert_eq!(
        (older.flags.len(), older.flags[0].code, older.flags[0].value.as_str()),
        (1, FlagCode::OlderVersion, "9")
    );
    assert_eq!(older.written, Default::default());
    // An author may have renamed the file: the codes tell, not the id.
    let id = CODE.to_lowercase();
    let of = |id: &str| dir.path().join(format!("items/{id}.yaml"));
    let renamed =
        fs::read_to_string(of(&id)).unwrap().replace(&format!("id: {id}\n"), "id: shili\n");
    fs::write(of("shili"), renamed).unwrap();
    fs::remove_file(of(&id)).unwrap();
    assert_eq!(run(&text("9", "第九版"), dir.path(), true).flags[0].code, FlagCode::OlderVersion);
    let newer = run(&text("11", "第十一版"), dir.path(), true);
    assert_eq!((newer.written.replaced, newer.written.added.len()), (vec!["shili".to_owned()], 0));
    assert_eq!(Pack::from_dir(dir.path()).unwrap().item("shili").unwrap().name, "第十一版");
}

#[test]
fn a_broken_folder_is_told_before_anything_is_written() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("items")).unwrap();
    fs::write(dir.path().join("items/a.yaml"), "id: a\n").unwrap();
    let (_tables, paths) = files(&[("a.csv", format!("{BASIC}{}", row(CODE)).as_bytes())]);
    let error = import::import_tables(&paths, dir.path(), &Options::default()).unwrap_err();
    assert_eq!(error.code(), "catalog_malformed");
    assert!(!dir.path().join(format!("items/{}.yaml", CODE.to_lowercase())).exists());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None,
        ..ProptestConfig::default() })]

    #[test]
    fn bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400),
        workbook in any::<bool>()) {
        let bytes = if workbook { [b"PK\x03\x04", &bytes[..]].concat() } else { bytes };
        let (_dir, paths) = files(&[("a", &bytes)]);
        let _ = import::read_tables(&paths, &Options::default());
    }

    /// Whatever stands in the cells: what is read can be written, is read back the same, and every
    /// id is its own.
    #[test]
    fn cells_never_panic_and_come_back(
        basics in proptest::collection::vec(proptest::collection::vec("\\PC{0,6}|[0-9]{1,3}|[ab]|[\"\n]", 18), 1..6),
        materials in proptest::collection::vec(proptest::collection::vec("\\PC{0,6}|[0-9]{1,3}|[ab]|[\"\n]", 11), 0..6),
    ) {
        let table = |head: &str, rows: &[Vec<String>]| {
            let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let rows = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n");
            head.to_owned() + &rows.collect::<String>()
        };
        let read = read(&[&table(BASIC, &basics), &table(MATERIAL, &materials)]);
        let dir = tempfile::tempdir().unwrap();
        let written = import::write_items(&read.items, dir.path(), false).unwrap();
        prop_assert_eq!(written.added.len(), read.items.len());
        let pack = Pack::from_dir(dir.path()).unwrap();
        for item in &read.items {
            prop_assert!(item.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            prop_assert_eq!(pack.item(&item.id), Some(item));
        }
    }
}
