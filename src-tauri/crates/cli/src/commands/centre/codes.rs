//! `counter centre code`: the code is printed and nowhere else; a file gets what is kept of it.
use super::{centre_fault, file_fault, open_file, read_source};
use crate::commands::files::{read_clock, write_whole};
use crate::commands::number::parse_within;
use crate::output::{Fault, Outcome};
use clap::{Args, ValueEnum};
use counter_centre::{Code, CodeEntry, Purpose};
use counter_core::date::Date;
use serde_json::json;
use std::path::{Path, PathBuf};

const LONGEST_DAYS: i64 = 90;

#[derive(Args)]
pub struct Make {
    /// The station's signed file.
    file: PathBuf,
    #[arg(long, value_enum)]
    purpose: Word,
    /// For how many days after today it is good.
    #[arg(long, default_value_t = 7, value_parser = parse_days)]
    days: i64,
    /// The file for what is kept of it: for `publish` (join) or `sign` (technician).
    #[arg(long)]
    out: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Word {
    Join,
    Technician,
}

impl Word {
    fn purpose(self) -> Purpose {
        match self {
            Self::Join => Purpose::Join,
            Self::Technician => Purpose::Technician,
        }
    }
}

fn parse_days(text: &str) -> Result<i64, String> {
    parse_within(text, &(0..=LONGEST_DAYS))
}

pub fn make_code(args: &Make) -> Outcome {
    let file = open_file(&args.file)?;
    let until = add_days(read_clock().date(), args.days);
    let code = Code::draw_code(args.purpose.purpose(), file.key()).map_err(centre_fault)?;
    let station = file.body().station.code.clone();
    let entry = code.make_entry(station, until).map_err(centre_fault)?;
    let text = serde_json::to_string(&entry).map_err(Fault::internal)? + "\n";
    // Before the code is shown: one of which nothing is kept would open nothing.
    write_whole(&args.out, text.as_bytes()).map_err(|cause| file_fault(&args.out, &cause))?;
    Ok(json!({
        "code": code.printable_text().expose(), "purpose": code.purpose().code(),
        "station": &*entry.station, "until": until.to_string(),
    }))
}

/// What `make_code` wrote.
pub fn read_entry(file: &Path) -> Result<CodeEntry, Fault> {
    let unfit = |_| Fault::new("code_entry", format!("{} holds no code", file.display()));
    serde_json::from_slice(&read_source(file)?).map_err(unfit)
}

fn add_days(day: Date, days: i64) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}
