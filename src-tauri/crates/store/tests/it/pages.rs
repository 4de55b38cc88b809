//! Pages in the vault: whole or not at all, altered never, gone for good when purged.

use crate::station::Station;
use counter_store::{Store, StoreError};
use std::path::{Path, PathBuf};
use tempfile::tempdir;

type Done = Result<(), Box<dyn std::error::Error>>;

fn page_file(vault: &Path, case: &str, id: &str) -> PathBuf {
    vault.join(case).join(id).with_extension("page")
}

#[test]
fn a_page_comes_back_byte_for_byte_after_a_restart() -> Done {
    let dir = tempdir()?;
    let station = Station::at(dir.path());
    let mut store = station.open()?;
    let long: Vec<u8> = (0..300_000_u32).map(|i| (i * 7 % 256) as u8).collect();
    let first = store.put_page("a", "image/png", &long)?;
    let second = store.put_page("a", "application/pdf", b"")?;
    store.put_page("b", "image/png", b"other")?;
    drop(store);
    let store = station.open()?;
    assert_eq!(store.pages("a")?, [first.clone(), second.clone()]);
    assert_eq!(store.page("a", &first.id)?, (first.clone(), long));
    assert_eq!(store.page("a", &second.id)?.1, b"");
    assert_eq!(first.len, 300_000);
    assert_eq!(second.sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert!(matches!(store.page("b", &first.id), Err(StoreError::UnknownPage)));
    Ok(())
}

#[test]
fn an_altered_swapped_or_missing_page_is_damaged() -> Done {
    let dir = tempdir()?;
    let station = Station::at(dir.path());
    let mut store = station.open()?;
    let one = store.put_page("a", "image/png", b"one")?;
    let two = store.put_page("a", "image/png", b"two")?;
    let elsewhere = store.put_page("b", "image/png", b"one")?;
    let file = page_file(&station.place.vault, "a", &one.id);
    let whole = std::fs::read(&file)?;
    let damaged = |store: &Store| matches!(store.page("a", &one.id), Err(StoreError::PageDamaged));
    let mut altered = whole.clone();
    altered[whole.len() - 20] ^= 1;
    std::fs::write(&file, altered)?;
    assert!(damaged(&store), "altered");
    std::fs::write(&file, &whole[..whole.len() - 1])?;
    assert!(damaged(&store), "cut");
    std::fs::copy(page_file(&station.place.vault, "a", &two.id), &file)?;
    assert!(damaged(&store), "another page of the case");
    std::fs::copy(page_file(&station.place.vault, "b", &elsewhere.id), &file)?;
    assert!(damaged(&store), "the same page of another case");
    std::fs::remove_file(&file)?;
    assert!(damaged(&store), "missing");
    std::fs::write(&file, &whole)?;
    assert_eq!(store.page("a", &one.id)?.1, b"one");
    assert_eq!(store.page("a", &two.id)?.1, b"two", "its neighbour is not touched");
    Ok(())
}

#[test]
fn a_purged_case_is_unreadable_even_from_a_copy_of_its_files() -> Done {
    let dir = tempdir()?;
    let station = Station::at(dir.path());
    let mut store = station.open()?;
    let page = store.put_page("a", "image/png", b"one")?;
    let other = store.put_page("b", "image/png", b"two")?;
    let file = page_file(&station.place.vault, "a", &page.id);
    let copy = std::fs::read(&file)?;
    store.purge_case_pages("a")?;
    assert!(!file.exists() && store.pages("a")?.is_empty());
    let folder = station.place.vault.join("a");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(&file, copy)?;
    assert!(store.page("a", &page.id).is_err());
    assert!(matches!(store.put_page("a", "image/png", b"x"), Err(StoreError::Purged)));
    assert_eq!(store.page("b", &other.id)?.1, b"two");
    store.purge_case_pages("a")?;
    assert!(matches!(store.purge_case_pages("../a"), Err(StoreError::BadCaseName)));
    store.purge_case_pages("never-seen")?;
    drop(store);
    std::fs::create_dir_all(&folder)?;
    drop(station.open()?);
    assert!(!folder.exists(), "a purge cut short is finished at the next start");
    Ok(())
}

#[test]
fn a_case_whose_pages_were_destroyed_may_have_others_under_another_key() -> Done {
    let dir = tempdir()?;
    let station = Station::at(dir.path());
    let mut store = station.open()?;
    let page = store.put_page("a", "image/png", b"one")?;
    store.renew_case_key("a")?;
    assert_eq!(store.page("a", &page.id)?.1, b"one", "nothing was destroyed");
    let file = page_file(&station.place.vault, "a", &page.id);
    let copy = std::fs::read(&file)?;
    store.purge_case_pages("a")?;
    store.renew_case_key("a")?;
    assert!(!store.is_purged("a")?);
    let next = store.put_page("a", "image/png", b"two")?;
    drop(store);
    let store = station.open()?;
    assert_eq!(store.page("a", &next.id)?.1, b"two");
    std::fs::write(&file, copy)?;
    assert!(store.page("a", &page.id).is_err(), "what was destroyed stays so");
    Ok(())
}

#[test]
fn a_file_without_its_row_does_not_count() -> Done {
    let dir = tempdir()?;
    let station = Station::at(dir.path());
    let mut store = station.open()?;
    let page = store.put_page("a", "image/png", b"one")?;
    let stray = page_file(&station.place.vault, "a", "00000000-0000-4000-8000-000000000000");
    std::fs::copy(page_file(&station.place.vault, "a", &page.id), stray)?;
    drop(store);
    let store = station.open()?;
    assert_eq!(store.pages("a")?, [page]);
    Ok(())
}

#[test]
fn case_names_cannot_lead_out_of_the_vault() -> Done {
    let dir = tempdir()?;
    let mut store = Station::at(dir.path()).open()?;
    for name in ["../a", "", "a/b", "."] {
        assert!(
            matches!(store.put_page(name, "image/png", b"x"), Err(StoreError::BadCaseName)),
            "{name}"
        );
    }
    Ok(())
}
