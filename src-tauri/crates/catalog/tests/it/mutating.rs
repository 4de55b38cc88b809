//! Do the cases beside the pack notice a wrong condition?
use counter_catalog::{ChecklistCase, Pack, Source, try_mutations};

#[test]
fn every_wrong_condition_of_the_example_pack_is_noticed() {
    let cases = ChecklistCase::from_source(&Source::builtin()).unwrap();
    let found = try_mutations(&Pack::builtin().unwrap(), &cases);
    assert!(found.tried > 2_000, "{} wrong conditions", found.tried);
    let left: Vec<String> = found
        .survivors
        .iter()
        .map(|s| {
            format!(
                "{} {} [{}] {:?} {:?} -> {:?}",
                s.item, s.of, s.wrong, s.change, s.shows_with, s.materials
            )
        })
        .collect();
    assert_eq!(left, Vec::<String>::new(), "{} of {} caught", found.caught, found.tried);
}
