//! Mistakes planted on purpose: each must be caught by a day of the simulation. What catches them
//! is told in README.md.
use counter_core::mutants::with_mutant;
use simulation::day;

/// Each with the day that caught it when this was written; should the dice fall differently one
/// day, others are tried.
const CAUGHT: [(&str, u64); 22] = [
    ("SwallowedRefusal", 1),
    ("ExpiryParks", 15),
    ("DroppedRetry", 2),
    ("WaitIgnored", 1),
    ("WaitUncapped", 1),
    ("ClockBack", 5),
    ("NoProbe", 1),
    ("RevisionsSwapped", 2),
    ("EventFirst", 1),
    ("ParkedBlocks", 1),
    ("ReplacedBlocks", 1),
    ("StopIgnored", 7),
    ("NumberNotLinked", 1),
    ("AckUnverified", 1),
    ("AckUnrecorded", 1),
    ("WrongPiece", 1),
    ("WholeTooSoon", 1),
    ("UnknownIsDone", 1),
    ("KeyReused", 1),
    ("RepeatRefused", 1),
    ("NumberFromOldDisk", 33),
    ("PurgedEarly", 4),
];
/// Days that a mistake may hide at most.
const HIDES: u64 = 60;

fn find_day(mistake: &'static str, first: u64) -> Option<(u64, String)> {
    let days = std::iter::once(first).chain(1..=HIDES);
    days.into_iter().find_map(|seed| {
        with_mutant(mistake, || day::play_day(seed)).broken.map(|what| (seed, what))
    })
}

#[test]
fn planted_mistakes_are_caught() {
    let mut hidden = Vec::new();
    for (mistake, first) in CAUGHT {
        match find_day(mistake, first) {
            Some((day, what)) => {
                println!("{mistake:?}, day {day}: {}", what.chars().take(160).collect::<String>())
            }
            None => hidden.push(mistake),
        }
    }
    assert!(hidden.is_empty(), "not caught: {hidden:?}");
}
