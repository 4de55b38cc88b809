//! `make bench`: measures, writes `target/bench.json` and prints the table. `--quick` measures little, and no Chromium;
//! `--keeping` prints what needs no window.

use std::process::ExitCode;

use acceptance::bench::{Plan, held, keeping, measure};
use acceptance::{Told, demo_folder};

fn main() -> ExitCode {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let plan = if quick { Plan::quick() } else { Plan::full() };
    let done = if std::env::args().any(|argument| argument == "--keeping") { keep(&plan) } else { run(&plan) };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("the bench stopped: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn keep(plan: &Plan) -> Told {
    let mut table = String::new();
    keeping(plan)?.iter().for_each(|figure| figure.table(&mut table));
    println!("{table}");
    Ok(())
}

fn run(plan: &Plan) -> Told {
    let report = measure(plan)?;
    let file = demo_folder()?.with_file_name("bench.json");
    std::fs::write(&file, format!("{:#}\n", report.json()))?;
    println!("{}\nAll values: {}", report.table(), file.display());
    held(&report)
}
