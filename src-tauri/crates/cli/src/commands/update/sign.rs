//! `counter update key`, `sign` and `show`: the publisher's side.
use crate::commands::files::{read_bounded, read_clock, write_public, write_secret};
use crate::output::{Fault, Outcome};
use clap::Args;
use counter_centre::{CentreKey, PublicKey, SignedUpdate, UpdateError, draw_secret, sign_update};
use counter_core::private::Private;
use counter_core::update::{MAX_MANIFEST_BYTES, Manifest, UpdateCode};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A key is 44 letters; a file that is longer is none.
const LONGEST_KEY: usize = 256;

#[derive(Args)]
pub struct Sign {
    /// What the manifest says, as JSON; it is signed to the letter.
    #[arg(long)]
    body: PathBuf,
    /// The publisher's secret key (`counter update key`).
    #[arg(long)]
    key: PathBuf,
    /// The manifest to write.
    #[arg(long)]
    out: PathBuf,
}

#[derive(Args)]
pub struct Show {
    /// A signed manifest.
    file: PathBuf,
    /// The public key that it must be of.
    #[arg(long)]
    key: Option<String>,
}

pub fn create_key(file: &Path) -> Outcome {
    let secret = draw_secret().map_err(Fault::internal)?;
    let key = CentreKey::from_secret(&secret).map_err(|_| not_a_key())?.public_key();
    write_secret(file, secret.expose()).map_err(|cause| file_fault(file, &cause))?;
    Ok(json!({ "key": key.as_str(), "fingerprint": key.fingerprint() }))
}

/// What no computer would take is not signed.
pub fn sign_manifest(args: &Sign) -> Outcome {
    let secret = read_bounded(&args.key, LONGEST_KEY).map_err(|_| not_a_key())?;
    let secret = Private::new(String::from_utf8_lossy(&secret));
    let key = CentreKey::from_secret(&secret).map_err(|_| not_a_key())?;
    let body = read_bounded(&args.body, MAX_MANIFEST_BYTES)
        .map_err(|cause| file_fault(&args.body, &cause))?;
    let body = String::from_utf8(body).map_err(|_| code_fault(UpdateCode::RefusedManifest))?;
    let manifest = Manifest::read(&body).map_err(code_fault)?;
    if manifest.until <= read_clock() {
        return Err(code_fault(UpdateCode::RefusedExpired));
    }
    let text = sign_update(&body, &key).map_err(Fault::internal)?;
    if text.len() > MAX_MANIFEST_BYTES {
        return Err(code_fault(UpdateCode::RefusedManifest));
    }
    write_public(&args.out, text.as_bytes()).map_err(|cause| file_fault(&args.out, &cause))?;
    Ok(describe(&manifest, &key.public_key()))
}

pub fn show_manifest(args: &Show) -> Outcome {
    let bytes = read_bounded(&args.file, MAX_MANIFEST_BYTES)
        .map_err(|cause| file_fault(&args.file, &cause))?;
    let signed = match &args.key {
        Some(key) => {
            let key = PublicKey::try_from(key.clone()).map_err(|_| not_a_key())?;
            SignedUpdate::read_of(&bytes, &key)
        }
        None => SignedUpdate::read(&bytes),
    }
    .map_err(|error: UpdateError| Fault::new(error.code(), error.to_string()))?;
    Ok(describe(&Manifest::read(&signed.body).map_err(code_fault)?, &signed.key))
}

fn describe(manifest: &Manifest, key: &PublicKey) -> Value {
    let packages: Vec<Value> = manifest
        .packages
        .iter()
        .map(|package| {
            json!({
                "name": package.name, "version": package.version, "kind": package.kind,
                "architecture": package.architecture, "path": package.path,
                "bytes": package.bytes, "sha256": package.sha256,
            })
        })
        .collect();
    json!({
        "number": manifest.number, "made_at": manifest.made_at.to_string(),
        "until": manifest.until.to_string(), "minimum": manifest.minimum,
        "share": manifest.share, "packages": packages, "news": manifest.news,
        "key": key.as_str(), "fingerprint": key.fingerprint(),
    })
}

fn not_a_key() -> Fault {
    Fault::new("update_not_a_key", "this is no key of updates: 32 bytes in Base64 are wanted")
}

fn code_fault(code: UpdateCode) -> Fault {
    let message = match code {
        UpdateCode::RefusedExpired => "the manifest is past its end",
        UpdateCode::RefusedLaterShape => "this program is too old for the manifest",
        _ => "this is no manifest of updates that a computer could take",
    };
    Fault::new(&code.word(), message)
}

fn file_fault(file: &Path, cause: &std::io::Error) -> Fault {
    Fault::new("update_unreadable", format!("{}: {cause}", file.display()))
}
