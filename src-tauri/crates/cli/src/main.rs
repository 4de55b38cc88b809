//! `counter`: one command for authors, technicians and tests. It only calls and prints; it holds no
//! rules of its own.
mod commands;
mod output;
mod secret;

use clap::{Parser, Subcommand};
use commands::{
    catalog, centre, check, day_sheet, devices, drill, office, recover, step, support, update,
    verify,
};
use output::{Fault, Outcome};
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
    /// Runs the reference back office until it is stopped: a trial with invented people, or with
    /// --real the people enrolled. With a word behind it: its accounts and installations.
    Office(office::Command),
    /// Gives a person an account at a reference back office that is no trial, or a new password; it
    /// is read from standard input.
    Enrol(office::Enrol),
    /// A department's word on an accepted case, by hand: at a trial, or with an account that may enter
    /// it.
    Step(step::Step),
    /// Takes in invented cases without a window and prints each number when a screen would show it.
    Drill(drill::Drill),
    /// Reads a station's records without changing them: is anything missing or altered? With a
    /// receipt's code: is that paper one of them, as they are?
    Verify(verify::Verify),
    /// Opens a rescued disk with both halves of the centre's recovery key: lists its cases, or hands
    /// over to the office what is not there yet.
    Recover(recover::Recover),
    /// The diagnostics bundle of a station, for a technician: versions, settings, counts, log; nobody
    /// is in it. The window makes the same from its settings.
    Support(support::Support),
    /// A day's reconciliation as a table (CSV): taken in = at the office + still here.
    DaySheet(day_sheet::DaySheet),
    /// ID card readers, scanners and printers.
    #[command(subcommand)]
    Devices(devices::What),
    /// Items and their rules: search, checklist, due date; for authors lint, test and stats.
    #[command(subcommand)]
    Catalog(catalog::What),
    /// The centre file: what a centre settles for a station, signed; the codes by which stations
    /// join.
    #[command(subcommand)]
    Centre(centre::What),
    /// Updates of this program: the manifest that a publisher signs, and the look for one that this
    /// computer's own timer takes.
    #[command(subcommand)]
    Update(update::What),
    /// Judges a number or a code: valid, doubtful with the reason, or refused.
    Check(check::Check),
}

fn main() -> ExitCode {
    counter_walls::forbid_dumps();
    // A mistyped call is a fault with a code like any other when JSON was asked for.
    let json = std::env::args().any(|a| a == "--json");
    let command = match Command::try_parse() {
        Ok(command) => command,
        Err(error) if json && error.use_stderr() => {
            return output::print_fault(&Fault::wrong_usage(&error.to_string()), true);
        }
        Err(error) => error.exit(),
    };
    // What is known of updates is this computer's, and everybody may read it.
    if !matches!(command.what, What::Update(_)) {
        counter_walls::keep_files_private();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let outcome = match runtime {
        Err(_) => Err(Fault::new("internal", "the program could not start its event loop")),
        Ok(runtime) => runtime.block_on(run(command.what, command.json)),
    };
    outcome.unwrap_or_else(|fault| output::print_fault(&fault, command.json))
}

async fn run(what: What, json: bool) -> Result<ExitCode, Fault> {
    let print = |outcome: Outcome| outcome.map(|answer| output::print_answer(&answer, json));
    match what {
        What::Office(what) => print(office::run_office(&what, json).await),
        What::Enrol(what) => print(office::enrol_person(what)),
        What::Step(what) => print(step::enter_step(what).await),
        What::Drill(what) => drill::run_drill(what, json).await,
        What::DaySheet(what) => day_sheet::print_day_sheet(what, json),
        What::Verify(what) => verify::verify_records(what, json).await,
        What::Support(what) => print(support::save_bundle(what)),
        What::Recover(what) => recover::recover_disk(what, json).await,
        What::Devices(what) => print(devices::run_devices(what).await),
        What::Catalog(what) => print(catalog::run_catalog(what, json).await),
        What::Centre(what) => print(centre::run_centre(what)),
        What::Update(what) => print(update::run_update(what).await),
        What::Check(what) => print(Ok(check::check_value(&what))),
    }
}

#[cfg(test)]
mod tests {
    use super::Command;
    use clap::CommandFactory;

    /// Each command's arguments that take a value, with the commands below it.
    fn collect_values(command: &clap::Command, into: &mut Vec<String>) {
        let taking =
            command.get_arguments().filter(|argument| argument.get_action().takes_values());
        into.extend(taking.map(|argument| format!("{} {}", command.get_name(), argument.get_id())));
        command.get_subcommands().for_each(|below| collect_values(below, into));
    }

    #[test]
    fn no_secret_is_an_argument() {
        let mut values = Vec::new();
        collect_values(&Command::command(), &mut values);
        assert!(values.contains(&"enrol number".to_owned()), "{values:?}");
        for word in ["pass", "secret", "token", "credential"] {
            // Of the argument itself: a command may well be about one.
            let is_named = |value: &&String| value.rsplit(' ').next().unwrap().contains(word);
            let named = values.iter().find(is_named);
            assert_eq!(named, None, "a secret comes by a prompt or standard input");
        }
    }
}
