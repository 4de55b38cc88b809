//! 文号: given in ranges, taken once, never back.

use crate::station::{Station, begin, head};
use counter_store::{NumberRange, Store, StoreError};

fn range(id: &str, department: &str, first: u64, last: u64) -> NumberRange {
    NumberRange {
        id: id.into(),
        department: department.into(),
        prefix: format!("{department}准〔2026〕"),
        suffix: "号".into(),
        first,
        last,
    }
}

fn take(store: &mut Store, department: &str) -> Option<String> {
    store.take_document_number(department, "c").expect("a number or none")
}

#[test]
fn each_is_taken_once_in_order_and_range_after_range() {
    let folder = tempfile::tempdir().expect("folder");
    let station = Station::at(folder.path());
    let mut store = station.open().expect("store");
    begin(&mut store, &head("c", 1)).expect("case");
    assert_eq!(take(&mut store, "卫"), None, "none was given");
    for given in [range("r1", "卫", 7, 8), range("r2", "民", 1, 1), range("r3", "卫", 20, 20)] {
        store.add_number_range(&given).expect("given");
        store.add_number_range(&given).expect("the same once more is nothing");
    }
    assert_eq!(store.count_document_numbers("卫").expect("count"), 3);
    assert_eq!(take(&mut store, "卫").as_deref(), Some("卫准〔2026〕7号"));
    assert_eq!(take(&mut store, "民").as_deref(), Some("民准〔2026〕1号"));
    drop(store);
    // What was taken stays so, whatever became of the program that took it.
    let mut store = station.open().expect("store");
    assert_eq!(store.count_document_numbers("卫").expect("count"), 2);
    assert_eq!(take(&mut store, "卫").as_deref(), Some("卫准〔2026〕8号"));
    assert_eq!(take(&mut store, "卫").as_deref(), Some("卫准〔2026〕20号"));
    assert_eq!((take(&mut store, "卫"), take(&mut store, "民")), (None, None), "used up");
    let taken = store.taken_document_numbers().expect("taken");
    let told: Vec<_> =
        taken.iter().map(|one| (&*one.department, &*one.number, &*one.case)).collect();
    assert_eq!(
        told,
        [
            ("卫", "卫准〔2026〕7号", "c"),
            ("卫", "卫准〔2026〕8号", "c"),
            ("民", "民准〔2026〕1号", "c"),
            ("卫", "卫准〔2026〕20号", "c"),
        ]
    );
}

#[test]
fn a_range_that_shares_a_number_is_refused_and_a_number_wants_its_case() {
    let folder = tempfile::tempdir().expect("folder");
    let mut store = Station::at(folder.path()).open().expect("store");
    store.add_number_range(&range("r1", "卫", 5, 9)).expect("given");
    for (id, first, last) in [("r2", 9, 12), ("r3", 1, 5), ("r4", 6, 7), ("r1", 5, 10)] {
        let refused = store.add_number_range(&range(id, "卫", first, last));
        assert!(matches!(refused, Err(StoreError::NumberTaken)), "{id}: {refused:?}");
    }
    store.add_number_range(&range("r5", "卫", 10, 12)).expect("beside it");
    let backwards = store.add_number_range(&range("r6", "卫", 30, 29));
    assert!(matches!(backwards, Err(StoreError::Conflict)), "{backwards:?}");
    let nobodys = store.take_document_number("卫", "nobody");
    assert!(matches!(nobodys, Err(StoreError::UnknownCase)), "{nobodys:?}");
    assert_eq!(store.count_document_numbers("卫").expect("count"), 8, "nothing was taken");
}
