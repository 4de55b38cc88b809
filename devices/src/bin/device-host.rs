//! The process the device drivers live in. Without arguments it serves its parent over standard
//! input and output; with `--emulate` it is an ID card reader for trials and tests.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::process::ExitCode;

use counter_devices::{emulate, server};

const USAGE: &str = "usage: device-host
       device-host --emulate SCENARIO.yaml|default [--link PATH] [--control SOCKET] [--cards ID,ID] [--with-parent]";

#[derive(Default)]
struct Arguments {
    scenario: Option<PathBuf>,
    link: Option<PathBuf>,
    control: Option<PathBuf>,
    cards: Option<String>,
    with_parent: bool,
}

fn main() -> ExitCode {
    let Some(arguments) = parse_arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    // More walls would keep it from its ports, and the system's programs from the files they read.
    counter_walls::forbid_dumps();
    counter_walls::keep_files_private();
    counter_walls::give_up_privileges();
    let outcome = match arguments.scenario.clone() {
        Some(scenario) => run_emulator(&scenario, arguments),
        None => run_server(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("device-host: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parse_arguments() -> Option<Arguments> {
    let mut words = std::env::args_os().skip(1);
    let mut arguments = Arguments::default();
    while let Some(word) = words.next() {
        match word.to_str()? {
            "--emulate" => arguments.scenario = Some(words.next()?.into()),
            "--link" => arguments.link = Some(words.next()?.into()),
            "--cards" => arguments.cards = Some(words.next()?.into_string().ok()?),
            "--control" => arguments.control = Some(words.next()?.into()),
            "--with-parent" => arguments.with_parent = true,
            _ => return None,
        }
    }
    let alone = arguments.scenario.is_none();
    let needs_scenario = arguments.link.is_some()
        || arguments.control.is_some()
        || arguments.cards.is_some()
        || arguments.with_parent;
    (!(alone && needs_scenario)).then_some(arguments)
}

fn run_emulator(scenario: &std::path::Path, arguments: Arguments) -> io::Result<()> {
    let mut scenario = emulate::Scenario::load_file(scenario)
        .map_err(|error| io::Error::new(ErrorKind::InvalidInput, error))?;
    if let Some(cards) = &arguments.cards {
        let ids: Vec<&str> = cards.split(',').filter(|id| !id.is_empty()).collect();
        scenario = scenario.with_cards(&ids).ok_or_else(|| io::Error::other("an unknown card"))?;
    }
    emulate::run_reader(
        scenario,
        arguments.link.as_deref(),
        arguments.control,
        arguments.with_parent,
    )
}

/// One thread for everything that waits: child processes die with the thread that started them,
/// and this one lives as long as the process.
fn run_server() -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let outcome = runtime.block_on(server::serve_calls(
        server::builtin_drivers(),
        tokio::io::stdin(),
        tokio::io::stdout(),
    ));
    // A driver hanging on a port must not keep the process.
    runtime.shutdown_background();
    outcome
}
