//! `counter day-sheet`: what was taken in on a day is at the office or still here, as a table.
use crate::commands::verify::open_records;
use crate::output::{Fault, write_text};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub struct DaySheet {
    /// The folder of the station's data. It is read only; the window must be closed.
    dir: PathBuf,
    /// YYYY-MM-DD; today without it.
    #[arg(long)]
    day: Option<String>,
    /// The passphrase is the first line of standard input; at a terminal it is asked for. Only where
    /// there is no keyring.
    #[arg(long)]
    passphrase_stdin: bool,
}

pub fn print_day_sheet(sheet: DaySheet, json: bool) -> Result<ExitCode, Fault> {
    let records = open_records(&sheet.dir, sheet.passphrase_stdin)?;
    let day = sheet.day.as_deref();
    let failed = |code| Fault::new(code, "the day's sheet could not be made");
    let text = match json {
        true => {
            serde_json::to_string(&records.day_sheet(day).map_err(failed)?)
                .map_err(Fault::internal)?
                + "\n"
        }
        false => records.day_sheet_csv(day).map_err(failed)?,
    };
    write_text(&text).map(|()| ExitCode::SUCCESS)
}
