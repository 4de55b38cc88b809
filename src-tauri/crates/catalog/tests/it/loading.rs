use std::fs;
use std::path::Path;

use counter_catalog::Pack;

const ITEM: &str = "{id: one, name: 一, department: 示例局, task_type: '21', project_type: on_the_spot, form: general}";
const FORM: &str = "{id: general, title: 申请表, sections: []}";
const HEAD: &str = "{id: small, version: '1', title: 小包, note: 示例}";

fn small(dir: &Path) {
    fs::create_dir_all(dir.join("items")).unwrap();
    fs::create_dir_all(dir.join("forms")).unwrap();
    fs::write(dir.join("pack.yaml"), HEAD).unwrap();
    fs::write(dir.join("items/one.yaml"), ITEM).unwrap();
    fs::write(dir.join("forms/general.yaml"), FORM).unwrap();
}

fn code(dir: &Path) -> &'static str {
    Pack::from_dir(dir).unwrap_err().code()
}

#[test]
fn a_folder_says_which_file_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    small(dir.path());
    let pack = Pack::from_dir(dir.path()).unwrap();
    assert_eq!((pack.id(), pack.len(), pack.forms().len()), ("small", 1, 1));

    fs::write(dir.path().join("items/two.yaml"), ITEM).unwrap();
    let error = Pack::from_dir(dir.path()).unwrap_err();
    assert_eq!(error.code(), "catalog_misnamed_file");
    assert!(error.to_string().contains("items/two.yaml"));

    fs::write(dir.path().join("items/two.yaml"), "id: two\nnonsense: 1\n").unwrap();
    assert_eq!(code(dir.path()), "catalog_malformed");

    fs::remove_file(dir.path().join("items/two.yaml")).unwrap();
    fs::remove_file(dir.path().join("pack.yaml")).unwrap();
    assert_eq!(code(dir.path()), "catalog_missing_file");

    fs::remove_dir_all(dir.path().join("forms")).unwrap();
    assert_eq!(code(dir.path()), "catalog_unreadable");
}

/// Nine lists of nine of the one before: a few lines that would fill any memory.
#[test]
fn a_document_that_would_blow_up_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    small(dir.path());
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (one, before) in ('b'..='i').zip('a'..) {
        let list = vec![format!("*{before}"); 9].join(", ");
        bomb.push_str(&format!("{one}: &{one} [{list}]\n"));
    }
    fs::write(dir.path().join("items/bomb.yaml"), format!("{bomb}id: bomb\n")).unwrap();
    assert_eq!(code(dir.path()), "catalog_malformed");
    fs::write(dir.path().join("items/bomb.yaml"), "[".repeat(100_000)).unwrap();
    assert_eq!(code(dir.path()), "catalog_malformed");
    fs::write(dir.path().join("items/bomb.yaml"), " ".repeat(2 * 1024 * 1024)).unwrap();
    assert_eq!(code(dir.path()), "catalog_file_too_large");
}
