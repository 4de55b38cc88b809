//! Tables of items, and packs, from files.

use counter_catalog::import::{Options, read_tables};
use counter_catalog::{ChecklistCase, Pack, Source, lint_source};
use std::fs;
use tempfile::TempDir;

const HEAD: &str = "id: probe\nversion: '1'\ntitle: 示例\nnote: 示例\n";
/// Where in a pack the bytes lie, one after the other.
const PLACES: [&str; 5] =
    ["pack.yaml", "calendar.yaml", "cases.yaml", "items/probe.yaml", "forms/probe.yaml"];

thread_local! {
    static FOLDER: TempDir = tempfile::tempdir().expect("a temporary folder");
}

pub fn read_workbook(bytes: &[u8]) {
    // By its first bytes a file is a workbook, whatever its name is.
    if bytes.starts_with(b"PK") {
        read_table(bytes);
    }
}

pub fn read_csv(bytes: &[u8]) {
    if !bytes.starts_with(b"PK") {
        read_table(bytes);
    }
}

fn read_table(bytes: &[u8]) {
    FOLDER.with(|folder| {
        let path = folder.path().join("table");
        fs::write(&path, bytes).expect("a file");
        let _ = read_tables(&[path], &Options::default());
    });
}

/// A pack of which one file after the other is this one; and as a signed file, but for who signed it.
pub fn read_pack(bytes: &[u8]) {
    for place in PLACES {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for sub in ["items", "forms"] {
            fs::create_dir(folder.path().join(sub)).expect("a folder");
        }
        fs::write(folder.path().join("pack.yaml"), HEAD).expect("a file");
        fs::write(folder.path().join(place), bytes).expect("a file");
        if let Ok(source) = Source::from_dir(folder.path()) {
            let _ = Pack::from_source(&source);
            let _ = ChecklistCase::from_source(&source);
            let _ = lint_source(&source);
        }
    }
    let _ = Pack::from_file(String::from_utf8_lossy(bytes));
}
