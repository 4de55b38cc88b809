//! Mistakes planted on purpose: each must be caught by a day of the simulation. What catches them is told in README.md.
use counter_core::planted::{Mistake, with};
use simulation::day;

/// Each with the day that caught it when this was written; should the dice fall differently one day, others are tried.
const CAUGHT: [(Mistake, u64); 20] = [
    (Mistake::SwallowedRefusal, 1),
    (Mistake::ExpiryParks, 15),
    (Mistake::DroppedRetry, 2),
    (Mistake::WaitIgnored, 1),
    (Mistake::WaitUncapped, 1),
    (Mistake::ClockBack, 5),
    (Mistake::NoProbe, 1),
    (Mistake::RevisionsSwapped, 2),
    (Mistake::ParkedBlocks, 1),
    (Mistake::StopIgnored, 7),
    (Mistake::NumberNotLinked, 1),
    (Mistake::AckUnverified, 1),
    (Mistake::AckUnrecorded, 1),
    (Mistake::WrongPiece, 1),
    (Mistake::WholeTooSoon, 1),
    (Mistake::UnknownIsDone, 1),
    (Mistake::KeyReused, 1),
    (Mistake::RepeatRefused, 1),
    (Mistake::NumberFromOldDisk, 33),
    (Mistake::PurgedEarly, 4),
];
/// Days that a mistake may hide at most.
const HIDES: u64 = 60;

fn find_day(mistake: Mistake, first: u64) -> Option<(u64, String)> {
    let days = std::iter::once(first).chain(1..=HIDES);
    days.into_iter().find_map(|seed| with(mistake, || day::play_day(seed)).broken.map(|what| (seed, what)))
}

#[test]
fn planted_mistakes_are_caught() {
    let mut hidden = Vec::new();
    for (mistake, first) in CAUGHT {
        match find_day(mistake, first) {
            Some((day, what)) => println!("{mistake:?}, day {day}: {}", what.chars().take(160).collect::<String>()),
            None => hidden.push(mistake),
        }
    }
    assert_eq!(hidden, [], "not caught");
}
