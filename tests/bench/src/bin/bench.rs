//! `make bench`: measures, writes `target/bench.json` and prints the table. `--quick` measures little, and no Chromium;
//! `--keeping` and `--search` print what needs no window.

use std::process::ExitCode;

use bench::{Figure, Plan, finding, held, keeping, measure};
use kit::{Told, demo_folder};

fn main() -> ExitCode {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let plan = if quick { Plan::quick() } else { Plan::full() };
    let asked = |flag: &str| std::env::args().any(|argument| argument == flag);
    let done = match (asked("--keeping"), asked("--search")) {
        (true, _) => keeping(&plan).map(|figures| print(&figures)),
        (_, true) => finding(&plan).map(|figures| print(&figures)),
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
