//! `make fleet`: a town after an outage, many seeds, at 10 and at 1 Gbit/s, under the product's
//! rule and three others. `--write` puts the table into tests/README.md with its picture; without
//! it only the product's rule at 10 Gbit/s is run.

use std::process::ExitCode;

use fleet::{Policy, Run, Summary, Town, draw_svg, format_table, publish_table, run_town};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let seeds = arguments.iter().find_map(|one| one.parse().ok()).unwrap_or(100);
    match run_all(seeds, arguments.iter().any(|one| one == "--write")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("the fleet stopped: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run_all(seeds: u64, write: bool) -> std::io::Result<()> {
    // The other rules are there to compare with; a tenth of the seeds tells enough of them.
    let few = seeds.div_ceil(10);
    let rows = [
        (10, Policy::Turns, seeds),
        (1, Policy::Turns, seeds),
        (10, Policy::RetryAfter, few),
        (10, Policy::Blind, few),
        (10, Policy::Open, few),
    ];
    let summaries: Vec<Summary> =
        rows.iter().take(if write { 5 } else { 1 }).map(|row| run_seeds(*row)).collect();
    let said = format_table(&summaries);
    println!("{said}");
    if write {
        let first =
            |summary: &Summary| summary.runs.first().map(|run| (summary.policy, run.clone()));
        let runs: Vec<(Policy, Run)> =
            summaries.iter().filter(|s| s.gigabits == 10).filter_map(first).collect();
        publish_table(&said, &draw_svg(&runs, 300.0))?;
    }
    Ok(())
}

fn run_seeds((gigabits, policy, seeds): (u64, Policy, u64)) -> Summary {
    let town = Town::full_size(gigabits, policy);
    let workers = std::thread::available_parallelism().map_or(1, |n| n.get() as u64);
    let share = |first: u64| {
        (first..seeds)
            .step_by(workers as usize)
            .map(|seed| run_town(&town, seed))
            .collect::<Vec<_>>()
    };
    let mut runs: Vec<Run> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..workers).map(|n| scope.spawn(move || share(n))).collect();
        all.into_iter().filter_map(|one| one.join().ok()).flatten().collect()
    });
    runs.sort_by_key(|run| run.seed);
    eprintln!("{} Gbit/s, {}: {} seeds", gigabits, policy.label(), runs.len());
    Summary { policy, gigabits, runs }
}
