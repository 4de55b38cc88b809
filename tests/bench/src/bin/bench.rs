//! `make bench`: measures, writes `target/bench.json` and prints the table. `--quick` measures
//! little, and no Chromium; `--window` prints what the window itself takes; `--keeping`, `--search`
//! and `--fill` print what needs no window.

use std::process::ExitCode;

use bench::{
    Figure, Plan, check_limits, measure_all, measure_filling, measure_search, measure_storage,
    measure_window,
};
use kit::{TestResult, demo_folder};

fn main() -> ExitCode {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let plan = if quick { Plan::quick() } else { Plan::full() };
    let asked = |flag: &str| std::env::args().any(|argument| argument == flag);
    let done = match () {
        _ if asked("--window") => measure_window(&plan).map(|figures| print(&figures)),
        _ if asked("--keeping") => measure_storage(&plan).map(|figures| print(&figures)),
        _ if asked("--search") => measure_search(&plan).map(|figures| print(&figures)),
        _ if asked("--fill") => measure_filling(&plan).map(|figures| print(&figures)),
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
    figures.iter().for_each(|figure| figure.write_rows(&mut table));
    println!("{table}");
}

fn run(plan: &Plan) -> TestResult {
    let report = measure_all(plan)?;
    let file = demo_folder()?.with_file_name("bench.json");
    std::fs::write(&file, format!("{:#}\n", report.to_json()))?;
    println!("{}\n{}\nAll values: {}", report.to_table(), report.list_aims(), file.display());
    check_limits(&report)
}
