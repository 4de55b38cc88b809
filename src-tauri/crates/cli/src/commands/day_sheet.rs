//! `counter day-sheet`: what was taken in on a day is at the office or still here, as a table.
use crate::output::Fault;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub struct DaySheet {
    /// The folder of the station's data. It is read only; the window must be closed.
    dir: PathBuf,
    /// YYYY-MM-DD; today without it.
    #[arg(long)]
    day: Option<String>,
    /// Read the passphrase from standard input; else COUNTER_PASSPHRASE. Only where there is no keyring.
    #[arg(long)]
    passphrase_stdin: bool,
}

pub fn run(sheet: DaySheet, json: bool) -> Result<ExitCode, Fault> {
    let records = crate::commands::verify::open(&sheet.dir, sheet.passphrase_stdin)?;
    let view = records.day_sheet(sheet.day.as_deref());
    let view = view.map_err(|code| Fault::new(code, "the day's sheet could not be made"))?;
    let text = match json {
        true => serde_json::to_string(&view).map_err(|e| Fault::new("internal", e.to_string()))? + "\n",
        false => counter_desk::table(&view),
    };
    let written = std::io::stdout().lock().write_all(text.as_bytes());
    written.map_err(|_| Fault::new("cannot_write", "nobody reads what is said"))?;
    Ok(ExitCode::SUCCESS)
}
