use super::*;

#[test]
fn a_whole_town_drains_within_its_limits() {
    let town = Town::full_size(10, Policy::Turns);
    let run = run_town(&town, 1);
    let cases = u64::from(town.windows * town.cases);
    assert_eq!((run.acknowledged, run.duplicates), (cases, 0));
    assert!(run.drained <= 1.1 * run.floor, "{} s for {} s", run.drained, run.floor);
    assert!(run.peak <= 300, "{} case submissions in one second", run.peak);
    assert!(run.refusals <= cases, "{} refusals", run.refusals);
}

/// A tenth of the town on a tenth of the wire. With so few, one late station shows.
#[test]
fn smaller_towns_drain_at_every_seed() {
    for (gigabits, seeds) in [(10, 2..4), (1, 4..5)] {
        for seed in seeds {
            let town = Town::tenth_size(gigabits, Policy::Turns);
            let run = run_town(&town, seed);
            assert_eq!(
                (run.acknowledged, run.duplicates),
                (u64::from(town.windows * town.cases), 0),
                "seed {seed}"
            );
            assert!(
                run.drained <= 1.3 * run.floor,
                "seed {seed}: {} s for {} s",
                run.drained,
                run.floor
            );
            assert!(run.refusals <= run.acknowledged, "seed {seed}: {} refusals", run.refusals);
        }
    }
}

#[test]
fn the_same_seed_is_the_same_run() {
    let town = Town {
        windows: 40,
        bits_per_second: 100_000_000,
        pace: 6,
        ..Town::full_size(10, Policy::Turns)
    };
    assert_eq!(run_town(&town, 3), run_town(&town, 3));
    assert_ne!(run_town(&town, 3).trace, run_town(&town, 4).trace);
}

/// What the figures would show if the rules were other ones: the simulation sees the difference.
#[test]
fn without_turns_or_keys_the_limits_are_broken() {
    let of = |policy| run_town(&Town::tenth_size(10, policy), 5);
    let (turns, open, blind) = (of(Policy::Turns), of(Policy::Open), of(Policy::Blind));
    assert!(open.peak > 3 * turns.peak, "{} and {}", open.peak, turns.peak);
    assert!(blind.refusals > turns.refusals, "{} and {}", blind.refusals, turns.refusals);
    let forgetful = Town { keys: false, lost_one_in: 50, ..Town::tenth_size(10, Policy::Turns) };
    assert!(run_town(&forgetful, 5).duplicates > 0);
}
