//! `counter centre show` and `counter centre verify`: a file read as a station reads it.
use super::{centre_fault, describe_file, file_fault, open_file, read_source};
use crate::commands::files::{parse_day, read_clock, write_whole};
use crate::output::Outcome;
use clap::Args;
use counter_centre::{
    Body, CentreError, CentreFile, check_first, check_replacement, lay_out_body, read_source_body,
};
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Args)]
pub struct Show {
    /// A draft or a signed file.
    file: PathBuf,
    /// Writes what it holds as a draft, to be changed by hand and signed again.
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Args)]
pub struct Verify {
    file: PathBuf,
    /// The centre's public key or its fingerprint; without it any key's signature will do.
    #[arg(long)]
    key: Option<String>,
    /// The file that the station has: this one must be able to take its place.
    #[arg(long)]
    current: Option<PathBuf>,
    /// Another day than today, YYYY-MM-DD.
    #[arg(long)]
    today: Option<String>,
}

pub fn show_file(args: &Show) -> Outcome {
    let source = read_source(&args.file)?;
    let text = read_source_body(&source).map_err(centre_fault)?;
    let is_draft = text.as_bytes() == source;
    let mut answer = match is_draft {
        true => {
            Body::read(&text).map_err(centre_fault)?;
            json!({})
        }
        false => describe_file(&CentreFile::read(&source).map_err(centre_fault)?),
    };
    if let Some(out) = &args.out {
        let draft = lay_out_body(&text).map_err(centre_fault)?;
        write_whole(out, draft.as_bytes()).map_err(|cause| file_fault(out, &cause))?;
    }
    answer["signed"] = (!is_draft).into();
    answer["body"] = serde_json::from_str::<Value>(&text).unwrap_or_default();
    Ok(answer)
}

pub fn verify_file(args: &Verify) -> Outcome {
    let file = open_file(&args.file)?;
    let today = parse_day(args.today.as_deref())?.unwrap_or(read_clock().date());
    let is_of = |key: &String| key == file.key().as_str() || *key == file.key().fingerprint();
    if !args.key.as_ref().is_none_or(is_of) {
        return Err(centre_fault(CentreError::OtherKey));
    }
    match &args.current {
        Some(current) => check_replacement(&open_file(current)?, &file, today),
        None => check_first(&file, today),
    }
    .map_err(centre_fault)?;
    Ok(describe_file(&file))
}
