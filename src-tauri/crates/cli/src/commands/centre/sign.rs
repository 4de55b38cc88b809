//! `counter centre key` and `counter centre sign`.
use super::codes::read_entry;
use super::{centre_fault, describe_file, file_fault, open_file, read_source};
use crate::commands::files::{read_bounded, read_clock, write_secret, write_whole};
use crate::output::{Fault, Outcome};
use clap::Args;
use counter_centre::{
    Body, CentreError, CentreKey, Edition, check_first, check_replacement, draw_secret,
    read_source_body, sign_body,
};
use counter_core::private::Private;
use serde_json::json;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A key is 44 letters; a file that is longer is none.
const LONGEST_KEY: usize = 256;

#[derive(Args)]
pub struct Sign {
    /// A draft, or a signed file: what it holds is signed, fields of later programs included.
    file: PathBuf,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
    /// The centre's secret key (`counter centre key`).
    #[arg(long)]
    key: PathBuf,
    /// The signed file that this one follows: its number is one higher, and what stations would not
    /// take in its place is not signed.
    #[arg(long)]
    replaces: Option<PathBuf>,
    /// A technician's code to add (`counter centre code`), as often as needed.
    #[arg(long = "code")]
    codes: Vec<PathBuf>,
}

pub fn create_key(file: &Path) -> Outcome {
    let secret = draw_secret().map_err(centre_fault)?;
    let key = CentreKey::from_secret(&secret).map_err(centre_fault)?.public_key();
    write_secret(file, secret.expose()).map_err(|cause| file_fault(file, &cause))?;
    Ok(json!({ "key": key.as_str(), "fingerprint": key.fingerprint() }))
}

pub fn sign_file(args: &Sign) -> Outcome {
    let key = read_key(&args.key)?;
    let source = read_source(&args.file)?;
    let before = args.replaces.as_deref().map(open_file).transpose()?;
    let version = match &before {
        Some(before) => {
            let body = Body::read(&read_source_body(&source).map_err(centre_fault)?);
            let version = body.map_err(centre_fault)?.version;
            Some(version.max(before.body().version.saturating_add(1)))
        }
        None => None,
    };
    let codes = args.codes.iter().map(|file| read_entry(file)).collect::<Result<_, _>>()?;
    let now = read_clock();
    let edition = Edition { version, made_at: now, codes };
    let file = sign_body(&source, &key, &edition).map_err(centre_fault)?;
    match &before {
        Some(before) => check_replacement(before, &file, now.date()),
        None => check_first(&file, now.date()),
    }
    .map_err(centre_fault)?;
    write_whole(&args.out, file.text().as_bytes())
        .map_err(|cause| file_fault(&args.out, &cause))?;
    Ok(describe_file(&file))
}

fn read_key(file: &Path) -> Result<CentreKey, Fault> {
    let secret = read_bounded(file, LONGEST_KEY).map_err(|cause| match cause.kind() {
        ErrorKind::FileTooLarge => centre_fault(CentreError::NotAKey),
        _ => file_fault(file, &cause),
    })?;
    let secret = Private::new(String::from_utf8_lossy(&secret));
    CentreKey::from_secret(&secret).map_err(centre_fault)
}
