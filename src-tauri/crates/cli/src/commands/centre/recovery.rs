//! `counter centre recovery-key`: the key to which stations seal a copy of theirs. Its private half
//! is nowhere as a whole: two files for two holders.
use super::file_fault;
use crate::commands::files::{read_bounded, write_secret};
use crate::output::{Fault, Outcome};
use clap::Args;
use counter_store::{RecoveryError, RecoveryKey, RecoverySecret, join_halves, write_halves};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A half is far shorter; a file that is longer is none.
const LONGEST_HALF: usize = 4096;

#[derive(Args)]
pub struct HalfFiles {
    /// The file for the first holder.
    #[arg(long)]
    half_1: PathBuf,
    /// The file for the second holder.
    #[arg(long)]
    half_2: PathBuf,
    /// Makes nothing: says whether the two files fit each other, and of which key they are.
    #[arg(long)]
    check: bool,
}

pub fn make_recovery_key(args: &HalfFiles) -> Outcome {
    let files = (args.half_1.as_path(), args.half_2.as_path());
    let secret = match args.check {
        true => read_half_files(files)?,
        false => {
            let secret = RecoverySecret::random();
            write_half_files(&secret, files)?;
            secret
        }
    };
    Ok(describe_key(&secret.public_key()))
}

pub fn describe_key(key: &RecoveryKey) -> Value {
    json!({ "recovery_key": key.text(), "fingerprint": key.fingerprint() })
}

/// Both or none, and never over an older one.
pub fn write_half_files(
    secret: &RecoverySecret,
    (first, second): (&Path, &Path),
) -> Result<(), Fault> {
    let [one, two] = write_halves(secret).map_err(recovery_fault)?;
    write_secret(first, &one).map_err(|cause| file_fault(first, &cause))?;
    write_secret(second, &two).map_err(|cause| {
        let _ = std::fs::remove_file(first);
        file_fault(second, &cause)
    })
}

/// In whichever order.
pub fn read_half_files((first, second): (&Path, &Path)) -> Result<RecoverySecret, Fault> {
    let read = |file: &Path| {
        let unreadable = |cause: std::io::Error| {
            Fault::new("recovery_half_unreadable", format!("{}: {cause}", file.display()))
        };
        read_bounded(file, LONGEST_HALF).map_err(unreadable)
    };
    join_halves(&read(first)?, &read(second)?).map_err(recovery_fault)
}

fn recovery_fault(error: RecoveryError) -> Fault {
    Fault::new(error.code(), error.to_string())
}
