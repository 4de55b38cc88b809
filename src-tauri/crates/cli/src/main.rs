//! `counter`: one command for authors, technicians and tests. It only calls and prints; it holds no rules of its own.
mod catalog;
mod day_sheet;
mod devices;
mod drill;
mod office;
mod passphrase;
mod say;
mod verify;

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
        /// Keeps the records in PostgreSQL: postgres://user@host/name; the password may stand in PGPASSWORD.
        #[arg(long)]
        database: Option<String>,
        /// Keeps the materials in an S3-compatible store: s3://bucket/folder?endpoint=https://…; key and secret stand in
        /// AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
        #[arg(long)]
        materials: Option<String>,
        /// Cases it takes in per second; when a whole town comes back, stations get turns below it.
        #[arg(long, default_value_t = 300)]
        pace: u32,
    },
    /// Takes in invented cases without a window and prints each number when a screen would show it.
    Drill(drill::Drill),
    /// Reads a station's records without changing them: is anything missing or altered?
    Verify(verify::Verify),
    /// A day's reconciliation as a table (CSV): taken in = at the office + still here.
    DaySheet(day_sheet::DaySheet),
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
    let outcome = match runtime {
        Err(_) => Err(Fault::new("internal", "the program could not start its event loop")),
        Ok(runtime) => runtime.block_on(run(command.what, command.json)),
    };
    outcome.unwrap_or_else(|fault| say::fault(&fault, command.json))
}

async fn run(what: What, json: bool) -> Result<ExitCode, Fault> {
    let answered = |outcome: Outcome| outcome.map(|answer| say::answer(&answer, json));
    match what {
        What::Office { listen, data, database, materials, pace } => {
            let place = office::Place { data, database, materials };
            answered(office::run(&listen, &place, pace, json).await)
        }
        What::Drill(what) => drill::run(what, json).await,
        What::DaySheet(what) => day_sheet::run(what, json),
        What::Verify(what) => verify::run(what, json).await,
        What::Devices(what) => answered(devices::run(what).await),
        What::Catalog(what) => answered(catalog::run(what)),
    }
}
