//! Days from seeds, each played twice; mistakes that are planted to see a day catch them.

#[cfg(debug_assertions)]
mod planted;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use simulation::day::{self, DayReport};
use simulation::totals::Totals;

/// What `make test` must reach whatever the machine; `make soak` asks for more.
const AT_LEAST: u64 = 1_000;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.trim().parse().ok()
}

/// Twice the same: what is drawn, sent and answered depends on the seed alone.
fn twice(seed: u64) -> DayReport {
    let (first, again) = (day::play_day(seed), day::play_day(seed));
    assert!(first.hash == again.hash, "seed {seed} was not the same twice{}", replay(seed));
    if let Some(broken) = &first.broken {
        panic!("{broken}{}\n{}", replay(seed), first.trace.join("\n"));
    }
    first
}

fn replay(seed: u64) -> String {
    format!(
        "\n  replay: SIM_SEED={seed} cargo test --workspace --test simulation -- simulated_days --nocapture"
    )
}

/// SIM_SEED plays one day and tells it; SIM_DAYS so many; SIM_SECONDS as many as fit. Else what
/// `make test` wants.
#[test]
fn simulated_days() {
    if let Some(seed) = number("SIM_SEED") {
        let told = twice(seed);
        println!("{}", told.trace.join("\n"));
        return;
    }
    let first = number("SIM_FIRST").unwrap_or(1);
    let most = number("SIM_DAYS").unwrap_or(u64::MAX);
    let budget = Duration::from_secs(number("SIM_SECONDS").unwrap_or(if most == u64::MAX {
        110
    } else {
        u64::MAX / 4
    }));
    let least = AT_LEAST.min(most);
    let (next, began) = (AtomicU64::new(0), Instant::now());
    let sums: Vec<Totals> = std::thread::scope(|scope| {
        let hands = std::thread::available_parallelism().map_or(2, usize::from).clamp(1, 16);
        let play = || {
            let mut sum = Totals::default();
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= most || (n >= least && began.elapsed() >= budget) {
                    return sum;
                }
                sum.add_all(&twice(first + n).sum);
            }
        };
        let hands: Vec<_> = (0..hands).map(|_| scope.spawn(play)).collect();
        hands
            .into_iter()
            .map(|hand| hand.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    let mut all = Totals::default();
    sums.iter().for_each(|sum| all.add_all(sum));
    println!("{all} in {:.0} s", began.elapsed().as_secs_f64());
    assert!(all.days >= least);
    if all.days >= AT_LEAST {
        let ways = [all.replaced, all.replaced_there, all.replaced_papers, all.handed_over];
        assert!(ways.iter().all(|count| *count > 0), "no day took each way out: {ways:?}");
        assert!(all.told > 0, "no day told the office of anything after acceptance");
        let endings = [all.decided, all.lapsed, all.voids, all.notified_again, all.extended];
        assert!(endings.iter().all(|count| *count > 0), "no day came to each end: {endings:?}");
    }
}
