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
fn a_bundle_gives_back_the_same_pack_and_the_same_bytes() {
    let pack = Pack::builtin().unwrap();
    let bytes = pack.to_bytes().unwrap();
    let again = Pack::from_bytes(&bytes).unwrap();
    assert_eq!(again, pack);
    assert_eq!(again.to_bytes().unwrap(), bytes);
}

#[test]
fn bytes_that_are_no_bundle_are_refused() {
    for bytes in [&b""[..], b"<html>", b"{}", b"[1]"] {
        assert_eq!(Pack::from_bytes(bytes).unwrap_err().code(), "catalog_not_a_bundle");
    }
}

#[test]
fn a_bundle_with_an_item_twice_is_refused() {
    let mut bundle: serde_json::Value = serde_json::from_slice(&Pack::builtin().unwrap().to_bytes().unwrap()).unwrap();
    let items = bundle["items"].as_array_mut().unwrap();
    items.push(items[0].clone());
    let bytes = serde_json::to_vec(&bundle).unwrap();
    assert_eq!(Pack::from_bytes(&bytes).unwrap_err().code(), "catalog_duplicate_id");
}

#[test]
fn a_folder_says_which_file_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    small(dir.path());
    let pack = Pack::from_dir(dir.path()).unwrap();
    assert_eq!((pack.id(), pack.items().len(), pack.forms().len()), ("small", 1, 1));

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
