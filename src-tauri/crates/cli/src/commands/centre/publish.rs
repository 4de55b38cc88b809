//! `counter centre publish`: into the data of a reference back office, running or not.
use super::codes::read_entry;
use super::{describe_file, open_file};
use crate::commands::office::Place;
use crate::output::{Fault, Outcome};
use clap::Args;
use counter_centre::Kind;
use counter_office::PublishError;
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct Publish {
    #[command(flatten)]
    place: Place,
    /// The station's signed file; the same again does no harm.
    file: PathBuf,
    /// A join code (`counter centre code`), as often as needed.
    #[arg(long = "code")]
    codes: Vec<PathBuf>,
}

pub fn publish_file(args: &Publish) -> Outcome {
    args.place.check_records()?;
    let file = open_file(&args.file)?;
    let codes = args.codes.iter().map(|file| read_entry(file)).collect::<Result<Vec<_>, _>>()?;
    if codes.iter().any(|code| code.station != file.body().station.code) {
        return Err(Fault::new(
            "code_other_station",
            "a code is for another station than the file",
        ));
    }
    let is_trial = file.body().kind != Kind::Real;
    let office = args.place.open_records(is_trial)?;
    office.publish_centre_file(&file).map_err(publish_fault)?;
    for code in &codes {
        office.publish_join_code(code).map_err(publish_fault)?;
    }
    let mut answer = describe_file(&file);
    answer["codes"] = json!(codes.len());
    Ok(answer)
}

fn publish_fault(error: PublishError) -> Fault {
    Fault::new(error.code(), error.to_string())
}
