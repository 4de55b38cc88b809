//! `make bench`: measures, writes `target/bench.json` and prints the table. `--quick` measures little, and no Chromium;
//! `--keeping`, `--search` and `--fill` print what needs no window.

use std::process::ExitCode;

use acceptance::bench::{Figure, Plan, filling, finding, held, keeping, measure};
use acceptance::{Told, demo_folder};

fn main() -> ExitCode {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let plan = if quick { Plan::quick() } else { Plan::full() };
    let asked = |flag: &str| std::env::args().any(|argument| argument == flag);
    let done = match () {
        _ if asked("--keeping") => keeping(&plan).map(|figures| print(&figures)),
        _ if asked("--search") => finding(&plan).map(|figures| print(&figures)),
        _ if asked("--fill") => filling(&plan).map(|figures| print(&figures)),
        _ => run(&plan),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("the bench stopped: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn print(figures: &[Figure]) {
    let mut table = String::new();
    figures.iter().for_each(|figure| figure.table(&mut table));
    println!("{table}");
}

fn run(plan: &Plan) -> Told {
    let report = measure(plan)?;
    let file = demo_folder()?.with_file_name("bench.json");
    std::fs::write(&file, format!("{:#}\n", report.json()))?;
    println!("{}\nAll values: {}", report.table(), file.display());
    held(&report)
}
