//! `counter`: one command for authors, technicians and tests. It only calls and prints; it holds no rules of its own.
mod catalog;
mod devices;
mod office;
mod say;

use clap::{Parser, Subcommand};
use say::{Fault, Outcome};
use std::process::ExitCode;

/// 综窗工作台 command line.
#[derive(Parser)]
#[command(name = "counter", version)]
struct Command {
    /// One JSON object on standard output; errors as {"code":…,"message":…}.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Runs the reference back office (a trial) until it is stopped.
    Office {
        /// Address and port, such as 127.0.0.1:8720; port 0 takes a free one.
        #[arg(long)]
        listen: String,
        /// Where cases are kept; without it they are gone when it stops.
        #[arg(long)]
        data: Option<std::path::PathBuf>,
        /// Cases it takes in per second; when a whole town comes back, stations get turns below it.
        #[arg(long, default_value_t = 300)]
        pace: u32,
    },
    /// ID card readers, scanners and printers.
    #[command(subcommand)]
    Devices(devices::What),
    /// The built-in catalogue.
    #[command(subcommand)]
    Catalog(catalog::What),
}

fn main() -> ExitCode {
    // A mistyped call is a fault with a code like any other when JSON was asked for.
    let json = std::env::args().any(|a| a == "--json");
    let command = match Command::try_parse() {
        Ok(command) => command,
        Err(error) if json && error.use_stderr() => return say::fault(&Fault::usage(&error.to_string()), true),
        Err(error) => error.exit(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let outcome: Outcome = match runtime {
        Err(_) => Err(Fault::new("internal", "the program could not start its event loop")),
        Ok(runtime) => runtime.block_on(async {
            match command.what {
                What::Office { listen, data, pace } => office::run(&listen, data.as_deref(), pace, command.json).await,
                What::Devices(what) => devices::run(what).await,
                What::Catalog(what) => catalog::run(what),
            }
        }),
    };
    match outcome {
        Ok(answer) => say::answer(&answer, command.json),
        Err(fault) => say::fault(&fault, command.json),
    }
}
