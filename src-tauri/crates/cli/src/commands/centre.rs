//! `counter centre …`: the centre file from its first draft to the office's data, and the codes.
mod codes;
mod draft;
mod look;
mod publish;
mod recovery;
mod sign;

pub use recovery::read_half_files;

use crate::commands::files::read_bounded;
use crate::output::{Fault, Outcome};
use clap::Subcommand;
use counter_centre::{CentreError, CentreFile, MAX_FILE_BYTES};
use serde_json::{Value, json};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub enum What {
    /// A new secret key for signing centre files, written to a file for its owner alone; prints the
    /// public key and its fingerprint.
    Key { file: PathBuf },
    /// A recovery key: stations seal a copy of their key to its public half, which is printed; the
    /// private half is written into two files for two holders, neither of use alone.
    RecoveryKey(recovery::HalfFiles),
    /// A draft of what a centre settles for a station, to be completed by hand.
    New(Box<draft::Draft>),
    /// Signs a draft, or what a signed file holds, anew.
    Sign(sign::Sign),
    /// What a draft or a signed file says.
    Show(look::Show),
    /// Whether a station would take this file.
    Verify(look::Verify),
    /// A one-time code for the station of a signed file: to join, or for a technician. It is shown
    /// this once; what is kept of it is written to a file.
    Code(codes::Make),
    /// Puts a signed file, and join codes, into an office's data.
    Publish(publish::Publish),
}

pub fn run_centre(what: What) -> Outcome {
    match what {
        What::Key { file } => sign::create_key(&file),
        What::RecoveryKey(files) => recovery::make_recovery_key(&files),
        What::New(draft) => draft::write_draft(&draft),
        What::Sign(sign) => sign::sign_file(&sign),
        What::Show(show) => look::show_file(&show),
        What::Verify(verify) => look::verify_file(&verify),
        What::Code(make) => codes::make_code(&make),
        What::Publish(publish) => publish::publish_file(&publish),
    }
}

fn centre_fault(error: CentreError) -> Fault {
    Fault::new(error.code(), error.to_string())
}

fn file_fault(file: &Path, cause: &std::io::Error) -> Fault {
    if cause.kind() == ErrorKind::FileTooLarge {
        return centre_fault(CentreError::TooLarge { bytes: MAX_FILE_BYTES as u64 + 1 });
    }
    Fault::new("centre_unreadable", format!("{}: {cause}", file.display()))
}

fn read_source(file: &Path) -> Result<Vec<u8>, Fault> {
    read_bounded(file, MAX_FILE_BYTES).map_err(|cause| file_fault(file, &cause))
}

fn open_file(file: &Path) -> Result<CentreFile, Fault> {
    CentreFile::read(&read_source(file)?).map_err(centre_fault)
}

/// What every answer about a signed file says.
fn describe_file(file: &CentreFile) -> Value {
    let body = file.body();
    json!({
        "centre": &*body.centre.code, "station": &*body.station.code, "kind": body.kind,
        "version": body.version, "until": body.until.to_string(), "key": file.key().as_str(),
        "fingerprint": file.key().fingerprint(),
    })
}
