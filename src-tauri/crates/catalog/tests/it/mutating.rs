//! Do the cases beside the pack notice a wrong condition?
use counter_catalog::{ChecklistCase, Pack, mutations};

#[test]
fn every_wrong_condition_of_the_example_pack_is_noticed() {
    let found = mutations(&Pack::builtin().unwrap(), &ChecklistCase::builtin().unwrap());
    assert!(found.tried > 100, "{} conditions", found.tried);
    let left: Vec<String> = found
        .survivors
        .iter()
        .map(|s| format!("{} {} {} {:?} {:?} -> {:?}", s.item, s.material, s.term, s.change, s.shows_with, s.materials))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "{} of {} caught", found.caught, found.tried);
}
